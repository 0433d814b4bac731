"""Writing many rows at once: COPY into a table of the transaction's own, then INSERT ... SELECT under the viewer.

COPY straight into a table under row security is refused by the database. This way policies, triggers and history hold
for each row exactly as they do for one, and a set costs a fraction of what its rows cost one by one.
"""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone

from lapwing.access.viewer import current

AnyRow = TypeVar("AnyRow", bound=models.Model)
# Below this the plain way is as fast.
A_SET = 100
# So many rows are sent at once: the database reads them while the next are made.
A_PIECE = 500
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_IN_ARRAY = str.maketrans({"\\": r"\\", '"': r"\""})


def row(model: type[AnyRow], **columns: object) -> AnyRow:
    """What `model(...)` makes, from columns by the names of their attributes (`agency_id`), at a fifth of its cost: in
    a set of many thousands making the rows costs more than writing them. Raises TypeError for what is no column.
    """
    names, plain, made = _defaults(model)
    if not columns.keys() <= names:
        raise TypeError(f"{model.__name__} has no column {', '.join(sorted(columns.keys() - names))}.")
    new = model.__new__(model)
    values = new.__dict__
    values["_state"] = ModelState()
    values.update(plain)
    values.update(columns)
    for name, default in made:
        if name not in columns:
            values[name] = default()
    return new


@cache
def _defaults(model: type[models.Model]) -> tuple[frozenset[str], dict[str, Any], tuple[tuple[str, Any], ...]]:
    """The names of a model's columns, the defaults that are plain values, and those that are made for each row."""
    fields = model._meta.concrete_fields
    made = {f.attname: f.default for f in fields if f.default is not NOT_PROVIDED and callable(f.default)}
    plain = {field.attname: field.get_default() for field in fields if field.attname not in made}
    return frozenset(field.attname for field in fields), plain, tuple(made.items())


def recorded() -> dict[str, Any]:
    """Whose rows these are, who records them and when: the columns that are one for a set, for all of its rows."""
    who = current()
    return {"agency_id": who.agency, "recorded_by": who.seat, "recorded_at": timezone.now()}


def write(rows: Iterable[AnyRow], *, unless: str = "") -> list[AnyRow]:
    """Insert rows of one model under the viewer; gives them back as they were written, and reads none of them.

    `unless` is what to do with rows that stand already, as SQL: `ON CONFLICT ...`. Raises NoViewer outside a viewer,
    TypeError for a value that only the database works out.
    """
    written = list(rows)
    if not written:
        return written
    current()
    model = type(written[0])
    if len(written) < A_SET and not unless:
        model._default_manager.bulk_create(written)
        return written
    copy_in(model._meta.db_table, columns_of(model), texts_of(written), unless=unless)
    for each in written:
        each._state.adding, each._state.db = False, "default"
    return written


def copy_in(table: str, columns: Sequence[str], pieces: Iterable[str], *, unless: str = "") -> None:
    """Insert lines in COPY's text form into a guarded table, under the viewer. See `copy_aside`."""
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        copy_aside(cursor, f"arriving_{table}", f'(LIKE public."{table}")', columns, pieces)
        insert = f'INSERT INTO public."{table}" ({named}) SELECT {named} FROM arriving_{table} {unless}'
        cursor.execute(f"{insert}; DROP TABLE arriving_{table}")


def copy_aside(cursor: Any, table: str, what: str, columns: Sequence[str], pieces: Iterable[str]) -> None:
    """Copy lines into a temporary table that goes with the transaction; `what` are its columns, as SQL. Pieces of many
    lines that are still to be made are made while it copies, and may ask nothing of the connection.
    """
    cursor.execute(f"CREATE TEMPORARY TABLE {table} {what} ON COMMIT DROP")
    named = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for piece in pieces:
            copy.write(piece.encode())


def columns_of(model: type[models.Model]) -> list[str]:
    return [column for _, column, _ in _fields(model)]


def texts_of(rows: Sequence[models.Model]) -> Iterator[str]:
    """Rows as lines of COPY's text form, a piece at a time; in it a column at a time, for most are of one type, and
    many of one value.
    """
    fields = _fields(type(rows[0]))
    cells = itemgetter(*[name for name, _, _ in fields])
    for start in range(0, len(rows), A_PIECE):
        columns = zip(*[cells(each.__dict__) for each in rows[start : start + A_PIECE]], strict=True)
        yield _lines([as_texts(each) for each, (_, _, as_texts) in zip(columns, fields, strict=True)])


def _lines(columns: Iterable[Sequence[str]]) -> str:
    return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


Column = Sequence[Any]
Texts = Sequence[str]


@cache
def _fields(model: type[models.Model]) -> list[tuple[str, str, Callable[[Column], Texts]]]:
    """Each column's attribute, name, and how its values are written."""
    return [(field.attname, field.column, _writer(field)) for field in model._meta.concrete_fields if field.column]


def _writer(field: Any) -> Callable[[Column], Texts]:
    if isinstance(field, models.JSONField):
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda values: [r"\N" if value is None else _words(encode(value)) for value in values]
    if isinstance(field, ArrayField):
        return lambda values: [array(value) for value in values]
    return texts


def texts(values: Column) -> Texts:
    """A column of plain values as COPY's text form has them."""
    if values[0] is values[-1] and len(set(map(id, values))) == 1:
        return [text(values[0])] * len(values)
    kinds = set(map(type, values))
    if kinds == {str}:
        return values if _is_as_it_stands("".join(values)) else [_words(value) for value in values]
    writers = {kind: _BY_TYPE.get(kind, _other) for kind in kinds}
    if len(writers) == 1:
        [write] = writers.values()
        return list(map(write, values))
    return [writers[type(value)](value) for value in values]


def texts_from(columns: Sequence[Column]) -> Iterator[str]:
    """Columns of plain values, each as long as the others, the same way; lists are arrays."""
    for start in range(0, len(columns[0]), A_PIECE):
        cells = [each[start : start + A_PIECE] for each in columns]
        yield _lines([[array(one) for one in each] if isinstance(each[0], list) else texts(each) for each in cells])


def text(value: Any) -> str:
    """One value as COPY's text form has it."""
    write = _BY_TYPE.get(type(value))
    return write(value) if write else _other(value)


def _words(value: str) -> str:
    return value if _is_as_it_stands(value) else value.translate(_ESCAPED)


def _is_as_it_stands(words: str) -> bool:
    """Whether nothing in it needs a sign before it."""
    return words.isprintable() and "\\" not in words


_BY_TYPE: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: r"\N",
    str: _words,
    uuid.UUID: lambda value: value.hex,
    bool: lambda value: "t" if value else "f",
    int: str,
    float: repr,
    datetime: datetime.isoformat,
    date: date.isoformat,
    bytes: lambda value: rf"\\x{value.hex()}",
}


def _other(value: Any) -> str:
    """A value of a type that is one of these in another dress: a level, a choice, another library's key."""
    for known, write in _BY_TYPE.items():
        if isinstance(value, known):
            plain: Any = value  # an enumeration's member is written as the plain value that it is
            return write(known(plain) if known in {str, int} else plain)
    raise TypeError(f"A {type(value).__name__} cannot be copied in.")


def array(value: Sequence[Any] | None) -> str:
    """A list as COPY's text form has an array."""
    if value is None:
        return r"\N"
    if value and all(type(one) is str for one in value) and _is_plain("".join(value)):
        return '{"' + '","'.join(value) + '"}'
    return "{" + ",".join([_in_array(one) for one in value]) + "}"


def _is_plain(words: str) -> bool:
    """The same, inside an array."""
    return _is_as_it_stands(words) and '"' not in words


def _in_array(value: Any) -> str:
    if isinstance(value, uuid.UUID):
        return value.hex
    if not isinstance(value, str):
        return text(value) if value is not None else "NULL"
    return ('"' + value.translate(_IN_ARRAY) + '"').translate(_ESCAPED)
