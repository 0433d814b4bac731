"""Children missing three or more times in 90 days.

Numerator: children who, with an episode that began in the period, had been missing three or more times in any 90 days.
Denominator: none. The window is the duty's (`rules.duties`), as a child's page and the proposal of a meeting have it.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import CHILDREN
from lapwing.measures.model import Kind, Measure, Part

REPEAT_CHILDREN = Measure(
    key="repeat-missing-children",
    title="Children missing three or more times in 90 days",
    one="child missing three or more times in 90 days",
    many="children missing three or more times in 90 days",
    kind=Kind.COUNT,
    part=Part(CHILDREN, "repeat", "three_or_more"),
    numerator="Children who reached a third absence within 90 days, or a further one, with an episode that began in "
    "the period; the first of the three may have begun before it. Each child once. Away from placement without "
    "authorisation is not among the types that the duty counts.",
    denominator=wording.NO_RATE,
    period=wording.MONTHS_OF_ALL
    + " A child who reached it in two quarters counts in each, and once in the year; and so "
    "it is with months.",
    area=wording.AREA,
    not_recorded=wording.NOT_TOLD,
    source=wording.SOURCE,
    suppression=wording.SMALL,
    caution="It depends on persons being joined: of a child who is two persons here, no window may be full.",
)
