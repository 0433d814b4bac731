"""Words for what follows from what a child said."""

from dataclasses import dataclass

from django.urls import reverse

from lapwing.access.viewer import Viewer
from lapwing.cases.missing.heard import queries
from lapwing.cases.missing.heard.models import Allegation, Grading, Intelligence, Mark, Prevention, Quotation
from lapwing.cases.missing.models import Absence, Interview
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.rules.words.searching import HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES
from lapwing.web.parts import Fact, when
from lapwing.work import naming
from lapwing.work.instruments import queries as instruments
from lapwing.work.instruments.models import Response, SafeNote

WRITERS = ("social_worker", "council_missing", "health", "custodian", "interviewer")


@dataclass(frozen=True)
class NoteLine:
    """A note that was passed on: its words, to whom, when; `url` takes it back."""

    words: str
    to: str
    when: str
    url: str = ""


@dataclass(frozen=True)
class QuotationLine:
    words: str
    state: str
    consent: str
    read_out: str
    clear_url: str = ""
    withdraw_url: str = ""


@dataclass(frozen=True)
class IntelligenceLine:
    """Intelligence in a line: when it was sent, and what the police said. Never its words."""

    sent: str
    sender: str
    state: str
    url: str
    child: Summary | None = None


def heard_of(absence: Absence, interview: Interview | None, who: Viewer) -> dict[str, object]:
    """What the page of a return interview shows of what followed, as far as the viewer may see it."""
    may_write = who.role in WRITERS
    sent = list(queries.intelligence_here().filter(absence=absence.pk))
    held = interview is not None and interview.held_at is not None
    ours = may_write and interview is not None and interview.agency_id == who.agency
    return {
        "may_write": ours and held,
        "notes": _notes(interview, ours) if interview else [],
        "quotations": _quotations(interview, ours) if interview else [],
        "allegations": [allegation_facts(one) for one in queries.allegations_of(interview.pk)] if interview else [],
        "intelligence": intelligence_lines(sent),
        "note_url": reverse("interview_note", args=[absence.pk]),
        "quotation_url": reverse("quotation_add", args=[absence.pk]),
        "intelligence_url": reverse("intelligence_send", args=[absence.pk]) if may_write else "",
    }


def _notes(interview: Interview, ours: bool) -> list[NoteLine]:
    if interview.response is None:
        return []
    rows = [one for one in instruments.notes_of([interview.person]) if one.response_id == interview.response]
    names = naming.holders(one.holder for one in rows)
    return [
        note_line(one, names.get(one.holder, ""), reverse("note_withdraw", args=[one.pk]) if ours else "")
        for one in rows
    ]


def note_line(one: SafeNote, to: str = "", url: str = "") -> NoteLine:
    return NoteLine(one.words, to, when(one.recorded_at), url)


def _quotations(interview: Interview, ours: bool) -> list[QuotationLine]:
    rows = Quotation.objects.filter(interview=interview.pk).order_by("recorded_at", "pk")
    return [quotation_line(one, ours) for one in rows]


def quotation_line(one: Quotation, ours: bool = False) -> QuotationLine:
    return QuotationLine(
        words=one.words,
        state=one.get_state_display(),
        consent=one.consent,
        read_out="May be read out in a meeting" if one.may_be_read_out else "Not to be read out in a meeting",
        clear_url=reverse("quotation_clear", args=[one.pk]) if ours and one.state == one.State.WITHHELD else "",
        withdraw_url=reverse("quotation_withdraw", args=[one.pk]) if ours and one.state != one.State.WITHDRAWN else "",
    )


def allegation_facts(one: Allegation) -> dict[str, object]:
    """How an allegation stands: of whom, who is told nothing, and whether the designated officer knows."""
    facts = [
        Fact("Of whom", one.get_role_display() or None),
        Fact("Told nothing by Lapwing", one.barred.name if one.barred else "No agency of theirs"),
        Fact("Designated officer", f"{one.told_to}, told {one.told.words}" if one.told else "Not told yet"),
        Fact("What they decided", one.outcome or None),
    ]
    return {"facts": facts, "url": reverse("allegation_officer", args=[one.pk]), "told": one.told is not None}


def mark_words(one: Mark) -> str:
    return f"Intelligence graded {one.grade}, {when(one.on)}. Ask {one.agency.name} before you rely on it."


# ---- intelligence


def grade_words(grading: Grading | None) -> str:
    """What the police said of it: that they have it, and the grade in words."""
    if grading is None:
        return "The police have not said that they have it"
    came = f"{grading.agency.name} have it since {when(grading.received_at)}"
    if not grading.grade:
        return f"{came}; not graded yet"
    return f"{came}; graded {grading.grade}"


def grade_facts(grading: Grading) -> list[Fact]:
    facts = [("Received", f"{when(grading.received_at)} by {grading.agency.name}")]
    if grading.grade:
        facts += [
            ("Grade", grading.grade),
            ("Source", SOURCE_GRADES.words(grading.source)),
            ("What was said", INFORMATION_GRADES.words(grading.information)),
            ("Who may have it", HANDLING_CODES.words(grading.handling)),
            ("Note", grading.note),
        ]
    return [Fact(name, words) for name, words in facts if words]


def intelligence_lines(rows: list[Intelligence], *, named: bool = False) -> list[IntelligenceLine]:
    gradings = queries.gradings_of(one.pk for one in rows)
    children = people.children_of(one.person for one in rows) if named else {}
    summaries = people.summaries(children.values()) if named else {}
    return [
        IntelligenceLine(
            sent=when(one.recorded_at),
            sender=one.agency.name,
            state=grade_words(gradings.get(one.pk)),
            url=reverse("intelligence", args=[one.pk]),
            child=summaries.get(children.get(one.person, one.person)),
        )
        for one in rows
    ]


# ---- the police's own interview


@dataclass(frozen=True)
class PreventionLine:
    """A prevention interview: that it was held or why not, and the answers that the viewer may hear."""

    words: str
    source: str
    said: tuple[tuple[str, str], ...] = ()


def prevention_lines(absence: Absence) -> list[PreventionLine]:
    return [_prevention(one) for one in queries.preventions_of(absence.pk)]


def _prevention(one: Prevention) -> PreventionLine:
    if one.held is None:
        return PreventionLine(f"Not held: {one.reason}", one.agency.name)
    alone = {True: ", spoken to alone", False: ", not spoken to alone"}.get(one.seen_alone, "")  # type: ignore[call-overload]
    by = f" by {one.officer}" if one.officer else ""
    return PreventionLine(f"Held {one.held.words}{by}{alone}", one.agency.name, _said(one))


def _said(one: Prevention) -> tuple[tuple[str, str], ...]:
    response = Response.objects.filter(pk=one.response).first() if one.response else None
    if response is None:
        return ()
    asked = response.questions
    return tuple((asked.question(each.question).words, each.said) for each in instruments.answers_of(response))
