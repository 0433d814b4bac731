"""Invented people in numbers, and the errors with which they are told again (the mix of the published measurement).

Names are drawn from long tails, as real ones are: too few names would make false rivals.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

STARTS = [
    "B",
    "Br",
    "C",
    "Ch",
    "D",
    "F",
    "G",
    "Gr",
    "H",
    "J",
    "K",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "Sh",
    "St",
    "T",
    "Th",
    "W",
]
MIDDLES = ["a", "e", "i", "o", "u", "ar", "er", "or", "an", "en", "el", "il", "al", "on"]
ENDS = ["n", "ns", "ton", "ley", "ford", "wood", "s", "ter", "man", "by", "well", "shaw", "kin", "son", "dale", "more"]
GIVEN_ENDS = ["a", "y", "ie", "en", "an", "in", "ia", "el", "o", "ah", "is", "on", "ra", "na"]


@dataclass(frozen=True)
class People:
    """Columns, one entry for each person."""

    given: np.ndarray
    family: np.ndarray
    born: np.ndarray
    postcode: np.ndarray

    def __len__(self) -> int:
        return len(self.given)


def make(number: int, seed: int = 1) -> People:
    """`number` people of 0 to 17 in families of postcodes; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    given, family = _names(rng, GIVEN_ENDS, 3_000), _names(rng, ENDS, 20_000)
    days = np.array([(date(2008, 1, 1) + timedelta(days=day)).isoformat() for day in range(6_500)])
    return People(
        given=given[_long_tail(rng, len(given), number)],
        family=family[_long_tail(rng, len(family), number)],
        born=days[rng.integers(0, len(days), number)],
        postcode=_postcodes()[rng.integers(0, 120_000, number)],
    )


def _names(rng: np.random.Generator, ends: list[str], most: int) -> np.ndarray:
    made = {
        f"{s}{m}{e}{t}" for s in STARTS for m in MIDDLES for e in ("", "l", "r", "nd", "m", "st", "ck") for t in ends
    }
    chosen = np.array(sorted(made))
    return rng.permutation(chosen)[:most]


def _long_tail(rng: np.random.Generator, most: int, number: int) -> np.ndarray:
    weights = 1 / np.arange(3, most + 3) ** 0.9
    return rng.choice(most, number, p=weights / weights.sum())


def _postcodes() -> np.ndarray:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return np.array(
        [f"ZZ{d} {s}{a}{b}" for d in range(1, 41) for s in range(10) for a in letters[:15] for b in letters]
    )[:120_000]


def again(people: People, which: int, rng: np.random.Generator) -> dict[str, str]:
    """One person told again: 35% a slip in the surname, 25% in the first name, 15% another birth date, 30% moved."""
    told = {
        "given": str(people.given[which]),
        "family": str(people.family[which]),
        "born": str(people.born[which]),
        "postcode": str(people.postcode[which]),
    }
    if rng.random() < 0.35:
        told["family"] = _slip(told["family"], rng)
    if rng.random() < 0.25:
        told["given"] = _slip(told["given"], rng)
    if rng.random() < 0.15:
        told["born"] = _other_date(told["born"], rng)
    if rng.random() < 0.30:
        told["postcode"] = f"ZZ{rng.integers(41, 60)} {rng.integers(0, 10)}XX"
    return told


def _slip(name: str, rng: np.random.Generator) -> str:
    """One slip of the finger: a letter left out, doubled, changed, or two changed over."""
    place = int(rng.integers(1, max(2, len(name) - 1)))
    kind = rng.integers(0, 4)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    if kind == 2:
        return name[:place] + "aeioumnrst"[rng.integers(0, 10)] + name[place + 1 :]
    return name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]


def _other_date(born: str, rng: np.random.Generator) -> str:
    """A wrong date of birth: day and month changed over, or a day, a month or a year out."""
    day = date.fromisoformat(born)
    if day.day <= 12 and rng.random() < 0.4:
        return day.replace(month=day.day, day=day.month).isoformat()
    if rng.random() < 0.5:
        return (day + timedelta(days=int(rng.integers(1, 31)))).isoformat()
    return (day + timedelta(days=365)).isoformat()
