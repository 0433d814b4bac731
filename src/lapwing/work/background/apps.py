from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "lapwing.work.background"
