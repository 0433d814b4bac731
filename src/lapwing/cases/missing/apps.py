from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "lapwing.cases.missing"

    def ready(self) -> None:
        from lapwing.cases.missing import sight

        sight.register()
