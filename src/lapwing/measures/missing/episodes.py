"""Missing episodes.

Numerator: absences of children that began in the period, whichever agency told of them: two accounts of one absence
are one episode. Denominator: none; this is a number and not a rate. Read by who told, it shows the split: the police
alone, the council alone, both.
"""

from lapwing.measures.missing import wording
from lapwing.measures.missing.populations import EPISODES as COUNTED
from lapwing.measures.model import Kind, Measure, Part

EPISODES = Measure(
    key="missing-episodes",
    title="Missing episodes",
    one="missing episode",
    many="missing episodes",
    kind=Kind.COUNT,
    part=Part(COUNTED),
    numerator=wording.EPISODE,
    denominator=wording.NO_RATE,
    period=wording.PERIOD,
    area=wording.AREA,
    not_recorded=wording.NOT_TOLD,
    source=wording.SOURCE,
    suppression=wording.SMALL,
    caution="A rise can mean that more children went missing, that more absences are reported, or that two accounts of "
    "one absence were not joined. The number says nothing about how many children: one child may be missing often.",
)
