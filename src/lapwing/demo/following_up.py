"""What follows those who keep going missing: trigger plans, one of them without an owner, and what protects a child."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from lapwing.access.viewer import current
from lapwing.cases.exploitation import changes as exploitation
from lapwing.cases.exploitation.changes import Named, Protects
from lapwing.cases.exploitation.models import Plan
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.models import Proposal
from lapwing.cases.missing.teams import SUBJECT
from lapwing.demo.absences import midnight
from lapwing.demo.going_missing import COORDINATOR
from lapwing.demo.world import Step, World
from lapwing.people import changes as people
from lapwing.people import queries as people_queries
from lapwing.rules import working_days
from lapwing.work.meetings import changes as meetings
from lapwing.work.meetings.changes import Call, Came, Invite

PURPOSE = "exploitation"
INVITED = ("police_missing", "community_looked_after")
TITLE, WHERE = "Meeting after three absences", "Meeting room 2, and by telephone"
STILL_WAIT = 4  # proposals of each council
ENQUIRIES = (
    ("telephone", "Try both of the child's telephones, and the account that the home keeps."),
    ("place", "The bus station café, then the landing stage: twice found there after dark."),
    ("person", "Ask the elder cousin; the grandmother after eight in the morning."),
)


def _plans(world: World) -> str:
    """Coordinators take up every third of what Lapwing proposed, decline the others with a reason, and the newest wait.
    Council and police own the plans together; one waits for an owner.
    """
    opened = declined = 0
    for council, member in COORDINATOR.items():
        with world.sitting(member, PURPOSE):
            rows = Proposal.objects.filter(state=Proposal.State.PROPOSED).select_related("absence")
            waiting = list(rows.order_by("recorded_at", "pk"))
            decided = waiting[: max(2, len(waiting) - STILL_WAIT)]
            taken_up, others = decided[::3], [proposal for place, proposal in enumerate(decided) if place % 3]
            for proposal in others:
                missing.decline_proposal(proposal, "Seen on Monday with the family: a plan stands already at school.")
            _meet(world, taken_up)
            opened, declined = opened + len(taken_up), declined + len(others)
            _own(world, council)
    _police(world)
    return f"{opened} opened, {declined} declined"


def _meet(world: World, proposals: Sequence[Proposal]) -> None:
    """The meetings that were proposed are called, which opens the proposals: five working days after the third absence
    began. Those whose day is past were held.
    """
    invited = tuple(Invite(team.agency_id, team.pk) for team in (world.places.teams[key] for key in INVITED))
    wanted = [
        Call(
            person=people.own_person(people_queries.child_of(one.person)), subject_kind=SUBJECT,
            subject=one.absence_id, title=TITLE, purpose="find_missing",
            at=midnight(working_days.add(one.absence.began.day, 5)) + timedelta(hours=9 + place % 7),
            chair=current().seat, invited=invited, quorum=len(INVITED), place=WHERE,
        )
        for place, one in enumerate(proposals)
    ]  # fmt: skip
    for meeting in meetings.call(wanted):
        if meeting.at < midnight(world.day):
            meetings.attend(meeting, [Came(one.pk, attended=True) for one in meeting.invitations.all()])


def _own(world: World, council: str) -> None:
    """All plans but the newest have their two owners; the oldest has its enquiries."""
    teams = world.places.teams
    plans = list(Plan.objects.filter(area=world.places.areas[council]).order_by("recorded_at", "pk"))
    for plan in plans[:-1]:
        exploitation.own_plan(plan, teams[f"{council}_missing"].pk, teams["police_missing"].pk)
    for what, words in ENQUIRIES if plans else ():
        exploitation.add_enquiry(plans[0], what=what, words=words)


def _police(world: World) -> None:
    """The police serve a notice, and name somebody whom others do not read."""
    with world.sitting("police_missing", PURPOSE):
        plan = Plan.objects.order_by(F("holder").asc(nulls_last=True), "pk").first()
        if plan is None:
            return
        day = world.day - timedelta(days=6)
        name = Named(
            "Ruben Thackerfold", "Seen with the child, late, by the landing stage.", "suspected", "B2, an officer",
            day, timezone.localdate() + timedelta(days=30), "visiting",
        )  # fmt: skip
        exploitation.name_risk(plan, name)
        served = midnight(world.day) - timedelta(days=5) + timedelta(hours=15)
        notice = Protects(
            plan.person, "warning_notice", served, "The force's exploitation team", served + timedelta(days=90), "W-118"
        )
        exploitation.record_protections([notice])


STEPS: tuple[tuple[str, Step], ...] = (("Trigger plans are opened", _plans),)
