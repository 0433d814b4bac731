"""A bar that says how far the making of a world has come: on a terminal it moves, in a log each step ends in a line."""

import time
from typing import TextIO

from lapwing.demo.world import Progress

WIDTH = 28
# Of a hundred parts of the time, how many each long step takes, by the first words of its sentence; others share one.
SHARES = {
    "The councils' returns": 12, "Schools tell": 8, "The councils' own files": 11, "The police's files": 31,
    "Children go missing": 13, "Return interviews": 8, "Alerts are read": 3, "The councils tell": 2,
}  # fmt: skip
OTHER = 0.3


def share(words: str) -> float:
    return next((part for first, part in SHARES.items() if words.startswith(first)), OTHER)


class Bar(Progress):
    """Draws on a stream; `whole` is the sum of the shares of all steps."""

    def __init__(self, out: TextIO, whole: float) -> None:
        self._out, self._whole = out, whole
        self._done = self._part = 0.0
        self._words, self._total, self._so_far = "", 0, 0
        self._began = 0.0
        self._moves = out.isatty()

    def begin(self, words: str) -> None:
        self._words, self._part, self._total, self._so_far = words, share(words), 0, 0
        self._began = time.monotonic()
        self._draw()

    def of(self, total: int) -> None:
        self._total += total

    def more(self, done: int) -> None:
        self._so_far = min(self._so_far + done, self._total)
        self._draw()

    def end(self, told: str) -> None:
        """The step is done: its line, with the share of the whole that is done by now."""
        self._done += self._part
        took = time.monotonic() - self._began
        self._clear()
        self._out.write(f"  {100 * self._done / self._whole:3.0f}%  {self._words}: {told}, {took:.1f} s\n")
        self._out.flush()

    def _draw(self) -> None:
        if not self._moves:
            return
        within = self._so_far / self._total if self._total else 0
        full = round(WIDTH * (self._done + self._part * within) / self._whole)
        count = f" ({self._so_far:,} of {self._total:,})" if self._total else ""
        self._clear()
        self._out.write(f"  [{'█' * full}{'·' * (WIDTH - full)}] {self._words}{count} …"[:110])
        self._out.flush()

    def _clear(self) -> None:
        if self._moves:
            self._out.write("\r\033[K")
