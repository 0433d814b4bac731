"""Names by how common they are, and numbers that are well formed and nobody's."""

import csv
import random
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

from lapwing.rules.identifiers import upn_check_letter

DATA = Path(__file__).parent / "data"
# Authorities that ended in 2009 gave their last pupil numbers to people who are grown up by now.
UPN_AUTHORITY = {"city": "875", "county": "820"}
# No postcode area begins with these letters.
POSTCODE_AREA = {"city": "ZA", "county": "ZC"}
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple((DATA / name).read_text().split("\n")[:-1])


@cache
def _first_names(sex: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    with (DATA / "first_names.csv").open(newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["sex"] == sex]
    return tuple(row["name"] for row in rows), tuple(accumulate(int(row["births"]) for row in rows))


# Surnames beside those of the list, so that few people share one: made up, of beginnings and ends.
BEGINNINGS = (
    "Alder", "Barrow", "Bramble", "Breck", "Burrow", "Cald", "Chalk", "Cinder", "Clay", "Corn", "Dray", "Ember",
    "Faith", "Fell", "Flax", "Gale", "Grim", "Hemp", "Holm", "Hurl", "Ink", "Kest", "Lamb", "Ling", "Marl", "Mist",
    "Nettle", "Oat", "Penn", "Quill", "Rook", "Sallow", "Sedge", "Skel", "Tarn", "Thistle", "Umber", "Vetch", "Wain",
    "Yarrow",
)  # fmt: skip
ENDS = (
    "acre", "beck", "borne", "by", "cote", "croft", "dale", "den", "field", "gate", "ham", "holt", "hurst", "ley",
    "lock", "mere", "mond", "more", "ridge", "sby", "shaw", "thorpe", "wick", "worth",
)  # fmt: skip


@cache
def _family_names() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Surnames, the common ones first, with their weights added up."""
    made = [beginning + end for end in ENDS for beginning in BEGINNINGS]
    names = (*_lines("surnames.txt"), *random.Random("surnames").sample(made, len(made)))  # noqa: S311 - no secret
    return names, tuple(accumulate(1 / (place + 25) for place in range(len(names))))


@dataclass(frozen=True)
class Names:
    """Draws names; the same `chance` draws the same, and no NHS number twice."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def given(self, sex: str) -> str:
        """A first name, by its number of births; `sex` is F or M."""
        names, totals = _first_names(sex)
        return self.chance.choices(names, cum_weights=totals)[0]

    def family(self) -> str:
        """A made-up surname: some are common, most are rare."""
        names, totals = _family_names()
        return self.chance.choices(names, cum_weights=totals)[0]

    def address(self, area: str) -> tuple[str, str]:
        """A house in a made-up street, and a postcode in an area that does not exist."""
        street = f"{self.chance.randint(1, 140)} {self.chance.choice(_lines('streets.txt'))}"
        inward = f"{self.chance.randint(1, 9)}{self.chance.choice(INWARD)}{self.chance.choice(INWARD)}"
        return street, f"{POSTCODE_AREA[area]}{self.chance.randint(1, 18)} {inward}"

    def nhs_number(self) -> str:
        """An NHS number of the range kept for tests (999 …), with its check digit."""
        while True:
            nine = f"999{self.chance.randint(0, 999_999):06d}"
            check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
            if check != 10 and nine not in self.used:
                self.used.add(nine)
                return nine + str(check % 11)

    def upn(self, area: str, number: int) -> str:
        """A unique pupil number with its check letter, from an authority that is no more."""
        twelve = f"{UPN_AUTHORITY[area]}{self.chance.randint(2000, 2999)}{number:05d}"
        return upn_check_letter(twelve) + twelve


def misspelt(name: str, chance: random.Random) -> str:
    """A name as somebody in a hurry writes it: two letters changed over."""
    if len(name) < 5:
        return name
    place = chance.randint(1, len(name) - 3)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
