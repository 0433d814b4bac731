"""A line of quarters small enough for a table's cell, drawn by the page itself: it needs no script and prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lapwing.measures.variation import Limits

WIDE, HIGH, EDGE = 132, 26, 3


@dataclass(frozen=True)
class Spark:
    """Coordinates of the lines (broken where a quarter is not shown), the band of the limits, and the last point."""

    lines: list[str]
    dots: list[tuple[float, float]]
    band: tuple[float, float] | None
    words: str

    wide: int = WIDE
    high: int = HIGH


def small(values: Sequence[float | None], within: Limits | None, words: str) -> Spark:
    """`values` by quarter, oldest first; None where one is not shown. `words` is what a reader of screens hears."""
    top = max([value or 0 for value in values] + ([float(within.upper)] if within else []) + [1])

    def up(value: float) -> float:
        return round(HIGH - EDGE - (HIGH - 2 * EDGE) * value / top, 1)

    step = (WIDE - 2 * EDGE) / max(len(values) - 1, 1)
    places = [(round(EDGE + step * n, 1), up(value)) if value is not None else None for n, value in enumerate(values)]
    runs = list(_runs(places))
    return Spark(
        lines=[" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1],
        dots=[run[0] for run in runs if len(run) == 1] + [run[-1] for run in runs[-1:] if len(run) > 1],
        band=(up(float(within.upper)), up(float(within.lower)) - up(float(within.upper))) if within else None,
        words=words,
    )


def _runs(places: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The stretches of quarters that are shown."""
    run: list[tuple[float, float]] = []
    for place in (*places, None):
        if place is None:
            if run:
                yield run
            run = []
        else:
            run.append(place)
