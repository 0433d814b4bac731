"""A child found in another force's area."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.viewer import current
from lapwing.cases.missing import sight
from lapwing.cases.missing.answering import Directory
from lapwing.cases.missing.models import Absence, Whereabouts
from lapwing.cases.missing.teams import FOUND_HERE, SUBJECT, alert_about, tell_teams

# The places are closed by what closes the absence.
AT_MOST = timedelta(days=400)


def tell_where_found(
    facts: Sequence[Whereabouts],
    absences: Mapping[uuid.UUID, Absence],
    answers: Mapping[uuid.UUID, sight.Answerable],
    directory: Directory,
) -> None:
    """A child found, in hospital or in custody in another force's area: that force is told, and may add what it did."""
    found = [
        (fact, there)
        for fact in facts
        if fact.kind != Whereabouts.Fact.RETURNED
        and not answers[fact.person].custodian
        and fact.area_id not in {None, absences[fact.absence_id].area_id}
        and (there := directory.police(fact.area_id)) is not None
        and there != directory.police(absences[fact.absence_id].area_id)
        and there.agency != current().agency
    ]
    if not found:
        return
    ends = timezone.now() + AT_MOST
    circle.open_places(
        [
            circle.Opening(
                person=fact.person, agency=there.agency, holder=there.key, reaches=Level.SUMMARY,
                purpose="find_missing", basis=there.basis, ends=ends, because_kind=SUBJECT, because=fact.absence_id,
            )
            for fact, there in found
        ]
    )  # fmt: skip
    words = "A child missing from elsewhere was found in your area"
    tell_teams(
        [alert_about(FOUND_HERE, fact.person, fact.absence_id, there.key, words, urgent=False) for fact, there in found]
    )
