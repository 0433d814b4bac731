"""A large return in other habits, and ten damaged copies: rows in are rows accounted for, and totals are those of an
independent count of the files by DuckDB.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from lapwing.access import viewer
from lapwing.cases.missing.models import Absence
from lapwing.exchange import samples
from lapwing.exchange.inbound import changes, queries
from lapwing.exchange.inbound.text import Refused
from lapwing.people.models import Identifier, Placement, Told
from tests.cast import build

pytestmark = pytest.mark.django_db
CHILDREN = 500  # the bench reads in 5,000


@pytest.fixture
def _steward() -> Iterator[None]:
    with viewer.viewer(build().data_steward, "intake"):
        yield


def take(files: samples.Files) -> dict[str, Counter[str]]:
    """The accounts of each file; a file that is refused has none."""
    shown = {}
    for name, content in files.items():
        try:
            shown[name] = changes.show(name, content)
        except Refused:
            continue
    for file in shown.values():
        changes.confirm(file.pk)
        while changes.take_batch(file.pk):
            pass
    counted = queries.accounts(list(shown.values()))
    assert all(one.balance and not one.waiting for one in counted.values())
    return {name: counted[file.pk].by_state for name, file in shown.items()}


def count(folder: Path, name: str, content: bytes, question: str) -> int:
    """What DuckDB counts in a file, read as it stands."""
    path = folder / name
    path.write_bytes(content)
    found = duckdb.sql(f"SELECT {question} FROM read_csv('{path}', all_varchar=true, header=true)").fetchall()
    return int(found[0][0])


@pytest.mark.usefixtures("_steward")
def test_a_large_return_comes_in_whole_and_twice_changes_nothing(tmp_path: Path) -> None:
    sample = samples.looked_after(CHILDREN)
    files = sample.files(samples.OTHER)
    for name, states in take(files).items():
        assert set(states) == {"new"}, name
        assert states.total() == count(tmp_path, name, files[name], "count(*)")
    header, episodes, missing = (f"2025-{kind}.csv" for kind in samples.KINDS)
    assert Told.objects.count() == count(tmp_path, header, files[header], "count(DISTINCT child)")
    pairs = "count(DISTINCT (child, decom))"
    assert Placement.objects.count() == count(tmp_path, episodes, files[episodes], pairs)
    ended = "count(*) FILTER (WHERE dec <> '')"
    assert Placement.objects.exclude(until=None).count() == count(tmp_path, episodes, files[episodes], ended)
    assert Absence.objects.count() == count(tmp_path, missing, files[missing], 'count(DISTINCT (child, "Mis start"))')
    open_ = "count(*) FILTER (WHERE coalesce(\"Mis end\", '') = '')"
    assert Absence.objects.filter(ended_at=None).count() == count(tmp_path, missing, files[missing], open_)
    assert Identifier.objects.filter(scheme="upn").exclude(is_valid=False).exists()
    old = {f"old-{name}": content for name, content in sample.files(samples.OLD).items()}
    assert {frozenset(states) for states in take(old).values()} == {frozenset({"unchanged"})}


@pytest.mark.usefixtures("_steward")
@pytest.mark.parametrize("damage", samples.DAMAGES)
def test_of_a_damaged_return_every_row_is_accounted_for(damage: str, tmp_path: Path) -> None:
    files = samples.damaged(samples.looked_after(80).files(), damage)
    taken = take(files)
    assert (not taken) == (damage in {"without headings", "a heading renamed"})
    for name, states in taken.items():
        counted = samples.counted_lines(samples.write_countable(tmp_path, name, files[name]))
        assert states.total() == counted, name
    assert not set().union(*taken.values()) - {"new", "unchanged", "doubtful", "quarantined", "updated"}
