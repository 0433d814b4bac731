from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lapwing.people"

    def ready(self) -> None:
        from lapwing.access import functions
        from lapwing.people import following, hiding, retelling, two_persons
        from lapwing.people.matching import candidates

        for function in (*candidates.FUNCTIONS, *retelling.FUNCTIONS):
            functions.register(function)
        following.register()
        hiding.register()
        two_persons.register()
        _pages()


def _pages() -> None:
    from lapwing.access import roles
    from lapwing.people import cards
    from lapwing.people.finding.views import LOOKERS, SEARCHERS
    from lapwing.people.guarding import cards as guarding
    from lapwing.people.guarding import panel
    from lapwing.web import navigation, panels

    navigation.register("Find a child", "people_search", 15, *SEARCHERS, section=navigation.CHILDREN)
    navigation.register("Doubtful matches", "people_doubts", 29, *LOOKERS, section=navigation.CHILDREN)
    navigation.register("Custody", "custody", 20, roles.CUSTODIAN, section=navigation.KEEPING)
    pointers = "web/components/pointers.html"
    panels.register("custody", "What waits for a custodian", 10, pointers, panel.panel, roles.CUSTODIAN)
    cards.register(cards.Card("guarding", "Who sees this record", 90, pointers, guarding.ways, "side"))
    navigation.register("Guarding", "guarding", 20, roles.IG_LEAD, section=navigation.KEEPING)
