"""Households of the demo: who the parents are, whether they live apart, and where a family lived before it moved.

Plain data, by the number of the household, so that brothers and sisters have the same parents and moved together. A
household's homes are told as records: nothing infers one from another.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from lapwing.demo.child import Child
from lapwing.demo.names import Names

MOVED, APART = 0.28, 0.34  # the share of households


@dataclass(frozen=True)
class Parent:
    """A mother or father: who they are to the children, and whether they have parental responsibility, if known."""

    what: str
    given: str
    family: str
    responsible: bool | None


@dataclass(frozen=True)
class Home:
    """An address for a time; `of` says in whose household: `mother`, `father`, or nobody's in particular."""

    street: str
    postcode: str
    since: date
    until: date | None = None
    of: str = ""


@dataclass(frozen=True)
class Household:
    """The parents, and the homes of the children, the newest first; a family that is apart has two at a time."""

    parents: tuple[Parent, ...]
    homes: tuple[Home, ...] = field(default=())


def household_of(child: Child, day: date) -> Household:
    """The household of a child of today, the same for its brothers and sisters who live at one address."""
    chance = random.Random(f"household:{child.household}:{child.street}:{child.postcode}")  # noqa: S311 - no secret
    names = Names(chance)
    apart = chance.random() < APART or "parents_apart" in child.traits
    moved = chance.random() < MOVED or "moved" in child.traits
    mother = Parent("mother", names.given("F"), child.family if chance.random() < 0.6 else names.family(), True)
    father = Parent("father", names.given("M"), child.family, chance.choice((True, True, True, None, False)))
    came = day - timedelta(days=chance.randint(120, 2_400))
    homes = [Home(child.street, child.postcode, came, None, "mother" if apart else "")]
    if apart:
        street, postcode = names.address(child.area)
        homes.append(Home(street, postcode, day - timedelta(days=chance.randint(60, 1_500)), None, "father"))
    if moved:
        street, postcode = names.address(child.area)
        homes.append(Home(street, postcode, came - timedelta(days=chance.randint(300, 2_000)), came))
    return Household((mother, father) if apart or chance.random() < 0.7 else (mother,), tuple(homes))
