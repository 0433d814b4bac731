"""The public validator finds nothing wrong in the missing file that Lapwing writes.

It is called in an environment of its own, with the header and episodes of the same children beside the file and the
year of the collection named: alone it would skip most rules without a word.
"""

import json
import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lapwing.access import viewer
from lapwing.cli import validator
from lapwing.demo.absences import absences
from lapwing.demo.families import families
from lapwing.demo.returns import returns
from lapwing.demo.size import SMALL
from lapwing.directory.models import Seat
from lapwing.exchange import samples
from lapwing.exchange.inbound import changes as inbound
from lapwing.exchange.outbound import changes as outbound
from lapwing.exchange.outbound.changes import Wanted
from lapwing.exchange.outbound.ssda903 import Year
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db

# The rules of the collection of 2025 to 2026 that read MIS_START or MIS_END: each of them must have run.
MUST_RUN = {
    "1004", "1005", "564", "565", "566", "567", "570", "571", "574", "575", "577", "578", "581", "586",
}  # fmt: skip
BESIDE = {"1006", "INT04", "INT13"}
DAY = date(2026, 11, 22)


@pytest.fixture
def python() -> Path:
    """The validator's own Python."""
    if validator.is_too_new():
        pytest.skip(validator.TOO_NEW)
    if not validator.is_ready():
        if os.environ.get("CI") == "true":
            pytest.fail("The public validator is not installed: ./lapwing test installs it.")
        pytest.skip("The public validator is not installed: ./lapwing test installs it.")
    return validator.PYTHON


@pytest.fixture
def cast() -> Cast:
    return build()


def validated(
    python: Path, year: Year, folder: Path, files: Mapping[str, str | bytes], *, how: str = "apart"
) -> dict[str, Any]:
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(str(path))
    script = Path(__file__).with_name("in_validator.py")
    done = subprocess.run(
        [str(python), str(script), str(year.began + 1), how, *paths], capture_output=True, text=True, check=False,
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3_000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def read_in(seat: Seat, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        with viewer.viewer(seat, "intake"):
            file = inbound.show(name, content.encode() if isinstance(content, str) else content)
            inbound.confirm(file.pk)
        inbound.take(file.pk, seat)


def written(cast: Cast, year: Year) -> bytes:
    """The file, as a council's steward asks for it, a second person approves it, and the steward fetches it."""
    wanted = Wanted("return", "csv", "return", "Department for Education", year.first, year.last)
    with viewer.viewer(cast.data_steward, "return"):
        asked = outbound.ask(wanted)
    if asked.state == "waiting":
        with viewer.viewer(cast.ig_lead, "disclosure"):
            outbound.decide(asked.pk, approve=True)
    with viewer.viewer(cast.data_steward, "disclosure"):
        return outbound.fetch(asked.pk).content


def nothing_is_wrong(told: Mapping[str, Any]) -> None:
    assert {code for code, fields in told["about"].items() if set(fields) & {"MIS_START", "MIS_END"}} == MUST_RUN
    assert set(told["ran"]) >= MUST_RUN | BESIDE
    assert not (MUST_RUN | BESIDE) & {*told["skipped"], *told["crashed"]}
    assert told["found"] == {}


def test_nothing_is_wrong_with_the_demo_s_return(cast: Cast, python: Path, tmp_path: Path) -> None:
    """The demo's own children, their placements and absences, read in and written out again."""
    children = families(1, DAY, SMALL)
    made = returns("city", children, absences(1, DAY, children, SMALL), DAY)[-2]
    year = Year(made.began.year)
    read_in(cast.data_steward, made.files)
    beside = {name: text for name, text in made.files.items() if "missing" not in name}
    ours = {**beside, "missing.csv": written(cast, year)}
    for how in ("together", "apart"):
        told = validated(python, year, tmp_path, ours, how=how)
        assert told["rows"] >= 10
        nothing_is_wrong(told)


def test_nothing_is_wrong_where_placements_end_and_absences_overlap(cast: Cast, python: Path, tmp_path: Path) -> None:
    """Four hundred children whose absences begin before their placements, outlast them, and meet one another."""
    sample = samples.looked_after(400, year=2025, seed=8)
    files = sample.files()
    read_in(cast.data_steward, files)
    theirs = validated(python, Year(2025), tmp_path, files)
    assert theirs["found"], "the sample must hold what the rules find, or nothing is shown here"
    beside = {name: text for name, text in files.items() if "missing" not in name}
    told = validated(python, Year(2025), tmp_path, {**beside, "2025-missing.csv": written(cast, Year(2025))})
    assert 10 <= told["rows"] < theirs["rows"]
    nothing_is_wrong(told)
