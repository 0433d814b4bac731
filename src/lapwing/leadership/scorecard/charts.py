"""The scorecard's chart: one specification, drawn by the browser, and by vl-convert where no script runs."""

from functools import lru_cache
from typing import Any

import vl_convert

from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures.publishing import ALL, Cell, State

GREEN, GREY, INK = "#1c4a3b", "#a9bdb4", "#0b0c0c"
FONT = "Liberation Sans, Arial, sans-serif"


def quarters(reading: Reading) -> dict[str, Any]:
    """Bars by quarter, this year beside the last, one row for each area; Vega-Lite, with published values alone."""
    year, before = reading.year, reading.year.before
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description(reading),
        "data": {"values": _values(reading)},
        "facet": {
            "row": {
                "field": "area",
                "sort": None,
                "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left", "labelOrient": "top", "labelFontSize": 15,
                           "labelFontWeight": "bold", "labelColor": INK, "labelAnchor": "start"},
            }
        },
        "spec": {
            "width": 560,
            "height": 110,
            "encoding": {
                "x": {"field": "quarter", "type": "nominal", "sort": None, "title": None,
                      "axis": {"labelAngle": 0, "labelFontSize": 14, "ticks": False, "domainColor": INK}},
                "xOffset": {"field": "year", "sort": [before.label, year.label]},
            },
            "layer": [
                {
                    "mark": {"type": "bar"},
                    "encoding": {
                        "y": {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": True},
                              "axis": None},
                        "color": {"field": "year", "legend": None,
                                  "scale": {"domain": [before.label, year.label], "range": [GREY, GREEN]}},
                    },
                },
                {
                    "mark": {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 13, "color": INK},
                    "encoding": {"y": {"field": "height", "type": "quantitative"}, "text": {"field": "label"}},
                },
                {
                    "transform": [{"filter": "datum.first"}],
                    "mark": {"type": "text", "baseline": "bottom", "dy": -19, "fontSize": 12, "color": "#505a5f"},
                    "encoding": {"y": {"field": "height", "type": "quantitative"}, "text": {"field": "year"}},
                },
            ],
        },
        "resolve": {"scale": {"y": "independent"}},
        "config": {"view": {"stroke": None}, "font": FONT, "background": "white"},
    }  # fmt: skip


def _values(reading: Reading) -> list[dict[str, Any]]:
    return [
        _value(reading, area, table.cell(area, quarter), table.year.label, index == 0)
        for area in _areas(reading)
        for table in (reading.before, reading.now)
        for index, quarter in enumerate(table.year.quarters)
    ]


def _areas(reading: Reading) -> list[str]:
    named = list(reading.snapshot.area_names)
    return [*named, ALL] if len(named) > 1 else [ALL]


def _value(reading: Reading, area: str, cell: Cell, year: str, first: bool) -> dict[str, Any]:
    return {
        "area": reading.name(area),
        "quarter": f"{cell.period.short}: {cell.period.months}",  # type: ignore[union-attr]
        "year": year,
        "value": cell.value,
        "height": cell.value or 0,
        "label": LABELS.get(cell.state, cell.text) + ("*" if cell.value is not None and not cell.is_complete else ""),
        "first": first,
    }


LABELS = {State.NOT_RECORDED: "n/r", State.NOT_BEGUN: ""}


def description(reading: Reading) -> str:
    """What the chart shows, in a sentence: its alternative text."""
    year, before = reading.year.label, reading.year.before.label
    return (
        f"Bars: {reading.measure.many} in each quarter of {year} beside {before}, by area. "
        "The table below the chart has the same numbers."
    )


@lru_cache(maxsize=32)
def _drawn(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))


def svg(spec: dict[str, Any]) -> str:
    """The chart as an SVG, for a page without scripts."""
    import json

    return _drawn(json.dumps(spec, sort_keys=True))
