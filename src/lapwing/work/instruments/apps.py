from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "lapwing.work.instruments"
