"""Answers to an instrument: that it was held, what was said, and what may be passed on.

What was said is a row for each answer, with its own audience as its level. That the interview was held is another row,
and the note that is safe to share with those who look after the child a third.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind
from lapwing.rules.moments import Moment, Precision
from lapwing.work.about import PRECISIONS, About
from lapwing.work.instruments.definition import Audience, Instrument, get

# What was said shows to those alone whose reach in `words` is as high as this. Where the child lives never reads it:
# an answer agreed to be passed on there is written anew, as a note, by a worker.
AUDIENCE_LEVEL = {
    Audience.WORKER: Level.RESTRICTED,
    Audience.CIRCLE: Level.SUMMARY,
    Audience.PLACEMENT: Level.SUMMARY,
}
AUDIENCES = [(audience.value, audience.name.title()) for audience in Audience]


@guarded(Kind.INTERVIEW)
class Response(About):
    """That an instrument was filled in, in which version, when, by whom (`holder`, the interviewer's seat)."""

    instrument = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    at_precision = models.CharField(max_length=6, choices=PRECISIONS, default=Precision.MINUTE)
    score = models.FloatField(null=True)
    band = models.CharField(max_length=60, blank=True)
    unanswered = ArrayField(models.CharField(max_length=60), default=list, help_text="Questions that count, left out.")

    @property
    def questions(self) -> Instrument:
        return get(self.instrument, version=self.version)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.at_precision))


@guarded(Kind.WORDS)
class Answer(Record):
    """What was said to one question, and who may hear it. Closed by default: `level` follows `audience`."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    holder = models.UUIDField(help_text="The interviewer's seat.")
    question = models.CharField(max_length=60)
    audience = models.CharField(max_length=10, choices=AUDIENCES, default=Audience.WORKER)
    level = models.SmallIntegerField(default=Level.RESTRICTED)
    codes = ArrayField(models.CharField(max_length=40), default=list)
    number = models.FloatField(null=True)
    words = models.TextField(blank=True)

    @property
    def said(self) -> str:
        """The answer in words, as its question's version reads it."""
        coded = self.response.questions.question(self.question).words_of(self.codes)
        number = f"{self.number:g}" if self.number is not None else ""
        return ". ".join(part for part in (coded, number, self.words) if part)


@guarded(Kind.SAFE_NOTE)
class SafeNote(Record):
    """What may be told where the child lives or learns: agreed with the child, written and cleared by a worker."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="notes")
    holder = models.UUIDField(help_text="The seat or team that it is for.")
    words = models.TextField()
    agreed_with_child = models.BooleanField()
    cleared_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
