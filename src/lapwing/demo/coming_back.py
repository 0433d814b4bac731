"""What follows a return: interviews, alerts read or not, a meeting, actions."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from lapwing.cases.missing import interviews, queries
from lapwing.cases.missing.interviews import Held, Offer, Tried
from lapwing.cases.missing.models import Absence
from lapwing.demo.absences import midnight
from lapwing.demo.going_missing import COORDINATOR
from lapwing.demo.places import COUNCILS
from lapwing.demo.world import Step, World
from lapwing.rules.moments import Moment
from lapwing.work.actions import changes as actions
from lapwing.work.actions.changes import NewAction
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts import queries as alert_queries
from lapwing.work.alerts.changes import Raise
from lapwing.work.alerts.models import Alert
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.definition import Audience
from lapwing.work.meetings import changes as meetings
from lapwing.work.meetings.changes import Call, Came, Invite, NewItem

SUBJECT = "absence"
WORDS = (
    ("I wanted to see my nan. Nobody asked me.", ("P12",), ("Q01",), "More visits to my nan."),
    ("It was boring and they shout at night.", ("P09", "P05"), ("Q03",), "A room further from the stairs."),
    ("My friend was sad so I went with her.", ("P08",), ("Q01",), "To be allowed to ring her in the evening."),
    ("I had a row with mum about school.", ("P01", "P06"), ("Q03",), "Somebody to talk to at school."),
)
INTERVIEWERS = (("Delyth Shelbrook", "Voices for Vale Children"), ("Marcus Windermarsh", "Voices for Vale Children"))


def _interviews(world: World) -> str:
    """Most are offered and held; some are declined, some late, and the newest still wait."""
    chance = random.Random(f"interviews:{world.seed}:{world.day}")  # noqa: S311 - a made-up world, not a secret
    counts = {"held": 0, "declined": 0}
    for council in COUNCILS:
        with world.sitting(COORDINATOR[council], "return_interview"):
            persons = list(world.persons[council].values())
            back = list(queries.episodes_of(persons).exclude(returned_at=None).order_by("returned_at"))
            offered = [absence for absence in back if chance.random() < 0.85 and _is_ripe(absence, world)]
            for absence in offered:
                what = _interview(absence, chance)
                counts[what] += 1
    return ", ".join(f"{number} {what}" for what, number in counts.items())


def _is_ripe(absence: Absence, world: World) -> bool:
    """Time enough has gone by since the return for somebody to have gone to see the child."""
    assert absence.returned_at is not None
    return absence.returned_at < midnight(world.day) - timedelta(days=4)


def _interview(absence: Absence, chance: random.Random) -> str:
    assert absence.returned_at is not None
    name, employer = chance.choice(INTERVIEWERS)
    offered = absence.returned_at + timedelta(hours=chance.randint(3, 20))
    (row,) = interviews.offer([Offer(absence.pk, Moment(offered), name, employer, "independent")])
    if chance.random() < 0.15:
        interviews.add_attempts([Tried(row.pk, Moment(offered), "In person", "declined", "Did not want to talk.")])
        interviews.close(row, "declined", "The child did not want one, and was told how to ask for one later.")
        return "declined"
    interviews.add_attempts([Tried(row.pk, Moment(offered), "In person", "agreed")])
    held = absence.returned_at + timedelta(hours=chance.choice((22, 30, 44, 52, 66, 90)))
    row.refresh_from_db()
    interviews.hold(row, _said(held, chance))
    return "held"


def _said(at: datetime, chance: random.Random) -> Held:
    words, push, pull, wants = chance.choice(WORDS)
    answers = {
        "own_words": Given(words, Audience.WORKER),
        "push": Given(push, Audience.CIRCLE),
        "pull": Given(pull, Audience.CIRCLE),
        "harm": Given(False, Audience.CIRCLE),
        "allegation": Given(False),
        "wants": Given(wants, Audience.CIRCLE),
    }
    late = "The child asked for another day."
    return Held(Moment(at), answers, safe_note=wants, agreed_with_child=True, late_reason=late)


READERS = (
    "night_social_worker", "police_control", "county_night_worker", "council_missing", "police_missing",
    "county_missing", "school_lead",
)  # fmt: skip


def _alerts(world: World) -> str:
    """Most alerts are read in a quarter of an hour, and those of high risk answered by telephone; some wait."""
    _tell_schools(world)
    acknowledged = waiting = 0
    for member in READERS:
        with world.sitting(member, "find_missing") as who:
            rows = list(alert_queries.alerts_for(who.holders))
        for number, alert in enumerate(rows):
            if number % 3 == 2 or member == "school_lead":
                waiting += 1
                continue
            _take_on(world, member, alert, alert.raised_at + timedelta(minutes=9 + number % 7))
            acknowledged += 1
    return f"{acknowledged} acknowledged, {waiting} waiting"


def _take_on(world: World, member: str, alert: Alert, at: datetime) -> None:
    with world.at(at), world.sitting(member, "find_missing") as who:
        alerts.open_alert(alert, who.seat)
        alerts.acknowledge(alert)
        if alert.urgent:
            alerts.record_call(alert, spoke_to="The sergeant on duty", outcome="Search agreed.", at=at)


def _tell_schools(world: World) -> None:
    """The police tell the school of a pupil who is missing tonight, for the lead to find in the morning."""
    pupils = {world.persons["police"].get(c.number) for c in world.children if c.school == "millrace"} - {None}
    at = midnight(world.day) - timedelta(minutes=40)
    with world.at(at), world.sitting("police_control", "find_missing") as who:
        away = [absence for absence in queries.missing_now() if absence.person in pupils]
        alerts.raise_alerts(
            [
                Raise(
                    "child_missing", absence.person, who.agency, SUBJECT, absence.pk, world.seats["school_lead"].pk,
                    "A pupil is missing. Tell us if they come to school.", area=absence.area_id,
                )
                for absence in away
            ]
        )  # fmt: skip


def _meeting(world: World) -> str:
    """A meeting held about the child who goes most, with what was agreed; another called for one missing now."""
    with world.sitting("council_missing", "plan") as who:
        away = list(queries.missing_now())
        first, second = away[0], away[-1]
        held = _call(world, first, who.seat, midnight(world.day) - timedelta(days=2) + timedelta(hours=14))
        meetings.attend(held, [Came(invitation.pk, attended=True) for invitation in held.invitations.all()])
        (item,) = meetings.add_items([NewItem(held, "What would make the evenings safer")])
        meetings.decide(item, "One worker calls every evening at seven; the plan is looked at again in two weeks.")
        _call(world, second, who.seat, midnight(world.day) + timedelta(days=1, hours=10))
        added = actions.add(_agreed(world, first))
    with world.sitting("social_worker", "plan"):
        actions.complete(added[0], "Called on three evenings; noted in the case record.")
    return f"2 meetings, {len(added)} actions"


def _call(world: World, absence: Absence, chair: object, at: datetime) -> meetings.Meeting:
    invited = [("city", "social_worker", "holds the case"), ("police", "police_missing", "missing persons"),
               ("community", "nurse", "health")]  # fmt: skip
    agencies, seats = world.places.agencies, world.seats
    (row,) = meetings.call(
        [
            Call(
                person=absence.person, subject_kind=SUBJECT, subject=absence.pk, title="Repeat missing: plan",
                purpose="repeat_missing", at=at, chair=chair,  # type: ignore[arg-type]
                invited=tuple(Invite(agencies[body].pk, seats[key].pk, role) for body, key, role in invited),
            )
        ]
    )  # fmt: skip
    return row


def _agreed(world: World, absence: Absence) -> Sequence[NewAction]:
    seats, agencies = world.seats, world.places.agencies
    said = (
        ("Call the child each evening at seven", "social_worker", "city", 14, "safety"),
        ("Look again at who may collect the child", "home_manager", "ash_house", 5, "safety"),
        ("Visit the two places where the child was found", "police_missing", "police", -3, "disruption"),
        ("Arrange the health assessment that was missed", "nurse", "community", 21, "health"),
    )
    return [
        NewAction(absence.person, SUBJECT, absence.pk, text, seats[key].pk, agencies[body].pk,
                  world.day + timedelta(days=days), theme)
        for text, key, body, days, theme in said
    ]  # fmt: skip


STEPS: tuple[tuple[str, Step], ...] = (
    ("Return interviews are offered and held", _interviews),
    ("Alerts are read, and some are not", _alerts),
    ("A meeting is called, and actions agreed", _meeting),
)
