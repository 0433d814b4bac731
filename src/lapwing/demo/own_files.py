"""The police's and the councils' own files of absences: written here, and read in like anybody's.

Two agencies give two accounts of one absence, at times that differ. Some rows stand in a file twice; some come again,
corrected; some cannot be read, and wait in quarantine for a steward.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lapwing.demo import table
from lapwing.demo.absences import Absence, is_settled, year_of
from lapwing.demo.child import Child, disabilities
from lapwing.demo.names import misspelt
from lapwing.demo.places import AREAS, COUNTY
from lapwing.rules.moments import LONDON

POLICE = (
    "OCCURRENCE", "PERSON", "GIVEN_NAME", "FAMILY_NAME", "DOB", "SEX", "POSTCODE", "ACCEPTED", "RISK", "WENT_MISSING",
    "REPORTED", "LAST_SEEN", "LAST_SEEN_PLACE", "MISSING_FROM", "REPORTED_BY", "AREA", "FOUND", "FOUND_PLACE",
    "FOUND_HOW", "RETURNED",
)  # fmt: skip
COUNCIL = (
    "EPISODE", "CHILD", "GIVEN_NAME", "FAMILY_NAME", "DOB", "SEX", "POSTCODE", "UPN", "DISABILITY", "TYPE",
    "OCCURRENCE", "WENT_MISSING", "REPORTED", "MISSING_FROM", "REPORTED_BY", "AREA", "RETURNED",
)  # fmt: skip
UNTIL_REPORTED = timedelta(minutes=35)
BEFORE_RETURN = timedelta(minutes=25)
# What somebody in a hurry writes where a date should be.
NO_DATES = ("31/06/{year} 22:10", "{year}-13-02 19:40", "Fri night, late", "29/02/2019 01:15")
LATE = "see the paper log"  # of rows that are mended after the numbers were published
LEFT_OVER = 3  # rows of each police file that tell of nothing at all


@dataclass
class File:
    """One agency's file: name and text; `wrong` gives, by occurrence, the row as it should have been; `late` those that
    are mended only after the numbers were published.
    """

    agency: str
    name: str
    text: str = ""
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        return self.text.count("\n") - 1


@dataclass(frozen=True)
class Sending:
    """What the files are made from: absences and children, the world's day, and how many files a year."""

    absences: Sequence[Absence]
    children: Mapping[int, Child]
    day: date
    a_year: int

    def parts(self, told: Callable[[Absence], bool]) -> list[tuple[int, int, list[Absence]]]:
        """Absences that are over, by financial year and its part from 1, oldest first."""
        found: dict[tuple[int, int], list[Absence]] = defaultdict(list)
        for absence in self.absences:
            if told(absence) and is_settled(absence, self.day):
                month = (absence.day.month - 4) % 12
                found[year_of(absence.day), month * self.a_year // 12 + 1].append(absence)
        return [(*when, found[when]) for when in sorted(found)]


def police_files(sending: Sending) -> list[File]:
    """The force's files, oldest first."""
    files: list[File] = []
    again: list[Absence] = []
    for year, part, told in sending.parts(lambda absence: "police" in absence.told.by):
        rows, wrong = [], {}
        for absence in told:
            right = _police_row(absence, sending.children[absence.child])
            if absence.told.unread or absence.told.mended:
                wrong[absence.occurrence] = right if absence.told.mended else ()
                right = _unreadable(right, absence)
            rows += [right] * (2 if absence.told.twice else 1)
        rows += [_police_row(one, sending.children[one.child], corrected=True) for one in again]
        rows += _left_over(year, part)
        again = [absence for absence in told if absence.told.again]
        files.append(File("police", f"police-missing-{year}-{part}.csv", table.text(POLICE, rows), wrong, _late(told)))
    return files


def _late(told: Iterable[Absence]) -> frozenset[str]:
    return frozenset(one.occurrence for one in told if one.told.late)


def council_files(council: str, sending: Sending) -> list[File]:
    """A council's own files, of children whom it does not look after: oldest first."""
    children = sending.children
    parts = sending.parts(lambda one: "council" in one.told.by and children[one.child].area == council)
    return [
        File(
            council, f"{council}-missing-{year}-{part}.csv",
            table.text(COUNCIL, [_council_row(one, children[one.child]) for one in told]),
        )
        for year, part, told in parts
    ]  # fmt: skip


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def as_police_have_it(child: Child) -> tuple[str, str, date]:
    """The surname, postcode and day of birth that the force holds: now and then misspelt. Of a doubtful child the
    address is an old one and the year of birth another: likely the same child, and somebody must look.
    """
    chance = random.Random(f"nominal:{child.number}")  # noqa: S311 - a made-up world, not a secret
    if "doubtful" in child.traits:
        return misspelt(child.family, chance), "ZA17 9ZZ", a_year_before(child.born)
    family = misspelt(child.family, chance) if chance.random() < 0.05 else child.family
    return family, child.postcode, child.born


def a_year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _police_row(absence: Absence, child: Child, *, corrected: bool = False) -> tuple[str, ...]:
    assert absence.ended is not None
    length = absence.ended - absence.began
    family, postcode, born = as_police_have_it(child)
    reported = absence.began + min(UNTIL_REPORTED, length / 4)
    was_found = absence.how.startswith("Found")
    found = _at(absence.ended - min(BEFORE_RETURN, length / 5)) if was_found else ""
    return (
        absence.occurrence, child.nominal, child.given, family, _day(born), child.sex, postcode,
        "no" if absence.type == "not_accepted" else "yes", absence.risk, _at(absence.began), _at(reported),
        _at(absence.began - min(UNTIL_REPORTED, length / 6)), absence.place, absence.missing_from, who_told(child),
        AREAS[child.area][1], found, absence.place if was_found or corrected else "", absence.how, _at(absence.ended),
    )  # fmt: skip


def _unreadable(row: tuple[str, ...], absence: Absence) -> tuple[str, ...]:
    place = POLICE.index("WENT_MISSING")
    words = LATE if absence.told.late else NO_DATES[absence.child % len(NO_DATES)].format(year=absence.day.year)
    return (*row[:place], words, *row[place + 1 :])


def _left_over(year: int, part: int) -> Iterator[tuple[str, ...]]:
    """Rows of a force's system that tell of nobody: a test, a row that broke off, a number without its child."""
    for number in range(LEFT_OVER):
        row = dict.fromkeys(POLICE, "")
        row["OCCURRENCE"] = f"AT-{year}{part}-X{number}"
        row["GIVEN_NAME"], row["AREA"] = ("TEST", AREAS[COUNTY][1]) if number == 0 else ("", "")
        row["WENT_MISSING"] = f"{1 + number:02d}/06/{year}" if number else ""
        yield tuple(row.values())


def _council_row(absence: Absence, child: Child) -> tuple[str, ...]:
    """As the council's duty worker wrote it down: the same night, at about the same time."""
    assert absence.ended is not None
    length = absence.ended - absence.began
    later = min(timedelta(minutes=absence.child % 4 * 5), length / 10)
    began = absence.began + later
    if began.astimezone(LONDON).date() != absence.day:
        began = absence.began
    return (
        absence.occurrence.replace("AT", "MC"), child.reference, child.given, child.family, _day(child.born), child.sex,
        child.postcode, child.upn, ";".join(disabilities(child)), absence.type,
        absence.occurrence if "police" in absence.told.by else "", _at(began),
        _at(absence.began + min(UNTIL_REPORTED, length / 4)), absence.missing_from, who_told(child),
        AREAS[child.area][1], _at(absence.ended),
    )  # fmt: skip


def who_told(child: Child) -> str:
    if child.care is None:
        return ("The child's mother", "The child's father", "An aunt")[child.number % 3 if child.number % 7 else 0]
    return "Staff on shift" if child.care.is_residential else "The foster carer"
