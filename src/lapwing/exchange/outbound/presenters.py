"""Words and colours of the pages about lists."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from lapwing.access.viewer import current
from lapwing.directory.models import Seat
from lapwing.exchange.outbound.models import Disclosure
from lapwing.rules import words
from lapwing.rules.moments import plural
from lapwing.web.parts import Tag

STATES = {
    Disclosure.State.WAITING: Tag("Waiting for a second person", "yellow"),
    Disclosure.State.READY: Tag("Ready", "green"),
    Disclosure.State.REFUSED: Tag("Refused", "red"),
}
EXPIRED = Tag("Expired", "grey")


@dataclass(frozen=True)
class Shown:
    """A list in a line of the register."""

    row: Disclosure
    title: str
    why: str
    by: str
    decided: str
    tag: Tag
    may_fetch: bool
    may_decide: bool


def shown(rows: Iterable[Disclosure]) -> list[Shown]:
    found = list(rows)
    keys = {key for row in found for key in (row.recorded_by, row.decided_by) if key}
    seats = {seat.pk: seat for seat in Seat.objects.filter(pk__in=keys).select_related("account")}
    return [_shown(row, seats) for row in found]


def _shown(row: Disclosure, seats: Mapping[uuid.UUID, Seat]) -> Shown:
    asked, decided = seats.get(row.recorded_by), seats.get(row.decided_by)  # type: ignore[arg-type]
    is_over = row.expires_at <= timezone.now()
    is_own = row.recorded_by == current().seat or (asked is not None and asked.account_id == current().account)
    return Shown(
        row, title(row), f"{words.get('sharing_purposes').words(row.purpose)}; for {row.recipient}", _name(asked),
        _name(decided) if row.decided_by else "", EXPIRED if is_over else STATES[Disclosure.State(row.state)],
        may_fetch=row.state == Disclosure.State.READY and not is_over and row.recorded_by == current().seat,
        may_decide=row.state == Disclosure.State.WAITING and not is_own,
    )  # fmt: skip


def _name(seat: Seat | None) -> str:
    return (seat.account.name if seat.account else seat.title) if seat else "Somebody"


def title(row: Disclosure) -> str:
    """What a list is of: "24 absences, 1 Sep to 30 Sep 2026, with addresses"."""
    extra = [", with addresses"] * row.with_addresses + [", with free text"] * row.with_words
    what = f"{Disclosure.What(row.what).label}: " if row.what == Disclosure.What.RETURN else ""
    return f"{what}{plural(len(row.keys), 'absence')}, {row.since:%-d %b %Y} to {row.until:%-d %b %Y}{''.join(extra)}"
