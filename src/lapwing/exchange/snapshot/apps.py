from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "lapwing.exchange.snapshot"

    def ready(self) -> None:
        from lapwing.access.roles import ANALYST, IG_LEAD, PARTNERSHIP_MANAGER
        from lapwing.web import navigation

        navigation.register(
            "Snapshot", "snapshot", 80, ANALYST, PARTNERSHIP_MANAGER, IG_LEAD, section=navigation.NUMBERS
        )
