"""A section as a tagged, accessible PDF (PDF/UA-1). Typst refuses what fails that standard.

Fonts are those that come with Typst, never the machine's, and the time is that of the section, so that the same
section gives the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from lapwing.leadership.annual_report import pictures
from lapwing.leadership.annual_report.content import Chart, Part, Section
from lapwing.leadership.annual_report.standing import Standing
from lapwing.leadership.scorecard import charts

TEMPLATE = Path(__file__).parent / "section.typ"
UA = "ua-1"


def pdf(section: Section, standing: Standing) -> bytes:
    """The document. Raises typst.TypstError where it would not be accessible."""
    said = {
        "title": standing.title(section),
        "description": f"{section.title}, {section.year}, from the snapshot {section.snapshot}",
        "period": section.period,
        "running": f"Yearly report {section.year}: {section.title.lower()}",
        "mark": standing.mark,
        "foot": standing.foot,
        "is_draft": standing.is_draft,
        "standing": standing.sentences(section),
        "address": standing.address,
        "about_notes": standing.about_notes,
        "parts": [_said(part) for part in section.parts],
        "notes": [asdict(note) for note in section.notes],
        "definitions": [asdict(each) for each in section.definitions],
    }
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards=[UA],
        font_paths=pictures.fonts(),
        sys_inputs={"said": json.dumps(said, ensure_ascii=False, sort_keys=True)},
        timestamp=int(standing.at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _said(part: Part) -> Mapping[str, Any]:
    if isinstance(part, Chart):
        wide = int(100 * charts.width(part.spec) / charts.WIDEST)
        drawn = pictures.svg(part.spec)
        return {"kind": part.kind, "caption": part.caption, "alt": part.alt, "svg": drawn, "wide": wide}
    return asdict(part)
