"""Where a number opens, and how a page shows it."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lapwing.access.doors import prefix
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import disclosure
from lapwing.measures.cells import STATE_TEXT, Cell, State
from lapwing.measures.periods import Period

UNVISITED = " govuk-link--no-visited-state"
TEXTS = {
    disclosure.MARK: mark_safe(
        '<abbr title="hidden: small">c</abbr><span class="govuk-visually-hidden"> (hidden because small numbers are)'
        "</span>"
    )
}
MARKS = {
    "": mark_safe(""),
    "incomplete": mark_safe(
        '<span aria-hidden="true">*</span><span class="govuk-visually-hidden"> (incomplete)</span>'
    ),
}
NOT_RECORDED = (
    '<a class="govuk-link lw-quiet" href="{}"><abbr title="not recorded">n/r</abbr><span class="govuk-visually-hidden">'
    " (not recorded): {}</span></a>"
)
NOT_BEGUN = mark_safe(
    '<span class="lw-quiet" title="not begun">–</span><span class="govuk-visually-hidden">not begun</span>'
)


@dataclass(frozen=True)
class Number:
    """A published number: its text, where it opens, and what a reader should know of it."""

    text: str
    url: str
    about: str
    note: str = ""
    quiet: bool = False
    restated: bool = False

    @property
    def link(self) -> SafeString:
        """As it stands in a table: a page has hundreds of them, and an included template each would be its half."""
        return format_html(
            '<a class="govuk-link{}" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>{}',
            UNVISITED if self.quiet else "", self.url, TEXTS.get(self.text, self.text), self.about, self._mark(),
        )  # fmt: skip

    @property
    def short(self) -> SafeString:
        """The same where there is little room."""
        if self.text == STATE_TEXT[State.NOT_RECORDED]:
            return format_html(NOT_RECORDED, self.url, self.about)
        return NOT_BEGUN if self.text == STATE_TEXT[State.NOT_BEGUN] else self.link

    def _mark(self) -> SafeString:
        if self.note in MARKS:
            return MARKS[self.note]
        return format_html(' <span class="lw-quiet lw-nowrap">{}</span>', self.note)


def number(of: Snapshot, line: Line, cell: Cell, *, restated: bool = False) -> Number:
    about = f"{line.title}, {queries.area_name(of, cell.area)}, {cell.period.label}"
    quiet = cell.state in {State.NOT_RECORDED, State.NOT_BEGUN, State.NONE}
    url = number_path(of, line, cell.area, cell.period)
    return Number(cell.text, url, about, presenters.mark(cell), quiet, restated)


def number_path(of: Snapshot, line: Line, area: str, period: Period) -> str:
    """The page that opens one number of this very snapshot."""
    return _path(prefix(), line.measure.key, presenters.area_key(area), period.key, str(of.pk), line.category, line.by)


@lru_cache(maxsize=10_000)
def _path(_: str, measure: str, area: str, period: str, snapshot: str, category: str, by: str) -> str:
    """It names nobody, and is the same for everybody; it begins with the site's own prefix."""
    path = reverse("number", args=[measure, area, period])
    asked = {"snapshot": snapshot, "category": category, "by": by}
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
