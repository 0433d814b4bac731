"""One absence, and each agency's account of it.

An absence is what several agencies tell about together; what they tell are accounts, and no agency's correction
changes another's. *Found*, *in hospital*, *in custody* and *returned* are facts of their own, each with its time.
The absence itself keeps, for boards and lists, what follows from the accounts and facts; the database works it out
again whenever one of them changes (`migrations/0002_follow.py`), because whoever adds a fact may not see the rest.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.cases.missing.columns import a_precision, moment
from lapwing.rules.moments import Moment, Precision
from lapwing.rules.words.searching import MISSING_FROM


class State(models.TextChoices):
    """Where an absence stands."""

    MISSING = "missing", "Missing"
    LOCATED = "located", "Found, not yet returned"
    RETURNED = "returned", "Returned"
    TAKEN_BACK = "taken_back", "Taken back: recorded in error"


@guarded(Kind.MISSING, writes=Writes.JOINT)
class Absence(Record):
    """One absence of one child, however many agencies tell of it. `agency` and `person` are those of the first account.

    Everything here follows from the accounts and facts: the gravest type, the earliest day that anybody gives and the
    most exact time on it. `ended_at` is when the child's whereabouts were first known again; `returned_at` when the
    child was back.
    """

    level = models.SmallIntegerField(default=Level.SUMMARY)
    type = models.CharField(max_length=16)  # `taken_back` where no account stands: it counts nowhere
    began_at = models.DateTimeField()
    began_precision = a_precision()
    ended_at = models.DateTimeField(null=True)
    ended_precision = a_precision()
    returned_at = models.DateTimeField(null=True)
    returned_precision = a_precision()
    whereabouts = models.CharField(max_length=12, blank=True, help_text="The latest fact: found, in_hospital ...")
    risk = models.CharField(max_length=8, blank=True, help_text="The latest risk level.")

    class Meta:
        indexes = [
            models.Index(fields=["-began_at", "-id"], name="absence_newest"),
            models.Index(fields=["person", "began_at"], name="absence_person_began"),
            models.Index(fields=["-began_at"], condition=Q(ended_at=None), name="absence_missing_now"),
            models.Index(fields=["-ended_at"], name="absence_ended"),
            models.Index(fields=["-ended_at"], condition=Q(returned_at=None), name="absence_not_back"),
        ]

    @property
    def began(self) -> Moment:
        return Moment(self.began_at, Precision(self.began_precision))

    @property
    def ended(self) -> Moment | None:
        return moment(self.ended_at, self.ended_precision)

    @property
    def returned(self) -> Moment | None:
        return moment(self.returned_at, self.returned_precision)

    @property
    def state(self) -> State:
        if self.type == State.TAKEN_BACK:
            return State.TAKEN_BACK
        if self.returned_at:
            return State.RETURNED
        return State.LOCATED if self.ended_at else State.MISSING


@guarded(Kind.MISSING)
class Account(Record):
    """One agency's account of an absence: as it was told, and as that agency has since corrected it."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="accounts")
    type = models.CharField(max_length=16)
    began_at = models.DateTimeField()
    began_precision = a_precision()
    reported_at = models.DateTimeField(null=True)
    reported_precision = a_precision()
    last_seen_at = models.DateTimeField(null=True)
    last_seen_precision = a_precision()
    last_seen_place = models.CharField(max_length=200, blank=True)
    missing_from = models.CharField(max_length=200, blank=True, help_text="The place as told: home, school, street.")
    from_kind = models.CharField(max_length=12, blank=True, choices=MISSING_FROM.choices())
    from_agency = models.ForeignKey(
        "directory.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="The children's home, school or hospital that the child went missing from.",
    )  # fmt: skip
    occurrence = models.CharField(max_length=40, blank=True, help_text="The police's number for this occurrence.")
    accepted = models.BooleanField(null=True, help_text="Whether the police accepted the child as missing.")
    reported_by = models.CharField(max_length=160, blank=True, help_text="Who told this agency, in words.")
    reported_to = models.CharField(max_length=160, blank=True, help_text="Whom they told, in words: name and role.")
    reference = models.CharField(max_length=80, blank=True, help_text="The agency's own reference for this account.")
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, help_text="Set where it was recorded in error.")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "reference"], condition=~Q(reference=""), name="account_reference"),
        ]

    @property
    def began(self) -> Moment:
        return Moment(self.began_at, Precision(self.began_precision))

    @property
    def reported(self) -> Moment | None:
        return moment(self.reported_at, self.reported_precision)

    @property
    def last_seen(self) -> Moment | None:
        return moment(self.last_seen_at, self.last_seen_precision)


@guarded(Kind.MISSING)
class Whereabouts(Record):
    """That a missing child was found, is in hospital or custody, or returned: when, where, how, with whom."""

    class Fact(models.TextChoices):
        FOUND = "found", "Found"
        IN_HOSPITAL = "in_hospital", "In hospital"
        IN_CUSTODY = "in_custody", "In police custody"
        RETURNED = "returned", "Returned"

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="facts")
    account = models.UUIDField(null=True, help_text="The account that brought it.")
    kind = models.CharField(max_length=12, choices=Fact)
    at = models.DateTimeField()
    precision = a_precision()
    place = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=400, blank=True)
    with_whom = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, help_text="Set where it was recorded in error.")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))

    def is_found_after(self, back: Moment) -> bool:
        """Whether it says that the child was found, surely later than this return: one of the two is wrong."""
        return self.kind == Whereabouts.Fact.FOUND and back.latest < self.at


@guarded(Kind.MISSING)
class RiskDecision(Record):
    """A judgement of risk: who made it, when, why. A later one does not change an earlier one."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="risks")
    risk = models.CharField(max_length=8)
    at = models.DateTimeField()
    precision = a_precision()
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=160, blank=True, help_text="Who judged it, in words.")
    review_at = models.DateTimeField(null=True, help_text="When it is to be judged again.")
    review_precision = a_precision()

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))

    @property
    def review(self) -> Moment | None:
        return moment(self.review_at, self.review_precision)


@guarded(Kind.MISSING, writes=Writes.JOINT)
class Proposal(Record):
    """What Lapwing proposes after so many absences: a coordinator opens a meeting and a trigger plan, or declines."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for a coordinator"
        OPENED = "opened", "Opened"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "Withdrawn by itself"

    level = models.SmallIntegerField(default=Level.SUMMARY)
    holder = models.UUIDField(help_text="The team that decides.")
    duty = models.CharField(max_length=60)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="proposals")
    absences = ArrayField(models.UUIDField(), help_text="The absences that prove it, oldest first.")
    words = models.CharField(max_length=300, help_text="How many, in how long: never a name.")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    opened_kind = models.CharField(max_length=60, blank=True)
    opened = models.UUIDField(null=True, help_text="What was opened: the trigger plan.")
    meeting = models.UUIDField(null=True, help_text="The meeting that was called.")

    class Meta:
        indexes = [models.Index(fields=["holder", "state"], name="proposal_holder_state")]


# Of what was proposed, that of which nothing comes: a coordinator said no, or it holds no more.
NOTHING_FOLLOWS = (Proposal.State.DECLINED, Proposal.State.LAPSED)


@guarded(Kind.INTERVIEW)
class Interview(Record):
    """The return interview of one absence: offered, accepted or declined, held, by whom, and why they are independent.

    What the child said is not here: it stands in the answers of the instrument, each with its audience.
    """

    class Independence(models.TextChoices):
        INDEPENDENT = "independent", "Independent of the placement and of the responsible authority"
        TRUSTED = "trusted", "A worker whom the child trusts and asked for"
        NEITHER = "neither", "Not independent"

    level = models.SmallIntegerField(default=Level.SUMMARY)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="interviews")
    status = models.CharField(max_length=20, default="not_offered", help_text="A code of return_interview_status.")
    offered_at = models.DateTimeField(null=True)
    offered_precision = a_precision()
    held_at = models.DateTimeField(null=True)
    held_precision = a_precision()
    interviewer = models.CharField(max_length=160, blank=True)
    employer = models.CharField(max_length=160, blank=True, help_text="Whom the interviewer works for.")
    independence = models.CharField(max_length=12, choices=Independence, blank=True)
    independence_note = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True, help_text="Where it was held, and whether the child chose it.")
    reason = models.TextField(blank=True, help_text="Why it was declined, late, or not required.")
    carers_asked = models.CharField(
        max_length=300, blank=True, help_text="Declined: whether parents or carers were offered the chance to tell."
    )
    leaflet = models.CharField(max_length=20, blank=True, help_text="Whether a leaflet was given, if safe to carry.")
    response = models.UUIDField(null=True, help_text="The answers, in the instrument.")
    version = models.PositiveIntegerField(default=1)

    @property
    def offered(self) -> Moment | None:
        return moment(self.offered_at, self.offered_precision)

    @property
    def held(self) -> Moment | None:
        return moment(self.held_at, self.held_precision)


@guarded(Kind.INTERVIEW)
class Attempt(Record):
    """An attempt to offer or hold the interview, and what came of it. "Declined" needs one."""

    class Outcome(models.TextChoices):
        NO_ANSWER = "no_answer", "Could not be reached"
        AGREED = "agreed", "The child agreed"
        LATER = "later", "The child asked for another time"
        DECLINED = "declined", "The child declined"

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    precision = a_precision()
    how = models.CharField(max_length=120, blank=True, help_text="In person, by telephone, through whom.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.TextField(blank=True)

    class Meta:
        ordering = [F("at").asc()]

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))


# The tables of the rooms within: Django looks for them here.
from lapwing.cases.missing.adulthood import models as adulthood_models  # noqa: E402, F401
from lapwing.cases.missing.heard import models as heard_models  # noqa: E402, F401
from lapwing.cases.missing.search import models as search_models  # noqa: E402, F401
from lapwing.cases.missing.shifts import models as shifts_models  # noqa: E402, F401
