from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lapwing.web"

    def ready(self) -> None:
        from lapwing.access.doors import EVERYBODY
        from lapwing.web import navigation, sign_in

        sign_in.connect()
        navigation.register("Today", "today", 0, *EVERYBODY)
        navigation.register("Who is who", "directory", 90, *EVERYBODY, section=navigation.KEEPING)
