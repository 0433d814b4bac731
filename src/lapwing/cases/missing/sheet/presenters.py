"""Words for the "if missing" sheet: everything that helps to find a child, on one page."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lapwing.access.doors import way
from lapwing.access.viewer import Viewer
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.patterns.reading import aways
from lapwing.cases.missing.presenters.pattern_page import said_of
from lapwing.cases.missing.presenters.patterns import Proved
from lapwing.cases.missing.presenters.words import risk_tag, standing
from lapwing.cases.missing.sheet.models import ForASearch, Line, Photograph
from lapwing.people import queries as people
from lapwing.people.models import Involvement, Name, Placement, Telephone
from lapwing.web.parts import Fact, Tag, unbroken, when

Row = TypeVar("Row", bound=ForASearch)
WRITERS = ("social_worker", "council_missing", "police_missing", "home_manager", "health")


@dataclass(frozen=True)
class Entry:
    """A line of the sheet with its source, and how to say that it no longer holds."""

    words: str
    source: str
    told: str
    end_url: str = ""
    history: str = ""


@dataclass(frozen=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Picture:
    url: str
    words: str
    end_url: str


def page(child: uuid.UUID, who: Viewer) -> dict[str, object]:
    persons = people.persons_of(child)
    summary = people.summary(child)
    absences = list(queries.episodes_of(persons))
    may_write = who.role in WRITERS
    return {
        "child": summary,
        "facts": _facts(summary, persons),
        "pictures": [_picture(one, who) for one in _holding(Photograph, persons)],
        "sections": _sections(persons, who),
        "telephones": [_telephone(one) for one in telephones(persons)],
        "found_before": _found_before(absences, persons),
        "missing": _missing_now(absences),
        "call": call(persons),
        "add_url": reverse("if_missing_add", args=[child]) if may_write else "",
        "telephone_url": reverse("if_missing_telephone", args=[child]) if may_write else "",
        "picture_url": reverse("if_missing_photograph", args=[child]) if may_write else "",
    }


def _holding(model: type[Row], persons: Sequence[uuid.UUID]) -> list[Row]:
    """What holds today, the latest told first."""
    rows = model.objects.of(persons).filter(Q(until=None) | Q(until__gt=timezone.localdate()))
    return list(rows.select_related("agency").order_by("-recorded_at", "-pk"))


def _facts(child: people.Summary, persons: Sequence[uuid.UUID]) -> list[Fact]:
    today = timezone.localdate()
    names = Name.objects.of(persons).filter(Q(until=None) | Q(until__gt=today))
    also = dict.fromkeys(f"{one.given} {one.family}".strip() for one in names)
    age = f" ({child.age})" if child.age is not None else ""
    sexes = {"F": "Girl", "M": "Boy"}
    facts = [
        ("Also known as", "; ".join(name for name in also if name and name != child.name)),
        ("Born", f"{when(child.born)}{age}" if child.born else ""),
        ("Sex", sexes.get(child.sex, "")),
        ("Reference", child.reference),
    ]
    return [Fact(name, value) for name, value in facts if value]


def _sections(persons: Sequence[uuid.UUID], who: Viewer) -> list[Section]:
    lines = _holding(Line, persons)
    return [
        Section(label, tuple(_entry(one, who) for one in lines if one.what == what))
        for what, label in Line.What.choices
    ]


def _entry(one: Line, who: Viewer) -> Entry:
    told, history = when(timezone.localdate(one.recorded_at)), reverse("record_history", args=["line", one.pk])
    return Entry(one.words, one.agency.name, f"told {told}", _end_url(one, who), history)


def _end_url(one: Line | Photograph, who: Viewer) -> str:
    return reverse("if_missing_end", args=[one._meta.model_name, one.pk]) if one.agency_id == who.agency else ""


def _picture(one: Photograph, who: Viewer) -> Picture:
    taken = f"Taken {when(one.taken_on)}" if one.taken_on else f"Not known when taken; sent {when(one.recorded_at)}"
    return Picture(reverse("if_missing_picture", args=[one.pk]), f"{taken}, {one.agency.name}", _end_url(one, who))


def telephones(persons: Sequence[uuid.UUID]) -> Iterable[Telephone]:
    today = timezone.localdate()
    rows = Telephone.objects.of(persons).filter(Q(until=None) | Q(until__gt=today))
    return rows.select_related("agency").order_by("whose", "number")


def _telephone(one: Telephone) -> Entry:
    safe = {True: "safe to call", False: "not safe to call"}.get(
        one.safe_to_use, "not known whether it is safe to call"
    )  # type: ignore[call-overload]
    return Entry(f"{one.number}, {one.whose or 'whose is not told'}: {safe}", one.agency.name, one.how)


def _found_before(absences: Sequence[Absence], persons: Sequence[uuid.UUID]) -> list[Proved]:
    known = aways(absences, persons)
    return said_of(known.values(), known, "places")


def _missing_now(absences: Sequence[Absence]) -> tuple[str, Tag, str] | None:
    """How long, at what risk, and the absence's page, where the child is missing now."""
    now = timezone.now()
    for one in absences:
        if one.ended_at is None:
            return standing(one, now), risk_tag(one.risk), reverse("absence", args=[one.pk])
    return None


def call(persons: Sequence[uuid.UUID]) -> list[Fact]:
    """Whom to telephone, by day and by night: the home where the child lives, and agencies that are involved now; each
    home once, with all that it is to the child.
    """
    placed = Placement.objects.of(persons).filter(until=None).exclude(home=None).select_related("home")
    homes = {row.home.pk: row.home for row in placed.order_by("-since") if row.home}
    rows = (
        Involvement.objects.of(persons)
        .filter(until=None)
        .select_related("agency", "contact_seat", "contact_team__night_route")
    )
    involved = list(rows.order_by("agency__name", "pk"))
    said = {
        key: ["Where the child lives", *_telephones(home.telephone, home.night_telephone)]
        for key, home in homes.items()
    }
    for row in involved:
        if row.agency.pk in said:
            said[row.agency.pk] += numbers(row)
    lives = [Fact(home.name, _said(said[key])) for key, home in homes.items()]
    return lives + [Fact(row.agency.name, _said(numbers(row))) for row in involved if row.agency.pk not in said]


def numbers(row: Involvement) -> list[str]:
    """Who of an involved agency is called, and their numbers by day and by night."""
    team, seat = row.contact_team, row.contact_seat
    who = str(team.name if team else seat.title if seat else row.what.replace("_", " "))
    day = (team and team.telephone) or (seat and seat.telephone) or row.agency.telephone
    night = (team and team.night_route and team.night_route.telephone) or row.agency.night_telephone
    return [who, *_telephones(day, night)]


def _telephones(day: str | None, night: str | None) -> list[str]:
    return [f"by {time} {unbroken(number)}" for time, number in (("day", day), ("night", night)) if number]


def _said(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def card(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, object] | None:
    """On the child's page: how much stands on the sheet, and the way there, for whoever may open it."""
    url = way("if_missing", child)
    if not url:
        return None
    lines, pictures = _holding(Line, persons), len(_holding(Photograph, persons))
    return {"url": url, "lines": len(lines), "pictures": pictures}
