"""The looked-after children return: children, placements and absences."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from lapwing.access import history
from lapwing.access.history import Parts
from lapwing.cases.missing import changes as missing_changes
from lapwing.cases.missing.restating import ByHand, account_parts, fact_parts, restate_account, restate_located
from lapwing.directory.keys import new_key
from lapwing.exchange.inbound.formats.ssda903 import is_no_upn
from lapwing.exchange.inbound.models import Source
from lapwing.exchange.inbound.reasons import Note
from lapwing.exchange.inbound.taking.model import Arriving, Clash, Taken, Whose
from lapwing.people import care
from lapwing.people import changes as people
from lapwing.people.care import Holds, Placed
from lapwing.people.changes import Telling
from lapwing.people.models import Placement
from lapwing.rules.moments import Moment, day_words
from lapwing.rules.words.missing import MISSING_TYPE_OF_SSDA903

SEXES = {"1": "M", "2": "F", "M": "M", "F": "F"}
NOTES = {
    "doubtful": Note("may_be_known", "This may be a child whom an agency told before; somebody must look."),
    "joined": Note("joined", "Recognised as a child whom another agency told before."),
}
LOOKED_AFTER = "looked_after"
ONLY_LEGAL_STATUS = "L"


def header(whose: Whose, rows: Sequence[Arriving]) -> list[Taken]:
    """Children as the council tells them."""
    outcomes = people.tell([_telling(whose, row.said) for row in rows])
    return [_told(row, outcome) for row, outcome in zip(rows, outcomes, strict=True)]


def _told(row: Arriving, outcome: people.Outcome) -> Taken:
    state = {"updated": "updated", "unchanged": "unchanged"}.get(outcome.what, "new")
    # Told before by a row of another kind, which knew less of the child: the header itself is new all the same.
    state = "updated" if row.is_new is False and state == "new" else state
    return Taken(outcome.person, state, notes=_notes(outcome.what))


def _notes(what: str) -> tuple[Note, ...]:
    return (NOTES[what],) if what in NOTES else ()


def _telling(whose: Whose, said: Mapping[str, str]) -> Telling:
    upn = said.get("UPN", "")
    numbers = [("la", _within(whose, said["CHILD"]))]
    if upn and not is_no_upn(upn):
        numbers.append(("upn", upn))
    return Telling(
        reference=said["CHILD"], born=_day(said.get("DOB")), sex=SEXES.get(said.get("SEX", ""), "U"),
        ethnicity=said.get("ETHNIC", ""), identifiers=tuple(numbers),
    )  # fmt: skip


def _within(whose: Whose, child: str) -> str:
    """Two councils give the same reference to different children: it identifies one together with its council."""
    return f"{whose.code}/{child}" if whose.code else f"{whose.agency}/{child}"[:60]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _persons(whose: Whose, rows: Sequence[Arriving]) -> dict[str, tuple[uuid.UUID, tuple[Note, ...]]]:
    """Each row's person by the child's reference. One who stands in no header is told by what the row says."""
    references = {row.said["CHILD"] for row in rows}
    known = people.known_by_reference(references)
    found: dict[str, tuple[uuid.UUID, tuple[Note, ...]]] = {child: (person, ()) for child, person in known.items()}
    unknown = {row.said["CHILD"]: row for row in rows if row.said["CHILD"] not in known}
    stands_nowhere = Note("not_in_header", "The child stands in no header read so far: told by what this row says.")
    for outcome in people.tell([_telling(whose, row.said) for row in unknown.values()]):
        found[outcome.reference] = (outcome.person, (stands_nowhere, *_notes(outcome.what)))
    return found


def episodes(whose: Whose, rows: Sequence[Arriving]) -> list[Taken]:
    """Placements, and that the children are looked after under a legal status."""
    persons = _persons(whose, rows)
    who = [persons[row.said["CHILD"]] for row in rows]
    placements = care.record_placements(
        [_placed(whose, person, row) for (person, _), row in zip(who, rows, strict=True) if not row.key("placement")]
    )
    keys = iter(placements)
    placed = [row.key("placement") or next(keys) for row in rows]
    by_hand = _restated(whose, [(person, row) for (person, _), row in zip(who, rows, strict=True)])
    statuses = care.record_statuses([_holds(whose, person, row) for (person, _), row in zip(who, rows, strict=True)])
    return [
        Taken(
            person, "new" if row.is_new else "updated", {"placement": str(placement), "status": str(status)}, notes,
            by_hand.get(placement, ()),
        )
        for (person, notes), row, placement, status in zip(who, rows, placed, statuses, strict=True)
    ]  # fmt: skip


def _restated(whose: Whose, rows: Sequence[tuple[uuid.UUID, Arriving]]) -> dict[uuid.UUID, tuple[Clash, ...]]:
    """Placements said again: those that somebody corrected by hand in what is said otherwise, by their keys. One that
    is confidential from whoever reads the file in stays as its agency corrected it, and they read nothing of it.
    """
    again = {row.key("placement"): (person, row) for person, row in rows if row.key("placement")}
    pairs = {
        key: (_placed(whose, person, replace(row, said=row.before)), _placed(whose, person, row))
        for key, (person, row) in again.items()
    }
    kept = Placement.objects.in_bulk(care.restate_placements(list(pairs.values())))
    return {key: (_clash(row, *pairs[key]),) for key, row in kept.items()}


def _clash(row: Placement, was: Placed, now: Placed) -> Clash:
    parts = care.placement_parts(now)
    clash = history.clashing(history.stands(row, parts), care.placement_parts(was), parts)
    return Clash("placement", clash, history.changed_last(row, clash))


def placement_told(whose: Whose, row: Arriving) -> dict[str, Parts]:
    """What a row tells of a placement, by record and part (`model.Tells`)."""
    return {"placement": care.placement_parts(_placed(whose, row.person or whose.agency, row))}


def _placed(whose: Whose, person: uuid.UUID, row: Arriving) -> Placed:
    if whose.area is None:
        raise ValueError("Only a council with an area of its own is responsible for looked-after children.")
    said = row.said
    return Placed(
        person, said["PLACE"], whose.area, date.fromisoformat(said["DECOM"]), _day(said["DEC"]), said["LS"],
        stays=said.get("RNE") == ONLY_LEGAL_STATUS, key=row.key("placement"),
    )  # fmt: skip


def _holds(whose: Whose, person: uuid.UUID, row: Arriving) -> Holds:
    since, until = date.fromisoformat(row.said["DECOM"]), _day(row.said["DEC"])
    return Holds(person, LOOKED_AFTER, since, until, row.said["LS"], whose.area, row.key("status"))


def missing(whose: Whose, rows: Sequence[Arriving]) -> list[Taken]:
    """Absences, each with the council's account; one whose end comes in a later file has returned."""
    persons = _persons(whose, rows)
    born = _born_in_header([row.said["CHILD"] for row in rows])
    taken = {row.row: (persons[row.said["CHILD"]][0], dict(row.records)) for row in rows}
    _first_told(whose, rows, persons, taken)
    _ended_since(rows, taken)
    clashes = {row.row: _told_otherwise(whose, row, taken[row.row][0]) for row in rows if not row.is_new}
    return [
        Taken(
            taken[row.row][0], "new" if row.is_new else "updated", taken[row.row][1],
            (*persons[row.said["CHILD"]][1], *_another_birth(row, born)), clashes.get(row.row, ()),
        )
        for row in rows
    ]  # fmt: skip


_Persons = Mapping[str, tuple[uuid.UUID, tuple[Note, ...]]]
_Records = dict[uuid.UUID, tuple[uuid.UUID, dict[str, str]]]


def _first_told(whose: Whose, rows: Sequence[Arriving], persons: _Persons, taken: _Records) -> None:
    fresh = [row for row in rows if row.is_new]
    facts = {row.row: new_key() for row in fresh if row.said["MIS_END"]}
    reports = [_report(whose, persons[row.said["CHILD"]][0], row, facts.get(row.row)) for row in fresh]
    for row, account in zip(fresh, missing_changes.record_missing(reports), strict=True):
        taken[row.row][1].update(account=str(account.pk), absence=str(account.absence_id))
        if row.row in facts:
            taken[row.row][1]["fact"] = str(facts[row.row])


def _report(whose: Whose, person: uuid.UUID, row: Arriving, fact: uuid.UUID | None) -> missing_changes.Report:
    said = row.said
    return missing_changes.Report(
        person=person, type=MISSING_TYPE_OF_SSDA903[said["MISSING"]],
        began=Moment.on(date.fromisoformat(said["MIS_START"])), area=whose.area, reference=row.reference[:60],
        ended=_returned(None, said["MIS_END"], None, fact) if fact else None,
    )  # fmt: skip


def _returned(
    absence: uuid.UUID | None, iso: str, account: uuid.UUID | None, key: uuid.UUID | None
) -> missing_changes.Located:
    when = Moment.on(date.fromisoformat(iso))
    return missing_changes.Located(absence=absence, kind="returned", at=when, account=account, key=key)


def _ended_since(rows: Sequence[Arriving], taken: _Records) -> None:
    """Absences that were open, and have ended in this file."""
    ended = [row for row in rows if not row.is_new and row.said["MIS_END"] and not row.before["MIS_END"]]
    facts = {row.row: new_key() for row in ended}
    missing_changes.record_located(
        [_returned(row.key("absence"), row.said["MIS_END"], row.key("account"), facts[row.row]) for row in ended]
    )
    for row in ended:
        taken[row.row][1]["fact"] = str(facts[row.row])


def _told_otherwise(whose: Whose, row: Arriving, person: uuid.UUID) -> tuple[Clash, ...]:
    """An account told before, whose type or end is another now.

    An account of a child who was sealed since is not there to be corrected. A new end is told as a further fact, a new
    type stays in the row, and to whoever reads the file in the row looks like any other.
    """
    account, fact = row.key("account"), row.key("fact")
    clashes: list[Clash] = []
    if row.said["MISSING"] != row.before["MISSING"] and account:
        was = _report(whose, person, replace(row, said=row.before), None)
        try:
            restate_account(account, was, _report(whose, person, row, None))
        except ByHand as corrected:
            clashes.append(Clash("account", corrected.parts, corrected.at))
        except LookupError:
            pass
    if row.before["MIS_END"] and row.said["MIS_END"] != row.before["MIS_END"] and fact:
        was_back, back = (
            _returned(row.key("absence"), end, account, None) for end in (row.before["MIS_END"], row.said["MIS_END"])
        )
        try:
            restate_located(fact, was_back, back)
        except ByHand as corrected:
            clashes.append(Clash("fact", corrected.parts, corrected.at))
        except LookupError:
            missing_changes.record_located([back])
    return tuple(clashes)


def absence_told(whose: Whose, row: Arriving) -> dict[str, Parts]:
    """What a row tells of a missing period, by record and part (`model.Tells`)."""
    told = {"account": account_parts(_report(whose, row.person or whose.agency, row, None))}
    if row.said["MIS_END"]:
        told["fact"] = fact_parts(_returned(None, row.said["MIS_END"], None, None))
    return told


def _born_in_header(children: Sequence[str]) -> dict[str, str]:
    """The date of birth that the agency's own header gives for each child."""
    rows = Source.objects.filter(kind="ssda903_header", reference__in=children)
    return {row.reference: row.said.get("DOB", "") for row in rows}


def _another_birth(row: Arriving, born: Mapping[str, str]) -> tuple[Note, ...]:
    ours, theirs = row.said.get("DOB", ""), born.get(row.said["CHILD"], "")
    if not ours or not theirs or ours == theirs:
        return ()
    words = (
        f"DOB is {day_words(date.fromisoformat(ours))} here and {day_words(date.fromisoformat(theirs))} in the header."
    )
    return (Note("other_birth", words),)
