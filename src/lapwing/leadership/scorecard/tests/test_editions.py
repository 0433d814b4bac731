"""A number that is published anew stands beside every edition that anybody may have kept, and not the last alone."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from lapwing.leadership.scorecard import editions, queries
from lapwing.measures import publishing
from lapwing.measures.coverage import Coverage
from lapwing.measures.periods import Quarter, Year
from tests.counts import of_quarters

YEAR = Year(2019)
KEY = f"missing-episodes/901/{Quarter(2019, 1).key}"


def published(number: int) -> publishing.Publication:
    quarters = {1: number, 2: 100, 3: 100, 4: 100}
    counts = of_quarters({("901", Quarter(2019, q)): n for q, n in quarters.items()})
    return publishing.published(YEAR, counts, ("901",), Coverage((), date(2021, 6, 1)))


@pytest.mark.parametrize(
    ("numbers", "may"),
    [
        ((20,), True),
        ((20, 20), True),
        ((20, 26), True),
        ((20, 23), False),
        ((20, 26, 32), True),
        ((20, 26, 19), False),  # seven fewer than the last, and one fewer than the first, which somebody kept
        ((20, 27, 20), True),  # as the first has it
        ((20, 30, 40, 50), True),
        ((20, 30, 40, 33), False),
    ],
)
def test_beside_each_former_edition(monkeypatch: Any, numbers: tuple[int, ...], may: bool) -> None:
    *then, now = [SimpleNamespace(pk=place, says=published(number)) for place, number in enumerate(numbers)]
    monkeypatch.setattr(queries, "snapshot", {each.pk: each for each in then}.get)
    monkeypatch.setattr(editions, "_source", lambda edition, _: edition.snapshot.pk)
    monkeypatch.setattr(queries, "publication", lambda of, _: of.says)
    former = editions.Former(None)
    kept = [SimpleNamespace(texts={KEY: "as it was"}, snapshot=each) for each in reversed(then)]
    monkeypatch.setattr(former, "editions", kept)
    assert former.lets(now, KEY) is may  # type: ignore[arg-type] # a snapshot's key and what it says are all that is asked
