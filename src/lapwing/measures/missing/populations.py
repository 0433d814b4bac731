"""What is counted of missing children: episodes, and the children of them."""

from typing import Any

from lapwing.measures.missing import breakdowns, repeats
from lapwing.measures.model import Part, Population


def counted_episodes(absences: Any) -> Any:
    """Absences of every type but missing from education. `of_a_kind`: its type counts towards three in 90 days."""
    kinds = repeats.window_of_the_duty().kinds
    episodes = absences.filter(absences.type.isin(["missing", "away", "not_reported", "not_accepted", "with_family"]))
    return episodes.mutate(of_a_kind=episodes.type.isin(sorted(kinds)))


def counted_children(episodes: Any) -> Any:
    """The episodes of known children."""
    return episodes.filter(episodes.child.notnull())


EPISODES = Population(
    "episodes",
    "missing episode",
    "missing episodes",
    counted_episodes,
    (
        breakdowns.TOLD, breakdowns.TYPE, breakdowns.RISK, breakdowns.AGE, breakdowns.SEX, breakdowns.ETHNICITY,
        breakdowns.DISABILITY, breakdowns.CARE, breakdowns.INTERVIEW, breakdowns.LENGTH, breakdowns.FIRST_AGE,
        breakdowns.FIRST_CARE,
    ),
)  # fmt: skip

CHILDREN = Population(
    "children",
    "child",
    "children",
    counted_children,
    (
        breakdowns.REPEAT, breakdowns.FIRST_AGE, breakdowns.SEX, breakdowns.ETHNICITY, breakdowns.DISABILITY,
        breakdowns.FIRST_CARE,
    ),
    distinct=True,
    of=EPISODES,
)  # fmt: skip

POPULATIONS = (EPISODES, CHILDREN)
TIMED = Part(EPISODES, "length", "timed")
