"""Subjects: what a clock, an action, a meeting or an alert is about. `work` keeps a kind and a key; rooms above say
what stands behind them.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import models

from lapwing.access.doors import may_follow
from lapwing.access.models import Place

Shown = Callable[[Collection[uuid.UUID]], set[uuid.UUID]]


@dataclass(frozen=True)
class Subject:
    """A kind of subject: its words, the address of one, and which of some the viewer is shown."""

    kind: str
    words: str
    url: Callable[[uuid.UUID], str]
    person: Callable[[uuid.UUID], uuid.UUID | None] | None = None
    shown: Shown | None = None


SUBJECTS: dict[str, Subject] = {}


def register(
    kind: str,
    words: str,
    url: Callable[[uuid.UUID], str],
    person: Callable[[uuid.UUID], uuid.UUID | None] | None = None,
    shown: Shown | None = None,
) -> None:
    """Make a kind of subject known, at start-up; `person` says whom one is about, as the viewer may see it, and `shown`
    which of some the viewer may open: no page shows a link to the others.
    """
    SUBJECTS[kind] = Subject(kind, words, url, person, shown)


def rows_of(model: type[models.Model]) -> Shown:
    """Those that row security shows of a table."""
    return lambda keys: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))


def words_of(kind: str) -> str:
    return SUBJECTS[kind].words if kind in SUBJECTS else kind.replace("_", " ")


def address_of(kind: str, key: uuid.UUID) -> str:
    """The page of a subject that the viewer is shown, or nothing where its room is not installed, or does not let the
    viewer's role in.
    """
    url = SUBJECTS[kind].url(key) if kind in SUBJECTS else ""
    return url if url and may_follow(url) else ""


def url_of(kind: str, key: uuid.UUID) -> str:
    """The subject's page, or nothing where the viewer may not open it: `urls_of` for a set of one."""
    return urls_of([(kind, key)])[kind, key]


def urls_of(wanted: Iterable[tuple[str, uuid.UUID]]) -> dict[tuple[str, uuid.UUID], str]:
    """The pages of subjects, each by its kind and key, in one query for each kind."""
    found = {pair: address_of(*pair) for pair in wanted}
    keys: dict[str, list[uuid.UUID]] = defaultdict(list)
    for kind, key in (pair for pair, url in found.items() if url):
        keys[kind].append(key)
    for kind, some in keys.items():
        if (shown := SUBJECTS[kind].shown) is not None:
            found |= {(kind, key): "" for key in set(some) - shown(some)}
    return found


def person_of(kind: str, key: uuid.UUID) -> uuid.UUID | None:
    """Whom a subject is about, a person as told; None where the viewer may not see it.

    A room that does not say is asked through the circle: whose place was opened because of it.
    """
    known = SUBJECTS.get(kind)
    if known and known.person:
        return known.person(key)
    return Place.objects.filter(because=key, because_kind=kind).values_list("person", flat=True).first()
