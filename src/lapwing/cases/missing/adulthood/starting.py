"""What this room makes known at start-up: its subject, its open risks, its function, its line on the tasking page."""

from collections.abc import Sequence

from django.urls import reverse

from lapwing.cases.missing.adulthood import changes, queries, risks, sight
from lapwing.cases.missing.adulthood.models import Handover
from lapwing.rules.moments import day_words
from lapwing.work import subjects, tasking


def _tasks() -> Sequence[tasking.Task]:
    """Those turning 18 whom no adult service has taken on."""
    return [
        tasking.Task(
            f"Turns 18 on {day_words(one.turns_18)}. {one.get_state_display()}", one.person,
            reverse("handover", args=[one.pk]), one.recorded_at,
        )
        for one in queries.still_open()
    ]  # fmt: skip


def start() -> None:
    sight.register()
    risks.register()
    subjects.register(
        changes.SUBJECT, "Handover to an adult service", lambda key: reverse("handover", args=[key]), queries.person_of,
        subjects.rows_of(Handover),
    )  # fmt: skip
    tasking.register("handovers", "Turning 18 with an open risk", 70, _tasks)
