from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "lapwing.work.alerts"

    def ready(self) -> None:
        from lapwing.access import functions
        from lapwing.people import cards
        from lapwing.web import panels
        from lapwing.work import holding, tasking
        from lapwing.work.alerts import family, meetings, queries, sending, stranded
        from lapwing.work.meetings import following

        functions.register(family.FUNCTION)
        following.register_altered(meetings.tell)
        cards.register(cards.Card("telling", "Telling others", 85, "alerts/card.html", sending.card))
        holding.register("alert", queries.open_until)
        tasking.register("alerts", "Alerts that nobody took on", 45, stranded.tasks)
        pointers = "web/components/pointers.html"
        panels.register("stranded", "Alerts that nobody took on", 5, pointers, stranded.panel, *stranded.OWNERS)
