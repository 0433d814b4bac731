"""What an address asks of the scorecard: a snapshot, a year, an area; the latest, and all areas, otherwise."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import catalogue
from lapwing.measures.grid import ALL
from lapwing.measures.model import Measure
from lapwing.measures.periods import Year, parse


@dataclass(frozen=True)
class Card:
    """A year of an area's numbers, from one snapshot. `is_latest`: nobody asked for a former snapshot."""

    snapshot: Snapshot
    year: Year
    area: str
    is_latest: bool

    @property
    def area_name(self) -> str:
        return queries.area_name(self.snapshot, self.area)

    @cached_property
    def query(self) -> str:
        """The same card again, as an address asks for it."""
        return self.asking()

    def asking(self, *, year: Year | None = None, area: str | None = None) -> str:
        """The question of an address for another year or area of the same snapshot."""
        found = {"year": (year or self.year).key, "area": presenters.area_key(self.area if area is None else area)}
        return urlencode(found if self.is_latest else {**found, "snapshot": self.snapshot.pk})


def card(request: HttpRequest) -> Card | None:
    """The card that is asked for; None before the first snapshot. Raises Http404 for what there is not."""
    named = request.GET.get("snapshot")
    of = queries.snapshot(named)
    if of is None:
        if named:
            raise Http404("There is no such snapshot.")
        return None
    key = request.GET.get("year")
    found = year(key) if key else queries.years(of)[-1]
    area = presenters.area_of(request.GET.get("area", ALL))
    if area not in {ALL, *of.area_names}:
        raise Http404("There is no such area in this snapshot.")
    return Card(of, found, area, is_latest=not named)


def year(key: str) -> Year:
    """Raises Http404 where this is no financial year."""
    try:
        found = parse(key)
    except ValueError as error:
        raise Http404(str(error)) from error
    if not isinstance(found, Year):
        raise Http404("A scorecard is of a year.")
    return found


def measure(key: str) -> Measure:
    """Raises Http404 where there is no such measure."""
    try:
        return catalogue.get(key)
    except KeyError as error:
        raise Http404(str(error)) from error


def line(request: HttpRequest, key: str) -> Line:
    """The measure, or with `of=type.missing` one category of it. Raises Http404 where there is no such thing."""
    found = measure(key)
    by, _, category = request.GET.get("of", "").partition(".")
    if not by:
        return Line(found)
    try:
        return Line(found, *known_category(found, by, category))
    except (KeyError, StopIteration) as error:
        raise Http404("The measure is not counted so.") from error


def known_category(found: Measure, by: str, category: str) -> tuple[str, str]:
    """The same, where the measure is counted by it. Raises KeyError otherwise."""
    if by not in {each.key for each in found.breakdowns}:
        raise KeyError(by)
    return by, found.part.population.breakdown(by)[category].key
