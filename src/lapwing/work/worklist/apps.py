from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "lapwing.work.worklist"

    def ready(self) -> None:
        from django.urls import reverse

        from lapwing.access.roles import PARTNERSHIP_MANAGER
        from lapwing.directory import changes as directory
        from lapwing.people import chronology
        from lapwing.web import navigation, panels
        from lapwing.work import roles, subjects
        from lapwing.work.actions.models import Action
        from lapwing.work.alerts.models import Alert
        from lapwing.work.deadlines.models import Clock
        from lapwing.work.meetings.models import Meeting
        from lapwing.work.worklist import chronology as lines
        from lapwing.work.worklist import going_over, queries

        directory.register_follower("work", going_over.follow)
        chronology.register("meeting", lines.of_meetings)
        chronology.register("action", lines.of_actions)
        chronology.register("alert", lines.of_alerts)
        navigation.register("What is due", "worklist", 10, *roles.WORKERS, section=navigation.WORK)
        navigation.register("Alerts", "alerts", 7, *roles.WORKERS)
        navigation.register("Meetings", "meetings", 14, *roles.READERS, section=navigation.WORK)
        navigation.register("Actions", "actions", 16, *roles.READERS, section=navigation.WORK)
        navigation.register("Local settings", "area_settings", 90, PARTNERSHIP_MANAGER, section=navigation.KEEPING)
        panels.register("due", "What is due", 10, "worklist/panel.html", queries.panel, *roles.WORKERS)
        subjects.register(
            "meeting", "Meeting", lambda key: reverse("meeting", args=[key]),
            lambda key: Meeting.objects.filter(pk=key).values_list("person", flat=True).first(),
            subjects.rows_of(Meeting),
        )  # fmt: skip
        subjects.register(
            "action", "Action", lambda key: reverse("action", args=[key]),
            lambda key: Action.objects.filter(pk=key).values_list("person", flat=True).first(),
            subjects.rows_of(Action),
        )  # fmt: skip
        subjects.register("clock", "Deadline", lambda key: reverse("clock", args=[key]), shown=subjects.rows_of(Clock))
        subjects.register("alert", "Alert", lambda key: reverse("alert", args=[key]), shown=subjects.rows_of(Alert))
