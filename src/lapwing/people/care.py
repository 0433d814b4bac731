"""What a council records of children's care: where they are placed, and under which status. Each act takes a set, and
says rows again that were recorded before, out of sight where they are sealed.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lapwing.access import ledger
from lapwing.access.history import Parts
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.access.writing import write
from lapwing.directory.keys import new_key
from lapwing.people.models import AUDIENCE_LEVEL, Audience, Placement, Status
from lapwing.people.queries import child_of, persons_of
from lapwing.people.retelling import carry_on, restate


@dataclass(frozen=True)
class Placed:
    """A looked-after child's placement for a time. `key` names one recorded before, which is now said again.

    With no audience nothing is said about it: a new placement is for the circle, and one said again keeps its own, so
    that a return, which knows no audience, opens no placement that is confidential. Where the child `stays` in the
    placement that stood before, and only the legal status is new, its home, area and audience go on.
    """

    person: uuid.UUID
    what: str
    responsible_area: uuid.UUID
    since: date
    until: date | None = None
    legal_status: str = ""
    host_area: uuid.UUID | None = None
    home: uuid.UUID | None = None
    audience: Audience | None = None
    confidential_from: str = ""
    stays: bool = False
    key: uuid.UUID | None = None


def record_placements(placements: Sequence[Placed]) -> list[uuid.UUID]:
    """Record where looked-after children live, or say it again of rows recorded before; gives each row's key."""
    keys = [placed.key or new_key() for placed in placements]
    write(
        [
            Placement(
                id=key, person=p.person, agency_id=current().agency, area_id=p.responsible_area,
                level=AUDIENCE_LEVEL[p.audience or Audience.CIRCLE], home_id=p.home, what=p.what, since=p.since,
                until=p.until,
                responsible_area_id=p.responsible_area, host_area_id=p.host_area, legal_status=p.legal_status,
                audience=p.audience or Audience.CIRCLE, confidential_from=p.confidential_from,
            )
            for key, p in zip(keys, placements, strict=True) if p.key is None
        ]
    )  # fmt: skip
    restate("placements", [_placed_again(p) for p in placements if p.key])
    carry_on([key for key, p in zip(keys, placements, strict=True) if p.stays and p.key is None])
    _line("people.record_placements", [p.person for p in placements], keys)
    return keys


def placement_parts(placed: Placed) -> Parts:
    """What a return tells of a placement that somebody may also correct by hand, part by part."""
    return {name: {name: getattr(placed, name)} for name in ("what", "since", "until")}


def restate_placements(pairs: Sequence[tuple[Placed, Placed]]) -> set[uuid.UUID]:
    """Say placements again: what the same source said before, and what it says now. Only what it says otherwise is
    written; gives the keys of those in which somebody corrected just that by hand since, which stay as they are.
    """
    told = [
        {**_placed_again(now), "was": {name: getattr(was, name) for name in ("what", "since", "until")}}
        for was, now in pairs
    ]
    by_hand = restate("placements", told)
    _line("people.restate_placements", [now.person for _, now in pairs], [now.key for _, now in pairs if now.key])
    return by_hand


def place(placed: Placed) -> uuid.UUID:
    """Somebody says where a child is placed now: what their agency said before ends on that day. Gives the key."""
    persons = persons_of(child_of(placed.person))
    standing = Placement.objects.filter(person__in=persons, agency=current().agency, until=None)
    ended = list(standing.filter(since__lte=placed.since).values_list("pk", flat=True))
    Placement.objects.filter(pk__in=ended).update(until=placed.since)
    _line("people.end_placements", [placed.person], ended)
    [key] = record_placements([placed])
    return key


def mark_of(row: Placement) -> str:
    """What a page that shows a placement remembers of it, so that nobody puts theirs over another's unawares."""
    said = (row.home_id, row.what, row.host_area_id, row.since, row.until, row.audience, row.confidential_from)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def correct_placement(row: Placement, before: str, *, audience: str, **said: object) -> bool:
    """Somebody corrects their own agency's placement. `before` is its mark when the page was opened: nothing is written
    over what somebody else said since. False where it was not written.
    """
    if mark_of(Placement.objects.select_for_update().get(pk=row.pk)) != before:
        return False
    rows = Placement.objects.filter(pk=row.pk, agency=current().agency)
    rows.update(audience=audience, level=AUDIENCE_LEVEL[Audience(audience)], **said)
    _line("people.correct_placement", [row.person], [row.pk])
    return True


@dataclass(frozen=True)
class Holds:
    """Something that holds for a child for a time, such as `looked_after`; `key` as in `Placed`."""

    person: uuid.UUID
    what: str
    since: date
    until: date | None = None
    detail: str = ""
    area: uuid.UUID | None = None
    key: uuid.UUID | None = None


def record_statuses(statuses: Sequence[Holds]) -> list[uuid.UUID]:
    """Record what holds for children, or say it again of rows recorded before; gives each row's key."""
    keys = [holds.key or new_key() for holds in statuses]
    write(
        [
            Status(
                id=key, person=s.person, agency_id=current().agency, area_id=s.area, level=Level.SUMMARY, what=s.what,
                since=s.since, until=s.until, detail=s.detail,
            )
            for key, s in zip(keys, statuses, strict=True) if s.key is None
        ]
    )  # fmt: skip
    restate("statuses", [_again(s, "what", "detail") for s in statuses if s.key])
    _line("people.record_statuses", [s.person for s in statuses], keys)
    return keys


def _placed_again(placed: Placed) -> dict[str, object]:
    level = AUDIENCE_LEVEL[placed.audience] if placed.audience else None
    return _again(placed, "what", "legal_status", "home", "host_area", "audience") | {"level": level}


def _again(row: Placed | Holds, *columns: str) -> dict[str, object]:
    return {"id": row.key, **{column: getattr(row, column) for column in (*columns, "since", "until")}}


def _line(door: str, persons: Sequence[uuid.UUID], subjects: Sequence[uuid.UUID]) -> None:
    if subjects:
        ledger.line(LedgerAct.CHANGE, door, persons=persons, subjects=subjects)
