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
        _pages()


def _pages() -> None:
    from lapwing.access import roles
    from lapwing.people.finding.views import LOOKERS, SEARCHERS
    from lapwing.web import navigation

    navigation.register("Find a child", "people_search", 15, *SEARCHERS)
    navigation.register("Doubtful matches", "people_doubts", 60, *LOOKERS)
    navigation.register("Custody", "custody", 20, roles.CUSTODIAN)
    navigation.register("Guarding", "guarding", 20, roles.IG_LEAD)
