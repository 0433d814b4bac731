"""Who was told, in brief: a name once, and a line for each who has not read it."""

import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lapwing.cases.missing.presenters.beside import KNOWN, OVER, by_alert, in_brief
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.queries import Standing


def told(to: str, state: str, words: str = "", *, needs_call: bool = False) -> Standing:
    return Standing(uuid.uuid4(), to, state, words or state, needs_call, needs_call)


def test_who_was_told_twice_and_has_read_it_once_knows() -> None:
    lines = in_brief([told("Night team", "waiting"), told("Night team", "acknowledged"), told("School", "waiting")])
    assert lines == ("Read by 1 of 2", "School: waiting")


def test_whoever_must_still_be_rung_stays_in_sight() -> None:
    lines = in_brief([told("Force", "acknowledged", "acknowledged; no telephone call recorded yet", needs_call=True)])
    assert lines == ("Read by 1 of 1", "Force: acknowledged; no telephone call recorded yet")


def test_what_was_taken_back_is_told_to_nobody() -> None:
    assert in_brief([told("School", "recalled")]) == ()
    assert in_brief([]) == ()


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(Alert.State.values))))
def test_everybody_told_is_counted_or_named_once(rows: list[tuple[str, str]]) -> None:
    lines = in_brief([told(to, state) for to, state in rows])
    everybody = {to for to, state in rows if state not in OVER}
    knows = {to for to, state in rows if state in KNOWN}
    assert {line.split(":")[0] for line in lines[1:]} == everybody - knows
    assert len(lines) == len(everybody - knows) + bool(everybody)


def test_in_full_each_alert_says_what_it_tells_once() -> None:
    rows = [
        replace(told(to, "waiting"), about=about) for to, about in (("A", "missing"), ("B", "risk"), ("C", "missing"))
    ]
    again = replace(told("A", "acknowledged"), about="missing")
    assert by_alert([*rows, again]) == (
        ("missing", ("A: waiting. Told again: acknowledged", "C: waiting")), ("risk", ("B: waiting",)),
    )  # fmt: skip
