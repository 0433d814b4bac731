"""Which tables hold anything of a child that the viewer may read: one question, where a page would ask each table."""

import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, models

from lapwing.access.register import GUARDS, Guard
from lapwing.access.viewer import current, is_open
from lapwing.directory.keys_among import array

Found = TypeVar("Found")
# The tables that pages of this process have asked about so far: some two dozen of sixty, after the first few pages.
ASKED: set[str] = set()


def tables() -> list[str]:
    """Those whose rows are about a person as told, in order; former states stand on pages of their own."""
    return sorted(guard.table for guard in GUARDS.values() if _of_a_person(guard))


def _of_a_person(guard: Guard) -> bool:
    return guard.key == "person" and not guard.is_history


def body() -> str:
    """Row security filters each of these as it filters the table itself. Each is a statement of its own, so that those
    that are not asked about cost nothing: to make ready for all policies of all tables takes longer than the answer.
    """
    asked = "\n".join(
        f"IF '{table}' = ANY (among) THEN IF EXISTS (SELECT FROM {table} WHERE person = ANY ($1))"
        f" THEN held := held || '{table}'::text; END IF; END IF;"
        for table in tables()
    )
    return f"DECLARE held text[] := '{{}}'; BEGIN {asked} RETURN held; END"


@contextmanager
def known(persons: Iterable[uuid.UUID]) -> Iterator[None]:
    """Ask once what these persons have, spare every `of(persons)` inside that would find nothing, and keep what
    `once` reads.

    For a page that only reads: what is written inside is not seen.
    """
    who, asked, among = current(), frozenset(persons), list(ASKED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT lapwing_held(%s::uuid[], %s::text[])", [array(asked), among])
        who.empty[asked] = frozenset(among).difference(cursor.fetchone()[0])
    try:
        yield
    finally:
        del who.empty[asked]
        who.read.clear()


@contextmanager
def reading() -> Iterator[None]:
    """Keep what `once` reads, for a page about many children that only reads; and which child each person is, to the
    end of the page, whose line in the ledger says it.
    """
    who, nobody = current(), frozenset[uuid.UUID]()
    who.empty[nobody] = frozenset()
    try:
        yield
        who.children.update(everybody())
    finally:
        del who.empty[nobody]
        who.read.clear()


def everybody() -> dict[uuid.UUID, uuid.UUID]:
    """Every person as told of the children whom this page has asked about so far, each with the child."""
    return once("everybody", dict)


def once(what: Hashable, read: Callable[[], Found]) -> Found:
    """What several parts of a page read, read by the first of them; where the page does not say that it only reads
    (`known`, `reading`), read anew each time.
    """
    if not is_open() or not (who := current()).empty:
        return read()
    if what not in who.read:
        who.read[what] = read()
    return who.read[what]  # type: ignore[no-any-return] # what was read under this name


def surely_empty(model: type[models.Model], persons: Iterable[uuid.UUID]) -> bool:
    """Whether it is known that this viewer would read nothing of these persons there. What is asked here once, the next
    page asks about beforehand.
    """
    empty, table = current().empty.get(frozenset(persons)), model._meta.db_table
    if empty is None or not _of_a_person(GUARDS[table]):
        return False
    ASKED.add(table)
    return table in empty
