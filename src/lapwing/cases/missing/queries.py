"""What other rooms may ask about absences. Row security is the only filter: an answer holds what the viewer may see."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, Model, QuerySet, TextField, Value
from django.utils import timezone

from lapwing.access import holdings
from lapwing.access.holdings import surely_empty
from lapwing.access.levels import Level
from lapwing.access.models import Identity, Place
from lapwing.access.viewer import current
from lapwing.cases.missing.models import (
    Absence,
    Account,
    Attempt,
    Interview,
    Proposal,
    RiskDecision,
    State,
    Whereabouts,
)
from lapwing.work.alerts.models import Alert

Row = TypeVar("Row", bound=Model)
# A child found and not yet back stays on the board this long; files often tell of a finding and never of a return.
STILL_AWAY = timedelta(days=3)
LATELY = timedelta(days=28)
# Levels of risk as a list is read: the gravest first, then those of whom it is not said.
GRAVE = ("HIGH", "MED", "LOW", "VLR", "NAR", "ABSENT", "")


def standing() -> QuerySet[Absence]:
    """Absences that some agency still tells of: not those recorded in error, of which every account was taken back."""
    return Absence.objects.exclude(type=State.TAKEN_BACK)


def missing_now() -> QuerySet[Absence]:
    """Children whose whereabouts nobody has told: the newest absence first."""
    return standing().filter(ended_at=None).order_by("-began_at", "-pk")


def gravest_first(absences: QuerySet[Absence]) -> QuerySet[Absence]:
    """High risk first, then the latest."""
    order = Func(Value(list(GRAVE), ArrayField(TextField())), "risk", function="array_position")
    return absences.order_by(order, "-began_at", "-pk")


def not_yet_back() -> QuerySet[Absence]:
    """Children found, in hospital or in custody in the last days, and not yet returned."""
    since = timezone.now() - STILL_AWAY
    return standing().filter(returned_at=None, ended_at__gte=since).order_by("-ended_at", "-pk")


def unsealed(absences: Iterable[Absence]) -> list[Absence]:
    """Those of children who are not sealed, even for a viewer inside the seal: for a wall, and for paper."""
    some = list(absences)
    inside = sealed_of(one.person for one in some)
    return [one for one in some if one.person not in inside]


def sealed_of(persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these persons who are a child inside whose seal the viewer stands."""
    return sealed_among(dict(Identity.objects.filter(person__in=set(persons)).values_list("person", "child")))


def sealed_among(children: Mapping[uuid.UUID, uuid.UUID]) -> set[uuid.UUID]:
    """The same of persons of whom it is known which child each is."""
    if not children:
        return set()
    places = Place.objects.filter(child__in=set(children.values()), reaches=Level.SEALED, ends__gt=timezone.now())
    inside = set(places.values_list("child", flat=True))
    return {person for person, child in children.items() if child in inside}


def open_to_reader(absences: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these absences that the viewer may see: whoever sees a clock need not see what it runs on."""
    return set(Absence.objects.filter(pk__in=set(absences)).values_list("pk", flat=True))


def person_of(absence: uuid.UUID) -> uuid.UUID | None:
    """Whom an absence is about, a person as told; None where the viewer may not see it."""
    return Absence.objects.filter(pk=absence).values_list("person", flat=True).first()


def episodes_of(persons: Iterable[uuid.UUID]) -> QuerySet[Absence]:
    """Every absence of a child that stands, from its persons as told, newest first."""
    return Absence.objects.of(persons).exclude(type=State.TAKEN_BACK).order_by("-began_at", "-pk")


def absences_of(persons: Iterable[uuid.UUID]) -> Sequence[Absence]:
    """The same, read once for a page that shows them in several places."""
    who = frozenset(persons)
    return holdings.once(("absences", who), lambda: tuple(episodes_of(who)))


def accounts_of(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Account]]:
    """The accounts of each absence, in the order in which they were told."""
    keys = frozenset(absences)
    rows = Account.objects.filter(absence__in=keys).select_related("agency", "from_agency")
    return holdings.once(("accounts", keys), lambda: _grouped(rows.order_by("recorded_at", "pk")))


def told_by_us() -> QuerySet[Account]:
    """What the viewer's own agency told of late and did not take back, the newest first."""
    ours = Account.objects.filter(agency=current().agency, withdrawn_at=None)
    return ours.filter(recorded_at__gte=timezone.now() - LATELY).order_by("-recorded_at", "pk")


def told_back_by_us(absences: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these absences of which the viewer's own agency told that the child came back."""
    rows = Whereabouts.objects.filter(absence__in=set(absences), agency=current().agency, withdrawn_at=None)
    return set(rows.filter(kind=Whereabouts.Fact.RETURNED).values_list("absence", flat=True))


def put_before_us(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, Alert]:
    """For each of these absences an alert about it that stands before the viewer, and was not recalled."""
    rows = Alert.objects.filter(subject_kind="absence", subject__in=set(absences), holder__in=current().holders)
    return {row.subject: row for row in rows.exclude(state__in=[Alert.State.RECALLED, Alert.State.HELD])}


def facts_of(absences: Iterable[uuid.UUID], persons: Collection[uuid.UUID] = ()) -> dict[uuid.UUID, list[Whereabouts]]:
    """Where the child was, for each absence, in order of time."""
    keys = frozenset(absences)
    rows = _hanging(Whereabouts.objects.all(), keys, persons).select_related("agency")
    return holdings.once(("facts", keys), lambda: _grouped(rows.order_by("at", "pk")))


def standing_facts(absence: uuid.UUID) -> list[Whereabouts]:
    """The same of one absence, without what was taken back."""
    return [fact for fact in facts_of([absence]).get(absence, []) if fact.withdrawn_at is None]


def risks_of(absences: Iterable[uuid.UUID], persons: Collection[uuid.UUID] = ()) -> dict[uuid.UUID, list[RiskDecision]]:
    """The judgements of risk, for each absence, the latest first."""
    rows = _hanging(RiskDecision.objects.all(), absences, persons).select_related("agency")
    return _grouped(rows.order_by("-at", "-pk"))


def proposals_of(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Proposal]]:
    return _grouped(Proposal.objects.filter(absence__in=list(absences)).order_by("recorded_at"))


def interviews_of(
    absences: Iterable[uuid.UUID], persons: Collection[uuid.UUID] = ()
) -> dict[uuid.UUID, list[Interview]]:
    keys = frozenset(absences)
    rows = _hanging(Interview.objects.all(), keys, persons).order_by("recorded_at")
    return holdings.once(("interviews", keys), lambda: _grouped(rows))


def interview_of(absence: uuid.UUID) -> Interview | None:
    """The return interview of an absence that counts now: the one still open, else the latest."""
    rows = interviews_of([absence]).get(absence, [])
    still = [row for row in rows if row.status in ("not_offered", "offered", "accepted")]
    return next(iter(still or reversed(rows)), None)


def attempts_of(interviews: Sequence[uuid.UUID]) -> list[Attempt]:
    return list(Attempt.objects.filter(interview__in=interviews).order_by("at", "pk"))


def _hanging(rows: QuerySet[Row], absences: Iterable[uuid.UUID], persons: Collection[uuid.UUID]) -> QuerySet[Row]:
    """The rows on these absences. `persons` are all of one child's, where a page has asked what they have."""
    return rows.none() if persons and surely_empty(rows.model, persons) else rows.filter(absence__in=list(absences))


def _grouped(rows: Iterable[object]) -> dict[uuid.UUID, list]:  # type: ignore[type-arg]
    found: dict[uuid.UUID, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.absence_id].append(row)  # type: ignore[attr-defined]
    return found
