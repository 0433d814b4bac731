"""What is counted of missing children: episodes, and the children of them."""

from typing import Any

import ibis

from lapwing.measures.missing import breakdowns, repeats
from lapwing.measures.model import Part, Population
from lapwing.measures.tables import in_financial_years

BY_TIME = ("began_at", "absence")


def counted_episodes(absences: Any) -> Any:
    """Absences of every type but missing from education."""
    return absences.filter(absences.type.isin(["missing", "away", "not_reported", "not_accepted", "with_family"]))


def counted_children(absences: Any) -> Any:
    """The same absences of known children. Age and care are those at the child's first absence of the year; `reached`
    marks an absence with which the child reached three, or more, in any 90 days.
    """
    known = counted_episodes(absences)
    known = known.filter(known.child.notnull())
    window = repeats.window_of_the_duty()
    known = in_financial_years(known, known.began_on).mutate(of_a_kind=known.type.isin(sorted(window.kinds)))
    over = ibis.window(group_by=[known.child, known.of_a_kind], order_by=[known[name] for name in BY_TIME])
    first = known.began_on.lag(window.times - 1).over(over)
    reached = known.of_a_kind & (known.began_on < first + ibis.interval(days=window.days))
    year = ibis.window(group_by=[known.child, known.year], order_by=[known[name] for name in BY_TIME])
    return known.mutate(
        reached=reached.fill_null(False), age=known.age.first(include_null=True).over(year),
        looked_after=known.looked_after.first(include_null=True).over(year),
        placement=known.placement.first(include_null=True).over(year),
    )  # fmt: skip


EPISODES = Population(
    "episodes",
    "missing episode",
    "missing episodes",
    counted_episodes,
    (
        breakdowns.TOLD, breakdowns.TYPE, breakdowns.RISK, breakdowns.AGE, breakdowns.SEX, breakdowns.ETHNICITY,
        breakdowns.DISABILITY, breakdowns.CARE, breakdowns.INTERVIEW, breakdowns.LENGTH,
    ),
)  # fmt: skip

CHILDREN = Population(
    "children",
    "child",
    "children",
    counted_children,
    (
        breakdowns.REPEAT, breakdowns.AGE, breakdowns.SEX, breakdowns.ETHNICITY, breakdowns.DISABILITY, breakdowns.CARE,
    ),
    distinct=True,
)  # fmt: skip

POPULATIONS = (EPISODES, CHILDREN)
TIMED = Part(EPISODES, "length", "timed")
