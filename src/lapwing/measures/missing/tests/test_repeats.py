"""What repeats, over many rows at once, is what the duty and plain loops say of the same rows."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest

from lapwing.measures.missing import repeats
from lapwing.rules import duties
from lapwing.rules.duties import Occurrence
from lapwing.rules.moments import LONDON, Moment

START = datetime(2024, 1, 1, tzinfo=UTC)
UNTIL = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


def drawn(seed: int, children: int = 14, most: int = 9) -> list[Row]:
    """Absences of a few children of two areas, often on the same days; some last, some of types that do not count."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for child in range(children):
        for _ in range(chance.randint(1, most)):
            began = START + timedelta(minutes=chance.randrange(0, 200 * 1440, 15))
            lasts = chance.random() < 0.05
            rows.append({
                "absence": len(rows).to_bytes(8, "big"), "child": child.to_bytes(4, "big"),
                "area": ("901", "902", "")[child % 3 if chance.random() < 0.95 else 2],
                "began_on": began.astimezone(LONDON).date(), "began_at": began,
                "ended_at": None if lasts else began + timedelta(minutes=chance.randrange(5, 3 * 1440)),
                "type": chance.choice(["missing"] * 6 + ["away", "not_accepted", "education"]),
                "risk": chance.choice(["", "LOW", "MED", "HIGH"]),
            })  # fmt: skip
    return rows


def asked(rows: list[Row], expression: Any) -> list[Row]:
    """What DuckDB answers over these rows."""
    connection = duckdb.connect()
    schema = pa.schema([
        ("absence", pa.binary()), ("child", pa.binary()), ("area", pa.string()), ("began_on", pa.date32()),
        ("began_at", pa.timestamp("us", "UTC")), ("ended_at", pa.timestamp("us", "UTC")), ("type", pa.string()),
        ("risk", pa.string()),
    ])  # fmt: skip
    connection.register("absences", pa.Table.from_pylist(rows, schema=schema))
    found = connection.execute(str(ibis.to_sql(expression, dialect="duckdb")))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def by_child(rows: list[Row]) -> dict[bytes, list[Row]]:
    kinds = repeats.window_of_the_duty().kinds
    found: dict[bytes, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["began_at"], row["absence"])):
        if row["type"] in kinds:
            found.setdefault(row["child"], []).append(row)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_three_in_ninety_days_is_what_the_duty_says(seed: int) -> None:
    rows = drawn(seed)
    duty = duties.get(repeats.DUTY)
    expected = set()
    for theirs in by_child(rows).values():
        for place in range(len(theirs)):
            until_now = [Occurrence(Moment(row["began_at"]), row["type"]) for row in theirs[: place + 1]]
            run = duties.reached(duty, until_now)
            if run and run[-1] == until_now[-1]:
                expected.add((theirs[place]["absence"], run[0].began.day))
    assert {(row["absence"], row["first_on"]) for row in asked(rows, repeats.repeated())} == expected
    flagged = {row["absence"] for row in asked(rows, repeats.patterns()) if row["repeated"]}
    assert flagged == {absence for absence, _ in expected}


@pytest.mark.parametrize("seed", range(8))
def test_every_other_pattern_is_what_a_plain_loop_says(seed: int) -> None:
    rows = drawn(seed)
    told = {row["absence"]: row for row in asked(rows, repeats.patterns())}
    grade = {code: place for place, code in enumerate(repeats.RISK) if code}
    for theirs in by_child(rows).values():
        longest: float | None = None
        for place, row in enumerate(theirs):
            found, before = told[row["absence"]], theirs[place - 1] if place else None
            length = (row["ended_at"] - row["began_at"]).total_seconds() if row["ended_at"] else None
            assert found["first_ever"] == (place == 0)
            assert found["longer"] == (None if length is None or longest is None else length > longest)
            both = before is not None and before["risk"] and row["risk"]
            assert found["graver"] == (grade[row["risk"]] > grade[before["risk"]] if both and before else None)
            if place > 1 and before:
                gap = row["began_on"] - before["began_on"]
                assert found["sooner"] == (gap < before["began_on"] - theirs[place - 2]["began_on"])
            else:
                assert found["sooner"] is None
            longest = max(filter(None, [longest, length]), default=None)
    assert len(told) == sum(map(len, by_child(rows).values()))


@pytest.mark.parametrize("least", [1, 2])
@pytest.mark.parametrize("seed", range(8))
def test_children_away_at_once_are_those_whose_absences_overlap(seed: int, least: int) -> None:
    rows = drawn(seed)
    may = [row for row in rows if row["area"] and row["type"] != "education"]
    counted: dict[tuple[bytes, bytes], list[date]] = {}
    for first, second in combinations(may, 2):
        ends = [row["ended_at"] or UNTIL for row in (first, second)]
        later = max(first, second, key=lambda row: (row["began_at"], row["absence"]))
        meets = max(first["began_at"], second["began_at"]) < min(ends)
        if meets and first["area"] == second["area"] and first["child"] != second["child"]:
            pair = (min(first["child"], second["child"]), max(first["child"], second["child"]))
            counted.setdefault(pair, []).append(later["began_on"])
    expected = {(*pair, len(days), min(days), max(days)) for pair, days in counted.items() if len(days) >= least}
    until = ibis.timestamp("2026-01-01 00:00:00", timezone="UTC")
    found = asked(rows, repeats.away_together(until=until, least=least))
    columns = ("one", "other", "times", "first_on", "last_on")
    assert {tuple(row[name] for name in columns) for row in found} == expected
    assert len(found) == len(expected)


def test_the_same_definitions_are_plain_sql_for_postgresql_too() -> None:
    for expression in (repeats.repeated(), repeats.patterns()):
        assert "lapwing" not in str(ibis.to_sql(expression, dialect="postgres"))
