"""A world in which every cell of relation, level, role and kind has a row, made past the policies by the migrator."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connections, models
from django.utils import timezone

from lapwing.access.levels import Level
from lapwing.access.models import Conflict, Entry, EntryChild, Identity, Place, Seal
from lapwing.access.register import GUARDS
from lapwing.access.roles import ROLES
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account, Agency, Area, Seat, Team
from lapwing.people.models import Link, Told
from tests.access import rows

NOW = timezone.now()

LEVELS = [level for level in Level if level]


@dataclass
class World:
    """Two agencies; a seat of every role in the first; persons by how the viewers stand to them."""

    ours: Agency
    theirs: Agency
    area: Area
    seats: dict[str, Seat] = field(default_factory=dict)
    persons: dict[str, uuid.UUID] = field(default_factory=dict)
    children: dict[str, uuid.UUID] = field(default_factory=dict)

    def standing(self) -> dict[uuid.UUID, Level]:
        """The children in whose circle every viewer stands, and the highest level of a place there."""
        reaches = {"inside": 5, "conflict": 4} | {f"place{n}": n for n in range(1, 6)}
        return {self.children[how]: Level(level) for how, level in reaches.items()}


def build() -> World:
    """Write the world and commit it; `clear` takes it away again."""
    world = World(
        ours=_add(Agency(kind="local_authority", name="Ours")),
        theirs=_add(Agency(kind="police", name="Theirs")),
        area=_add(Area(name="Area", code="999")),
    )
    for role in ROLES:
        account = _add(Account(email=f"{role}@world.example", name=role))
        team = _add(Team(agency=world.ours, name=f"Team of {role}", purpose="any"))
        world.seats[role] = _add(
            Seat(account=account, agency=world.ours, team=team, role=role, title=role, since=timezone.localdate())
        )
    for how in (
        "stranger",
        "known",
        "conflict",
        "sealed",
        "inside",
        "lapsed",
        "ahead",
        *(f"place{n}" for n in range(1, 6)),
    ):
        world.persons[how], world.children[how] = new_key(), new_key()
    rows.PARENTS.update({"directory.Agency": world.theirs.pk, "directory.Area": world.area.pk})
    _bulk(
        [
            rows.row(Told, id=p, person=p, agency=(world.ours if how == "known" else world.theirs).pk, level=5)
            for how, p in world.persons.items()
        ]
    )
    _bulk([Identity(person=world.persons[how], child=world.children[how]) for how in world.persons])
    _places(world)
    for how in ("sealed", "inside"):
        _add(rows.row(Seal, child=world.children[how], agency=world.theirs.pk, level=1, holder=new_key()))
    conflicted = world.children["conflict"]
    _bulk(
        [
            rows.row(Conflict, account=s.account_id, child=conflicted, agency=world.theirs.pk)
            for s in world.seats.values()
        ]
    )
    entry = _add(rows.row(Entry, agency=world.theirs.pk, level=5))
    rows.PARENTS["access.Entry"] = entry.pk
    _fill_tables(world)
    _leave_history()
    return world


def _leave_history() -> None:
    """Every seventh row of each table was changed once, so that its former state stands in the table of histories."""
    with connections["migrator"].cursor() as cursor:
        for guard in GUARDS.values():
            if guard.is_history and guard.table.removesuffix("history") in GUARDS:
                table = guard.table.removesuffix("history")
                numbered = f"SELECT id, row_number() OVER (ORDER BY id) AS n FROM {table}"
                cursor.execute(
                    f"UPDATE {table} SET recorded_at = now()"
                    f" WHERE id IN (SELECT id FROM ({numbered}) AS x WHERE n % 7 = 1)"
                )


def _places(world: World) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    spans = {"lapsed": (now - 2 * hour, now - hour, 4), "ahead": (now + hour, now + 2 * hour, 4)}
    spans |= {"inside": (now - hour, now + hour, 5)} | {f"place{n}": (now - hour, now + hour, n) for n in range(1, 6)}
    spans |= {"conflict": (now - hour, now + hour, 4)}
    _bulk(
        [
            rows.row(
                Place, person=world.persons[how], child=world.children[how], agency=world.theirs.pk, level=1,
                holder=seat.pk if number % 2 else seat.team_id, reaches=reaches, opens=opens, ends=ends,
            )
            for number, seat in enumerate(world.seats.values())
            for how, (opens, ends, reaches) in spans.items()
        ]
    )  # fmt: skip


def _fill_tables(world: World) -> None:
    """In every guarded table: a row of each level for each way of standing to it."""
    for model in rows.guarded_models():
        guard = GUARDS[model._meta.db_table]
        if model in {Identity, Seal, Entry, EntryChild}:
            continue
        made = []
        for level in LEVELS:
            for how, person in world.persons.items():
                for agency in (world.ours, world.theirs):
                    made.append(_row(model, world, how, person, level, agency))
            if guard.has_holder:
                for seat in world.seats.values():
                    made.append(_row(model, world, "lapsed", world.persons["lapsed"], level, world.theirs, seat.pk))
        _bulk(made)
        rows.PARENTS.setdefault(model._meta.label, made[0].pk)
    _fill_lines(world)


def _fill_lines(world: World) -> None:
    """A line of the ledger shows one child of each way of standing, at each level."""
    for level in LEVELS:
        for child in world.children.values():
            for agency in (world.ours, world.theirs):
                entry = _add(rows.row(Entry, agency=agency.pk, level=level))
                _add(rows.row(EntryChild, entry=entry.pk, child=child, agency=agency.pk, level=level))


def _row(
    model: type[models.Model], world: World, how: str, person: uuid.UUID, level: int, agency: Agency,
    holder: uuid.UUID | None = None,
) -> Any:  # fmt: skip
    closed = {"since": NOW, "until": NOW} if model is Link else {"opens": NOW, "ends": NOW}
    return rows.row(
        model, person=person, child=world.children[how], agency=agency.pk, area=world.area.pk, level=level,
        holder=holder or new_key(), **closed,
    )  # fmt: skip


def _add(instance: Any) -> Any:
    instance.save(using="migrator", force_insert=True)
    return instance


def _bulk(instances: list[Any]) -> None:
    if instances:
        type(instances[0]).objects.using("migrator").bulk_create(instances, batch_size=500)


def clear(*tables: str) -> None:
    """Empty every table that the world wrote to, or these and what hangs on them."""
    from lapwing.access.tables import OPEN_TABLES

    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with connections["migrator"].cursor() as cursor:
        emptied = ", ".join(sorted(tables or (set(GUARDS) | set(OPEN_TABLES)) - kept))
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(f"TRUNCATE {emptied} CASCADE")


def built() -> Iterator[World]:
    clear()
    world = build()
    yield world
    clear()
