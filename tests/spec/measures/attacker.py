"""Somebody who has every published table of a year and tries to work hidden counts back, by linear programming.

Shares none of our code for hiding: reads states and values of cells, and knows what every reader knows. Areas, months
and quarters, and categories of episodes add up; children in parts are no more than in the whole, and together no
fewer; no child is without an episode; what is hidden is not zero.
"""

from collections.abc import Iterator

from lapwing.measures.cells import State
from lapwing.measures.grid import ALL, Place, areas_key
from lapwing.measures.missing.crossings import BY_MONTH, CROSSINGS
from lapwing.measures.missing.populations import CHILDREN, EPISODES
from lapwing.measures.model import Crossing
from lapwing.measures.periods import Quarter, Year
from lapwing.measures.publishing import Publication

FIXED = ("sex", "ethnicity", "disability", "first_age", "first_placement")
NOT_LASTING = ("fewer",)


def _stands_alone(key: tuple) -> bool:
    """Whether a count is none of two things together."""
    return "*" not in key[3] and not (key[3] and "-m" in key[2])


class Attacker:
    def __init__(self, publication: Publication, measures) -> None:
        self.year: Year = publication.year
        self.areas = [area for area in publication.areas if area != "all"]
        self.shown: dict[tuple, int | None] = {}
        self.categories: dict[tuple[str, str], dict[str, list[str]]] = {}
        for population, measure in ((EPISODES, measures["missing-episodes"]), (CHILDREN, measures["missing-children"])):
            self._read(population.key, publication.table(measure))
            for by in measure.breakdowns:
                table = publication.table(measure, by.key)
                if any(cell.state in {State.SHOWN, State.HIDDEN} and cell.value != 0 for cell in table.cells.values()):
                    self._read(population.key, table, by.key)
                    inner: dict[str, list[str]] = {}
                    for one in by.categories:
                        inner.setdefault(one.within, []).append(one.key)
                    self.categories[population.key, by.key] = inner
        # Of which areas, and all of them, two breakdowns together are told.
        self.across = {
            one: [area for area in publication.areas if self._read_across(publication, one, area)] for one in CROSSINGS
        }
        self.by_month = [
            (one, quarter)
            for one in BY_MONTH for quarter in self.year.quarters if self._read_months(publication, one, quarter)
        ]  # fmt: skip
        self.settle()

    def settle(self) -> None:
        """Set up what is known; anew, where more has become known."""
        self.hidden = [key for key, value in self.shown.items() if value is None]
        self.index = {key: number for number, key in enumerate(self.hidden)}
        self._build()

    def _read(self, population: str, table, by: str = "") -> None:
        for (area, period, category), cell in table.cells.items():
            value = None if cell.state is State.HIDDEN else int(cell.value or 0)
            self.shown[population, area, period.key, by, category] = value

    def _read_across(self, publication: Publication, one: Crossing, area: str) -> bool:
        """Every count of two breakdowns together that is not hidden, as if all of them were told with the shares."""
        if any((one.population.key, by.key) not in self.categories for by in (one.of, one.by)):
            return False
        cells = {pair: Place(one.population.key, area, self.year, one.key, "*".join(pair)) for pair in one.pairs}
        told = {pair: publication._at(cell) for pair, cell in cells.items()}
        whole = {one.key, one.of.key, one.by.key}
        is_withheld = not publication._withheld.isdisjoint(whole if area == ALL else {*whole, areas_key(one.key)})
        if is_withheld:
            return False
        self.shown |= {self._across(one, area, *pair): value for pair, value in told.items()}
        return True

    def _read_months(self, publication: Publication, one: Crossing, quarter: Quarter) -> bool:
        """The same of each month of a quarter, of all areas."""
        if (one.population.key, one.of.key) not in self.categories:
            return False
        cells = [
            Place(one.population.key, "all", month, one.of.key, each.key)
            for month in self.year.months if month.quarter == quarter for each in one.categories
        ]  # fmt: skip
        told = {(c.population, c.area, c.period.key, c.by, c.category): publication._at(c) for c in cells}
        if all(value is None or value == 0 for value in told.values()):
            return False
        self.shown |= told
        return True

    def _known_months(self, one: Crossing, quarter: Quarter) -> Iterator[tuple[list, bool]]:
        """A month's categories make it; episodes of a quarter are those of its months; a child may stand in several."""
        whole, of = (one.population.key, "all"), one.of.key
        months = [month.key for month in self.year.months if month.quarter == quarter]
        for month in months:
            for key in ("", *(each.key for each in one.categories)):
                cell = (*whole, month, of if key else "", key)
                if inner := [(*whole, month, of, each.key) for each in one.categories if each.within == key]:
                    yield [(cell, -1), *((each, 1) for each in inner)], True
        for asked in one.categories:
            margin = [key for key in one.of.lowest_keys if asked.key in one.asked.path(one.coarse.get(key, key))]
            of_quarter = [((*whole, quarter.key, of, key), 1) for key in margin]
            parts = [(*whole, month, of, asked.key) for month in months]
            yield [*of_quarter, *((part, -1) for part in parts)], not one.population.distinct
            if one.population.distinct and asked.key not in NOT_LASTING:
                yield from (([(part, 1), *((key, -1) for key, _ in of_quarter)], False) for part in parts)

    def _across(self, one: Crossing, area: str, asked: str, who: str) -> tuple:
        return (one.population.key, area, self.year.key, one.key, f"{asked}*{who}")

    def _known_across(self, one: Crossing, area: str) -> Iterator[tuple[list, bool]]:
        """The crossed counts of a category make it; and those of the categories in it make each."""
        whole = (one.population.key, area, self.year.key)
        for who in one.by.categories:
            top = [self._across(one, area, each.key, who.key) for each in one.categories if not each.within]
            yield [((*whole, one.by.key, who.key), -1), *((each, 1) for each in top)], True
        for asked in one.categories:
            top = [self._across(one, area, asked.key, each.key) for each in one.by.categories if not each.within]
            margin = [key for key in one.of.lowest_keys if asked.key in one.asked.path(one.coarse.get(key, key))]
            yield [*(((*whole, one.of.key, key), -1) for key in margin), *((each, 1) for each in top)], True
        for asked, who in one.pairs:
            inner = [self._across(one, area, each.key, who) for each in one.categories if each.within == asked]
            outer = [self._across(one, area, asked, each.key) for each in one.by.categories if each.within == who]
            for parts in filter(None, (inner, outer)):
                yield [(self._across(one, area, asked, who), -1), *((each, 1) for each in parts)], True

    def _known_of_areas(self, one: Crossing, areas: list[str]) -> Iterator[tuple[list, bool]]:
        """Episodes of all areas are those of each; a child of all is in one of them at least."""
        for asked, who in one.pairs:
            cell = self._across(one, ALL, asked, who)
            parts = [self._across(one, area, asked, who) for area in areas]
            yield [(cell, 1), *((part, -1) for part in parts)], not one.population.distinct
            if one.population.distinct and asked not in NOT_LASTING:
                yield from (([(part, 1), (cell, -1)], False) for part in parts)

    def _build(self) -> None:
        equal, most = [], []
        for terms, is_equal in self._known():
            (equal if is_equal else most).append(terms)
        self.equal, self.most = self._matrix(equal), self._matrix(most)
        # A breakdown may be withheld, zeros and all.
        self.limits = [(0 if key[3] == "repeat" else 1, None) for key in self.hidden]

    def _matrix(self, rows):
        """Weights of what is hidden, and what those that are shown leave for it."""
        import numpy as np
        from scipy.sparse import coo_matrix  # only who attacks pays for it

        cells, left = [], []
        for row in rows:
            unknown = [(self.index[key], weight) for key, weight in row if key in self.index]
            if unknown:
                cells += [(len(left), place, weight) for place, weight in unknown]
                left.append(-sum(weight * self.shown[key] for key, weight in row if key not in self.index))
        i, j, weights = zip(*cells, strict=True) if cells else ((), (), ())
        return coo_matrix((weights, (i, j)), shape=(len(left), len(self.hidden))).tocsr(), np.array(left)

    def _known(self) -> Iterator[tuple[list, bool]]:
        """Weighted sums that are zero (True), or at most zero (False)."""
        for one, areas in self.across.items():
            for area in areas:
                yield from self._known_across(one, area)
            if len(areas) == len(self.areas) + 1:
                yield from self._known_of_areas(one, self.areas)
        for one, quarter in self.by_month:
            yield from self._known_months(one, quarter)
        months = {q.key: [m.key for m in self.year.months if m.quarter == q] for q in self.year.quarters}
        for population, area, period, by, category in [key for key in self.shown if _stands_alone(key)]:
            key = (population, area, period, by, category)
            wholes = []
            if area == "all":
                wholes.append([(population, each, period, by, category) for each in self.areas])
            if period == self.year.key:
                wholes.append([(population, area, q, by, category) for q in months])
            elif period in months and not by:
                wholes.append([(population, area, month, by, category) for month in months[period]])
            for parts in wholes:
                yield from self._whole(key, parts)
            for (whose, which), inner in self.categories.items():
                if whose == population and by in {"", which} and category in inner and "-m" not in period:
                    parts = [(population, area, period, which, each) for each in inner[category]]
                    yield [(key, -1), *((part, 1) for part in parts)], True
            episodes = ("episodes", area, period, by, category)
            if population == "children" and episodes in self.shown and by in {"", *FIXED}:
                yield [(key, 1), (episodes, -1)], False

    def _whole(self, key: tuple, parts: list[tuple]) -> Iterator[tuple[list, bool]]:
        is_equal = key[0] == "episodes"
        yield [(key, 1), *((part, -1) for part in parts)], is_equal
        if not is_equal and key[4] not in NOT_LASTING:
            yield from (([(part, 1), (key, -1)], False) for part in parts)

    def range(self, key: tuple) -> tuple[float, float]:
        """The least and the most that a count can be."""
        import numpy as np
        from scipy.optimize import linprog

        goal = np.zeros(len(self.hidden))
        (equal, is_), (most, at_most) = self.equal, self.most
        found = []
        for sign in (1, -1):
            goal[self.index[key]] = sign
            answer = linprog(goal, A_ub=most, b_ub=at_most, A_eq=equal, b_eq=is_, bounds=self.limits, method="highs")
            assert answer.status in {0, 3}, answer.message
            found.append(sign * answer.fun if answer.status == 0 else float("inf"))
        return found[0], found[1]
