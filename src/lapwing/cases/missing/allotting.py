"""A return interview asked of a team apart from council and placement: it sees this child for as long as that takes."""

import uuid
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.models import Place
from lapwing.access.viewer import current
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.teams import SUBJECT
from lapwing.directory.models import Area, Team
from lapwing.rules.moments import Moment, Precision
from lapwing.web.parts import clock
from lapwing.work import subjects
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.kinds import AlertKind, register
from lapwing.work.alerts.routes import receivable
from lapwing.work.deadlines import queries as clocks

PROVIDER = "return_interviews"
ALLOTTED = AlertKind(
    "interview_allotted", "A return interview is asked of you", purpose="find_missing", after=timedelta(hours=24),
    after_urgent=timedelta(hours=4), duty="return_interview",
)  # fmt: skip
LASTS = timedelta(days=28)


class NotReachable(ValueError):
    """Nobody of this team could be told; the message says why, and what to do."""


def providers() -> list[Team]:
    """The teams of other agencies around here that hold return interviews: never the council's or a placement's own."""
    who = current()
    areas = Area.objects.filter(Q(agencies=who.agency) | Q(catchment__agency=who.agency))
    around = Q(agency__area__in=areas) | Q(agency__catchment__area__in=areas)
    rows = Team.objects.filter(around, purpose=PROVIDER, closed_on=None).exclude(agency=who.agency)
    rows = rows.exclude(agency__kind__in=("local_authority", "childrens_home", "fostering_agency"))
    return list(rows.select_related("agency").distinct().order_by("agency__name", "name"))


def allot(absence: Absence, team: Team) -> Place:
    """Ask this team to hold the interview: it stands in the circle, to a summary, and is told by when it is due.

    Raises NotReachable where nobody there could be told.
    """
    if why_not := receivable([team.pk])[team.pk]:
        raise NotReachable(why_not)
    [place] = circle.open_places([
        circle.Opening(
            person=absence.person, agency=team.agency_id, holder=team.pk, reaches=Level.SUMMARY,
            purpose="find_missing", basis="public_task", reason="A return interview", because_kind=SUBJECT,
            because=absence.pk, ends=timezone.now() + LASTS,
        )
    ])  # fmt: skip
    due = clocks.open_for([absence.pk]).filter(duty=ALLOTTED.duty).first()
    by = f" It is due {due.due.words}." if due else ""
    alerts.raise_alerts([
        alerts.Raise(
            ALLOTTED.key, absence.person, current().agency, ALLOTTED.key, absence.pk, team.pk,
            f"Please offer this child a return interview.{by}",
        )
    ])  # fmt: skip
    return place


def allotted_to(absence: uuid.UUID) -> list[Team]:
    """The teams that were asked to hold this absence's interview, while they stand in the circle for it."""
    holders = Place.objects.filter(because=absence, ends__gt=timezone.now()).values_list("holder", flat=True)
    return list(Team.objects.filter(pk__in=list(holders), purpose=PROVIDER).select_related("agency"))


def asked_of_us() -> list[Absence]:
    """The absences whose interview the viewer's own team was asked to hold, the first due first."""
    places = Place.objects.filter(holder__in=current().holders, because_kind=SUBJECT, ends__gt=timezone.now())
    rows = Absence.objects.filter(pk__in=list(places.values_list("because", flat=True)))
    return sorted(rows, key=lambda one: (one.returned_at or timezone.now(), str(one.pk)))


def due_words(absence: Absence) -> str:
    """How it stands, and by when the guidance has it: the clock itself is the council's."""
    if absence.returned is None:
        return "Not back yet"
    by = absence.returned.latest + timedelta(hours=72)
    last = Moment(by, absence.returned.precision)
    stands = clock(last.at if last.precision == Precision.MINUTE else last.day)
    return f"{stands.words} (within 72 hours of the return: by {last.words})"


def start() -> None:
    register(ALLOTTED)
    subjects.register(
        ALLOTTED.key, "Return interview asked of a team", lambda key: reverse("interview", args=[key]),
        lambda key: Absence.objects.filter(pk=key).values_list("person", flat=True).first(), subjects.rows_of(Absence),
    )  # fmt: skip
