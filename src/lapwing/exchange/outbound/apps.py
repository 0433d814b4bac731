from django.apps import AppConfig


class OutboundConfig(AppConfig):
    name = "lapwing.exchange.outbound"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, IG_LEAD, POLICE_MISSING
        from lapwing.web import navigation

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
