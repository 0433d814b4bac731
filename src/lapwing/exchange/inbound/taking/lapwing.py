"""Lapwing's own files of absences: what their rows become. Both kinds go the same way."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from lapwing.access.history import Parts
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.changes import Judgement, Located, Report
from lapwing.cases.missing.restating import ByHand, account_parts, fact_parts, restate_account, restate_located
from lapwing.directory.keys import new_key
from lapwing.directory.models import Area, Catchment
from lapwing.exchange.inbound import cells
from lapwing.exchange.inbound.reasons import Note
from lapwing.exchange.inbound.taking.model import Arriving, Clash, Taken, Whose
from lapwing.people import changes as people
from lapwing.people.changes import Telling
from lapwing.rules.moments import Moment, Precision

NOTES = {
    "doubtful": Note("may_be_known", "This may be a child whom an agency told before; somebody must look."),
    "joined": Note("joined", "Recognised as a child whom another agency told before."),
}
FACTS = {"FOUND": "found", "RETURNED": "returned"}
ACCOUNT = (
    "TYPE", "ACCEPTED", "RISK", "WENT_MISSING", "REPORTED", "LAST_SEEN", "LAST_SEEN_PLACE", "MISSING_FROM",
    "REPORTED_BY", "AREA", "OCCURRENCE",
)  # fmt: skip
Said = Mapping[str, str]
_Records = dict[uuid.UUID, dict[str, str]]
_Clashes = list[tuple[uuid.UUID, Clash]]


class _Reporting(Protocol):
    """The report that a row makes, with the facts that are told with it."""

    def __call__(self, row: Arriving, facts: Sequence[Located] = ()) -> Report: ...


def police(whose: Whose, rows: Sequence[Arriving]) -> list[Taken]:
    """A force's occurrences. One that was not accepted is still an absence, and still owed an interview."""
    return _take(whose, rows, "PERSON", _police_type)


def _police_type(said: Said) -> str:
    return "not_accepted" if said["ACCEPTED"] == "no" else "missing"


def council(whose: Whose, rows: Sequence[Arriving]) -> list[Taken]:
    """A council's absences."""
    return _take(whose, rows, "CHILD", _council_type)


def _council_type(said: Said) -> str:
    return said["TYPE"]


def police_told(whose: Whose, row: Arriving) -> dict[str, Parts]:
    """What a row tells of a force's occurrence, by record and part (`model.Tells`)."""
    return _told(whose, row, _police_type)


def council_told(whose: Whose, row: Arriving) -> dict[str, Parts]:
    """What a row tells of a council's absence, by record and part (`model.Tells`)."""
    return _told(whose, row, _council_type)


def _told(whose: Whose, row: Arriving, type_of: Callable[[Said], str]) -> dict[str, Parts]:
    area = _Areas(whose, {row.said["AREA"]}).of(row.said)
    report = _report(row.person or whose.agency, row, type_of(row.said), area, ())
    facts = {which.lower(): _located(row.said, which, None) for which in FACTS if row.said[which]}
    return {"account": account_parts(report)} | {which: fact_parts(one) for which, one in facts.items()}


def _take(whose: Whose, rows: Sequence[Arriving], child: str, type_of: Callable[[Said], str]) -> list[Taken]:
    last_said = {row.said[child]: row.said for row in rows}
    tellings = [_telling(whose, said, child) for said in last_said.values()]
    told = {outcome.reference: outcome for outcome in people.tell(tellings)}
    areas = _Areas(whose, {said["AREA"] for row in rows for said in (row.said, row.before) if said})

    def report(row: Arriving, facts: Sequence[Located] = ()) -> Report:
        return _report(told[row.said[child]].person, row, type_of(row.said), areas.of(row.said), facts)

    records: _Records = {row.row: dict(row.records) for row in rows}
    _first_told([row for row in rows if row.is_new], report, records)
    clashes: dict[uuid.UUID, list[Clash]] = defaultdict(list)
    again = _told_otherwise([row for row in rows if not row.is_new], report, records)
    for key, clash in [*again, *_facts_since(rows, records)]:
        clashes[key].append(clash)
    return [
        Taken(
            told[row.said[child]].person, "new" if row.is_new else "updated", records[row.row],
            (*([NOTES[what]] if (what := told[row.said[child]].what) in NOTES else []), *areas.notes(row.said)),
            tuple(clashes.get(row.row, ())),
        )
        for row in rows
    ]  # fmt: skip


def _telling(whose: Whose, said: Said, child: str) -> Telling:
    scheme = "police" if child == "PERSON" else "la"
    numbers = [(scheme, f"{whose.code or whose.agency}/{said[child]}"[:60])]
    if said.get("UPN"):
        numbers.append(("upn", said["UPN"]))
    return Telling(
        reference=said[child], given=said["GIVEN_NAME"], family=said["FAMILY_NAME"],
        born=date.fromisoformat(said["DOB"]) if said["DOB"] else None, sex=said["SEX"] or "U",
        postcode=said["POSTCODE"], identifiers=tuple(numbers), disabilities=tuple(said.get("DISABILITY", "").split()),
    )  # fmt: skip


class _Areas:
    """Areas by their three figures, read once for a batch; where a row names none, the agency's only one."""

    def __init__(self, whose: Whose, codes: Iterable[str]) -> None:
        self._known = dict(Area.objects.filter(code__in=set(codes) - {""}).values_list("code", "pk"))
        self._own = whose.area or self._only_one(whose.agency)

    @staticmethod
    def _only_one(agency: uuid.UUID) -> uuid.UUID | None:
        served = set(Catchment.objects.filter(agency=agency, until=None).values_list("area", flat=True))
        return served.pop() if len(served) == 1 else None

    def of(self, said: Said) -> uuid.UUID | None:
        return self._known.get(said["AREA"], self._own)

    def notes(self, said: Said) -> tuple[Note, ...]:
        if not said["AREA"] or said["AREA"] in self._known:
            return ()
        return (Note("left_out", f"AREA: no council has the figures {said['AREA']}."),)


def _moment(value: str) -> Moment | None:
    return cells.moment(value) if value else None


def _report(person: uuid.UUID, row: Arriving, type_: str, area: uuid.UUID | None, facts: Sequence[Located]) -> Report:
    said = row.said
    return Report(
        person=person, type=type_, began=cells.moment(said["WENT_MISSING"]), area=area,
        reported=_moment(said["REPORTED"]), last_seen=_moment(said["LAST_SEEN"]),
        last_seen_place=said["LAST_SEEN_PLACE"], missing_from=said["MISSING_FROM"], occurrence=said["OCCURRENCE"],
        accepted={"yes": True, "no": False}.get(said.get("ACCEPTED", "")), risk=said.get("RISK", ""),
        reported_by=said["REPORTED_BY"], reference=row.reference[:80], ended=facts[0] if facts else None,
        also=tuple(facts[1:]),
    )  # fmt: skip


def _located(said: Said, which: str, key: uuid.UUID | None, absence: uuid.UUID | None = None) -> Located:
    # What is said of the finding belongs to it; of a child who simply came back nothing more is said.
    tells = which == "FOUND" or not said["FOUND"]
    return Located(
        absence=absence, kind=FACTS[which], at=cells.moment(said[which]), place=said["FOUND_PLACE"] if tells else "",
        how=said["FOUND_HOW"] if tells else "", key=key,
    )  # fmt: skip


def _first_told(rows: Sequence[Arriving], report: _Reporting, records: _Records) -> None:
    """New absences, each with what ended it, and with the return where it followed the finding."""
    told = [{which: new_key() for which in _at_once(row.said)} for row in rows]
    wanted = [
        report(row, [_located(row.said, which, key) for which, key in facts.items()])
        for row, facts in zip(rows, told, strict=True)
    ]
    for row, facts, account in zip(rows, told, missing.record_missing(wanted), strict=True):
        records[row.row] |= {"account": str(account.pk), "absence": str(account.absence_id)}
        records[row.row] |= {which.lower(): str(key) for which, key in facts.items()}


def _at_once(said: Said) -> list[str]:
    """Which facts are told with the absence: what ended it, and what surely came after."""
    given = [which for which in FACTS if said[which]]
    if len(given) < len(FACTS):
        return given
    found, returned = (cells.moment(said[which]) for which in FACTS)
    is_after = found.precision is returned.precision is Precision.MINUTE and found.at <= returned.at
    return given if is_after else given[:1]


def _facts_since(rows: Sequence[Arriving], records: _Records) -> _Clashes:
    """Facts that no earlier file told, and those told otherwise now."""
    fresh: list[Located] = []
    clashes: _Clashes = []
    for row in rows:
        kept = records[row.row]
        for which in (name for name in FACTS if row.said[name]):
            if row.is_new and which.lower() in kept:
                continue
            absence = uuid.UUID(kept["absence"])
            if which.lower() not in kept:
                key = new_key()
                kept[which.lower()] = str(key)
                fresh.append(_located(row.said, which, key, absence))
            elif _otherwise(row, which, "FOUND_PLACE", "FOUND_HOW"):
                clashes += [(row.row, clash) for clash in _restate(row, which, uuid.UUID(kept[which.lower()]), absence)]
    missing.record_located(fresh)
    return clashes


def _restate(row: Arriving, which: str, fact: uuid.UUID, absence: uuid.UUID) -> list[Clash]:
    """A fact about a child who was sealed since is not there to be corrected: it is told as a further one."""
    now = _located(row.said, which, None, absence)
    try:
        restate_located(fact, _located(row.before, which, None, absence), now)
    except LookupError:
        missing.record_located([now])
    except ByHand as corrected:
        return [Clash(which.lower(), corrected.parts, corrected.at)]
    return []


def _told_otherwise(rows: Sequence[Arriving], report: _Reporting, records: _Records) -> _Clashes:
    """Accounts told before, of which something is another now; a new risk is a judgement of its own."""
    judged: list[Judgement] = []
    clashes: _Clashes = []
    for row in rows:
        now, account = report(row), row.key("account")
        if account and _otherwise(row, *ACCOUNT):
            try:
                restate_account(account, report(replace(row, said=row.before)), now)
            except ByHand as corrected:
                clashes.append((row.row, Clash("account", corrected.parts, corrected.at)))
            except LookupError:
                pass  # of a child who was sealed since
        if now.risk and _otherwise(row, "RISK"):
            absence = uuid.UUID(records[row.row]["absence"])
            judged.append(Judgement(absence, now.risk, now.reported or now.began))
    if judged:
        missing.judge_risk(judged)
    return clashes


def _otherwise(row: Arriving, *columns: str) -> bool:
    return any(row.said.get(column, "") != row.before.get(column, "") for column in columns)
