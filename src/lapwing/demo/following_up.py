"""What follows those who keep going missing: trigger plans, one of them without an owner, and what protects a child."""

from datetime import timedelta

from lapwing.cases.exploitation import changes as exploitation
from lapwing.cases.exploitation.changes import Named, Protects
from lapwing.cases.exploitation.models import Plan
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.models import Proposal
from lapwing.demo.absences import midnight
from lapwing.demo.world import Step, World

PURPOSE = "exploitation"
ENQUIRIES = (
    ("telephone", "Try both of the child's telephones, and the account that the home keeps."),
    ("place", "The bus station café, then the landing stage: twice found there after dark."),
    ("person", "Ask the elder cousin; the grandmother after eight in the morning."),
)


def _plans(world: World) -> str:
    """The coordinator opens what Lapwing proposed; council and police own one plan, and one waits for an owner."""
    with world.sitting("council_missing", PURPOSE):
        waiting = list(Proposal.objects.filter(state=Proposal.State.PROPOSED).order_by("recorded_at")[:2])
        for proposal in waiting:
            missing.open_proposal(proposal)
        plans = list(Plan.objects.order_by("recorded_at", "pk"))
        if plans:
            teams = world.places.teams
            exploitation.own_plan(plans[0], teams["city_missing"].pk, teams["police_missing"].pk)
            for what, words in ENQUIRIES:
                exploitation.add_enquiry(plans[0], what=what, words=words)
    _police(world)
    return f"{len(plans)} trigger plans"


def _police(world: World) -> None:
    """The police serve a notice, and name somebody whom others do not read."""
    with world.sitting("police_missing", PURPOSE):
        plan = Plan.objects.exclude(holder=None).first()
        if plan is None:
            return
        day = world.day - timedelta(days=6)
        name = Named(
            "Ruben Thackerfold", "Seen with the child, late, by the landing stage.", "suspected", "B2, an officer",
            day, world.day + timedelta(days=30), "visiting",
        )  # fmt: skip
        exploitation.name_risk(plan, name)
        served = midnight(world.day) - timedelta(days=5) + timedelta(hours=15)
        notice = Protects(
            plan.person, "warning_notice", served, "The force's exploitation team", served + timedelta(days=90), "W-118"
        )
        exploitation.record_protections([notice])


STEPS: tuple[tuple[str, Step], ...] = (("Trigger plans are opened", _plans),)
