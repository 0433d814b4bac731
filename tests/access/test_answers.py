"""The one statement, kept a second time by hand's rule: changing any cell of `access.reach` turns this red.

The file is written by `python -m tests.access.test_answers`, and read by a person before it is committed.
"""

import dataclasses
from pathlib import Path

import pytest

from lapwing.access import functions, may_see, reach
from lapwing.access.levels import Level
from lapwing.access.reach import Kind, Reach, Relation
from lapwing.access.roles import ROLES

FILE = Path(__file__).with_name("answers.txt")
LEVELS = [level for level in Level if level]


def answers() -> str:
    """One line for each role, kind and relation: for each level from pointer to sealed, yes or no."""
    lines = ["# role kind relation: pointer summary detail restricted sealed"]
    return "\n".join(lines + [line for role in ROLES for line in lines_of(role)]) + "\n"


def lines_of(role: str) -> list[str]:
    found = []
    for kind in Kind:
        for relation in Relation:
            highest = reach.highest(role, kind, relation)
            shown = " ".join("yes" if level <= highest else "no" for level in LEVELS)
            found.append(f"{role} {kind} {relation}: {shown}")
    return found


def test_the_answers_are_those_that_were_agreed() -> None:
    assert answers() == FILE.read_text()


def cells() -> list[tuple[str, Kind, Relation]]:
    return [(role, kind, relation) for role in ROLES for kind in Kind for relation in Relation]


def test_changing_any_one_cell_changes_the_answers_and_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    agreed = answers()
    for role, kind, relation in cells():
        before, installed = reach.REACH[role].get(kind, Reach()), functions.reach_of(role)
        for level in Level:
            if level is getattr(before, relation.value):
                continue
            changed = dataclasses.replace(before, **{relation.value: level})
            monkeypatch.setitem(reach.REACH[role], kind, changed)
            assert lines_of(role) != [line for line in agreed.splitlines() if line.startswith(f"{role} ")]
            assert functions.reach_of(role) != installed, (role, kind, relation, level)
            break
        if kind in reach.REACH[role]:
            monkeypatch.setitem(reach.REACH[role], kind, before)
    monkeypatch.undo()
    assert answers() == agreed


if __name__ == "__main__":
    FILE.write_text(answers())


def test_why_says_how_far_the_role_reaches_and_the_records_own_level_beside_it() -> None:
    said = may_see._why("social_worker", Kind.INVOLVEMENT, Relation.OWN, Level.POINTER)
    assert "to the level “detail”: " in said
    assert said.endswith(" This record’s own level is “pointer”.")
