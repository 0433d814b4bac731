"""The circle, the seal, declared conflicts, decisions to share, and the ledger."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.utils import timezone

from lapwing.access.guarded import Guarded, Record, guarded
from lapwing.access.levels import CHOICES, Level
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.directory.keys import new_key


@guarded(Kind.LINK, writes=Writes.DATABASE, history=False)
class Identity(models.Model):
    """Which child each person as told is believed to be, now. Kept in step with the dated links by the database."""

    person = models.UUIDField(primary_key=True)
    child = models.UUIDField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


@guarded(Kind.PLACE, writes=Writes.JOINT)
class Place(Record):
    """A place in a child's circle: held by a seat or a team, opened for a purpose on a lawful basis, until a time.

    `child` follows `person`'s link; the database moves it when links change. `ends` is a stored time: the acts that
    open and close clocks, actions and alerts move it, and a break-glass place alone ends by the clock.
    """

    child = models.UUIDField()
    holder = models.UUIDField(help_text="The seat or team that stands here.")
    reaches = models.SmallIntegerField(choices=CHOICES, help_text="The highest level that this place is shown.")
    opens = models.DateTimeField(default=timezone.now)
    ends = models.DateTimeField()
    purpose = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, help_text="The lawful basis, as a code.")
    reason = models.TextField(blank=True)
    opened_by = models.UUIDField(null=True)
    break_glass = models.BooleanField(default=False)
    because_kind = models.CharField(max_length=60, blank=True, help_text="The kind of the subject that opened it.")
    because = models.UUIDField(null=True, help_text="The key of the subject that opened it.")

    class Meta:
        indexes = [
            models.Index(fields=["child", "holder"], include=["ends", "opens", "reaches"], name="place_child_holder"),
            models.Index(fields=["holder", "ends"], name="place_holder_ends"),
            models.Index(fields=["because"], name="place_because"),
        ]


@guarded(Kind.CUSTODY, key="child")
class Seal(Guarded):
    """A child whose records do not show outside the places opened at the level *sealed*."""

    child = models.UUIDField(db_index=True)
    reason = models.TextField()
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    holder = models.UUIDField(help_text="The custodian's seat or team.")
    unseal_asked_by = models.UUIDField(null=True, help_text="The custodian who asks that it end; another one ends it.")


@guarded(Kind.CUSTODY, key="child")
class Touch(Guarded):
    """A search touched a sealed child: for the custodian alone to answer."""

    child = models.UUIDField(db_index=True)
    holder = models.UUIDField(help_text="The custodian's seat or team.")
    by_seat = models.UUIDField()
    purpose = models.CharField(max_length=60)
    score = models.FloatField(help_text="How strongly it matched: 0 to 1.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)


class ConflictReason(models.TextChoices):
    OWN_FAMILY = "own_family", "My own child, or a child of my family"
    PARTNER = "partner", "A child of my partner, or of somebody who was"
    NEIGHBOUR = "neighbour", "A neighbour, or a friend's child"
    WORK = "work", "I know the family through other work"
    OTHER = "other", "Another reason"


@guarded(Kind.LEDGER, key="child")
class Conflict(Guarded):
    """Somebody who must not look: their own child, a neighbour's, an ex-partner's. Blocks every row of the child.

    `agency` is the account's: its information-governance lead alone sees that there is one.
    """

    account = models.UUIDField(db_index=True)
    child = models.UUIDField()
    reason = models.CharField(max_length=20, choices=ConflictReason)
    until = models.DateTimeField(null=True, blank=True)
    level = models.SmallIntegerField(choices=CHOICES, default=Level.RESTRICTED)


@guarded(Kind.SHARING)
class Sharing(Record):
    """A decision to share, or not to share: what, with whom, for what purpose, on what basis, and why."""

    class Outcome(models.TextChoices):
        SHARED = "shared", "Shared"
        NOT_SHARED = "not_shared", "Not shared"

    outcome = models.CharField(max_length=12, choices=Outcome)
    with_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    reaches = models.SmallIntegerField(choices=CHOICES, default=Level.POINTER)
    purpose = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, blank=True)
    grounds = models.CharField(max_length=60, blank=True, help_text="The coded grounds for not sharing.")
    necessity = models.TextField(help_text="Why this is necessary and proportionate, or why it was not shared.")
    consent = models.CharField(max_length=20, blank=True)
    advice = models.TextField(blank=True)
    place = models.UUIDField(null=True)


class LedgerAct(models.TextChoices):
    READ = "read", "Read"
    CHANGE = "change", "Changed"
    SEARCH = "search", "Searched"
    EXPORT = "export", "Exported"
    SIGN_IN = "sign_in", "Signed in"
    BREAK_GLASS = "break_glass", "Broke glass"
    ERASE = "erase", "Erased"


@guarded(Kind.LEDGER, writes=Writes.LEDGER, key=None, history=False)
class Entry(models.Model):
    """One line of the ledger: who, in which seat, through which door, to what purpose. Keys, codes and digests only."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField(default=timezone.now)
    agency = models.ForeignKey("directory.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(default=Level.DETAIL)
    account = models.UUIDField(null=True)
    seat = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    purpose = models.CharField(max_length=60)
    door = models.CharField(max_length=120, help_text="The name of the page, act or task.")
    act = models.CharField(max_length=12, choices=LedgerAct)
    subjects = ArrayField(models.UUIDField(), default=list, help_text="Keys of the rows that were written.")
    digest = models.BinaryField(max_length=32, help_text="SHA-256 over the line and its children.")

    class Meta:
        indexes = [
            models.Index(fields=["agency", "at"], name="entry_agency_at"),
            models.Index(fields=["seat", "at"], name="entry_seat_at"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@guarded(Kind.LEDGER, writes=Writes.LEDGER, key="child", history=False)
class EntryChild(models.Model):
    """A child that an entry showed or changed."""

    pk = models.CompositePrimaryKey("entry_id", "child")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="shown", db_index=False)
    child = models.UUIDField()
    agency = models.ForeignKey(
        "directory.Agency", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    level = models.SmallIntegerField(default=Level.DETAIL)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["child", "-at"], name="entry_child_at")]

    def __str__(self) -> str:
        return str(self.entry_id)


class Pending(models.Model):
    """Entries that no batch has taken yet. The database adds a row with each entry."""

    entry = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return str(self.pk)


class Batch(models.Model):
    """Entries sealed together: a Merkle root, chained to the batch before it."""

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    size = models.IntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    head = models.BinaryField(max_length=32, help_text="SHA-256 over number, time, size, root and the head before.")

    def __str__(self) -> str:
        return str(self.number)


class Sealed(models.Model):
    """That an entry stands in a batch, and where, with its digest as it was when sealed."""

    entry = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    position = models.IntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="sealed_position")]

    def __str__(self) -> str:
        return str(self.pk)


@guarded(Kind.LEDGER, writes=Writes.JOINT, key=None)
class Review(Guarded):
    """What somebody outside the team looks at afterwards: broken glass, a weekly sample of reads, a sign-in reset."""

    class Why(models.TextChoices):
        BREAK_GLASS = "break_glass", "Glass was broken"
        SAMPLE = "sample", "Drawn for the weekly sample"
        CLOSE = "close", "The reader may know the family"
        SIGN_IN = "sign_in", "Somebody was let sign in anew"

    class Finding(models.TextChoices):
        WARRANTED = "warranted", "The reason holds"
        TALK = "talk", "To be talked over with the reader's manager"
        BREACH = "breach", "A breach: it goes to the data-protection officer"

    entry = models.UUIDField(help_text="The ledger's line.")
    by_team = models.UUIDField(null=True, help_text="The team of whoever looked.")
    why = models.CharField(max_length=20, choices=Why)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.UUIDField(null=True, blank=True)
    finding = models.CharField(max_length=20, choices=Finding, blank=True)
    note = models.TextField(blank=True)
    level = models.SmallIntegerField(choices=CHOICES, default=Level.RESTRICTED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry"], name="review_once")]


@guarded(Kind.LEDGER)
class Remedy(Record):
    """What data-protection law asks of the owner of a record: to rectify, to restrict, or to erase.

    Erasing takes two persons: the one who asks (`recorded_by`), and another who decides. It keeps coded grounds alone.
    """

    class What(models.TextChoices):
        RECTIFY = "rectify", "Rectified"
        RESTRICT = "restrict", "Restricted"
        ERASE = "erase", "Erased"

    class Grounds(models.TextChoices):
        REQUEST = "request", "Asked for by the person it is about, and upheld"
        WRONG_PERSON = "wrong_person", "Recorded about the wrong person"
        RETENTION = "retention", "Its time of keeping has ended"
        POLICE_REVIEW = "police_review", "Removed on the police's review of what they hold"
        COURT = "court", "Ordered by a court or by the Information Commissioner"

    what = models.CharField(max_length=8, choices=What)
    grounds = models.CharField(max_length=20, choices=Grounds)
    reason = models.TextField(blank=True)
    table = models.CharField(max_length=63, blank=True, help_text="The table of the record, where it is about one.")
    subject = models.UUIDField(null=True, help_text="The key of the record, where it is about one.")
    former = models.JSONField(default=dict, help_text="Levels before a restriction: table, key, level.")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True, help_text="When a restriction was lifted.")
    level = models.SmallIntegerField(choices=CHOICES, default=Level.RESTRICTED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remedy_two_persons",
                condition=~models.Q(what="erase") | models.Q(decided_by=None) | ~models.Q(decided_by=F("recorded_by")),
            ),
            models.CheckConstraint(
                name="remedy_erasure_keeps_no_words", condition=~models.Q(what="erase") | models.Q(reason="")
            ),
        ]
