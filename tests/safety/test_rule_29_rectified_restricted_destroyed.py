"""Rule 29: a record can be corrected with its history, restricted, or lawfully destroyed, and the ledger still
verifies. What the acts themselves do is tried in `tests/access/test_law.py`; here that they reach every table.
"""

from lapwing.access import law
from lapwing.access.policies import NEVER_ERASED, may_delete
from lapwing.access.reach import Kind
from lapwing.access.register import GUARDS

# Their rows say nothing about a person as told: a child's key alone, or a seat's own words.
NOT_ABOUT_A_PERSON = {
    "access_identity", "access_seal", "access_sealhistory", "access_touch", "access_touchhistory", "access_conflict",
    "access_conflicthistory", "access_review", "access_reviewhistory", "access_entry", "access_entrychild", "web_draft",
}  # fmt: skip


def test_every_table_about_a_person_can_be_lawfully_emptied_of_them() -> None:
    erased = {guard.table for guard in law._in_order()}
    left = set(GUARDS) - erased - NEVER_ERASED - NOT_ABOUT_A_PERSON
    assert {t for t in left if GUARDS[t].key == "person"} == set()
    assert all(may_delete(GUARDS[table]) for table in erased)


def test_no_entry_of_the_ledger_can_be_deleted() -> None:
    assert may_delete(GUARDS["access_entry"]) is None
    assert may_delete(GUARDS["access_entrychild"]) is None


def test_a_restriction_reaches_every_table_that_tells_of_a_person() -> None:
    restricted = {model._meta.db_table for model in law._restricted_models()}
    told = {g.table for g in GUARDS.values() if g.key == "person" and not g.is_history}
    assert {GUARDS[t].kind for t in told - restricted} <= law.NOT_RESTRICTED
    assert Kind.WORDS not in law.NOT_RESTRICTED
