"""The page of one absence: each agency's account beside the others, where the child was, and the risk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from lapwing.access.roles import POLICE_MISSING
from lapwing.access.viewer import Viewer
from lapwing.cases.missing import follow, queries
from lapwing.cases.missing.heard.presenters import prevention_lines
from lapwing.cases.missing.models import Absence, Account, RiskDecision, State, Whereabouts
from lapwing.cases.missing.presenters.beside import Beside, beside
from lapwing.cases.missing.presenters.interview import interview_words
from lapwing.cases.missing.presenters.proposals import proposals
from lapwing.cases.missing.presenters.words import (
    away_words,
    capitalised,
    joined,
    missing_from_words,
    risk_tag,
    standing,
    type_tags,
    type_words,
)
from lapwing.cases.missing.search.presenters import search_of
from lapwing.people import queries as people
from lapwing.web.parts import Fact, Tag, when

READ_INTERVIEWS = ("social_worker", "council_missing", "police_missing", "health", "custodian")
JUDGE_RISK = ("social_worker", "front_door", "council_missing", "police_missing", "custodian")


@dataclass(frozen=True)
class AccountColumn:
    """One agency's account, beside the others."""

    account: Account
    url: str
    history: str
    may_correct: bool
    withdrawn: str = ""


def account_column(account: Account, ours: bool) -> AccountColumn:
    return AccountColumn(
        account=account,
        url=reverse("account_correct", args=[account.pk]),
        history=reverse("record_history", args=["account", account.pk]),
        may_correct=ours and account.withdrawn_at is None,
        withdrawn=f"Taken back {when(account.withdrawn_at)}: {account.withdrawn_reason}"
        if account.withdrawn_at
        else "",
    )


def account_facts(account: Account) -> list[Fact]:
    accepted = {True: "Yes", False: "No"}.get(account.accepted) if account.accepted is not None else None
    facts = [
        ("Type", type_words(account.type)),
        ("Missing since", account.began.words),
        ("Last seen", joined(account.last_seen and account.last_seen.words, account.last_seen_place)),
        ("Missing from", missing_from_words(account)),
        ("From", account.get_from_kind_display()),
        ("Reported by", account.reported_by),
        ("Reported to", account.reported_to),
        ("Reported", account.reported and account.reported.words),
        ("Police occurrence", account.occurrence),
        ("Accepted as missing by the police", accepted),
        ("Recorded", when(account.recorded_at)),
    ]
    return [Fact(name, value or None) for name, value in facts]


OWN = {"Reported by", "Reported to", "Reported", "Police occurrence", "Recorded"}
"""What each agency has of its own: it differs as it should."""


def compared(accounts: Sequence[Account]) -> list[tuple[str, list[object], bool]]:
    """The accounts side by side: for each fact that anybody tells, what each says, and whether they differ.

    What one does not tell, or has taken back, contradicts nobody.
    """
    columns = [account_facts(account) for account in accounts]
    stands = [account.withdrawn_at is None for account in accounts]
    lines = [(line[0].name, [fact.value for fact in line]) for line in zip(*columns, strict=True)]
    return [
        (name, values, name not in OWN and _differ(value for value, on in zip(values, stands, strict=True) if on))
        for name, values in lines
        if any(values)
    ]


def _differ(values: Iterable[object]) -> bool:
    return len({value for value in values if value}) > 1


BEFORE_FOUND = "Told for a time before the child was found: one of the two is wrong."


@dataclass(frozen=True)
class FactLine:
    """Where the child was: in a sentence, with its source."""

    words: str
    detail: str
    source: str
    history: str
    url: str = ""
    withdrawn: str = ""
    contradicts: str = ""


def fact_line(fact: Whereabouts, ours: bool, facts: Sequence[Whereabouts] = ()) -> FactLine:
    """`facts` are all that are told of the absence: a return that is told for a time before the finding is marked."""
    told = (fact.place, fact.how, f"with {fact.with_whom}" if fact.with_whom else "")
    detail = " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in told if part)
    return FactLine(
        words=f"{fact.get_kind_display()} {fact.moment.words}",
        detail=detail,
        source=fact.agency.name,
        history=reverse("record_history", args=["whereabouts", fact.pk]),
        url=reverse("located_correct", args=[fact.pk]) if ours and fact.withdrawn_at is None else "",
        withdrawn=f"Taken back: {fact.withdrawn_reason}" if fact.withdrawn_at else "",
        contradicts=BEFORE_FOUND if _is_before_found(fact, facts) else "",
    )


def _is_before_found(fact: Whereabouts, facts: Iterable[Whereabouts]) -> bool:
    if fact.kind != Whereabouts.Fact.RETURNED or fact.withdrawn_at:
        return False
    return any(other.is_found_after(fact.moment) for other in facts if other.withdrawn_at is None)


@dataclass(frozen=True)
class RiskLine:
    tag: Tag
    words: str
    reason: str
    source: str


def risk_line(risk: RiskDecision) -> RiskLine:
    by = f" by {risk.decided_by}" if risk.decided_by else ""
    again = f"; to be judged again {risk.review.words}" if risk.review else ""
    return RiskLine(risk_tag(risk.risk), f"judged {risk.moment.words}{by}{again}", risk.reason, risk.agency.name)


def fact_facts(fact: Whereabouts) -> list[Fact]:
    return [
        Fact("What", fact.get_kind_display()),
        Fact("When", fact.moment.words),
        Fact("Where", fact.place or None),
        Fact("How", fact.how or None),
        Fact("With whom", fact.with_whom or None),
    ]


def absence_page(absence: Absence, who: Viewer, now: datetime) -> dict[str, object]:
    """Everything that the page of one absence shows."""
    child = people.children_of([absence.person]).get(absence.person, absence.person)
    accounts = queries.accounts_of([absence.pk]).get(absence.pk, [])
    facts = queries.facts_of([absence.pk]).get(absence.pk, [])
    risks = queries.risks_of([absence.pk]).get(absence.pk, [])
    interview = queries.interview_of(absence.pk)
    return {
        "absence": absence,
        "child": people.summary(child),
        "child_url": reverse("child", args=[child]),
        "sheet_url": reverse("if_missing", args=[child]),
        "heading": capitalised(standing(absence, now)),
        "away": away_words(absence),
        "tags": (risk_tag(absence.risk), *type_tags(absence)),
        "accounts": [account_column(one, one.agency_id == who.agency) for one in accounts],
        "compared": compared(accounts),
        "facts": [fact_line(one, one.agency_id == who.agency, facts) for one in facts],
        "risks": [risk_line(one) for one in risks],
        "proposals": proposals(queries.proposals_of([absence.pk]).get(absence.pk, [])),
        "beside": beside([absence]).get(absence.pk, Beside()),
        "interview": interview and interview_words(interview),
        "interview_url": reverse("interview", args=[absence.pk]) if who.role in READ_INTERVIEWS else "",
        "prevention_url": reverse("prevention", args=[absence.pk]) if who.role == POLICE_MISSING.key else "",
        "may_judge": who.role in JUDGE_RISK,
        "meeting_url": follow.meeting_url(absence.pk) if who.role in JUDGE_RISK else "",
        "action_url": follow.action_url(absence.pk) if who.role in JUDGE_RISK else "",
        "search": search_of(absence, who),
        "preventions": prevention_lines(absence),
        "is_open": absence.state not in (State.RETURNED, State.TAKEN_BACK),
        "state": State(absence.state).label,
    }
