"""A section made by hand, with each kind of part, for the tests of documents."""

from decimal import Decimal

from lapwing.leadership.annual_report.content import (
    Chart,
    Definition,
    Heading,
    Note,
    Paragraph,
    Run,
    Section,
    Table,
)
from lapwing.leadership.scorecard import charts
from lapwing.measures import variation

QUARTERS = [(f"Q{n % 4 + 1}", f"20{17 + n // 4}/{18 + n // 4}") for n in range(12)]
COUNTS = [480, 520, None, 600, 540, 510, 560, 590, 498, 505, 530, 486]
ALT = "Missing episodes by quarter. The least is 480, the most 600."
DEFINITION = Definition("missing-episodes", "Missing episodes", (("What is counted", "Absences."),), "ab" * 32)


def section() -> Section:
    """Two headings, a sentence with two numbers, a chart, and a table with words that look like markup."""
    return Section(
        title="Missing children",
        year="2019/20",
        period="1 April 2019 to 31 March 2020",
        snapshot="0" * 8,
        taken_at="2026-11-20T09:00:00+00:00",
        parts=(
            Heading("How often were children missing?"),
            Paragraph(
                (
                    Run("Missing episodes fell from "), Run("2,203", "/number/a/", 1), Run(" to "),
                    Run("2,019", "/number/b/", 2), Run(", down 8.4%."),
                )
            ),
            Chart("Missing episodes by quarter", ALT, chart()),
            Heading("Where?"),
            Table(
                "By area", ("Area", "2018/19", "2019/20", "Change"),
                (
                    (Run("#Ashmere *& Moor*"), Run("1,102", "/number/c/", 3), Run("1,001", "/number/d/", 4),
                     Run("down 9.2%")),
                    (Run("All areas"), Run("2,203", "/number/a/", 1), Run("2,019", "/number/b/", 2), Run("down 8.4%")),
                ),
            ),
        ),
        notes=tuple(
            Note(n, "Missing episodes; All areas", "2019/20", "2,019", "missing-episodes", f"/number/{key}/")
            for n, key in enumerate("abcd", 1)
        ),
        definitions=(DEFINITION,),
    )  # fmt: skip


def chart() -> dict[str, object]:
    points = [
        charts.Point(quarter, year, value, f"{value}" if value else "c", pins=(1,) if n == 5 else ())
        for n, ((quarter, year), value) in enumerate(zip(QUARTERS, COUNTS, strict=True))
    ]
    return charts.run_chart(points, variation.limits([Decimal(one) if one else None for one in COUNTS]), ALT)
