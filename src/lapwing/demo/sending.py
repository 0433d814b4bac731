"""The agencies send their files, and the data stewards read them in, mend what they can, and set the rest aside."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from django.utils import timezone

from lapwing.demo import clock
from lapwing.demo.absences import OVERDUE, last_came
from lapwing.demo.own_files import File, Sending, council_files, police_files
from lapwing.demo.places import COUNCILS
from lapwing.demo.returns import returns
from lapwing.demo.side_by_side import side_by_side
from lapwing.demo.telling import STEWARD
from lapwing.demo.world import Step, World
from lapwing.exchange.inbound import changes
from lapwing.exchange.inbound.models import IntakeRow

READS = STEWARD | {"police": "police_data_steward"}
TELLS_ABSENCES = "-missing"  # in the name of a file of a return
STILL_TO_DO = 1  # files whose rows in quarantine still wait for a steward


def _returns(world: World) -> str:
    """Each council's returns, shown, confirmed and taken like anybody's files."""
    parts = [partial(_returns_of, council=council) for council in COUNCILS]
    return _how_rows_ended(side_by_side(world, parts))


def _returns_of(world: World, council: str) -> Counter[str]:
    made = returns(council, world.children, world.absences, world.day)
    files = [(name, text) for one in made for name, text in one.files.items()]
    world.progress.of(sum(text.count("\n") - 1 for _, text in files))
    ends: Counter[str] = Counter()
    for name, text in files:
        # Who is looked after is told to this day; it is the absences that are overdue.
        with _as_it_came(world, council if TELLS_ABSENCES in name else ""):
            ends += _read_in(world, council, name, text)
    return ends


def _own_files(world: World) -> str:
    """The councils' own files of the children whom they do not look after."""
    parts = [partial(_own_files_of, council=council) for council in COUNCILS]
    return _how_rows_ended(side_by_side(world, parts))


def _own_files_of(world: World, council: str) -> Counter[str]:
    files = council_files(council, _sending(world))
    world.progress.of(sum(made.rows for made in files))
    with _as_it_came(world, council):
        return sum((_read_in(world, council, made.name, made.text) for made in files), Counter[str]())


@contextmanager
def _as_it_came(world: World, council: str) -> Iterator[None]:
    """Read a council's files of absences on the day on which the last of them came."""
    came = last_came(world.day)
    if council == OVERDUE and came < timezone.now():
        with clock.at(came):
            yield
    else:
        yield


def _police_files(world: World) -> str:
    """The force's files: what a steward can put right is put right, and what tells of nobody set aside."""
    ends: Counter[str] = Counter()
    files = police_files(_sending(world))
    world.progress.of(sum(made.rows for made in files))
    for number, made in enumerate(files, start=1):
        ends += _read_in(world, "police", made.name, made.text)
        _mend(world, made)
        if number <= len(files) - STILL_TO_DO:
            _set_aside(world, made)
    return _how_rows_ended(ends)


def _sending(world: World) -> Sending:
    return Sending(world.absences, world.by_number, world.day, world.size.files_a_year)


def _read_in(world: World, agency: str, name: str, text: str) -> Counter[str]:
    steward = READS[agency]
    with world.sitting(steward, "intake"):
        intake = changes.show(name, text.encode())
        changes.confirm(intake.pk)
    changes.take(intake.pk, world.seats[steward], heard=world.progress.more)
    with world.sitting(steward, "intake"):
        return Counter(IntakeRow.objects.filter(intake=intake).values_list("state", flat=True))


def _mend(world: World, made: File) -> None:
    """Rows that a steward could put right after a telephone call; without it nobody would have told of these."""
    right = {occurrence: row for occurrence, row in made.wrong.items() if row and occurrence not in made.late}
    with world.sitting(READS[made.agency], "intake"):
        for row in _in_quarantine(made):
            if cells := right.get(row.told[0]):
                changes.mend(row.pk, cells, seen=row.version)


def _set_aside(world: World, made: File) -> None:
    with world.sitting(READS[made.agency], "intake"):
        rows = [row for row in _in_quarantine(made) if row.told[0] not in made.late]
        known = [row.pk for row in rows if row.told[0] in made.wrong]
        changes.set_aside(known, "The council told of this absence, with its date.")
        changes.set_aside(
            [row.pk for row in rows if row.pk not in known], "No child and no date: a test, or a row cut off."
        )


def _in_quarantine(made: File) -> Sequence[IntakeRow]:
    waiting = IntakeRow.objects.filter(intake__name=made.name, state=IntakeRow.State.QUARANTINED)
    return list(waiting.select_related("intake").order_by("number"))


def _how_rows_ended(ends: Mapping[str, int]) -> str:
    by_number = sorted(ends.items(), key=lambda each: -each[1])
    return ", ".join(f"{number:,} {state.replace('_', ' ')}" for state, number in by_number)


RETURNS: tuple[tuple[str, Step], ...] = (("The councils' returns on looked-after children are read in", _returns),)
FILES: tuple[tuple[str, Step], ...] = (
    ("The councils' own files of absences are read in", _own_files),
    ("The police's files of absences are read in, mended and set aside", _police_files),
)
