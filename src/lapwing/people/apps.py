from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lapwing.people"

    def ready(self) -> None:
        from lapwing.access import functions
        from lapwing.people import following
        from lapwing.people.matching import candidates

        for function in candidates.FUNCTIONS:
            functions.register(function)
        following.register()
