from django.apps import AppConfig
from django.urls import reverse


class OutboundConfig(AppConfig):
    name = "lapwing.exchange.outbound"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, IG_LEAD, POLICE_MISSING
        from lapwing.exchange.outbound import changes, sight
        from lapwing.web import navigation
        from lapwing.work import subjects
        from lapwing.work.corrections import changes as corrections

        sight.register()
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
