"""What may be done with people as told: tell them, join and un-join them, decide doubts. Each act takes a set."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.people.matching.candidates import Described, find, told_before
from lapwing.people.matching.score import JOIN, LOOK, Scored, best
from lapwing.people.models import Doubt, Identifier, Link, Told
from lapwing.rules.identifiers import check


@dataclass(frozen=True)
class Telling:
    """A person as an agency tells them: its reference, and what it says of them."""

    reference: str
    given: str = ""
    family: str = ""
    born: date | None = None
    sex: str = "U"
    ethnicity: str = ""
    postcode: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    is_child: bool = True
    expected: date | None = None
    extra: dict[str, object] = field(default_factory=dict)

    def described(self) -> Described:
        numbers = tuple((scheme, value) for scheme, value in self.identifiers if check(scheme, value).ok)
        return Described(self.given, self.family, self.born, self.sex, self.postcode, numbers)


@dataclass(frozen=True)
class Outcome:
    """What became of one telling: the person's key, and `new`, `joined`, `doubtful`, `updated` or `unchanged`."""

    reference: str
    person: uuid.UUID
    what: str
