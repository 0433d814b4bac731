"""Counting every part of every measure, by area, month, quarter, year and breakdown.

Each population is asked once, and its answer kept as a narrow table of small numbers, from which everything is counted:

- episodes add up: they are counted by area and shortest period, and totals are sums of these counts;
- children do not: a child counts once in each area and period, and once in each total. So a table of children by month
  makes that by quarter, and that by year. A total over areas is the sum of the areas, save for the few children who
  stand in several: they are counted anew.

How many of them there are costs little beside reading them: what is dear is each pass over a wide or a long table.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.operations as ops

from lapwing.measures.counts import SCHEMA, Counts
from lapwing.measures.engines import Files
from lapwing.measures.grid import ALL
from lapwing.measures.missing.crossings import CROSSINGS
from lapwing.measures.missing.populations import CHILDREN, EPISODES, POPULATIONS
from lapwing.measures.model import BETWEEN, Breakdown, Crossing, Population

OF_CHILDREN = ("child", "absence", "began_at", "began_on", "of_a_kind")  # what is asked of a child's episodes
BITS = 4  # a category is one of at most sixteen
GRAINS = ("month", "quarter", "year")
SHORTER = {"quarter": ("month", 3), "year": ("quarter", 4)}  # made of so many of these


def count(files: Files, areas: Sequence[str] | None = None) -> Counts:
    """What every part of every measure counts. `areas`: these alone."""
    episodes = keep(files, areas)
    children = CHILDREN.among(episodes, _place)
    asked = files.sql(children.select("area", "month", "child", *(by.key for by in CHILDREN.breakdowns)))
    for table, answer in (*_episodes(EPISODES, episodes.get_name()), *_children(CHILDREN, asked)):
        files.make(table, answer)
    every = " UNION ALL ".join(
        f"SELECT '{each.key}' AS population, area, grain, period, breakdown, category, number FROM {each.key}_counted"
        for each in POPULATIONS
    )
    return Counts(files.table(every).cast(SCHEMA))


def keep(files: Files, areas: Sequence[str] | None) -> Any:
    """The episodes as small numbers, in a table of their own: area, month and quarter, each breakdown's lowest category
    by its place, and what is asked of them when children are counted, and lengths.
    """
    assert files.areas, "named first: SQL knows them by their places"
    rows = EPISODES.rows(files.narrow, _place)
    rows = rows if areas is None else rows.filter(rows.area.isin(list(areas)))
    rows = rows.mutate(seconds=(rows.ended_at.epoch_seconds() - rows.began_at.epoch_seconds()).cast("int32"))
    rows = rows.select("area", "year", "month", "seconds", *OF_CHILDREN, *(by.key for by in EPISODES.breakdowns))
    number = "year * 12 + month - 1"
    files.make("episodes_kept", f"""SELECT * EXCLUDE (area, month), enum_code(area::areas)::USMALLINT AS area,
        ({number})::SMALLINT AS month, (({number}) // 3)::SMALLINT AS quarter FROM ({files.sql(rows)})""")  # fmt: skip
    types = {**rows.schema(), "area": "uint16", "month": "int16", "quarter": "int16"}
    return ibis.table(types, name="episodes_kept")


def _place(by: Breakdown, key: Any) -> Any:
    """Which of the lowest categories each row is in, by its place from the last to the first."""
    return _placed(key.op(), {key: place for place, key in enumerate(reversed(by.lowest_keys))})


def _placed(said: Any, places: Mapping[str, int]) -> Any:
    """What an expression says, by its place: where it chooses between categories, it chooses between numbers at once,
    which is much cheaper than looking each row's text up.
    """
    if isinstance(said, ops.Literal):
        return ibis.literal(places[said.value], "uint8")
    if isinstance(said, ops.IfElse):
        return said.bool_expr.to_expr().ifelse(_placed(said.true_expr, places), _placed(said.false_null_expr, places))
    if isinstance(said, ops.SearchedCase):
        chosen = [
            (case.to_expr(), _placed(result, places)) for case, result in zip(said.cases, said.results, strict=True)
        ]
        return ibis.cases(*chosen, else_=_placed(said.default, places))
    return said.to_expr().cases(*((key, ibis.literal(place, "uint8")) for key, place in places.items()))


def _category(by: Breakdown, at: str) -> str:
    """SQL: the key of the category that stands there."""
    return f"[{', '.join(map(repr, reversed(by.lowest_keys)))}][{at} + 1]"


def _packed(population: Population) -> str:
    """SQL: a child's categories as one number, the greatest of which counts: what a child may leave within the year is
    highest, and of its categories the first.
    """
    shifts = _shifts(population)
    return " | ".join(f"({by.key}::UINTEGER << {shifts[by.key]})" for by in population.breakdowns)


def _shifts(population: Population) -> Mapping[str, int]:
    order = sorted(population.breakdowns, key=lambda by: by.lasting is not None)
    return {by.key: place * BITS for place, by in enumerate(order)}


def _episodes(population: Population, table: str) -> Iterator[tuple[str, str]]:
    """Counted by the shortest periods that each has, and summed up from there."""
    yield _table(population, "month", _counted(table, "month"))
    whole = f"SELECT area, period // 3 AS period, '' AS breakdown, '' AS category, sum(number) AS number FROM " \
            f"{population.key}_month GROUP BY ALL"  # fmt: skip
    by = [_counted(table, "quarter", each, each.key) for each in population.breakdowns]
    yield _table(population, "quarter", " UNION ALL ".join([whole, *by]))
    yield _table(population, "year", f"SELECT area, period // 4 AS period, breakdown, category, "
                 f"sum(number) AS number FROM {population.key}_quarter GROUP BY ALL")  # fmt: skip
    totals = {grain: f"SELECT period, breakdown, category, number FROM {population.key}_{grain}" for grain in GRAINS}
    totals["year"] += "".join(
        f" UNION ALL {_crossed(one, table, 'quarter // 4', one.of.key, one.by.key)}" for one in _crossings(population)
    )
    yield _with_totals(population, totals)


def _children(population: Population, rows: str) -> Iterator[tuple[str, str]]:
    """Each child once in each area and period. `rows`: the children's."""
    name, source = population.key, f"(SELECT area, month, child, {_packed(population)} AS told FROM ({rows}))"
    for grain in GRAINS:
        period = "month" if grain == "month" else "{} // {}".format(*SHORTER[grain])
        yield f"{name}_once_{grain}", (f"SELECT child, area, ({period})::SMALLINT AS {grain}, max(told) AS told "
                                       f"FROM {source} GROUP BY ALL")  # fmt: skip
        source = f"{name}_once_{grain}"
        yield _table(population, grain, _every(population, source, grain))
    yield f"{name}_several", (f"SELECT child FROM {name}_once_year GROUP BY child "
                              "HAVING min(area) < max(area)")  # fmt: skip
    totals = {}
    for grain in GRAINS:
        those = f"FROM {name}_once_{grain} SEMI JOIN {name}_several USING (child)"
        yield f"{name}_twice_{grain}", f"SELECT area, {grain}, told {those}"
        yield f"{name}_anew_{grain}", f"SELECT 0 AS area, {grain}, max(told) AS told {those} GROUP BY child, {grain}"
        yield _table(population, f"less_{grain}", _every(population, f"{name}_twice_{grain}", grain))
        yield _table(population, f"more_{grain}", _every(population, f"{name}_anew_{grain}", grain))
        totals[grain] = " UNION ALL ".join(
            f"SELECT period, breakdown, category, {sign}number AS number FROM {name}_{which}{grain}"
            for which, sign in (("", ""), ("less_", "-"), ("more_", ""))
        )
    shifts = _shifts(population)
    at = {by.key: f"((told >> {shifts[by.key]}) & {2**BITS - 1})" for by in population.breakdowns}
    once = f"(SELECT year, max(told) AS told FROM {name}_once_year GROUP BY child, year)"
    totals["year"] += "".join(
        f" UNION ALL {_crossed(one, once, 'year', at[one.of.key], at[one.by.key])}" for one in _crossings(population)
    )
    yield _with_totals(population, totals)


def _crossings(population: Population) -> list[Crossing]:
    return [one for one in CROSSINGS if one.population is population]


def _crossed(one: Crossing, table: str, period: str, of: str, by: str) -> str:
    """SQL: how many rows there are in all areas by year, and by two breakdowns together, at `of` and `by`."""
    category = f"{_category(one.of, 'asked')} || '{BETWEEN}' || {_category(one.by, 'who')}"
    return (f"SELECT period, '{one.key}' AS breakdown, {category} AS category, number FROM "
            f"(SELECT {period} AS period, {of}::UTINYINT AS asked, {by}::UTINYINT AS who, count(*) AS number "
            f"FROM {table} GROUP BY ALL)")  # fmt: skip


def _every(population: Population, table: str, grain: str) -> str:
    """SQL: children of a table counted, in all and by every breakdown, which has no months."""
    shifts = _shifts(population)
    by = [
        _counted(table, grain, each, f"((told >> {shifts[each.key]}) & {2**BITS - 1})")
        for each in (population.breakdowns if grain != "month" else ())
    ]
    return " UNION ALL ".join([_counted(table, grain), *by])


def _counted(table: str, period: str, by: Breakdown | None = None, at: str = "") -> str:
    """SQL: how many rows there are by area and period; and by the category that stands at `at`."""
    if by is None:
        return (f"SELECT area, {period} AS period, '' AS breakdown, '' AS category, count(*) AS number FROM {table} "
                "GROUP BY ALL")  # fmt: skip
    return (f"SELECT area, period, '{by.key}' AS breakdown, {_category(by, 'place')} AS category, number FROM "
            f"(SELECT area, {period} AS period, {at}::UTINYINT AS place, count(*) AS number "
            f"FROM {table} GROUP BY ALL)")  # fmt: skip


def _table(population: Population, name: str, answer: str) -> tuple[str, str]:
    return f"{population.key}_{name}", answer


def _with_totals(population: Population, totals: Mapping[str, str]) -> tuple[str, str]:
    """SQL: the counts of each area, by name, and those of all areas together; nothing where there is none."""
    parts = []
    for grain, total in totals.items():
        parts.append(f"SELECT name AS area, '{grain}' AS grain, period, breakdown, category, number "
                     f"FROM {population.key}_{grain} JOIN ({AREAS}) AS areas ON place = area")  # fmt: skip
        parts.append(f"SELECT '{ALL}' AS area, '{grain}' AS grain, period, breakdown, category, "
                     f"sum(number)::BIGINT AS number FROM ({total}) GROUP BY ALL HAVING sum(number) > 0")  # fmt: skip
    return _table(population, "counted", " UNION ALL ".join(parts))


AREAS = "SELECT unnest(enum_range(NULL::areas)) AS name, generate_subscripts(enum_range(NULL::areas), 1) - 1 AS place"
