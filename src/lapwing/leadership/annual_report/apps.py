from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    name = "lapwing.leadership.annual_report"

    def ready(self) -> None:
        from lapwing.leadership.annual_report.models import published
        from lapwing.leadership.scorecard.elsewhere import ELSEWHERE
        from lapwing.leadership.scorecard.readers import READERS
        from lapwing.web import navigation

        navigation.register("Yearly report", "report", 65, *READERS, section=navigation.NUMBERS)
        ELSEWHERE.append(published)
