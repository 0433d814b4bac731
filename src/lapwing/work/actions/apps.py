from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "lapwing.work.actions"

    def ready(self) -> None:
        from lapwing.work import holding
        from lapwing.work.actions import queries

        holding.register("action", queries.open_until)
