"""What stands in a council's return: its own accounts, with what is known of where each child was found."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case, F, Min, Q, QuerySet, When

from lapwing.access.viewer import current
from lapwing.cases.missing.models import Account, Whereabouts
from lapwing.exchange.outbound.ssda903 import CODES, Episode, Prepared, Told, Year, prepare
from lapwing.people.models import Placement
from lapwing.people.models import Told as Person
from lapwing.rules.moments import LONDON, ONE_DAY, Moment, Precision, london_date


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
    ends = _ends(accounts, _midnight(year.first))
    open_then = {
        key: ends[absence].end(CODES[kind])
        for key, absence, kind in accounts.values_list("pk", "absence", "type")
        if not ends[absence].is_over(CODES[kind])
    }
    columns = ("pk", "person", "type", "began_at", "began_precision")
    rows = list(Account.objects.filter(pk__in=open_then).values_list(*columns))
    persons = Person.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "reference", "born")
    children = {person: (reference, born) for person, reference, born in persons}
    return [
        _told(key, person, children[person], CODES[kind], Moment(began, Precision(precision)), open_then[key])
        for key, person, kind, began, precision in rows
        if person in children
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)


@dataclass(frozen=True)
class Ends:
    """When a child was found, and when they were back; where that was before the year, that it was, and no time."""

    found_before: bool = False
    back_before: bool = False
    found: datetime | None = None
    back: datetime | None = None

    def is_over(self, code: str) -> bool:
        """Missing ends when the child is found, wherever that is; away when the child is back."""
        return self.found_before if code == "M" else self.back_before

    def end(self, code: str) -> datetime | None:
        return self.found if code == "M" else self.back


def _ends(accounts: QuerySet[Account], first: datetime) -> dict[uuid.UUID, Ends]:
    """Of each absence that these tell of, when it ended. Of the many that had ended before the year no time is read:
    that would cost more than the rest of the page.
    """
    facts = Whereabouts.objects.filter(absence__in=accounts.values("absence"), withdrawn_at=None).order_by()
    earliest = facts.values("absence").annotate(
        first_found=Min("at"), first_back=Min("at", filter=Q(kind=Whereabouts.Fact.RETURNED))
    )
    rows = earliest.values_list(
        "absence", _before("first_found", first), _before("first_back", first), _not_before("first_found", first),
        _not_before("first_back", first),
    )  # fmt: skip
    found: dict[uuid.UUID, Ends] = defaultdict(Ends)
    found.update((absence, Ends(*ends)) for absence, *ends in rows)
    return found


def _before(when: str, first: datetime) -> Case:
    return Case(When(Q(**{f"{when}__lt": first}), then=True), default=False)


def _not_before(when: str, first: datetime) -> Case:
    return Case(When(Q(**{f"{when}__gte": first}), then=F(when)))


def _told(
    account: uuid.UUID, person: uuid.UUID, child: tuple[str, date | None], code: str, began: Moment,
    ended: datetime | None,
) -> Told:  # fmt: skip
    return Told(
        account=account, person=person, child=child[0], born=child[1], code=code, began=began.day,
        ended=london_date(ended) if ended else None, exact=began.precision is not Precision.MONTH,
    )  # fmt: skip


def placements() -> dict[uuid.UUID, list[Episode]]:
    """Where the council's looked-after children lived, and when."""
    found: dict[uuid.UUID, list[Episode]] = defaultdict(list)
    rows = Placement.objects.filter(agency=current().agency).exclude(since=None).order_by("since")
    for person, since, until in rows.values_list("person", "since", "until"):
        found[person].append(Episode(since, until))
    return found
