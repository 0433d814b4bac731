"""Share of missing episodes of looked-after children.

Numerator: missing episodes of children who were looked after when the episode began. Denominator: missing episodes of
which it is recorded whether the child was looked after.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

LOOKED_AFTER = Measure(
    key="looked-after-share",
    title="Episodes of looked-after children",
    one="of missing episodes",
    many="of missing episodes",
    kind=Kind.SHARE,
    part=Part(EPISODES, "placement", "looked_after"),
    of=Part(EPISODES, "placement", "care_recorded"),
    recorded=Part(EPISODES, "placement", "care_recorded"),
    numerator="Missing episodes of children who were looked after on the day the episode began.",
    denominator="Missing episodes of children of whom a council has told, so that it is known whether they were looked "
    "after. The others stand as “not recorded” in the breakdown by placement.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded="Where no council has told of any of the children, this is “not recorded”. " + wording.NOT_TOLD,
    source=wording.SOURCE + " Placements and legal status: the councils' returns of looked-after children.",
    suppression=wording.SMALL_SHARE,
    caution="Homes report absences more readily than families do.",
)
