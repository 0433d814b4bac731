"""Who around a school is told that a pupil is missing: the police officers who work with schools, and, where the area
has decided so, the school's named lead. Two disclosures, each once for an absence, whoever tells of it again.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.db.models import F

from lapwing.access.viewer import NOBODY, current, turning
from lapwing.cases.missing.answering import Answering, school_lead
from lapwing.cases.missing.models import Account
from lapwing.directory.models import Agency
from lapwing.rules import duties
from lapwing.rules.moments import Moment
from lapwing.work.alerts.changes import Raise
from lapwing.work.alerts.kinds import AlertKind
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.deadlines import changes as clocks
from lapwing.work.deadlines import queries as clock_queries

LIAISON_TOLD, LEAD_TOLD = "school_liaison_told", "school_lead_told"
SCHOOL_KINDS = (
    AlertKind(
        LIAISON_TOLD, "A pupil is missing: for officers who work with schools", purpose="find_missing",
        after=timedelta(hours=12), after_urgent=timedelta(hours=1), duty=LIAISON_TOLD,
    ),
    AlertKind(
        LEAD_TOLD, "A pupil of your school is missing", purpose="find_missing", after=timedelta(hours=4),
        after_urgent=timedelta(hours=1), duty=LEAD_TOLD,
        note="Ring the council’s team if you know where the child may be. Speak of it to nobody at home.",
        way="absence_arrived", way_words="Say where the child is",
    ),
)  # fmt: skip


def to_schools(accounts: Sequence[Account], answers: Mapping[Account, Answering]) -> list[Raise]:
    """The alerts to raise around the schools of children who are missing, without those that were raised before."""
    wanted = [account for account in accounts if answers[account].schools]
    if not wanted:
        return []
    areas = {account: _area(account, answers[account]) for account in wanted}
    decided = {area: _decided(area) for area in set(areas.values())}
    before = _raised([account.absence_id for account in wanted])
    found = []
    for account in wanted:
        holders = [(LIAISON_TOLD, team) for team in answers[account].liaison]
        if decided[areas[account]]:
            holders += [(LEAD_TOLD, lead) for school in answers[account].schools if (lead := school_lead(school))]
        found += [
            _alert(kind, account, holder, answers[account])
            for kind, holder in holders
            if (account.absence_id, kind) not in before
        ]
    return found


def start_telling(accounts: Sequence[Account], answers: Mapping[Account, Answering]) -> None:
    """The force that recorded a pupil as missing owes it to its officers who work with schools, within the day; met
    when one of them reads it. Where a force named no such officers nobody could be told, so no clock runs.
    """
    police = {one.pk for one in Agency.objects.filter(pk__in={a.agency_id for a in accounts}, kind="police")}
    clocks.start(
        [
            clocks.Start(
                duty=LIAISON_TOLD, person=account.person, agency=account.agency_id, subject_kind="absence",
                subject=account.absence_id, trigger=account.reported or Moment(account.recorded_at),
                holder=_owes(account, answers[account]), area=account.area_id,
            )
            for account in accounts
            if account.agency_id in police and answers[account].liaison
        ]
    )  # fmt: skip
    clocks.meet_each(LIAISON_TOLD, _read([account.absence_id for account in accounts if account.agency_id in police]))


def _owes(account: Account, found: Answering) -> uuid.UUID:
    """The force's team for missing children, whichever of its rooms recorded the child; else whoever recorded."""
    teams = (one.key for one in found.holders if one.is_missing_team and one.agency == account.agency_id)
    who = current()
    return next(teams, who.seat if who.team == NOBODY else who.team)


def _read(absences: Sequence[uuid.UUID]) -> dict[uuid.UUID, Moment]:
    """When those officers read of an absence that another agency had told of before the police recorded it."""
    with turning():
        events = AlertEvent.objects.filter(
            what=AlertEvent.What.OPENED, alert__kind=LIAISON_TOLD, alert__subject__in=absences,
            alert__holder=F("alert__intended"),
        )  # fmt: skip
        return {subject: Moment(at) for subject, at in events.order_by("-at").values_list("alert__subject", "at")}


def nobody_to_tell(returned: Iterable[uuid.UUID]) -> None:
    """Back before the officers who work with the school read of it: nobody need tell them any more."""
    if returned := list(returned):
        clocks.not_needed(LIAISON_TOLD, subjects=returned, reason="The child is back.")


def _area(account: Account, found: Answering) -> uuid.UUID | None:
    """The responsible authority's area decides about telling schools; where none is known, the area of the report."""
    return (found.responsible and found.responsible.area) or account.area_id


def _decided(area: uuid.UUID | None) -> bool:
    """Whether the area has decided that schools' named leads are told."""
    return duties.get(LEAD_TOLD).applies(clock_queries.setting_for(area, LEAD_TOLD))


def _raised(absences: Sequence[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    with turning():
        rows = Alert.objects.filter(subject__in=absences, kind__in=[LIAISON_TOLD, LEAD_TOLD])
        return set(rows.values_list("subject", "kind"))


def _alert(kind: str, account: Account, holder: uuid.UUID, found: Answering) -> Raise:
    """The responsible council answers for telling a school, whoever told of the absence: it confirms and recalls."""
    council = found.responsible.agency if kind == LEAD_TOLD and found.responsible else current().agency
    return Raise(
        kind=kind, person=account.person, agency=council, subject_kind="absence", subject=account.absence_id,
        holder=holder, words="A pupil is missing", area=account.area_id,
    )  # fmt: skip
