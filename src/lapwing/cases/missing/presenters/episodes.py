"""The list of episodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lapwing.access.doors import address, way
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, Account, State
from lapwing.cases.missing.presenters.words import risk_tag, type_words
from lapwing.directory.keys import reference
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.web.parts import Tag


@dataclass(frozen=True)
class Row:
    absence: Absence
    child: Summary
    url: str
    began: str
    ended: str
    type: str
    risk: Tag
    state: str
    agency: str = field(default="")


def rows(absences: Sequence[Absence]) -> list[Row]:
    known = people.known(one.person for one in absences)
    return [
        Row(
            absence=one,
            child=known.summaries.get(known.child_of.get(one.person, one.person)) or Summary(one.person),
            url=address("absence", one.pk),
            began=one.began.words,
            ended=one.ended.words if one.ended else "",
            type=type_words(one.type),
            risk=risk_tag(one.risk),
            state=State(one.state).label,
            agency=one.agency.name,
        )
        for one in absences
    ]


@dataclass(frozen=True)
class Told:
    """What an agency told itself, for those who see no more of it: the child, since when, where it is corrected, and
    where they say that the child arrived; `arrived` is empty where they said that the child is back.
    """

    child: Summary
    words: str
    correct: str
    arrived: str


def told(accounts: Iterable[Account]) -> list[Told]:
    rows = list(accounts)
    known = people.known(one.person for one in rows)
    back = queries.told_back_by_us(one.absence_id for one in rows)
    return [
        Told(
            known.summaries[known.child_of[one.person]],
            f"{type_words(one.type).lower()} since {one.began.words}, reference {reference(one.pk)}",
            address("account_correct", one.pk),
            "" if one.absence_id in back else way("absence_arrived", one.absence_id),
        )
        for one in rows
    ]
