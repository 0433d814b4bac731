"""What the conflict check compares a recipient with: surnames and addresses around a child, and where the child is.

Whoever raises an alert need not know any of it, so a function of the `seer` tells the program, in background work or in
what an act sets off, and no page shows what it says.
"""

import hashlib
import hmac
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from lapwing.access.functions import Function

PARTS = re.compile(r"[\s\-]+")

# A relative's surname and home count as the child's own: a stepfather has another name.
AROUND = """
#variable_conflict use_column
BEGIN
    PERFORM lapwing_looking();
    RETURN QUERY WITH asked AS (
        SELECT p.person AS asked, coalesce(j.person, p.person) AS told
        FROM unnest(persons) AS p (person)
        LEFT JOIN access_identity i ON i.person = p.person
        LEFT JOIN access_identity j ON j.child = i.child
        WHERE lapwing_is('clockwork')
    ), family AS (
        SELECT a.asked, a.told FROM asked a
        UNION
        SELECT a.asked, r.other FROM asked a JOIN people_relationship r ON r.person = a.told
        WHERE r.until IS NULL OR r.until >= current_date
    )
    SELECT f.asked, 'surname'::text, t.family::text, NULL::uuid, NULL::date
    FROM family f JOIN people_told t ON t.id = f.told WHERE t.family <> ''
    UNION SELECT f.asked, 'surname', n.family::text, NULL, NULL
    FROM family f JOIN people_name n ON n.person = f.told WHERE n.family <> ''
    UNION SELECT f.asked, 'postcode', t.postcode::text, NULL, NULL
    FROM family f JOIN people_told t ON t.id = f.told WHERE t.postcode <> ''
    UNION SELECT f.asked, 'postcode', d.postcode::text, NULL, NULL
    FROM family f JOIN people_address d ON d.person = f.told
    WHERE d.postcode <> '' AND (d.until IS NULL OR d.until >= current_date)
    UNION SELECT a.asked, 'at', '', s.school_id, max(coalesce(s.confirmed_on, s.recorded_at::date))
    FROM asked a JOIN people_schooling s ON s.person = a.told AND s.school_id = ANY (agencies)
    WHERE s.until IS NULL OR s.until >= current_date GROUP BY 1, 4
    UNION SELECT a.asked, 'at', '', p.home_id, max(coalesce(p.confirmed_on, p.recorded_at::date))
    FROM asked a JOIN people_placement p ON p.person = a.told AND p.home_id = ANY (agencies)
    WHERE p.until IS NULL OR p.until >= current_date GROUP BY 1, 4;
END
"""

FUNCTION = Function(
    "lapwing_alert_facts(persons uuid[], agencies uuid[])",
    "TABLE (person uuid, what text, words text, who uuid, seen date)", AROUND,
    "surnames and postcodes around children, and when each was last known to be at a school or home: for the check "
    "before an alert is put before somebody; background work and what an act sets off alone are answered",
    as_seer=True, language="plpgsql",
)  # fmt: skip


@dataclass(frozen=True)
class Around:
    """For each person as told: parts of surnames, digests of homes; and when a child was last known at an agency."""

    surnames: dict[uuid.UUID, set[str]]
    homes: dict[uuid.UUID, set[str]]
    near: dict[tuple[uuid.UUID, uuid.UUID], date]


def around(persons: Iterable[uuid.UUID], agencies: Iterable[uuid.UUID]) -> Around:
    """What is known around these persons. Inside `clockwork` or `turning`; to anybody else nothing is said."""
    found = Around(defaultdict(set), defaultdict(set), {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_alert_facts(%s::uuid[], %s::uuid[])", [list(persons), list(agencies)])
        for person, what, words, who, seen in cursor.fetchall():
            if what == "surname":
                found.surnames[person] |= surnames(words)
            elif what == "postcode":
                found.homes[person].add(digest(words))
            else:
                found.near[person, who] = max(seen, found.near.get((person, who), seen))
    return found


def surnames(family: str) -> set[str]:
    """The parts of a surname: who is called Marsh may be of the family Marsh-Reed."""
    return {part for part in PARTS.split(family.casefold()) if len(part) > 1}


def digest(postcode: str) -> str:
    """A postcode under the site's secret, so that what is kept of staff tells nobody where they live."""
    plain = "".join(postcode.split()).upper()
    return hmac.new(settings.SECRET_KEY.encode(), b"home:" + plain.encode(), hashlib.sha256).hexdigest()
