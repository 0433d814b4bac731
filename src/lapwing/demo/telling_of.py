"""Who tells of an absence, of what type and risk, and what goes wrong on the way. Plain data, by weights.

The police are told of children missing, and judge the risk. Children away from placement without authorisation are the
council's to tell of, in its return: the police may never hear of them. So neither agency's files hold the whole.
"""

import random
from dataclasses import dataclass
from datetime import date

from lapwing.demo.child import Child
from lapwing.demo.places import CITY

# The levels of risk that the city's report of 2019/20 lists; low and very low are among those of today.
RISKS_THEN = {"NAR": 34, "MED": 48, "HIGH": 18}
RISKS_NOW = {"VLR": 12, "LOW": 26, "MED": 46, "HIGH": 16}
NOW = date(2024, 1, 1)
AWAY = 0.3  # of the absences of looked-after children: whereabouts known
BOTH = {"care": 0.86, "home_then": 0.55, "home_now": 0.78}  # how many of the police's the council tells of too
NOT_ACCEPTED, WITH_FAMILY, NOT_REPORTED = 0.04, 0.01, 0.03  # in the county, and today


@dataclass(frozen=True)
class Told:
    """Who tells: police, return (the council's, of looked-after children), council (its own file), home.

    `unread`: the police's row cannot be read, and stays in quarantine; `mended`: it was put right by a steward;
    `late`: and only when the numbers were published. `twice`: their row stands in the file twice; `again`: it comes
    again, corrected, in the next file.
    """

    by: tuple[str, ...]
    unread: bool = False
    mended: bool = False
    late: bool = False
    twice: bool = False
    again: bool = False


def told_of(child: Child, day: date, chance: random.Random) -> tuple[Told, str, str]:
    """Who tells of this child's absence on a day; its type; and its risk, where the police judged it."""
    kind, by = _kind(child, day, chance)
    if "doubtful" in child.traits:
        # The two are not joined, so that only one of them may tell: or one absence would count as two.
        kind, by = "missing", ("police",)
    risks = RISKS_NOW if day >= NOW else RISKS_THEN
    risk = chance.choices(list(risks), list(risks.values()))[0] if "police" in by else ""
    return _with_slips(by, chance), kind, risk


def _kind(child: Child, day: date, chance: random.Random) -> tuple[str, tuple[str, ...]]:
    if child.care and chance.random() < AWAY:
        return "away", ("return",)
    if child.care is None and (child.area != CITY or day >= NOW):
        drawn = chance.random()
        if drawn < NOT_ACCEPTED:
            return "not_accepted", ("police",)
        if drawn < NOT_ACCEPTED + WITH_FAMILY:
            return "with_family", ("council",)
        if drawn < NOT_ACCEPTED + WITH_FAMILY + NOT_REPORTED:
            return "not_reported", ("council",)
    if child.care:
        return "missing", ("return", "police") if chance.random() < BOTH["care"] else ("police",)
    both = BOTH["home_now"] if day >= NOW else BOTH["home_then"]
    return "missing", ("council", "police") if chance.random() < both else ("police",)


def _with_slips(by: tuple[str, ...], chance: random.Random) -> Told:
    drawn = chance.random()
    if "police" not in by or drawn > 0.03:
        return Told(by)
    if drawn < 0.008:
        # What nobody else tells of must be put right, or it was never told.
        return Told(by, unread=len(by) > 1, mended=len(by) == 1)
    return Told(by, twice=True) if drawn < 0.018 else Told(by, again=True)
