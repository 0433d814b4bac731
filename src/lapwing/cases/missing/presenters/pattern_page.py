"""The page of one child's patterns: the sentences, the calendar, and the counts, each with a table that says it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from lapwing.cases.missing import queries
from lapwing.cases.missing.patterns import rhythm
from lapwing.cases.missing.patterns.away import Away, grouped, in_order
from lapwing.cases.missing.patterns.reading import area_of, aways, counting
from lapwing.cases.missing.patterns.sentences import length_words
from lapwing.cases.missing.presenters.patterns import Proved, patterns, proof_of
from lapwing.cases.missing.presenters.words import type_words
from lapwing.people import queries as people
from lapwing.rules.moments import day_words, london_date
from lapwing.rules.words.missing import PULL_REASONS, PUSH_REASONS

WEEKS = 53
CELL = 14
INK = "#0b0c0c"


def page(child: uuid.UUID, now: datetime) -> dict[str, object] | None:
    """Everything on the page; None where the reader sees no absence of the child."""
    absences = list(queries.episodes_of(people.persons_of(child)))
    if not absences:
        return None
    known = aways(absences)
    how = counting(area_of(absences))
    some = in_order(known.values())
    return {
        "child": people.summary(child),
        "counted": how.words,
        "patterns": patterns(known, how, now),
        "strip": strip(some, now),
        "counts": counts(some, now),
        "places": said_of(some, known, "places"),
        "companions": said_of(some, known, "companions"),
        "reasons": reasons(some),
        "episodes": [_episode(one, now) for one in reversed(some)],
    }


# ---- the calendar


@dataclass(frozen=True)
class Cell:
    """One day of the strip: where it stands, and how it looks."""

    x: int
    y: int
    state: str


@dataclass(frozen=True)
class Strip:
    """A year in weeks from left to right, days from Monday down; and what it says in words."""

    cells: tuple[Cell, ...]
    months: tuple[tuple[int, str], ...]
    width: int
    height: int
    words: str


def strip(some: Sequence[Away], now: datetime) -> Strip:
    last = london_date(now)
    first = last - timedelta(weeks=WEEKS - 1, days=last.weekday())
    days = rhythm.strip(some, first, last, now)
    cells = tuple(_cell(day, first) for day in days)
    began, away = sum(day.began for day in days), sum(day.away for day in days)
    words = (
        f"{day_words(first)} to {day_words(last)}: {began} {'absence' if began == 1 else 'absences'}, "
        f"away on {away} {'day' if away == 1 else 'days'}. The table of absences at the end says the same."
    )
    return Strip(cells, tuple(_months(first, last)), WEEKS * CELL + 34, 7 * CELL + 22, words)


def _cell(day: rhythm.Day, first: date) -> Cell:
    week, weekday = divmod((day.day - first).days, 7)
    return Cell(34 + week * CELL, 20 + weekday * CELL, "began" if day.began else "away" if day.away else "here")


def _months(first: date, last: date) -> list[tuple[int, str]]:
    """The first week that begins in each month; none so near the end that its name would not fit."""
    weeks = [first + timedelta(weeks=week) for week in range(WEEKS)]
    return [
        (34 + place * CELL, f"{week:%b}")
        for place, week in enumerate(weeks)
        if (place == 0 or week.month != weeks[place - 1].month) and place < WEEKS - 1
        if place != 0 or weeks[2].month == week.month
    ]


# ---- counts, each a small chart and a table


@dataclass(frozen=True)
class Count:
    """How often, by something: as a chart and as a table."""

    key: str
    caption: str
    first: str
    rows: tuple[tuple[str, int], ...]
    spec: Mapping[str, Any]


def counts(some: Sequence[Away], now: datetime) -> list[Count]:
    return [
        _count("hours", "Time of day at which absences began", "Time of day", rhythm.by_part_of_day(some)),
        _count("weekdays", "Weekday on which absences began", "Weekday", rhythm.by_weekday(some)),
        _count("lengths", "How long absences lasted", "How long", rhythm.by_length(some, now)),
    ]


def _count(key: str, caption: str, first: str, found: Mapping[str, int]) -> Count:
    shown = {words: number for words, number in found.items() if number or words != rhythm.NOT_KNOWN}
    return Count(key, caption, first, tuple(shown.items()), _bars(caption, shown))


def _bars(caption: str, found: Mapping[str, int]) -> dict[str, Any]:
    """Vega-Lite: a bar for each, with its number beside it. A rank would need an order: these have their own."""
    y = {"field": "what", "type": "nominal", "sort": None, "title": None,
         "axis": {"ticks": False, "domain": False, "labelColor": INK, "labelPadding": 6}}  # fmt: skip
    x = {"field": "times", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"{caption}. The table has the same numbers.",
        "data": {"values": [{"what": words.capitalize(), "times": number} for words, number in found.items()]},
        "width": 170,
        "padding": {"left": 14, "right": 24, "top": 5, "bottom": 5},  # a reader's own font may be wider
        "height": {"step": 22},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "height": 14}},
            {"mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 14},
             "encoding": {"text": {"field": "times"}}},
        ],
    }  # fmt: skip


# ---- lists


def said_of(some: Iterable[Away], known: Mapping[uuid.UUID, Away], field: str) -> list[Proved]:
    """Places or companions, each with the absences in which it was told."""
    return [
        Proved(what, proof_of((one.key for one in there), known))
        for what, there in grouped(some, lambda one: getattr(one, field)).items()
    ]


@dataclass(frozen=True)
class Quarter:
    """The reasons given in a quarter, each with how many absences it was given for."""

    words: str
    push: tuple[tuple[str, int], ...]
    pull: tuple[tuple[str, int], ...]


MONTHS = ("January to March", "April to June", "July to September", "October to December")


def reasons(some: Sequence[Away]) -> list[Quarter]:
    found = []
    for (year, quarter), given in rhythm.reasons_by_quarter(some).items():
        push, pull = (
            tuple((code.words, given[code.code]) for code in codes if given[code.code])
            for codes in (PUSH_REASONS, PULL_REASONS)
        )
        found.append(Quarter(f"{MONTHS[quarter - 1]} {year}", push, pull))
    return found


@dataclass(frozen=True)
class Episode:
    """One absence in a line."""

    began: str
    url: str
    length: str
    type: str
    origin: str
    places: str
    companions: str


def _episode(one: Away, now: datetime) -> Episode:
    return Episode(
        began=one.began.words,
        url=reverse("absence", args=[one.key]),
        length=length_words(one, now) + ("" if one.ended else " so far"),
        type=type_words(one.type),
        origin=one.school or one.placement,
        places="; ".join(dict.fromkeys(one.places)),
        companions="; ".join(dict.fromkeys(one.companions)),
    )
