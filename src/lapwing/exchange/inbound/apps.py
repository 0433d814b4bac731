from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "lapwing.exchange.inbound"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, POLICE_MISSING
        from lapwing.exchange.inbound import panel
        from lapwing.web import navigation, panels

        panels.register(
            "unread", "What could not be read", 40, "web/components/pointers.html", panel.panel, DATA_STEWARD
        )

        navigation.register(
            "Files read in", "exchange", 70, DATA_STEWARD, COUNCIL_MISSING, POLICE_MISSING, section=navigation.FILES
        )
