"""A data steward reads in a return: chooses, looks, confirms, and does it again."""

from pathlib import Path

import pytest

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
    traveller.page.get_by_label("Files", exact=True).set_input_files(files)
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
