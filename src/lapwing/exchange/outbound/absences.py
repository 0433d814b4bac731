"""What stands in a council's return: its own accounts, with what is known of where each child was found."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import CharField, Exists, ExpressionWrapper, Min, OuterRef, Q, QuerySet

from lapwing.access.viewer import current
from lapwing.cases.missing.models import Account, Whereabouts
from lapwing.exchange.outbound.ssda903 import CODES, Episode, Prepared, Told, Year, prepare
from lapwing.people.models import Placement
from lapwing.people.models import Told as Person
from lapwing.rules.moments import LONDON, ONE_DAY, Precision, london_date


def prepared(year: Year) -> Prepared:
    """The viewer's council's absences of a year, as the return's missing file has them. Row security is the filter."""
    return prepare(told(year), placements(), year)


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


@dataclass(frozen=True)
class Ends:
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
