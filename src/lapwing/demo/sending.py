"""The councils send their looked-after children returns, and the data stewards read them in."""

from collections import Counter

from lapwing.demo.places import COUNCILS
from lapwing.demo.returns import Return, returns
from lapwing.demo.telling import STEWARD
from lapwing.demo.world import Step, World
from lapwing.exchange.inbound import changes
from lapwing.exchange.inbound.models import IntakeRow


def _returns(world: World) -> str:
    """Three years of each council, shown, confirmed and taken like anybody's files."""
    for council in COUNCILS:
        for made in returns(council, world.children, world.absences, world.day):
            _read_in(world, made)
    return _how_rows_ended(world)


def _read_in(world: World, made: Return) -> None:
    steward = STEWARD[made.council]
    for name, text in made.files.items():
        with world.sitting(steward, "intake"):
            intake = changes.show(name, text.encode())
            changes.confirm(intake.pk)
        changes.take(intake.pk, world.seats[steward])


def _how_rows_ended(world: World) -> str:
    ends: Counter[str] = Counter()
    for council in COUNCILS:
        with world.sitting(STEWARD[council], "intake"):
            ends.update(IntakeRow.objects.values_list("state", flat=True))
    return ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in ends.most_common())


STEPS: tuple[tuple[str, Step], ...] = (("The councils' returns on looked-after children are read in", _returns),)
