"""A data steward reads in a return: chooses, looks, confirms, and does it again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing.changes import Report, record_missing
from lapwing.people.models import Told
from lapwing.rules.moments import Moment
from tests.journeys.traveller import Traveller

HEADER = (
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    "771234,F,02/05/2010,WBRI,UN2,,\n771235,M,14/09/2011,MWBC,A123456789012,,\n771236,M,31/02/2011,MWBC,UN1,,\n"
)
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n771234,02/05/2010,M,26/02/2024,28/02/2024\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "header.csv", tmp_path / "missing.csv"]
    for path, text in zip(paths, (HEADER, MISSING), strict=True):
        path.write_text(text)
    return paths


def choose(traveller: Traveller, files: list[Path]) -> None:
    traveller.go("/exchange/")
    traveller.page.locator("input[name=files]").set_input_files(files)
    traveller.press("Look at the files")


def test_choose_look_confirm_and_again(traveller: Traveller, on_a_phone: Traveller, files: list[Path]) -> None:
    traveller.sign_in("data_steward")
    choose(traveller, files)
    traveller.reads("Is this what the files say?")
    traveller.sees("will be recorded for the first time")
    traveller.sees("Sun 2 May 2010")
    traveller.shoot("exchange-look")
    traveller.press("Read them in")
    traveller.reads("What became of the files?")
    traveller.sees("All 3 rows are accounted for.")
    traveller.shoot("exchange-done")
    choose(traveller, files)
    traveller.reads("What became of the files?")
    traveller.sees("All 3 rows are accounted for.")
    traveller.go("/exchange/")
    traveller.follow("1 row could not be read in")
    traveller.reads("Which rows could not be read in?")
    traveller.shoot("exchange-quarantine")
    traveller.follow("SSDA903 header, line 4")
    traveller.fill("DOB", "28/02/2011")
    traveller.shoot("exchange-row")
    traveller.press("Check the row, and read it in")
    traveller.reads("What became of this row?")
    on_a_phone.sign_in("data_steward")
    on_a_phone.go("/exchange/")
    on_a_phone.shoot("exchange-phone")
    on_a_phone.follow("SSDA903 header")
    on_a_phone.shoot("exchange-done-phone")
    on_a_phone.follow("See every row")
    on_a_phone.reads("What became of each row?")
    on_a_phone.shoot("exchange-rows-phone")


def test_a_file_that_is_no_table_says_what_to_do(traveller: Traveller, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"PK\x03\x04 and more")
    traveller.sign_in("data_steward").expected.add(422)
    choose(traveller, [path])
    traveller.sees("This is an Excel workbook or a zip file, not a CSV file.")


def test_without_scripts_it_goes_the_same_way(without_scripts: Traveller, tmp_path: Path) -> None:
    path = tmp_path / "missing.csv"
    path.write_text(MISSING.replace("771234", "881234"))
    without_scripts.sign_in("data_steward")
    choose(without_scripts, [path])
    without_scripts.press("Read it in")
    without_scripts.reads("What became of the files?")


THEIRS = (
    "Episode No,Client ID,Forename,Surname,Date of Birth,Missing Type,Date Missing,Date Returned\n"
    "E1,4455,Robin,Ashdown,02/05/2011,Missing,20/09/2026 22:10,21/09/2026 09:15\n"
    "E2,4456,Kit,Marlow,14/11/2010,Away from placement without authorisation,25/10/2026 01:30,25/10/2026 04:00\n"
) + "".join(
    f"E{n},{4500 + n},Wren,Tolley{letter},{n}/05/2011,Missing,{n}/09/2026 20:00,{n}/09/2026 23:15\n"
    for n, letter in enumerate("abcdefghijklmnopqrst", 3)
)


def test_headings_of_another_program_and_then_a_list(
    traveller: Traveller, on_a_phone: Traveller, tmp_path: Path
) -> None:
    """A council's coordinator says which column is which, reads the file in, and takes a list of it out, which is so
    long that a second person approves it.
    """
    path = tmp_path / "export.csv"
    path.write_text(THEIRS)
    traveller.sign_in("council_missing").expected.add(422)
    choose(traveller, [path])
    traveller.press("Say which column is which")
    traveller.reads("Which column is which?")
    traveller.shoot("exchange-headings")
    traveller.fill("What program do these files come from?", "Casebook")
    traveller.page.locator("[name=is_EPISODE]").select_option("EPISODE_NO")
    traveller.press("Remember these headings")
    traveller.sees("The headings are remembered.")
    choose(traveller, [path])
    traveller.reads("Is this what the files say?")
    traveller.sees("A time of the night on which the clocks changed")
    traveller.shoot("exchange-look-mapped")
    traveller.press("Read it in")
    traveller.sees("All 22 rows are accounted for.")
    traveller.go("/exchange/lists/")
    traveller.reads("Which lists of children left Lapwing?")
    traveller.page.get_by_label("What is the list for?").select_option("plan")
    traveller.fill("Who will have it?", "Monday's panel")
    for name, value in {"since-day": "1", "since-month": "9", "since-year": "2026"}.items():
        traveller.page.locator(f"[name={name}]").fill(value)
    traveller.press("Ask for the list")
    traveller.sees("22 absences")
    traveller.sees("Waiting for a second person")
    traveller.shoot("lists")
    second = on_a_phone.sign_in("council_missing_deputy")
    second.go("/exchange/lists/")
    second.shoot("lists-second-person-phone")
    second.page.get_by_role("button", name="Approve 22 absences").click()
    second.check()
    second.sees("Ready")
    traveller.go("/exchange/lists/")
    with traveller.page.expect_download() as taken:
        traveller.page.get_by_role("button", name="Fetch 22 absences").click()
    assert taken.value.suggested_filename.startswith("absences-2026-09-01")
    traveller.follow("The missing file of the looked-after children return (SSDA903)")
    traveller.shoot("lists-return")
    paper_is_approved(traveller, second)


def paper_is_approved(first: Traveller, second: Traveller) -> None:
    """So many children on paper wait for a second person too."""
    with viewer(first.site.cast.council_missing, "find_missing"):
        persons = Told.objects.filter(reference__gte="4455", reference__lt="4600").values_list("pk", flat=True)
        began, area = Moment(timezone.now() - timedelta(hours=3)), first.site.cast.areas["ashmere"].pk
        record_missing([Report(person, "missing", began, area) for person in persons])
    first.go("/missing/tasking/")
    first.expected.add(409)  # not made yet
    first.press("Make it for paper")
    first.reads("Who approves paper with 22 children on it?")
    second.go("/missing/tasking/")
    second.sees("Paper that waits for a second person")
    second.shoot("paper-second-person-phone")
    second.press("Approve")
    second.sees("Approved. Whoever asked for it can make it now")
    first.go("/missing/tasking/")
    first.press("Make it for paper")
    first.reads("What does this morning ask for?")
