"""What stands in a council's return: its own accounts, with what is known of where each child was found."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from lapwing.access.viewer import current
from lapwing.cases.missing.models import Account, Whereabouts
from lapwing.exchange.outbound.ssda903 import CODES, Episode, Prepared, Told, Year, prepare
from lapwing.people.models import Placement
from lapwing.people.models import Told as Person
from lapwing.rules.moments import LONDON, Precision


def prepared(year: Year) -> Prepared:
    """The viewer's council's absences of a year, as the return's missing file has them. Row security is the filter."""
    return prepare(told(year), placements(), year)


def told(year: Year) -> list[Told]:
    """The council's own accounts that had begun by the end of the year, of the types that the return counts."""
    accounts = list(
        Account.objects.filter(agency=current().agency, withdrawn_at=None, type__in=CODES, began_at__lt=_after(year))
    )
    ends = _ends({account.absence_id for account in accounts})
    persons = {row.pk: row for row in Person.objects.filter(pk__in={account.person for account in accounts})}
    return [_told(account, persons[account.person], ends[account.absence_id]) for account in accounts
            if account.person in persons]  # fmt: skip


def _after(year: Year) -> datetime:
    return datetime.combine(year.last + timedelta(days=1), time(0), LONDON)


def _ends(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Whereabouts]]:
    """Of each absence, what is known of where the child was, earliest first."""
    found: dict[uuid.UUID, list[Whereabouts]] = defaultdict(list)
    for fact in Whereabouts.objects.filter(absence__in=set(absences), withdrawn_at=None).order_by("at"):
        found[fact.absence_id].append(fact)
    return found


def _told(account: Account, person: Person, facts: list[Whereabouts]) -> Told:
    """Missing ends when the child is found, wherever that is; away when the child is back."""
    code = CODES[account.type]
    back = [fact for fact in facts if fact.kind == Whereabouts.Fact.RETURNED]
    end = next(iter(facts if code == "M" else back), None)
    return Told(
        account=account.pk, person=account.person, child=person.reference, born=person.born, code=code,
        began=account.began.day, ended=end.moment.day if end else None,
        exact=account.began.precision is not Precision.MONTH,
    )  # fmt: skip


def placements() -> dict[uuid.UUID, list[Episode]]:
    """Where the council's looked-after children lived, and when."""
    found: dict[uuid.UUID, list[Episode]] = defaultdict(list)
    rows = Placement.objects.filter(agency=current().agency).exclude(since=None).order_by("since")
    for person, since, until in rows.values_list("person", "since", "until"):
        found[person].append(Episode(since, until))
    return found
