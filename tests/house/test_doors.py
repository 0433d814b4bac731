"""Every route says who may enter, and every line of the ledger has words."""

import re
from pathlib import Path

from lapwing.access.checks import every_route_has_a_door
from lapwing.access.doors import door_of, routes
from lapwing.people.guarding import presenters

ROOMS = Path(presenters.__file__).parents[2]
DOORS = re.compile(
    r'"((?:access|people|directory|inbound|outbound|snapshot|work|missing|exploitation|scorecard|annual_report)'
    r'\.[a-z_]+)"'
)
CLOCKWORK = re.compile(r'clockwork\("(\w+)"')


def test_every_route_has_a_door() -> None:
    assert every_route_has_a_door() == []


def test_what_the_ledger_says_was_done_and_what_for_is_in_words() -> None:
    """Whoever reads who has seen a child reads no name of our code."""
    code = [path.read_text() for path in ROOMS.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    doors = {door for text in code for door in DOORS.findall(text)}
    assert {door for door in doors if door not in presenters.ACTS} == set()
    purposes = {what.purpose for _, name, view in routes() if (what := door_of(view, name)) is not None}
    purposes |= {purpose for text in code for purpose in CLOCKWORK.findall(text)}
    assert {one for one in purposes if not presenters.has_words(one)} == set()
