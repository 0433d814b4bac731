"""Counting every part of every measure, by area, month, quarter, year and breakdown.

Each population is asked once, and its answer kept as a narrow table of small numbers, from which everything is counted:

- episodes add up: they are counted by area and shortest period, and totals are sums of these counts;
- children do not: a child counts once in each period, with the first absence of it. So each absence of a child is
  marked with the longest period of which it is the first, and these are counted. In areas that is wrong for the few
  children who stand in several in a year: they are taken out, and put in once in each area. Each absence carries what
  the child's first of the year says, by which episodes are counted too.

How many of them there are costs little beside reading them: what is dear is each pass over a wide or a long table, and
putting rows in order above all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.operations as ops

from lapwing.measures.counts import SCHEMA, Counts
from lapwing.measures.engines import Files
from lapwing.measures.grid import ALL
from lapwing.measures.missing.crossings import BY_MONTH, CROSSINGS, in_areas
from lapwing.measures.missing.populations import CHILDREN, EPISODES, POPULATIONS
from lapwing.measures.model import BETWEEN, Breakdown, Crossing, Population
from lapwing.measures.tables import AT_ONCE

OF_CHILDREN = ("child", "began_on", "of_a_kind")  # what is asked of a child's episodes
ALONE = "alone"  # the column of a child's categories that an absence tells alone
BITS = 4  # a category is one of at most sixteen
WORDS = "words"  # the type of what names a breakdown or category: grouped by as numbers, and not as text
NO_CATEGORY = f"''::{WORDS} AS breakdown, ''::{WORDS} AS category"
GRAINS = ("month", "quarter", "year")
FIRST_OF = {"month": 1, "quarter": 2, "year": 3}  # an absence is a child's first of the longest period, and of shorter


def count(files: Files, areas: Sequence[str] | None = None) -> Counts:
    """What every part of every measure counts. `areas`: these alone."""
    episodes, by_area = keep(files, areas), in_areas(files.areas if areas is None else areas)
    children = _with_what_comes_over_time(CHILDREN, episodes)
    files.name(WORDS, _words())
    for table, answer in (
        _marked(CHILDREN, files.sql(children)),
        *_episodes(EPISODES, episodes.get_name(), by_area=by_area),
        *_children(CHILDREN, by_area=by_area),
    ):
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
    # Whole seconds, and among those of one second the absences' own order: nothing begins at less than a minute.
    in_time = rows.began_at.epoch_seconds().cast("int64") * 2**24 + (rows.absence % 2**24).cast("int64")
    rows = rows.mutate(in_time.name(AT_ONCE))
    rows = rows.select("area", "year", "month", "seconds", AT_ONCE, *OF_CHILDREN, *(by.key for by in _own(EPISODES)))
    number = "year * 12 + month - 1"
    places = ", ".join(f"{by.key}::UTINYINT AS {by.key}" for by in _own(EPISODES))
    files.make("episodes_kept", f"""SELECT * EXCLUDE (year, area, month) REPLACE ({places}),
        ({_packed(CHILDREN)}) AS {ALONE}, enum_code(area::areas)::USMALLINT AS area,
        ({number})::SMALLINT AS month, (({number}) // 3)::SMALLINT AS quarter FROM ({files.sql(rows)})""")  # fmt: skip
    types = {**rows.drop("year").schema(), ALONE: "uint32", "area": "uint16", "month": "int16", "quarter": "int16"}
    return ibis.table(types, name="episodes_kept")


def _own(population: Population) -> list[Breakdown]:
    """Those that an absence says by itself, or among the child's others."""
    return [by for by in population.breakdowns if by.at_first is None]


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
        return _cases(list(zip(said.cases, said.results, strict=True)), said.default, places)
    return _looked_up(said, places, ibis.null("uint8"))


def _cases(cases: list[tuple[Any, Any]], default: Any, places: Mapping[str, int]) -> Any:
    """The same of conditions in turn. What the last of them ask of one text alone is looked up at once."""
    text, of_texts = None, dict[str, int]()
    while cases and (asked := _asked_of_text(*cases[-1])) and text in (None, asked[0]):
        text, said, category = asked
        of_texts |= dict.fromkeys(said, places[category])  # an earlier condition goes before a later one
        cases = cases[:-1]
    else_ = _placed(default, places)
    else_ = else_ if text is None else _looked_up(text, of_texts, else_)
    chosen = [(case.to_expr(), _placed(result, places)) for case, result in cases]
    return ibis.cases(*chosen, else_=else_) if chosen else else_


def _asked_of_text(asked: Any, result: Any) -> tuple[Any, Sequence[str], str] | None:
    """A text, what it may say, and the category that it is in then; None for any other condition."""
    if not isinstance(result, ops.Literal):
        return None
    if isinstance(asked, ops.Equals) and isinstance(asked.right, ops.Literal) and asked.left.dtype.is_string():
        return asked.left, [asked.right.value], result.value
    if isinstance(asked, ops.InValues) and asked.value.dtype.is_string():
        return asked.value, [each.value for each in asked.options], result.value
    return None


def _looked_up(text: Any, places: Mapping[str, int], default: Any) -> Any:
    """The place of a text. A function of a column of text is worked out once for each text that a part of a file has,
    and not for each of its rows, as a condition is.
    """
    return map_extract_value(ibis.literal(dict(places), "map<string, uint8>"), text.to_expr()).fill_null(default)


@ibis.udf.scalar.builtin(signature=(("map<string, uint8>", "string"), "uint8"))  # type: ignore[untyped-decorator]
def map_extract_value(places: Any, text: Any) -> Any:
    """DuckDB's own."""


def _words() -> list[str]:
    """Whatever names a breakdown, a crossing, or a lowest category of one."""
    by = [each for population in POPULATIONS for each in population.breakdowns]
    told = [word for each in by for word in (each.key, *each.lowest_keys)]
    crossed = [word for one in CROSSINGS for word in (one.key, *_pairs(one))]
    return list(dict.fromkeys(["", *told, *crossed]))


def _word(key: str) -> str:
    return f"'{key}'::{WORDS}"


def _category(by: Breakdown, at: str) -> str:
    """SQL: the key of the category that stands there."""
    return _chosen(by.lowest_keys[::-1], at)


def _pairs(one: Crossing) -> list[str]:
    """The lowest categories of a crossing, by the places of both."""
    return [one.category(asked, who) for asked in one.of.lowest_keys[::-1] for who in one.by.lowest_keys[::-1]]


def _pair(one: Crossing, asked: str, who: str) -> str:
    """SQL: the key of the crossed category of those that stand at two places."""
    return _chosen(_pairs(one), f"{asked}::INTEGER * {len(one.by.lowest_keys)} + {who}")


def _chosen(keys: Sequence[str], place: str) -> str:
    return f"([{', '.join(map(repr, keys))}]::{WORDS}[])[{place} + 1]"


def _with_what_comes_over_time(population: Population, episodes: Any) -> Any:
    """The children's episodes, with what several of them tell beside what each tells alone."""
    rows = population.counted(episodes)
    over_time = {by.key: _place(by, by.lowest(rows)) for by in _over_time(population)}
    return rows.select("area", "month", AT_ONCE, "child", ALONE, **over_time)


def _over_time(population: Population) -> list[Breakdown]:
    return [by for by in population.breakdowns if by.over_time]


def _alone(population: Population) -> dict[Breakdown, str]:
    """Each breakdown that an absence tells alone, and SQL of a child's category by it, of those that are packed."""
    by = [by for by in population.breakdowns if not by.over_time]
    return {each: f"(({ALONE} >> {place * BITS}) & {2**BITS - 1})::UTINYINT" for place, each in enumerate(by)}


def _packed(population: Population) -> str:
    """SQL: a child's categories by all that an absence tells alone, as one number: few columns are soon in order."""
    columns = ((by.at_first or by).key for by in _alone(population))
    return " | ".join(f"({column}::UINTEGER << {place * BITS})" for place, column in enumerate(columns))


def _episodes(population: Population, table: str, *, by_area: bool) -> Iterator[tuple[str, str]]:
    """Counted by the shortest periods that each has, and summed up from there; in crossings by year, and `by_area`."""
    yield _table(population, "month", _counted(table, "month"))
    whole = f"SELECT area, period // 3 AS period, {NO_CATEGORY}, sum(number) AS number FROM {population.key}_month " \
            "GROUP BY ALL"  # fmt: skip
    by_month = {by.key: f"{population.key}_{by.key}_month" for by in _by_month(population)}
    for each in _by_month(population):
        yield _table(population, f"{each.key}_month", _counted(table, "month", each, each.key))
    by = [
        "SELECT area, period // 3 AS period, breakdown, category, sum(number) AS number "
        f"FROM {by_month[each.key]} GROUP BY ALL"
        if each.key in by_month
        else _counted(_of_the_first(each, each.at_first, table) if each.at_first else table, "quarter", each, each.key)
        for each in population.breakdowns
    ]
    yield _table(population, "quarter", " UNION ALL ".join([whole, *by]))
    area = "area, " if by_area else ""
    yield _table(
        population, "crossed", " UNION ALL ".join(_crossed(one, table, area) for one in _crossings(population))
    )
    also = f" UNION ALL SELECT * FROM {population.key}_crossed" if by_area else ""
    yield _table(population, "year", f"SELECT area, period // 4 AS period, breakdown, category, "
                 f"sum(number) AS number FROM {population.key}_quarter GROUP BY ALL{also}")  # fmt: skip
    totals = {grain: f"SELECT period, breakdown, category, number FROM {population.key}_{grain}" for grain in GRAINS}
    totals["month"] += "".join(
        f" UNION ALL SELECT period, breakdown, category, number FROM {counted}" for counted in by_month.values()
    )
    if not by_area:
        totals["year"] += f" UNION ALL SELECT * FROM {population.key}_crossed"
    yield _with_totals(population, totals)


def _of_the_first(by: Breakdown, own: Breakdown, table: str) -> str:
    """SQL: the episodes by what the child's first absence of the year says; an absence of nobody knows whom, by its
    `own` word.
    """
    return (f"(SELECT area, quarter, {by.key} FROM {CHILDREN.key}_marked UNION ALL "
            f"SELECT area, quarter, {own.key} FROM {table} WHERE child IS NULL)")  # fmt: skip


def _marked(population: Population, rows: str) -> tuple[str, str]:
    """Each absence of a child, with the longest period of which it is the first. `rows`: the children's."""
    name, over_time = population.key, "".join(f", {by.key}" for by in _over_time(population))
    year = "PARTITION BY child, month // 12"
    smaller = f"REPLACE ({', '.join(f'{by.key}::UTINYINT AS {by.key}' for by in _over_time(population))})"
    # Of a child's absences of a year each takes the categories of the first: those that never change have the same.
    # As numbers of their own they are counted in half the time, for it is known how great each can be.
    apart = ", ".join(f"{at} AS {by.key}" for by, at in _alone(population).items())
    return (
        f"{name}_marked",
        f"""
        SELECT child, area, month, (month // 3)::SMALLINT AS quarter, {ALONE}, {apart}{over_time},
               {_first_of("before")} AS first_of, area <> area_before AS moved
        FROM (SELECT child, area, month{over_time}, first({ALONE}) OVER told AS {ALONE},
                     lag(month) OVER told AS before, lag(area) OVER told AS area_before
              FROM (SELECT * {smaller} FROM ({rows}))
              WINDOW told AS ({year} ORDER BY {AT_ONCE}))""",
    )


def _children(population: Population, *, by_area: bool) -> Iterator[tuple[str, str]]:
    """Each child once in each area and period; in crossings by year, and `by_area`."""
    name = population.key
    yield f"{name}_moved", f"SELECT DISTINCT child, month // 12 AS year FROM {name}_marked WHERE moved"
    those = f"{name}_marked AS m SEMI JOIN {name}_moved AS n ON m.child = n.child AND m.month // 12 = n.year"
    yield f"{name}_less", f"SELECT * EXCLUDE moved FROM {those}"
    yield (
        f"{name}_more",
        f"""
        SELECT * EXCLUDE before, {_first_of("before")} AS first_of
        FROM (SELECT * EXCLUDE first_of,
                     lag(month) OVER (PARTITION BY child, area, month // 12 ORDER BY month) AS before
              FROM {name}_less)""",
    )
    parts = ("marked", 1), ("less", -1), ("more", 1)
    for which, _ in parts:
        yield from _of_marked(population, f"{name}_{which}", "area" if which == "more" else "min(area) AS area")
    for grain in GRAINS:
        signed = [
            f"SELECT * EXCLUDE number, {sign} * number AS number FROM {table}"
            for which, sign in parts
            for table in (
                f"{name}_{which}_{grain}",
                *(
                    f"({_crossed_over_time(one, f'{name}_{which}', 'area, ')})"
                    for one in (_crossings(population) if by_area and grain == "year" else ())
                ),
            )
        ]
        yield _table(population, grain, f"SELECT area, period, breakdown, category, sum(number)::BIGINT AS number "
                     f"FROM ({' UNION ALL '.join(signed)}) GROUP BY ALL HAVING sum(number) > 0")  # fmt: skip
    totals = {grain: f"SELECT period, breakdown, category, number FROM {name}_marked_{grain}" for grain in GRAINS}
    totals["month"] += "".join(
        f" UNION ALL SELECT period, breakdown, category, number FROM "
        f"({_over_a_period(by, f'{name}_marked', 'month', _whole(f'{name}_marked', 'month', 1))})"
        for by in _by_month(population)
    )
    totals["year"] += "".join(
        f" UNION ALL {_crossed_over_time(one, f'{name}_marked')}" for one in _crossings(population)
    )
    yield _with_totals(population, totals)


def _first_of(before: str) -> str:
    """SQL: the longest period of which an absence is the first, where the last one of the year was in that month."""
    return (f"CASE WHEN {before} IS NULL THEN 3 WHEN {before} // 3 < month // 3 THEN 2 WHEN {before} < month THEN 1 "
            "ELSE 0 END::UTINYINT")  # fmt: skip


def _of_marked(population: Population, table: str, area: str) -> Iterator[tuple[str, str]]:
    """Children counted by the absences that are marked as their first; by every breakdown, which has no months. `area`:
    SQL of that in which a child counts by what several absences tell.
    """
    yield f"{table}_firsts", (f"SELECT area, month, first_of, count(*) AS number FROM {table} WHERE first_of > 0 "
                              "GROUP BY ALL")  # fmt: skip
    yield f"{table}_alone", " UNION ALL ".join(
        f"SELECT area, quarter, first_of, {_word(by.key)} AS breakdown, {_category(by, 'place')} AS category, "
        f"number FROM (SELECT area, quarter, first_of, {by.key} AS place, count(*) AS number FROM {table} "
        "WHERE first_of > 1 GROUP BY ALL)"
        for by in _alone(population)
    )  # fmt: skip
    for by in _over_time(population):
        for grain, months in (("month", 1), ("quarter", 3), ("year", 12)):
            yield (
                f"{table}_{by.key}_{grain}",
                (
                    f"SELECT child, {area}, (month // {months})::SMALLINT AS period, max({by.key}) AS place, "
                    f"first({ALONE}) AS {ALONE} FROM {table} WHERE {by.key} > 0 GROUP BY ALL"
                ),
            )
    for grain, months in (("month", 1), ("quarter", 3), ("year", 12)):
        number = f"sum(number)::BIGINT AS number FROM {table}"
        parts = [_whole(table, grain, months)]
        if grain != "month":
            parts.append(f"SELECT area, quarter // {months // 3} AS period, breakdown, category, {number}_alone "
                         f"WHERE first_of >= {FIRST_OF[grain]} GROUP BY ALL")  # fmt: skip
            parts += [_over_a_period(by, table, grain, parts[0]) for by in _over_time(population)]
        yield f"{table}_{grain}", " UNION ALL ".join(parts)


def _whole(table: str, grain: str, months: int) -> str:
    """SQL: how many children there are by area and period."""
    return (f"SELECT area, month // {months} AS period, {NO_CATEGORY}, sum(number)::BIGINT AS number "
            f"FROM {table}_firsts WHERE first_of >= {FIRST_OF[grain]} GROUP BY ALL")  # fmt: skip


def _over_a_period(by: Breakdown, table: str, grain: str, whole: str) -> str:
    """SQL: children by what several absences tell: the greatest place counts, and those with none stand in the last."""
    told = f"{table}_{by.key}_{grain}"
    return (f"SELECT area, period, {_word(by.key)} AS breakdown, {_category(by, 'place')} AS category, "
            f"sum(number)::BIGINT AS number FROM (SELECT area, period, 0::UTINYINT AS place, number FROM ({whole}) "
            f"UNION ALL SELECT area, period, unnest([0, place]) AS place, unnest([-1, 1]) AS number FROM {told}) "
            "GROUP BY ALL HAVING sum(number) <> 0")  # fmt: skip


def _crossed_over_time(one: Crossing, table: str, area: str = "") -> str:
    """SQL: how many children of a marked table there are by year, by what several absences tell and by what one tells;
    and by `area`.
    """
    at = _alone(one.population)[one.by]
    told = (f"SELECT {area}period, place, {at} AS who, count(*) AS number FROM {table}_{one.of.key}_year "
            "GROUP BY ALL")  # fmt: skip
    who, none = _category(one.by, "who"), one.of.lowest_keys[-1]
    return (f"SELECT {area}period, {_word(one.key)} AS breakdown, "
            f"concat(asked, '{BETWEEN}', who)::{WORDS} AS category, number FROM ("
            f"SELECT {area}period, {_word(none)} AS asked, category AS who, number FROM {table}_year "
            f"WHERE breakdown = {_word(one.by.key)} UNION ALL "
            f"SELECT {area}period, unnest([{_word(none)}, {_category(one.of, 'place')}]) AS asked, {who} AS who, "
            f"unnest([-number, number]) AS number FROM ({told}))")  # fmt: skip


def _by_month(population: Population) -> list[Breakdown]:
    """Those by which all areas together are counted by month too."""
    return [one.of for one in BY_MONTH if one.population is population]


def _crossings(population: Population) -> list[Crossing]:
    return [one for one in CROSSINGS if one.population is population]


def _crossed(one: Crossing, table: str, area: str) -> str:
    """SQL: how many rows there are by year, and by two breakdowns together; and by `area`."""
    return (f"SELECT {area}period, {_word(one.key)} AS breakdown, {_pair(one, 'asked', 'who')} AS category, "
            f"number FROM (SELECT {area}quarter // 4 AS period, {one.of.key}::UTINYINT AS asked, "
            f"{one.by.key}::UTINYINT AS who, count(*) AS number FROM {table} GROUP BY ALL)")  # fmt: skip


def _counted(table: str, period: str, by: Breakdown | None = None, at: str = "") -> str:
    """SQL: how many rows there are by area and period; and by the category that stands at `at`."""
    if by is None:
        return f"SELECT area, {period} AS period, {NO_CATEGORY}, count(*) AS number FROM {table} GROUP BY ALL"
    return (f"SELECT area, period, {_word(by.key)} AS breakdown, {_category(by, 'place')} AS category, number FROM "
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
