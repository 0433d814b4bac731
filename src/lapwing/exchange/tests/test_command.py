"""`./lapwing import`: by command as by page, and nothing that a row says on the screen."""

from pathlib import Path

import pytest

from lapwing.access import viewer
from lapwing.cases.missing.models import Absence
from lapwing.exchange.command import main
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n771234,02/05/2010,M,26/02/2024,\n771235,02/05/2010,M,31/02/2024,\n"


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "any name.csv"
    path.write_text(MISSING)
    return str(path)


def absences(cast: Cast) -> int:
    with viewer.viewer(cast.data_steward, "test"):
        return Absence.objects.count()


def test_a_file_is_read_in_twice(cast: Cast, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, "--agency", "Ashmere"]) == 0
    said = capsys.readouterr().out
    assert "1  new: recorded for the first time" in said
    assert "1  in quarantine" in said
    assert "7712" not in said
    assert main([file, "--agency", str(cast.agencies["council"].pk)]) == 0
    assert "read in before. Nothing was changed." in capsys.readouterr().out
    assert absences(cast) == 1


def test_only_looking_records_nothing(cast: Cast, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([file, "--agency", "Ashmere", "--look"]) == 0
    assert "will be recorded for the first time" in capsys.readouterr().out
    assert absences(cast) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--agency", "Nowhere"], "No agency is called Nowhere"),
        (["--agency", "Council"], "Several agencies are called that"),
        (["--agency", "Farhaven"], "Nobody has a seat at Farhaven Council"),
        (["--agency", "Ashmere", "--as", "nobody@cast.example"], "nobody@cast.example has no seat"),
    ],
)
@pytest.mark.usefixtures("cast")
def test_who_reads_it_in_must_be_clear(
    arguments: list[str], words: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([file, *arguments]) == 2
    assert words in capsys.readouterr().out


def test_a_file_that_cannot_be_read_says_why(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("")
    assert main([str(path), str(tmp_path / "none.csv"), "--agency", "Ashmere"]) == 2
    said = capsys.readouterr().out
    assert "empty.csv: The file is empty" in said
    assert "none.csv: it cannot be opened" in said
