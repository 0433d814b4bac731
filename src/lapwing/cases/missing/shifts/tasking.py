"""The morning's tasking: who is missing, who was found overnight, and what waits for somebody. Nobody who is sealed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.paginator import Page
from django.db.models import Model, Q, QuerySet

from lapwing.access import holdings
from lapwing.access.doors import address, may_follow, opens
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, State
from lapwing.cases.missing.patterns.reading import whereabouts
from lapwing.cases.missing.presenters import board
from lapwing.cases.missing.presenters.interview import interview_words
from lapwing.cases.missing.presenters.words import PLACE_WORDS, how_long, risk_tag
from lapwing.directory.models import Area
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules.moments import Moment
from lapwing.web.paging import Pages
from lapwing.web.parts import Clock, Tag, when
from lapwing.work import tasking
from lapwing.work.deadlines import presenters as clock_words
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.deadlines.models import OPEN_STATES
from lapwing.work.deadlines.models import Clock as Running

REVIEW = "risk_review"
INTERVIEW = "return_interview"
A_PAGE = 25
Row = TypeVar("Row", bound=Model)
Turned = Mapping[str, str] | None
Reviews = dict[uuid.UUID, list[Moment]]
Due = tuple[uuid.UUID, uuid.UUID, uuid.UUID]  # a clock, whom it is about, and the absence that it runs on


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


def page(area: Area | None, since: datetime, now: datetime, turned: Turned = None) -> dict[str, object]:
    """What stands on the page. Who all these children are, and which of them are sealed, is asked once.

    `turned` says which page of each list is open; without it every list stands whole, as paper needs it.
    """
    with holdings.reading():
        return _page(area, since, now, turned)


def _page(area: Area | None, since: datetime, now: datetime, turned: Turned) -> dict[str, object]:
    gone = _rows(queries.gravest_first(_in_area(queries.missing_now(), area)), "risk")
    due, reviews = _due_and_reviews(area, [key for key, _, risk in gone if risk == "HIGH"])
    keys = {
        "missing": [(key, person) for key, person, _ in gone],
        "found": _rows(_in_area(_ended_since(since), area)),
        "unreviewed": [(key, person) for key, person, risk in gone if risk == "HIGH" and _unjudged(reviews[key], now)],
        "interviews": [(key, person) for key, person, _ in due],
    }
    tasks = tasking.waiting()
    child_of = people.everyone_beside({person for some in keys.values() for _, person in some} | _persons(tasks))
    sealed = queries.sealed_among(child_of)
    sheets = {
        name: _sheet([key for key, person in some if person not in sealed], name, turned) for name, some in keys.items()
    }
    heard_of = {key: absence for key, _, absence in due}
    lists = [*(sheets[name].object_list for name in ("missing", "found", "unreviewed")),
             [heard_of[key] for key in sheets["interviews"].object_list]]  # fmt: skip
    missing, came, unjudged, there = _absences(lists)
    clocks = clock_queries.open_for((one.pk for one in missing), also=sheets["interviews"].object_list)
    running = {one.pk: one for one in clocks}
    due_here = [running[key] for key in sheets["interviews"].object_list if key in running]
    waiting = [(one, _sheet([each for each in some if each.person not in sealed], one.key, turned))
               for one, some in tasks]  # fmt: skip
    shown = {one.person for one in (*missing, *came, *unjudged, *due_here)} | _persons(waiting)
    known = people.known(shown)
    children = {person: known.summaries[child_of[person]] for person in shown if person in child_of}
    return {
        "area": area,
        "since": Moment(since).words,
        "sheets": sheets,
        "missing": board.cards(missing, now, known, running.values(), with_untold=False),
        "found": _found(came, children, now),
        "unreviewed": _unreviewed(unjudged, children, reviews),
        "interviews": _interviews(due_here, children, {one.pk for one in there}),
        "waiting": [(one, sheet, _waiting(sheet.object_list, children)) for one, sheet in waiting],
    }


def _rows(rows: QuerySet[Row], *columns: str) -> list[Any]:
    """Keys and persons as told, in order, and no more than is asked for: a list of hundreds is counted without reading
    its rows.
    """
    return list(rows.values_list("pk", "person", *columns))


def _sheet(some: list[Any], name: str, turned: Turned) -> Page:  # type: ignore[type-arg]
    return Pages(some, A_PAGE if turned is not None else len(some) or 1).get_page((turned or {}).get(name))


def _absences(lists: Iterable[Iterable[uuid.UUID]]) -> list[list[Absence]]:
    """The absences of several lists of keys, each list in its order, all of them read at once."""
    wanted = [list(keys) for keys in lists]
    found = Absence.objects.in_bulk({key for keys in wanted for key in keys})
    return [[found[key] for key in keys if key in found] for keys in wanted]


def _ended_since(since: datetime) -> QuerySet[Absence]:
    return queries.standing().filter(ended_at__gte=since).order_by("ended_at", "pk")


def _due_and_reviews(area: Area | None, grave: Iterable[uuid.UUID]) -> tuple[list[Due], Reviews]:
    """The return interviews that are due, the soonest first; and when the risk of each of these absences is to be
    judged again, as far as a clock says so.
    """
    asked = _is_due(area) | Q(duty=REVIEW, subject__in=set(grave))
    columns = ("duty", "pk", "person", "subject", "trigger_at", "trigger_precision")
    due: list[Due] = []
    reviews: Reviews = defaultdict(list)
    rows = Running.objects.filter(asked, state__in=OPEN_STATES).order_by("latest_at", "pk")
    for duty, key, person, absence, at, precision in rows.values_list(*columns):
        if duty == INTERVIEW:
            due.append((key, person, absence))
        else:
            reviews[absence].append(Moment(at, precision))
    return due, reviews


def _unjudged(reviews: Iterable[Moment], now: datetime) -> bool:
    """No time to judge the risk again lies ahead: none was set, or it has passed."""
    return not any(review.at > now for review in reviews)


def _in_area(rows: QuerySet[Row], area: Area | None) -> QuerySet[Row]:
    return rows.filter(area=area) if area else rows


def _summaries(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, Summary]:
    """The children of these persons as told, by person."""
    known = people.known(persons)
    return {person: known.summaries[child] for person, child in known.child_of.items()}


def _found(absences: Sequence[Absence], children: Mapping[uuid.UUID, Summary], now: datetime) -> list[Found]:
    told_of = whereabouts([one.pk for one in absences])
    made = []
    for one in absences:
        known = [(kind, place) for kind, place, _ in told_of.get(one.pk, ()) if place]
        places = dict.fromkeys(f"{PLACE_WORDS.get(kind, 'Returned')}: {place}" for kind, place in known)
        where = "".join(f". {place}" for place in places)
        ended, back = one.ended, one.returned
        told = f"{PLACE_WORDS.get(one.whereabouts, 'Found')} {ended.words}" if ended else ""
        words = f"Returned {back.words}" if one.state == State.RETURNED and back else f"{told}, not yet returned"
        made.append(Found(children[one.person], _url(one.pk), words + where, how_long(one, now), risk_tag(one.risk)))
    return made


def _unreviewed(
    absences: Sequence[Absence], children: Mapping[uuid.UUID, Summary], reviews: Reviews
) -> list[Unreviewed]:
    risks = queries.risks_of(one.pk for one in absences)
    made = []
    for one in absences:
        last = next(iter(risks.get(one.pk, [])), None)
        judged = f"Judged high {last.moment.words}, {last.agency.name}" if last else "Judged high, by whom is not open"
        review = next(reversed(reviews[one.pk]), None)
        why = f"was to be judged again {review.words}" if review else "no time is set to judge it again"
        made.append(Unreviewed(children[one.person], _url(one.pk), judged, why))
    return made


def interviews(area: Area | None, since: datetime, until: datetime) -> list[Interview]:
    """Return interviews that become due in this time, the soonest first; none of a child who is sealed."""
    clocks = Running.objects.filter(_is_due(area), state__in=OPEN_STATES, latest_at__range=(since, until))
    rows = list(clocks.select_related("setting").order_by("latest_at", "pk"))
    persons = {one.person for one in rows}
    there = queries.open_to_reader(one.subject for one in rows)
    return _interviews(rows, _summaries(persons - queries.sealed_of(persons)), there)


def _is_due(area: Area | None) -> Q:
    return Q(duty=INTERVIEW, area=area) if area else Q(duty=INTERVIEW)


def _interviews(
    rows: Sequence[Running], children: Mapping[uuid.UUID, Summary], there: Set[uuid.UUID]
) -> list[Interview]:
    """`there`: the absences that the viewer may see; whoever sees a clock need not see what it runs on."""
    held = queries.interviews_of(one.subject for one in rows)
    page = "interview" if opens("interview", current().role) else "absence"
    return [
        Interview(
            children[one.person],
            address(page, one.subject) if one.subject in there else "",
            clock_words.clock(one),
            _stands(held, one),
        )
        for one in rows
        if one.person in children
    ]


def _stands(held: dict, clock: Running) -> str:  # type: ignore[type-arg]
    rows = held.get(clock.subject, [])
    return interview_words(rows[-1]) if rows else "Not offered yet"


def _persons(found: Iterable[tuple[object, Iterable[tasking.Task]]]) -> set[uuid.UUID]:
    return {task.person for _, tasks in found for task in tasks if task.person}


def _waiting(tasks: Iterable[tasking.Task], children: Mapping[uuid.UUID, Summary]) -> list[Waiting]:
    """What waits under a heading of another room, such as trigger plans without an owner."""
    return [
        Waiting(
            children.get(task.person) if task.person else None, task.words, _open_to_role(task.url),
            when(task.since) if task.since else "",
        )
        for task in tasks
    ]  # fmt: skip


def _open_to_role(url: str) -> str:
    """The address, or nothing where it leads to a door that is closed to whoever reads: police and front door too."""
    return url if url and may_follow(url) else ""


def _url(absence: uuid.UUID) -> str:
    return address("absence", absence)
