"""Scoring the rules on sentences and tables that somebody has labelled."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

from lapwing.arithmetic.checking import check_text
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, find_quantities

Z = 1.959964


@dataclass
class Score:
    """Of the failures called, how many are; of those there are, how many were called."""

    items: int = 0
    called: int = 0
    rightly_called: int = 0
    true: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.rightly_called / self.called if self.called else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.true if self.true else 1.0


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval of a proportion, by Wilson's score."""
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def read_items(folder: Path) -> Iterator[dict[str, Any]]:
    for name in ("sentences.jsonl", "tables.jsonl"):
        path = folder / name
        if path.exists():
            yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def score(items: Iterable[dict[str, Any]]) -> Score:
    """A failure that is called is right when its item expects one that shares a figure with it."""
    result = Score()
    for item in items:
        result.items += 1
        expected = [one for one in item["expect"] if one["verdict"] == Verdict.FAILS]
        called = [one for one in check_text(item["text"]).findings if one.verdict is Verdict.FAILS]
        found = [one for one in expected if any(_same(one, finding) for finding in called)]
        wrong = [one for one in called if not any(_same(label, one) for label in expected)]
        result.true += len(expected)
        result.found += len(found)
        result.called += len(found) + len(wrong)
        result.rightly_called += len(found)
        if len(found) < len(expected):
            result.missed.append(item["id"])
        if wrong:
            result.wrong.append(item["id"])
    return result


def _same(label: dict[str, Any], finding: Finding) -> bool:
    wanted = {_bare(figure) for figure in label.get("figures", [])} - {""}
    return not wanted or bool(wanted & {_bare(figure) for figure in finding.figures}) or _by_number(label, finding)


def _bare(figure: object) -> str:
    """A figure without its commas, signs, hedges and units: "1,497" is 1497, and "two working days" is 2."""
    text = str(figure).lower().replace(",", "")
    digits = re.findall(r"\d+(?:\.\d+)?", text)
    if not digits and " " in text:
        digits = [str(one.value) for one in find_quantities(text) if one.kind in {Kind.COUNT, Kind.DURATION}]
    return " ".join(f"{float(one):g}" for one in digits) if digits else text.strip()


def _by_number(label: dict[str, Any], finding: Finding) -> bool:
    numbers = {one for figure in label.get("figures", []) for one in _bare(figure).split() if one[:1].isdigit()}
    return bool(numbers & {one for figure in finding.figures for one in _bare(figure).split() if one[:1].isdigit()})
