"""The field's own words: lists of codes with their meanings, their sources and the days for which they are in use.

from lapwing.rules import words
words.get("missing_types").words("away")
"""

from lapwing.rules.words import agencies, census, exploitation, looked_after, missing, searching, sharing
from lapwing.rules.words.model import Code, CodeList

__all__ = ["Code", "CodeList", "all", "get"]

_ALL = (
    *missing.LISTS, *searching.LISTS, *exploitation.LISTS, *looked_after.LISTS, *sharing.LISTS, *agencies.LISTS,
    *census.LISTS,
)  # fmt: skip
_BY_KEY = {one.key: one for one in _ALL}


def all() -> tuple[CodeList, ...]:
    """Every list."""
    return _ALL


def get(key: str) -> CodeList:
    """The list of a key ("missing_types"). Raises KeyError with a sentence."""
    if key not in _BY_KEY:
        raise KeyError(f'There is no list of words "{key}".')
    return _BY_KEY[key]
