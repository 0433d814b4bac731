"""Charts as documents hold them. Typst draws their letters from its own fonts, so that no machine's fonts matter."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import typst

from lapwing.leadership.scorecard import charts

FONT = "Libertinus Serif"
DOTS = 220  # to the inch
FRAME = b"""
#set page(width: auto, height: auto, margin: 2pt)
#set text(font: "Libertinus Serif")
#image(bytes(sys.inputs.svg), format: "svg")
"""


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def svg(spec: Mapping[str, Any]) -> str:
    return charts.svg(charts.on_paper(spec, FONT))


def png(spec: Mapping[str, Any]) -> bytes:
    made = typst.compile(FRAME, format="png", ppi=DOTS, font_paths=fonts(), sys_inputs={"svg": svg(spec)})
    assert isinstance(made, bytes)
    return made
