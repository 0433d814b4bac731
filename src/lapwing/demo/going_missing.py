"""Children go missing and come back: the last days, as they were lived."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.demo.absences import Absence, is_settled
from lapwing.demo.child import Child
from lapwing.demo.own_files import UNTIL_REPORTED, who_told
from lapwing.demo.places import COUNCILS
from lapwing.demo.side_by_side import side_by_side
from lapwing.demo.telling import MANAGER
from lapwing.demo.world import Step, World
from lapwing.rules.moments import LONDON, Moment

COORDINATOR = {"city": "council_missing", "county": "county_missing"}
DAY_SHIFT = range(8, 18)
UNTIL_SECOND = timedelta(minutes=80)
BEFORE_RETURN = timedelta(minutes=25)
LONG = timedelta(days=1)


def _report(world: World, absence: Absence, teller: str, *, ended: Located | None = None) -> Report:
    """An agency's account: the police know their own number and the risk; a home and a council what they saw."""
    child = world.by_number[absence.child]
    is_police = teller == "police"
    home = child.care.home if child.care else ""
    return Report(
        person=world.persons[teller][child.number], type=absence.type, began=Moment(absence.began),
        area=world.places.areas[where(child)].pk, reported=Moment(absence.began + _until_reported(absence)),
        last_seen=Moment(absence.began - timedelta(minutes=15)), last_seen_place=absence.place,
        missing_from=absence.missing_from, from_agency=world.places.agencies[home].pk if home else None,
        occurrence=absence.occurrence if is_police else "", accepted=True if is_police else None,
        risk=absence.risk if is_police else "", reported_by=who_told(child), ended=ended,
        reference=absence.occurrence if is_police else "",
    )  # fmt: skip


def _until_reported(absence: Absence) -> timedelta:
    return min(UNTIL_REPORTED, _length(absence) / 4)


def _length(absence: Absence) -> timedelta:
    return absence.ended - absence.began if absence.ended else LONG


def where(child: Child) -> str:
    """In whose area a child lives: the one that hosts the placement."""
    return child.care.host if child.care else child.area


# The last days


@dataclass(frozen=True)
class _Event:
    """Something that somebody does at a moment of the last days."""

    at: datetime
    absence: Absence
    teller: str
    what: str


def _last_days(world: World) -> str:
    """Each council's children: who tells of one of them waits for nobody who tells of another's."""
    counts = side_by_side(world, [partial(_last_days_of, council=council) for council in COUNCILS])
    return f"{counts['all']} absences, {counts['now']} of them children missing now"


def _last_days_of(world: World, council: str) -> Counter[str]:
    recent = [
        one for one in world.absences if not is_settled(one, world.day) and world.by_number[one.child].area == council
    ]
    events = sorted((event for one in recent for event in _events(world, one)), key=lambda event: event.at)
    for event in events:
        with world.at(event.at), world.sitting(_seat(world, event), "find_missing"):
            _act(world, event)
    return Counter(all=len(recent), now=sum(one.is_open for one in recent))


def _events(world: World, absence: Absence) -> Iterator[_Event]:
    tellers = _tellers(world, absence)
    length = _length(absence)
    told_after = (_until_reported(absence), min(UNTIL_SECOND, length / 2))
    for teller, after in zip(tellers, told_after, strict=False):
        yield _Event(absence.began + after, absence, teller, "report")
    if absence.ended:
        if "police" in tellers:
            yield _Event(absence.ended - min(BEFORE_RETURN, length / 5), absence, "police", "found")
        yield _Event(absence.ended, absence, tellers[0], "returned")


def _tellers(world: World, absence: Absence) -> list[str]:
    """Who tells, by the short name of their agency: a home or council that looks after the child before the police."""
    child = world.by_number[absence.child]
    names = {"police": "police", "council": child.area, "home": child.care.home if child.care else ""}
    order = ("home", "council", "police")
    found = [names[who] for who in order if who in _by(absence) and absence.child in world.persons[names[who]]]
    return [teller for teller in found if teller]


def _by(absence: Absence) -> set[str]:
    """Who tells as it happens: what a return would tell of later, the council writes down at once."""
    return {"council" if who == "return" else who for who in absence.told.by}


def _seat(world: World, event: _Event) -> str:
    """Who of the teller's people is there at that hour."""
    if event.teller == "police":
        on_day_shift = event.at.astimezone(LONDON).hour in DAY_SHIFT
        return "police_missing" if on_day_shift else "police_control"
    return MANAGER.get(event.teller) or COORDINATOR[event.teller]


def _act(world: World, event: _Event) -> None:
    absence = event.absence
    if event.what == "report":
        (account,) = changes.record_missing([_report(world, absence, event.teller)])
        world.keys[absence.occurrence] = account.absence_id
        return
    words = absence.how if event.what == "returned" else "Found by officers after a call."
    place = absence.missing_from if event.what == "returned" else absence.place
    changes.record_located([Located(world.keys[absence.occurrence], event.what, Moment(event.at), place, words)])


STEPS: tuple[tuple[str, Step], ...] = (("Children go missing in the last days, and come back", _last_days),)
