"""The steps that make the world, in order: each says in a few words what it did."""

from lapwing.access import ledger
from lapwing.demo import coming_back, convening, following_up, going_missing, seeking, sending, standing, telling
from lapwing.demo.places import AREAS, make_places
from lapwing.demo.seating import make_seats
from lapwing.demo.size import POPULATION, WHO_SAYS_SO
from lapwing.demo.world import Step, World
from lapwing.directory.changes import Living, record_populations


def _open_places(world: World) -> str:
    world.places = make_places()
    return f"{len(world.places.agencies)} agencies, {len(world.places.teams)} teams"


def _seat_people(world: World) -> str:
    world.seats = make_seats(world.places)
    return f"{len(world.seats)} seats"


def _count_who_lives_there(_: World) -> str:
    """Estimates alone: of these children only those whom some agency knows have a record."""
    told = [
        Living(AREAS[area][1], year, children, WHO_SAYS_SO)
        for area, years in POPULATION.items()
        for year, children in years.items()
    ]
    return f"{len(record_populations(told))} estimates"


def _seal_ledger(_: World) -> str:
    return f"{ledger.seal()} lines"


STEPS: tuple[tuple[str, Step], ...] = (
    ("Opening agencies in two areas", _open_places),
    ("Estimating how many children live there", _count_who_lives_there),
    ("Seating the cast and their colleagues", _seat_people),
    *sending.RETURNS,
    *telling.TOLD,
    *sending.FILES,
    *telling.KEPT,
    *going_missing.STEPS,
    *coming_back.STEPS,
    *following_up.STEPS,
    *seeking.STEPS,
    *convening.STEPS,
    *standing.STEPS,
    ("Sealing the ledger", _seal_ledger),
)
