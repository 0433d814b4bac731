"""The sheet for a shift: on paper, for when the computers are down. Nobody who is sealed stands on it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from lapwing.access.models import Identity
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.presenters.words import last_seen_words, risk_tag, standing, type_words
from lapwing.cases.missing.sheet.models import Line
from lapwing.cases.missing.sheet.presenters import numbers as numbers_of
from lapwing.cases.missing.shifts import paper, shift, tasking
from lapwing.cases.missing.shifts.models import Paper
from lapwing.cases.missing.shifts.shift import Shift
from lapwing.directory.models import Agency, Area, Seat, Team
from lapwing.people import queries as people
from lapwing.people.models import Involvement
from lapwing.people.queries import Summary
from lapwing.rules.moments import Moment
from lapwing.web.parts import Tag, unbroken, when
from lapwing.work.deadlines import hours
from lapwing.work.deadlines.hours import Hours

DOOR = "missing_outage_paper"
AFTER = timedelta(hours=12)
# What somebody at the door needs to know of a child; usernames and associates stay on the screen.
ON_PAPER = (Line.What.APPEARANCE, Line.What.MEDICATION, Line.What.ADVICE)


@dataclass(frozen=True)
class OnPaper:
    """A child on the sheet: who, how long, at what risk, last seen, the police's number, what matters at the door."""

    child: Summary
    born: str
    risk: Tag
    standing: str
    type: str
    last_seen: str
    occurrence: str
    lines: tuple[str, ...]
    call: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """Whom to telephone: by day and by night."""

    who: str
    day: str
    night: str


def sheet(area: Area | None, shift: Shift, now: datetime, *, notes: bool) -> dict[str, object]:
    """Everything on the sheet of one shift; it says by when it is to be destroyed. `notes`: with what matters at the
    door, in free words.
    """
    missing = queries.missing_now()
    away = queries.unsealed(queries.gravest_first(missing.filter(area=area) if area else missing))
    found = queries.not_yet_back()
    not_back = queries.unsealed(found.filter(area=area) if area else found)
    return {
        "area": area,
        "shift": shift,
        "made": Moment(now).words,
        "destroy": Moment(shift.ends.at + AFTER).words,
        "missing": _children(away, now, notes=notes),
        "not_back": _children(not_back, now, notes=notes),
        # What was overdue before is no work of this shift, and need not stand on paper.
        "interviews": tasking.interviews(area, shift.begins.at, shift.ends.at),
        "numbers": numbers(area),
    }


def _children(absences: Sequence[Absence], now: datetime, *, notes: bool) -> list[OnPaper]:
    child_of = people.children_of(one.person for one in absences)
    known = people.summaries(child_of.values())
    accounts, lines = queries.accounts_of(one.pk for one in absences), _lines(child_of) if notes else {}
    councils = _councils(child_of)
    made = []
    for one in absences:
        told = [each for each in accounts.get(one.pk, []) if each.withdrawn_at is None]
        child = known[child_of[one.person]]
        made.append(
            OnPaper(
                child=child, born=when(child.born), risk=risk_tag(one.risk), standing=standing(one, now),
                type="" if one.type == "missing" else type_words(one.type), last_seen=last_seen_words(told),
                occurrence=next((each.occurrence for each in told if each.occurrence), ""),
                lines=tuple(lines.get(child.child, ())),
                call=tuple(dict.fromkeys(_home(each.from_agency) for each in told if each.from_agency))
                or tuple(councils.get(child.child, ())),
            )
        )  # fmt: skip
    return made


def _home(agency: Agency) -> str:
    return f"{agency.name} {unbroken(agency.night_telephone or agency.telephone)}".strip()


def _councils(child_of: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Who of a council works with each child, and their numbers: whom to call where the child left no home or school.

    No other agency: that one works with the child may be more than paper should tell.
    """
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    everyone = dict(Identity.objects.filter(child__in=child_of.values()).values_list("person", "child"))
    rows = Involvement.objects.filter(until=None, person__in=everyone, agency__kind="local_authority")
    for row in rows.select_related("agency", "contact_seat", "contact_team__night_route").order_by("since", "pk"):
        found[everyone[row.person]].append(f"{row.agency.name}, {', '.join(numbers_of(row))}")
    return found


def _lines(child_of: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The lines of each child's "if missing" sheet that matter at the door, as the viewer may see them."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    everyone = dict(Identity.objects.filter(child__in=child_of.values()).values_list("person", "child"))
    holds = Q(until=None) | Q(until__gt=timezone.localdate())
    for row in Line.objects.filter(holds, person__in=everyone, what__in=ON_PAPER).order_by("what", "recorded_at"):
        found[everyone[row.person]].append(f"{row.get_what_display()}: {row.words}")
    return found


def numbers(area: Area | None) -> list[Number]:
    """The teams for missing children and those that answer at night: councils of the area, and its police."""
    agencies = Q(agency__kind="local_authority") | Q(agency__kind="police")
    here = Q(agency__area=area) | Q(agency__catchments=area) if area else Q()
    teams = Team.objects.filter(agencies & here, purpose__in=("missing", "night"), closed_on=None)
    rows = teams.select_related("agency", "night_route").distinct().order_by("agency__name", "name")
    return [Number(str(one), one.telephone, _night(one)) for one in rows]


def _night(team: Team) -> str:
    if team.round_the_clock:
        return team.telephone
    return team.night_route.telephone if team.night_route else team.agency.night_telephone


def last_made(now: datetime, held: Hours) -> dict[str, str]:
    """When, and by whom, a sheet was last made in the viewer's own agency; and a warning where the shift that is on has
    none: one made for a shift before shows who was missing then.
    """
    latest, on = paper.last_made(Paper.What.OUTAGE), shift.shifts(now, held)[0]
    if latest is None or latest.made_at is None:
        return {"last": "", "stale": f"Your agency has none on paper for the {on.name.lower()} that is on."}
    seat = Seat.objects.filter(pk=latest.recorded_by).select_related("agency").first()
    words = ", ".join(str(part) for part in (Moment(latest.made_at).words, seat) if part)
    if paper.is_made_for(Paper.What.OUTAGE, on.key, on.begins.at):
        return {"last": words, "stale": ""}
    return {"last": words, "stale": f"It is older than the {on.name.lower()} that is on: make a new one."}


def panel(_: HttpRequest) -> dict[str, Any] | None:
    """What *Today* says to those who search, where their agency's sheet is older than the shift that is on."""
    said = last_made(timezone.now(), hours.here())
    if not said["stale"]:
        return None
    last = f" Last made {said['last']}." if said["last"] else ""
    return {"lines": [(said["stale"] + last, reverse("missing_outage"))]}
