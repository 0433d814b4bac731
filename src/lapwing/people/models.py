"""People as each agency tells them. A person as told never changes its key; which child that is, is a dated link.

Addresses, telephones, schools and placements each say who may know them: their **audience** sets the row's level.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils import timezone

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind


class Sex(models.TextChoices):
    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class Precision(models.TextChoices):
    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"


class Audience(models.TextChoices):
    CIRCLE = "circle", "Those in the child's circle"
    CONTROLLER = "controller", "This agency alone"
    CONFIDENTIAL = "confidential", "Confidential: others see only “call back”"


AUDIENCE_LEVEL = {
    Audience.CIRCLE: Level.SUMMARY,
    Audience.CONTROLLER: Level.RESTRICTED,
    Audience.CONFIDENTIAL: Level.RESTRICTED,
}


@guarded(Kind.IDENTITY)
class Told(Record):
    """One person as one agency tells them, under that agency's reference. `person` is its own key."""

    reference = models.CharField(max_length=60, help_text="The agency's own reference for this person.")
    is_child = models.BooleanField(default=True)
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    born = models.DateField(null=True, blank=True, help_text="Date of birth, to its precision.")
    born_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    expected = models.DateField(null=True, blank=True, help_text="Expected date of birth, of a child not yet born.")
    died = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    language = models.CharField(max_length=8, blank=True, help_text="The language that texts for the family use.")
    postcode = models.CharField(
        max_length=8, blank=True, help_text="For matching alone; the address is a row of its own."
    )
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the last telling.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "reference"], name="told_agency_reference")]

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@guarded(Kind.CHARACTERISTICS)
class Characteristics(Record):
    """Ethnicity and disability, as one agency tells them: special category data, which no pointer tells, and so a row
    of its own. Its key is the person's: one for each person as told, and none where the agency tells of neither.
    """

    ethnicity = models.CharField(max_length=4, blank=True, help_text="The code of the return.")
    disabilities = ArrayField(
        models.CharField(max_length=4), default=list, blank=True,
        help_text="Codes of the census, or NONE alone; nothing where it is not recorded.",
    )  # fmt: skip


@guarded(Kind.LINK)
class Link(Record):
    """That a person as told is this child, from a time, until a time, on this evidence."""

    class Outcome(models.TextChoices):
        NEW = "new", "New child"
        JOINED = "joined", "Joined"
        UNJOINED = "unjoined", "Un-joined"

    child = models.UUIDField(db_index=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    score = models.FloatField(null=True, help_text="0 to 1.")
    evidence = models.JSONField(default=list, help_text="Reasons as codes; sentences are made from them.")
    decided_by = models.UUIDField(null=True)
    before = models.UUIDField(null=True, help_text="The child that this person was believed to be before.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="link_one_open"),
            ExclusionConstraint(
                name="link_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func("since", "until", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


@guarded(Kind.LINK)
class Doubt(Record):
    """Two persons as told who may be one child: somebody must look. Delays nothing."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a decision"
        JOINED = "joined", "The same child"
        APART = "apart", "Different children"

    other = models.UUIDField(help_text="The other person as told.")
    score = models.FloatField()
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    first_by = models.UUIDField(null=True, help_text="Restricted people: who said first that they are one child.")
    first_reason = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="doubt_two_persons",
                condition=~models.Q(state="joined")
                | models.Q(first_by=None)
                | ~models.Q(first_by=models.F("decided_by")),
            )
        ]


@guarded(Kind.IDENTITY)
class Name(Record):
    """A name in use for a time, as its source gave it."""

    class Use(models.TextChoices):
        LEGAL = "legal", "Legal name"
        KNOWN = "known", "Known as"
        FORMER = "former", "Former name"
        ALIAS = "alias", "Alias"

    use = models.CharField(max_length=6, choices=Use, default=Use.KNOWN)
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


@guarded(Kind.IDENTITY)
class Identifier(Record):
    """An identifier as told. One that fails its check is kept, marked, and never used to match."""

    class Scheme(models.TextChoices):
        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        LA = "la", "Local authority reference"
        POLICE = "police", "Police reference"
        CASE = "case", "Case-system reference"

    scheme = models.CharField(max_length=8, choices=Scheme)
    value = models.CharField(max_length=60)
    is_valid = models.BooleanField(default=True)
    why_not = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "scheme", "value"], name="identifier_once")]
        indexes = [models.Index(fields=["scheme", "value"], condition=Q(is_valid=True), name="identifier_value")]


class TimedContact(Record):
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.CIRCLE)
    confidential_from = models.TextField(blank=True, help_text="Who must never learn it, in words.")

    class Meta:
        abstract = True


@guarded(Kind.CONTACT_DETAILS)
class Address(TimedContact):
    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    household_of = models.UUIDField(
        null=True, blank=True,
        help_text="The parent or carer, told by the same agency, in whose household this is: never inferred.",
    )  # fmt: skip


@guarded(Kind.CONTACT_DETAILS)
class Telephone(TimedContact):
    number = models.CharField(max_length=30)
    whose = models.CharField(max_length=80, blank=True)
    safe_to_use = models.BooleanField(null=True, help_text="Whether it is safe to call or send to; unknown by default.")
    how = models.CharField(max_length=120, blank=True)


@guarded(Kind.INVOLVEMENT)
class Involvement(Record):
    """That an agency knows the child, of what kind, since when, and whom to call: what a pointer tells."""

    what = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    contact_seat = models.ForeignKey(
        "directory.Seat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact_team = models.ForeignKey(
        "directory.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    call_back = models.BooleanField(default=False, help_text="Say only: call this agency back.")


@guarded(Kind.FAMILY)
class Relationship(Record):
    """How two persons as told, of one agency, are related."""

    other = models.UUIDField()
    what = models.CharField(max_length=40, help_text="What the other is to this person: mother, sibling, carer ...")
    parental_responsibility = models.BooleanField(null=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


@guarded(Kind.CARE)
class Schooling(TimedContact):
    school = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)


@guarded(Kind.CARE)
class Placement(TimedContact):
    """Where a looked-after child lives: who is responsible for the child, and whose area hosts the placement."""

    home = models.ForeignKey("directory.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=40, blank=True, help_text="The placement's code in the return.")
    responsible_area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    host_area = models.ForeignKey("directory.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    legal_status = models.CharField(max_length=4, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)


@guarded(Kind.CARE)
class Status(Record):
    """Something that holds for a child for a time: looked after, subject of a plan, a register, a court order."""

    what = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    detail = models.CharField(max_length=120, blank=True)
