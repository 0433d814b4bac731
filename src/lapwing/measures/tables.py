"""The tables that measures read. The snapshot holds them as files; on PostgreSQL the same columns are selected from
the records themselves, so that one definition runs on both.

What nobody told is null, or an empty string: never a guess. A snapshot that was made before a column was added reads as
one in which nobody told it.
"""

from typing import Any

import ibis

AREA_NOT_RECORDED = ""
BY_TIME = ("began_at", "absence")  # the order of a child's absences
AT_ONCE = "in_time"  # the same order as one number, in a table that has it: half as dear to sort by

ABSENCES_SCHEMA = {
    "absence": "binary",  # pseudonym in the snapshot, key on PostgreSQL
    "child": "binary",
    "area": "string",  # the local authority's three figures; empty where not recorded
    "began_on": "date",  # the day in London
    "began_at": "timestamp('UTC')",
    "ended_at": "timestamp('UTC')",  # returned; else found; null while it lasts
    "type": "string",
    "risk": "string",  # the latest level that anybody decided; empty where not recorded
    "told_by_police": "boolean",
    "told_by_council": "boolean",
    "told_by_others": "boolean",
    "looked_after": "boolean",  # null where nobody who would know has told
    "sex": "string",
    "age": "int16",  # whole years when it began; null where not known
    "began_to": "string",  # how exactly it is known: minute, day, month
    "ended_to": "string",
    "returned_at": "timestamp('UTC')",  # null where nobody told of a return
    "returned_to": "string",
    "placement": "string",  # the return's code, on the day it began; empty where not looked after or not told
    "ethnicity": "string",  # the return's code; empty where not told
    "disability": "boolean",  # null where nobody told
    "interview": "string",  # how the return interview stands; empty where nothing is recorded
    "interview_at": "timestamp('UTC')",  # when it was held
    "interview_to": "string",
}

COVERAGE_SCHEMA = {
    "area": "string",
    "agency": "string",
    "kind": "string",
    "told_from": "date",  # both null where the agency has told nothing
    "told_until": "date",
}

ABSENCES: Any = ibis.table(ABSENCES_SCHEMA, name="absences")
COVERAGE: Any = ibis.table(COVERAGE_SCHEMA, name="coverage")


def by_time(table: Any) -> list[Any]:
    """What puts a child's absences in order."""
    return [table[AT_ONCE]] if AT_ONCE in table.columns else [table[name] for name in BY_TIME]


def in_financial_years(table: Any, day: Any) -> Any:
    """The table with `year` (the one in which the financial year starts), `quarter` (1: April to June) and `month`
    (1: April) of a day.
    """
    month = day.month()
    return table.mutate(
        year=(day.year() - (month < 4).cast("int32")).cast("int32"),
        quarter=((day.quarter() + 2) % 4 + 1).cast("int32"),
        month=((month + 8) % 12 + 1).cast("int32"),
    )
