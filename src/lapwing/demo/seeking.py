"""What helps to find those who are missing, and what ties them: written before and after by those who know them."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from lapwing.cases.missing.sheet import changes as sheet
from lapwing.cases.missing.sheet.changes import NewLine, NewPhotograph
from lapwing.cases.missing.sheet.models import Audience, Line
from lapwing.cases.missing.together import changes as together
from lapwing.cases.missing.together.changes import NewTie
from lapwing.cases.missing.together.models import How
from lapwing.demo.absences import midnight
from lapwing.demo.going_missing import where
from lapwing.demo.places import CITY
from lapwing.demo.world import Step, World
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment

LINES = (
    (Line.What.APPEARANCE, "Tall for their age; dark green coat, white trainers", Audience.CIRCLE),
    (Line.What.MEDICATION, "Carries an inhaler: two puffs if out of breath", Audience.CIRCLE),
    (Line.What.USERNAME, "Posts as heron.after.dark on one app; the phone has a cracked corner", Audience.SEARCHERS),
    (Line.What.PLACE, "The steps behind the bus station, where the signal is good", Audience.SEARCHERS),
    (
        Line.What.ADVICE,
        "Speak quietly and by first name; do not run. Their nan may be called at any hour",
        Audience.CIRCLE,
    ),
)
PAPER, COAT, SKIN = "#dfe8e3", "#1c4a3b", "#b08d74"


def _sheets(world: World) -> str:
    """The police keep a sheet for each child who is missing now; the photographs are drawings of nobody."""
    away = [one.child for one in world.absences if one.is_open]
    with world.sitting("police_missing", "find_missing"):
        people = [(world.persons["police"][number], world.places.areas[where(world.by_number[number])].pk)
                  for number in away if number in world.persons["police"]]  # fmt: skip
        lines = [NewLine(who, what, words, audience, area) for who, area in people for what, words, audience in LINES]
        sheet.add_lines(lines)
        day = world.day - timedelta(days=80)
        sheet.add_photographs([NewPhotograph(who, drawing(), day, Audience.CIRCLE, area) for who, area in people])
    return f"{len(people)} sheets"


def drawing() -> bytes:
    """Head and shoulders of nobody, in a few shapes."""
    made, kept = Image.new("RGB", (360, 420), PAPER), io.BytesIO()
    pen = ImageDraw.Draw(made)
    pen.ellipse((40, 260, 320, 620), fill=COAT)
    pen.ellipse((115, 90, 245, 250), fill=SKIN)
    pen.pieslice((105, 70, 255, 230), 180, 360, fill=COAT)
    made.save(kept, "JPEG")
    return kept.getvalue()


def _ties(world: World) -> str:
    """Two ties among children of one area, the city where it has three; of one, the police keep apart who told it."""
    known = world.persons["police"]
    numbers = [one.child for one in world.absences if one.is_open and one.child in known]
    in_city = [number for number in numbers if where(world.by_number[number]) == CITY]
    numbers = in_city if len(in_city) > 2 else numbers
    with world.sitting("police_missing", "exploitation"):
        first, second, third = (child_of(known[number]) for number in numbers[:3])
        area = world.places.areas[where(world.by_number[numbers[0]])].pk
        seen, named = midnight(world.day) - timedelta(days=3, hours=2), midnight(world.day) - timedelta(days=9, hours=7)
        together.record_ties(
            [
                NewTie(first, second, How.SEEN, Moment(seen), "1A", "the retail park", area),
                NewTie(second, third, How.NAMED, Moment(named), "2C", "a flat in Foundry Road", area, told_by=third),
            ]
        )
    return "2 ties"


STEPS: tuple[tuple[str, Step], ...] = (
    ("What helps to find those who are missing is written down", _sheets),
    ("What ties children is recorded, and who told it kept apart", _ties),
)
