"""Writing lines: one for each page, file or answer that showed a child, and one for each change."""

import uuid
from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from lapwing.access.ledger import digest
from lapwing.access.levels import Level
from lapwing.access.models import Entry, LedgerAct
from lapwing.access.viewer import NOBODY, Viewer, current
from lapwing.directory.keys import new_key
from lapwing.directory.keys_among import array


def line(
    act: LedgerAct,
    door: str,
    *,
    persons: Iterable[uuid.UUID] = (),
    subjects: Iterable[uuid.UUID] = (),
    children: Iterable[uuid.UUID] | None = None,
    level: Level = Level.DETAIL,
) -> uuid.UUID:
    """Write one line under the current viewer, in the current transaction; returns its key.

    `persons` are persons as told, turned into children by today's links; `subjects` are the rows written. The database
    seals a line about a sealed child: whoever writes it may not know that there is a seal.
    """
    who = current()
    shown = set(children) if children is not None else children_of(persons)
    entry = _entry(who, act, door, list(subjects), shown, level)
    _write(entry, sorted(shown, key=_as_number))
    return entry.pk


def _as_number(key: uuid.UUID) -> int:
    return key.int


def _write(entry: Entry, children: list[uuid.UUID]) -> None:
    """One call, however many keys: they go as two arrays, which is quicker than copying them into tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lapwing_write_line(%s, %s, %s::smallint, %s, %s, %s, %s::uuid[], %s, %s::uuid[])",
            [
                entry.pk, entry.at, entry.level, entry.purpose, entry.door, entry.act, array(entry.subjects),
                bytes(entry.digest), array(children),
            ],
        )  # fmt: skip


def line_for_page(door: str, who: Viewer) -> uuid.UUID | None:
    """The line of a page that was rendered under this viewer; none where it showed no child."""
    return line(LedgerAct.READ, door, persons=who.shown) if who.shown else None


def children_of(persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """The children that these persons are believed to be; a person without a link stands for itself."""
    wanted, known = set(persons), current().children
    if unknown := wanted.difference(known):
        with connection.cursor() as cursor:  # plainly: every page and every act asks this
            cursor.execute(
                "SELECT person, child FROM access_identity WHERE person = ANY (%s::uuid[])", [array(unknown)]
            )
            known = known | dict(cursor.fetchall())
    return {known.get(person, person) for person in wanted}


def _entry(
    who: Viewer, act: LedgerAct, door: str, subjects: list[uuid.UUID], children: set[uuid.UUID], level: Level
) -> Entry:
    entry = Entry(
        id=new_key(),
        at=timezone.now(),
        agency_id=None if who.agency == NOBODY else who.agency,
        level=level,
        account=None if who.account == NOBODY else who.account,
        seat=None if who.seat == NOBODY else who.seat,
        role=who.role,
        purpose=who.purpose,
        door=door[:120],
        act=act,
        subjects=subjects,
    )
    entry.digest = digest.of_entry(
        entry=entry.pk, at=entry.at, agency=entry.agency_id, account=entry.account, seat=entry.seat, role=entry.role,
        purpose=entry.purpose, door=entry.door, act=entry.act, subjects=subjects, children=children,
    )  # fmt: skip
    return entry
