"""The parts of an account and of a fact, in words: for whoever compares what a file tells with what stands."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapwing.cases.missing.models import Whereabouts
from lapwing.cases.missing.presenters.words import type_words
from lapwing.cases.missing.restating import WITHDRAWN
from lapwing.directory.models import Agency, Area
from lapwing.rules.moments import Moment, Precision

LABELS = {
    "type": "Type", "began": "Missing since", "reported": "Reported", "last_seen": "Last seen",
    "last_seen_place": "Last seen where", "missing_from": "Missing from", "occurrence": "Occurrence number",
    "accepted": "Accepted by the police as missing", "reported_by": "Reported by", "reported_to": "Reported to",
    "area": "In which council\u2019s area", "from_agency": "Home or school", "from_kind": "Kind of place",
    "reference": "Reference", "kind": "What happened", "at": "When", "place": "Where", "how": "How",
    "with_whom": "With whom", WITHDRAWN: "Whether it stands at all",
}  # fmt: skip


def part_words(name: str, columns: Mapping[str, Any]) -> str:
    """One part as a person reads it; empty where nothing is told."""
    first = next(iter(columns.values()))
    if isinstance(first, datetime):
        precision = next((value for column, value in columns.items() if column.endswith("precision")), "minute")
        return Moment(first, Precision(precision)).words
    if isinstance(first, uuid.UUID):
        model = Area if name == "area" else Agency
        return str(model.objects.filter(pk=first).first() or "")
    if isinstance(first, bool):
        return "yes" if first else "no"
    if not first:
        return ""
    known = {"type": type_words, "kind": lambda code: Whereabouts.Fact(code).label}.get(name, str)
    return known(first)
