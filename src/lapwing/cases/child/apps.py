from django.apps import AppConfig
from django.urls import reverse


class ChildConfig(AppConfig):
    name = "lapwing.cases.child"

    def ready(self) -> None:
        from lapwing.work import subjects

        subjects.register("child", "Child", lambda key: reverse("child", args=[key]))
