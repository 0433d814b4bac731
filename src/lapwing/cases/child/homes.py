"""Where a child lives and has lived, as agencies told it, and in whose household: said, never inferred.

Row security lets through what the reader may know: a confidential address is a row that others do not read.
"""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils import timezone

from lapwing.people.models import Address, Audience, Placement, Relationship, Told
from lapwing.web.parts import Fact, Tag, when


def homes(persons: Sequence[uuid.UUID]) -> list[Fact]:
    """The addresses in use, each with its household: two of them where the parents live apart."""
    today = timezone.localdate()
    rows = list(_rows(persons).filter(Q(until=None) | Q(until__gt=today)).exclude(since__gt=today))
    households = _households(persons, rows)
    return [
        Fact("Home", f"{_place(row)}{households.get(row.household_of, '')}{_since(row)}", row.agency.name,
             tags=tags(row))
        for row in rows
    ]  # fmt: skip


def before(persons: Sequence[uuid.UUID]) -> list[Fact]:
    """Where the child lived before, the latest first."""
    rows = list(_rows(persons).filter(until__lte=timezone.localdate()))
    households = _households(persons, rows)
    return [
        Fact(_between(row), f"{_place(row)}{households.get(row.household_of, '')}", row.agency.name, tags=tags(row))
        for row in rows
    ]


def _rows(persons: Sequence[uuid.UUID]):  # type: ignore[no-untyped-def] # a query set
    return Address.objects.of(persons).select_related("agency").order_by("-since", "pk")


def _place(row: Address) -> str:
    return ", ".join(part for part in (*row.lines.splitlines(), row.postcode) if part) or "Address not told"


def _since(row: Address) -> str:
    return f", since {_day(row.since)}" if row.since else ""


def _between(row: Address) -> str:
    return f"{_day(row.since) if row.since else 'Beginning not told'} to {_day(row.until)}"


def _day(day: date | None) -> str:
    return when(day).split(" ", 1)[1] if day else ""


def tags(row: Address | Placement) -> tuple[Tag, ...]:
    if row.audience != Audience.CONFIDENTIAL:
        return ()
    return (Tag(f"Confidential: must never reach {row.confidential_from or 'anybody outside'}", "red"),)


def _households(persons: Sequence[uuid.UUID], rows: Sequence[Address]) -> dict[uuid.UUID | None, str]:
    """By the person whose household it is: their name and what they are to the child, where the reader may see it."""
    heads = {row.household_of for row in rows if row.household_of}
    if not heads:
        return {}
    what = dict(Relationship.objects.of(persons).filter(other__in=heads).values_list("other", "what"))
    return {
        told.pk: f", with {told.name or 'somebody without a name'}" + (f" ({what[told.pk]})" if told.pk in what else "")
        for told in Told.objects.filter(pk__in=heads)
    }
