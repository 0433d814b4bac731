from django.apps import AppConfig
from django.urls import reverse


class MissingConfig(AppConfig):
    name = "lapwing.cases.missing"

    def ready(self) -> None:
        from lapwing.access.roles import COUNCIL_MISSING, INTERVIEWER, POLICE_MISSING
        from lapwing.cases.missing import (
            allotting,
            asked,
            chronology,
            follow,
            instruments,
            listing,
            navigation,
            parting,
            queries,
            sight,
            teams,
            telling,
        )
        from lapwing.cases.missing.adulthood import starting as adulthood
        from lapwing.cases.missing.heard import starting as heard
        from lapwing.cases.missing.models import Absence
        from lapwing.cases.missing.presenters import patterns
        from lapwing.cases.missing.search import chronology as search
        from lapwing.cases.missing.shifts import outage
        from lapwing.people import cards
        from lapwing.web import panels
        from lapwing.work import holding, subjects
        from lapwing.work.alerts import kinds
        from lapwing.work.instruments import register

        sight.register()
        listing.start()
        chronology.start()
        search.start()
        heard.start()
        adulthood.start()
        navigation.start()
        parting.start()
        allotting.start()
        panels.register("asked", "Who waits to be heard", 20, "web/components/pointers.html", asked.panel, INTERVIEWER)
        panels.register(
            "outage", "The sheet for an outage", 60, "web/components/pointers.html", outage.panel, COUNCIL_MISSING,
            POLICE_MISSING,
        )  # fmt: skip
        cards.register(cards.Card("patterns", "Patterns", 10, "missing/patterns_card.html", patterns.card))
        subjects.register(
            follow.SUBJECT, "Missing episode", lambda key: reverse("absence", args=[key]), queries.person_of,
            subjects.rows_of(Absence),
        )  # fmt: skip
        holding.register(follow.SUBJECT, follow.open_until)
        for kind in (*teams.KINDS, *telling.SCHOOL_KINDS):
            kinds.register(kind)
        for instrument in instruments.VERSIONS:
            register(instrument)
