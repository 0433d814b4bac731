"""Whether two databases say the same, whatever keys their rows were given: what the bench of kills rests on."""

import uuid
from datetime import UTC, datetime
from typing import Any

from lapwing.cli.bench.alike import Differences, compared, marks_of

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
Rows = list[tuple[str, dict[str, Any]]]


def world(**other: Any) -> Rows:
    """Two children with an absence each, and a list that holds both; under keys that are new each time."""
    one, two, absence, second = (str(uuid.uuid4()) for _ in range(4))
    said = {"place": "the park", "written": "2026-03-02T10:00:00+00:00", "whose": one} | other
    return [
        ("told", {"id": one, "name": "Ada"}),
        ("told", {"id": two, "name": "Ben"}),
        ("absence", {"id": absence, "person": said["whose"], "began_at": "2026-02-01T10:00:00+00:00"}),
        ("absence", {"id": second, "person": two, "began_at": "2026-02-01T10:00:00+00:00"}),
        ("found", {"absence": absence, "place": said["place"], "at": said["written"]}),
        ("line", {"id": 7, "subjects": sorted([absence, second])}),
    ]


def differences(expected: Rows, found: Rows) -> Differences:
    return compared(marks_of(expected, SINCE), marks_of(found, SINCE))


def test_other_keys_and_a_later_time_of_writing_are_no_difference() -> None:
    assert not differences(world(), world(written="2026-03-09T23:59:00+00:00"))


def test_a_row_that_says_otherwise_is_seen_with_all_that_hangs_on_it() -> None:
    found = differences(world(), world(place="the station"))
    assert (found.lost, found.doubled) == (0, 0)
    assert "found" in found.tables
    assert differences(world(), world(written="2026-02-09T23:59:00+00:00")).changed


def test_a_row_that_hangs_on_another_is_seen() -> None:
    ours = world()
    assert differences(ours, [*ours[:2], (ours[2][0], {**ours[2][1], "person": ours[1][1]["id"]}), *ours[3:]]).changed


def test_a_row_that_is_lost_or_doubled_is_counted() -> None:
    ours = world()
    lost, doubled = differences(ours, ours[:-2] + ours[-1:]), differences(ours, [*ours, ours[-2]])
    assert lost.lost == 1
    assert doubled.doubled == 1
