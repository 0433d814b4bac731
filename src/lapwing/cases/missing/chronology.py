"""What missing adds to a child's chronology."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from lapwing.access.doors import address, opens
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, Account, Interview, Whereabouts
from lapwing.cases.missing.presenters.words import last_seen_words, risk_tag, type_words
from lapwing.people.chronology import Line, register
from lapwing.rules.moments import Moment

KIND = "missing"


def source(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    """Each agency's account, else the absence alone; where the child was; judgements of risk; return interviews."""
    absences = queries.absences_of(persons)
    keys = [one.pk for one in absences]
    accounts, facts = queries.accounts_of(keys), queries.facts_of(keys, persons)
    risks, interviews = queries.risks_of(keys, persons), queries.interviews_of(keys, persons)
    for absence in absences:
        url = address("absence", absence.pk)
        told = [account for account in accounts.get(absence.pk, []) if account.withdrawn_at is None]
        yield from (_account(account, url) for account in told)
        if not told:
            yield _absence(absence, url)
        yield from (_fact(fact, url) for fact in facts.get(absence.pk, []) if fact.withdrawn_at is None)
        for risk in risks.get(absence.pk, []):
            words = f"{risk_tag(risk.risk).words} judged"
            yield Line(risk.moment, risk.agency_id, words, KIND, risk.pk, url, significant=risk.risk == "HIGH")
        yield from (line for interview in interviews.get(absence.pk, []) for line in _interview(interview))


def _account(account: Account, url: str) -> Line:
    words = partial(_account_words, account)
    return Line(account.began, account.agency_id, words, KIND, account.pk, url, significant=True)


def _account_words(account: Account) -> str:
    place = last_seen_words([account])
    return type_words(account.type) + (f". {place}" if place else "")


def _absence(absence: Absence, url: str) -> Line:
    words = type_words(absence.type)
    return Line(absence.began, absence.agency_id, words, KIND, absence.pk, url, significant=True)


def _fact(fact: Whereabouts, url: str) -> Line:
    return Line(fact.moment, fact.agency_id, partial(_fact_words, fact), KIND, fact.pk, url)


def _fact_words(fact: Whereabouts) -> str:
    place = f": {fact.place}" if fact.place else ""
    return f"{fact.get_kind_display()}{place}"


def _interview(interview: Interview) -> Iterator[Line]:
    page = "interview" if opens("interview", current().role) else "absence"
    url = address(page, interview.absence_id)
    if interview.held:
        yield Line(interview.held, interview.agency_id, "Return interview held", "interview", interview.pk, url)
    elif interview.offered:
        yield Line(interview.offered, interview.agency_id, "Return interview offered", "interview", interview.pk, url)
    elif interview.status == "not_required":
        at = Moment(interview.recorded_at)
        yield Line(at, interview.agency_id, "Return interview not required", "interview", interview.pk, url)


def start() -> None:
    register(KIND, source)
