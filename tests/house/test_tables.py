"""Every table is guarded, or named with the reason why it need not be."""

import pytest

from lapwing.access.register import GUARDS
from lapwing.access.tables import OPEN_TABLES
from tests.databases import as_migrator


@pytest.fixture(scope="module")
def tables() -> dict[str, tuple[bool, bool, str]]:
    with as_migrator() as connection:
        rows = connection.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)"
            " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        ).fetchall()
    return {name: (enabled, forced, owner) for name, enabled, forced, owner in rows}


def test_every_table_is_guarded_or_open_for_a_reason(tables: dict[str, tuple[bool, bool, str]]) -> None:
    assert set(tables) == set(GUARDS) | set(OPEN_TABLES)


def test_no_table_is_both() -> None:
    assert not set(GUARDS) & set(OPEN_TABLES)


def test_guarded_tables_have_forced_row_security(tables: dict[str, tuple[bool, bool, str]]) -> None:
    assert {t for t in GUARDS if tables[t][:2] != (True, True)} == set()


def test_no_table_belongs_to_a_role_that_bypasses(tables: dict[str, tuple[bool, bool, str]]) -> None:
    assert {owner for _, _, owner in tables.values()} == {"lapwing_owner"}
