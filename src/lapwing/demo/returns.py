"""The councils' looked-after children returns (SSDA903), as files: written here, and read in like anybody's.

They have the slips that real returns have: a pupil number with a mistyped digit, a date that does not exist, and an
absence of a child whom the return does not name.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lapwing.demo.absences import SETTLED, Absence
from lapwing.demo.families import Child
from lapwing.rules.moments import london_date

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
            "HOME_POST", "PL_POST", "URN")  # fmt: skip
MISSING = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
URN = {"ash_house": "9990001", "sedge_lodge": "9990002"}
NO_NUMBER = "UN4"


@dataclass(frozen=True)
class Return:
    """One council's return for a year that begins on 1 April: file names and their text. `until`: how far it tells."""

    council: str
    began: date
    until: date
    files: dict[str, str]


def returns(council: str, children: Sequence[Child], absences: Sequence[Absence], day: date) -> list[Return]:
    """The returns of three years, the last as far as it has got; oldest first."""
    looked_after = [child for child in children if child.area == council and child.care]
    this_year = date(day.year - (day.month < 4), 4, 1)
    years = [date(this_year.year - before, 4, 1) for before in (2, 1, 0)]
    return [_return(council, looked_after, absences, began, day) for began in years]


def _return(council: str, looked_after: Sequence[Child], absences: Sequence[Absence], began: date, day: date) -> Return:
    until = min(date(began.year + 1, 3, 31), day - SETTLED - timedelta(days=1))
    ours = [child for child in looked_after if child.care and child.care.since <= until]
    by_number = {child.number: child for child in ours}
    told = [a for a in absences if a.child in by_number and "council" in a.told_by and _within(a, began, until)]
    missing = [*(_missing(by_number[a.child], a) for a in told), *_slips(ours, began)]
    year = f"{began.year}-{(began.year + 1) % 100:02d}"
    return Return(
        council, began, until,
        {
            f"{council}-{year}-header.csv": _text(HEADER, [_header(child) for child in ours]),
            f"{council}-{year}-episodes.csv": _text(EPISODES, [_episode(child) for child in ours]),
            f"{council}-{year}-missing.csv": _text(MISSING, missing),
        },
    )  # fmt: skip


def _within(absence: Absence, began: date, until: date) -> bool:
    ended = absence.ended
    return bool(ended) and began <= london_date(absence.began) and london_date(ended) <= until  # type: ignore[arg-type]


def _text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _header(child: Child) -> tuple[str, ...]:
    return (child.reference, child.sex, _day(child.born), child.ethnicity, _upn(child), "", "")


def _upn(child: Child) -> str:
    """A few numbers are not known yet, and a few have two digits changed over."""
    if not child.upn or child.number % 17 == 0:
        return NO_NUMBER
    return child.upn[:-2] + child.upn[-1] + child.upn[-2] if child.number % 23 == 0 else child.upn


def _episode(child: Child) -> tuple[str, ...]:
    care = child.care
    assert care is not None
    provider = "PR4" if care.home else "PR1"
    return (
        child.reference, _day(care.since), "S", care.legal_status, "N1", care.placement, provider, "", "", "",
        child.postcode, care.postcode, URN.get(care.home, "9990000"),
    )  # fmt: skip


def _missing(child: Child, absence: Absence) -> tuple[str, ...]:
    assert absence.ended is not None
    kind = "A" if absence.type == "away" else "M"
    dates = (_day(london_date(absence.began)), _day(london_date(absence.ended)))
    return (child.reference, _day(child.born), kind, *dates)


def _slips(children: Sequence[Child], began: date) -> list[tuple[str, ...]]:
    """A day that does not exist, and a child whom nobody named."""
    first, start = children[0], began + timedelta(days=70)
    return [
        (first.reference, _day(first.born), "M", f"31/06/{began.year}", ""),
        ("499999", "02/02/2012", "M", _day(start), _day(start + timedelta(days=1))),
    ]
