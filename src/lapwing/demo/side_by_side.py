"""Two councils' work side by side, in a process each: their files tell of different children, so neither waits.

Only where the world is made for good: inside a test's transaction nothing else could see it, and it is done in turn.
"""

import multiprocessing
import os
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.queues import SimpleQueue
from typing import Any

from django.db import connections, transaction

from lapwing.demo.world import Progress, World

Part = Callable[[World], Counter[str]]
ENOUGH_CORES = 2


class _Sent(Progress):
    """What a part has done, sent to the process that draws the bar."""

    def __init__(self, queue: "SimpleQueue[tuple[str, Any]]") -> None:
        self._queue = queue

    def of(self, total: int) -> None:
        self._queue.put(("of", total))

    def more(self, done: int) -> None:
        self._queue.put(("more", done))


def side_by_side(world: World, parts: Sequence[Part]) -> Counter[str]:
    """Do these parts, at once where that is possible; gives their counts added up. A part's failure is raised here."""
    if transaction.get_connection().in_atomic_block or (os.cpu_count() or 1) < ENOUGH_CORES:
        return sum((part(world) for part in parts), Counter[str]())
    connections.close_all()
    context = multiprocessing.get_context("fork")
    queue: SimpleQueue[tuple[str, Any]] = context.SimpleQueue()
    workers = [context.Process(target=_work, args=(world, part, queue), daemon=True) for part in parts]
    for worker in workers:
        worker.start()
    try:
        return _gathered(world, queue, len(workers))
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _gathered(world: World, queue: "SimpleQueue[tuple[str, Any]]", running: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    while running:
        what, value = queue.get()
        if what == "failed":
            raise RuntimeError(value)
        if what == "done":
            counts += value
            running -= 1
        else:
            getattr(world.progress, what)(value)
    return counts


def _work(world: World, part: Part, queue: "SimpleQueue[tuple[str, Any]]") -> None:
    world.progress = _Sent(queue)
    try:
        queue.put(("done", part(world)))
    except BaseException:
        queue.put(("failed", traceback.format_exc()))
    finally:
        connections.close_all()
