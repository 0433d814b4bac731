"""Times read from the database are those that were written, in UTC, whatever the connection's own zone."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection


@pytest.mark.django_db
def test_times_are_read_in_utc() -> None:
    with connection.cursor() as cursor:
        for zone in ("UTC", "Europe/London", "Asia/Kolkata"):
            cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
            cursor.execute("SELECT '2026-07-01 10:05+01'::timestamptz, '1926-11-23 00:00:00.12345Z'::timestamptz")
            summer, long_ago = cursor.fetchone()
            assert (summer, summer.tzinfo) == (datetime(2026, 7, 1, 9, 5, tzinfo=UTC), UTC)
            assert (long_ago, long_ago.tzinfo) == (datetime(1926, 11, 23, 0, 0, 0, 123450, tzinfo=UTC), UTC)
        cursor.execute("SELECT 'infinity'::timestamptz")
        with pytest.raises(DataError, match="infinity"):
            cursor.fetchone()
