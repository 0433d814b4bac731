"""In what order the scorecard shows the measures, and under which headings; one that no section names is shown too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import queries
from lapwing.measures import catalogue
from lapwing.measures.model import Measure
from lapwing.measures.periods import Year


@dataclass(frozen=True)
class Line:
    """A line of the scorecard: a measure, or one category of one of its breakdowns."""

    measure: Measure
    by: str = ""
    category: str = ""

    @property
    def title(self) -> str:
        if not self.by:
            return self.measure.title
        return self.measure.part.population.breakdown(self.by)[self.category].words


SECTIONS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("How often, and how many children", ("missing-episodes", "missing-children", "episodes-per-child",
                                          "missing-episodes-rate", "repeat-missing-children", "looked-after-share")),
    ("Return interviews", ("return-interviews-offered", "return-interviews-accepted", "return-interviews-completed",
                           "return-interviews-in-72-hours")),
    ("How long", ("median-duration", "longest-duration")),
)  # fmt: skip
BROKEN_DOWN = (("Episodes by type", "missing-episodes", "type"), ("Episodes by risk", "missing-episodes", "risk"))


def sections(of: Snapshot, year: Year) -> Iterator[tuple[str, list[Line]]]:
    """Each heading with its lines."""
    yield from measures()
    for heading, key, by in BROKEN_DOWN:
        if lines := categories(of, year, key, by):
            yield heading, lines


def measures() -> Iterator[tuple[str, list[Line]]]:
    """Each heading with the measures below it, every one once."""
    named = {key for _, keys in SECTIONS for key in keys}
    for heading, keys in SECTIONS:
        if lines := [Line(catalogue.MEASURES[key]) for key in keys if key in catalogue.MEASURES]:
            yield heading, lines
    if rest := [Line(measure) for key, measure in catalogue.MEASURES.items() if key not in named]:
        yield "Other measures", rest


def categories(of: Snapshot, year: Year, key: str, by: str) -> list[Line]:
    """A line for each category of a breakdown; none where nothing was counted so in that year."""
    measure = catalogue.get(key)
    try:
        found = queries.publication(of, year).table(measure, by).categories
    except KeyError:
        return []
    return [Line(measure, by, each.key) for each in found]
