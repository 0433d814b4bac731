from django.apps import AppConfig


class SheetConfig(AppConfig):
    name = "lapwing.cases.missing.sheet"
    label = "missing_sheet"

    def ready(self) -> None:
        from lapwing.cases.missing.sheet import presenters
        from lapwing.people import cards

        cards.register(cards.Card("if_missing", "If missing", 10, "sheet/card.html", presenters.card, column="side"))
