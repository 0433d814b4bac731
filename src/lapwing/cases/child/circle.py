"""Why can I see this? Where the reader stands, who else stands in the circle, and what was decided about sharing."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.may_see import Facts, may_see
from lapwing.access.models import Place, Sharing
from lapwing.access.viewer import Viewer
from lapwing.people import queries as people
from lapwing.rules.words.model import CodeList
from lapwing.rules.words.sharing import GROUNDS_FOR_NOT_SHARING, LAWFUL_BASES, PURPOSES
from lapwing.web.parts import when
from lapwing.work import naming, subjects


@dataclass(frozen=True)
class Reason:
    """What a place was opened for, in words, with its page where it has one."""

    words: str
    url: str
    since: str
    until: str


@dataclass(frozen=True)
class Standing:
    """Who stands in the circle for one purpose, in words: a child who is often missing gives them many reasons to."""

    who: str
    agency: str
    reaches: str
    purpose: str
    basis: str
    since: str
    until: str
    reasons: list[Reason]
    mine: bool


@dataclass(frozen=True)
class Decided:
    """A decision to share, or not to share."""

    what: str
    agency: str
    by: str
    why: str
    grounds: str
    at: str


def stands_in(child: uuid.UUID, viewer: Viewer) -> bool:
    return circle.circle_of(child).filter(holder__in=viewer.holders).exists()


def page(who: people.Summary, viewer: Viewer) -> dict[str, object]:
    places = list(circle.circle_of(who.child).select_related("agency"))
    names = naming.titles(place.holder for place in places)
    urls = subjects.urls_of((place.because_kind, place.because) for place in places if place.because)
    persons = people.persons_of(who.child)
    decisions = Sharing.objects.of(persons).select_related("agency", "with_agency")
    return {
        "because": because(who, viewer),
        "places": [_standing(alike, names, urls, viewer) for alike in _alike(places)],
        "decisions": [_decided(one) for one in decisions.order_by("-recorded_at")],
    }


def because(who: people.Summary, viewer: Viewer) -> list[tuple[str, str]]:
    """For each source of the child's identity, the sentence that says why the reader sees it."""
    facts = Facts.about(viewer, who.told)
    return [(told.agency.name, may_see(viewer, told, facts).sentence) for told in who.told]


def _alike(places: Iterable[Place]) -> list[list[Place]]:
    """Places of one holder, level, purpose and basis together, as they stand."""
    groups: dict[tuple[object, ...], list[Place]] = defaultdict(list)
    for place in places:
        groups[place.holder, place.agency_id, place.reaches, place.purpose, place.basis].append(place)
    return list(groups.values())


def _standing(
    alike: Sequence[Place], names: dict[uuid.UUID, str], urls: dict[tuple[str, uuid.UUID], str], viewer: Viewer
) -> Standing:
    place = alike[0]
    return Standing(
        who=names.get(place.holder, "A former team or seat"),
        agency=place.agency.name,
        reaches=f"{Level(place.reaches).name.capitalize()}: {Level(place.reaches).sentence}",
        purpose=_words(PURPOSES, place.purpose),
        basis=_words(LAWFUL_BASES, place.basis),
        since=when(min(one.opens for one in alike)),
        until=when(max(one.ends for one in alike)),
        reasons=[_reason(one, urls) for one in alike],
        mine=place.holder in viewer.holders,
    )


def _reason(place: Place, urls: dict[tuple[str, uuid.UUID], str]) -> Reason:
    return Reason(
        words="Glass was broken" if place.break_glass else _because(place),
        url=urls[place.because_kind, place.because] if place.because else "",
        since=when(place.opens),
        until=when(place.ends),
    )


def _because(place: Place) -> str:
    return subjects.words_of(place.because_kind) if place.because_kind else place.reason


def _decided(one: Sharing) -> Decided:
    shared = one.outcome == Sharing.Outcome.SHARED
    return Decided(
        what=f"Shared to {Level(one.reaches).name.lower()}" if shared else "Not shared",
        agency=one.with_agency.name,
        by=one.agency.name,
        why=one.necessity,
        grounds=_words(LAWFUL_BASES, one.basis) if shared else _words(GROUNDS_FOR_NOT_SHARING, one.grounds),
        at=when(one.recorded_at),
    )


def _words(codes: CodeList, code: str) -> str:
    return next((one.words for one in codes if one.code == code), code.replace("_", " ").capitalize())
