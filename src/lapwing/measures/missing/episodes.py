"""Missing episodes.

Numerator: absences of children that began in the period, whichever agency told of them: two accounts of one absence
are one episode. Denominator: none; this is a number and not a rate.
"""

from typing import Any

from lapwing.measures.model import Measure


def counted(absences: Any) -> Any:
    """Absences of every type but missing from education."""
    return absences.filter(absences.type.isin(["missing", "away", "not_reported", "not_accepted", "with_family"]))


EPISODES = Measure(
    key="missing-episodes",
    title="Missing episodes",
    one="missing episode",
    many="missing episodes",
    numerator="Absences of children, counted once each, whichever agencies told of them. Two agencies' accounts of one "
    "absence are one episode. Every type is counted: missing; away from placement without authorisation, where the "
    "police may never be told; not reported to the police; reported and not accepted as missing; missing with family. "
    "Missing from education is not counted. Any length counts.",
    denominator="Nothing: this is a number, not a rate.",
    period="The financial year, 1 April to 31 March, and its quarters: the first is April to June. An episode belongs "
    "to the quarter in which it began, by the date in London.",
    area="The local authority responsible for the child. Where nobody recorded it, the episode is counted as "
    "“Area not recorded” and in the total.",
    not_recorded="Zero means that every agency concerned told us about the whole period, and there was none. Where one "
    "of them has not told us about all of it, nothing counted is “not recorded”, and what was counted is marked as "
    "incomplete. The council and the police of each area are concerned.",
    source="What each agency told, joined absence by absence, as it stood in the snapshot.",
    suppression="A number from 1 to 5 is hidden, and so is any other from which it could be worked out; zero is shown "
    "as zero. A change is hidden with either of its numbers.",
    caution="A rise can mean that more children went missing, that more absences are reported, or that two accounts of "
    "one absence were not joined. The number says nothing about how many children: one child may be missing often.",
    counted=counted,
)
