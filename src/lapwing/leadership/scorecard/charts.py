"""The scorecard's chart: one specification, drawn by the browser, and by vl-convert where no script runs."""

import json
from functools import lru_cache
from typing import Any

import vl_convert

from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures.periods import Quarter
from lapwing.measures.publishing import ALL, Cell, State

GREEN, GREY, INK = "#1c4a3b", "#a9bdb4", "#0b0c0c"
FONT = "Liberation Sans, Arial, sans-serif"


def quarters(reading: Reading, area: str) -> dict[str, Any]:
    """An area's bars by quarter, this year beside the last; Vega-Lite, with published values alone.

    Narrow enough for a telephone; the page sets the areas side by side where there is room.
    """
    year, before = reading.year, reading.year.before
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description(reading, area),
        "data": {"values": _values(reading, area)},
        "width": 320,
        "height": 90,
        "encoding": {
            "x": {"field": "quarter", "type": "nominal", "sort": None, "title": None,
                  "axis": {"labelAngle": 0, "labelFontSize": 13, "labelColor": INK, "ticks": False, "domainColor": INK,
                           "labelExpr": "split(datum.label, '|')"}},
            "xOffset": {"field": "year", "sort": [before.label, year.label]},
        },
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": {
                    "y": {"field": "height", "type": "quantitative", "title": None, "scale": {"zero": True},
                          "axis": None},
                    "color": {"field": "year", "legend": None,
                              "scale": {"domain": [before.label, year.label], "range": [GREY, GREEN]}},
                },
            },
            {
                "mark": {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 13, "color": INK},
                "encoding": {"y": {"field": "height", "type": "quantitative"}, "text": {"field": "label"}},
            },
        ],
        "config": {"view": {"stroke": None}, "font": FONT, "background": "white"},
    }  # fmt: skip


def _values(reading: Reading, area: str) -> list[dict[str, Any]]:
    return [
        _value(table.cell(area, quarter), table.year.label)
        for table in (reading.before, reading.now)
        for quarter in table.year.quarters
    ]


def areas(reading: Reading) -> list[str]:
    """The areas that have a chart: each, and all together."""
    named = list(reading.snapshot.area_names)
    return [*named, ALL] if len(named) > 1 else [ALL]


def _value(cell: Cell, year: str) -> dict[str, Any]:
    """A bar. One without a value has no height, and says so."""
    period = cell.period
    assert isinstance(period, Quarter)
    return {
        "quarter": f"{period.short}|{period.first:%b}–{period.last:%b}",
        "year": year,
        "value": cell.value,
        "height": cell.value or 0,
        "label": LABELS.get(cell.state, cell.text) + ("*" if cell.value is not None and not cell.is_complete else ""),
    }


LABELS = {State.NOT_RECORDED: "n/r", State.NOT_BEGUN: ""}


def description(reading: Reading, area: str) -> str:
    """What the chart shows, in a sentence: its alternative text."""
    year, before = reading.year.label, reading.year.before.label
    return (
        f"{reading.name(area)}: bars of {reading.measure.many} in each quarter of {year} beside {before}. "
        "The table has the same numbers."
    )


@lru_cache(maxsize=32)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))


def svg(spec: dict[str, Any]) -> str:
    """The chart as an SVG, for a page without scripts."""
    return _drawn(json.dumps(spec, sort_keys=True))
