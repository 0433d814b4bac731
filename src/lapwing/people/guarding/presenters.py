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
    "sign_in_forgotten": "Because a password was forgotten",
    "sign_in_lost": "Because an authenticator was lost, broken or replaced",
    "sign_in_exposed": "Because somebody else may know or have how to sign in",
}
ACTS = {
    "access.open_places": "Opened places in the circle",
    "access.decide_sharing": "Decided about sharing",
    "access.break_glass": "Broke glass",
    "access.seal_child": "Sealed the child",
    "access.unseal_child": "Ended the seal",
    "access.ask_unseal": "Asked that the seal be ended",
    "access.let_into_seal": "Let somebody into the seal",
    "access.let_out_of_seal": "Ended somebody’s place inside the seal",
    "access.restrict": "Restricted records by law",
    "access.restrict_since": "Restricted what was recorded since",
    "access.lift": "Lifted a restriction",
    "access.erase": "Erased records by law",
    "people.tell": "Told who a person is",
    "people.joined": "Joined two records of a child",
    "people.unjoined": "Un-joined two records of a child",
    "people.decide_doubt": "Looked at a doubtful match",
    "people.record_addresss": "Recorded an address",
    "people.record_involvements": "Recorded that an agency knows the child",
    "people.record_placements": "Recorded a placement",
    "people.record_relationships": "Recorded a relationship",
    "people.record_schoolings": "Recorded a school",
    "people.record_statuses": "Recorded a legal status",
    "people.record_telephones": "Recorded a telephone",
    "people.restate_placements": "Corrected a placement",
    "inbound.mend": "Mended a row of a file",
    "inbound.set_aside": "Set a row of a file aside",
    "inbound.show": "Looked at a row of a file",
    "outbound.ask": "Asked for a list",
    "snapshot.take": "Took the snapshot without names",
    "work.start_clocks": "Started a deadline",
    "work.meet_clocks": "Met a deadline",
    "work.clocks_not_needed": "Said that a deadline is not needed",
    "work.mark_late": "Marked a deadline as overdue",
    "work.raise_alerts": "Sent an alert",
    "work.open_alert": "Opened an alert",
    "work.acknowledge_alert": "Acknowledged an alert",
    "work.end_alerts": "Ended an alert",
    "work.escalate_alerts": "Passed on an alert that nobody read",
    "work.record_call": "Recorded a telephone call",
    "work.add_actions": "Added an action",
    "work.move_action": "Handed an action on, or moved its day",
    "work.complete_action": "Said that an action is done",
    "work.call_meetings": "Called a meeting",
    "work.add_items": "Added an item to an agenda",
    "work.decide_item": "Recorded what a meeting decided",
    "work.record_attendance": "Recorded who came to a meeting",
    "work.respond": "Recorded answers to questions",
    "missing.judge_risk": "Judged the risk",
    "missing.add_enquiries": "Recorded an enquiry",
    "missing.record_sightings": "Recorded a sighting",
    "missing.record_parents_told": "Recorded who with parental responsibility was told",
    "missing.record_prevention": "Recorded the police’s prevention interview",
    "missing.offer_interview": "Offered a return interview",
    "missing.attempt_interview": "Recorded an attempt at a return interview",
    "missing.hold_interview": "Recorded a return interview",
    "missing.close_interview": "Closed a return interview that was not held",
    "missing.send_intelligence": "Sent the police what a child said",
    "missing.receive_intelligence": "Received what a child said for the police",
    "missing.grade_intelligence": "Graded what a child said for the police",
    "missing.proposal_opened": "Opened what was proposed",
    "missing.proposal_declined": "Declined what was proposed",
    "missing.proposal_waits_again": "Cancelled the meeting: what was proposed waits again",
    "missing.proposal_lapsed": "What was proposed holds no more",
    "missing.proposal_proved_anew": "What was proposed rests on other absences",
    "missing.propose_handovers": "Proposed a handover to an adult service",
    "missing.add_to_sheet": "Added to what helps to find the child",
    "missing.add_photograph": "Added a photograph",
    "missing.record_tie": "Recorded that two children were together",
    "missing.note_source": "Noted who told that two children were together",
    "exploitation.tell_concern": "Told of a risk of exploitation",
    "exploitation.concern_waits_again": "Cancelled the meeting: the concern waits again",
    "exploitation.open_plan": "Opened a trigger plan",
    "exploitation.own_plan": "Said who owns a trigger plan",
    "exploitation.add_enquiry": "Added a key enquiry to a trigger plan",
    "exploitation.add_riskperson": "Named on a trigger plan who may pose a risk",
    "exploitation.add_caution": "Wrote on a trigger plan before what to contact the police",
    "exploitation.record_protections": "Recorded a notice, an order or a referral",
    "reset_sign_in.password": "Gave a new first password",
    "reset_sign_in.second_factor": "Took a second factor away",
    "reset_sign_in.both": "Gave a new first password, and took a second factor away",
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
