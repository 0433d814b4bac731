"""Who there is: areas, agencies, teams, seats and accounts. Keys last for ever; names and boundaries are dated."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lapwing.directory import rows
from lapwing.directory.keys import new_key


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *arguments: Any, **_: Any) -> Any:
        """Pages read the same agencies again and again, beside each of their records."""
        return rows.read(cls, *arguments)


class Dated(models.Model):
    """Something true for a time: from a day, until a day that is no longer included."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Area(Keyed):
    """A local authority's area, whose settings of duties and words belong to it."""

    name = models.CharField(max_length=120)
    code = models.CharField(max_length=3, unique=True, help_text="The three figures of the local authority.")
    region = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class Population(Keyed):
    """How many children live in an area: somebody's estimate for the middle of a year, which rates are divided by.

    A later estimate for the same year is another row: the newest is used, and a snapshot keeps what it used.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    mid_year = models.IntegerField()
    children = models.PositiveIntegerField(help_text="Under 18 years old.")
    source = models.CharField(max_length=200, help_text="Whose estimate, and of when.")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("area", "mid_year", "-recorded_at", "-id")


class Partnership(Keyed):
    """A safeguarding children partnership, over one or more areas."""

    name = models.CharField(max_length=120)
    areas = models.ManyToManyField(Area, related_name="partnerships")

    def __str__(self) -> str:
        return self.name


class Agency(Keyed):
    """A body that owns records: its key stays when it is renamed."""

    kind = models.CharField(max_length=40, help_text="One of the kinds in lapwing.rules.words.")
    name = models.CharField(max_length=160, help_text="The name in use today; former names are dated rows.")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="agencies",
        help_text="Where it has one area of its own: a council, a school, a home.",
    )  # fmt: skip
    catchments = models.ManyToManyField(Area, through="Catchment", related_name="served_by")
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    night_telephone = models.CharField(max_length=30, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class AgencyName(Keyed, Dated):
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)


class Catchment(Keyed, Dated):
    """Where an agency works: health bodies' catchments cross the councils' line."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    area = models.ForeignKey(Area, on_delete=models.CASCADE)
    note = models.CharField(max_length=200, blank=True)


class Succession(Keyed):
    """One agency came from another: renamed, merged, split. Records keep the owner of their day."""

    before = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="became")
    after = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField()
    whole = models.BooleanField(default=True, help_text="All of it, or a part.")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(before=F("after")), name="succession_of_another")]


class Team(Keyed):
    """Several seats that answer together. Places in a circle and alerts may belong to a team."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40, help_text="What it is for: missing, front_door, night, social_work ...")
    round_the_clock = models.BooleanField(default=False)
    night_route = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who answers at nights, weekends and holidays.",
    )  # fmt: skip
    telephone = models.CharField(max_length=30, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.agency}"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(Keyed, AbstractBaseUser):
    """A person who signs in. What they may do comes from their seats."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.pk)

    def get_full_name(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self) -> "SeatQuerySet":
        today = timezone.localdate()
        return self.filter(since__lte=today).filter(Q(until=None) | Q(until__gt=today))


class Seat(Keyed, Dated):
    """A chair that a person sits in for a time, with one role. People come and go; the chair's places remain."""

    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    deputy = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputises_for")
    telephone = models.CharField(max_length=30, blank=True)
    away_until = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}"

    @property
    def holders(self) -> tuple[object, ...]:
        """The keys under which this seat stands in circles: its own, and its team's."""
        return (self.pk,) if self.team_id is None else (self.pk, self.team_id)
