"""Whether two databases say the same: every row of every table, whatever keys they were given and whenever they were
written.

A key is known by where it stands: by the rows that hold it, by the rows that hold the keys beside it, and so on. So
each row gets a mark that is the same in both databases exactly where it says the same and hangs on the same others.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^ ]*")
ROUNDS = 5
# What is about the machinery and not about records. Of the ledger its lines count; that it holds is asked for itself.
OUT = re.compile(r"procrastinate_|django_|auth_|pghistory_|access_(batch|sealed|pending)$")
# Worked out from keys, or a number from a sequence.
OUT_COLUMNS = {("access_entry", "digest")}


@dataclass(frozen=True)
class Differences:
    """Rows of the second database beside the first: lacking, there once more, and saying otherwise; of which tables."""

    lost: int
    doubled: int
    changed: int
    tables: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.tables)


Marks = Mapping[str, Counter[int]]


def compared(expected: Marks, found: Marks) -> Differences:
    """Each table's rows beside the other's: where both lack some that the other has, these were changed."""
    lost = doubled = changed = 0
    tables = []
    for table in sorted({*expected, *found}):
        lacking = (expected.get(table, Counter()) - found.get(table, Counter())).total()
        more = (found.get(table, Counter()) - expected.get(table, Counter())).total()
        both = min(lacking, more)
        lost, doubled, changed = lost + lacking - both, doubled + more - both, changed + both
        tables += [table] if lacking or more else []
    return Differences(lost, doubled, changed, tuple(tables))


def size(marks: Marks) -> int:
    return sum(counter.total() for counter in marks.values())


def marks(address: str, since: datetime) -> Marks:
    """The mark of every row, by table. Times from `since` on are when something was written, and are all alike."""
    return marks_of(_rows(address), since)


def marks_of(table_rows: Iterable[tuple[str, Mapping[str, Any]]], since: datetime) -> Marks:
    """The mark of every one of these rows, each with the name of its table."""
    rows = [(table, list(_cells(table, row, since.isoformat()))) for table, row in table_rows]
    at: dict[str, int] = {}
    for _ in range(ROUNDS):
        places: dict[str, list[int]] = defaultdict(list)
        for table, cells in rows:
            mark = _mark(table, cells, at)
            for name, _, keys in cells:
                for key in keys:
                    places[key].append(hash((name, mark)))
        at = {key: hash(tuple(sorted(marks))) for key, marks in places.items()}
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for table, cells in rows:
        found[table][_mark(table, cells, at)] += 1
    return found


Cell = tuple[str, Any, tuple[str, ...]]  # a column, what stands there besides keys, and its keys


def _mark(table: str, cells: list[Cell], at: Mapping[str, int]) -> int:
    said = [(name, words, tuple(at.get(key, 0) for key in keys) if len(keys) < 2 else _together(keys, at))
            for name, words, keys in cells]  # fmt: skip
    return hash((table, tuple(said)))


def _together(keys: tuple[str, ...], at: Mapping[str, int]) -> tuple[int, ...]:
    """Several keys of one cell, in no order: a list of them is a set."""
    return tuple(sorted(at.get(key, 0) for key in keys))


def _rows(address: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with psycopg.connect(address) as connection:
        connection.execute("SET timezone = 'UTC'")
        names = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        for table in sorted(name for name in names if not OUT.match(name)):
            for (row,) in connection.execute(f'SELECT to_jsonb(t) FROM "{table}" t'):
                yield table, row


def _cells(table: str, row: Mapping[str, Any], since: str) -> Iterator[Cell]:
    for name, value in sorted(row.items()):
        if value is None or (table, name) in OUT_COLUMNS or (name == "id" and isinstance(value, int)):
            continue
        text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
        if "-" not in text:
            yield name, text, ()
            continue
        text = MOMENT.sub(lambda found: "written" if found[0] >= since else found[0], text)
        yield name, KEY.sub("", text), tuple(KEY.findall(text))
