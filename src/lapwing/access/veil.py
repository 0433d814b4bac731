"""Whose name would tell where a child lives, where a placement or school is confidential: kept from every page at once.

That a home tells of a child, stands in the circle or is asked to a meeting says who cares for the child, as plainly as
the address would. So each row about a child names its agencies, seats and teams, and says its words, through here:
whoever may not see the confidential row reads "call back" in place of the name. What an agency wrote itself, it reads
as it wrote it.

No page leaves anything out by itself. A row is veiled as it is read from, and is written back as it stands: `guarded`
puts every table under the veil. What a page reads as values and not as rows goes through `words` and `called`; seats
and teams by their keys through `hidden_here`.
"""

import copy
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.query_utils import DeferredAttribute

from lapwing.access import viewer
from lapwing.directory.models import Agency, AgencyName, Seat, Team

CALL_BACK = "Confidential: call back"
# A code, a number or a word of the program's own is no place for a home's name; nor is a child's.
LONGER_THAN = 30
NO_PLACE = frozenset({
    "band", "basis", "because_kind", "consent", "digest", "duty", "edition", "family", "given", "grounds", "instrument",
    "kind", "opened_from_kind", "opened_kind", "pgh_label", "pgh_purpose", "purpose", "question", "subject_kind",
    "table", "why_held",
})  # fmt: skip

Keys = frozenset[uuid.UUID]
NOTHING: Keys = frozenset()
# Set by `people`, which stands above: for persons as told, the agencies that no page may name to this viewer.
ASK: list[Callable[[Iterable[uuid.UUID]], Mapping[uuid.UUID, Keys]]] = [lambda persons: {}]


def hidden(persons: Iterable[uuid.UUID]) -> Keys:
    """The agencies that would tell this viewer where one of these persons lives or learns; none of the viewer's own."""
    wanted = set(persons)
    _ask(wanted)
    known = viewer.current().veiled
    return NOTHING.union(*(known[person] for person in wanted))


def _ask(persons: set[uuid.UUID]) -> None:
    """Ask about these, and all whom the page has shown so far at once; it is kept as long as the viewer looks."""
    who = viewer.current()
    if asked := persons.difference(who.veiled):
        asked |= who.shown.difference(who.veiled)
        who.veiled.update(dict.fromkeys(asked, NOTHING) | dict(ASK[0](asked)))


def hidden_here() -> Keys:
    """The same for everybody whom this page has shown: for seats and teams that it names by their keys."""
    if not viewer.is_open() or not viewer.current().is_person:
        return NOTHING
    return hidden(viewer.current().shown)


def know(persons: Iterable[uuid.UUID]) -> None:
    """Ask about all of these at once, for a list of values: `words` and `called` ask about each as it comes."""
    if viewer.is_open() and viewer.current().is_person:
        _ask(set(persons))


def called(agency: uuid.UUID | None, name: str, person: uuid.UUID, teller: uuid.UUID | None = None) -> str:
    """An agency's name as this viewer may read it beside a person, in what `teller` (an agency) told."""
    return CALL_BACK if agency and _looks_from_outside(teller) and agency in hidden([person]) else name


def words(said: str, person: uuid.UUID, teller: uuid.UUID | None = None) -> str:
    """What `teller` (an agency) said of a person, without the names that this viewer may not learn."""
    if not said or not _looks_from_outside(teller) or not (kept := hidden([person])):
        return said
    return _names(kept).sub(f"[{CALL_BACK.lower()}]", said)


def unnamed(row: Any) -> Any:
    """A copy of an agency, seat or team without its name, telephones and address. It cannot be saved."""
    bare = copy.copy(row)
    bare._state = copy.copy(row._state)
    for column in ("name", "title"):
        if hasattr(bare, column):
            setattr(bare, column, CALL_BACK)
    for column in ("telephone", "night_telephone", "postcode"):
        if hasattr(bare, column):
            setattr(bare, column, "")
    bare._state.fields_cache = {}
    if not isinstance(row, Agency):
        bare._state.fields_cache = dict.fromkeys(("account", "area", "deputy", "night_route", "team")) | {
            "agency": unnamed(row.agency)
        }
    bare.save = _never
    return bare


def over(model: type[models.Model]) -> None:
    """Put a table under the veil: its agencies, seats, teams and words."""
    columns = {field.name for field in model._meta.local_concrete_fields}
    if "person" not in columns:
        return
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.ForeignKey) and _related(field) in {"Agency", "Seat", "Team"}:
            setattr(model, field.name, _VeiledKey(field))
        elif _has_words(field):
            setattr(model, field.attname, _VeiledWords(field))
            setattr(field, "pre_save", _as_it_stands(field.attname))  # noqa: B010 - this one field's


class _VeiledKey(ForwardManyToOneDescriptor):  # type: ignore[type-arg] # no generic while Django runs
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        row: Any = super().__get__(instance, cls)
        if instance is None or row is None or instance._state.adding:
            return row
        if not _looks_from_outside(instance.__dict__.get("agency_id")):
            return row
        person = instance.__dict__.get("person")
        agency = row.pk if isinstance(row, Agency) else row.agency_id
        return unnamed(row) if person and agency in hidden([person]) else row


class _VeiledWords(DeferredAttribute):
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        said = super().__get__(instance, cls)
        # A row in the making is its maker's own, and goes into the table as it stands.
        if instance is None or not said or not isinstance(said, str) or instance._state.adding:
            return said
        person = instance.__dict__.get("person")
        return words(said, person, instance.__dict__.get("agency_id")) if person else said

    def __set__(self, instance: Any, said: object) -> None:
        instance.__dict__[self.field.attname] = said


def _looks_from_outside(teller: uuid.UUID | None) -> bool:
    """Whether a person looks who did not tell it. Background work shows nothing to anybody."""
    return viewer.is_open() and viewer.current().is_person and viewer.current().agency != teller


def _names(agencies: Keys) -> re.Pattern[str]:
    """These agencies' names, today's and former ones, and those of their teams that no other agency's team has."""
    if agencies not in viewer.current().read_names:
        names = set(Agency.objects.filter(pk__in=agencies).values_list("name", flat=True))
        names |= set(AgencyName.objects.filter(agency__in=agencies).values_list("name", flat=True))
        teams = set(Team.objects.filter(agency__in=agencies).values_list("name", flat=True))
        shared = Team.objects.exclude(agency__in=agencies).filter(name__in=teams).values_list("name", flat=True)
        people = Seat.objects.filter(agency__in=agencies).exclude(account=None)
        names |= (teams - set(shared)) | set(people.values_list("account__name", flat=True))
        longest_first = sorted(filter(None, names), key=len, reverse=True)
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first)
        viewer.current().read_names[agencies] = re.compile(pattern or r"(?!)", re.IGNORECASE)
    return viewer.current().read_names[agencies]


def _has_words(field: "models.Field[Any, Any]") -> bool:
    if not isinstance(field, models.CharField | models.TextField) or field.choices or field.name in NO_PLACE:
        return False
    return field.max_length is None or field.max_length > LONGER_THAN


def _related(field: "models.ForeignKey[Any, Any]") -> str:
    to = field.remote_field.model
    return to.rpartition(".")[2] if isinstance(to, str) else to.__name__


def _as_it_stands(column: str) -> Callable[[models.Model, bool], Any]:
    return lambda instance, add: instance.__dict__[column]


def _never(*_: object, **__: object) -> None:
    raise PermissionError("A veiled row is for reading: it is not the row that is kept.")
