"""Longest missing episodes.

Numerator: the longest of a few round lengths that at least six episodes of the period passed, so that it is nobody's
own. Denominator: none.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import TIMED
from lapwing.measures.model import Kind, Measure

LONGEST_DURATION = Measure(
    key="longest-duration",
    title="Longest missing episodes",
    one="days",
    many="days",
    kind=Kind.LONGEST,
    part=TIMED,
    recorded=TIMED,
    numerator="How long the longest missing episodes lasted: the longest of these lengths that at least six "
    "episodes passed: 6 hours, 12 hours, 1 day, 2, 3, 7, 14, 30 or 90 days. The single longest is a fact "
    "about one child, and is not published: it opens to those with a duty to the child.",
    denominator="Nothing. Only episodes both ends of which are known to the minute are measured.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded="An episode that is not over, or one end of which is known by its day alone, has no length: how many "
    "these are stands in the breakdown by length. Where no episode has one, this is “not recorded”.",
    source=wording.SOURCE,
    suppression="It is hidden where the number of episodes behind it is hidden; at least six episodes always "
    "stand behind it.",
    caution="Councils' returns tell days and not times, so lengths are mostly those that the police told.",
)
