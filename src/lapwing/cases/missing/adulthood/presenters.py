"""Words for handovers to adult services."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from lapwing.cases.missing.adulthood.models import Handover
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules.moments import listed
from lapwing.web.parts import Clock, Fact, clock, when
from lapwing.work import open_risks


@dataclass(frozen=True)
class HandoverLine:
    """One handover in a line."""

    child: Summary
    url: str
    turns_18: str
    risks: str
    state: str
    clock: Clock | None


def lines(rows: Sequence[Handover]) -> list[HandoverLine]:
    children = people.children_of(one.person for one in rows)
    summaries = people.summaries(children.values())
    return [
        HandoverLine(
            child=summaries[children[one.person]],
            url=reverse("handover", args=[one.pk]),
            turns_18=when(one.turns_18),
            risks=risk_words(one),
            state=one.get_state_display(),
            clock=clock(one.turns_18) if one.is_open else None,
        )
        for one in rows
        if one.person in children
    ]


def risk_words(one: Handover) -> str:
    words = listed(open_risks.words_of(one.risks))
    return words[:1].upper() + words[1:]


def facts(one: Handover) -> list[Fact]:
    told = f"{one.contact}, told {one.told.words}" if one.told else None
    taken = f"{one.taken_on.words} by {one.taken_on_by}" if one.taken_on else None
    found = [
        Fact("Turns 18", when(one.turns_18)),
        Fact("What is open", risk_words(one)),
        Fact("Adult service", one.service or None),
        Fact("Who there", told),
        Fact("What they were told", one.passed_on or None),
        Fact("Taken on", taken),
    ]
    return [*found, Fact("Why none is needed", one.reason)] if one.reason else found
