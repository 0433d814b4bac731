"""The children of the demo: who they are, before any agency tells of them. Plain data, from a seed and a date.

Those of today live in families; those of the two years that the published reports tell of are here because they went
missing then, and most of them are grown up by now.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lapwing.demo import rates
from lapwing.demo.alike import Faces
from lapwing.demo.caring import care_now, care_then
from lapwing.demo.child import Child
from lapwing.demo.names import POSTCODE_AREA, Names
from lapwing.demo.places import CITY, COLLEGE, COUNCILS, COUNTY, HOMES, PRIMARIES, SECONDARIES
from lapwing.demo.size import Size

SIZES, SIZE_WEIGHTS = (1, 2, 3, 4), (40, 34, 18, 8)
BLENDED = 0.2  # families in which a child has another surname
SHARED = 0.03  # families who live with another one
ETHNICITIES = {
    "WBRI": 62, "WOTH": 6, "MWBC": 5, "MWAS": 2, "MOTH": 3, "APKN": 6, "AIND": 2, "ABAN": 2, "AOTH": 2, "BAFR": 4,
    "BCRB": 2, "WROM": 1, "OOTH": 2, "NOBT": 1,
}  # fmt: skip
THEN = (2018, 2019)
GO_ON = 0.35  # of those who went missing in the first of these years, how many are among those of the second
FIRST_SCHOOLS = (5, 3, 2, 2)  # how pupils are spread over the schools of an area


def families(seed: int, day: date, size: Size) -> list[Child]:
    """Every child of the world; the same seed, day and size give the same children."""
    chance = random.Random(f"families:{seed}:{day}:{size.key}")  # noqa: S311 - a made-up world, not a secret
    names, faces = Names(chance), Faces()
    children = [faces.unlike(child, names) for child in _households(names, chance, day, size.known)]
    children = _look_after(children, chance, day, size)
    children = [_with_school(child, chance, day) for child in _mark(children, day)]
    then = [faces.unlike(child, names) for child in _of_then(names, chance, size, len(children))]
    return [*children, *then]


def _households(names: Names, chance: random.Random, day: date, known: int) -> Iterator[Child]:
    number = household = 0
    street = postcode = ""
    while number < known:
        household += 1
        area = CITY if chance.random() < 0.55 else COUNTY
        family = names.family()
        if chance.random() >= SHARED or not postcode.startswith(POSTCODE_AREA[area]):
            street, postcode = names.address(area)
        other = names.family() if chance.random() < BLENDED else family
        ethnicity = _ethnicity(chance)
        youngest = day - timedelta(days=chance.randint(200, 16 * 365))
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


def _ethnicity(chance: random.Random) -> str:
    return chance.choices(list(ETHNICITIES), list(ETHNICITIES.values()))[0]


def _look_after(children: list[Child], chance: random.Random, day: date, size: Size) -> list[Child]:
    """Some are looked after by the council: older ones more often, most with foster carers, some in a home."""
    chosen: dict[int, Child] = {}
    for area, how_many in size.looked_after.items():
        ours = [child for child in children if child.area == area]
        older = sorted(ours, key=lambda child: chance.random() / (1 + child.age(day)))
        beds = _beds(area, how_many)
        for child in older[:how_many]:
            bed = beds.pop(0) if beds and child.age(day) >= 11 else ""
            care = care_now(Names(chance), area, child.age(day), child.born, bed, day)
            chosen[child.number] = replace(child, care=care)
    return [chosen.get(child.number, child) for child in children]


def _beds(area: str, looked_after: int) -> list[str]:
    """Beds in homes: five or six in each; now and then the county has a bed in one of the city's homes."""
    ours = [home for place in range(6) for home in HOMES[area] if place < 5 or home == HOMES[area][0]]
    beds = ours[: max(9, looked_after // 5)]
    return [HOMES[CITY][0] if area == COUNTY and place % 8 == 1 else home for place, home in enumerate(beds)]


def _with_school(child: Child, chance: random.Random, day: date) -> Child:
    """The school of a child's age: primary, secondary, the college; none before four."""
    age, area = child.age(day), child.care.host if child.care else child.area
    if child.school or age < 4 or child.expected:
        return child
    if age >= 16:
        return replace(child, school=COLLEGE)
    schools = PRIMARIES[area] if age < 11 else SECONDARIES[area]
    return replace(child, school=chance.choices(schools, FIRST_SCHOOLS[: len(schools)])[0])


def _mark(children: list[Child], day: date) -> list[Child]:
    """Give a few children what makes them worth a second look."""
    made = {child.number: child for child in children}

    def mark(trait: str, child: Child, **changes: object) -> None:
        traits = made[child.number].traits | {trait}
        made[child.number] = replace(made[child.number], traits=traits, **changes)  # type: ignore[arg-type]

    at_home = [child for child in children if child.care is None]
    teenagers = [child for child in at_home if 11 <= child.age(day) <= 15]
    first, second = _same_household(at_home)
    mark("twin", first)
    mark("twin", second, born=first.born, family=first.family)
    one, two = [child for child in teenagers if child.household != first.household][:2]
    mark("namesake", one)
    mark("namesake", two, given=one.given, family=one.family, sex=one.sex)
    rest = [child for child in teenagers if child.household not in {first.household, one.household, two.household}]
    in_city = [child for child in rest if child.area == CITY]
    for child in (in_city[0], *in_city[40:240:50]):
        mark("doubtful", child)
    mark("confidential", in_city[1])
    mark("sealed", in_city[2])
    mark("moved", in_city[3])
    mark("parents_apart", in_city[4])
    cared_for = [child for child in children if child.care and not child.care.home and child.age(day) < 11]
    mark("nameless", cared_for[0], given="", family="")
    due = day + timedelta(days=63)
    mark("unborn", at_home[-1], given="", expected=due, born=due, sex="U", upn="", nhs="")
    return [made[child.number] for child in children]


def _same_household(children: Sequence[Child]) -> tuple[Child, Child]:
    first: dict[int, Child] = {}
    for child in children:
        if child.household in first:
            return first[child.household], child
        first[child.household] = child
    raise ValueError("Nobody in this world has a brother or sister.")


# ---- those of then


def _of_then(names: Names, chance: random.Random, size: Size, known: int) -> Iterator[Child]:
    """As many as went missing in those years, by area: of the second year, those who had not gone in the first."""
    number = known
    for area in COUNCILS:
        for year in THEN:
            for in_care in (True, False):
                often = rates.how_often(_episodes(size, area, year, in_care=in_care), in_care=in_care, chance=chance)
                fresh = len(often) - round(GO_ON * len(often)) * (year != THEN[0])
                for _ in range(fresh + 2):
                    number += 1
                    yield _one_of_then(names, chance, area, year, number, in_care=in_care)


def _episodes(size: Size, area: str, year: int, *, in_care: bool) -> int:
    share = rates.OF_CARE if in_care else 1 - rates.OF_CARE
    return round(size.episodes[area][year] * share)


def _one_of_then(names: Names, chance: random.Random, area: str, year: int, number: int, *, in_care: bool) -> Child:
    """Between eleven and seventeen when the year began; those in care older."""
    began = date(year, 4, 1)
    age = chance.triangular(11.5, 17.2, 16.4 if in_care else 15)
    born = began - timedelta(days=round(age * 365.25))
    sex, (street, postcode) = chance.choice("FM"), names.address(area)
    return Child(
        number, 100_000 + number, area, names.given(sex), names.family(), sex, born, _ethnicity(chance), street,
        postcode, names.upn(area, number), names.nhs_number(), went=year,
        care=care_then(names, area, born, began) if in_care else None,
    )  # fmt: skip
