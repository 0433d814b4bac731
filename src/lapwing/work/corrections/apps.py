import uuid

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "lapwing.work.corrections"

    def ready(self) -> None:
        from django.urls import reverse

        from lapwing.access.models import Sharing
        from lapwing.access.roles import DATA_STEWARD
        from lapwing.people import unjoining
        from lapwing.web import navigation
        from lapwing.work import roles, subjects
        from lapwing.work.actions.models import Action
        from lapwing.work.alerts import kinds
        from lapwing.work.alerts.models import Alert
        from lapwing.work.corrections import changes
        from lapwing.work.meetings.models import Item, Meeting

        kinds.register(changes.WRONG_JOIN)
        unjoining.register(changes.follow)
        changes.register(
            "alert", lambda: Alert.objects.filter(step=0), put_right=changes.correct_alert, looks="raised_by"
        )
        changes.register("meeting", Meeting.objects.all, put_right=changes.minute)
        changes.register("meeting_item", lambda: Item.objects.filter(is_first=True).exclude(decided_at=None))
        changes.register("action", Action.objects.all)
        changes.register("sharing", Sharing.objects.all)
        subjects.register("meeting_item", "Decision of a meeting", _meeting_of)
        subjects.register("sharing", "Decision about sharing", lambda key: "")
        subjects.register("correction", "What rested on a wrong join", lambda key: reverse("correction", args=[key]))
        navigation.register("To put right", "corrections", 18, *roles.WORKERS, DATA_STEWARD, section=navigation.WORK)


def _meeting_of(key: uuid.UUID) -> str:
    from django.urls import reverse

    from lapwing.work.meetings.models import Item

    meeting = Item.objects.filter(pk=key).values_list("meeting", flat=True).first()
    return reverse("meeting", args=[meeting]) if meeting else ""
