"""Lists and panels: the fortnightly at-risk list was held, its next is called, and so is the monthly panel."""

from datetime import datetime, timedelta

from lapwing.cases.exploitation import lists
from lapwing.demo.absences import midnight
from lapwing.demo.world import Step, World
from lapwing.rules.moments import Moment
from lapwing.work import agendas
from lapwing.work.agendas import AT_RISK, PANEL
from lapwing.work.meetings import changes as meetings
from lapwing.work.meetings.changes import Came
from lapwing.work.meetings.models import Item, Meeting

INVITED = ("city_missing", "police_missing", "city_social_work", "community_looked_after")
DECIDED = "Seen this week by somebody the child knows; what they say comes to the next list."
MOST = 12  # children on one list


def _lists(world: World) -> str:
    """From the records, by the city's coordinator: each child a line, open to those who stand in its circle."""
    stands = midnight(world.day)
    with world.sitting("council_missing", "exploitation"):
        held = _convene(world, AT_RISK, stands - timedelta(days=11, hours=14))
        meetings.attend(held, [Came(one.pk, attended=True) for one in held.invitations.all()])
        for item in _lines(held)[:2]:
            meetings.decide(item, DECIDED)
        soon = _convene(world, AT_RISK, stands + timedelta(days=3, hours=10))
        panel = _convene(world, PANEL, stands + timedelta(days=9, hours=14))
        return f"{len(_lines(held))} children on the last list, {len(_lines(soon))} on the next; {panel.title}"


def _lines(meeting: Meeting) -> list[Item]:
    """The items of a meeting, each once, however many of those invited it is open to."""
    return list({row.item: row for row in meeting.items.all()}.values())


def _convene(world: World, which: str, at: datetime) -> Meeting:
    said = {"at": Moment(at), "quorum": 3, "place": "Meeting room 2, and by telephone"}
    invited = [world.places.teams[key] for key in INVITED]
    numbers = {key: number for persons in world.persons.values() for number, key in persons.items()}
    # The agenda is in the order of references, which are drawn anew in each world.
    lines = sorted(agendas.agenda(which), key=lambda line: numbers.get(line.person, len(numbers)))
    return lists.convene(which, said, invited, lines[:MOST])


STEPS: tuple[tuple[str, Step], ...] = (("Lists and panels are called, and one was held", _lists),)
