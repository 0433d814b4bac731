"""Return interviews completed.

Numerator: episodes whose interview was held, whenever. Denominator: episodes after which the child returned.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

INTERVIEWS_COMPLETED = Measure(
    key="return-interviews-completed",
    title="Return interviews completed",
    one="of returns",
    many="of returns",
    kind=Kind.SHARE,
    part=Part(EPISODES, "interview", "completed"),
    of=Part(EPISODES, "interview", "returned"),
    recorded=Part(EPISODES, "interview", "answered_for"),
    numerator="Missing episodes whose return interview was held, in time or late.",
    denominator="Missing episodes after which the child returned.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded=wording.INTERVIEW_NOT_RECORDED,
    source=wording.INTERVIEW_SOURCE,
    suppression=wording.SMALL_SHARE,
    caution=wording.INTERVIEW_CAUTION,
)
