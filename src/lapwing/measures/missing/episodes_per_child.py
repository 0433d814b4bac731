"""Missing episodes for each child who went missing.

Numerator: missing episodes. Denominator: the children of them, each once.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import CHILDREN, EPISODES
from lapwing.measures.model import Kind, Measure, Part

EPISODES_PER_CHILD = Measure(
    key="episodes-per-child",
    title="Missing episodes for each child",
    one="episode for each child",
    many="episodes for each child",
    kind=Kind.MEAN,
    part=Part(EPISODES),
    of=Part(CHILDREN),
    numerator=wording.EPISODE,
    denominator="Children of whom at least one of these episodes began in the period, each once.",
    period=wording.PERIOD + " The longer the period, the more episodes a child can have in it: a quarter is compared "
    "with a quarter, and a year with a year.",
    area=wording.AREA,
    not_recorded=wording.NOT_TOLD,
    source=wording.SOURCE,
    suppression="It is hidden where either of its two numbers is, or is from 1 to 5.",
    caution="A mean: a few children who are missing very often raise it. Age and placement can change within a year: "
    "read by either, an episode and its child stand where the child stood at their first absence of the year.",
)
