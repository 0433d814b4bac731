"""Words for the pages about missing children. Templates hold none of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from lapwing.access.models import Identity
from lapwing.access.roles import POLICE_MISSING
from lapwing.access.viewer import Viewer
from lapwing.cases.missing import follow, queries
from lapwing.cases.missing.answering import Directory
from lapwing.cases.missing.models import (
    Absence,
    Account,
    Attempt,
    Interview,
    Proposal,
    RiskDecision,
    State,
    Whereabouts,
)
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules import duties
from lapwing.rules.moments import Moment, listed, short_day_words, span_words
from lapwing.rules.words.missing import MISSING_TYPES, POLICE_RISK_LEVELS, RETURN_INTERVIEW_STATUS
from lapwing.rules.words.model import CodeList
from lapwing.web.parts import Clock, Fact, Tag, Tone, clock, when
from lapwing.work.alerts import queries as alert_queries
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.deadlines.models import Clock as Running
from lapwing.work.instruments import Audience
from lapwing.work.instruments import queries as instrument_queries
from lapwing.work.instruments.definition import AUDIENCE_WORDS
from lapwing.work.instruments.models import Response

GRAVE = ("HIGH", "MED", "LOW", "VLR", "NAR", "ABSENT", "")
COLOURS = {"HIGH": "red", "MED": "orange", "LOW": "yellow"}
READ_INTERVIEWS = ("social_worker", "council_missing", "police_missing", "health", "custodian")
JUDGE_RISK = ("social_worker", "front_door", "council_missing", "police_missing", "custodian")
PLACE_WORDS = {"found": "Found", "in_hospital": "In hospital", "in_custody": "In police custody"}


def words_of(codes: CodeList, code: str) -> str:
    """The words of a code; a code that is in no list is shown as it was told."""
    return next((one.words for one in codes if one.code == code), code)


def type_words(code: str) -> str:
    return words_of(MISSING_TYPES, code)


def risk_tag(code: str) -> Tag:
    """The risk as a tag; none judged is said too."""
    if not code:
        return Tag("Risk not judged", "grey")
    return Tag(words_of(POLICE_RISK_LEVELS, code), COLOURS.get(code, "grey"))


def how_long(absence: Absence, now: datetime) -> str:
    """How long a child has been away, to the precision that is known: "9 h 20 min", "3 days", "less than a day"."""
    began, end = absence.began, absence.ended
    last = end.at if end else now
    if began.precision == "minute" and (end is None or end.precision == "minute"):
        return span_words(last - began.at)
    days = ((end.day if end else Moment(now).day) - began.day).days
    return {0: "less than a day", 1: "about a day"}.get(days, f"about {days} days")


def standing(absence: Absence, now: datetime) -> str:
    """Where an absence stands, in a line."""
    if absence.state == State.MISSING:
        return f"missing {how_long(absence, now)}"
    if absence.state == State.LOCATED:
        ended = absence.ended
        assert ended is not None
        return f"{PLACE_WORDS.get(absence.whereabouts, 'Found').lower()} since {ended.words}, not yet returned"
    returned = absence.returned
    assert returned is not None
    return f"returned {returned.words}"


def away_words(absence: Absence) -> str:
    """From when to when, or since when: "Fri 20 Nov 2026, 22:10 to Sat 21 Nov 2026, 03:00"."""
    last = absence.returned or absence.ended
    return f"{absence.began.words} to {last.words}" if last else f"Since {absence.began.words}"


# ---- patterns: plain sentences, each with the absences that prove it


@dataclass(frozen=True)
class Pattern:
    """A sentence about a child's absences, and those that prove it."""

    words: str
    proof: tuple[Absence, ...]

    @property
    def days(self) -> str:
        return listed([short_day_words(one.began.day) for one in self.proof])


def day_of(absence: Absence) -> str:
    """The day on which an absence began, as a proof: "12 Jan"; with its year where that is not this one's."""
    day = absence.began.day
    return short_day_words(day) if day.year == timezone.localdate().year else f"{short_day_words(day)} {day.year}"


def patterns(absences: Sequence[Absence], places: Mapping[uuid.UUID, Sequence[str]]) -> list[Pattern]:
    """What repeats among one child's absences. `places`: where they were found, by absence."""
    found = [*_how_often(absences), *_same_place(absences, places)]
    return found


def _how_often(absences: Sequence[Absence]) -> list[Pattern]:
    """Three or more in any run of ninety days that ends with the latest: the window is the duty's own."""
    duty = duties.get("repeat_missing")
    window = duty.window
    assert window is not None
    counted = sorted((one for one in absences if one.type in window.kinds), key=lambda one: one.began_at)
    if not counted:
        return []
    latest = counted[-1].began.day
    run = tuple(one for one in counted if (latest - one.began.day).days < window.days)
    if len(run) < window.times:
        return []
    return [Pattern(f"Missing {len(run)} times in {window.days} days", run)]


def _same_place(absences: Sequence[Absence], places: Mapping[uuid.UUID, Sequence[str]]) -> list[Pattern]:
    by_place: dict[str, list[Absence]] = defaultdict(list)
    said: dict[str, str] = {}
    for absence in absences:
        for place in {place.strip() for place in places.get(absence.pk, ()) if place.strip()}:
            by_place[place.casefold()].append(absence)
            said.setdefault(place.casefold(), place)
    return [
        Pattern(f"Found {_times(len(there))} at the same place: {said[place]}", tuple(reversed(there)))
        for place, there in sorted(by_place.items())
        if len(there) > 1
    ]


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


# ---- the board


@dataclass(frozen=True)
class Card:
    """One child on the board."""

    absence: Absence
    child: Summary
    url: str
    tags: tuple[Tag, ...]
    standing: str
    last_seen: str = ""
    patterns: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    due: tuple[tuple[str, Clock], ...] = ()
    alarm: bool = False

    @property
    def key(self) -> str:
        return str(self.absence.pk)

    @property
    def who(self) -> str:
        age = f", {self.child.age}" if self.child.age is not None else ""
        return f"{self.child.words}{age}"


def cards(absences: Sequence[Absence], now: datetime | None = None) -> list[Card]:
    """The board's cards: high risk first, then the latest. A fixed number of statements, whatever their number."""
    now = now or timezone.now()
    children = people.children_of(one.person for one in absences)
    summaries = people.summaries(children.values())
    accounts = queries.accounts_of(one.pk for one in absences)
    repeats = repeats_of(children.values(), now)
    extras = beside(absences)
    made = []
    for absence in sorted(absences, key=lambda one: (GRAVE.index(one.risk) if one.risk in GRAVE else 9, -_at(one))):
        child = children.get(absence.person, absence.person)
        said = extras.get(absence.pk, Beside())
        made.append(
            Card(
                absence=absence,
                child=summaries.get(child) or Summary(child),
                url=reverse("absence", args=[absence.pk]),
                tags=(risk_tag(absence.risk), *_type_tags(absence)),
                standing=standing(absence, now),
                last_seen=last_seen_words(accounts.get(absence.pk, [])),
                patterns=tuple(pattern.words for pattern in repeats.get(child, [])),
                told=said.told,
                due=said.due,
                alarm=absence.risk == "HIGH" and absence.state == State.MISSING,
            )
        )
    return made


def _at(absence: Absence) -> float:
    return absence.began_at.timestamp()


def _type_tags(absence: Absence) -> Iterable[Tag]:
    return () if absence.type == "missing" else (Tag(type_words(absence.type), "blue"),)


@dataclass(frozen=True)
class Beside:
    """What other rooms say of an absence: who was told and has read it, and what is due."""

    told: tuple[str, ...] = ()
    due: tuple[tuple[str, Clock], ...] = ()


def beside(absences: Sequence[Absence]) -> dict[uuid.UUID, Beside]:
    """For each absence, in a fixed number of statements."""
    keys = [one.pk for one in absences]
    states = alert_queries.states_of(keys)
    due: dict[uuid.UUID, list[tuple[str, Clock]]] = defaultdict(list)
    for running in clock_queries.open_for(keys):
        due[running.subject].append((running.what.title, due_clock(running)))
    teams = Directory() if any(one.pk not in states for one in absences) else None
    return {
        one.pk: Beside(
            tuple(f"{state.to}: {state.words}" for state in states.get(one.pk, [])) or _untold(one, teams),
            tuple(due[one.pk]),
        )
        for one in absences
    }


def _untold(absence: Absence, teams: Directory | None) -> tuple[str, ...]:
    """No alert went out, because nobody there could receive one: the board says so, and whom to telephone."""
    team = teams.council(absence.area_id) if teams else None
    if team is None or team.agency == absence.agency_id or absence.state != State.MISSING:
        return ()
    return (f"no alert has gone out; telephone {team.words}",)


def due_clock(running: Running) -> Clock:
    """A running clock as its tag; what is due at once has no number to be late by."""
    due = running.due
    if not due.has_limit:
        return Clock(due.words.capitalize(), Tone.SOON)
    last = due.latest.at if due.latest.precision == "minute" else due.latest.day
    return clock(last, working_days=running.what.editions[0].length.unit == "working_days")


def last_seen_words(accounts: Sequence[Account]) -> str:
    """Where and when last seen: the latest that anybody tells; and what they went missing from."""
    told = [account for account in accounts if account.withdrawn_at is None]
    seen = max((a for a in told if a.last_seen_at), key=lambda a: a.last_seen_at, default=None)
    place = next((a.last_seen_place for a in [seen, *told] if a and a.last_seen_place), "")
    origin = next((_from(account) for account in told if _from(account)), "")
    parts = [seen.last_seen.words if seen and seen.last_seen else "", place, f"from {origin}" if origin else ""]
    words = _joined(*parts)
    if not words:
        return ""
    return f"Last seen {words}" if seen or place else capitalised(words)


def _from(account: Account) -> str:
    if account.from_agency is None:
        return account.missing_from
    kind = {"childrens_home": "children's home", "school": "school"}.get(account.from_agency.kind, "")
    return f"{account.from_agency.name}{f' ({kind})' if kind else ''}"


def repeats_of(children: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[Pattern]]:
    """The patterns of several children's last half year, by child."""
    child_of = dict(Identity.objects.filter(child__in=set(children)).values_list("person", "child"))
    since = now - timedelta(days=180)
    absences: dict[uuid.UUID, list[Absence]] = defaultdict(list)
    for one in Absence.objects.filter(person__in=child_of, began_at__gte=since).order_by("-began_at"):
        absences[child_of[one.person]].append(one)
    found = queries.facts_of(one.pk for each in absences.values() for one in each)
    places = places_of(found)
    return {child: patterns(each, places) for child, each in absences.items()}


def places_of(facts: Mapping[uuid.UUID, Sequence[Whereabouts]]) -> dict[uuid.UUID, list[str]]:
    """Where each absence's child was found, as told."""
    return {
        absence: [fact.place for fact in rows if fact.kind == "found" and fact.withdrawn_at is None]
        for absence, rows in facts.items()
    }


@dataclass(frozen=True)
class WallCard:
    """A child on a screen that has visitors: initials, reference, risk, how long. No place, no name, no age."""

    who: str
    reference: str
    tag: Tag
    standing: str


def wall_cards(absences: Sequence[Absence], now: datetime) -> list[WallCard]:
    return [
        WallCard(card.child.initials or "Child", card.child.reference, risk_tag(card.absence.risk), card.standing)
        for card in cards(absences, now)
    ]


# ---- one absence


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
        ("Last seen", _joined(account.last_seen and account.last_seen.words, account.last_seen_place)),
        ("Missing from", _from(account)),
        ("Reported by", account.reported_by),
        ("Reported", account.reported and account.reported.words),
        ("Police occurrence", account.occurrence),
        ("Accepted as missing by the police", accepted),
        ("Recorded", when(account.recorded_at)),
    ]
    return [Fact(name, value or None) for name, value in facts]


def compared(accounts: Sequence[Account]) -> list[tuple[str, list[object]]]:
    """The accounts side by side: for each fact that anybody tells, what each says."""
    columns = [account_facts(account) for account in accounts]
    lines = [(line[0].name, [fact.value for fact in line]) for line in zip(*columns, strict=True)]
    return [(name, values) for name, values in lines if any(values)]


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


@dataclass(frozen=True)
class FactLine:
    """Where the child was: in a sentence, with its source."""

    words: str
    detail: str
    source: str
    history: str
    url: str = ""
    withdrawn: str = ""


def fact_line(fact: Whereabouts, ours: bool) -> FactLine:
    detail = "; ".join(
        part for part in (fact.place, fact.how, f"with {fact.with_whom}" if fact.with_whom else "") if part
    )
    return FactLine(
        words=f"{fact.get_kind_display()} {fact.moment.words}",
        detail=detail,
        source=fact.agency.name,
        history=reverse("record_history", args=["whereabouts", fact.pk]),
        url=reverse("located_correct", args=[fact.pk]) if ours and fact.withdrawn_at is None else "",
        withdrawn=f"Taken back: {fact.withdrawn_reason}" if fact.withdrawn_at else "",
    )


@dataclass(frozen=True)
class RiskLine:
    tag: Tag
    words: str
    reason: str
    source: str


def risk_line(risk: RiskDecision) -> RiskLine:
    by = f" by {risk.decided_by}" if risk.decided_by else ""
    return RiskLine(risk_tag(risk.risk), f"judged {risk.moment.words}{by}", risk.reason, risk.agency.name)


# ---- the list of episodes


@dataclass(frozen=True)
class Row:
    absence: Absence
    child: Summary
    url: str
    began: str
    ended: str
    type: str
    risk: Tag
    state: str
    agency: str = field(default="")


def rows(absences: Sequence[Absence]) -> list[Row]:
    children = people.children_of(one.person for one in absences)
    summaries = people.summaries(children.values())
    return [
        Row(
            absence=one,
            child=summaries.get(children.get(one.person, one.person)) or Summary(one.person),
            url=reverse("absence", args=[one.pk]),
            began=one.began.words,
            ended=one.ended.words if one.ended else "",
            type=type_words(one.type),
            risk=risk_tag(one.risk),
            state=State(one.state).label,
            agency=one.agency.name,
        )
        for one in absences
    ]


# ---- the page of one absence, and what Lapwing proposes


def fact_facts(fact: Whereabouts) -> list[Fact]:
    return [
        Fact("What", fact.get_kind_display()),
        Fact("When", fact.moment.words),
        Fact("Where", fact.place or None),
        Fact("How", fact.how or None),
        Fact("With whom", fact.with_whom or None),
    ]


@dataclass(frozen=True)
class ProposalLine:
    """What Lapwing proposes, with the absences that prove it."""

    proposal: Proposal
    words: str
    child: Summary
    proof: tuple[tuple[str, str], ...]
    open_url: str
    decline_url: str
    decided: str = ""


def proposals(rows: Sequence[Proposal]) -> list[ProposalLine]:
    children = people.children_of(one.person for one in rows)
    summaries = people.summaries(children.values())
    proof = {one.pk: one for one in Absence.objects.filter(pk__in=[key for one in rows for key in one.absences])}
    return [
        _proposal(one, summaries[children.get(one.person, one.person)], proof) for one in rows if one.person in children
    ]


def _proposal(one: Proposal, child: Summary, proof: Mapping[uuid.UUID, Absence]) -> ProposalLine:
    shown = [proof[key] for key in one.absences if key in proof]
    return ProposalLine(
        proposal=one,
        words=one.words,
        child=child,
        proof=tuple((short_day_words(absence.began.day), reverse("absence", args=[absence.pk])) for absence in shown),
        open_url=reverse("proposal_open", args=[one.pk]),
        decline_url=reverse("proposal_decline", args=[one.pk]),
        decided="" if one.state == Proposal.State.PROPOSED else _decided(one),
    )


def _decided(one: Proposal) -> str:
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.get_state_display()} {when(one.decided_at)}{reason}"


def absence_page(absence: Absence, who: Viewer, now: datetime) -> dict[str, object]:
    """Everything that the page of one absence shows."""
    child = people.children_of([absence.person]).get(absence.person, absence.person)
    accounts = queries.accounts_of([absence.pk]).get(absence.pk, [])
    facts = queries.facts_of([absence.pk]).get(absence.pk, [])
    risks = queries.risks_of([absence.pk]).get(absence.pk, [])
    interview = next(iter(queries.interviews_of([absence.pk]).get(absence.pk, [])), None)
    return {
        "absence": absence,
        "child": people.summary(child),
        "child_url": reverse("child", args=[child]),
        "heading": capitalised(standing(absence, now)),
        "away": away_words(absence),
        "tags": (risk_tag(absence.risk), *_type_tags(absence)),
        "accounts": [account_column(one, one.agency_id == who.agency) for one in accounts],
        "compared": compared(accounts),
        "facts": [fact_line(one, one.agency_id == who.agency) for one in facts],
        "risks": [risk_line(one) for one in risks],
        "proposals": proposals(queries.proposals_of([absence.pk]).get(absence.pk, [])),
        "beside": beside([absence]).get(absence.pk, Beside()),
        "interview": interview and interview_words(interview),
        "interview_url": reverse("interview", args=[absence.pk]) if who.role in READ_INTERVIEWS else "",
        "prevention_url": reverse("prevention", args=[absence.pk]) if who.role == POLICE_MISSING.key else "",
        "may_judge": who.role in JUDGE_RISK,
        "meeting_url": follow.meeting_url(absence.pk) if who.role in JUDGE_RISK else "",
        "action_url": follow.action_url(absence.pk) if who.role in JUDGE_RISK else "",
        "is_open": absence.state != State.RETURNED,
        "state": State(absence.state).label,
    }


def interview_words(interview: Interview) -> str:
    """How the return interview stands, in a line: never what was said."""
    words = words_of(RETURN_INTERVIEW_STATUS, interview.status)
    if interview.held:
        return f"{words}, {interview.held.words}"
    return f"{words}, {interview.offered.words}" if interview.offered else words


# ---- the return interview


@dataclass(frozen=True)
class Said:
    """One answer that the viewer may hear, and who else may."""

    question: str
    words: str
    audience: str


def interview_page(absence: Absence, *, may_write: bool) -> dict[str, object]:
    """How the interview stands, the attempts, and the answers that are open to the viewer."""
    child = people.children_of([absence.person]).get(absence.person, absence.person)
    interview = next(iter(queries.interviews_of([absence.pk]).get(absence.pk, [])), None)
    clocks = [clock for clock in beside([absence])[absence.pk].due if clock[0] == "Return interview"]
    return {
        "absence": absence,
        "child": people.summary(child),
        "standing": interview_words(interview) if interview else "Not offered yet",
        "facts": interview_facts(interview) if interview else [],
        "attempts": [attempt_words(one) for one in queries.attempts_of([interview.pk])] if interview else [],
        "said": _said(interview) if interview else [],
        "clocks": clocks,
        "interview": interview,
        "is_open": interview is None or interview.status in ("not_offered", "offered", "accepted"),
        "may_write": may_write,
        "urls": {
            name: reverse(f"interview_{name}", args=[absence.pk]) for name in ("offer", "attempt", "hold", "close")
        },
        "back": reverse("absence", args=[absence.pk]),
        "history": reverse("record_history", args=["interview", interview.pk]) if interview else "",
    }


def interview_facts(interview: Interview) -> list[Fact]:
    independence = interview.get_independence_display() if interview.independence else None
    note = f" ({interview.independence_note})" if interview.independence_note else ""
    facts = [
        ("Offered", interview.offered and interview.offered.words),
        ("Interviewer", _joined(interview.interviewer, interview.employer)),
        ("Independent?", f"{independence}{note}" if independence else None),
        ("Held", interview.held and interview.held.words),
        ("Reason", interview.reason),
        (
            "Leaflet",
            {"given": "Given", "not_safe": "Not safe to carry", "not_wanted": "Not wanted"}.get(interview.leaflet),
        ),
    ]
    return [Fact(name, value) for name, value in facts if value]


def attempt_words(attempt: Attempt) -> str:
    note = f". {attempt.note}" if attempt.note else ""
    return f"{attempt.moment.words}, {attempt.how}: {attempt.get_outcome_display().lower()}{note}"


def _said(interview: Interview) -> list[Said]:
    """Row security decides which answers come back; the rest are not mentioned, not even that there are more."""
    response = Response.objects.filter(pk=interview.response).first() if interview.response else None
    if response is None:
        return []
    instrument = response.questions
    return [
        Said(instrument.question(answer.question).words, answer.said, AUDIENCE_WORDS[Audience(answer.audience)])
        for answer in instrument_queries.answers_of(response)
    ]
