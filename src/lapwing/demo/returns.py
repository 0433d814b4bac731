"""The councils' looked-after children returns (SSDA903), as files: written here, and read in like anybody's.

They have the slips that real returns have: a pupil number with a mistyped digit, a date that does not exist, and an
absence that ends before it begins.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lapwing.demo import table
from lapwing.demo.absences import OVERDUE, SETTLED, Absence, is_settled, last_came, recent, year_of
from lapwing.demo.child import Child
from lapwing.demo.families import THEN
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
    """A council's returns, oldest first: of the years of the published reports; of how placements ended since; and of
    the last two years, the newest as far as it has got.
    """
    looked_after = [child for child in children if child.area == council and child.care]
    told = [absence for absence in absences if "return" in absence.told.by and is_settled(absence, day)]
    by_year: dict[int, list[Absence]] = defaultdict(list)
    for absence in told:
        by_year[year_of(absence.day)].append(absence)
    then = [child for child in looked_after if child.went]
    now = [child for child in looked_after if not child.went]
    return [
        *(_return(council, [c for c in then if c.went <= year], by_year[year], year, day) for year in THEN),
        _endings(council, then),
        *(_return(council, now, by_year[within.first.year], within.first.year, day) for within in recent(day)),
    ]


def _return(council: str, looked_after: Sequence[Child], told: Sequence[Absence], year: int, day: date) -> Return:
    began = date(year, 4, 1)
    until = min(date(year + 1, 3, 31), day - SETTLED - timedelta(days=1))
    ours = [child for child in looked_after if child.care and child.care.since <= until]
    by_number = {child.number: child for child in ours}
    missing = [*(_missing(by_number[a.child], a) for a in told if a.child in by_number), *_slips(ours, began)]
    words = f"{council}-{year}-{(year + 1) % 100:02d}"
    files = {
        f"{words}-header.csv": table.text(HEADER, [_header(child) for child in ours]),
        f"{words}-episodes.csv": table.text(EPISODES, [_episode(child, until) for child in ours]),
    }
    if council != OVERDUE or began < london_date(last_came(day)):
        files[f"{words}-missing.csv"] = table.text(MISSING, missing)
    return Return(council, began, until, files)


def _endings(council: str, then: Sequence[Child]) -> Return:
    """The years after: nobody of then went missing as a looked-after child again, and each came of age."""
    last = max(child.care.until for child in then if child.care and child.care.until)
    rows = [_episode(child, last) for child in then]
    name = f"{council}-ended-by-{last.year}-episodes.csv"
    return Return(council, date(THEN[-1] + 1, 4, 1), last, {name: table.text(EPISODES, rows)})


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _header(child: Child) -> tuple[str, ...]:
    return (child.reference, child.sex, _day(child.born), child.ethnicity, _upn(child), "", "")


def _upn(child: Child) -> str:
    """A few numbers are not known yet, and a few have two digits changed over."""
    if not child.upn or child.number % 17 == 0:
        return NO_NUMBER
    return child.upn[:-2] + child.upn[-1] + child.upn[-2] if child.number % 23 == 0 else child.upn


def _episode(child: Child, until: date) -> tuple[str, ...]:
    """A placement as a return tells of it, with its end where that came by a day."""
    care = child.care
    assert care is not None
    provider = "PR4" if care.is_residential else "PR1"
    ended = (_day(care.until), "E4A") if care.until and care.until <= until else ("", "")
    return (
        child.reference, _day(care.since), "S", care.legal_status, "N1", care.placement, provider, *ended, "",
        child.postcode, care.postcode, URN.get(care.home, "9990000"),
    )  # fmt: skip


def _missing(child: Child, absence: Absence) -> tuple[str, ...]:
    assert absence.ended is not None
    kind = "A" if absence.type == "away" else "M"
    dates = (_day(london_date(absence.began)), _day(london_date(absence.ended)))
    return (child.reference, _day(child.born), kind, *dates)


def _slips(children: Sequence[Child], began: date) -> list[tuple[str, ...]]:
    """A day that does not exist, and an absence that ended before it began: neither can be taken."""
    first, last, start = children[0], children[-1], began + timedelta(days=70)
    return [
        (first.reference, _day(first.born), "M", f"31/06/{began.year}", ""),
        (last.reference, _day(last.born), "M", _day(start), _day(start - timedelta(days=1))),
    ]
