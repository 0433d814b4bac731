"""Duties: what guidance says is due, after what, within how long.

    from lapwing.rules import duties
    duties.due(duties.get("return_interview"), returned, local=setting).words

One file for each subject holds its duties as data, with their editions and sources; `due` counts.
"""

from lapwing.rules.duties import afterwards, front_door, missing, protection, reviews
from lapwing.rules.duties.counting import Due, Occurrence, Timeliness, due, reached
from lapwing.rules.duties.model import (
    AT_ONCE,
    Anchor,
    Duty,
    Edition,
    Length,
    LocalSetting,
    NoEdition,
    NotPermitted,
    Part,
    Unit,
    Window,
    calendar_days,
    check,
    hours,
    months,
    weeks,
    working_days,
)

__all__ = [
    "AT_ONCE",
    "Anchor",
    "Due",
    "Duty",
    "Edition",
    "Length",
    "LocalSetting",
    "NoEdition",
    "NotPermitted",
    "Occurrence",
    "Part",
    "Timeliness",
    "Unit",
    "Window",
    "all",
    "calendar_days",
    "check",
    "due",
    "get",
    "hours",
    "months",
    "reached",
    "weeks",
    "working_days",
]

_ALL = (*missing.DUTIES, *afterwards.DUTIES, *front_door.DUTIES, *protection.DUTIES, *reviews.DUTIES)
_BY_KEY = {duty.key: duty for duty in _ALL}


def all() -> tuple[Duty, ...]:
    """Every duty, in the order of the reference page."""
    return _ALL


def get(key: str) -> Duty:
    """The duty of a key ("return_interview"). Raises KeyError with a sentence."""
    if key not in _BY_KEY:
        raise KeyError(f'There is no duty "{key}".')
    return _BY_KEY[key]
