from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "lapwing.directory"

    def ready(self) -> None:
        from lapwing.directory import keys_among, statements, times

        keys_among.register()
        times.register()
        statements.register()
