"""Subjects: what a clock, an action, a meeting or an alert is about. `work` keeps a kind and a key; rooms above say
what stands behind them.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from lapwing.access.doors import may_follow
from lapwing.access.models import Place


@dataclass(frozen=True)
class Subject:
    """A kind of subject: its words, and the address of one."""

    kind: str
    words: str
    url: Callable[[uuid.UUID], str]
    person: Callable[[uuid.UUID], uuid.UUID | None] | None = None


SUBJECTS: dict[str, Subject] = {}


def register(
    kind: str,
    words: str,
    url: Callable[[uuid.UUID], str],
    person: Callable[[uuid.UUID], uuid.UUID | None] | None = None,
) -> None:
    """Make a kind of subject known, at start-up; `person` says whom one is about, as the viewer may see it."""
    SUBJECTS[kind] = Subject(kind, words, url, person)


def words_of(kind: str) -> str:
    return SUBJECTS[kind].words if kind in SUBJECTS else kind.replace("_", " ")


def url_of(kind: str, key: uuid.UUID) -> str:
    """The subject's page, or nothing where its room is not installed, or does not let the viewer's role in."""
    url = SUBJECTS[kind].url(key) if kind in SUBJECTS else ""
    return url if url and may_follow(url) else ""


def is_open(kind: str, key: uuid.UUID) -> bool:
    """Whether the viewer may see a subject, as far as its room says: a page asks before it links to it."""
    known = SUBJECTS.get(kind)
    return known is None or known.person is None or known.person(key) is not None


def person_of(kind: str, key: uuid.UUID) -> uuid.UUID | None:
    """Whom a subject is about, a person as told; None where the viewer may not see it.

    A room that does not say is asked through the circle: whose place was opened because of it.
    """
    known = SUBJECTS.get(kind)
    if known and known.person:
        return known.person(key)
    return Place.objects.filter(because=key, because_kind=kind).values_list("person", flat=True).first()
