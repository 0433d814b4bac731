"""Words that stand in calendars and invitations say no child's name, in whatever form it is written."""

import re
import uuid
from collections.abc import Iterable

from lapwing.people import queries as people

# "Rowan's" and "(Rowan)" name Rowan as plainly as "Rowan" does.
_WORD = re.compile(r"[^\W\d_]+")


class NotNeutral(ValueError):
    """Words that would tell a reader of somebody's calendar whom a meeting is about."""


def refuse_names(said: Iterable[tuple[uuid.UUID | None, str]]) -> None:
    """Raise NotNeutral where words about a person hold a part of the child's name, as anybody told it."""
    known = [(person, words) for person, words in said if person and words]
    children = people.children_of({person for person, _ in known})
    summaries = people.summaries(children.values())
    for person, words in known:
        child = summaries.get(children[person]) if person in children else None
        names = {part for told in (child.told if child else ()) for part in _parts(told.name)}
        if names & _parts(words):
            raise NotNeutral("Leave the name out: it stands where others may read it.")


def _parts(words: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(words) if len(word) > 1}
