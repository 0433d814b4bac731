"""The police's and the councils' own files of absences, a quarter each: written here, and read in like anybody's.

Two agencies give two accounts of one absence, at times that differ. Some rows stand in a file twice; some come again,
corrected; some cannot be read, and wait in quarantine for a steward.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lapwing.demo.absences import Absence, is_settled
from lapwing.demo.families import Child
from lapwing.demo.names import misspelt
from lapwing.demo.places import AREAS, COUNTY
from lapwing.rules.moments import LONDON

POLICE = (
    "OCCURRENCE", "PERSON", "GIVEN_NAME", "FAMILY_NAME", "DOB", "SEX", "POSTCODE", "ACCEPTED", "RISK", "WENT_MISSING",
    "REPORTED", "LAST_SEEN", "LAST_SEEN_PLACE", "MISSING_FROM", "REPORTED_BY", "AREA", "FOUND", "FOUND_PLACE",
    "FOUND_HOW", "RETURNED",
)  # fmt: skip
COUNCIL = (
    "EPISODE", "CHILD", "GIVEN_NAME", "FAMILY_NAME", "DOB", "SEX", "POSTCODE", "UPN", "TYPE", "OCCURRENCE",
    "WENT_MISSING", "REPORTED", "MISSING_FROM", "REPORTED_BY", "AREA", "RETURNED",
)  # fmt: skip
UNTIL_REPORTED = timedelta(minutes=35)
BEFORE_RETURN = timedelta(minutes=25)
# What somebody in a hurry writes where a date should be.
NO_DATES = ("31/06/{year} 22:10", "{year}-13-02 19:40", "Fri night, late", "29/02/2019 01:15")
LEFT_OVER = 3  # rows of each police file that tell of nothing at all


@dataclass
class Quarter:
    """One agency's file of a quarter: name and text; `wrong` gives, by occurrence, the row as it should have been."""

    agency: str
    name: str
    text: str = ""
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.text.count("\n") - 1


def quarter_of(day: date) -> tuple[int, int]:
    """The financial year of a day, and its quarter from 1."""
    return day.year - (day.month < 4), (day.month - 4) % 12 // 3 + 1


def police_files(absences: Iterable[Absence], children: Mapping[int, Child], day: date) -> list[Quarter]:
    """The force's files, oldest first."""
    by_quarter = _by_quarter((a for a in absences if "police" in a.told.by), day)
    files, again = [], []  # type: list[Quarter], list[Absence]
    for (year, number), told in sorted(by_quarter.items()):
        rows, wrong = [], {}
        for absence in told:
            right = _police_row(absence, children[absence.child])
            if absence.told.unread or absence.told.mended:
                wrong[absence.occurrence] = right if absence.told.mended else ()
                right = _unreadable(right, absence)
            rows += [right] * (2 if absence.told.twice else 1)
        rows += [_police_row(one, children[one.child], corrected=True) for one in again]
        rows += _left_over(year, number)
        again = [absence for absence in told if absence.told.again]
        files.append(Quarter("police", f"police-missing-{year}-q{number}.csv", _text(POLICE, rows), wrong))
    return files


def council_files(council: str, absences: Iterable[Absence], children: Mapping[int, Child], day: date) -> list[Quarter]:
    """A council's own files, of children whom it does not look after: oldest first."""
    ours = (a for a in absences if "council" in a.told.by and children[a.child].area == council)
    return [
        Quarter(
            council, f"{council}-missing-{year}-q{number}.csv",
            _text(COUNCIL, [_council_row(one, children[one.child]) for one in told]),
        )
        for (year, number), told in sorted(_by_quarter(ours, day).items())
    ]  # fmt: skip


def _by_quarter(absences: Iterable[Absence], day: date) -> dict[tuple[int, int], list[Absence]]:
    found: dict[tuple[int, int], list[Absence]] = defaultdict(list)
    for absence in absences:
        if is_settled(absence, day):
            found[quarter_of(absence.day)].append(absence)
    return found


def _text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def family_as_police_have_it(child: Child) -> tuple[str, str]:
    """The surname and postcode that the force holds: now and then misspelt; of a doubtful child, an old address too."""
    chance = random.Random(f"nominal:{child.number}")  # noqa: S311 - a made-up world, not a secret
    if "doubtful" in child.traits:
        return misspelt(child.family, chance), "ZA17 9ZZ"
    return (misspelt(child.family, chance) if chance.random() < 0.05 else child.family), child.postcode


def _police_row(absence: Absence, child: Child, *, corrected: bool = False) -> tuple[str, ...]:
    assert absence.ended is not None
    length = absence.ended - absence.began
    family, postcode = family_as_police_have_it(child)
    reported = absence.began + min(UNTIL_REPORTED, length / 4)
    was_found = absence.how.startswith("Found")
    found = _at(absence.ended - min(BEFORE_RETURN, length / 5)) if was_found else ""
    return (
        absence.occurrence, child.nominal, child.given, family, _day(child.born), child.sex, postcode,
        "no" if absence.type == "not_accepted" else "yes", absence.risk, _at(absence.began), _at(reported),
        _at(absence.began - min(UNTIL_REPORTED, length / 6)), absence.place, absence.missing_from, who_told(child),
        AREAS[child.area][1], found, absence.place if was_found or corrected else "", absence.how, _at(absence.ended),
    )  # fmt: skip


def _unreadable(row: tuple[str, ...], absence: Absence) -> tuple[str, ...]:
    place = POLICE.index("WENT_MISSING")
    words = NO_DATES[absence.child % len(NO_DATES)].format(year=absence.day.year)
    return (*row[:place], words, *row[place + 1 :])


def _left_over(year: int, quarter: int) -> Iterator[tuple[str, ...]]:
    """Rows of a force's system that tell of nobody: a test, a row that broke off, a number without its child."""
    for number in range(LEFT_OVER):
        row = dict.fromkeys(POLICE, "")
        row["OCCURRENCE"] = f"AT-{year}{quarter}-X{number}"
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
        child.postcode, child.upn, absence.type, absence.occurrence if "police" in absence.told.by else "", _at(began),
        _at(absence.began + min(UNTIL_REPORTED, length / 4)), absence.missing_from, who_told(child),
        AREAS[child.area][1], _at(absence.ended),
    )  # fmt: skip


def who_told(child: Child) -> str:
    if child.care is None:
        return ("The child's mother", "The child's father", "An aunt")[child.number % 3 if child.number % 7 else 0]
    return "Staff on shift" if child.care.is_residential else "The foster carer"
