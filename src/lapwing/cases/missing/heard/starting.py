"""What this room makes known at start-up: cards, chronology, the subject and kind of alert, and an instrument."""

from django.urls import reverse

from lapwing.cases.missing.heard import cards, changes, chronology, instruments, queries
from lapwing.cases.missing.heard.models import Intelligence
from lapwing.work import subjects
from lapwing.work.alerts import kinds
from lapwing.work.instruments import register
from lapwing.work.meetings import read_out


def start() -> None:
    chronology.start()
    cards.start()
    subjects.register(
        changes.SUBJECT, "Something for the police", lambda key: reverse("intelligence", args=[key]), queries.person_of,
        subjects.rows_of(Intelligence),
    )  # fmt: skip
    kinds.register(changes.TO_GRADE)
    read_out.register(queries.to_read_out)
    for instrument in instruments.VERSIONS:
        register(instrument)
