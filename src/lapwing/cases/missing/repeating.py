"""What repeats call for: after so many absences in so many days a meeting and a trigger plan are proposed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import Identity, LedgerAct
from lapwing.access.viewer import turning
from lapwing.cases.missing.answering import Answering
from lapwing.cases.missing.models import Absence, Account, Proposal, State
from lapwing.cases.missing.teams import SUBJECT
from lapwing.directory.keys import new_key
from lapwing.rules import duties
from lapwing.rules.moments import Moment, short_day_words
from lapwing.work.deadlines import changes as clocks
from lapwing.work.deadlines import queries as clock_queries

REPEAT, DECIDED = "repeat_missing", "proposal_decided"
LOOK_BACK = timedelta(days=400)


def counted_still(accounts: Iterable[Account]) -> list[Account]:
    """Those that began within the days that are counted, back from now: however late they are told, they may call for a
    meeting.
    """
    wanted = list(accounts)
    settings, now = clock_queries.settings() if wanted else {}, timezone.now()
    return [one for one in wanted if one.began.at > now - _counted(settings.get((one.area_id, REPEAT)))]


def _counted(local: duties.LocalSetting | None) -> timedelta:
    window = (local.window if local else None) or duties.get(REPEAT).window
    assert window is not None, "the duty counts within a number of days"
    return timedelta(days=window.days)


def propose(accounts: Sequence[Account], answers: Mapping[Account, Answering]) -> list[Proposal]:
    """What was just told may be one absence too many, in whatever order they are told; a coordinator decides. Where the
    last of them is long past nobody owes a decision. Answers with what is owed.
    """
    with turning():
        child_of = _children(account.person for account in accounts)
        absences = _absences_of(set(child_of.values()))
        waiting = {child for child, rows in _waiting(set(child_of.values())).items() if rows}
    settings = clock_queries.settings()
    proofs: dict[Account, list[Absence]] = {}
    for account in accounts:
        child = child_of.get(account.person)
        if child is None or child in waiting or answers[account].responsible is None:
            continue
        proof = _filled(absences[child], settings.get((account.area_id, REPEAT)))
        if any(one.pk == account.absence_id for one in proof):
            proofs[account] = proof
    with turning():
        decided = _proposed_for(proof[-1].pk for proof in proofs.values())
    rows, owed = [], []
    for account, proof in proofs.items():
        child, holder = child_of[account.person], answers[account].responsible
        if child in waiting or proof[-1].pk in decided or holder is None:
            continue
        waiting.add(child)
        rows.append(_proposal(account, proof, holder.key, holder.agency))
        if proof[-1].began_at > timezone.now() - _counted(settings.get((account.area_id, REPEAT))):
            owed.append(rows[-1])
    Proposal.objects.bulk_create(rows)
    _await_decisions(owed)
    return owed


def wait_again(rows: Sequence[Proposal]) -> None:
    """The meeting that opened these was cancelled: a decision is owed from now, where they are called for still."""
    _await_decisions(rows, Moment(timezone.now()))
    reconsider({key for row in rows for key in row.absences})


def _await_decisions(rows: Sequence[Proposal], since: Moment | None = None) -> None:
    """A proposal does not lie unnoticed: whoever decides owes it, and is told when it is late."""
    clocks.start(
        [
            clocks.Start(
                duty=DECIDED, person=row.person, agency=row.agency_id, subject_kind=SUBJECT, subject=row.absence_id,
                trigger=since or Moment(row.recorded_at), holder=row.holder, area=row.area_id,
            )
            for row in rows
        ]
    )  # fmt: skip


def decided(absences: Iterable[uuid.UUID]) -> None:
    """What these called for was opened or declined."""
    clocks.meet(DECIDED, Moment(timezone.now()), subjects=absences)


def reconsider(absences: Iterable[uuid.UUID]) -> None:
    """Absences were taken back, or are told otherwise: a proposal that waits and rests on them goes on where those that
    stand still call for it, and is withdrawn, with the reason, where they do not. What a coordinator decided stays.
    """
    changed = set(absences)
    with turning():
        child_of = _children(Absence.objects.filter(pk__in=changed).values_list("person", flat=True))
        resting = {
            child: [row for row in rows if changed & set(row.absences)]
            for child, rows in _waiting(set(child_of.values())).items()
        }
        if not any(resting.values()):
            return
        rested = {key for rows in resting.values() for row in rows for key in row.absences}
        standing, settings = _absences_of(set(resting), also=rested), clock_queries.settings()
        for child, rows in resting.items():
            for row in rows:
                _look_again(row, _filled(standing[child], settings.get((row.area_id, REPEAT))))


def _look_again(row: Proposal, proof: Sequence[Absence]) -> None:
    before = row.absence_id
    if not proof or (proof[-1].pk != before and _proposed_for([proof[-1].pk])):
        _lapse(row)
    elif [one.pk for one in proof] != row.absences:
        row.absence, row.absences, row.words = proof[-1], [one.pk for one in proof], _words(proof)
        if not _keep(row, "absence", "absences", "words"):
            return
        ledger.line(LedgerAct.CHANGE, "missing.proposal_proved_anew", persons=[row.person], subjects=[row.pk])
        if row.absence_id != before and clocks.not_needed(DECIDED, subjects=[before], reason="It rests on another."):
            _await_decisions([row])


def _lapse(row: Proposal) -> None:
    rested = Absence.objects.filter(pk__in=row.absences, type=State.TAKEN_BACK).order_by("began_at")
    days = " and ".join(dict.fromkeys(short_day_words(one.began.day) for one in rested))
    why = f"The absence of {days} was taken back" if days else "An absence was corrected"
    row.state, row.decided_at = Proposal.State.LAPSED, timezone.now()
    row.reason = f"{why}: what remains calls for no meeting by itself."
    if not _keep(row, "state", "decided_at", "reason"):
        return
    ledger.line(LedgerAct.CHANGE, "missing.proposal_lapsed", persons=[row.person], subjects=[row.pk])
    clocks.not_needed(DECIDED, subjects=[row.absence_id], reason=row.reason)


def _keep(row: Proposal, *columns: str) -> bool:
    """False where a coordinator decided in the same moment: that stays."""
    waiting = Proposal.objects.filter(pk=row.pk, state=Proposal.State.PROPOSED)
    return bool(waiting.update(**{column: getattr(row, column) for column in columns}))


def _children(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    return dict(Identity.objects.filter(person__in=list(persons)).values_list("person", "child"))


def _persons(children: set[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    return dict(Identity.objects.filter(child__in=children).values_list("person", "child"))


def _absences_of(children: set[uuid.UUID], also: Iterable[uuid.UUID] = ()) -> dict[uuid.UUID, list[Absence]]:
    """What stands of the last months, and of these absences `also`, by child."""
    persons, lately = _persons(children), Q(began_at__gte=timezone.now() - LOOK_BACK)
    found: dict[uuid.UUID, list[Absence]] = defaultdict(list)
    rows = Absence.objects.filter(lately | Q(pk__in=list(also)) if also else lately, person__in=persons)
    for one in rows.exclude(type=State.TAKEN_BACK):
        found[persons[one.person]].append(one)
    return found


def _waiting(children: set[uuid.UUID]) -> dict[uuid.UUID, list[Proposal]]:
    """What waits for its coordinator already, by child."""
    persons = _persons(children)
    found: dict[uuid.UUID, list[Proposal]] = defaultdict(list)
    for row in Proposal.objects.filter(person__in=persons, state=Proposal.State.PROPOSED):
        found[persons[row.person]].append(row)
    return found


def _proposed_for(absences: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Absences that called for a proposal already, one not withdrawn: another agency's account calls for no second."""
    rows = Proposal.objects.filter(absence__in=list(absences)).exclude(state=Proposal.State.LAPSED)
    return set(rows.values_list("absence", flat=True))


def _filled(absences: Sequence[Absence], local: duties.LocalSetting | None) -> list[Absence]:
    """The absences that last filled the duty's window, oldest first."""
    if local is not None and not local.applies:
        return []
    by_time = {(one.began.at, one.type): one for one in absences}
    occurrences = [duties.Occurrence(one.began, one.type) for one in absences]
    return [by_time[one.began.at, one.kind] for one in duties.reached(duties.get(REPEAT), occurrences, local=local)]


def _proposal(account: Account, proof: Sequence[Absence], holder: uuid.UUID, agency: uuid.UUID) -> Proposal:
    return Proposal(
        id=new_key(), person=account.person, agency_id=agency, area_id=account.area_id, holder=holder,
        duty=REPEAT, absence=proof[-1], absences=[one.pk for one in proof], words=_words(proof),
    )  # fmt: skip


def _words(proof: Sequence[Absence]) -> str:
    days = (proof[-1].began.day - proof[0].began.day).days + 1
    return f"missing {len(proof)} times in {days} days"
