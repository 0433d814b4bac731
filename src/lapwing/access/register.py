"""The register of guarded tables: policies, the ledger and every refusal without a viewer are made from it."""

from dataclasses import dataclass
from enum import StrEnum

from lapwing.access.reach import Kind


class Writes(StrEnum):
    """Whose rows a viewer may write."""

    OWN = "own"  # their own agency's
    JOINT = "joint"  # any agency's, in work that several do together
    LEDGER = "ledger"  # insert only
    DATABASE = "database"  # nobody's: the database's own functions write it


@dataclass(frozen=True)
class Guard:
    """One guarded table. `key` is the column that leads to the child: a person as told, or the child itself."""

    table: str
    kind: Kind
    writes: Writes
    key: str | None
    has_holder: bool
    is_history: bool = False
    has_agency: bool = True
    nullable_key: bool = False
    has_recorder: bool = False


GUARDS: dict[str, Guard] = {}
