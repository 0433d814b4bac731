from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "lapwing.work.worklist"
