from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "lapwing.work.meetings"

    def ready(self) -> None:
        from lapwing.work import holding
        from lapwing.work.meetings import queries

        holding.register("meeting", queries.open_until)
