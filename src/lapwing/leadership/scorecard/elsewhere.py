"""From which snapshots other rooms published which years: they stand above this one, and register at start-up.

It stands apart from what compares them, so that starting the site, or a command, reads no engine of numbers in.
"""

from collections.abc import Callable, Iterable, Sequence

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures.periods import Year

Elsewhere = tuple[Snapshot, Sequence[Year]]
ELSEWHERE: list[Callable[[], Iterable[Elsewhere]]] = []
