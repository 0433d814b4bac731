from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "lapwing.exchange.inbound"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, POLICE_MISSING
        from lapwing.web import navigation

        navigation.register(
            "Files read in", "exchange", 70, DATA_STEWARD, COUNCIL_MISSING, POLICE_MISSING, section=navigation.FILES
        )
