"""Pages of a list that may be very long."""

from functools import cached_property

from django.core.paginator import Paginator


class LongList(Paginator):  # type: ignore[type-arg]
    """Pages of the first `MOST` rows: to count everything that a viewer may see would ask the policies of every row.

    Whoever looks for something further down narrows the list by its filters.
    """

    MOST = 500

    @cached_property
    def _seen(self) -> int:
        return int(self.object_list[: self.MOST + 1].count())  # type: ignore[call-arg]

    @cached_property
    def count(self) -> int:
        """How many rows the pages hold: never more than `MOST`."""
        return min(self._seen, self.MOST)

    @property
    def has_more(self) -> bool:
        """Whether there are rows that no page holds."""
        return self._seen > self.MOST
