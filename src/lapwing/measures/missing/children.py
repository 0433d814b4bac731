"""Children who went missing.

Numerator: children of whom a missing episode began in the period, each once, however often missing. Denominator: none.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import CHILDREN as COUNTED
from lapwing.measures.model import Kind, Measure, Part

CHILDREN = Measure(
    key="missing-children",
    title="Children who went missing",
    one="child who went missing",
    many="children who went missing",
    kind=Kind.COUNT,
    part=Part(COUNTED),
    numerator="Children of whom at least one missing episode began in the period, each counted once. Read by age or by "
    "placement, a child stands where they stood at their first absence of the year.",
    denominator=wording.NO_RATE,
    period=wording.PERIOD + " A child who is missing in two quarters counts in each, and once in the year: quarters do "
    "not add up to the year.",
    area=wording.AREA + " A child of whom two areas told counts in each, and once in the total.",
    not_recorded=wording.NOT_TOLD + " An absence of a person of whom nobody knows who they are is an episode, and adds "
    "no child.",
    source=wording.SOURCE + " Which child a person is, is what the agencies' persons were joined to.",
    suppression=wording.SMALL,
    caution="Two persons who are one child, and were not joined, count twice.",
)
