"""A directory from a file: areas, agencies, teams, and who sits where, before anybody can sign in to write it.

The file is checked whole before anything is written. What stands already stays as it is, so that a file that has grown
may be given again.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.access.roles import ROLES
from lapwing.directory.models import Account, Agency, AgencyName, Area, Catchment, Partnership, Seat, Team
from lapwing.rules import words
from lapwing.web.directory.forms import account_for

ASKED = {
    "areas": {"code", "name"},
    "partnerships": {"name", "areas"},
    "agencies": {"name", "kind"},
    "teams": {"name", "purpose"},
    "seats": {"title", "role", "name", "email"},
}
MAY = {
    "areas": {"region"},
    "partnerships": set[str](),
    "agencies": {"area", "catchments", "postcode", "telephone", "night_telephone", "teams", "seats"},
    "teams": {"area", "telephone", "round_the_clock", "night_route"},
    "seats": {"team", "deputy", "telephone"},
}
MODELS: dict[str, type[Model]] = {
    "areas": Area, "partnerships": Partnership, "agencies": Agency, "teams": Team, "seats": Seat,
}  # fmt: skip
INNER, CODES, SWITCHES = {"teams", "seats"}, {"areas", "catchments"}, {"round_the_clock"}
Entry = dict[str, Any]


class NotThisFile(ValueError):
    """The file cannot be used; the message names every place, and nothing was written."""


@dataclass
class Made:
    """What a file added: keys of new rows, and the first passwords of new accounts, by e-mail address. How many of each
    kind were made, and how many stood already.
    """

    keys: list[Any] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    made: Counter[Any] = field(default_factory=Counter)
    stood: Counter[Any] = field(default_factory=Counter)

    def add(self, row: Any) -> None:
        self.keys.append(row.pk)
        self.made[type(row)] += 1

    def __str__(self) -> str:
        stood = f" Stood already, and stay as they are: {_counted(self.stood)}." if self.stood else ""
        return f"Made {_counted(self.made)}.{stood}"


def _counted(kinds: Counter[Any]) -> str:
    """In the order in which a file names them."""
    parts = [
        f"{kinds[model]} {meta.verbose_name if kinds[model] == 1 else meta.verbose_name_plural}"
        for model in (Area, Partnership, Agency, Team, Seat, Account)
        if kinds[model] and (meta := model._meta)
    ]
    return ", ".join(parts) or "nothing"


def found(plan: Entry, *, since: date | None = None) -> Made:
    """Make what a plan names and is not there yet. Raises `NotThisFile`.

    `plan` has lists `areas`, `partnerships` and `agencies`; an agency has lists `teams` and `seats`.
    """
    if troubles := _troubles(plan):
        raise NotThisFile("\n".join(troubles))
    made = Made()
    with viewer.clockwork("directory"), transaction.atomic():
        _write(plan, since or timezone.localdate(), made)
        if made.keys:
            ledger.line(LedgerAct.CHANGE, "directory.found", subjects=made.keys)
    return made


# ---- checking


def _troubles(plan: Entry) -> list[str]:
    """What is wrong with a plan, each in a line that says where."""
    found = [f"{name}: there is no such part." for name in set(plan) - {"areas", "partnerships", "agencies"}]
    for part in ("areas", "partnerships", "agencies"):
        found += _of_part(part, plan.get(part, []), part)
    if found:
        return found
    codes = {area["code"] for area in plan.get("areas", [])} | set(Area.objects.values_list("code", flat=True))
    for at, one in _numbered("partnerships", plan):
        found += _unknown_areas(at, one["areas"], codes)
    for at, one in _numbered("agencies", plan):
        found += _of_agency(at, one, codes)
    return found


def _numbered(part: str, plan: Entry) -> list[tuple[str, Entry]]:
    return [(f"{part}[{number}]", one) for number, one in enumerate(plan.get(part, []), start=1)]


def _of_part(part: str, rows: object, at: str) -> list[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [f"{at}: this must be a list, as [[{part}]] makes one."]
    found = []
    for number, row in enumerate(rows, start=1):
        here = f"{at}[{number}]"
        found += [f"{here}: {name} is missing." for name in sorted(ASKED[part]) if not row.get(name)]
        found += [f"{here}: {name} is not known here." for name in sorted(set(row) - ASKED[part] - MAY[part])]
        found += [f"{here}.{name}: {wrong}." for name, value in row.items() if (wrong := _wrong(part, name, value))]
        for inner in INNER & set(row) & MAY[part]:
            found += _of_part(inner, row[inner], f"{here}.{inner}")
    return found


def _wrong(part: str, name: str, value: object) -> str:
    """Why a value cannot be kept; nothing where it can."""
    if name in INNER:
        return ""
    if name in CODES:
        are_codes = isinstance(value, list) and all(isinstance(code, str) for code in value)
        return "" if are_codes else 'this must be a list of codes in quotation marks, such as ["990"]'
    if name in SWITCHES:
        return "" if isinstance(value, bool) else "this must be true or false, without quotation marks"
    if not isinstance(value, str):
        return "this must stand in quotation marks"
    longest = _longest(part, name)
    return f"this may have {longest} characters at most" if longest and len(value) > longest else ""


def _longest(part: str, name: str) -> int | None:
    """How much of it the directory keeps; who sits in a seat is an account."""
    for model in (MODELS[part], Account) if part == "seats" else (MODELS[part],):
        for kept in model._meta.get_fields():
            if kept.name == name:
                return getattr(kept, "max_length", None)
    return None


def _unknown_areas(at: str, named: list[str], codes: set[str]) -> list[str]:
    return [f"{at}: there is no area {code!r}." for code in named if code not in codes]


def _of_agency(at: str, one: Entry, codes: set[str]) -> list[str]:
    kinds = {code.code for code in words.get("agency_kinds")}
    teams = {team["name"] for team in one.get("teams", [])}
    titles = {seat["title"] for seat in one.get("seats", [])}
    found = _unknown_areas(at, [one["area"]] if one.get("area") else [], codes)
    found += _unknown_areas(at, one.get("catchments", []), codes)
    if one["kind"] not in kinds:
        found.append(f"{at}: {one['kind']!r} is no kind of agency. One of: {', '.join(sorted(kinds))}.")
    for number, team in enumerate(one.get("teams", []), start=1):
        here = f"{at}.teams[{number}]"
        found += _unknown_areas(here, [team["area"]] if team.get("area") else [], codes)
        if team.get("night_route") and team["night_route"] not in teams:
            found.append(f"{here}: {team['night_route']!r} is no team of this agency.")
    for number, seat in enumerate(one.get("seats", []), start=1):
        found += _of_seat(f"{at}.seats[{number}]", seat, teams, titles)
    return found


def _of_seat(at: str, seat: Entry, teams: set[str], titles: set[str]) -> list[str]:
    found = []
    if seat["role"] not in ROLES or ROLES[seat["role"]].acts_for_machine:
        may = sorted(key for key, role in ROLES.items() if not role.acts_for_machine)
        found.append(f"{at}: {seat['role']!r} is no role. One of: {', '.join(may)}.")
    if seat.get("team") and seat["team"] not in teams:
        found.append(f"{at}: {seat['team']!r} is no team of this agency.")
    if seat.get("deputy") and seat["deputy"] not in titles:
        found.append(f"{at}: {seat['deputy']!r} is no seat of this agency.")
    try:
        validate_email(seat["email"])
    except ValidationError:
        found.append(f"{at}: {seat['email']!r} is no e-mail address.")
    return found


# ---- writing


def _write(plan: Entry, since: date, made: Made) -> None:
    areas = {area.code: area for area in Area.objects.all()}
    for one in plan.get("areas", []):
        areas[one["code"]] = _keep(
            made, Area, {"code": one["code"]}, {"name": one["name"], "region": one.get("region", "")}
        )
    for one in plan.get("partnerships", []):
        partnership = _keep(made, Partnership, {"name": one["name"]}, {})
        partnership.areas.add(*(areas[code] for code in one["areas"]))
    for one in plan.get("agencies", []):
        _agency(one, areas, since, made)


def _keep(made: Made, model: Any, which: Entry, more: Entry) -> Any:
    """The row that is there, as it is; else a new one."""
    if (known := model.objects.filter(**which).first()) is not None:
        made.stood[model] += 1
        return known
    row = model.objects.create(**which, **more)
    made.add(row)
    return row


def _agency(one: Entry, areas: dict[str, Area], since: date, made: Made) -> None:
    plain = {name: one.get(name, "") for name in ("postcode", "telephone", "night_telephone")}
    which = {"name": one["name"], "kind": one["kind"], "area": areas.get(one.get("area", "")), "closed_on": None}
    agency = _keep(made, Agency, which, plain)
    if agency.pk in made.keys:
        AgencyName.objects.create(agency=agency, name=agency.name, since=since)
    for code in one.get("catchments", []):
        if not Catchment.objects.filter(agency=agency, area=areas[code], until=None).exists():
            Catchment.objects.create(agency=agency, area=areas[code], since=since)
    teams = {each["name"]: _team(each, agency, areas, made) for each in one.get("teams", [])}
    for each in one.get("teams", []):
        if each.get("night_route") and teams[each["name"]].pk in made.keys:
            Team.objects.filter(pk=teams[each["name"]].pk).update(night_route=teams[each["night_route"]])
    seats = {each["title"]: _seat(each, agency, teams, since, made) for each in one.get("seats", [])}
    for each in one.get("seats", []):
        if each.get("deputy") and seats[each["title"]].pk in made.keys:
            Seat.objects.filter(pk=seats[each["title"]].pk).update(deputy=seats[each["deputy"]])


def _team(one: Entry, agency: Agency, areas: dict[str, Area], made: Made) -> Team:
    more = {
        "purpose": one["purpose"], "area": areas.get(one.get("area", "")), "telephone": one.get("telephone", ""),
        "round_the_clock": one.get("round_the_clock", False),
    }  # fmt: skip
    return _keep(made, Team, {"agency": agency, "name": one["name"], "closed_on": None}, more)


def _seat(one: Entry, agency: Agency, teams: dict[str, Team], since: date, made: Made) -> Seat:
    known = Seat.objects.current().filter(agency=agency, title=one["title"]).first()
    if known is not None:
        made.stood[Seat] += 1
        return known
    account, password = account_for(one["email"], one["name"])
    if password:
        made.passwords[account.email] = password
        made.add(account)
    seat = Seat.objects.create(
        account=account, agency=agency, team=teams.get(one.get("team", "")), role=one["role"], title=one["title"],
        telephone=one.get("telephone", ""), since=since,
    )  # fmt: skip
    made.add(seat)
    return seat
