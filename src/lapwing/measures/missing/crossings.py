"""Breakdowns of shares, of lengths and of children missing again and again: what a measure asks of a record, counted
together with who the child is, for a year, in each area; and together with the month in which it began, of all areas.

What a measure asks is told here by few categories, because each that is counted apart is one more small number.
"""

from collections.abc import Sized
from dataclasses import replace

from lapwing.measures.missing import breakdowns
from lapwing.measures.missing.populations import CHILDREN, EPISODES
from lapwing.measures.model import Breakdown, Category, Crossing, Kind, Measure, Part

# Who the children were is given by area where there are no more areas than share a police force: what must be hidden is
# sought for all of them together, and with a country's areas that takes minutes.
MOST_AREAS = 40
ALWAYS = (breakdowns.SEX, breakdowns.ETHNICITY, breakdowns.DISABILITY)
WHO = (breakdowns.AGE, *ALWAYS)

INTERVIEW = (
    Category("returned", "The child returned"),
    Category("offered", "Offered", "returned"),
    Category("accepted", "Accepted", "offered"),
    Category("completed", "Completed", "accepted"),
    Category("in_time", "Completed in 72 hours", "completed"),
    Category("held_otherwise", "Completed late, or in what time is not known", "completed"),
    Category("not_held", "Accepted, and not held yet", "accepted"),
    Category("not_accepted", "Offered, and not accepted", "offered"),
    Category("not_offered", "Not offered", "returned"),
    Category("not_returned", "No return is recorded"),
)
INTERVIEW_OF = {
    "late": "held_otherwise", "time_not_known": "held_otherwise", "declined": "not_accepted",
    "not_found": "not_accepted", "unanswered": "not_accepted", "not_required": "not_offered",
    "no_offer": "not_offered",
}  # fmt: skip

CARE = (
    Category("care_recorded", "Recorded whether looked after"),
    Category("looked_after", "Looked after", "care_recorded"),
    Category("not_looked_after", "Not looked after", "care_recorded"),
    Category("not_recorded", "Not recorded whether looked after"),
)
CARE_OF = dict.fromkeys(
    ("foster", "childrens_home", "supported", "with_parents", "other_placement", "no_placement"), "looked_after"
)

CROSSINGS = (
    *(Crossing(EPISODES, breakdowns.INTERVIEW, by, INTERVIEW, INTERVIEW_OF) for by in (*WHO, breakdowns.CARE)),
    *(Crossing(EPISODES, breakdowns.CARE, by, CARE, CARE_OF) for by in WHO),
    *(Crossing(EPISODES, breakdowns.LENGTH, by, breakdowns.LENGTH.categories) for by in (*WHO, breakdowns.CARE)),
    *(
        Crossing(CHILDREN, breakdowns.REPEAT, by, breakdowns.REPEAT.categories)
        for by in (breakdowns.FIRST_AGE, *ALWAYS, breakdowns.FIRST_CARE)
    ),
)

BY_MONTH = (
    Crossing(EPISODES, breakdowns.INTERVIEW, breakdowns.MONTH, INTERVIEW, INTERVIEW_OF),
    Crossing(EPISODES, breakdowns.CARE, breakdowns.MONTH, CARE, CARE_OF),
    Crossing(EPISODES, breakdowns.LENGTH, breakdowns.MONTH, breakdowns.LENGTH.categories),
    Crossing(CHILDREN, breakdowns.REPEAT, breakdowns.MONTH, breakdowns.REPEAT.categories),
)


def in_areas(areas: Sized) -> bool:
    """Whether crossings are given by area; what has no area counts as one."""
    return len(areas) <= MOST_AREAS + 1


def least_recorded(measure: Measure) -> Part | None:
    """The part without which nothing is recorded of a month: by month an offer is the least that is counted."""
    asked = measure.recorded
    return replace(asked, category="offered") if asked and asked.category == "answered_for" else asked


def who(measure: Measure) -> tuple[Breakdown, ...]:
    """By whom a measure can be read that is no plain count: for a year; a mean of whole populations, by quarter too."""
    if measure.kind is Kind.MEAN and measure.of and measure.is_of_wholes:
        # What does not change of a child within a year is the same of each absence and of the child.
        return tuple(
            by for by in measure.part.population.breakdowns if by.fixed and by in measure.of.population.breakdowns
        )
    asked = measure.part.by, measure.part.population.key
    return tuple(one.by for one in CROSSINGS if (one.of.key, one.population.key) == asked)
