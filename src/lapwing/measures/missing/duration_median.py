"""Median length of a missing episode.

Numerator: the middle length, in hours, of episodes that began in the period and both ends of which are known to the
minute. Denominator: none.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import TIMED
from lapwing.measures.model import Kind, Measure

MEDIAN_DURATION = Measure(
    key="median-duration",
    title="Median length of a missing episode",
    one="hours",
    many="hours",
    kind=Kind.MEDIAN,
    part=TIMED,
    recorded=TIMED,
    numerator="The middle one of the lengths of missing episodes, in hours: from when the absence began until "
    "the child returned, or until they were found where no return is told.",
    denominator="Nothing. Only episodes both ends of which are known to the minute are measured.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded="An episode that is not over, or one end of which is known by its day alone, has no length: how many "
    "these are stands in the breakdown by length. Where no episode has one, this is “not recorded”.",
    source=wording.SOURCE,
    suppression="It is hidden where the number of episodes behind it is hidden.",
    caution="Councils' returns tell days and not times, so lengths are mostly those that the police told.",
)
