"""Keys among many, asked as one array: `= ANY ('{...}')` and not `IN ('...', '...', ...)`.

A long list in `IN` is prepared, quoted and parsed key by key, in Python and again by the database. As an array it is
one value, for which PostgreSQL has the same plans. Every `…__in` of a key goes through here, whoever asks.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import ForeignKey, UUIDField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

ARRAY = "%s::uuid[]"

if TYPE_CHECKING:
    _Lookup = In[Any]
else:
    _Lookup = object


class _AsArray(_Lookup):
    """What is not a list of keys, such as a subquery or an expression, is asked as Django asks it."""

    def get_prep_lookup(self) -> Any:
        """Keys need no preparing, which Django does for one after the other."""
        if isinstance(self.rhs, Collection) and all(type(one) is UUID for one in self.rhs):
            return list(self.rhs)
        return super().get_prep_lookup()

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if connection.vendor == "postgresql" and self.rhs_is_direct_value() and (keys := _keys(self.rhs)):
            return ARRAY, [array(keys)]
        return super().process_rhs(compiler, connection)

    def get_rhs_op(self, connection: Any, rhs: Any) -> str:
        return f"= ANY ({rhs})" if rhs == ARRAY else super().get_rhs_op(connection, rhs)


class KeysIn(_AsArray, In):  # type: ignore[misc,type-arg] # no generic while Django runs
    pass


class RelatedKeysIn(_AsArray, RelatedIn):  # type: ignore[misc] # as above
    pass


def _keys(given: Any) -> list[UUID]:
    """Nothing where any is no key."""
    some = [one for one in given if one is not None]
    return some if all(type(one) is UUID for one in some) else []


def array(keys: Iterable[UUID]) -> str:
    """Keys as the text of an array, for a statement that says `%s::uuid[]`."""
    return "{" + ",".join([f"{key.int:032x}" for key in keys]) + "}"  # as `hex`, without a call for each


def register() -> None:
    UUIDField.register_lookup(KeysIn)
    ForeignKey.register_lookup(RelatedKeysIn)
