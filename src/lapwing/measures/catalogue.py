"""The measures there are, in the order in which people read them."""

import hashlib
from functools import cache

from lapwing.measures.missing.children import CHILDREN
from lapwing.measures.missing.duration_longest import LONGEST_DURATION
from lapwing.measures.missing.duration_median import MEDIAN_DURATION
from lapwing.measures.missing.episode_rate import EPISODE_RATE
from lapwing.measures.missing.episodes import EPISODES
from lapwing.measures.missing.episodes_per_child import EPISODES_PER_CHILD
from lapwing.measures.missing.interviews_accepted import INTERVIEWS_ACCEPTED
from lapwing.measures.missing.interviews_completed import INTERVIEWS_COMPLETED
from lapwing.measures.missing.interviews_in_time import INTERVIEWS_IN_TIME
from lapwing.measures.missing.interviews_offered import INTERVIEWS_OFFERED
from lapwing.measures.missing.looked_after import LOOKED_AFTER
from lapwing.measures.missing.repeat_children import REPEAT_CHILDREN
from lapwing.measures.model import Measure

MEASURES = {
    measure.key: measure
    for measure in (
        EPISODES, CHILDREN, EPISODES_PER_CHILD, EPISODE_RATE, REPEAT_CHILDREN, LOOKED_AFTER, INTERVIEWS_OFFERED,
        INTERVIEWS_ACCEPTED, INTERVIEWS_COMPLETED, INTERVIEWS_IN_TIME, MEDIAN_DURATION, LONGEST_DURATION,
    )
}  # fmt: skip


def get(key: str) -> Measure:
    """The measure. Raises KeyError with a sentence."""
    if key not in MEASURES:
        raise KeyError(f"There is no measure {key}.")
    return MEASURES[key]


@cache
def digest() -> str:
    """SHA-256 over all definitions: what was worked out under others is worked out anew."""
    return hashlib.sha256("\n".join(measure.digest for measure in MEASURES.values()).encode()).hexdigest()
