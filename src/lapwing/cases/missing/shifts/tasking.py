"""The morning's tasking: who is missing, who was found overnight, and what waits for somebody. Nobody who is sealed."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from lapwing.access.doors import may_follow, opens
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, State
from lapwing.cases.missing.presenters import board
from lapwing.cases.missing.presenters.beside import due_clock
from lapwing.cases.missing.presenters.interview import interview_words
from lapwing.cases.missing.presenters.words import PLACE_WORDS, how_long, risk_tag
from lapwing.directory.models import Area
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules.moments import Moment
from lapwing.web.parts import Clock, Tag, when
from lapwing.work import tasking
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.deadlines.models import OPEN_STATES
from lapwing.work.deadlines.models import Clock as Running

REVIEW = "risk_review"
MOST = 300
Row = TypeVar("Row", bound=Model)
Tasks = Sequence[tuple[tasking.Source, Sequence[tasking.Task]]]


@dataclass(frozen=True)
class Found:
    """A child whose whereabouts became known in the night: how, where, and whether they are back."""

    child: Summary
    url: str
    words: str
    away: str
    risk: Tag


@dataclass(frozen=True)
class Unreviewed:
    """A child missing at high risk, and why the judgement wants looking at."""

    child: Summary
    url: str
    judged: str
    why: str


@dataclass(frozen=True)
class Interview:
    """A return interview that is due: by when, and how it stands."""

    child: Summary
    url: str
    clock: Clock
    standing: str


@dataclass(frozen=True)
class Waiting:
    """Something of another room that waits: about whom, in words, since when."""

    child: Summary | None
    words: str
    url: str
    since: str


def page(area: Area | None, since: datetime, now: datetime) -> dict[str, object]:
    """What stands on the page. Who all these children are, and which of them are sealed, is asked once."""
    gone, came = list(_in_area(queries.missing_now(), area)), list(_in_area(_ended_since(since), area)[: MOST + 1])
    due, tasks = _due(area), tasking.waiting()
    cut = {"found_cut": MOST if came[MOST:] else 0, "interviews_cut": MOST if due[MOST:] else 0}
    came, due = came[:MOST], due[:MOST]
    named = {one.person for one in (*gone, *came, *due)} | _persons(tasks)
    sealed = queries.sealed_of(named)
    children = _summaries(named - sealed)
    missing = [one for one in gone if one.person not in sealed]
    return {
        "area": area,
        "since": Moment(since).words,
        "missing": board.cards(missing, now),
        "found": _found([one for one in came if one.person not in sealed], children, now),
        "unreviewed": _unreviewed([one for one in missing if one.risk == "HIGH"], children, now),
        "interviews": _interviews(due, children),
        "waiting": _waiting(tasks, children, sealed),
        **cut,
    }


def _ended_since(since: datetime) -> QuerySet[Absence]:
    return Absence.objects.filter(ended_at__gte=since).order_by("-ended_at", "-pk")


def _in_area(rows: QuerySet[Row], area: Area | None) -> QuerySet[Row]:
    return rows.filter(area=area) if area else rows


def _summaries(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, Summary]:
    """The children of these persons as told, by person."""
    child_of = people.children_of(persons)
    known = people.summaries(child_of.values())
    return {person: known[child] for person, child in child_of.items()}


def _found(absences: Sequence[Absence], children: Mapping[uuid.UUID, Summary], now: datetime) -> list[Found]:
    facts = queries.facts_of(one.pk for one in absences)
    made = []
    for one in sorted(absences, key=lambda each: (each.ended_at, str(each.pk))):
        places = dict.fromkeys(fact.place for fact in facts.get(one.pk, []) if fact.place and not fact.withdrawn_at)
        where = f", {'; '.join(places)}" if places else ""
        ended, back = one.ended, one.returned
        told = f"{PLACE_WORDS.get(one.whereabouts, 'Found')} {ended.words}" if ended else ""
        words = f"Returned {back.words}" if one.state == State.RETURNED and back else f"{told}, not yet returned"
        made.append(Found(children[one.person], _url(one.pk), words + where, how_long(one, now), risk_tag(one.risk)))
    return made


def _unreviewed(absences: Sequence[Absence], children: Mapping[uuid.UUID, Summary], now: datetime) -> list[Unreviewed]:
    """High risk for which no time to judge it again lies ahead: none was set, or it has passed."""
    risks = queries.risks_of(one.pk for one in absences)
    clocks = {one.subject: one for one in clock_queries.open_for(one.pk for one in absences) if one.duty == REVIEW}
    made = []
    for one in absences:
        clock = clocks.get(one.pk)
        if clock is not None and clock.trigger.at > now:
            continue
        last = next(iter(risks.get(one.pk, [])), None)
        judged = f"Judged high {last.moment.words}, {last.agency.name}" if last else "Judged high, by whom is not open"
        why = f"was to be judged again {clock.trigger.words}" if clock else "no time is set to judge it again"
        made.append(Unreviewed(children[one.person], _url(one.pk), judged, why))
    return made


def interviews(area: Area | None, until: datetime) -> tuple[list[Interview], int]:
    """Return interviews that are due by then, the soonest first; none of a child who is sealed. With after how many the
    list was cut, 0 where it is whole.
    """
    due = _due(area, until)
    rows = due[:MOST]
    persons = {one.person for one in rows}
    return _interviews(rows, _summaries(persons - queries.sealed_of(persons))), MOST if due[MOST:] else 0


def _due(area: Area | None, until: datetime | None = None) -> list[Running]:
    """The soonest first; one more than a page shows, where there are more."""
    clocks = _in_area(Running.objects.filter(duty="return_interview", state__in=OPEN_STATES), area)
    if until:
        clocks = clocks.filter(latest_at__lte=until)
    return list(clocks.order_by("latest_at", "pk").select_related("setting")[: MOST + 1])


def _interviews(rows: Sequence[Running], children: Mapping[uuid.UUID, Summary]) -> list[Interview]:
    held = queries.interviews_of(one.subject for one in rows)
    page = "interview" if opens("interview", current().role) else "absence"
    there = queries.open_to_reader(one.subject for one in rows)
    return [
        Interview(
            children[one.person],
            reverse(page, args=[one.subject]) if one.subject in there else "",
            due_clock(one),
            _stands(held, one),
        )
        for one in rows
        if one.person in children
    ]


def _stands(held: dict, clock: Running) -> str:  # type: ignore[type-arg]
    rows = held.get(clock.subject, [])
    return interview_words(rows[-1]) if rows else "Not offered yet"


def _persons(found: Tasks) -> set[uuid.UUID]:
    return {task.person for _, tasks in found for task in tasks if task.person}


def _waiting(
    found: Tasks, children: Mapping[uuid.UUID, Summary], sealed: Collection[uuid.UUID]
) -> list[tuple[str, list[Waiting]]]:
    """Headings of other rooms, such as trigger plans without an owner."""
    return [
        (
            source.heading,
            [
                Waiting(
                    children.get(task.person) if task.person else None, task.words, _open_to_role(task.url),
                    when(task.since) if task.since else "",
                )
                for task in tasks
                if task.person not in sealed
            ],
        )
        for source, tasks in found
    ]  # fmt: skip


def _open_to_role(url: str) -> str:
    """The address, or nothing where it leads to a door that is closed to whoever reads: police and front door too."""
    return url if url and may_follow(url) else ""


def _url(absence: uuid.UUID) -> str:
    return reverse("absence", args=[absence])
