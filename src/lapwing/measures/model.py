"""A measure as data: what a published number counts, in words and as an expression that agree."""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lapwing.measures.tables import ABSENCES, in_financial_years


@dataclass(frozen=True)
class Measure:
    """What a number counts. `counted` takes the absences and gives those that are counted, one row for each.

    `on` names the column whose day puts a row in its quarter.
    """

    key: str
    title: str
    one: str
    many: str
    numerator: str
    denominator: str
    period: str
    area: str
    not_recorded: str
    source: str
    suppression: str
    caution: str
    counted: Callable[[Any], Any]
    on: str = "began_on"

    def rows(self, absences: Any = ABSENCES) -> Any:
        """The rows that are counted, each with its financial year and quarter."""
        table = self.counted(absences)
        return in_financial_years(table, table[self.on])

    def by_area_and_quarter(self, absences: Any = ABSENCES) -> Any:
        """Columns area, year, quarter and `number`; no row where nothing is counted."""
        rows = self.rows(absences)
        return rows.group_by(["area", "year", "quarter"]).agg(number=rows.count())

    @property
    def definition(self) -> Mapping[str, str]:
        """Everything that the definition says, by heading."""
        return {
            "What is counted": self.numerator,
            "Divided by": self.denominator,
            "Period": self.period,
            "Area": self.area,
            "Not recorded": self.not_recorded,
            "Source": self.source,
            "Small numbers": self.suppression,
            "Read with care": self.caution,
        }

    @property
    def expression(self) -> str:
        """The code that picks what is counted, as it stands in the measure's own file."""
        return inspect.getsource(self.counted).strip()

    @property
    def digest(self) -> str:
        """SHA-256 over words and code: a published number keeps it."""
        words = [str(getattr(self, field.name)) for field in fields(self) if field.name != "counted"]
        return hashlib.sha256("\n".join([*words, self.expression]).encode()).hexdigest()

    def words(self, number: int) -> str:
        """The number with its unit: 1 missing episode, 2,019 missing episodes."""
        return f"{number:,} {self.one if number == 1 else self.many}"
