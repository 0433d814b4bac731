"""The families of the demo: who they are, before any agency tells of them. Plain data, from a seed and a date."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from lapwing.demo.names import Names
from lapwing.demo.places import CITY, COLLEGE, COUNTY, HOMES, PRIMARIES, SECONDARIES

HOW_MANY = 400
SIZES, SIZE_WEIGHTS = (1, 2, 3, 4), (40, 34, 18, 8)
BLENDED = 0.2  # families in which a child has another surname
LOOKED_AFTER = {CITY: 44, COUNTY: 36}
ETHNICITIES = {
    "WBRI": 62, "WOTH": 6, "MWBC": 5, "MWAS": 2, "MOTH": 3, "APKN": 6, "AIND": 2, "ABAN": 2, "AOTH": 2, "BAFR": 4,
    "BCRB": 2, "WROM": 1, "OOTH": 2, "NOBT": 1,
}  # fmt: skip
LEGAL_STATUSES, LEGAL_WEIGHTS = ("C2", "C1", "V2"), (60, 22, 18)


@dataclass(frozen=True)
class Care:
    """That a child is looked after: since when, on what legal status, where. `home` names a children's home."""

    since: date
    legal_status: str
    placement: str
    host: str
    postcode: str
    home: str = ""


@dataclass(frozen=True)
class Child:
    """One child of the demo, as they are. `traits` names what makes a child worth a second look."""

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

    def age(self, day: date) -> int:
        """Whole years on a day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    @property
    def reference(self) -> str:
        """The council's own number for this child, as its returns carry it."""
        return str(410_000 + self.number * 7)


def families(seed: int, day: date) -> list[Child]:
    """About four hundred children on a day; the same seed and day give the same children."""
    chance = random.Random(f"families:{seed}:{day}")  # noqa: S311 - a made-up world, not a secret
    children = list(_households(Names(chance), chance, day))
    children = _look_after(children, chance, day)
    return [_with_school(child, chance, day) for child in _mark(children, day)]


def _households(names: Names, chance: random.Random, day: date) -> Iterator[Child]:
    number = household = 0
    while number < HOW_MANY:
        household += 1
        area = CITY if chance.random() < 0.55 else COUNTY
        family, (street, postcode) = names.family(), names.address(area)
        other = names.family() if chance.random() < BLENDED else family
        ethnicity = chance.choices(list(ETHNICITIES), list(ETHNICITIES.values()))[0]
        youngest = day - timedelta(days=chance.randint(200, 15 * 365))
        for place in range(chance.choices(SIZES, SIZE_WEIGHTS)[0]):
            born = youngest - timedelta(days=place * chance.randint(420, 1_100))
            if (day - born).days >= 18 * 365 - 30:
                break
            number += 1
            sex = chance.choice("FM")
            yield Child(
                number, household, area, names.given(sex), other if place % 2 else family, sex, born, ethnicity,
                street, postcode, names.upn(area, number), names.nhs_number(),
            )  # fmt: skip


def _look_after(children: list[Child], chance: random.Random, day: date) -> list[Child]:
    """Some are looked after by the council: older ones more often, most with foster carers, some in a home."""
    chosen: dict[int, Child] = {}
    for area, how_many in LOOKED_AFTER.items():
        ours = [child for child in children if child.area == area]
        older = sorted(ours, key=lambda child: chance.random() / (1 + child.age(day)))
        for place, child in enumerate(older[:how_many]):
            chosen[child.number] = replace(child, care=_care(child, place, chance, day))
    return [chosen.get(child.number, child) for child in children]


def _care(child: Child, place: int, chance: random.Random, day: date) -> Care:
    since = max(child.born + timedelta(days=60), day - timedelta(days=chance.randint(120, 1_500)))
    status = chance.choices(LEGAL_STATUSES, LEGAL_WEIGHTS)[0]
    if child.age(day) >= 11 and place < 9:
        # A home of the child's own area; now and then the county places a child in the city's.
        host = CITY if child.area == COUNTY and place % 4 == 1 else child.area
        postcode = "ZA6 3AH" if host == CITY else "ZC6 7SL"
        return Care(since, status, "K2", host, postcode, HOMES[host])
    host = child.area if chance.random() < 0.8 else (COUNTY if child.area == CITY else CITY)
    _, postcode = Names(chance).address(host)
    return Care(since, status, chance.choice(("U4", "U5", "U6")), host, postcode)


def _with_school(child: Child, chance: random.Random, day: date) -> Child:
    """The school of a child's age: primary, secondary, the college; none before four."""
    age, area = child.age(day), child.care.host if child.care else child.area
    if child.school or age < 4 or child.expected:
        return child
    if age >= 16:
        return replace(child, school=COLLEGE)
    schools = PRIMARIES[area] if age < 11 else SECONDARIES[area]
    return replace(child, school=chance.choice(schools))


def _mark(children: list[Child], day: date) -> list[Child]:
    """Give a few children what makes them worth a second look."""
    made = {child.number: child for child in children}

    def mark(trait: str, child: Child, **changes: object) -> None:
        traits = made[child.number].traits | {trait}
        made[child.number] = replace(made[child.number], traits=traits, **changes)  # type: ignore[arg-type]

    at_home = [child for child in children if child.care is None]
    teenagers = [child for child in at_home if 11 <= child.age(day) <= 15]
    pairs = [(one, two) for one, two in pairwise(at_home) if one.household == two.household]
    first, second = pairs[0]
    mark("twin", first)
    mark("twin", second, born=first.born, family=first.family)
    one, two = [child for child in teenagers if child.household != first.household][:2]
    mark("namesake", one)
    mark("namesake", two, given=one.given, family=one.family, sex=one.sex)
    rest = [child for child in teenagers if child.household not in {first.household, one.household, two.household}]
    in_city = [child for child in rest if child.area == CITY]
    mark("doubtful", in_city[0])
    mark("confidential", in_city[1])
    mark("sealed", in_city[2])
    cared_for = [child for child in children if child.care and not child.care.home and child.age(day) < 11]
    mark("nameless", cared_for[0], given="", family="")
    due = day + timedelta(days=63)
    mark("unborn", at_home[-1], given="", expected=due, born=due, sex="U", upn="", nhs="")
    return [made[child.number] for child in children]
