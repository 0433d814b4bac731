"""The tables that measures read. The snapshot holds them as files; on PostgreSQL the same columns are selected from
the records themselves, so that one definition runs on both.
"""

from typing import Any

import ibis

AREA_NOT_RECORDED = ""

ABSENCES_SCHEMA = {
    "absence": "binary",  # pseudonym in the snapshot, key on PostgreSQL
    "child": "binary",
    "area": "string",  # the local authority's three figures; empty where not recorded
    "began_on": "date",  # the day in London
    "began_at": "timestamp('UTC')",
    "ended_at": "timestamp('UTC')",  # returned; else found; null while it lasts
    "type": "string",
    "risk": "string",  # the highest level that anybody decided; empty where not recorded
    "told_by_police": "boolean",
    "told_by_council": "boolean",
    "told_by_others": "boolean",
    "looked_after": "boolean",  # null where nobody who would know has told
    "sex": "string",
    "age": "int16",  # whole years when it began; null where not known
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


def in_financial_years(table: Any, day: Any) -> Any:
    """The table with `year` (the one in which the financial year starts) and `quarter` (1: April to June) of a day."""
    month = day.month()
    return table.mutate(
        year=(day.year() - (month < 4).cast("int32")).cast("int32"),
        quarter=(((month + 8) % 12) / 3).floor().cast("int32") + 1,
    )
