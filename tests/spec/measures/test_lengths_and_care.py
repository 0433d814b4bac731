"""Lengths, and the share of looked-after children: the worked examples of the reference page, on the engine."""

from datetime import UTC, datetime

import pytest

from lapwing.measures import counting, engines, lasting, publishing
from lapwing.measures.catalogue import get
from lapwing.measures.coverage import Coverage
from lapwing.measures.examples.care import CARE
from lapwing.measures.examples.episodes import Absence
from lapwing.measures.examples.lengths import LENGTHS
from lapwing.measures.grid import ALL
from lapwing.measures.periods import Year
from lapwing.rules.moments import LONDON
from tests.spec.measures import snapshots

YEAR = Year(2019)


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Every example in one snapshot: an area for each."""
    absences = [
        absence(area, number, one) for area, example in named(LENGTHS) for number, one in enumerate(example.episodes)
    ]
    for area, one in named(CARE):
        told = ((True, one.looked_after), (False, one.others), (None, one.not_told))
        absences += [
            (Absence(area, YEAR.first), {"looked_after": is_, "child": f"{area} {is_} {number}".encode()})
            for is_, many in told
            for number in range(many)
        ]
    with engines.Files(snapshots.write_told(tmp_path_factory.mktemp("examples"), absences)) as files:
        return counting.count(files), lasting.lengths(files)


def named(examples):
    """Each with the area in which it stands."""
    return [(f"{one.__class__.__name__} {one.case}", one) for one in examples]


def shown(counted, area, *measures):
    """What stands in a table of this area alone; and, because every child here is a girl, of the girls of this area."""
    counts = {place: number for place, number in counted[0].in_year(YEAR).items() if place.area == area}
    counts |= {place._replace(area=ALL): number for place, number in counts.items()}
    publication = publishing.published(YEAR, counts, (area,), Coverage((), YEAR.last), counted[1])
    found = [publication.table(get(key)).cell(area, YEAR).text for key in measures]
    assert found == [publication.table(get(key), "sex").cell(area, YEAR, "f").text for key in measures]
    return found


def moment(text):
    at = datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC) if text else None
    return at, ("minute" if " " in text else "day") if text else ""


def absence(area, number, one):
    (began, began_to), (ended, ended_to) = moment(one.began), moment(one.ended)
    told = {"began_at": began, "began_to": began_to, "ended_at": ended, "ended_to": ended_to}
    return Absence(area, began.astimezone(LONDON).date()), {**told, "child": f"{area} {number}".encode()}


@pytest.mark.parametrize(("area", "example"), named(LENGTHS))
def test_the_median_and_the_longest(counted, area, example):
    assert shown(counted, area, "median-duration", "longest-duration") == [example.median, example.longest]


@pytest.mark.parametrize(("area", "example"), named(CARE))
def test_the_share_of_looked_after_children(counted, area, example):
    assert shown(counted, area, "looked-after-share") == [example.shown]
