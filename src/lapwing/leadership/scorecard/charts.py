"""The scorecard's charts: one specification each, drawn by the browser, and by vl-convert where no script runs.

A chart holds published values alone: a hidden one has no height, and its label says so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import vl_convert

from lapwing.measures.variation import Limits

GREEN, GREY, INK, PALE, AMBER = "#1c4a3b", "#6f7a75", "#0b0c0c", "#dfeae5", "#8a4a12"
FONT = "Liberation Sans, Arial, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
STEP, HEIGHT, WIDEST = 52, 170, 640
LABELS = 12
STEEP, ROOM = (
    0.04,
    0.16,
)  # of the height: so far a line falls before it would cross a number; so much room a number takes


@dataclass(frozen=True)
class Point:
    """One quarter: its name and year, its published value or None, the text that stands for it, and whether it is
    whole. `pins` are the numbers of the events that fall in it.
    """

    quarter: str
    year: str
    value: float | None
    text: str
    is_whole: bool = True
    pins: Sequence[int] = field(default_factory=tuple)

    @property
    def axis(self) -> str:
        return f"{self.quarter}|{self.year}"


def run_chart(points: Sequence[Point], limits: Limits | None, words: str) -> dict[str, Any]:
    """A measure quarter by quarter, from zero, with its limits of ordinary variation and its events.

    `words` is its alternative text.
    """
    top = max([point.value or 0 for point in points] + ([float(limits.upper)] if limits else []) + [1]) * 1.16
    across = {"field": "axis", "type": "nominal", "sort": [point.axis for point in points], "title": None,
              "axis": {"labelAngle": 0, "labelFontSize": LABELS, "labelColor": INK, "ticks": False, "domainColor": GREY,
                       "labelExpr": "split(datum.label, '|')", "labelPadding": 6}}  # fmt: skip
    up = {"field": "height", "type": "quantitative", "title": None, "axis": None, "scale": {"domain": [0, top]}}
    return {
        "$schema": SCHEMA,
        "description": words,
        "data": {
            "values": [_value(point, top, below=low) for point, low in zip(points, _below(points, top), strict=True)]
        },
        "width": STEP * len(points),
        "height": HEIGHT,
        "encoding": {"x": across, "y": up},
        "layer": [*_limits(limits), *_pins(points), *_line(), *_labels()],
        "config": {"view": {"stroke": None}, "font": FONT, "background": "white"},
    }


def _below(points: Sequence[Point], top: float) -> list[bool]:
    """Whether each point's number stands below it: where a line falls to it steeply, and none goes on falling."""
    values = [None, *(point.value for point in points), None]
    found = []
    for before, value, after in zip(values, values[1:], values[2:], strict=False):
        rises = [other - value for other in (before, after) if other is not None and value is not None]
        is_low = bool(rises) and max(rises) > top * STEEP and min(rises) > -top * STEEP
        found.append(is_low and value is not None and value > top * ROOM)
    return found


def _value(point: Point, top: float, *, below: bool) -> dict[str, Any]:
    return {
        "axis": point.axis,
        "value": point.value,
        "height": point.value,
        "whole": point.is_whole,
        "below": below,
        "label": point.text + ("*" if point.value is not None and not point.is_whole else ""),
        "ground": 0,
        "top": top,
        "pin": " ".join(f"({number})" for number in point.pins),
    }


def _limits(limits: Limits | None) -> list[dict[str, Any]]:
    if limits is None:
        return []
    lower, mean, upper = (float(number) for number in (limits.lower, limits.mean, limits.upper))

    def rule(at: float, dash: list[int]) -> dict[str, Any]:
        return {
            "mark": {"type": "rule", "strokeDash": dash, "color": GREY},
            "encoding": {"y": {"datum": at}, "x": None},
        }

    band = {"mark": {"type": "rect", "color": PALE}, "encoding": {"y": {"datum": lower}, "y2": {"datum": upper},
            "x": None}}  # fmt: skip
    return [band, rule(mean, [5, 4])]


def _pins(points: Sequence[Point]) -> list[dict[str, Any]]:
    if not any(point.pins for point in points):
        return []
    only = [{"filter": "datum.pin != ''"}]
    return [
        {"transform": only, "mark": {"type": "rule", "color": AMBER, "strokeDash": [2, 2]},
         "encoding": {"y": {"field": "ground"}, "y2": {"field": "top"}}},
        {"transform": only, "mark": {"type": "text", "baseline": "bottom", "dy": -2, "fontSize": LABELS,
                                     "fontWeight": "bold", "color": AMBER},
         "encoding": {"y": {"field": "top"}, "text": {"field": "pin"}}},
    ]  # fmt: skip


def _line() -> list[dict[str, Any]]:
    """The line breaks where a value is not shown; a value that is not whole has an open point."""
    return [
        {"mark": {"type": "line", "color": GREEN, "strokeWidth": 2, "invalid": "break-paths-show-domains"}},
        {"transform": [{"filter": "isValid(datum.value)"}],
         "mark": {"type": "point", "size": 46, "stroke": GREEN, "opacity": 1},
         "encoding": {"fill": {"condition": {"test": "datum.whole", "value": GREEN}, "value": "white"}}},
    ]  # fmt: skip


def _labels() -> list[dict[str, Any]]:
    """A label stands above its point, or below where a line falls to it; clear of every line by a white edge."""
    text = {"type": "text", "fontSize": LABELS, "color": INK, "baseline": "bottom"}
    sides: tuple[tuple[str, dict[str, Any]], ...] = (
        ("!datum.below", {"dy": -7}), ("datum.below", {"dy": 10, "baseline": "top"}),
    )  # fmt: skip
    shown = [
        {"transform": [{"filter": f"isValid(datum.value) && {side}"}], "encoding": {"text": {"field": "label"}},
         "mark": {**text, **place, **edge}}
        for side, place in sides for edge in ({"stroke": "white", "strokeWidth": 4}, {})
    ]  # fmt: skip
    return [
        *shown,
        {"transform": [{"filter": "!isValid(datum.value)"}], "mark": {**text, "dy": -3, "color": GREY},
         "encoding": {"y": {"field": "ground"}, "text": {"field": "label"}}},
    ]  # fmt: skip


def width(spec: Mapping[str, Any]) -> int:
    """How wide a chart is, in its own units."""
    return int(spec["width"])


def on_paper(spec: Mapping[str, Any], font: str = FONT) -> dict[str, Any]:
    """The same chart in a document's own font, through which the paper shows."""
    return {**spec, "config": {**spec["config"], "font": font, "background": None}}


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as an SVG, for a page without scripts and for print."""
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))
