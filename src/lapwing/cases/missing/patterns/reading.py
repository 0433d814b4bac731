"""Absences as patterns see them, read under the viewer: an answer holds what the viewer may see, and nothing else."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from lapwing.access import veil, viewer
from lapwing.access.viewer import NOBODY
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, Account, Whereabouts
from lapwing.cases.missing.patterns.away import Away
from lapwing.people import queries as people
from lapwing.people.models import Placement, Schooling
from lapwing.rules import duties
from lapwing.rules.duties import LocalSetting, Window
from lapwing.rules.moments import Moment, Precision
from lapwing.rules.words.missing import MISSING_TYPES
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.instruments.models import Answer

DUTY = "repeat_missing"
REASONS = ("push", "pull")


@dataclass(frozen=True)
class Counting:
    """How an area counts repeats: the window, whether it does so at all, and whose setting it is."""

    window: Window
    applies: bool
    source: str

    @property
    def words(self) -> str:
        """ "Counted here: 3 times in 90 days (Missing; Missing with family ...)"."""
        types = "; ".join(code.words for code in MISSING_TYPES if code.code in self.window.kinds)
        counted = f"Repeats are counted here as {self.window.words}. What counts: {types}. {self.source}"
        return counted if self.applies else f"Not counted in this area. {self.source}"


def counting(area: uuid.UUID | None) -> Counting:
    """How repeats are counted in an area today."""
    return _counting(clock_queries.setting_for(area, DUTY))


def countings(areas: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, Counting]:
    """The same of several areas, in one statement."""
    local = clock_queries.settings()
    return {area: _counting(local.get((area, DUTY))) for area in areas}


def _counting(local: LocalSetting | None) -> Counting:
    duty = duties.get(DUTY)
    assert duty.window is not None
    if local is None:
        return Counting(duty.window, True, f"As {duty.editions[0].publication.title} has it.")
    return Counting(local.window or duty.window, local.applies, f"The area’s own setting: {local.source}.")


def area_of(absences: Iterable[Absence]) -> uuid.UUID | None:
    """Whose setting counts for a child: that of the area of the latest absence, as when a meeting is proposed."""
    latest = max((one for one in absences if one.area_id), key=lambda one: one.began_at, default=None)
    return latest.area_id if latest else None


class Plain(NamedTuple):
    """An absence without what patterns do not ask: of many, a row of the table takes several times as long."""

    pk: uuid.UUID
    person: uuid.UUID
    began: Moment
    type: str
    ended: Moment | None


def plain(rows: QuerySet[Absence]) -> list[Plain]:
    """These absences, in their order. What is read is shown: the ledger says so."""
    columns = ("pk", "person", "type", "began_at", "began_precision", "ended_at", "ended_precision")
    found = [
        Plain(
            key,
            person,
            Moment(began, Precision(began_to)),
            type_,
            Moment(ended, Precision(ended_to)) if ended else None,
        )
        for key, person, type_, began, began_to, ended, ended_to in rows.values_list(*columns)
    ]
    viewer.show({one.person for one in found})
    return found


def aways(
    absences: Sequence[Absence | Plain],
    persons: Collection[uuid.UUID] = (),
    *,
    everyone: Mapping[uuid.UUID, uuid.UUID] | None = None,
    with_words: bool = True,
) -> dict[uuid.UUID, Away]:
    """Each absence with what accounts, findings, placements and interviews add to it, as far as the viewer sees them;
    without words, neither where and with whom the child was found, nor why they went.

    A fixed number of statements, whatever the number of absences. `persons` are all of a child's, where one child
    alone is meant; `everyone`: all of these children, each with the child, where that is known already.
    """
    keys = [one.pk for one in absences]
    told = keys if with_words else []
    found, left = (_found_of_one(told), _left_of_one(keys)) if persons else (whereabouts(told), _left(keys))
    placed = _placements({one.person for one in absences}, dict.fromkeys(persons, NOBODY) or everyone or {})
    reasons = reasons_of(told, persons) if told else {}
    return {
        one.pk: Away(
            key=one.pk, began=one.began, type=one.type, ended=one.ended,
            places=tuple(place for kind, place, _ in was if kind == "found" and place),
            companions=tuple(whom for _, _, whom in was if whom),
            placement=_first(went, is_school=False) or _on(placed[one.person], one.began.day),
            school=_first(went, is_school=True), reasons=reasons.get(one.pk, ()),
        )
        for one in absences
        for was, went in ((found.get(one.pk, ()), left.get(one.pk, ())),)
    }  # fmt: skip


def bare(persons: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, uuid.UUID | None, Away]]:
    """Person, area, and the times and type alone of each of their absences, the oldest first: one statement."""
    rows = queries.standing().filter(person__in=list(persons)).order_by("began_at", "pk")
    columns = ("pk", "type", "began_at", "began_precision", "ended_at", "ended_precision", "person", "area")
    for key, type_, began, began_to, ended, ended_to, person, area in rows.values_list(*columns):
        until = Moment(ended, Precision(ended_to)) if ended else None
        yield person, area, Away(key, Moment(began, Precision(began_to)), type_, until)


def whereabouts(absences: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str, str]]]:
    """Kind, place and company of what was told of where a child was, in order of time; what was taken back is not."""
    if not absences:
        return defaultdict(list)
    rows = Whereabouts.objects.filter(absence__in=absences, withdrawn_at=None).exclude(place="", with_whom="")
    said: dict[uuid.UUID, list[tuple[str, str, str]]] = defaultdict(list)
    columns = ("absence", "kind", "place", "with_whom", "person", "agency")
    for absence, kind, place, whom, person, by in _all_known(rows.order_by("at", "pk").values_list(*columns)):
        said[absence].append((kind, veil.words(place, person, by), veil.words(whom, person, by)))
    return said


def findings_of(absences: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, Moment]]]:
    """The places at which a child was found, and when, in order of time."""
    rows = Whereabouts.objects.filter(absence__in=absences, kind=Whereabouts.Fact.FOUND, withdrawn_at=None)
    found: dict[uuid.UUID, list[tuple[str, Moment]]] = defaultdict(list)
    columns = ("absence", "place", "at", "precision", "person", "agency")
    told = rows.exclude(place="").order_by("at", "pk").values_list(*columns)
    for absence, place, at, precision, person, by in _all_known(told):
        found[absence].append((veil.words(place, person, by), Moment(at, Precision(precision))))
    return found


def _all_known(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows that end in a person and who told it: what may not be named beside them is asked for all at once."""
    found = list(rows)
    veil.know(row[-2] for row in found)
    return found


def _left(absences: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """Kind and name of the agencies that a child went from, as each account has it, in the order of telling."""
    rows = Account.objects.filter(absence__in=absences, withdrawn_at=None).exclude(from_agency=None)
    said: dict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    columns = ("absence", "from_agency__kind", "from_agency__name", "from_agency", "person", "agency")
    for absence, kind, name, home, person, by in _all_known(rows.order_by("recorded_at", "pk").values_list(*columns)):
        said[absence].append((kind, veil.called(home, name, person, by)))
    return said


# Of one child, what its page reads for the chronology as well.


def _found_of_one(absences: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[tuple[str, str, str]]]:
    return defaultdict(list) | {
        absence: [(row.kind, row.place, row.with_whom) for row in rows
                  if row.withdrawn_at is None and (row.place or row.with_whom)]
        for absence, rows in queries.facts_of(absences).items()
    }  # fmt: skip


def _left_of_one(absences: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, list[tuple[str, str]]]:
    return defaultdict(list) | {
        absence: [(row.from_agency.kind, row.from_agency.name) for row in rows
                  if row.withdrawn_at is None and row.from_agency is not None]
        for absence, rows in queries.accounts_of(absences).items()
    }  # fmt: skip


def _first(agencies: Iterable[tuple[str, str]], *, is_school: bool) -> str:
    """The home or school that the child went from, as the first who named one told it."""
    return next((name for kind, name in agencies if (kind == "school") == is_school), "")


Spans = Mapping[uuid.UUID, Sequence[tuple[date | None, date | None, str]]]


def _placements(wanted: set[uuid.UUID], everyone: Mapping[uuid.UUID, uuid.UUID]) -> Spans:
    """Where each of these persons lived in care, from when until when, whichever agency told it."""
    everyone = everyone or people.everyone_beside(wanted)
    return _of_children(Placement.objects.of(everyone).exclude(home=None), wanted, everyone, "home__name")


def schools_of(wanted: set[uuid.UUID], everyone: Mapping[uuid.UUID, uuid.UUID]) -> Spans:
    """Which school each of these persons attended, from when until when. `everyone`: all of these children."""
    return _of_children(Schooling.objects.of(everyone), wanted, everyone, "school__name")


def _of_children(
    rows: QuerySet[Any], wanted: set[uuid.UUID], everyone: Mapping[uuid.UUID, uuid.UUID], name: str
) -> Spans:
    spans: dict[uuid.UUID, list[tuple[date | None, date | None, str]]] = defaultdict(list)
    for person, since, until, words in rows.order_by("since").values_list("person", "since", "until", name):
        spans[everyone[person]].append((since, until, words))
    return {person: spans[everyone.get(person, person)] for person in wanted}


def _on(spans: Sequence[tuple[date | None, date | None, str]], day: date) -> str:
    """What held on a day; the latest where two do."""
    held = [words for since, until, words in spans if (since or day) <= day and (until is None or day <= until)]
    return held[-1] if held else ""


def held_on(spans: Spans, person: uuid.UUID, day: date) -> str:
    """What held for a person on a day: their school, or where they lived."""
    return _on(spans.get(person, ()), day)


def reasons_of(absences: Iterable[uuid.UUID], persons: Collection[uuid.UUID] = ()) -> dict[uuid.UUID, tuple[str, ...]]:
    """The push and pull reasons of each absence's return interview that the viewer may hear, as codes."""
    interviews = queries.interviews_of(absences, persons)
    of_response = {
        one.response: absence for absence, some in interviews.items() for one in some if one.response is not None
    }
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    answers = Answer.objects.filter(response__in=list(of_response), question__in=REASONS).order_by("question", "pk")
    for answer in answers:
        found[of_response[answer.response_id]] += answer.codes
    return {absence: tuple(codes) for absence, codes in found.items()}
