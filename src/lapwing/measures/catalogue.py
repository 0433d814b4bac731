"""The measures there are."""

from lapwing.measures.missing.episodes import EPISODES
from lapwing.measures.model import Measure

MEASURES = {measure.key: measure for measure in (EPISODES,)}


def get(key: str) -> Measure:
    """The measure. Raises KeyError with a sentence."""
    if key not in MEASURES:
        raise KeyError(f"There is no measure {key}.")
    return MEASURES[key]
