from django.apps import AppConfig


class ChildConfig(AppConfig):
    name = "lapwing.cases.child"
