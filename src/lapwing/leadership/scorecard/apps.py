from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "lapwing.leadership.scorecard"

    def ready(self) -> None:
        from lapwing.access.roles import ANALYST, PARTNERSHIP_MANAGER, SCRUTINEER
        from lapwing.leadership.scorecard import panel
        from lapwing.leadership.scorecard.readers import READERS
        from lapwing.web import navigation, panels

        panels.register(
            "numbers", "What the numbers say", 50, "web/components/pointers.html", panel.panel, ANALYST,
            PARTNERSHIP_MANAGER, SCRUTINEER,
        )  # fmt: skip

        navigation.register("Scorecard", "scorecard_missing", 60, *READERS, section=navigation.NUMBERS)
