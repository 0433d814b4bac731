"""The kinds of file that Lapwing reads. A further one is a page of data here, and what its rows become in `taking`."""

from collections.abc import Sequence

from lapwing.exchange.inbound.formats import lapwing, ssda903
from lapwing.exchange.inbound.formats.model import Cells, Column, Format, KnownOther, Rule, heading, headings

__all__ = ["FORMATS", "Cells", "Column", "Format", "KnownOther", "Rule", "heading", "headings", "recognise", "unknown"]

FORMATS: dict[str, Format] = {one.key: one for one in (*ssda903.FORMATS, *lapwing.FORMATS)}
OTHERS: tuple[KnownOther, ...] = ssda903.OTHERS


def recognise(row: Sequence[str]) -> Format | None:
    """The kind of file whose headings these are."""
    found = set(headings(row))
    return next((one for one in FORMATS.values() if one.marks <= found), None)


def unknown(row: Sequence[str]) -> str:
    """What to say of headings that are those of no kind of file: the nearest kind, and what it lacks."""
    found = set(headings(row))
    if other := next((other for other in OTHERS if other.marks <= found), None):
        return f"This is the file {other.title}. Of this return Lapwing reads {other.instead}: choose one of those."
    nearest = max(FORMATS.values(), key=lambda one: len(one.names & found))
    if len(nearest.names & found) < 2:
        kinds = "; ".join(
            f"{one.title} ({', '.join(column.name for column in one.columns)})" for one in FORMATS.values()
        )
        return f"None of the kinds of file that Lapwing reads has these headings. It reads: {kinds}."
    lacking = ", ".join(sorted(nearest.marks - found))
    return (
        f"This looks like {nearest.title}, but a heading is missing: {lacking}. "
        "Give each column its heading as in the return, in the first line, and choose the file again."
    )
