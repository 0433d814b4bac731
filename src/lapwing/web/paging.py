"""Pages of a list that may be very long."""

from collections.abc import Sequence
from functools import cached_property
from uuid import UUID

from django.core.paginator import Page, Paginator

from lapwing.access.narrowing import reachable


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages of a list that one page mostly holds: where its first page is not full, nothing need be counted."""

    def get_page(self, number: int | str | None = None) -> Page:  # type: ignore[type-arg]
        if str(number or 1) != "1":
            return super().get_page(number or 1)
        rows = list(self.object_list[: self.per_page])
        if len(rows) < self.per_page:
            self.count = len(rows)
        return self._get_page(rows, 1, self)


class LongList(Paginator):  # type: ignore[type-arg]
    """Pages of the first `MOST` rows: to count everything that a viewer may see would ask the policies of every row.

    Whoever looks for something further down narrows the list by its filters.
    """

    MOST = 500

    @cached_property
    def _keys(self) -> Sequence[UUID]:
        """Asked once, and not for the count and each page; of whoever sees few rows, among those that could show."""
        return tuple(reachable(self.object_list).values_list("pk", flat=True)[: self.MOST + 1])

    @cached_property
    def count(self) -> int:
        """How many rows the pages hold: never more than `MOST`."""
        return min(len(self._keys), self.MOST)

    @property
    def has_more(self) -> bool:
        """Whether there are rows that no page holds."""
        return len(self._keys) > self.MOST

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """One page's rows, read by their keys."""
        number = self.validate_number(number)
        keys = self._keys[: self.MOST][(number - 1) * self.per_page : number * self.per_page]
        found = self.object_list.in_bulk(keys) if keys else {}  # type: ignore[union-attr]
        return self._get_page([found[key] for key in keys if key in found], number, self)
