"""Return interviews accepted.

Numerator: episodes whose interview the child accepted. Denominator: episodes whose interview was offered.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

INTERVIEWS_ACCEPTED = Measure(
    key="return-interviews-accepted",
    title="Return interviews accepted",
    one="of offers",
    many="of offers",
    kind=Kind.SHARE,
    part=Part(EPISODES, "interview", "accepted"),
    of=Part(EPISODES, "interview", "offered"),
    recorded=Part(EPISODES, "interview", "answered_for"),
    numerator="Missing episodes whose return interview the child accepted, held or not held yet.",
    denominator="Missing episodes whose return interview was offered.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded=wording.INTERVIEW_NOT_RECORDED,
    source=wording.INTERVIEW_SOURCE,
    suppression=wording.SMALL_SHARE,
    caution=wording.INTERVIEW_CAUTION,
)
