"""The clock of a world that is made now and has a past: acts run at the moment at which they would have been done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from unittest import mock

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What Django calls now is this moment, for the acts inside. The database's own clock is not moved."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    with mock.patch.object(timezone, "datetime", Moved):
        yield
