"""Lines of the ledger, in words."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lapwing.access import veil
from lapwing.access.doors import door_of, routes
from lapwing.access.models import Conflict, Entry, EntryChild, Seal
from lapwing.access.viewer import current
from lapwing.directory.models import Seat
from lapwing.people.guarding.acts import ACTS
from lapwing.rules.words.sharing import PURPOSES
from lapwing.web.parts import when

OWN_PURPOSES = {
    "own_work": "For one's own work",
    "match": "To find out who somebody is",
    "answer_who_has_seen": "To answer who has seen a record",
    "guard_information": "To guard information",
    "custody": "To keep sealed records",
    "break_glass": "Because it could not wait",
    "erasure": "To delete by law",
    "rectification": "To correct by law",
    "restriction": "To restrict by law",
    "intake": "To read in an agency’s file",
    "mark_late": "To mark what is overdue",
    "tell_late": "To tell whoever owes what is overdue",
    "escalate_alerts": "To pass on an alert that nobody read",
    "hold_places": "To keep places in the circle open while something is due",
    "adulthood": "To hand over to adult services",
    "snapshot": "To count without names",
    "performance": "To see how practice goes",
    "publication": "To publish numbers",
    "opening_a_number": "To see which children a number counts",
    "disclosure": "To take a list out",
    "return_interview": "To hold a return interview",
    "receive_alert": "To receive an alert",
    "send_messages": "To send messages that say only: sign in",
    "release_invitations": "To give out invitations that had waited",
    "take_back_packs": "To close items of a meeting again",
    "propose_handovers": "To propose handovers to adult services",
    "draw_sample": "To draw the weekly sample of reads",
    "directory": "To know who is who, or to keep it",
    "succession": "To follow an agency that became another",
    "local_settings": "To set how an area does its duties",
    "signing_in": "To sign in",
    "public": "For anybody",
    "sign_in_forgotten": "Because a password was forgotten",
    "sign_in_lost": "Because an authenticator was lost, broken or replaced",
    "sign_in_exposed": "Because somebody else may know or have how to sign in",
}


@dataclass(frozen=True)
class Line:
    """One line of the ledger as a page shows it."""

    at: object
    who: str
    place: str
    act: str
    door: str
    purpose: str
    entry: uuid.UUID


@cache
def _doors() -> dict[str, str]:
    return {name: found.words for _, name, view in routes() if (found := door_of(view, name)) is not None}


def door_words(door: str) -> str:
    """Through which door, in words: a page's own, an act's, or what the act is called where nobody gave it any."""
    if door.startswith("task:"):
        return f"Background work: {door[5:].replace('_', ' ')}"
    if door.startswith("manage."):
        return f"{door_words(door[7:])}, by command on the server"
    return _doors().get(door) or ACTS.get(door) or door.rpartition(".")[2].replace("_", " ")


def has_words(purpose: str) -> bool:
    return purpose in PURPOSES or purpose in OWN_PURPOSES


def purpose_words(purpose: str) -> str:
    if purpose in PURPOSES:
        return PURPOSES.words(purpose)
    return OWN_PURPOSES.get(purpose, purpose.replace("_", " ").capitalize())


def lines_of(shown: Iterable[EntryChild]) -> list[Line]:
    return lines([one.entry for one in shown])


def lines(entries: Sequence[Entry]) -> list[Line]:
    """Lines with the words of their seats, in one more statement."""
    seats = seats_of(entry.seat for entry in entries)
    return [_line(entry, seats.get(entry.seat)) for entry in entries]


def ended(what: str, door: str, one: Conflict | Seal) -> str:
    """Who ended a conflict or a seal, and when: as the ledger has it, as far as the viewer may read there."""
    shown = EntryChild.objects.filter(child=one.child, entry__door=door, entry__subjects__contains=[one.pk])
    seat = shown.values_list("entry__seat", flat=True).first()
    return f"{seats_of([seat]).get(seat) or 'Somebody'} ended this {what}: {when(one.until)}."


@dataclass(frozen=True)
class Who:
    """A seat as these pages name it: its title, and the team and the agency that it is of."""

    title: str
    place: str

    def __str__(self) -> str:
        return f"{self.title}, {self.place}"


def seats_of(keys: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, Who]:
    """The seats of these keys, so that no two are taken for one: `apart`. Nobody is named whose name would tell where a
    child on this page lives.
    """
    seats = Seat.objects.select_related("agency", "team", "account").in_bulk({key for key in keys if key})
    kept = veil.hidden_here()
    return apart(veil.unnamed(seat) if seat.agency_id in kept else seat for seat in seats.values())


def apart(seats: Iterable[Seat]) -> dict[uuid.UUID | None, Who]:
    """Each seat in words; with who sits there too where two of the viewer's own agency have all these in common."""
    found = {seat.pk: seat for seat in seats}
    words = {key: _who(seat) for key, seat in found.items()}
    times = Counter(words.values())
    return {
        key: Who(f"{who.title}: {found[key].account.name}", who.place)
        if times[who] > 1 and found[key].agency_id == current().agency and found[key].account
        else who
        for key, who in words.items()
    }


def _who(seat: Seat) -> Who:
    return Who(seat.title, f"{seat.team.name}, {seat.agency.name}" if seat.team else seat.agency.name)


def _line(entry: Entry, seat: Who | None) -> Line:
    return Line(
        at=entry.at,
        who=seat.title if seat else "Background work",
        place=seat.place if seat else "",
        act=entry.get_act_display(),
        door=door_words(entry.door),
        purpose=purpose_words(entry.purpose),
        entry=entry.pk,
    )
