"""How many children live in an area, read in from a file."""

from pathlib import Path

import pytest

from lapwing.directory.command import main
from lapwing.directory.models import Area, Population

GOOD = 'area,mid_year,children,source\n990,2019,"69,100",An estimate of June 2020\n990,2018,68700,The same\n'


@pytest.fixture
def area(db: None) -> Area:
    return Area.objects.create(name="Ashmere", code="990")


def test_a_file_of_estimates_is_taken_and_a_later_one_stands_beside_it(area: Area, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(GOOD)
    assert main([str(tmp_path / "one.csv")]) == 0
    (tmp_path / "two.csv").write_text("area,mid_year,children,source\n990,2019,67083,Rebased\n")
    assert main([str(tmp_path / "two.csv")]) == 0
    rows = Population.objects.filter(area=area, mid_year=2019)
    assert [(row.children, row.source) for row in rows] == [(67_083, "Rebased"), (69_100, "An estimate of June 2020")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("area,children\n990,69100\n", "lacks the heading mid_year, source"),
        ("area,mid_year,children,source\n990,2019,many,Somebody\n", "Line 2"),
        ("area,mid_year,children,source\n990,2019,69100,\n", "who says so"),
        ("area,mid_year,children,source\n123,2019,69100,Somebody\n", "No area has the figures 123"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_nothing_is_taken(
    area: Area, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (tmp_path / "one.csv").write_text(text)
    assert main([str(tmp_path / "one.csv")]) == 2
    assert words in capsys.readouterr().err
    assert not Population.objects.exists()
