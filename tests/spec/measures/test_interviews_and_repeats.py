"""Return interviews and repeats: the worked examples of the reference page, on the snapshot's own engine."""

from datetime import UTC, datetime, timedelta

import pytest

from lapwing.leadership.scorecard import presenters
from lapwing.measures import counting, engines, lasting, publishing
from lapwing.measures.catalogue import get
from lapwing.measures.coverage import Coverage
from lapwing.measures.examples.children import REPEATED
from lapwing.measures.examples.episodes import Absence
from lapwing.measures.examples.interviews import INTERVIEWS
from lapwing.measures.grid import Place
from lapwing.measures.periods import Year, parse
from lapwing.rules.moments import LONDON
from tests.spec.measures import snapshots

YEAR = Year(2019)


def moment(text):
    """A time and how exactly it is known."""
    if not text:
        return None, ""
    at = datetime.fromisoformat(text).replace(tzinfo=LONDON)
    return at.astimezone(UTC), "minute" if " " in text else "day"


@pytest.fixture(scope="module")
def interviews(tmp_path_factory):
    """Each example seven times: as many as may be shown."""
    absences = []
    for example in INTERVIEWS:
        returned, returned_to = moment(example.returned)
        held, held_to = moment(example.held)
        told = {"returned_at": returned, "ended_at": returned, "ended_to": returned_to, "returned_to": returned_to,
                "interview": example.status, "interview_at": held, "interview_to": held_to}  # fmt: skip
        absences += [(Absence("901", (returned - timedelta(hours=9)).date()), told)] * 7
    folder = tmp_path_factory.mktemp("interviews")
    with engines.Files(snapshots.write_told(folder, absences)) as files:
        return counting.count(files), lasting.lengths(files)


def test_a_year_of_which_months_are_not_recorded_says_so(tmp_path):
    """Offers are on record from July: the year reads low, is marked, names what is missing, and is not compared."""
    absences = []
    for month in (4, 5, 6, 7, 8, 9):
        back = datetime(2019, month, 9, 12, tzinfo=UTC)
        told = {"returned_at": back, "ended_at": back, "interview": "declined" if month not in {4, 5, 6, 8} else ""}
        absences += [(Absence("901", (back - timedelta(hours=9)).date()), told)] * 9
    with engines.Files(snapshots.write_told(tmp_path, absences)) as files:
        counts = counting.count(files)
    table = publishing.published(YEAR, counts, ("901",), Coverage((), YEAR.last)).table(
        get("return-interviews-offered")
    )
    year, first, second = (table.cell("901", each) for each in (YEAR, YEAR.quarters[0], YEAR.quarters[1]))
    assert (year.text, year.is_complete) == ("33.3%", False)
    assert presenters.gap_words(year) == (
        "It is incomplete: of April to June 2019 and August 2019 nothing of this is recorded."
    )
    assert (first.text, second.text, second.is_complete) == ("not recorded", "66.7%", False)
    assert [table.cell("all", month).text for month in YEAR.months[3:6]] == ["100.0%", "not recorded", "100.0%"]


@pytest.mark.parametrize("key", sorted({one.category for one in INTERVIEWS}))
def test_as_what_an_interview_counts(interviews, key):
    counts, _ = interviews
    examples = [one for one in INTERVIEWS if one.category == key]
    assert counts[Place("episodes", "901", YEAR, "interview", key)] == 7 * len(examples)


def test_shares_of_offered_accepted_completed_and_in_time(interviews):
    counts, lengths = interviews
    table = publishing.published(YEAR, counts, ("901",), Coverage((), YEAR.last), lengths)
    shown = {
        name: table.table(get(f"return-interviews-{name}")).cell("901", YEAR)
        for name in ("offered", "accepted", "completed", "in-72-hours")
    }
    # Of eleven returns nine were offered; of these eight were accepted, seven completed, and four in time.
    assert {name: (cell.part, cell.whole, cell.text) for name, cell in shown.items()} == {
        "offered": (63, 77, "81.8%"), "accepted": (56, 63, "88.9%"), "completed": (49, 77, "63.6%"),
        "in-72-hours": (28, 77, "36.4%"),
    }  # fmt: skip


@pytest.mark.parametrize("example", REPEATED, ids=lambda one: one.case)
def test_three_or_more_in_ninety_days(example, tmp_path):
    absences = [(Absence("901", day, example.type), {"child": b"one"}) for day in example.began]
    with engines.Files(snapshots.write_told(tmp_path, absences)) as files:
        counts = counting.count(files)
    for key in ("2019-20-q1", "2019-20-q2", "2019-20"):
        place = Place("children", "901", parse(key), "repeat", "three_or_more")
        assert counts.get(place, 0) == (key in example.reached)


def test_a_snapshot_older_than_a_column_reads_as_not_recorded(tmp_path):
    """Nobody had told of interviews, ethnicity and placement: never zero, and never a guess."""
    snapshots.write_without(tmp_path, [Absence("901", YEAR.first)] * 14, {"interview", "ethnicity", "returned_at"})
    with engines.Files(tmp_path) as files:
        counts = counting.count(files)
    publication = publishing.published(YEAR, counts, ("901",), Coverage((), YEAR.last))
    assert publication.table(get("return-interviews-offered")).cell("901", YEAR).text == "not recorded"
    by = publication.table(get("missing-episodes"), "ethnicity")
    assert by.cell("901", YEAR, "not_recorded").text == "14"
    assert publication.table(get("missing-episodes")).cell("901", YEAR).text == "14"
