from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    name = "lapwing.leadership.annual_report"

    def ready(self) -> None:
        from lapwing.leadership.annual_report import beside
        from lapwing.leadership.scorecard import editions
        from lapwing.leadership.scorecard.readers import READERS
        from lapwing.web import navigation

        navigation.register("Yearly report", "report", 65, *READERS, section=navigation.NUMBERS)
        editions.ELSEWHERE.append(beside.published)
