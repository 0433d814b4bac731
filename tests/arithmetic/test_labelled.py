"""The labelled set that the rules are made with stays above the mark, and the one put aside is as it was committed."""

import hashlib
from pathlib import Path

import pytest

from lapwing.arithmetic.bench import SETS
from lapwing.arithmetic.labelled import read_items, score, wilson

HERE = Path(__file__).parent
MADE_WITH = HERE / "labelled"
PUT_ASIDE = sorted({one.folder for one in SETS} - {MADE_WITH})


@pytest.mark.no_cover  # many times over what other tests cover
def test_precision_and_recall() -> None:
    result = score(read_items(MADE_WITH))
    assert result.precision >= 0.98, result.wrong
    assert result.recall >= 0.9, result.missed


def test_there_is_enough_of_it() -> None:
    items = list(read_items(MADE_WITH))
    tables = [item for item in items if "-t" in item["id"]]
    assert len(tables) >= 20
    assert len(items) - len(tables) >= 150
    assert len({item["domain"] for item in items}) >= 6
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize("folder", PUT_ASIDE, ids=lambda folder: folder.name)
def test_what_was_put_aside_is_unchanged(folder: Path) -> None:
    for line in (folder / "digests.txt").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest() == digest


def test_wilson_interval() -> None:
    low, high = wilson(98, 100)
    assert (round(low, 3), round(high, 3)) == (0.930, 0.994)
    assert wilson(0, 0) == (0.0, 1.0)
