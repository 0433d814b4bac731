"""What may be done about missing children: tell of an absence, of where a child is, of risk; correct and withdraw.

Each act takes a set, in the viewer's transaction, with its line in the ledger; a page and a file of a hundred thousand
rows go the same way. What an absence keeps from its accounts and facts, the database works out.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.turns import take_turns
from lapwing.access.viewer import current, turning
from lapwing.access.writing import recorded, row, write
from lapwing.cases.missing import follow, queries, repeating, sight
from lapwing.cases.missing.columns import times
from lapwing.cases.missing.models import Absence, Account, Proposal, RiskDecision, Whereabouts
from lapwing.directory.keys import new_key
from lapwing.people import changes as people
from lapwing.people import queries as people_queries
from lapwing.rules.moments import Moment
from lapwing.rules.words.missing import MISSING_TYPES, POLICE_RISK_LEVELS
from lapwing.rules.words.searching import MISSING_FROM
from lapwing.work import holding, opening
from lapwing.work.alerts.models import Alert
from lapwing.work.meetings import following
from lapwing.work.meetings.models import Meeting

TRIGGER_PLAN = "trigger_plan"
# Two agencies' clocks differ: an account that begins this long after an absence ended may still be of that absence.
SLACK = timedelta(hours=1)
# Whose the rows of an act are, who records them and when (`recorded`).
_By = Mapping[str, Any]


class Stale(Exception):
    """Somebody else changed the record after this page was opened; nothing was written."""


@dataclass(frozen=True)
class Located:
    """Where a missing child is: `kind` is found, in_hospital, in_custody or returned.

    `absence` may be None inside a `Report`. `key` is the form's own, so that sending it twice writes it once. `area` is
    where it happened, if that is not the absence's own: the force there is told.
    """

    absence: uuid.UUID | None
    kind: str
    at: Moment
    place: str = ""
    how: str = ""
    with_whom: str = ""
    account: uuid.UUID | None = None
    key: uuid.UUID | None = None
    area: uuid.UUID | None = None


@dataclass(frozen=True)
class Report:
    """One agency's account of an absence. `person` is that agency's own person as told.

    `type` is a code of missing_types, `risk` of police_risk_levels, `from_kind` of missing_from.
    `reference` is the agency's own for this account; `key` is the form's, so that sending it twice writes it once.
    """

    person: uuid.UUID
    type: str
    began: Moment
    area: uuid.UUID | None = None
    reported: Moment | None = None
    last_seen: Moment | None = None
    last_seen_place: str = ""
    missing_from: str = ""
    from_agency: uuid.UUID | None = None
    occurrence: str = ""
    accepted: bool | None = None
    risk: str = ""
    reported_by: str = ""
    ended: Located | None = None
    also: tuple[Located, ...] = ()
    """What followed what ended it, in order: the child was found, and came back later."""
    reference: str = ""
    key: uuid.UUID | None = None
    reported_to: str = ""
    from_kind: str = ""

    def __post_init__(self) -> None:
        if not MISSING_TYPES.has(self.type, self.began.day):
            raise ValueError(f"{self.type!r} is not a type of absence that was in use on that day.")
        if self.from_kind and self.from_kind not in MISSING_FROM:
            raise ValueError(f"{self.from_kind!r} is not where a child goes missing from.")
        if self.risk and self.risk not in POLICE_RISK_LEVELS:
            raise ValueError(f"{self.risk!r} is not a risk level.")


def record_missing(reports: Sequence[Report]) -> list[Account]:
    """Tell of absences. An account that touches an absence of the same child told by another agency joins it.

    For those that are not over, it opens places in the circle, raises alerts and starts clocks. Answers with the
    accounts, in the order of the reports, as they were written: a child may be sealed from whoever tells of them.
    """
    if not reports:
        return []
    joins, by = _join(reports), recorded()
    told = [_tell(report, joined, by) for report, joined in zip(reports, joins, strict=True)]
    fresh = [each.absence for each in told if each.absence]
    facts = [fact for each in told for fact in each.facts]
    risks = [risk for each in told for risk in each.risks]
    accounts = [each.account for each in told]
    # The absences last: each is written once, as what is told of it makes it, and not counted again for every part.
    for rows in (facts, risks, accounts, fresh):
        write(rows)
    subjects = [row.id for rows in (accounts, fresh, facts, risks) for row in rows]
    persons = [account.person for account in accounts]
    ledger.line(LedgerAct.CHANGE, "missing.record_missing", persons=persons, subjects=subjects)
    with holding.once():
        follow.reported(
            [
                follow.Told(account, one.risk, over=one.ended is not None)
                for one, account in zip(reports, accounts, strict=True)
                if one.ended is None or follow.is_recent(one.ended.at)
            ]
        )
        follow.reported_late(
            account
            for one, account in zip(reports, accounts, strict=True)
            if one.ended and not follow.is_recent(one.ended.at)
        )
        # What was long over when it was told has opened nothing that would have to be let go, unless it joined.
        follow_up = [f for each in told for f in each.facts if each.absence is None or follow.is_recent(f.moment)]
        if follow_up:
            follow.located(follow_up)
    return accounts


class _Told(NamedTuple):
    """What one report becomes: its account, a new absence where it joins none, a fact and a judgement of risk."""

    account: Account
    absence: Absence | None
    facts: list[Whereabouts]
    risks: list[RiskDecision]


def _join(reports: Sequence[Report]) -> list[uuid.UUID | None]:
    """For each report the absence that it joins: of the same child, at that time, told by other agencies alone."""
    _take_turns(reports)
    us = current().agency
    near = sight.absences_near([_span(report) for report in reports])
    taken: set[uuid.UUID] = set()
    joined: list[uuid.UUID | None] = []
    for place, report in enumerate(reports):
        may = [
            one
            for one in near.get(place, [])
            if us not in one.agencies and one.absence not in taken and _alike(one.type, report.type)
        ]
        nearest = min(may, key=lambda one: (abs(one.began - report.began.at), str(one.absence)), default=None)
        joined.append(nearest.absence if nearest else None)
        if nearest:
            taken.add(nearest.absence)
    return joined


def _take_turns(reports: Sequence[Report]) -> None:
    """Two agencies that tell of one child in the same moment: the second finds the absence of the first, and joins."""
    children = people_queries.children_of(report.person for report in reports)
    take_turns(*(f"absence:{children.get(report.person, report.person)}" for report in reports))


def _span(report: Report) -> tuple[uuid.UUID, datetime, datetime | None]:
    end = report.ended.at.latest + SLACK if report.ended else None
    return report.person, report.began.at - SLACK, end


def _alike(one: str, other: str) -> bool:
    """Missing from education goes on for months, and a night away in them is an absence of its own."""
    return (one == "education") == (other == "education")


def _tell(report: Report, joined: uuid.UUID | None, by: _By) -> _Told:
    absence = joined or new_key()
    account = _account(report, absence, by)
    told = [report.ended, *report.also] if report.ended else []
    facts = [_fact(one, absence, report.person, report.area, account.pk, by) for one in told]
    judged = [Judgement(absence, report.risk, report.reported or report.began)] if report.risk else []
    risks = [_risk(one, report.person, by) for one in judged]
    return _Told(account, None if joined else _absence(report, absence, by), facts, risks)


def _account(report: Report, absence: uuid.UUID, by: _By) -> Account:
    return row(
        Account, id=report.key or new_key(), absence_id=absence, person=report.person, **by, **told_fields(report)
    )


def told_fields(report: Report) -> dict[str, object]:
    """The columns of an account that a report tells."""
    return {
        "area_id": report.area, "type": report.type, "last_seen_place": report.last_seen_place,
        "missing_from": report.missing_from, "from_agency_id": report.from_agency, "occurrence": report.occurrence,
        "accepted": report.accepted, "reported_by": report.reported_by, "reported_to": report.reported_to,
        "from_kind": report.from_kind, "reference": report.reference,
        **times(began=report.began, reported=report.reported, last_seen=report.last_seen),
    }  # fmt: skip


def _absence(report: Report, key: uuid.UUID, by: _By) -> Absence:
    ended = report.ended
    told = [ended, *report.also] if ended else []
    returned = next((one.at for one in told if one.kind == Whereabouts.Fact.RETURNED), None)
    return row(
        Absence, id=key, person=report.person, area_id=report.area, type=report.type,
        whereabouts=told[-1].kind if told else "", risk=report.risk,
        **by, **times(began=report.began, ended=ended.at if ended else None, returned=returned),
    )  # fmt: skip


def _fact(
    located: Located, absence: uuid.UUID, person: uuid.UUID, area: uuid.UUID | None, account: uuid.UUID | None,
    by: _By,
) -> Whereabouts:  # fmt: skip
    return row(
        Whereabouts, id=located.key or new_key(), absence_id=absence, person=person, area_id=located.area or area,
        account=account, kind=located.kind, at=located.at.at, precision=str(located.at.precision),
        place=located.place, how=located.how, with_whom=located.with_whom, **by,
    )  # fmt: skip


def record_located(facts: Sequence[Located]) -> list[Whereabouts]:
    """Tell that missing children were found, are in hospital or custody, or returned. A return starts the clock."""
    if not facts:
        return []
    own = own_side({fact.absence for fact in facts if fact.absence})
    rows, by = [], recorded()
    for fact in facts:
        if fact.absence not in own:
            raise LookupError("There is no such absence.")
        side = own[fact.absence]
        rows.append(_fact(fact, fact.absence, side.person, side.area, fact.account, by))
    write(rows)
    _line("missing.record_located", rows)
    with holding.once():
        follow.located(rows)
    return rows


def own_side(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, sight.Told]:
    """Under which of its own persons the viewer's agency writes about each absence: one it told of, may see, or was
    alerted to.
    """
    own = sight.absences_told(absences)
    known: dict[uuid.UUID, Absence | Alert] = Absence.objects.in_bulk(set(absences) - set(own))
    if left := set(absences) - set(own) - set(known):
        known |= queries.put_before_us(left)
    for key, known_by in known.items():
        person = people.own_person(people_queries.child_of(known_by.person))
        own[key] = sight.Told(key, person, known_by.area_id)
    return own


@dataclass(frozen=True)
class Judgement:
    """A judgement of risk: a code of police_risk_levels, when it was made, by whom and why; when to judge it again."""

    absence: uuid.UUID
    risk: str
    at: Moment
    reason: str = ""
    decided_by: str = ""
    key: uuid.UUID | None = None
    review: Moment | None = None


def judge_risk(judgements: Sequence[Judgement]) -> list[RiskDecision]:
    """Add judgements of risk. Those before stay as they are."""
    own = own_side({one.absence for one in judgements})
    for one in judgements:
        if one.risk not in POLICE_RISK_LEVELS.at(one.at.day):
            raise ValueError(f"{one.risk!r} is not a risk level that was in use on that day.")
        if one.review and one.review.at <= one.at.at:
            raise ValueError("The time to judge it again comes after the judgement.")
        if one.absence not in own:
            raise LookupError("There is no such absence.")
    by = recorded()
    rows = [_risk(one, own[one.absence].person, by) for one in judgements]
    write(rows)
    _line("missing.judge_risk", rows)
    with holding.once():
        follow.judged(rows)
    return rows


def _risk(judgement: Judgement, person: uuid.UUID, by: _By) -> RiskDecision:
    return row(
        RiskDecision, id=judgement.key or new_key(), absence_id=judgement.absence, person=person, risk=judgement.risk,
        at=judgement.at.at, precision=str(judgement.at.precision), reason=judgement.reason,
        decided_by=judgement.decided_by, **by, **times(review=judgement.review),
    )  # fmt: skip


def correct_account(account: uuid.UUID, report: Report, *, version: int | None = None) -> None:
    """Correct an agency's own account; its former state stays in its history, and no other account changes.

    With `version`, the one that the page showed: raises `Stale` where somebody changed it since.
    """
    rows = Account.objects.filter(pk=account, agency=current().agency)
    same = rows.filter(version=version) if version is not None else rows
    if not same.update(version=F("version") + 1, **told_fields(report)):
        raise Stale if rows.exists() else LookupError("There is no such account of your own agency.")
    _line("missing.correct_account", rows)
    repeating.reconsider(rows.values_list("absence", flat=True))


def correct_located(fact: uuid.UUID, located: Located, *, version: int | None = None) -> None:
    """Correct where or when a child was found or returned; clocks are counted again. Raises `Stale`."""
    rows = Whereabouts.objects.filter(pk=fact, agency=current().agency)
    same = rows.filter(version=version) if version is not None else rows
    changed = same.update(
        version=F("version") + 1, kind=located.kind, area=located.area or F("area"), at=located.at.at,
        precision=str(located.at.precision), place=located.place, how=located.how, with_whom=located.with_whom,
    )  # fmt: skip
    if not changed:
        raise Stale if rows.exists() else LookupError("There is no such fact of your own agency.")
    _line("missing.correct_located", rows)
    follow.corrected(rows.get())


def withdraw(rows: Iterable[Account | Whereabouts], reason: str) -> None:
    """Take back what the viewer's agency recorded in error. The rows stay, marked, with the reason."""
    if not reason.strip():
        raise ValueError("Say why it is taken back: the reason stays with the record.")
    kept = list(rows)
    for model in (Account, Whereabouts):
        keys = [row.pk for row in kept if isinstance(row, model)]
        model.objects.filter(pk__in=keys, agency=current().agency, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_reason=reason, version=F("version") + 1
        )
    _line("missing.withdraw", kept)
    follow.withdrawn({row.absence_id for row in kept})
    follow.missing_again({row.absence_id for row in kept if isinstance(row, Whereabouts)})


def decline_proposal(proposal: Proposal, reason: str) -> None:
    """A coordinator decides that nothing more is needed now; the reason stays with what was proposed."""
    if not reason.strip():
        raise ValueError("Say why: the reason stays with what was proposed.")
    _waits(proposal)
    _decide(proposal, Proposal.State.DECLINED, reason)


def meeting_called(meeting: Meeting) -> None:
    """A meeting on an absence opens what the absence called for, in one transaction: nothing is opened before there is
    a meeting. Who declines at the same time waits, or was first: what was declined stays so.
    """
    proposed = Proposal.objects.select_for_update().filter(absence=meeting.subject, state=Proposal.State.PROPOSED)
    for proposal in proposed:
        _open_proposal(proposal, meeting.pk)


def meeting_cancelled(meeting: Meeting) -> None:
    """What it was called for waits for its coordinator again, who calls another or declines; the plan stays open."""
    with turning():
        again = following.waiting_again(Proposal.objects.filter(state=Proposal.State.OPENED), meeting)
    if again:
        _line("missing.proposal_waits_again", again)
        repeating.wait_again(again)


def _open_proposal(proposal: Proposal, meeting: uuid.UUID) -> None:
    """What was proposed is taken up: a trigger plan is opened, whose key the proposal keeps."""
    why = opening.Reason(proposal.person, "proposal", proposal.pk, proposal.words, proposal.area_id)
    kind, key = opening.follow_up(TRIGGER_PLAN, why) or ("", None)
    _decide(proposal, Proposal.State.OPENED, "", opened_kind=kind, opened=key, meeting=meeting)


def _waits(proposal: Proposal) -> None:
    if not Proposal.objects.select_for_update().filter(pk=proposal.pk, state=Proposal.State.PROPOSED).exists():
        raise Stale


def _decide(proposal: Proposal, state: str, reason: str, **kept: object) -> None:
    Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.PROPOSED).update(
        state=state, decided_by=current().seat, decided_at=timezone.now(), reason=reason, **kept
    )
    _line(f"missing.proposal_{state}", [proposal])
    repeating.decided([proposal.absence_id])


def _line(door: str, rows: Iterable[Absence | Account | Whereabouts | RiskDecision | Proposal]) -> None:
    written = list(rows)
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in written], subjects=[row.id for row in written])
