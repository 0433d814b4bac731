"""A child of the demo: who they are, before any agency tells of them. Plain data."""

import random
from dataclasses import dataclass, field
from datetime import date

from lapwing.demo.caring import Care

# Of a hundred children, of how many the council wrote down that they have none, and which; of the rest nothing.
DISABILITIES = {
    ("NONE",): 66, ("LD",): 4, ("BEH",): 3, ("AUT",): 3, ("COMM", "LD"): 1, ("MOB",): 1, ("HEAR",): 1, ("AUT", "LD"): 1,
}  # fmt: skip


@dataclass(frozen=True)
class Child:
    """One child of the demo, as they are. `traits` names what makes a child worth a second look.

    `went`: the financial year in which a child of then first went missing; 0 for a child of today.
    """

    number: int
    household: int
    area: str
    given: str
    family: str
    sex: str
    born: date
    ethnicity: str
    street: str
    postcode: str
    upn: str
    nhs: str
    school: str = ""
    care: Care | None = None
    expected: date | None = None
    traits: frozenset[str] = field(default=frozenset())
    went: int = 0

    def age(self, day: date) -> int:
        """Whole years on a day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    @property
    def reference(self) -> str:
        """The council's own number for this child, as its returns carry it."""
        return str(410_000 + self.number * 7)

    @property
    def nominal(self) -> str:
        """The police's own number for this child."""
        return f"NOM{self.number * 13:06d}"

    @property
    def grown_up(self) -> date:
        """The eighteenth birthday."""
        return date(self.born.year + 18, self.born.month, min(self.born.day, 28))


def disabilities(child: Child) -> tuple[str, ...]:
    """What the council has written down of a child's disabilities: codes, NONE, or nothing at all."""
    chance = random.Random(f"disability:{child.number}")  # noqa: S311 - a made-up world, not a secret
    written = [*DISABILITIES, ()]
    weights = [*DISABILITIES.values(), 100 - sum(DISABILITIES.values())]
    return chance.choices(written, weights)[0]
