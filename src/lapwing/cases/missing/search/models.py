"""What was done to find a missing child. Each row is one agency's, and shows to those who see the child's details.

Who told of a sighting is a row of its own, for the agency that they told alone: a child who tells of another is a
protected source.
"""

from django.db import models

from lapwing.access.guarded import Record, guarded
from lapwing.access.reach import Kind
from lapwing.cases.missing.columns import a_precision, moment
from lapwing.rules.moments import Moment, Precision
from lapwing.rules.words.searching import NOT_TOLD_REASONS, SIGHTING_SOURCES, SIGHTING_STATES


@guarded(Kind.MISSING)
class Enquiry(Record):
    """A question asked to find the child: of whom, when, and what came of it."""

    absence = models.ForeignKey("missing.Absence", on_delete=models.PROTECT, related_name="enquiries")
    what = models.CharField(max_length=300)
    asked_of = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    precision = a_precision()
    outcome = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_precision = a_precision()
    version = models.PositiveIntegerField(default=1)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))

    @property
    def answered(self) -> Moment | None:
        return moment(self.answered_at, self.answered_precision)


@guarded(Kind.MISSING)
class Sighting(Record):
    """That the child was seen, or showed themselves: where, when, with whom, and whether it was confirmed."""

    absence = models.ForeignKey("missing.Absence", on_delete=models.PROTECT, related_name="sightings")
    at = models.DateTimeField()
    precision = a_precision()
    place = models.CharField(max_length=200)
    with_whom = models.CharField(max_length=400, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=SIGHTING_SOURCES.choices())
    state = models.CharField(max_length=12, choices=SIGHTING_STATES.choices(), default="unconfirmed")
    version = models.PositiveIntegerField(default=1)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))


@guarded(Kind.WORDS)
class Informant(Record):
    """Who told of a sighting. Nobody outside the agency that they told reads it."""

    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="informants")
    who = models.CharField(max_length=300)
    is_child = models.BooleanField(default=False)


@guarded(Kind.MISSING)
class ParentTold(Record):
    """Whether somebody with parental responsibility was told that the child is missing, or why not."""

    absence = models.ForeignKey("missing.Absence", on_delete=models.PROTECT, related_name="parents_told")
    who = models.CharField(max_length=160)
    told = models.BooleanField()
    at = models.DateTimeField(null=True)
    precision = a_precision()
    told_by = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=12, blank=True, choices=NOT_TOLD_REASONS.choices())
    note = models.CharField(max_length=400, blank=True)

    @property
    def moment(self) -> Moment | None:
        return moment(self.at, self.precision)
