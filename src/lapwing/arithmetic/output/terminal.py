"""The terminal page: gravest first, colour only where there is a terminal."""

import os
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lapwing.arithmetic.document import shorten
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.output.words import ORDER, TITLES, summary, what_saves_it

STYLES = {
    Verdict.FAILS: "bold red",
    Verdict.CANNOT_TELL: "bold yellow",
    Verdict.REMARK: "bold cyan",
    Verdict.HOLDS: "green",
}
SIGNS = {Verdict.FAILS: "✗", Verdict.CANNOT_TELL: "?", Verdict.REMARK: "·", Verdict.HOLDS: "✓"}


def write(result: Result, findings: list[Finding], out: TextIO) -> None:
    plain = bool(os.environ.get("NO_COLOR")) or not out.isatty()
    console = Console(file=out, no_color=plain, highlight=False, width=None if out.isatty() else 110, soft_wrap=False)
    show(result, findings, console)


def show(result: Result, findings: list[Finding], console: Console) -> None:
    console.print(Text(result.document.name, style="bold"))
    console.print(Text(summary(result)))
    if result.findings and not findings:
        console.print(Text("None of them is of the kind asked for."))
    for verdict in ORDER:
        chosen = [one for one in findings if one.verdict is verdict]
        if chosen:
            console.print()
            console.print(Text(f"{TITLES[verdict]} ({len(chosen)})", style=STYLES[verdict]))
            for one in chosen:
                _brief(console, one) if verdict is Verdict.HOLDS else _full(console, one)


def _brief(console: Console, one: Finding) -> None:
    console.print(
        Padding(
            Text.assemble((f"{SIGNS[one.verdict]} ", STYLES[one.verdict]), one.computation), (0, 0, 0, 2), expand=False
        )
    )
    console.print(Padding(Text(one.place.words(), style="dim"), (0, 0, 0, 4), expand=False))


def _full(console: Console, one: Finding) -> None:
    console.print()
    console.print(
        Padding(Text.assemble((f"{SIGNS[one.verdict]} ", STYLES[one.verdict]), one.message), (0, 0, 0, 2), expand=False)
    )
    console.print(Padding(Text(one.computation, style="bold"), (0, 0, 0, 4), expand=False))
    if words := what_saves_it(one):
        console.print(Padding(Text(words), (0, 0, 0, 4), expand=False))
    console.print(Padding(Text(f"“{shorten(one.sentence, 240)}”", style="italic"), (0, 0, 0, 4), expand=False))
    console.print(Padding(Text(f"{one.place.words()} · rule: {one.rule}", style="dim"), (0, 0, 0, 4), expand=False))
