"""What each agency has told about, and up to when: beside every number, because nothing told is not zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lapwing.measures.periods import Period


@dataclass(frozen=True)
class Told:
    """That an agency told about an area for some days (both included); None where it told nothing."""

    area: str
    agency: str
    kind: str
    told_from: date | None
    told_until: date | None


@dataclass(frozen=True)
class Coverage:
    """All of it, as it stood when the snapshot was taken."""

    told: Sequence[Told]
    taken_on: date

    def concerned(self, area: str | None = None, kinds: Sequence[str] = ()) -> list[str]:
        """The agencies that should tell about an area, or (None) about any; of some kinds alone, or of all."""
        return sorted({agency for agency, _ in self.pairs(area, kinds)})

    def pairs(self, area: str | None = None, kinds: Sequence[str] = ()) -> list[tuple[str, str]]:
        """The same, each with every area about which it should tell."""
        told = (one for one in self.told if area in {None, one.area} and (not kinds or one.kind in kinds))
        return sorted({(one.agency, one.area) for one in told})

    def missing(self, period: Period, area: str | None = None, kinds: Sequence[str] = ()) -> list[str]:
        """Those of them that have not told about all of a period, as far as it had come."""
        asked = period, area, tuple(kinds)
        if asked not in self._found:  # a table asks it for each of its cells
            last = min(period.last, self.taken_on)
            late = {one for one, of in self.pairs(area, kinds) if not self._reaches(one, of, period.first, last)}
            self._found[asked] = tuple(sorted(late))
        return list(self._found[asked])

    @cached_property
    def _found(self) -> dict[tuple[Period, str | None, tuple[str, ...]], tuple[str, ...]]:
        return {}

    def _reaches(self, agency: str, area: str, first: date, last: date) -> bool:
        """Whether an agency's stretches, put together, cover every day."""
        due = first
        for start, end in self.stretches(agency, area):
            if start <= due <= end:
                due = end + timedelta(days=1)
        return due > last

    def stretches(self, agency: str, area: str) -> list[tuple[date, date]]:
        """The days that an agency told about, in order."""
        return sorted(
            (one.told_from, one.told_until)
            for one in self.told
            if one.agency == agency and one.area == area and one.told_from and one.told_until
        )


def joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches of days, with those that touch or overlap made one."""
    found: list[tuple[date, date]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
