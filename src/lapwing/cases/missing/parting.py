"""Two children had been taken for one, and the join is undone: the database has given each an absence of their own.

What rested on the one absence is put right here at once, because it cannot wait for anybody: who is missing still is
told, clocks are counted again from each child's own return. What people decided is listed for them to look at.
"""

import uuid

from django.urls import reverse
from django.utils import timezone

from lapwing.access.viewer import turning
from lapwing.cases.missing import changes, follow, queries
from lapwing.cases.missing.models import Absence, Account, Interview, Proposal, RiskDecision, Whereabouts
from lapwing.people import unjoining
from lapwing.people.unjoining import Undone
from lapwing.work import subjects
from lapwing.work.corrections import changes as corrections


def parted(undone: Undone) -> int:
    """Tell who answers for each child who is missing, and count the clocks of each absence again. Lists nothing: that
    is for `corrections`.
    """
    with turning():
        absences = list(Absence.objects.filter(person__in=undone.persons, began_at__gt=timezone.now() - follow.RECENT))
        _tell(absences)
        follow.withdrawn([one.pk for one in absences])
        returned = {one.pk for one in absences if one.returned}
        facts = Whereabouts.objects.filter(absence__in=returned, withdrawn_at=None, kind=Whereabouts.Fact.RETURNED)
        follow.located(list(facts))
    return 0


def _tell(absences: list[Absence]) -> None:
    """Each child who is missing still: a team that was told of the one absence knows only of the other child."""
    lasting = [one.pk for one in absences if one.ended is None]
    first: dict[uuid.UUID, Account] = {}
    for account in Account.objects.filter(absence__in=lasting, withdrawn_at=None).order_by("recorded_at", "pk"):
        first.setdefault(account.absence_id, account)
    risks = {one.pk: one.risk for one in absences}
    told = [follow.Told(account, risks[account.absence_id], over=False) for account in first.values()]
    follow.reported(told, teller_too=True)


def _decline(proposal: uuid.UUID, note: str) -> None:
    found = Proposal.objects.filter(pk=proposal, state=Proposal.State.PROPOSED).first()
    if found is not None:
        changes.decline_proposal(found, note)


def start() -> None:
    """Whatever rested on the absences of two children taken for one is listed for those who made it."""
    unjoining.register(parted)
    corrections.register("proposal", Proposal.objects.all, put_right=_decline, looks="holder")
    corrections.register("interview", Interview.objects.all)
    corrections.register("risk_decision", RiskDecision.objects.all)
    subjects.register("proposal", "Proposal after repeats", _proposal_url)
    subjects.register("interview", "Return interview", _interview_url, queries.person_of)
    subjects.register("risk_decision", "Judgement of risk", _risk_url)


def _proposal_url(key: uuid.UUID) -> str:
    return _absence_url("absence", Proposal.objects.filter(pk=key).values_list("absence", flat=True).first())


def _interview_url(key: uuid.UUID) -> str:
    return _absence_url("interview", Interview.objects.filter(pk=key).values_list("absence", flat=True).first())


def _risk_url(key: uuid.UUID) -> str:
    return _absence_url("absence", RiskDecision.objects.filter(pk=key).values_list("absence", flat=True).first())


def _absence_url(route: str, absence: uuid.UUID | None) -> str:
    return reverse(route, args=[absence]) if absence else ""
