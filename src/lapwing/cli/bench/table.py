"""Tables that a bench prints: what, how much, beside what, and the bar."""

import os
import platform
import resource
import sys
import time
from collections.abc import Sequence


def quick() -> bool:
    return bool(os.environ.get("LAPWING_BENCH_QUICK"))


def machine() -> str:
    """What this was measured on, in a line."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{os.cpu_count()} cores, {pages / 2**30:.0f} GiB, Python {platform.python_version()}, {platform.system()}"


def peak_memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB"


def show(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table with its columns in line."""
    cells = [[str(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print("\n".join(lines), flush=True)
    print(f"\nMachine: {machine()}. Peak memory of this process: {peak_memory()}.", flush=True)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lie; values in any order."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms"


def against(value: float, bar: float, unit: str = "", *, at_least: bool = False) -> str:
    """The bar in words, and whether it was met."""
    met = value >= bar if at_least else value <= bar
    return f"{'at least' if at_least else 'at most'} {bar:g}{unit}: {'met' if met else 'NOT met'}"


def progress(words: str) -> None:
    """A line for whoever waits, beside the tables."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)
