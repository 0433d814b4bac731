from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    name = "lapwing.leadership.scorecard"

    def ready(self) -> None:
        from lapwing.leadership.scorecard.readers import READERS
        from lapwing.web import navigation

        navigation.register("Scorecard", "scorecard_missing", 60, *READERS, section=navigation.NUMBERS)
