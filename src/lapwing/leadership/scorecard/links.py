"""Where a number opens, and how a page shows it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures.cells import Cell, State
from lapwing.measures.periods import Period


@dataclass(frozen=True)
class Number:
    """A published number: its text, where it opens, and what a reader should know of it."""

    text: str
    url: str
    about: str
    note: str = ""
    quiet: bool = False
    restated: bool = False


def number(of: Snapshot, line: Line, cell: Cell, *, restated: bool = False) -> Number:
    about = f"{line.title}, {queries.area_name(of, cell.area)}, {cell.period.label}"
    quiet = cell.state in {State.NOT_RECORDED, State.NOT_BEGUN, State.NONE}
    url = number_path(of, line, cell.area, cell.period)
    return Number(cell.text, url, about, presenters.mark(cell), quiet, restated)


def number_path(of: Snapshot, line: Line, area: str, period: Period) -> str:
    """The page that opens one number of this very snapshot."""
    path = reverse("number", args=[line.measure.key, presenters.area_key(area), period.key])
    asked = {"snapshot": str(of.pk), "category": line.category, "by": line.by}
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
