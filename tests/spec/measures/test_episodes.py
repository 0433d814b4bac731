"""Missing episodes: the worked examples of the reference page, on the snapshot's own engine."""

from datetime import date
from decimal import Decimal

import pytest

from lapwing.measures import counting, engines, publishing
from lapwing.measures.catalogue import get
from lapwing.measures.cells import Change, compared, why_no_change
from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.examples.episodes import COUNCIL, COUNTED, POLICE, SHOWN, Absence
from lapwing.measures.grid import ALL, Place
from lapwing.measures.model import Kind, Part
from lapwing.measures.periods import Month, Quarter, Year, parse
from tests.counts import of_quarters
from tests.spec.measures import snapshots

EPISODES = get("missing-episodes")
SPRING = Quarter(2019, 1)


def of_whole_quarters(counts):
    """Episodes by quarter and year, whatever they are broken down by."""
    return {
        where: number
        for where, number in counts.items()
        if where.population == "episodes" and not where.by and not isinstance(where.period, Month)
    }


@pytest.mark.parametrize("example", COUNTED, ids=lambda one: one.case)
def test_counted(example, tmp_path):
    with engines.Files(snapshots.write(tmp_path, list(example.absences))) as files:
        found = counting.count(files)
    expected = of_quarters({(area, parse(period)): number for (area, period), number in example.expected.items()})
    assert {where: number for where, number in found.items() if where in of_whole_quarters(found)} == {
        where: number for where, number in expected.items() if not isinstance(where.period, Month)
    }


@pytest.mark.parametrize("example", SHOWN, ids=lambda one: one.case)
def test_shown(example):
    coverage = Coverage(example.told, date(2020, 6, 1))
    counts = of_quarters({("901", SPRING): example.number})
    cell = publishing.published(Year(2019), counts, ("901",), coverage).table(EPISODES).cell("901", SPRING)
    assert (cell.text, cell.missing) == (example.shown, example.missing)


def test_what_was_told_comes_from_the_files(tmp_path):
    nothing = Told("902", "Council B", "local_authority", None, None)
    with engines.Files(snapshots.write(tmp_path, [], [POLICE, nothing])) as files:
        found = engines.coverage(files, date(2020, 6, 1))
    assert found.missing(Year(2019), "901") == []
    assert found.missing(Year(2019), "902") == found.missing(Year(2019)) == ["Council B"]
    assert found.missing(Year(2017), "901") == ["Police"]


def test_taking_one_absence_out_takes_one_from_the_count(tmp_path):
    absences = [Absence("901", date(2019, 4 + n % 9, 1 + n % 28)) for n in range(50)]
    for number in (50, 49):
        with engines.Files(snapshots.write(tmp_path, absences[:number])) as files:
            counts = counting.count(files)
            assert counts[Place("episodes", ALL, Year(2019))] == number
            assert sum(counts.get(Place("episodes", "901", month), 0) for month in Year(2019).months) == number


def published(counts, taken_on=date(2021, 6, 1), told=(COUNCIL, POLICE)):
    numbers = {(area, parse(period)): number for (area, period), number in counts.items()}
    counts = of_quarters(numbers)
    return publishing.published(Year(2019), counts, ("901",), Coverage(told, taken_on)).table(EPISODES)


def test_a_quarter_that_has_not_begun_is_not_zero():
    table = published({("901", "2019-20-q1"): 9}, date(2019, 7, 20))
    assert [cell.text for cell in table.row("901")] == ["9", "0", "not begun", "not begun", "9"]
    assert [cell.so_far for cell in table.row("901")] == [False, True, False, False, True]


def test_a_late_council_leaves_what_the_police_alone_tell_complete():
    late = Told("901", "Council", "local_authority", None, None)
    counts = of_quarters({("901", SPRING): 9})
    found = publishing.published(Year(2019), counts, ("901",), Coverage((POLICE, late), date(2021, 6, 1)))
    absent, nobody = (found.table(EPISODES, "risk").cell("901", SPRING, key) for key in ("absent", "not_recorded"))
    assert (absent.text, absent.missing) == ("0", ())
    assert (nobody.text, nobody.missing) == ("not recorded", ("Council",))
    assert found.table(EPISODES).cell("901", SPRING).missing == ("Council",)


def test_nothing_told_of_a_year_is_zero_nowhere():
    for told, text in (((), "0"), ((Told("901", "Police", "police", None, None),), "not recorded")):
        table = published({}, told=told)
        assert {table.cell(area, table.year).text for area in ("901", "", ALL)} == {text}
    assert published({("901", "2019-20-q1"): 9}, told=told).cell("", table.year).text == "0", "of what there is"


def test_a_year_is_compared_with_another_only_where_both_are_whole():
    now, before = published({("901", "2019-20-q1"): 30}), published({("901", "2019-20-q1"): 20})
    assert compared(now.cell("901", now.year), before.cell("901", now.year)).words == "up 50.0%"
    part = published({("901", "2019-20-q1"): 30}, date(2019, 7, 20)).cell("901", now.year)
    assert compared(part, before.cell("901", now.year)) is None
    assert why_no_change(part, before.cell("901", now.year)) == "not over yet"
    small = published({("901", "2019-20-q1"): 3}).cell("901", now.year)
    assert compared(now.cell("901", now.year), small) is None
    assert why_no_change(now.cell("901", now.year), small) == "c"
    none = published({}).cell("901", now.year)
    assert compared(now.cell("901", now.year), none).words == "up 30"
    assert Change(Decimal("6.0"), Decimal("6.1"), None, Kind.MEDIAN).words == "up 0.1 hours"
    assert Change(336, 168, None, Kind.LONGEST).words == "down from over 14 days", "bands are not subtracted"


def test_the_digest_follows_words_and_code():
    from dataclasses import replace

    assert len(EPISODES.digest) == 64
    assert replace(EPISODES, numerator="Something else.").digest != EPISODES.digest
    other = replace(EPISODES, part=Part(replace(EPISODES.part.population, counted=published)))
    assert other.digest != EPISODES.digest
