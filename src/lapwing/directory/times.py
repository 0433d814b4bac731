"""Times as they are read from the database: in UTC, by Python's own reader of what PostgreSQL writes.

Django reads each time by a regular expression, ten times as dear; a page of a list reads thousands.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.signals import connection_created
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader


class InUTC(TimestamptzLoader):
    """The same times as Django's, which asks a loader for its time zone."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        try:
            return datetime.fromisoformat(str(data, "ascii")).astimezone(UTC)
        except ValueError:  # a year that Python does not have: the library says so in its own words
            return super().load(data)


def _teach(connection: Any, **_: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.adapters.register_loader("timestamptz", InUTC)


def register() -> None:
    connection_created.connect(_teach, dispatch_uid="lapwing.times")
