from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "lapwing.work.deadlines"

    def ready(self) -> None:
        from lapwing.work import holding
        from lapwing.work.deadlines import queries

        holding.register("clock", queries.open_until)
