"""Missing episodes for each 10,000 children who live in the area.

Numerator: missing episodes. Denominator: the children under 18 who live there, by an estimate.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

EPISODE_RATE = Measure(
    key="missing-episodes-rate",
    title="Missing episodes for each 10,000 children",
    one="episode for each 10,000 children",
    many="episodes for each 10,000 children",
    kind=Kind.RATE,
    part=Part(EPISODES),
    numerator=wording.EPISODE,
    denominator="Children under 18 who live in the area, times 10,000: the estimate for the middle of the year in "
    "which the financial year began; where there is none yet, the newest one before. It is an estimate with a source, "
    "and not a number of records: the page of the snapshot names it.",
    period=wording.PERIOD + " A month or a quarter is not made up to a year: each is compared with its like.",
    area=wording.AREA + " What has no area has no rate of its own.",
    not_recorded=wording.NOT_TOLD + " Where nobody recorded how many children live in an area, the rate is “not "
    "recorded”; so is that of all areas.",
    source=wording.SOURCE + " The snapshot keeps the estimates as they stood, each with its source.",
    suppression="It is hidden where the number of episodes is.",
    caution="It counts episodes and not children: a few children who are missing very often raise it. It is not "
    "read by who the children are: the estimates say how many live there, and not of what age, sex or ethnicity.",
)
