"""Return interviews offered.

Numerator: episodes after whose return an interview was offered. Denominator: episodes after which the child returned.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.model import Kind, Measure, Part

INTERVIEWS_OFFERED = Measure(
    key="return-interviews-offered",
    title="Return interviews offered",
    one="of returns",
    many="of returns",
    kind=Kind.SHARE,
    part=Part(EPISODES, "interview", "offered"),
    of=Part(EPISODES, "interview", "returned"),
    recorded=Part(EPISODES, "interview", "answered_for"),
    numerator="Missing episodes after whose return an independent interview was offered.",
    denominator="Missing episodes after which the child returned.",
    period=wording.MONTHS_OF_ALL,
    area=wording.AREA,
    not_recorded=wording.INTERVIEW_NOT_RECORDED,
    source=wording.INTERVIEW_SOURCE,
    suppression=wording.SMALL_SHARE,
    caution=wording.INTERVIEW_CAUTION,
)
