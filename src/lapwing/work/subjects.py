"""Subjects: what a clock, an action, a meeting or an alert is about. `work` keeps a kind and a key; rooms above say
what stands behind them.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A kind of subject: its words, and the address of one."""

    kind: str
    words: str
    url: Callable[[uuid.UUID], str]


SUBJECTS: dict[str, Subject] = {}


def register(kind: str, words: str, url: Callable[[uuid.UUID], str]) -> None:
    """Make a kind of subject known, at start-up."""
    SUBJECTS[kind] = Subject(kind, words, url)


def words_of(kind: str) -> str:
    return SUBJECTS[kind].words if kind in SUBJECTS else kind.replace("_", " ")


def url_of(kind: str, key: uuid.UUID) -> str:
    """The subject's page, or nothing where its room is not installed."""
    return SUBJECTS[kind].url(key) if kind in SUBJECTS else ""
