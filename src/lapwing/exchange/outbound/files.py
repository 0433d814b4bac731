"""What a list holds: its rows, and the file that is made of them."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from lapwing.access.viewer import current
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.models import Absence, Account, Whereabouts
from lapwing.directory.models import Seat
from lapwing.exchange.outbound import absences, ssda903, table
from lapwing.exchange.outbound.models import Disclosure
from lapwing.people import queries as people
from lapwing.people.models import Address, Audience
from lapwing.people.queries import Summary
from lapwing.rules import words
from lapwing.rules.moments import LONDON, Moment, moment_words

Keys = list[uuid.UUID]
TYPES = {Disclosure.Form.CSV: "text/csv; charset=utf-8"}
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("Reference", "Name", "Born", "Type", "Risk", "Went missing", "Found", "Returned")
WITH_ADDRESS = ("Address",)
WITH_WORDS = ("Missing from", "Last seen", "Found, in words")
CALL_BACK = "Confidential: call the agency back"


@dataclass(frozen=True)
class File:
    """A file to hand out: its name, its kind, and its bytes."""

    name: str
    kind: str
    content: bytes


def chosen(of: Disclosure) -> tuple[Keys, Keys]:
    """The keys of the rows that a list is of, and the persons in it."""
    if of.what == Disclosure.What.RETURN:
        rows = absences.prepared(ssda903.year_of(of.since)).rows
        return [row.account for row in rows], [row.person for row in rows]
    found = list(_between(of).values_list("pk", "person"))
    return [key for key, _ in found], [person for _, person in found]


def _between(of: Disclosure) -> QuerySet[Absence]:
    first, last = (datetime.combine(day, time(0), LONDON) for day in (of.since, of.until + timedelta(days=1)))
    return missing.standing().filter(began_at__gte=first, began_at__lt=last).order_by("began_at", "pk")


def make(of: Disclosure) -> tuple[File, Keys]:
    """The file, of those of its rows that the viewer may still see, and the persons in it."""
    if of.what == Disclosure.What.RETURN:
        return _return(of)
    rows = list(Absence.objects.filter(pk__in=of.keys).order_by("began_at", "pk"))
    heads = (*HEADS, *(WITH_ADDRESS if of.with_addresses else ()), *(WITH_WORDS if of.with_words else ()))
    lines = _lines(rows, of)
    as_bytes = table.as_csv if of.form == Disclosure.Form.CSV else table.as_excel
    content = as_bytes(marks(of, len(lines)), heads, lines)
    name = f"absences-{of.since}-to-{of.until}.{of.form}"
    return File(name, TYPES.get(of.form, EXCEL_TYPE), content), [row.person for row in rows]


def _return(of: Disclosure) -> tuple[File, Keys]:
    """The return's own form has no room for marks: its name says when it was made."""
    year, wanted = ssda903.year_of(of.since), set(of.keys)
    rows = [row for row in absences.prepared(year).rows if row.account in wanted]
    name = f"SSDA903-missing-{year.began}-{year.began + 1}-made-{timezone.localdate()}.csv"
    return File(name, TYPES[Disclosure.Form.CSV], ssda903.text(rows).encode()), [row.person for row in rows]


def marks(of: Disclosure, rows: int) -> list[str]:
    """The lines above a list: what it is, who made it and when, for whom and why, and when it is to be destroyed."""
    seat = Seat.objects.select_related("account", "agency").get(pk=current().seat)
    now = moment_words(Moment(timezone.now()))
    return [
        f"OFFICIAL-SENSITIVE: {rows} absences of children, {of.since:%d/%m/%Y} to {of.until:%d/%m/%Y}",
        f"Made by {seat.account.name if seat.account else seat.title}, {seat.title}, {seat.agency}, on {now}",
        f"For {of.recipient}: {words.get('sharing_purposes').words(of.purpose)}",
        f"Destroy by {timezone.localtime(of.expires_at):%d/%m/%Y}. List {of.pk}",
    ]


def _lines(rows: Sequence[Absence], of: Disclosure) -> list[list[str]]:
    children = people.children_of(row.person for row in rows)
    summaries = people.summaries(children.values())
    lived = _addresses(summaries.values()) if of.with_addresses else {}
    accounts, facts = missing.accounts_of(row.pk for row in rows), missing.facts_of(row.pk for row in rows)
    lines = []
    for row in rows:
        child = summaries[children[row.person]]
        line = _line(row, child)
        if of.with_addresses:
            line.append(lived.get(child.child, ""))
        if of.with_words:
            line += _in_words(accounts.get(row.pk, []), facts.get(row.pk, []))
        lines.append(line)
    return lines


def _line(row: Absence, child: Summary) -> list[str]:
    return [
        child.reference, child.name, f"{child.born:%d/%m/%Y}" if child.born else "",
        words.get("missing_types").words(row.type), words.get("police_risk_levels").words(row.risk) if row.risk else "",
        _at(row.began), _at(row.ended), _at(row.returned),
    ]  # fmt: skip


def _at(when: Moment | None) -> str:
    return moment_words(when) if when else ""


def _addresses(children: Iterable[Summary]) -> dict[uuid.UUID, str]:
    """Where each child lives now; an address that is confidential from anybody says only to call back."""
    persons = {told.person: child.child for child in children for told in child.told}
    found: dict[uuid.UUID, str] = {}
    for row in Address.objects.filter(person__in=persons, until=None).order_by("-since"):
        is_confidential = row.audience == Audience.CONFIDENTIAL or bool(row.confidential_from)
        said = CALL_BACK if is_confidential else ", ".join(filter(None, [row.lines, row.postcode]))
        child = persons[row.person]
        found[child] = CALL_BACK if CALL_BACK in (said, found.get(child)) else found.get(child, said)
    return found


def _in_words(accounts: Sequence[Account], facts: Sequence[Whereabouts]) -> list[str]:
    def joined(parts: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(part for part in parts if part))

    return [
        joined(account.missing_from for account in accounts),
        joined(account.last_seen_place for account in accounts),
        joined(", ".join(filter(None, [fact.place, fact.how])) for fact in facts),
    ]
