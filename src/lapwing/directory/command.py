"""`./lapwing population`: how many children live in each area, from a file: what rates are divided by."""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from lapwing.directory.changes import Living, NotPossible, record_populations

HEADINGS = ("area", "mid_year", "children", "source")


def main(arguments: Sequence[str]) -> int:
    """Read a file of estimates in; 0, or 2 where it cannot be read: then nothing is taken."""
    parser = argparse.ArgumentParser(
        prog="./lapwing population",
        description="Read in how many children live in each area, a line for each area and middle of a year. "
        f"Headings: {', '.join(HEADINGS)}.",
    )
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    try:
        made = record_populations(_read(given.file))
    except (NotPossible, ValueError, OSError) as error:
        sys.stderr.write(f"lapwing: {error}\n")
        return 2
    sys.stdout.write(f"{len(made)} estimate{'' if len(made) == 1 else 's'} taken, for the next snapshot to read.\n")
    return 0


def _read(path: Path) -> list[Living]:
    """Raises ValueError with a sentence, and OSError where there is no such file."""
    with path.open(newline="", encoding="utf-8-sig") as handle:
        rows = csv.DictReader(handle)
        if lacking := [name for name in HEADINGS if name not in (rows.fieldnames or ())]:
            raise ValueError(f"The file lacks the heading {', '.join(lacking)}.")
        return [_living(number, row) for number, row in enumerate(rows, start=2)]


def _living(line: int, row: dict[str, str]) -> Living:
    try:
        children = int(row["children"].replace(",", ""))
        return Living(row["area"].strip(), int(row["mid_year"]), children, row["source"])
    except (ValueError, AttributeError):
        raise ValueError(f"Line {line}: the year and the number of children are whole numbers.") from None
