"""What stands in a council's return: its own accounts, with what is known of where each child was found; and those of
the councils that it came from, for a year is one whole though two councils became one in the middle of it.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import CharField, Exists, ExpressionWrapper, Min, OuterRef, Q, QuerySet

from lapwing.access.models import Identity
from lapwing.access.viewer import current
from lapwing.cases.missing.models import Account, Whereabouts
from lapwing.exchange.outbound import sight
from lapwing.exchange.outbound.ssda903 import CODES, Episode, Prepared, Told, Year, prepare
from lapwing.people.models import Placement
from lapwing.people.models import Told as Person
from lapwing.rules.moments import LONDON, ONE_DAY, Precision, london_date

TAKEN = "A council that this one came from gave the child a reference that another child has: tell the child anew."


def prepared(year: Year) -> Prepared:
    """The viewer's council's absences of a year, as the return's missing file has them. Row security is the filter."""
    lived = placements()
    return prepare([*told(year), *_told_before(year, lived)], lived, year)


def told(year: Year) -> list[Told]:
    """The council's own accounts that had begun by the end of the year, of the types that the return counts, and that
    had not ended before it.
    """
    accounts = Account.objects.filter(
        agency=current().agency, withdrawn_at=None, type__in=CODES, began_at__lt=_midnight(year.last + ONE_DAY)
    )
    first = _midnight(year.first)
    columns = ("pk", "absence", "person", "type", "began_at", "began_precision")
    rows = list(_not_over(accounts, first).values_list(*columns))
    ends = _ends(row[1] for row in rows)
    open_then = [(row, end) for row in rows if (end := ends[row[1]].end(CODES[row[3]])) is None or end >= first]
    persons = Person.objects.filter(pk__in={row[2] for row, _ in open_then}).values_list("pk", "reference", "born")
    children = {person: (reference, born) for person, reference, born in persons}
    return [
        _told(key, person, children[person], CODES[kind], began, precision, end)
        for (key, _, person, kind, began, precision), end in open_then
        if person in children
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)


def _not_over(accounts: QuerySet[Account], first: datetime) -> QuerySet[Account]:
    """Those whose end the council itself did not tell before the year. Most absences are over by what it told: whether
    it may see what others told is asked of the rest alone, and costs more than the rest of the page.
    """
    kind = ExpressionWrapper(OuterRef("type"), output_field=CharField())
    ours = Whereabouts.objects.annotate(of_type=kind).filter(
        absence=OuterRef("absence"), agency=current().agency, withdrawn_at=None, at__lt=first
    )
    ends = [Q(**_ending(code)) & Q(of_type__in=[each for each in CODES if CODES[each] == code]) for code in ("M", "A")]
    return accounts.filter(~Exists(ours.filter(ends[0] | ends[1])))


def _ending(code: str) -> dict[str, object]:
    """Missing ends when the child is found, wherever that is; away when the child is back."""
    return {} if code == "M" else {"kind": Whereabouts.Fact.RETURNED}


class Ends(NamedTuple):
    """When a child was found, and when they were back, as far as the viewer sees it."""

    found: datetime | None = None
    back: datetime | None = None

    def end(self, code: str) -> datetime | None:
        return self.found if code == "M" else self.back


def _ends(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, Ends]:
    facts = Whereabouts.objects.filter(absence__in=set(absences), withdrawn_at=None).order_by()
    rows = facts.values_list("absence").annotate(found=Min("at"), back=Min("at", filter=Q(**_ending("A"))))
    found: dict[uuid.UUID, Ends] = defaultdict(Ends)
    found.update((absence, Ends(*ends)) for absence, *ends in rows)
    return found


def _told(
    account: uuid.UUID, person: uuid.UUID, child: tuple[str, date | None], code: str, began: datetime, precision: str,
    ended: datetime | None,
) -> Told:  # fmt: skip
    return Told(
        account=account, person=person, child=child[0], born=child[1], code=code, began=london_date(began),
        ended=london_date(ended) if ended else None, exact=precision != Precision.MONTH,
    )  # fmt: skip


def placements() -> dict[uuid.UUID, list[Episode]]:
    """Where the council's looked-after children lived, and when."""
    found: dict[uuid.UUID, list[Episode]] = defaultdict(list)
    rows = Placement.objects.filter(agency=current().agency).exclude(since=None).order_by("since")
    for person, since, until in rows.values_list("person", "since", "until"):
        found[person].append(Episode(since, until))
    return found


# ---- the councils that this one came from


def _told_before(year: Year, lived: dict[uuid.UUID, list[Episode]]) -> list[Told]:
    """What they told, of absences that this council has not told itself. `lived` gets where their children lived."""
    rows = [row for row in sight.former_absences(_midnight(year.last + ONE_DAY)) if row.type in CODES]
    if not rows:
        return []
    ours = Account.objects.filter(agency=current().agency, withdrawn_at=None, absence__in={row.absence for row in rows})
    told_again = set(ours.values_list("absence", flat=True))
    left = {row.absence: row for row in reversed(rows) if row.absence not in told_again}
    stands = _stands(rows)
    _lived_before(stands, lived)
    ends, first, taken = _ends(left), _midnight(year.first), _taken(stands)
    found = []
    for row in left.values():
        code, known = CODES[row.type], ends[row.absence]
        end = _earliest(known.end(code), row.found if code == "M" else row.back)
        if end is None or end >= first:
            child = stands[row.child]
            told = _told(row.account, child.person, (child.reference, child.born), code, row.began, row.precision, end)
            found.append(told._replace(why=TAKEN if child.reference in taken and not child.is_ours else ""))
    return found


@dataclass(frozen=True)
class _Child:
    """Under which person, and which reference, a child of a former council stands in the return."""

    person: uuid.UUID
    reference: str
    born: date | None
    is_ours: bool = False


def _stands(rows: Iterable[sight.Former]) -> dict[uuid.UUID, _Child]:
    """By child: as this council tells them, where it does; else as the former one did, what it told last. A return has
    no names: one born on the same day under the same reference is the same child in it.
    """
    theirs = {row.child: _Child(row.person, row.reference, row.born) for row in reversed(list(rows))}
    child_of = dict(Identity.objects.filter(child__in=theirs).values_list("person", "child"))
    ours = Person.objects.filter(agency=current().agency).order_by("recorded_at", "pk")
    columns = ("pk", "reference", "born")
    alike = {
        (one[1], one[2]): _Child(*one, is_ours=True)
        for one in _by_reference(ours, theirs.values()).values_list(*columns)
    }
    stands = {child: alike.get((one.reference, one.born), one) for child, one in theirs.items()}
    stands |= {
        child_of[one[0]]: _Child(*one, is_ours=True) for one in ours.filter(pk__in=child_of).values_list(*columns)
    }
    return stands


def _taken(stands: Mapping[uuid.UUID, _Child]) -> set[str]:
    """References that two children would have in the return."""
    ours = Person.objects.filter(agency=current().agency)
    told = set(_by_reference(ours, stands.values()).values_list("reference", "born"))
    times = Counter(reference for reference, _ in told | {(one.reference, one.born) for one in stands.values()})
    return {reference for reference, each in times.items() if each > 1}


def _by_reference(rows: QuerySet[Person], children: Iterable[_Child]) -> QuerySet[Person]:
    return rows.filter(reference__in={one.reference for one in children})


def _lived_before(stands: Mapping[uuid.UUID, _Child], lived: dict[uuid.UUID, list[Episode]]) -> None:
    """Where a child lived until this council's own placements of the child begin."""
    begins = {person: min(episode.since for episode in episodes) for person, episodes in lived.items()}
    for row in sight.former_placements():
        if (child := stands.get(row.child)) is None:
            continue
        ours = begins.get(child.person)
        if ours is None or row.since < ours:
            until = row.until if ours is None or (row.until and row.until < ours) else ours
            lived[child.person].append(Episode(row.since, until))


def _earliest(*times: datetime | None) -> datetime | None:
    return min((each for each in times if each), default=None)
