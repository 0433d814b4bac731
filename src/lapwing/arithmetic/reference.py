"""The reference pages of the rules, made from their code: `python -m lapwing.arithmetic.reference` writes them."""

import json
from inspect import cleandoc
from pathlib import Path

from lapwing.arithmetic.checking import check_text
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.output.as_json import SCHEMA
from lapwing.arithmetic.output.words import what_saves_it
from lapwing.arithmetic.rules import Example, Rule, all_rules

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference" / "arithmetic"
MADE = "<!-- Made from the code by python -m lapwing.arithmetic.reference. Change the rule, not this page. -->\n\n"
MEANING = {
    Verdict.HOLDS: "the figures agree with what is said of them",
    Verdict.FAILS: "they do not, under any reasonable reading",
    Verdict.CANNOT_TELL: "a reading would save it, or something is missing; which one is said",
    Verdict.REMARK: "a matter of wording, for the author to weigh",
}


def pages() -> dict[str, str]:
    """Every page by its file name."""
    made = {f"{rule.name}.md": _rule_page(rule) for rule in all_rules()}
    return {"README.md": _index(), "json.md": _json_page(), **made}


def _index() -> str:
    lines = ["# What `./lapwing check` checks", "", "One page for each rule, with worked examples.", ""]
    lines += [f"- [{rule.title}]({rule.name}.md)" for rule in all_rules()]
    lines += ["", "## Verdicts", ""]
    lines += [f"- **{verdict.value}**: {meaning}" for verdict, meaning in MEANING.items()]
    lines += ["", "The output of `--format json` has [a schema](json.md)."]
    return MADE + "\n".join(lines) + "\n"


def _rule_page(rule: Rule) -> str:
    lines = [f"# {rule.title}", "", f"Rule `{rule.name}`.", "", cleandoc(rule.about), "", "## Worked examples", ""]
    for example in rule.examples:
        lines += _example(rule, example)
    return MADE + "\n".join(lines).rstrip() + "\n"


def _example(rule: Rule, example: Example) -> list[str]:
    shown = "\n".join(f"    {line}".rstrip() for line in example.text.split("\n"))
    if example.verdict is None:
        because = f": {example.because}" if example.because else ""
        return [shown, "", f"The rule says nothing{because}.", ""]
    said = next(
        one for one in check_text(example.text).findings if one.rule == rule.name and one.verdict is example.verdict
    )
    return [shown, "", *_said(said), ""]


def _said(one: Finding) -> list[str]:
    lines = [f"**{one.verdict.value}**: {one.message}", "", f"`{one.computation}`"]
    if words := what_saves_it(one):
        lines += ["", words]
    return lines


def _json_page() -> str:
    intro = "# The JSON that `./lapwing check --format json` writes\n\nIt keeps to this schema.\n\n"
    return f"{MADE}{intro}```json\n{json.dumps(SCHEMA, ensure_ascii=False, indent=2)}\n```\n"


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
