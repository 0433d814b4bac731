from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "lapwing.work.alerts"

    def ready(self) -> None:
        from lapwing.work import holding
        from lapwing.work.alerts import queries

        holding.register("alert", queries.open_until)
