"""Whom two persons join: a child whose records are restricted, or whose address is kept from somebody.

A wrong join would carry what is kept from one family into the other's pages; so it is no matter of a score, nor of one
person alone.
"""

import uuid
from collections.abc import Iterable

from django.db import connection

from lapwing.access import functions
from lapwing.access.functions import Function
from lapwing.access.viewer import current
from lapwing.directory.models import Seat

TWO = """
    SELECT c FROM unnest(children) AS c
    WHERE lapwing_may_match() AND (
        EXISTS (SELECT FROM access_identity i JOIN access_remedy r ON r.person = i.person
            WHERE i.child = c AND r.what = 'restrict' AND r.until IS NULL)
        OR EXISTS (SELECT FROM access_identity i JOIN people_address a ON a.person = i.person
            WHERE i.child = c AND (a.until IS NULL OR a.until > current_date)
            AND (a.audience = 'confidential' OR a.confidential_from <> '')))
"""


def register() -> None:
    functions.register(
        Function(
            "lapwing_two_to_join(children uuid[])", "SETOF uuid", TWO,
            "to roles that look for who somebody is: which of these children two persons join, because something is "
            "restricted or kept from somebody; not what, and not by whom",
            as_seer=True,
        )
    )  # fmt: skip


def is_same_human(seat: uuid.UUID) -> bool:
    """Whether the viewer acted from this seat before: a second person is another human being, from whichever seat."""
    account = Seat.objects.filter(pk=seat).values_list("account", flat=True).first()
    return seat == current().seat or account == current().account


def need_two(children: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these children are joined by two persons alone, and never by a score."""
    wanted = list(set(children))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_two_to_join(%s::uuid[])", [wanted])
        return {key for (key,) in cursor.fetchall()}
