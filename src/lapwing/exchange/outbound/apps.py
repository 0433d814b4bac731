from django.apps import AppConfig
from django.urls import reverse


class OutboundConfig(AppConfig):
    name = "lapwing.exchange.outbound"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, IG_LEAD, POLICE_MISSING
        from lapwing.exchange.outbound import changes, panel, sight
        from lapwing.web import navigation, panels
        from lapwing.work import subjects
        from lapwing.work.corrections import changes as corrections

        sight.register()
        panels.register(
            "lists", "What waits for a second person", 30, "web/components/pointers.html", panel.panel, IG_LEAD
        )
        subjects.register("disclosure", "List that was taken out", lambda key: f"{reverse('lists')}#list-{key}")
        corrections.register_found("disclosure", sight.lists_about, put_right=changes.take_back)
        navigation.register(
            "Lists taken out",
            "lists",
            75,
            COUNCIL_MISSING,
            POLICE_MISSING,
            DATA_STEWARD,
            IG_LEAD,
            section=navigation.FILES,
        )
