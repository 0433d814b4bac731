"""Return interviews completed in 72 hours.

Numerator: episodes whose interview was held at most 72 hours after the child's return; late, and in what time is not
known, are told apart. Denominator: episodes after which the child returned.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

INTERVIEWS_IN_TIME = Measure(
    key="return-interviews-in-72-hours",
    title="Return interviews completed in 72 hours",
    one="of returns",
    many="of returns",
    kind=Kind.SHARE,
    part=Part(EPISODES, "interview", "in_time"),
    of=Part(EPISODES, "interview", "returned"),
    recorded=Part(EPISODES, "interview", "answered_for"),
    numerator="Missing episodes whose return interview was held before the return, or at most 72 hours after "
    "it. Those held late, and those of which the times do not tell, stand apart in the breakdown by "
    "return interview.",
    denominator="Missing episodes after which the child returned.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded=wording.INTERVIEW_NOT_RECORDED,
    source=wording.INTERVIEW_SOURCE,
    suppression=wording.SMALL_SHARE,
    caution=wording.INTERVIEW_CAUTION,
)
