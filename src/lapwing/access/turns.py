"""Two who would do the same thing at once do it one after the other, where there is no row yet that both could hold."""

from django.db import connection


def take_turns(about: str) -> None:
    """Wait until no other transaction has the turn about this, and keep it until the current one ends: whoever waited
    then finds what the other wrote. Several are taken in one order everywhere, or two wait for one another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [about])
