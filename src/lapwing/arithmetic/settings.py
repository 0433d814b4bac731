"""The few sizes that are a matter of opinion, and may be set."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """In per cent: the most a "slight" change may be, the least a "significant" one, the most for "the same"."""

    slight: float = 5.0
    significant: float = 10.0
    same: float = 5.0


_sizes: ContextVar[Sizes] = ContextVar("sizes", default=Sizes())  # noqa: B039 - a Sizes cannot be changed


def sizes() -> Sizes:
    return _sizes.get()


@contextmanager
def wording_sizes(slight: float = 5.0, significant: float = 10.0, same: float = 5.0) -> Iterator[None]:
    """Use other sizes while the block runs."""
    token = _sizes.set(Sizes(slight, significant, same))
    try:
        yield
    finally:
        _sizes.reset(token)
