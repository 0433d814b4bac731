"""Where looked-after children of the demo live, since when, and on what legal status: plain data, by weights.

The shares are near those that England's returns give: most are with foster carers, about one in eight in a home.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from lapwing.demo.names import Names
from lapwing.demo.places import CITY, COUNTY, HOMES, POSTCODES

LEGAL_STATUSES, LEGAL_WEIGHTS = ("C2", "C1", "V2"), (60, 22, 18)
PLACEMENTS = {"U6": 34, "U4": 30, "U5": 3, "U1": 9, "P1": 7, "K2": 6}
OLDER = {"U6": 28, "U4": 22, "U1": 6, "P1": 6, "K2": 14, "H5": 18}
OWN_AREA = 0.8
IN_A_HOME = ("K1", "K2", "K3")


@dataclass(frozen=True)
class Care:
    """That a child is looked after: since when, on what legal status, where. `home` names a children's home."""

    since: date
    legal_status: str
    placement: str
    host: str
    postcode: str
    home: str = ""
    until: date | None = None

    @property
    def is_residential(self) -> bool:
        return self.placement in IN_A_HOME


def care_now(names: Names, area: str, age: int, born: date, home: str, day: date) -> Care:
    """The care of a child of today; `home` where a bed in one of the demo's homes is theirs."""
    chance = names.chance
    since = max(born + timedelta(days=60), day - timedelta(days=chance.randint(480, 2_200)))
    status = chance.choices(LEGAL_STATUSES, LEGAL_WEIGHTS)[0]
    if home:
        host = CITY if home in HOMES[CITY] else COUNTY
        return Care(since, status, "K2", host, POSTCODES[home], home)
    shares = OLDER if age >= 16 else PLACEMENTS
    host = area if chance.random() < OWN_AREA else (COUNTY if area == CITY else CITY)
    _, postcode = names.address(host)
    return Care(since, status, chance.choices(list(shares), list(shares.values()))[0], host, postcode)


def care_then(names: Names, area: str, born: date, began: date) -> Care:
    """The care of a child who went missing from it in a year that `began` then; it ended by their coming of age."""
    chance = names.chance
    since = began - timedelta(days=chance.randint(30, 1_500))
    grown_up = date(born.year + 18, born.month, min(born.day, 28))
    until = max(date(began.year + 2, 4, 2), grown_up - timedelta(days=chance.randint(0, 90)))
    shares = OLDER if (began - born).days > 16 * 365 else PLACEMENTS
    _, postcode = names.address(area)
    return Care(
        max(since, born + timedelta(days=60)), chance.choices(LEGAL_STATUSES, LEGAL_WEIGHTS)[0],
        chance.choices(list(shares), list(shares.values()))[0], area, postcode, until=min(until, grown_up),
    )  # fmt: skip
