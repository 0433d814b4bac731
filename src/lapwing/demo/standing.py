"""What stands on desks this morning: enquiries, intelligence, a concern, a list to approve, a child found elsewhere."""

import random
from datetime import datetime, timedelta

from lapwing.access import viewer
from lapwing.cases.exploitation import changes as exploitation
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing import queries
from lapwing.cases.missing.adulthood import changes as adulthood
from lapwing.cases.missing.changes import Judgement, Located
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.heard.changes import Graded
from lapwing.cases.missing.heard.models import Intelligence
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.search import changes as search
from lapwing.cases.missing.search.changes import Asked, Seen
from lapwing.cases.missing.search.changes import Telling as ParentTold
from lapwing.demo.absences import midnight
from lapwing.demo.names import misspelt
from lapwing.demo.own_files import a_year_before
from lapwing.demo.places import CITY, COUNTY, ELSEWHERE
from lapwing.demo.world import Step, World
from lapwing.exchange.outbound import changes as outbound
from lapwing.exchange.outbound.changes import Wanted
from lapwing.people import changes as people
from lapwing.people import facts
from lapwing.people.changes import Telling
from lapwing.people.finding import searching
from lapwing.people.matching.candidates import Described
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from lapwing.work.actions import changes as actions
from lapwing.work.actions.changes import NewAction
from lapwing.work.meetings.models import Meeting

ASKED = (
    ("Called both telephones", "the child", "Rings out; the second is switched off."),
    ("Asked at the hospital", "the emergency department", "Not there tonight."),
    ("Looked at the cameras of the bus station", "the operator's control room", ""),
)
TOLD_US = (
    "Two older boys wait by the landing stage on Fridays and drive off with whoever comes.",
    "Somebody called K. sends money for taxis. The account has a heron as its picture.",
)


def _searches(world: World) -> str:
    """What is done tonight to find those who are missing, and who was told."""
    with world.sitting("police_missing", "find_missing"):
        away = list(queries.missing_now())
        rows = search.add_enquiries(
            [
                Asked(one.pk, what, Moment(_after(one, 40 + 25 * number, world)), whom, outcome)
                for one in away
                for number, (what, whom, outcome) in enumerate(ASKED)
            ]
        )
        seen = [
            Seen(away[0].pk, Moment(_after(away[0], 70, world)), "the retail park", "camera", "One other, taller"),
            Seen(
                away[-1].pk, Moment(_after(away[-1], 55, world)), "the railway station", "public", informant="A porter"
            ),
        ]
        search.record_sightings(seen)
        search.record_parents_told(
            [ParentTold(one.pk, "The child's mother", True, Moment(_after(one, 60, world)), "The officer on duty")
             for one in away[:-1]]
            + [ParentTold(away[-1].pk, "The child's father", False, reason="not_reached")]
        )  # fmt: skip
        high = [one for one in away if one.risk == "HIGH"]
        again = midnight(world.day) + timedelta(hours=9)
        missing.judge_risk(
            [Judgement(one.pk, "HIGH", Moment(_after(one, 80, world)), "Out of character, and cold tonight.",
                       "The duty inspector", review=Moment(again)) for one in high]
        )  # fmt: skip
    return f"{len(rows)} enquiries, {len(seen)} sightings, {len(high)} judged again"


def _after(absence: Absence, minutes: int, world: World) -> datetime:
    """So long after it began, or just before the world stands still."""
    return min(absence.began_at + timedelta(minutes=minutes), midnight(world.day) - timedelta(minutes=5))


def _found_elsewhere(world: World) -> str:
    """A child of the county is found in another force's area: that force is told of this child, and of no other."""
    far = world.places.areas[ELSEWHERE].pk
    county = world.places.areas[COUNTY].pk
    at = midnight(world.day) - timedelta(minutes=20)
    with world.at(at), world.sitting("police_control", "find_missing"):
        away = queries.missing_now().filter(area=county).order_by("-began_at").first()
        fact = Located(away.pk, "found", Moment(at), "A petrol station by the motorway", "Officers there.", area=far)
        missing.record_located([fact])
    return "1 child"


def _told_the_police(world: World) -> str:
    """Workers pass on what children told them; the police have graded the first, and the rest wait."""
    with world.sitting("council_missing", "return_interview"):
        ours = [key for number, key in world.persons[CITY].items() if not world.by_number[number].went]
        back = list(queries.episodes_of(ours).exclude(returned_at=None).order_by("-returned_at")[:2])
        sent = [heard.send_intelligence(absence, words) for absence, words in zip(back, TOLD_US, strict=False)]
    with world.sitting("police_missing", "find_missing"):
        first = Intelligence.objects.filter(pk=sent[0].pk).first()
        if first is not None:
            heard.grade(first, Graded("2", "B", "P", "To the exploitation team."))
    return f"{len(sent)} sent"


def _concern(world: World) -> str:
    """A school sees signs of exploitation in a pupil, and the front door decides."""
    pupils = [c for c in world.of_today if c.school == "millrace" and c.number in world.persons["millrace"]]
    pupil = next(child for child in pupils if not child.traits and child.age(world.day) >= 13)
    with world.sitting("school_lead", "exploitation"):
        exploitation.tell_concern(
            person=world.persons["millrace"][pupil.number], signs=("school", "phones", "money"),
            words="Two new telephones this term, a coat worth more than a month's rent, and tired every Monday.",
            holder=world.places.teams["city_front_door"].pk,
        )  # fmt: skip
    return "1 concern"


def _searches_for_sealed(world: World) -> str:
    """Somebody looks for the child who is sealed, and finds nobody; the custodian has it on the desk this morning."""
    sealed = world.with_trait("sealed")
    with world.sitting("front_door", "decide_referral"):
        answers = [
            searching.search(Described(one.given, one.family, one.born, one.sex, one.postcode), door="search")
            for one in sealed
        ]
    return f"{len(answers)} search, {sum(len(answer.found) for answer in answers)} found"


def _desks(world: World) -> str:
    """Work that is about no one child, a long list that waits for a second person, and a stranger's own child."""
    with world.sitting("council_missing", "plan"):
        meeting = Meeting.objects.order_by("recorded_at").first()
        assert meeting is not None
        said = (
            ("Bring the places where children were found twice to the panel", "partnership_manager", 2),
            ("Say in the yearly report what changed for children who go missing", "partnership_manager", -4),
            ("Decide with police and health on the school's concern of today", "front_door", 1),
            ("Agree with health who sees a child in the night", "nurse", 6),
            ("Say who in the council may open the missing children's list", "ig_lead", 3),
        )
        actions.add(
            [
                NewAction(None, "meeting", meeting.pk, text, world.seats[who].pk, world.seats[who].agency_id,
                          world.day + timedelta(days=days), "partnership")
                for text, who, days in said
            ]
        )  # fmt: skip
    with world.sitting("data_steward", "return"):
        since = world.day - timedelta(days=120)
        outbound.ask(Wanted("absences", "xlsx", "assure", "The partnership's quality group", since, world.day))
    with world.sitting("stranger", "plan"):
        (told,) = people.tell([Telling("W-20417", "Isolde", "Marrowfield", world.day - timedelta(days=4_500), "F")])
        facts.record_involvements([facts.Knows(told.person, "child in need", world.day - timedelta(days=200),
                                               seat=world.seats["stranger"].pk)])  # fmt: skip
        who = world.seats["stranger"]
        actions.add([NewAction(told.person, "child", child_of(told.person), "Visit the family at home", who.pk,
                               who.agency_id, world.day + timedelta(days=1))])  # fmt: skip
    with viewer.clockwork("adulthood"):
        handed = adulthood.propose_handovers()
    return f"{len(said) + 1} actions, 1 list to approve, {len(handed)} handovers to adult services"


def _spelt_otherwise(world: World) -> str:
    """Two children stand in the city's old list under another spelling: likely the same, and a steward must look."""
    chance, ours = random.Random(f"old:{world.seed}"), world.persons["city"]  # noqa: S311 - a made-up world
    known = [one for one in world.of_today if one.number in ours and one.given and not one.traits and not one.care]
    told = [
        Telling(f"OLD-{one.number}", one.given, misspelt(one.family, chance), a_year_before(one.born), one.sex,
                postcode="ZA17 9ZZ")
        for one in known[:2]
    ]  # fmt: skip
    with world.sitting("data_steward", "records"):
        outcomes = people.tell(told)
    return f"{sum(one.what == 'doubtful' for one in outcomes)} doubtful"


STEPS: tuple[tuple[str, Step], ...] = (
    ("The night's search is written down", _searches),
    ("A child is found in another force's area", _found_elsewhere),
    ("What children told is passed to the police", _told_the_police),
    ("A school tells the front door of a concern", _concern),
    ("The front door searches for a child who is sealed", _searches_for_sealed),
    ("The council's old list is read", _spelt_otherwise),
    ("Desks fill: actions, a list to approve, handovers", _desks),
)
