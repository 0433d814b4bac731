"""Two who would do the same thing at once do it one after the other, where there is no row yet that both could hold."""

from django.db import connection


def take_turns(*about: str) -> None:
    """Wait until no other transaction has the turn about any of these, and keep it until the current one ends. Whoever
    waited then finds what the other wrote. Several are taken in one order, or two would wait for one another.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(one, 0)) FROM unnest(%s::text[]) AS one",
            [sorted(set(about))],
        )
