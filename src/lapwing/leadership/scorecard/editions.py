"""Which numbers were published, and what a later snapshot says otherwise.

Compared are texts after suppression, of quarters that were over: so a number that was hidden is hidden here too.

Two editions of one quarter must not tell of few records either: whoever has both could subtract. So a number that was
published is published anew only where it may follow each of the old ones (`Publication.may_follow`): it, and all that
it is made of, moved by nothing or by more than five. Otherwise the published text stands, until it has. The same holds
beside what other rooms published of the same year; what they showed otherwise, and no edition has yet, is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.reading import NotThatSnapshot
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.elsewhere import ELSEWHERE, Elsewhere
from lapwing.leadership.scorecard.models import Edition, Restatement
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import catalogue
from lapwing.measures.cells import Cell
from lapwing.measures.grid import ALL, Place
from lapwing.measures.model import Measure
from lapwing.measures.periods import Period, Quarter, Year, parse
from lapwing.measures.publishing import Publication
from lapwing.measures.tables import AREA_NOT_RECORDED


@dataclass(frozen=True)
class Restated:
    """A number of a quarter that was over when it was published, and is another now: both as texts."""

    measure: str
    area: str
    period: str
    was: str
    now: str


class Proposed(NamedTuple):
    """An edition's texts, by place; which of them stand as they were published, and from which snapshot; and which are
    left out.
    """

    texts: dict[str, str]
    standing: dict[str, str]
    left_out: list[str]


def last() -> Edition | None:
    """The edition that was published last."""
    return Edition.objects.select_related("snapshot").first()


def texts(of: Snapshot) -> dict[str, str]:
    """Every number of the scorecard that is of a period that was over, as its text, by measure, area and period."""
    return dict(_texts(of))


def _texts(of: Snapshot) -> Iterator[tuple[str, str]]:
    areas = (*of.area_names, AREA_NOT_RECORDED, ALL)
    periods = [period for year in queries.years(of) for period in (*year.quarters, year)]
    over = [period for period in periods if period.last <= of.coverage.taken_on]
    for measure in catalogue.MEASURES.values():
        for area in areas:
            read = Numbers(of, Line(measure), area)
            for cell in map(read.cell, over):
                yield place(measure, cell), cell.text


def to_publish(before: Edition | None, of: Snapshot) -> Proposed:
    """What an edition of a snapshot may say beside the one `before`, and beside what other rooms published."""
    now, former = Proposed(texts(of), {}, []), Former(before)
    others = [one for published in ELSEWHERE for one in published() if one[0].pk != of.pk]
    for key, text in list(now.texts.items()):
        was = before.texts.get(key) if before else None
        if was == text or (former.lets(of, key) and _fits(others, of, key, text)):
            continue
        if before and was is not None:
            now.texts[key], now.standing[key] = was, str(_source(before, key))
        else:
            now.left_out.append(key)
            del now.texts[key]
    return now


@dataclass
class Former:
    """Every edition up to `before`: whoever reads a new one may have kept any of them, and not the last alone."""

    before: Edition | None

    def lets(self, of: Snapshot, key: str) -> bool:
        """Whether a number of a snapshot may stand beside what each of them said of the same."""
        said = (one for one in self.editions if key in one.texts)
        return all(_may_move(one, of, key) for one in said)

    @cached_property
    def editions(self) -> Sequence[Edition]:
        """The newest first. Asked for only where a number reads otherwise than it did."""
        before = self.before
        return list(Edition.objects.filter(at__lte=before.at).select_related("snapshot")) if before else []


def _fits(others: Sequence[Elsewhere], of: Snapshot, key: str, text: str) -> bool:
    """Whether a number may stand beside the same number as other rooms published it; or says the same."""
    measure, area, period = _place_of(key)
    shown = [one for one, years in others if _year(period) in years]
    return all(_says(one, measure, area, period, text) or _moved(of, one, measure, area, period) for one in shown)


def _says(of: Snapshot, measure: Measure, area: str, period: Period, text: str) -> bool:
    try:
        return Numbers(of, Line(measure), area).cell(period).text == text
    except NotThatSnapshot:
        return False


def _moved(of: Snapshot, then: Snapshot, measure: Measure, area: str, period: Period) -> bool:
    year = _year(period)
    return queries.publication(of, year).may_follow(lambda _: _publication(then, year), measure, area, period)


def _source(before: Edition, key: str) -> str:
    """The snapshot from which a published text came."""
    return str(before.standing.get(key, before.snapshot_id))


def _may_move(before: Edition, of: Snapshot, key: str) -> bool:
    """Whether the new text beside the old one tells of no few records."""
    measure, area, period = _place_of(key)
    return queries.publication(of, _year(period)).may_follow(
        lambda where: _then(before, measure.key, where), measure, area, period
    )


def _place_of(key: str) -> tuple[Measure, str, Period]:
    """A number by its name in an edition."""
    measure, area, period = key.split("/")
    return catalogue.get(measure), presenters.area_of(area), parse(period)


def _then(before: Edition, measure: str, where: Place) -> Publication | None:
    """What was published where a count stands; None where that can no longer be told."""
    then = queries.snapshot(_source(before, f"{measure}/{presenters.area_key(where.area)}/{where.period.key}"))
    return _publication(then, _year(where.period)) if then else None


def _publication(of: Snapshot, year: Year) -> Publication | None:
    """None where the snapshot's files are gone."""
    try:
        return queries.publication(of, year)
    except NotThatSnapshot:
        return None


def _year(period: Period) -> Year:
    return period if isinstance(period, Year) else period.year


def place(measure: Measure, cell: Cell) -> str:
    """The name of a number in an edition."""
    return f"{measure.key}/{presenters.area_key(cell.area)}/{cell.period.key}"


def restated(before: Edition | None, now: Mapping[str, str]) -> list[Restated]:
    """The quarters whose published text is another now. A measure that is new restates nothing."""
    was: Mapping[str, str] = before.texts if before else {}
    return [
        Restated(*place.split("/"), was[place], text)
        for place, text in now.items()
        if place in was and was[place] != text and isinstance(_period(place), Quarter)
    ]


def quarters(found: Iterable[Restated]) -> list[Quarter]:
    """The quarters that changed, in their order: a reason is asked for each."""
    periods = {parse(one.period) for one in found}
    return sorted(each for each in periods if isinstance(each, Quarter))


def _period(place: str) -> Period:
    return parse(place.rpartition("/")[2])


def otherwise(before: Edition | None, of: Snapshot) -> list[Restated]:
    """What this snapshot says otherwise of the numbers published last."""
    return restated(before, to_publish(before, of).texts) if before and before.snapshot_id != of.pk else []


def marks(of: Snapshot) -> frozenset[str]:
    """The places that were ever restated, or that this snapshot says otherwise."""
    said = Restatement.objects.values_list("measure", "area", "period")
    found = {"/".join(one) for one in said}
    return frozenset(found | {f"{one.measure}/{one.area}/{one.period}" for one in otherwise(last(), of)})
