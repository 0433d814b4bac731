"""What follows a return: interviews, alerts read or not, a meeting, actions."""

import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from lapwing.cases.missing import allotting, follow, interviews, queries
from lapwing.cases.missing.heard.changes import Met, record_prevention
from lapwing.cases.missing.interviews import Held, Offer, Tried
from lapwing.cases.missing.models import Absence, Interview
from lapwing.cases.missing.telling import LEAD_TOLD
from lapwing.demo.absences import midnight
from lapwing.demo.going_missing import COORDINATOR
from lapwing.demo.places import CITY, COUNCILS, COUNTY
from lapwing.demo.side_by_side import side_by_side
from lapwing.demo.world import Step, World
from lapwing.rules.moments import Moment
from lapwing.work.actions import changes as actions
from lapwing.work.actions.changes import NewAction
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts import queries as alert_queries
from lapwing.work.alerts.changes import Raise
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.receiving import MayBeRelated
from lapwing.work.deadlines import queries as clocks
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
    ("There is nothing to do there. We just stayed out.", ("P09", "P11"), ("Q03",), "To go to the boxing club again."),
    ("I do not like it when they go through my things.", ("P05", "P12"), ("Q02",), "A lock on my drawer."),
    ("Everyone was going. I did not want to be the only one.", ("P11",), ("Q04", "Q05"), "Later times at weekends."),
    ("I could not sleep and it was too much.", ("P10",), ("Q01",), "Somebody awake at night to talk to."),
    ("They said they would lend me money.", ("P08",), ("Q10", "Q09"), "Help with what I owe."),
)
AT_ONCE = 500
# Of a hundred returns, how many interviews end how; and what is said of each.
SHARES = {"held": 62, "declined": 19, "not_offered": 12, "not_found": 3, "waiting": 4}
FATES = {
    "held": "held in time", "late": "held late", "declined": "declined", "not_offered": "not offered",
    "not_found": "missing again", "waiting": "waiting",
}  # fmt: skip
CLOSED = {
    "declined": "The child did not want one, and was told how to ask for one later.",
    "not_found": "The child was missing again before anybody could see them.",
}
TRIES = {
    "declined": ("declined", "Did not want to talk."), "not_found": ("no_answer", "Not there when we called."),
    "waiting": ("later", "Asked for another day."),
}  # fmt: skip
INTERVIEWERS = (("Delyth Shelbrook", "Voices for Vale Children"), ("Marcus Windermarsh", "Voices for Vale Children"))
ASKED_OF_OTHERS = 4  # children whom an independent team was asked to hear
LEFT_TO_OTHERS = {CITY: ASKED_OF_OTHERS, COUNTY: 0}  # the newest, so that the team's desk is never empty


def _interviews(world: World) -> str:
    """Most are offered and held; some are declined, some late, and the newest still wait."""
    counts = side_by_side(world, [partial(_interviews_of, council=council) for council in COUNCILS])
    return ", ".join(f"{number:,} {FATES[what]}" for what, number in sorted(counts.items()))


def _interviews_of(world: World, council: str) -> Counter[str]:
    chance = random.Random(f"interviews:{world.seed}:{world.day}:{council}")  # noqa: S311 - a made-up world, not a secret
    counts: Counter[str] = Counter()
    since = midnight(world.day) - timedelta(days=365)
    with world.sitting(COORDINATOR[council], "return_interview"):
        persons = [key for number, key in world.persons[council].items() if not world.by_number[number].went]
        back = queries.episodes_of(persons).filter(returned_at__gte=since).order_by("returned_at", "pk")
        ripe = [absence for absence in back if _is_ripe(absence, world)]
        ripe = ripe[: len(ripe) - LEFT_TO_OTHERS[council]]
        world.progress.of(len(ripe))
        for start in range(0, len(ripe), AT_ONCE):
            counts += _interview(ripe[start : start + AT_ONCE], chance, world)
            world.progress.more(AT_ONCE)
    return counts


def _is_ripe(absence: Absence, world: World) -> bool:
    """Time enough has gone by since the return for somebody to have gone to see the child."""
    assert absence.returned_at is not None
    return absence.returned_at < midnight(world.day) - timedelta(days=3)


def _interview(absences: Sequence[Absence], chance: random.Random, world: World) -> Counter[str]:
    """What became of the interviews of some absences: offered, tried, and held or closed."""
    fates = {absence.pk: _fate(absence, chance, world) for absence in absences}
    rows = interviews.offer([_offer(one, chance) for one in absences if fates[one.pk] != "not_offered"])
    by_fate: dict[str, list[Interview]] = defaultdict(list)
    for row in rows:
        by_fate[fates[row.absence_id]].append(row)
    interviews.add_attempts([_tried(row, fates[row.absence_id]) for row in rows])
    for status, reason in CLOSED.items():
        interviews.close_each(by_fate[status], status, reason)
    returned = {absence.pk: absence.returned_at for absence in absences}
    homes = follow.homes_of(by_fate["held"])
    held = [
        (row, _said(_held_at(returned[row.absence_id], chance), chance, in_home=row.person in homes))
        for row in by_fate["held"]
    ]
    for row in interviews.hold_each(held):
        fates[row.absence_id] = "late" if row.status == "completed_late" else "held"
    return Counter(fates.values())


def _fate(absence: Absence, chance: random.Random, world: World) -> str:
    assert absence.returned_at is not None
    drawn = chance.choices(list(SHARES), list(SHARES.values()))[0]
    is_new = absence.returned_at > midnight(world.day) - timedelta(days=28)
    if drawn == "not_offered" and is_new and chance.random() < 0.6:
        return "held"  # a team that looks at its list every morning lets few of the newest go by
    return "held" if drawn == "waiting" and not is_new else drawn


def _offer(absence: Absence, chance: random.Random) -> Offer:
    assert absence.returned_at is not None
    name, employer = chance.choice(INTERVIEWERS)
    offered = absence.returned_at + timedelta(hours=chance.randint(3, 20))
    return Offer(absence.pk, Moment(offered), name, employer, "independent")


def _tried(row: Interview, fate: str) -> Tried:
    outcome, words = TRIES.get(fate, ("agreed", ""))
    assert row.offered is not None
    return Tried(row.pk, row.offered, "In person", outcome, words)


def _held_at(returned: datetime | None, chance: random.Random) -> datetime:
    """Most within 72 hours of the return; some days later."""
    assert returned is not None
    hours = chance.choices((22, 30, 44, 52, 66, 78, 95, 140, 210), (12, 14, 14, 12, 11, 10, 12, 9, 6))[0]
    return returned + timedelta(hours=hours, minutes=chance.randrange(0, 60, 5))


def _said(at: datetime, chance: random.Random, *, in_home: bool) -> Held:
    words, push, pull, wants = chance.choice(WORDS)
    answers = {
        "own_words": Given(words, Audience.WORKER),
        "push": Given(push, Audience.CIRCLE),
        "pull": Given(pull, Audience.CIRCLE),
        "harm": Given(chance.random() < 0.06, Audience.CIRCLE),
        "wants": Given(wants, Audience.CIRCLE),
    }
    late = "The child asked for another day."
    agreed = chance.random() < 0.2 and in_home
    return Held(Moment(at), answers, safe_note=wants if agreed else "", agreed_with_child=agreed, late_reason=late)


NOT_SEEN = "Asleep when we called; the home's staff will ask."


def _seen_by_police(world: World) -> str:
    """The police see most of those who came back; those of the last two days still wait."""
    chance = random.Random(f"seen:{world.seed}:{world.day}")  # noqa: S311 - a made-up world, not a secret
    until = midnight(world.day) - timedelta(days=2)
    with world.sitting("police_missing", "find_missing") as who:
        owed = clocks.worklist(who.holders, duty="prevention_interview", due_before=until)
        met = [_met(absence, found, chance) for absence, found in owed.values_list("subject", "latest_at")]
        record_prevention(met)
    return f"{sum(one.at is not None for one in met)} seen, {sum(one.at is None for one in met)} not"


def _met(absence: uuid.UUID, found: datetime, chance: random.Random) -> Met:
    if chance.random() < 0.2:
        return Met(absence, None, reason=NOT_SEEN)
    at = Moment(found + timedelta(hours=chance.randint(1, 20)))
    return Met(absence, at, "PC Ansel Rookhope", seen_alone=chance.random() < 0.8)


NOT_HEARD_YET = timedelta(days=90)  # in a small world few come back in a week, and most of them are heard
ANOTHER_DAY = "Asked to be seen after school, somewhere that is not the home."


def _asked_of_others(world: World) -> str:
    """The city asks an independent team to hear the newest: one is heard, one asks for another day, the others wait."""
    asked = midnight(world.day) - timedelta(hours=12)
    with world.at(asked), world.sitting("council_missing", "return_interview"):
        ours = [key for number, key in world.persons["city"].items() if not world.by_number[number].went]
        since, until = asked - NOT_HEARD_YET, asked - timedelta(hours=2)
        back = queries.episodes_of(ours).filter(returned_at__gte=since, returned_at__lt=until)
        rows = list(back.filter(interviews=None).order_by("-returned_at", "pk")[:ASKED_OF_OTHERS])
        for absence in rows:
            allotting.allot(absence, world.places.teams["voices_interviews"])
    seen = rows[2:]  # whoever has waited longest is seen first, and somebody waits
    with world.at(asked + timedelta(hours=1)), world.sitting("interviewer", "return_interview") as who:
        for alert in list(alert_queries.alerts_for(who.holders).filter(subject__in=[one.pk for one in seen])):
            alerts.open_alert(alert, who.seat)
            alerts.acknowledge(alert)
        now, (name, employer) = Moment(asked + timedelta(hours=1)), INTERVIEWERS[0]
        offers = [Offer(one.pk, now, name, employer, "independent") for one in seen]
        for row, ending in zip(interviews.offer(offers), ("heard", "later"), strict=False):
            if ending == "heard":
                heard = _said(asked + timedelta(hours=4), random.Random(world.seed), in_home=False)  # noqa: S311
                interviews.hold(row, heard)
            else:
                interviews.add_attempts([Tried(row.pk, now, "In person", "later", ANOTHER_DAY)])
    return f"{len(rows)} asked of an independent team, {len(seen)} offered"


READERS = (
    "night_social_worker", "police_control", "county_night_worker", "council_missing", "police_missing",
    "county_missing", "school_lead",
)  # fmt: skip
# Who opens it where the first bears the child's surname.
BESIDE = {
    "night_social_worker": "night_manager", "police_control": "police_control_second",
    "county_night_worker": "county_night_manager", "council_missing": "council_missing_deputy",
    "police_missing": "police_missing_deputy", "county_missing": "county_social_worker",
}  # fmt: skip


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
            at = alert.raised_at + timedelta(minutes=9 + number % 7)
            try:
                _take_on(world, member, alert, at)
            except MayBeRelated:
                _take_on(world, BESIDE[member], alert, at)
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
                    LEAD_TOLD, absence.person, who.agency, SUBJECT, absence.pk, world.seats["school_lead"].pk,
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
                purpose="find_missing", at=at, chair=chair,  # type: ignore[arg-type]
                invited=tuple(Invite(agencies[body].pk, seats[key].pk, role) for body, key, role in invited),
            )
        ]
    )  # fmt: skip
    return row


def _agreed(world: World, absence: Absence) -> Sequence[NewAction]:
    seats, agencies = world.seats, world.places.agencies
    said = (
        ("Call the child each evening at seven", "social_worker", "city", 14, "safety"),
        (
            "Take the plan for the evenings to the child, and write down what they say",
            "social_worker",
            "city",
            1,
            "safety",
        ),
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
    ("Some are asked of an independent team", _asked_of_others),
    ("The police see those who came back", _seen_by_police),
    ("Alerts are read, and some are not", _alerts),
    ("A meeting is called, and actions agreed", _meeting),
)
