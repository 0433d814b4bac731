"""Python's `re`, whose patterns are compiled when they are first used.

The rules hold some eight hundred patterns, many of them long. To compile them all takes two thirds of a second, and a
report asks for a third to a half of them. So the rules write `from lapwing.arithmetic import lazy_re as re`.
"""

import re
from re import IGNORECASE, MULTILINE, I, Match, Pattern, escape, findall, finditer, fullmatch, match, search, split, sub
from typing import Any, cast

__all__ = [
    "IGNORECASE", "MULTILINE", "I", "Match", "Pattern", "compile", "escape", "findall", "finditer", "fullmatch",
    "match", "search", "split", "sub",
]  # fmt: skip
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Lazy:
    """A pattern to be. Once it is compiled its methods are the compiled pattern's own, so that a call costs no more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    return cast("Pattern[str]", _Lazy(pattern, flags))
