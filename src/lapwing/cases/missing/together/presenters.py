"""Words for patterns across children: what ties them, each with its proof, as a drawing and as a table that says it."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lapwing.access import holdings
from lapwing.access.doors import address
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.patterns.across import (
    TOGETHER_WITHIN,
    Numbers,
    Overlap,
    Pair,
    Recurring,
    Stay,
    Together,
    by_pair,
    found_together,
    overlaps,
    pair,
    placements,
    places,
    recurring,
    schools,
)
from lapwing.cases.missing.presenters.patterns import Proof, proof_of
from lapwing.cases.missing.together import queries
from lapwing.cases.missing.together.drawing import Drawing, Edge, Node, draw
from lapwing.cases.missing.together.models import How, Part, Present, Teller, Tie
from lapwing.cases.missing.together.queries import Tied, others_there
from lapwing.directory.models import Area
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules.moments import rough_words
from lapwing.rules.words.searching import INFORMATION_GRADES, SOURCE_GRADES
from lapwing.web.paging import Pages
from lapwing.web.parts import Tag, when

MOST_DRAWN = 100
ON_A_PAGE = 10
# A part is said with who says so and since when; none is shown as a fact that is not one.
PART_COLOURS = {Part.VICTIM: "blue", Part.WITNESS: "blue", Part.SUSPECTED: "yellow", Part.CONVICTED: "grey"}


class _Proved:
    """A row with the absences that prove it: links to hundreds of them, made by no template."""

    proof: tuple[Proof, ...]

    @property
    def links(self) -> SafeString:
        """Made of addresses and days alone, in which there is nothing to escape."""
        return SafeString(", ".join(f'<a class="govuk-link" href="{one.url}">{one.day}</a>' for one in self.proof))


@dataclass(frozen=True)
class Named:
    """A child on this page: the name for the screen, initials and reference for a drawing and for paper."""

    who: Summary

    @cached_property
    def words(self) -> str:
        return self.who.words

    @cached_property
    def reference(self) -> str:
        return self.who.reference

    @property
    def short(self) -> str:
        return f"{self.who.initials} {self.reference}".strip()

    @property
    def url(self) -> str:
        return address("child_patterns", self.who.child)

    @cached_property
    def link(self) -> SafeString:
        """As it stands on the page; a page has hundreds of them, and an included template each would be its half."""
        words = '<a class="govuk-link lw-no-print" href="{}">{}</a> <span class="lw-reference">{}</span>'
        return format_html(words, self.url, self.words, self.reference)


@dataclass(frozen=True)
class Row(_Proved):
    """What ties two children: how it is known, when, where, how sure; with its proof, or the tie's own page."""

    one: Named
    other: Named
    how: str
    when: str
    where: str
    grade: str
    source: str
    parts: tuple[tuple[Named, str], ...] = ()
    proof: tuple[Proof, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class SharedRow(_Proved):
    """A place, placement or school that the absences of several children have in common."""

    what: str
    kind: str
    children: tuple[Named, ...]
    proof: tuple[Proof, ...]

    @property
    def who(self) -> SafeString:
        return SafeString(", ".join(one.link for one in self.children))


@dataclass(frozen=True)
class OverlapRow(_Proved):
    one: Named
    other: Named
    times: int
    proof: tuple[Proof, ...]
    record_url: str


def page(area: Area, since: datetime, now: datetime, at: Mapping[str, str]) -> dict[str, object]:
    """Everything on the page, for one area and time, as far as the reader sees it; `at` names the page of each list."""
    with holdings.reading():
        return _page(area, since, now, at)


def _page(area: Area, since: datetime, now: datetime, at: Mapping[str, str]) -> dict[str, object]:
    read = queries.stays(area.pk, since)
    stays = read.rows
    known = {stay.away.key: stay.away for stay in stays}
    found, tied = found_together(stays), queries.ties(area.pk, since)
    shared = [*_shared(stays, places, "Place"), *_shared(stays, placements, "Placement"),
              *_shared(stays, schools, "School")]  # fmt: skip
    at_once = len(by_pair(overlaps(stays, now)))
    pairs = {each.pair for each in found} | {pair(*one.children) for one in tied}
    named = _named(_in_pairs(pairs).union(*(one.children for _, one in shared)), read.child_of)
    drawn = _drawn(pairs, shared)
    rows = Pages(_latest_first(found, tied), ON_A_PAGE).get_page(at.get("together"))
    recur = Pages(shared, ON_A_PAGE).get_page(at.get("shared"))
    return {
        "area": area,
        "rows_page": rows,
        "rows": [_row(each, named, known) for each in rows],
        "shared_page": recur,
        "shared": [_shared_row(one, kind, named, known) for kind, one in recur],
        "pairs": at_once,
        "pairs_text": f"{at_once:,}",
        "shown": len(pairs),
        "children": len({stay.child for stay in stays}),
        "drawing": _drawing(drawn, found, tied, shared, named) if drawn else None,
        "left_out": max(0, len(_children_of(pairs, shared)) - len(drawn)),
        "more": read.more,
        "within": rough_words(TOGETHER_WITHIN),
    }


def at_once(area: Area, since: datetime, now: datetime, number: str | None) -> dict[str, object]:
    """Whose absences of one area and time overlapped: every pair, with the absences that prove it."""
    with holdings.reading():
        read = queries.times(area.pk, since)
        found = by_pair(overlaps(read.rows, now))
        named = _named((uuid.UUID(int=child) for two in found for child in two), read.child_of)
        shown = Pages(_by_name(found, named), ON_A_PAGE).get_page(number)
        known = {stay.away.key: stay.away for stay in read.rows}
        return {
            "area": area,
            "page": shown,
            "rows": _overlap_rows(shown, found, named, known, area),
            "more": read.more,
        }


def _latest_first(found: Sequence[Together], tied: Sequence[Tied]) -> list[Together | Tied]:
    at = [*((each.at.at, each) for each in found), *((each.sides[0].at, each) for each in tied)]
    return [each for _, each in sorted(at, key=lambda one: one[0], reverse=True)]


def _named(children: Iterable[uuid.UUID], known: Mapping[uuid.UUID, uuid.UUID] | None = None) -> dict[uuid.UUID, Named]:
    """By child; `known`: every person as told of some of them, with the child."""
    known, wanted = known or {}, set(children)
    beside = {person: child for person, child in known.items() if child in wanted}
    everyone = {**beside, **people.everyone(wanted.difference(beside.values()))}
    return {child: Named(one) for child, one in people.summaries(wanted, everyone).items()}


def _shared(stays: Sequence[Stay], said: Callable[[Stay], Iterable[str]], kind: str) -> list[tuple[str, Recurring]]:
    return [(kind, one) for one in recurring(stays, said)]


def _row(each: Together | Tied, named: Mapping[uuid.UUID, Named], known: Mapping[uuid.UUID, object]) -> Row:
    return _found_row(each, named, known) if isinstance(each, Together) else _tie_row(each, named)


def _found_row(each: Together, named: Mapping[uuid.UUID, Named], known: Mapping[uuid.UUID, object]) -> Row:
    keys = (each.one.away.key, each.other.away.key)
    return Row(
        named[each.one.child], named[each.other.child], How.FOUND.label, each.at.words, each.place, "", "",
        proof=proof_of(keys, known),  # type: ignore[arg-type]
    )  # fmt: skip


def _tie_row(each: Tied, named: Mapping[uuid.UUID, Named]) -> Row:
    one = each.sides[0]
    who = tuple(named[child] for child in each.children)
    return Row(
        who[0], who[1], How(one.how).label, one.moment.words, one.place, grade_words(one.grade), one.agency.name,
        parts=tuple((name, part_words(side)) for name, side in zip(who, each.sides, strict=True)),
        url=address("tie", one.pair),
    )  # fmt: skip


def grade_words(grade: str) -> str:
    """The grade as it is written, and in words: "2C: untested; known indirectly"."""
    words = {one.code: one.words.lower() for codes in (SOURCE_GRADES, INFORMATION_GRADES) for one in codes}
    return f"{grade}: {'; '.join(words.get(letter, letter) for letter in grade[:2])}"


def part_words(side: Tie | Present) -> str:
    """The part that a child had, with who says so and since when; unknown until somebody says so."""
    words = Part(side.part).label
    if side.part == Part.UNKNOWN:
        return words
    return f"{words} ({side.part_source}, {when(side.part_on)})"


def part_tag(side: Tie | Present) -> Tag:
    return Tag(Part(side.part).label, PART_COLOURS.get(Part(side.part), "grey"))


def _shared_row(
    one: Recurring, kind: str, named: Mapping[uuid.UUID, Named], known: Mapping[uuid.UUID, object]
) -> SharedRow:
    children = sorted((named[child] for child in one.children), key=lambda each: each.words)
    return SharedRow(one.what, kind, tuple(children), proof_of((stay.away.key for stay in one.stays), known))  # type: ignore[arg-type]


def _by_name(found: Iterable[Numbers], named: Mapping[uuid.UUID, Named]) -> list[Pair]:
    """In the order of the alphabet: how often is a fact beside a pair, and puts nobody first."""
    children = sorted(named, key=lambda child: (named[child].words, child.int))
    place = {child.int: number for number, child in enumerate(children)}
    places = ((place[one], place[other]) for one, other in found)
    ordered = sorted((one, other) if one < other else (other, one) for one, other in places)
    return [(children[one], children[other]) for one, other in ordered]


def _overlap_rows(
    shown: Iterable[Pair], found: Mapping[Numbers, Sequence[Overlap]], named: Mapping[uuid.UUID, Named],
    known: Mapping[uuid.UUID, object], area: Area,
) -> list[OverlapRow]:  # fmt: skip
    rows = []
    for names in shown:
        two = pair(*names)
        both = found[two[0].int, two[1].int]
        proof = proof_of(_keys(both), known)  # type: ignore[arg-type]
        record = address("tie_add", area.pk, *two)
        rows.append(OverlapRow(named[names[0]], named[names[1]], len(both), proof, record))
    return rows


def _keys(some: Iterable[Overlap]) -> Iterable[uuid.UUID]:
    return dict.fromkeys(key for one in some for key in (one.one.away.key, one.other.away.key))


# ---- the drawing


def _children_of(pairs: Iterable[Pair], shared: Sequence[tuple[str, Recurring]]) -> list[uuid.UUID]:
    """Who is drawn: children found or named together, and those found at one place."""
    there = {child for kind, one in shared if kind == "Place" for child in one.children}
    return sorted(_in_pairs(pairs) | there, key=str)


def _in_pairs(pairs: Iterable[Pair]) -> set[uuid.UUID]:
    return {child for two in pairs for child in two}


def _drawn(pairs: set[Pair], shared: Sequence[tuple[str, Recurring]]) -> set[uuid.UUID]:
    return set(_children_of(pairs, shared)[:MOST_DRAWN])


def _drawing(
    drawn: set[uuid.UUID], found: Sequence[Together], tied: Sequence[Tied],
    shared: Sequence[tuple[str, Recurring]], named: Mapping[uuid.UUID, Named],
) -> Drawing:  # fmt: skip
    edges = [Edge(*each.pair, "found") for each in found]
    edges += [Edge(*pair(*each.children), each.sides[0].how) for each in tied]
    held = [(kind, one) for kind, one in shared if len(one.children & drawn) > 1]
    edges += [Edge(child, (kind, one.what), "shared") for kind, one in held for child in sorted(one.children, key=str)]
    order = _neighbours_first(drawn, [(edge.one, edge.other) for edge in edges if edge.kind != "shared"], named)
    return draw(
        [Node(child, named[child].short) for child in order],
        [Node((kind, one.what), one.what, kind.lower()) for kind, one in held],
        list(dict.fromkeys(edges)),
    )


def _neighbours_first(
    drawn: set[uuid.UUID], pairs: Iterable[tuple[object, object]], named: Mapping[uuid.UUID, Named]
) -> list[uuid.UUID]:
    """By the alphabet, those who are tied next to one another."""
    left = sorted(drawn, key=lambda child: (named[child].short, str(child)))
    place: dict[object, int] = {child: number for number, child in enumerate(left)}
    beside: dict[object, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one in place and other in place:
            beside[one].add(place[other])
            beside[other].add(place[one])
    order: dict[uuid.UUID, None] = {}
    for first in left:
        waiting = [first]
        while waiting:
            child = waiting.pop(0)
            if child not in order:
                order[child] = None
                waiting += [left[number] for number in sorted(beside[child])]
    return list(order)


# ---- one tie


@dataclass(frozen=True)
class Side:
    """One child of a tie: who, and the part that they had."""

    child: Named
    tag: Tag
    part: str
    part_url: str


@dataclass(frozen=True)
class There:
    """Somebody else who was there: in words without a name, and the part that they had."""

    words: str
    tag: Tag
    part: str
    part_url: str


def _there(row: Present, *, ours: bool) -> There:
    words = row.get_who_display() + (f": {row.described}" if row.described else "")
    return There(words, part_tag(row), part_words(row), reverse("tie_present_part", args=[row.pk]) if ours else "")


def tie_page(each: Tied, agency: uuid.UUID, today: date) -> dict[str, object]:
    names = _named(each.children)
    one = each.sides[0]
    ours = one.agency_id == agency and one.withdrawn_at is None
    return {
        "tie": one,
        "how": How(one.how).label,
        "when": one.moment.words,
        "grade": grade_words(one.grade),
        "expired": not one.stands_on(today),
        "withdrawn": f"Taken back {when(one.withdrawn_at)}: {one.withdrawn_reason}" if one.withdrawn_at else "",
        "sides": [
            Side(names[child], part_tag(side), part_words(side), reverse("tie_part", args=[side.pk]) if ours else "")
            for child, side in zip(each.children, each.sides, strict=True)
        ],
        "others": [_there(row, ours=ours) for row in others_there(one.pair)],
        "ours": ours,
        "has_source": Teller.objects.filter(pair=one.pair).exists(),
    }


def candidates(absence: Absence, area: uuid.UUID, now: datetime) -> list[Summary]:
    """Children of the area who were surely away while this child was."""
    persons = queries.away_with(absence, area, now)
    return sorted(people.summaries(persons.values(), persons).values(), key=lambda one: one.words)
