"""What follows from telling that a child is missing, or back: places in the circle, alerts, clocks, proposals.

What is over when it is told opens nothing: a return of last year raises no alert today. What follows, follows whether
or not the one who told the fact may read it, so the facts are read as the clockwork reads them.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from lapwing.access import circle
from lapwing.access.viewer import current, turning
from lapwing.cases.missing import elsewhere, judging, repeating, sight, telling
from lapwing.cases.missing.answering import Answering, Directory, Holder, answering
from lapwing.cases.missing.heard.models import Prevention
from lapwing.cases.missing.models import Absence, Account, Interview, RiskDecision, State, Whereabouts
from lapwing.cases.missing.teams import CHILD_MISSING, RISK_HIGH, SUBJECT, alert_about, tell_teams
from lapwing.rules import duties
from lapwing.rules.moments import Moment
from lapwing.work import holding
from lapwing.work.alerts import changes as alerts
from lapwing.work.deadlines import changes as clocks
from lapwing.work.deadlines.models import Clock

# A fact older than this is told for the record: it opens no place, raises no alert and starts no clock.
RECENT = timedelta(days=28)
# While a child is missing the places stay open; the return sets their end.
WHILE_MISSING = timedelta(days=400)
# How a return interview ends that was not held.
CLOSED = ("declined", "not_found", "not_required")
IN_ERROR = "The absence was recorded in error, and taken back."
# The clocks that a return counts again, or stops.
ON_RETURN = ("return_interview", "risk_review", telling.LIAISON_TOLD)
WHILE_AWAY = (*ON_RETURN, "prevention_interview")


# ---- reported


@dataclass(frozen=True)
class Told:
    """An account of an absence that lasts, or of one that was over when it was told; with the risk told with it."""

    account: Account
    risk: str
    over: bool


def is_recent(at: Moment) -> bool:
    return at.at > timezone.now() - RECENT


def reported(told: Sequence[Told], *, teller_too: bool = False, again: bool = False) -> None:
    """For children who are missing now, or lately were: places for those who answer for them, alerts for those who are
    missing still, and what repeats call for. The teller's own team is told where nobody of it has told anything; and
    `again`, where a return was told in error, whoever had taken note of it before.
    """
    if not told:
        return
    answers = _answering([one.account for one in told])
    _open_places((one.person, one.absence_id, found.holders) for one, found in answers.items())
    lasting = [one for one in told if not one.over and (again or is_recent(one.account.began))]
    tell_teams(
        [
            alert_about(
                CHILD_MISSING, one.account.person, one.account.absence_id, holder,
                "A child is missing still: they were not found" if again else "A child is missing", one.risk == "HIGH",
            )
            for one in lasting
            for holder in _to_tell(answers[one.account], teller_too=teller_too)
        ],
        again=again,
    )  # fmt: skip
    pupils = [one.account for one in lasting if answers[one.account].schools]
    if pupils:
        telling.start_telling(pupils, answers)
        tell_teams(telling.to_schools(pupils, answers))
    repeating.propose([one.account for one in told], answers)


def reported_late(accounts: Iterable[Account]) -> None:
    """Told so long after they were over that it is for the record: nobody is told. But what repeats call for does not
    depend on when they are told: where a meeting is proposed, whoever decides on it stands in the circle.
    """
    if not (counted := repeating.counted_still(accounts)):
        return
    answers = _answering(counted)
    deciders = {found.responsible.key: found.responsible for found in answers.values() if found.responsible}
    _open_places((row.person, row.absence_id, [deciders[row.holder]]) for row in repeating.propose(counted, answers))


def _answering(accounts: Sequence[Account]) -> dict[Account, Answering]:
    who, directory = current(), Directory()
    found = sight.who_answers(account.person for account in accounts)
    return {
        account: answering(
            directory, found[account.person], area=account.area_id, home=account.from_agency_id, teller=who
        )
        for account in accounts
    }


def _open_places(wanted: Iterable[tuple[uuid.UUID, uuid.UUID, Iterable[Holder]]]) -> None:
    """For each person and absence the places of those who answer."""
    ends = timezone.now() + WHILE_MISSING
    circle.open_places(
        [
            circle.Opening(
                person=person, agency=holder.agency, holder=holder.key, reaches=holder.reaches,
                purpose="find_missing", basis=holder.basis, ends=ends, because_kind=SUBJECT, because=absence,
            )
            for person, absence, holders in wanted
            for holder in holders
        ]
    )  # fmt: skip


def _to_tell(found: Answering, *, teller_too: bool = False) -> list[uuid.UUID]:
    """Whom an alert names: the responsible and host authorities' and the police's teams, not the teller's own."""
    if found.custodian:
        return [found.custodian]
    ours = None if teller_too else current().agency
    return [holder.key for holder in found.holders if holder.is_missing_team and holder.agency != ours]


# ---- found, returned, judged, corrected


def located(facts: Sequence[Whereabouts]) -> None:
    """The return interview is due from the return; the police's own from the finding, where the police were told."""
    now = timezone.now()
    recent = [fact for fact in facts if fact.at > now - RECENT]
    if recent:
        _start(recent)
    older = {fact.absence_id for fact in facts} - {fact.absence_id for fact in recent}
    holding.settle(older)


def _start(facts: Sequence[Whereabouts]) -> None:
    directory, persons = Directory(), {fact.absence_id: fact.person for fact in facts}
    answers = sight.who_answers(persons.values())
    with turning():
        absences = list(Absence.objects.filter(pk__in=persons))
        police = set(
            Account.objects.filter(absence__in=persons, agency__kind="police").values_list("absence", flat=True)
        )
        # Another fact of the same absence asks for nothing again that was done, or found not needed.
        met = set(Prevention.objects.filter(absence__in=persons).values_list("absence", flat=True))
        last = dict(
            Interview.objects.filter(absence__in=persons).order_by("recorded_at").values_list("absence", "status")
        )
    closed = {absence for absence, status in last.items() if status in CLOSED}
    starts = []
    for absence in absences:
        found = answering(directory, answers[persons[absence.pk]], area=absence.area_id, home=None, teller=current())
        if absence.returned and absence.pk not in closed:
            starts += _clock("return_interview", absence, absence.returned, found.responsible, found.custodian)
        if absence.pk in police - met and absence.ended:
            at = directory.police(absence.area_id)
            starts += _clock("prevention_interview", absence, absence.ended, at, found.custodian)
    clocks.start(starts)
    elsewhere.tell_where_found(facts, {absence.pk: absence for absence in absences}, answers, directory)
    _count_again({absence.pk: absence.returned for absence in absences if absence.returned})
    alerts.end([absence.pk for absence in absences if absence.returned], "The child is back.")
    # Without a clock nothing else lets the places go.
    holding.settle({absence.pk for absence in absences})


def _clock(
    duty: str, absence: Absence, trigger: Moment, owes: object, custodian: uuid.UUID | None
) -> list[clocks.Start]:
    holder = getattr(owes, "key", None) or custodian
    if holder is None:
        return []
    agency = getattr(owes, "agency", None) or absence.agency_id
    return [
        clocks.Start(
            duty=duty, person=absence.person, agency=agency, subject_kind=SUBJECT, subject=absence.pk,
            trigger=trigger, holder=holder, area=absence.area_id,
        )
    ]  # fmt: skip


def _count_again(returned: Mapping[uuid.UUID, Moment]) -> None:
    """Another agency told a better time of return, or the interview was held before it: seldom, so one by one. And
    nobody need judge the risk of an absence again that is over.
    """
    with turning():
        clocks_on = list(Clock.objects.filter(subject__in=returned, duty__in=ON_RETURN))
        running = [clock for clock in clocks_on if clock.duty == "return_interview"]
        moved = {clock.subject for clock in running if clock.trigger != returned[clock.subject]}
        held = list(Interview.objects.filter(absence__in=returned).exclude(held_at=None).order_by("held_at"))
    open_still = [clock for clock in clocks_on if clock.is_open]
    judging.nothing_to_judge(clock.subject for clock in open_still if clock.duty == "risk_review")
    telling.nobody_to_tell(clock.subject for clock in open_still if clock.duty == telling.LIAISON_TOLD)
    for subject in moved:
        clocks.recompute("return_interview", returned[subject], subject=subject)
    for interview in held:
        if interview.held is not None:
            clocks.meet("return_interview", interview.held, subjects=[interview.absence_id])


def judged(rows: Sequence[RiskDecision]) -> None:
    """The next judgement falls due; high risk is told again, urgently: it needs a recorded telephone call as well."""
    judging.judge_again(rows)
    high = [row for row in rows if row.risk == "HIGH" and row.at > timezone.now() - RECENT]
    if not high:
        return
    directory, answers = Directory(), sight.who_answers(row.person for row in high)
    wanted = []
    for row in high:
        found = answering(directory, answers[row.person], area=_area(row.absence_id), home=None, teller=current())
        holder = found.custodian or (found.responsible and found.responsible.key)
        if holder:
            wanted.append(alert_about(RISK_HIGH, row.person, row.absence_id, holder, "The risk is judged high", True))
    tell_teams(wanted)


def _area(absence: uuid.UUID) -> uuid.UUID | None:
    with turning():
        return Absence.objects.values_list("area", flat=True).get(pk=absence)


def corrected(fact: Whereabouts) -> None:
    """A fact was corrected: clocks are counted again from what the absence now says."""
    _returned_now([fact.absence_id])


def withdrawn(absences: Iterable[uuid.UUID]) -> None:
    """Something was taken back: a return that did not happen needs no interview."""
    _returned_now(absences)


def missing_again(absences: Iterable[uuid.UUID]) -> None:
    """What was told of where children were is taken back: those who are missing still are looked for by everybody who
    was told that they were, or are, missing. The places in their circle, which a return lets go, are kept open again.
    """
    with turning():
        lasting = {
            one.pk: one.risk for one in Absence.objects.filter(pk__in=set(absences)) if one.state == State.MISSING
        }
        first: dict[uuid.UUID, Account] = {}
        for account in Account.objects.filter(absence__in=lasting, withdrawn_at=None).order_by("recorded_at", "pk"):
            first.setdefault(account.absence_id, account)
        reported([Told(one, lasting[one.absence_id], over=False) for one in first.values()], again=True)
    judging.judge_still(lasting)


def _returned_now(absences: Iterable[uuid.UUID]) -> None:
    with turning():
        rows = list(Absence.objects.filter(pk__in=set(absences)))
    taken_back = [one.pk for one in rows if one.state == State.TAKEN_BACK]
    for duty in WHILE_AWAY if taken_back else ():
        clocks.not_needed(duty, subjects=taken_back, reason=IN_ERROR)
    alerts.end(taken_back, IN_ERROR)
    repeating.reconsider(taken_back)
    holding.settle(set(taken_back))
    for absence in rows:
        if absence.pk in taken_back:
            continue
        if absence.returned is not None:
            clocks.recompute("return_interview", absence.returned, subject=absence.pk)
        else:
            clocks.not_needed("return_interview", subjects=[absence.pk], reason="No return is recorded any more.")
        if absence.ended is not None:
            clocks.recompute("prevention_interview", absence.ended, subject=absence.pk)
        else:
            clocks.not_needed("prevention_interview", subjects=[absence.pk], reason="No finding is recorded any more.")


# ---- the interview


def interviews_held(held: Mapping[uuid.UUID, Moment]) -> set[uuid.UUID]:
    """The clock of each absence stops at the time at which its interview was held; gives the absences of which it was
    late. Before the return is in time. Where no clock ran, because the return was told long after, the duty says it.
    """
    clocks.meet_each("return_interview", held)
    with turning():
        judged = dict(
            Clock.objects.filter(subject__in=held, duty="return_interview").values_list("subject", "timeliness")
        )
        unclocked = Absence.objects.filter(pk__in=set(held) - set(judged)).exclude(returned_at=None)
        returned = {absence.pk: absence.returned for absence in unclocked if absence.returned}
    late = {subject for subject, timeliness in judged.items() if timeliness == "late"}
    return late | {key for key, back in returned.items() if _is_late(back, held[key])}


def _is_late(returned: Moment, held: Moment) -> bool:
    try:
        due = duties.due(duties.get("return_interview"), returned)
    except duties.NoEdition:
        return False
    return due.judge(held) is duties.Timeliness.LATE


def homes_of(interviews: Sequence[Interview]) -> dict[uuid.UUID, Holder]:
    """By person, those where the child lives, for whom a note may be cleared; none for a child who lives at home."""
    directory, answers = Directory(), sight.who_answers(row.person for row in interviews)
    homes = {person: directory.home(found.home) for person, found in answers.items() if found.home}
    return {person: home for person, home in homes.items() if home}


def interviews_closed(interviews: Sequence[Interview], status: str) -> None:
    """They were declined, or need not be held, with their reason; missing again leaves the next return's clock."""
    words = {"declined": "The child declined", "not_required": "Not required", "not_found": "Missing again"}[status]
    clocks.not_needed("return_interview", subjects=[row.absence_id for row in interviews], reason=words)


# ---- what an absence holds open, and where it leads


def open_until(subjects: set[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """A child who is missing holds the circle open: nobody's place ends in the middle of the search."""
    now = timezone.now()
    still = (
        Absence.objects.filter(pk__in=subjects, ended_at=None)
        .exclude(type=State.TAKEN_BACK)
        .values_list("pk", flat=True)
    )
    return dict.fromkeys(still, now + WHILE_MISSING)


def meeting_url(absence: uuid.UUID) -> str:
    """Where a meeting about an absence is called."""
    return _about("meeting_call", absence)


def action_url(absence: uuid.UUID) -> str:
    """Where an action about an absence is added."""
    return _about("action_add", absence)


def _about(route: str, absence: uuid.UUID) -> str:
    return reverse(route, args=[SUBJECT, absence])
