"""Invented returns, to try reading in with: an SSDA903 return of any size in the habits of any exporter, and ten named
ways in which such a return arrives damaged.

Nobody in them exists. Their pupil numbers pass the check and name a school number that no school has (0000).
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from lapwing.exchange.inbound.formats import FORMATS
from lapwing.rules.identifiers import upn_check_letter

Cells = dict[str, str]
Files = dict[str, bytes]
KINDS = ("header", "episodes", "missing")

ETHNIC = {"WBRI": 62, "WOTH": 6, "MWBC": 6, "MOTH": 4, "BAFR": 5, "BCRB": 3, "APKN": 4, "AOTH": 4, "OOTH": 4, "NOBT": 2}
PLACE = {"U6": 38, "U4": 20, "U1": 10, "K2": 12, "P1": 8, "H5": 6, "U5": 4, "R1": 2}
LEGAL = {"C2": 52, "C1": 20, "V2": 24, "E1": 4}
ENDED = {"E4A": 30, "E13": 16, "E46": 14, "E11": 10, "E5": 12, "E8": 18}


@dataclass(frozen=True)
class Habits:
    """How an exporter writes: dates, letters, line ends, quotation marks, the order of columns and some of its own."""

    date: str = "%d/%m/%Y"
    encoding: str = "utf-8"
    newline: str = "\n"
    delimiter: str = ","
    quote_all: bool = False
    capitals: bool = True
    backwards: bool = False
    extra: tuple[str, ...] = ()


PLAIN = Habits()
OTHER = Habits("%Y-%m-%d", "utf-8-sig", "\r\n", ",", True, False, True, ("Team", "Extracted"))
OLD = Habits("%d-%b-%Y", "cp1252", "\r\n", ";", False, True, False, ("Zusatz – extra",))


@dataclass(frozen=True)
class Sample:
    """A return as rows by kind of file: `header`, `episodes`, `missing`. `year` begins on 1 April."""

    year: int
    rows: Mapping[str, Sequence[Cells]] = field(default_factory=dict)

    def files(self, habits: Habits = PLAIN) -> Files:
        """The return as files, by name."""
        return {f"{self.year}-{kind}.csv": written(kind, self.rows[kind], habits) for kind in KINDS}


def looked_after(children: int = 5_000, *, year: int = 2025, seed: int = 903, la: str = "892") -> Sample:
    """A year's return of that many children; `la` is the number of the authority in their pupil numbers."""
    chance = np.random.default_rng(seed)
    references = 100_000 + chance.permutation(900_000)[:children]
    starts = date(year, 4, 1)
    ages = chance.integers(0, 17 * 365, children)
    born = [starts - timedelta(days=int(age)) for age in ages]
    header = [_child(chance, int(r), b, la, n) for n, (r, b) in enumerate(zip(references, born, strict=True))]
    episodes = [row for child in header for row in _episodes(chance, child["CHILD"], starts)]
    # A few go missing often, most never: a gamma mixed Poisson, as such counts are.
    often = chance.poisson(chance.gamma(0.35, 0.9, children) * (ages > 10 * 365))
    missing = [
        row
        for child, times in zip(header, often, strict=True)
        for row in _absences(chance, child["CHILD"], child["DOB"], int(times), starts)
    ]
    return Sample(year, {"header": header, "episodes": episodes, "missing": missing})


def _pick(chance: np.random.Generator, weights: Mapping[str, int]) -> str:
    shares = np.array(list(weights.values()), float)
    return str(chance.choice(list(weights), p=shares / shares.sum()))


def _child(chance: np.random.Generator, reference: int, born: date, la: str, serial: int) -> Cells:
    digits = f"{la}0000{born.year % 100:02}{serial % 1_000:03}"
    upn = upn_check_letter(digits) + digits if (date.today() - born).days > 5 * 365 else "UN1"  # noqa: DTZ011
    if chance.random() < 0.03:  # mistyped, as some always are
        upn = "UN9" if upn == "UN1" else chr(65 + (ord(upn[0]) - 64) % 26) + upn[1:]
    return {
        "CHILD": str(reference), "SEX": "M" if chance.random() < 0.56 else "F", "DOB": born.isoformat(),
        "ETHNIC": _pick(chance, ETHNIC), "UPN": upn, "MOTHER": "", "MC_DOB": "",
    }  # fmt: skip


def _episodes(chance: np.random.Generator, child: str, starts: date) -> Iterable[Cells]:
    """One placement after another; the last goes on, or ends the period of care."""
    begins = starts + timedelta(days=int(chance.integers(-700, 300)))
    many = 1 + int(chance.geometric(0.6) if begins < starts else 0)
    for number in range(many):
        last = number == many - 1
        ends = begins + timedelta(days=int(chance.integers(5, 200)))
        stops = (not last or chance.random() < 0.25) and ends < starts + timedelta(days=365)
        yield {
            "CHILD": child, "DECOM": begins.isoformat(), "RNE": "S" if number == 0 else "P",
            "LS": _pick(chance, LEGAL), "CIN": "N1", "PLACE": _pick(chance, PLACE), "PLACE_PROVIDER": "PR1",
            "DEC": ends.isoformat() if stops else "", "REC": "" if not stops else _end(chance, last),
            "REASON_PLACE_CHANGE": "CARPL" if stops and not last else "", "HOME_POST": "ZZ1 4AB", "PL_POST": "ZZ2 7CD",
            "URN": "9999999",
        }  # fmt: skip
        if not stops:
            return
        begins = ends


def _end(chance: np.random.Generator, last: bool) -> str:
    return _pick(chance, ENDED) if last else "X1"


def _absences(chance: np.random.Generator, child: str, born: str, times: int, starts: date) -> Iterable[Cells]:
    for day in sorted(set(chance.integers(0, 200, times).tolist())):
        begins = starts + timedelta(days=int(day))
        lasted = int(chance.geometric(0.5)) - 1
        goes_on = chance.random() < 0.02
        yield {
            "CHILD": child, "DOB": born, "MISSING": "M" if chance.random() < 0.8 else "A",
            "MIS_START": begins.isoformat(),
            "MIS_END": "" if goes_on else (begins + timedelta(days=lasted)).isoformat(),
        }  # fmt: skip


DATES = {"DOB", "DECOM", "DEC", "MIS_START", "MIS_END", "MC_DOB"}


def written(kind: str, rows: Sequence[Cells], habits: Habits = PLAIN) -> bytes:
    """Rows of one kind as a file in these habits."""
    names = [column.name for column in FORMATS[f"ssda903_{kind}"].columns]
    names = (list(reversed(names)) if habits.backwards else names) + list(habits.extra)
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if habits.quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=habits.delimiter, quoting=quoting, lineterminator=habits.newline)
    writer.writerow(names if habits.capitals else [name.replace("_", " ").capitalize() for name in names])
    writer.writerows([_cell(row.get(name, "–"), name, habits) for name in names] for row in rows)
    return out.getvalue().encode(habits.encoding)


def _cell(value: str, name: str, habits: Habits) -> str:
    return date.fromisoformat(value).strftime(habits.date) if value and name in DATES else value


# Ten ways in which a return arrives damaged. Each takes a file's lines, headings first, and gives it back damaged.

Lines = list[str]
Damage = Callable[[Lines], Lines]


def _every(step: int, change: Callable[[str], str]) -> Damage:
    return lambda lines: [change(line) if n and n % step == 0 else line for n, line in enumerate(lines)]


def _cut_off(lines: Lines) -> Lines:
    kept = lines[: len(lines) * 6 // 10]
    return [*kept[:-1], kept[-1][: len(kept[-1]) // 2]]


def _twice(lines: Lines) -> Lines:
    """Each tenth row again; of each twenty-fifth, another version."""
    again = [line for n, line in enumerate(lines) if n and n % 10 == 0]
    other = [_otherwise(line) for n, line in enumerate(lines) if n and n % 25 == 0]
    return [*lines, *again, *other]


def _otherwise(line: str) -> str:
    """Another sex, another placement, another type of absence."""
    swaps = ((",M,", ",F," if line.count(",") > 4 else ",A,"), (",F,", ",M,"), (",U6,", ",K2,"), (",U4,", ",K2,"))
    for ours, theirs in swaps:
        if ours in line:
            return line.replace(ours, theirs)
    return line


def _stray(lines: Lines) -> Lines:
    """Lines above the headings, blank lines and lines of commas between rows, the headings a second time."""
    half = len(lines) // 2
    blank = "," * lines[0].count(",")
    return ["Report of the system", "", *lines[:half], "", blank, lines[0], "   ", *lines[half:], "", blank]


DAMAGES: dict[str, Damage] = {
    "cut off in the middle of a row": _cut_off,
    "without headings": lambda lines: lines[1:],
    "a heading renamed": lambda lines: [lines[0].replace("CHILD", "CLIENT NO."), *lines[1:]],
    "dates that do not exist": _every(20, lambda line: line.replace("/2025", "/20255").replace("/04/", "/14/")),
    "references left blank": _every(50, lambda line: line[line.index(",") :]),
    "quotation marks left open": _every(100, lambda line: '"' + line),
    "a comma too many": _every(40, lambda line: line.replace(",", ",,", 1)),
    "characters of no alphabet": _every(30, lambda line: line.replace("/", "\x00", 1)),
    "rows twice, and rows that contradict": _twice,
    "lines that are no rows": _stray,
}


def damaged(files: Files, name: str) -> Files:
    """A plain return, each of its files damaged in the way of this name."""
    return {
        file: "\n".join([*DAMAGES[name](content.decode().splitlines()), ""]).encode() for file, content in files.items()
    }


def counted_lines(path: Path) -> int:
    """The lines below the headings that hold anything but separators, counted by DuckDB without splitting them.

    An independent count: it knows nothing of the formats, or of how files are read in. `path` is a file of UTF-8.
    """
    import duckdb

    text = f"read_csv('{path}', columns={{'line': 'VARCHAR'}}, delim='\x01', quote='', escape='', header=false)"
    numbered = f"SELECT line, row_number() OVER () AS place FROM {text}"
    found = duckdb.sql(
        f"WITH numbered AS ({numbered}), first AS (SELECT min(place) AS place FROM numbered WHERE line LIKE '%CHILD,%')"
        " SELECT count(*) FROM numbered, first"
        " WHERE numbered.place > first.place AND regexp_matches(coalesce(line, ''), '[^ ,]')"
    ).fetchall()
    return int(found[0][0])


def write_countable(folder: Path, name: str, content: bytes) -> Path:
    """A file on the disk as DuckDB reads it, which ends a line's text at a null byte."""
    path = folder / name
    path.write_bytes(content.replace(b"\x00", b"?"))
    return path
