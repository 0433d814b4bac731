"""A measure as data: what a published number counts, in words and as an expression that agree.

Everything published is one of these, and each is made of *parts*:

- a **population**: what is counted, one row for each absence. Two populations: episodes, and the children of them
  (`distinct`, so that a child counts once in each area and period, however often missing);
- a **breakdown** of a population: its rows in categories, which may stand in one another (completed, in 72 hours);
  every row is in one lowest category, "not recorded" among them, so that categories always add up;
- a **part**: a population, or one category of one breakdown of it. A part is a count;
- a **measure**: `COUNT` of a part; `SHARE`, a part of another in per cent; `MEAN`, a part for each of another;
  `RATE`, a part for each 10,000 children who live in the area (`estimates`); `MEDIAN` and `LONGEST`, of the lengths of
  the absences in a part.

`measure.breakdowns` are those by which a count can be read (episodes and children, by sex and so on). Which periods and
areas there are, and what may be shown, is `publishing`'s.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from lapwing.measures.tables import ABSENCES, in_financial_years


@dataclass(frozen=True)
class Category:
    """One category of a breakdown; `within` names the one in which it stands."""

    key: str
    words: str
    within: str = ""


@dataclass(frozen=True, eq=False)  # there is one of each: looking a place up need not look through all its words
class Breakdown:
    """Categories, and the expression that gives the lowest one of each row.

    `fixed`: a child's is the same in every absence of a year. `at_first`: it is what this other breakdown says of the
    child's first absence of the year. `over_time`: it is told by several absences of a child. `lasting` are those
    categories in which a child who stands in one for a quarter stands for the year; all, where it is None. `told_by`:
    the kinds of agency that alone tell of it; every one that tells of absences, where it is empty.
    """

    key: str
    title: str
    categories: tuple[Category, ...]
    lowest: Callable[[Any], Any]
    fixed: bool = False
    at_first: "Breakdown | None" = None
    over_time: bool = False
    lasting: tuple[str, ...] | None = None
    told_by: tuple[str, ...] = ()

    def tellers(self, key: str) -> tuple[str, ...]:
        """The kinds of agency by which a category is told; what nobody recorded may be told by every one."""
        return () if key == "not_recorded" else self.told_by

    def is_lasting(self, key: str) -> bool:
        return self.lasting is None or key in self.lasting

    def __getitem__(self, key: str) -> Category:
        return next(one for one in self.categories if one.key == key)

    def path(self, key: str) -> tuple[str, ...]:
        """A category and those in which it stands, from itself up."""
        return self._paths[key]

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self.categories:  # each after the one in which it stands
            found[one.key] = (one.key, *found.get(one.within, ()))
        return found

    def inside(self, key: str) -> Sequence[str]:
        """The categories that stand in one, next below it; the highest, for an empty key."""
        return self._inside.get(key, ())

    @cached_property
    def _inside(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for one in self.categories:
            found.setdefault(one.within, []).append(one.key)
        return found

    @cached_property
    def lowest_keys(self) -> tuple[str, ...]:
        """The categories in which no other stands."""
        holding = {one.within for one in self.categories}
        return tuple(one.key for one in self.categories if one.key not in holding)

    def leaves(self, key: str) -> tuple[str, ...]:
        """The lowest categories of a category; of all, for an empty key."""
        return tuple(one for one in self.lowest_keys if not key or key in self.path(one))


@dataclass(frozen=True, eq=False)
class Population:
    """What is counted. `counted` takes the absences, or the rows of the population `of`, and gives those that count;
    `distinct`: children, not absences.
    """

    key: str
    one: str
    many: str
    counted: Callable[[Any], Any]
    breakdowns: tuple[Breakdown, ...]
    distinct: bool = False
    of: "Population | None" = None

    def rows(self, absences: Any = ABSENCES, said: Callable[[Breakdown, Any], Any] = lambda _, key: key) -> Any:
        """The absences that count, with year, quarter and month, and a column for each breakdown's lowest category:
        its key, or what `said` makes of the expression that gives the key. None for what is told by another's column.
        """
        return self.among(self.of.rows(absences, said) if self.of else absences, said)

    def among(self, rows: Any, said: Callable[[Breakdown, Any], Any] = lambda _, key: key) -> Any:
        """The same, of the rows of the population `of`, which has its own breakdowns already."""
        table, known = self.counted(rows), self.of.breakdowns if self.of else ()
        own = [by for by in self.breakdowns if by not in known and by.at_first is None]
        # Those of one row come first: what is looked for among several rows need then carry no more than categories.
        table = table.mutate(**{by.key: said(by, by.lowest(table)) for by in own if not by.over_time})
        table = table if self.of else in_financial_years(table, table.began_on)
        over_time = {by.key: said(by, by.lowest(table)) for by in own if by.over_time}
        return table.mutate(**over_time) if over_time else table

    def breakdown(self, key: str) -> Breakdown:
        """Raises KeyError with a sentence."""
        found = next((each for each in self.breakdowns if each.key == key), None)
        if found is None:
            raise KeyError(f"{self.many.capitalize()} are not counted by {key}.")
        return found


BETWEEN = "*"  # stands between the two categories of a crossing


@dataclass(frozen=True, eq=False)
class Crossing:
    """Two breakdowns of a population counted together: `of`, what a measure asks, in `categories` of its own, and `by`,
    who the child is. `coarse`: in which of these categories a lowest one of `of` is counted, where not in its own.
    """

    population: Population
    of: Breakdown
    by: Breakdown
    categories: tuple[Category, ...]
    coarse: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        return f"{self.of.key}{BETWEEN}{self.by.key}"

    @cached_property
    def asked(self) -> Breakdown:
        """The categories of what is asked."""
        return Breakdown(self.of.key, self.of.title, self.categories, self.of.lowest)

    def category(self, asked: str, who: str) -> str:
        return f"{asked}{BETWEEN}{who}"

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every category of the one with every category of the other."""
        return tuple((asked.key, who.key) for asked in self.categories for who in self.by.categories)

    def path(self, asked: str) -> tuple[str, ...]:
        """The categories that a record of this lowest one is counted in, of those of this crossing."""
        return self.asked.path(self.coarse.get(asked, asked))

    def inside(self, asked: str, who: str) -> tuple[tuple[str, str], ...]:
        """The pairs that a record of these lowest ones is counted in."""
        if (asked, who) not in self._known:
            self._known[asked, who] = tuple((one, other) for one in self.path(asked) for other in self.by.path(who))
        return self._known[asked, who]

    @cached_property
    def _known(self) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
        return {}


@dataclass(frozen=True)
class Part:
    """A population, or one category of one of its breakdowns; and of these, one category of another (`also`)."""

    population: Population
    by: str = ""
    category: str = ""
    also: tuple[str, str] = ("", "")

    def rows(self, absences: Any = ABSENCES) -> Any:
        """The absences behind it."""
        rows = self.population.rows(absences)
        first = {by.key: by.lowest(rows) for by in self.breakdowns if by.at_first}
        rows = rows.mutate(**first) if first else rows
        for by, category in ((self.by, self.category), self.also):
            if by:
                rows = rows.filter(rows[by].isin(self.population.breakdown(by).leaves(category)))
        return rows

    @property
    def breakdowns(self) -> list[Breakdown]:
        """Those whose categories it asks for."""
        return [self.population.breakdown(by) for by in (self.by, self.also[0]) if by]

    def among(self, by: str, category: str) -> "Part":
        """Those of it that are in a category of another breakdown."""
        return replace(self, also=(by, category)) if self.by else Part(self.population, by, category)


class Kind(StrEnum):
    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    RATE = "rate"
    MEDIAN = "median"
    LONGEST = "longest"


@dataclass(frozen=True)
class Measure:
    """What a number counts. `of` is what a share or a mean is divided by; `recorded` is a part without which nothing
    is recorded, so that no share of it is zero.
    """

    key: str
    title: str
    one: str
    many: str
    kind: Kind
    part: Part
    numerator: str
    denominator: str
    period: str
    area: str
    not_recorded: str
    source: str
    suppression: str
    caution: str
    of: Part | None = None
    recorded: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it is made of: a count alone, or what is divided and what it is divided by."""
        return (self.part, self.of) if self.of else (self.part,)

    @property
    def is_divided(self) -> bool:
        """Whether it is one number by another: its denominator is more than nothing."""
        return self.kind in {Kind.SHARE, Kind.MEAN, Kind.RATE}

    @property
    def is_of_wholes(self) -> bool:
        """Whether it is made of whole populations alone, which are counted by each breakdown in every quarter."""
        return self.kind in {Kind.COUNT, Kind.MEAN} and not any(part.by for part in self.parts)

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Those by which it can be read: a count of a whole population by each of its own."""
        return self.part.population.breakdowns if self.kind is Kind.COUNT and not self.part.by else ()

    def rows(self, absences: Any = ABSENCES) -> Any:
        """The absences behind it: of a share, those behind the part and not those it is divided by."""
        return self.part.rows(absences)

    @property
    def definition(self) -> Mapping[str, str]:
        """Everything that the definition says, by heading."""
        return {
            "What is counted": self.numerator,
            "Divided by": self.denominator,
            "Period": self.period,
            "Area": self.area,
            "Not recorded": self.not_recorded,
            "Source": self.source,
            "Small numbers": self.suppression,
            "Read with care": self.caution,
        }

    @cached_property
    def expression(self) -> str:
        """The code that picks what is counted, as it stands in the files of the measure's parts."""
        return "\n\n\n".join(dict.fromkeys(code for part in self.parts for code in _code(part)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over words and code: a published number keeps it."""
        parts = [f"{part.population.key}/{part.by}/{part.category}" for part in self.parts]
        words = [self.key, self.title, self.one, self.many, self.kind, *parts, *self.definition.values()]
        return hashlib.sha256("\n".join([*words, self.expression]).encode()).hexdigest()

    def words(self, number: int) -> str:
        """The number with its unit: 1 missing episode, 2,019 missing episodes."""
        return f"{number:,} {self.one if number == 1 else self.many}"


def _code(part: Part) -> Sequence[str]:
    whole = part.population
    found = [whole.of.counted, whole.counted] if whole.of else [whole.counted]
    if part.by:
        found.append(part.population.breakdown(part.by).lowest)
    return [inspect.getsource(each).strip() for each in found]
