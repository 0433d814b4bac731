"""One HTML file: the report's text with its findings beside it.

It needs nothing from anywhere: no script, no font, no picture. Every finding is a heading that a keyboard and a
screen reader can go to, linked from a list at the top and from the words it is about.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from html import escape

from lapwing.arithmetic.document import Block, Cell, Passage, Place, Role, Table
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.output.words import ORDER, TITLES, summary, what_saves_it

SLUGS = {Verdict.FAILS: "fails", Verdict.CANNOT_TELL: "cannot-tell", Verdict.REMARK: "remark", Verdict.HOLDS: "holds"}
STYLE = """
:root { --ink: #0b0c0c; --quiet: #505a5f; --line: #b1b4b6; --accent: #0b4a35; --paper: #fff;
  --fails: #a3140b; --cannot-tell: #6b4600; --remark: #1d4f91; --holds: #0b5c33; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--paper); }
a { color: #1d4f91; }
a:focus, summary:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #ffdd00; color: #0b0c0c; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; z-index: 2; }
header { border-top: 8px solid var(--accent); padding: 1.5rem 2rem .5rem; max-width: 90rem; margin: auto; }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; overflow-wrap: anywhere; }
main, nav { max-width: 90rem; margin: auto; padding: 0 2rem; }
nav ol { padding-left: 1.5rem; }
.tag { display: inline-block; font-size: .875rem; font-weight: 700; border: 2px solid currentColor; padding: 0 .4rem; margin-right: .5rem; }
.fails { color: var(--fails); } .cannot-tell { color: var(--cannot-tell); }
.remark { color: var(--remark); } .holds { color: var(--holds); }
.row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; }
.text { max-width: 44rem; overflow-wrap: anywhere; }
.text .quiet { color: var(--quiet); font-size: .875rem; }
.title { font-weight: 700; font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
.item { margin-left: 1.5rem; }
table { border-collapse: collapse; margin: 1rem 0; }
td { border: 1px solid var(--line); padding: .25rem .5rem; vertical-align: top; }
mark { background: #fff3bf; color: inherit; border-bottom: 2px solid var(--accent); }
article { border-left: 4px solid currentColor; padding: 0 0 0 1rem; margin: 1rem 0; break-inside: avoid; }
article > * { color: var(--ink); margin: .25rem 0; }
article h3 { font-size: 1rem; }
article .sum { font-weight: 600; font-variant-numeric: tabular-nums; }
article .where { color: var(--quiet); font-size: .875rem; }
@media (max-width: 60rem) { .row { grid-template-columns: minmax(0, 1fr); gap: 0; } }
@media print { .skip { display: none; } h2, h3, .title { break-after: avoid; } body { font-size: 10.5pt; } a { color: inherit; text-decoration: none; }
  header, main, nav { padding-left: 0; padding-right: 0; } }
"""


def write(result: Result, findings: list[Finding]) -> str:
    numbered = {id(one): number for number, one in enumerate(_gravest_first(findings), start=1)}
    name = escape(result.document.name)
    parts = [
        "<!doctype html>",
        '<html lang="en-GB">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}: its arithmetic checked</title><style>{STYLE}</style></head>",
        '<body><a class="skip" href="#findings">Skip to the findings</a>',
        f"<header><h1>{name}</h1><p>{escape(summary(result))} A finding is a question to the author.</p></header>",
        *_contents(findings, numbered),
        '<main id="report" tabindex="-1"><h2>The report, with its findings beside it</h2>',
        *_report(result, findings, numbered),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _gravest_first(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: ORDER.index(one.verdict))


def _contents(findings: list[Finding], numbered: dict[int, int]) -> list[str]:
    lines = ['<nav id="findings" tabindex="-1" aria-label="Findings"><h2>Findings</h2>']
    if not findings:
        lines.append("<p>There are none to show.</p>")
    for verdict in ORDER:
        chosen = [one for one in findings if one.verdict is verdict]
        if not chosen:
            continue
        heading = f"{TITLES[verdict]} ({len(chosen)})"
        items = [
            f'<li value="{numbered[id(one)]}"><a href="#finding-{numbered[id(one)]}">{escape(_line(one))}</a></li>'
            for one in chosen
        ]
        body = f"<ol>{''.join(items)}</ol>"
        if verdict is Verdict.HOLDS:
            lines.append(f"<details><summary>{heading}</summary>{body}</details>")
        else:
            lines.append(f'<h3 class="{SLUGS[verdict]}">{heading}</h3>{body}')
    return [*lines, "</nav>"]


def _line(one: Finding) -> str:
    return one.computation if one.verdict is Verdict.HOLDS else one.message


def _report(result: Result, findings: list[Finding], numbered: dict[int, int]) -> list[str]:
    at: dict[Place, list[Finding]] = defaultdict(list)
    for one in findings:
        at[one.place].append(one)
    lines = []
    for block in result.document.blocks:
        beside = _beside(block, at)
        lines.append('<div class="row"><div class="text">')
        lines.append(_block(block, at, numbered))
        lines.append("</div><div>")
        lines += [_article(one, numbered[id(one)]) for one in beside]
        lines.append("</div></div>")
    return lines


def _beside(block: Block, at: dict[Place, list[Finding]]) -> list[Finding]:
    if isinstance(block, Passage):
        return at.get(block.place, []) if block.role is not Role.HEADING or block.place.paragraph == 0 else []
    found = list(at.get(block.place, []))
    for cell in block.cells():
        found += at.get(cell.place, [])
    return found


def _block(block: Block, at: dict[Place, list[Finding]], numbered: dict[int, int]) -> str:
    if isinstance(block, Table):
        rows = "".join(f"<tr>{''.join(_cell(cell, at, numbered) for cell in row)}</tr>" for row in block.rows)
        return f"<table><tbody>{rows}</tbody></table>"
    text = _marked(block.text, at.get(block.place, []), numbered)
    if block.role is Role.HEADING:
        return f'<p class="title">{text}</p>'
    return f'<p class="item">• {text}</p>' if block.role is Role.ITEM else f"<p>{text}</p>"


def _cell(cell: Cell, at: dict[Place, list[Finding]], numbered: dict[int, int]) -> str:
    return f"<td>{_marked(cell.text, at.get(cell.place, []), numbered).replace(chr(10), '<br>')}</td>"


def _marked(text: str, findings: list[Finding], numbered: dict[int, int]) -> str:
    """The text with each sentence that has a finding marked, and linked to it."""
    cuts: dict[tuple[int, int], list[int]] = {}
    for one in findings:
        start = text.find(one.sentence)
        if start >= 0 and one.verdict is not Verdict.HOLDS:
            cuts.setdefault((start, start + len(one.sentence)), []).append(numbered[id(one)])
    parts, end = [], 0
    for (start, stop), numbers in sorted(cuts.items()):
        if start < end:
            continue
        links = " ".join(
            f'<a href="#finding-{number}" aria-label="finding {number}">[{number}]</a>' for number in numbers
        )
        parts += [escape(text[end:start]), f"<mark>{escape(text[start:stop])}</mark> {links}"]
        end = stop
    return "".join([*parts, escape(text[end:])])


def _article(one: Finding, number: int) -> str:
    slug, title = SLUGS[one.verdict], TITLES[one.verdict]
    words = what_saves_it(one)
    reading = f"<p>{escape(words)}</p>" if words else ""
    return (
        f'<article class="{slug}" id="finding-{number}" tabindex="-1"><h3><span class="tag {slug}">{number}. {title}</span></h3>'
        f'<p>{escape(one.message)}</p><p class="sum">{escape(one.computation)}</p>{reading}'
        f'<p class="where">{escape(one.place.words())} · rule: {escape(one.rule)}</p></article>'
    )
