from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "lapwing.cases.missing.together"
    label = "missing_together"

    def ready(self) -> None:
        from lapwing.cases.missing.together.views import LOOKERS
        from lapwing.web import navigation

        navigation.register("Patterns", "together", 25, *LOOKERS, section=navigation.CHILDREN)
