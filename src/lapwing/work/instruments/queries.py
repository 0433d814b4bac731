"""What other rooms may ask about answers. Row security is the only filter."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from lapwing.work.instruments.models import Answer, Response, SafeNote


def answers_of(response: Response) -> list[Answer]:
    """The answers that the viewer may hear, in the order of the questions."""
    order = {question.key: place for place, question in enumerate(response.questions.questions)}
    answers = list(Answer.objects.filter(response=response))
    for answer in answers:
        answer.response = response
    return sorted(answers, key=lambda answer: order.get(answer.question, len(order)))


def notes_of(persons: Iterable[uuid.UUID]) -> QuerySet[SafeNote]:
    """The notes about these persons as told that are safe to pass on, and were not taken back."""
    return SafeNote.objects.of(persons).filter(withdrawn_at=None).order_by("-recorded_at", "pk")
