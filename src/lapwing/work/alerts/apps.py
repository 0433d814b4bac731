from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "lapwing.work.alerts"

    def ready(self) -> None:
        from lapwing.access import functions
        from lapwing.work import holding
        from lapwing.work.alerts import family, queries

        functions.register(family.FUNCTION)
        holding.register("alert", queries.open_until)
