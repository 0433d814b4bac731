"""Which absences the return's missing file holds, and why the others wait."""

import uuid
from datetime import date, timedelta

import pytest

from lapwing.exchange.outbound.ssda903 import Episode, Told, Year, prepare, text, year_of

YEAR = Year(2025)
PERSON = uuid.uuid4()
BORN = date(2011, 5, 2)
IN_CARE = [Episode(date(2024, 2, 1), date(2025, 9, 1)), Episode(date(2025, 9, 1), None)]


def told(began: str, ended: str = "", *, code: str = "M", born: date | None = BORN, **more: object) -> Told:
    return Told(
        uuid.uuid4(), PERSON, "4455", born, code, date.fromisoformat(began),
        date.fromisoformat(ended) if ended else None, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def made(*rows: Told, placed: list[Episode] | None = None) -> tuple[list[tuple[str, str]], list[str]]:
    done = prepare(rows, {PERSON: IN_CARE if placed is None else placed}, YEAR)
    kept = [(str(row.began), str(row.ended or "")) for row in done.rows]
    return kept, [one.why for one in done.waiting]


def test_a_year_is_from_april_to_march() -> None:
    assert (YEAR.first, YEAR.last, YEAR.words) == (date(2025, 4, 1), date(2026, 3, 31), "2025/26")
    assert year_of(date(2026, 3, 31)) == YEAR
    assert year_of(date(2026, 4, 1)) == Year(2026)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (told("2025-06-01", "2025-06-02"), [("2025-06-01", "2025-06-02")]),
        (told("2025-09-01", "2025-09-01"), [("2025-09-01", "2025-09-01")]),
        (told("2025-12-01"), [("2025-12-01", "")]),
        (told("2026-03-30", "2026-04-02"), [("2026-03-30", "")]),  # open when the year ended
        (told("2025-03-30", "2025-04-01"), [("2025-03-30", "2025-04-01")]),
        (told("2025-03-01", "2025-03-31"), []),  # last year's
        (told("2026-04-01"), []),  # next year's
        (told("2026-01-10", born=date(2008, 2, 14)), [("2026-01-10", "2026-02-14")]),  # to the eighteenth birthday
    ],
)
def test_what_the_file_holds(row: Told, kept: list[tuple[str, str]]) -> None:
    assert made(row) == (kept, [])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (told("2025-06-01", born=None), "The date of birth is not known."),
        (told("2025-06-01", exact=False), "Only the month in which it began is known."),
        (told("2025-06-01", "2025-05-30"), "It ends on Fri 30 May 2025, before it begins."),
        (told("2025-06-01", born=date(2025, 6, 1)), "It begins on Sun 1 Jun 2025, before the child was born."),
        (told("2025-06-01", born=date(2007, 6, 1)), "The child was 18 when it began."),
        (
            told("2025-06-01"),
            "The placement ended on Mon 1 Sep 2025, and no end of the absence is recorded.",
        ),
    ],
)
def test_what_waits_and_why(row: Told, why: str) -> None:
    assert made(row) == ([], [why])


def test_a_child_not_looked_after_then_waits() -> None:
    left = [Episode(date(2025, 4, 10), date(2025, 5, 10))]
    before, across, after = told("2025-04-05", "2025-04-06"), told("2025-05-09", "2025-05-12"), told("2025-05-11")
    kept, why = made(before, across, after, placed=left)
    assert kept == []
    assert why == [
        "No placement of this year is recorded for the day on which it began.",
        "It ends on Mon 12 May 2025, after the child ceased to be looked after on Sat 10 May 2025.",
        "No placement of this year is recorded for the day on which it began.",
    ]


def test_a_child_who_was_not_looked_after_in_the_year_is_no_part_of_it() -> None:
    done = prepare([told("2025-06-01", "2025-06-02"), told("2025-07-01")], {PERSON: []}, YEAR)
    assert (done.rows, done.waiting, done.outside) == ((), (), 2)


def test_absences_of_one_child_do_not_overlap() -> None:
    first, second, third = (
        told("2025-06-01", "2025-06-05"),
        told("2025-06-03", "2025-06-06"),
        told("2025-06-05", "2025-06-07"),
    )
    kept, why = made(third, second, first)
    assert kept == [("2025-06-01", "2025-06-05"), ("2025-06-05", "2025-06-07")]
    assert why == ["It begins before the absence of Sun 1 Jun 2025 ended, on Thu 5 Jun 2025."]


def test_an_open_absence_before_another_has_an_end_that_nobody_recorded() -> None:
    kept, why = made(told("2025-10-01"), told("2025-10-09", "2025-10-10"))
    assert kept == [("2025-10-09", "2025-10-10")]
    assert why == ["No end is recorded, and another absence began on Thu 9 Oct 2025."]


def test_the_file_is_as_the_return_has_it() -> None:
    rows = prepare([told("2025-12-01"), told("2025-06-01", "2025-06-02", code="A")], {PERSON: IN_CARE}, YEAR).rows
    assert text(rows) == (
        "CHILD,DOB,MISSING,MIS_START,MIS_END\r\n"
        "4455,02/05/2011,A,01/06/2025,02/06/2025\r\n"
        "4455,02/05/2011,M,01/12/2025,\r\n"
    )
    assert all(row.ended is None or row.ended - row.began >= timedelta(0) for row in rows)
