"""The return interview: how it stands, and the answers that the viewer may hear."""

from dataclasses import dataclass

from django.urls import reverse

from lapwing.access.roles import INTERVIEWER
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.heard.presenters import heard_of
from lapwing.cases.missing.models import Absence, Attempt, Interview
from lapwing.cases.missing.presenters.beside import due_on
from lapwing.cases.missing.presenters.words import joined, words_of
from lapwing.people import queries as people
from lapwing.rules.words.missing import RETURN_INTERVIEW_STATUS
from lapwing.web.parts import Fact
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.instruments import Audience
from lapwing.work.instruments import queries as instrument_queries
from lapwing.work.instruments.definition import AUDIENCE_WORDS
from lapwing.work.instruments.models import Response


def interview_words(interview: Interview) -> str:
    """How the return interview stands, in a line: never what was said."""
    words = words_of(RETURN_INTERVIEW_STATUS, interview.status)
    if interview.held:
        return f"{words}, {interview.held.words}"
    return f"{words}, {interview.offered.words}" if interview.offered else words


@dataclass(frozen=True)
class Said:
    """One answer that the viewer may hear, and who else may; `url` where that may be changed."""

    question: str
    words: str
    audience: str
    url: str = ""


def interview_page(absence: Absence, *, may_write: bool) -> dict[str, object]:
    """How the interview stands, the attempts, and the answers that are open to the viewer."""
    child = people.children_of([absence.person]).get(absence.person, absence.person)
    interview, only_asked = queries.interview_of(absence.pk), current().role == INTERVIEWER.key
    due = due_on(clock_queries.open_for([absence.pk]).filter(duty="return_interview"))
    return {
        "absence": absence,
        "child": people.summary(child),
        "standing": interview_words(interview) if interview else "Not offered yet",
        "facts": interview_facts(interview) if interview else [],
        "attempts": [attempt_words(one) for one in queries.attempts_of([interview.pk])] if interview else [],
        "said": _said(interview, may_write and interview.agency_id == current().agency) if interview else [],
        "heard": heard_of(absence, interview, current()),
        "clocks": due.get(absence.pk, ()),
        "interview": interview,
        "is_open": interview is None or interview.status in ("not_offered", "offered", "accepted"),
        "may_write": may_write and (interview is None or interview.agency_id == current().agency),
        "urls": {
            name: reverse(f"interview_{name}", args=[absence.pk]) for name in ("offer", "attempt", "hold", "close")
        },
        "back": reverse("interviews_asked") if only_asked else reverse("absence", args=[absence.pk]),
        "back_words": "Interviews asked of us" if only_asked else "The absence",
        "history": reverse("record_history", args=["interview", interview.pk]) if interview and not only_asked else "",
    }


def interview_facts(interview: Interview) -> list[Fact]:
    independence = interview.get_independence_display() if interview.independence else None
    note = f" ({interview.independence_note})" if interview.independence_note else ""
    facts = [
        ("Offered", interview.offered and interview.offered.words),
        ("Interviewer", joined(interview.interviewer, interview.employer)),
        ("Independent?", f"{independence}{note}" if independence else None),
        ("Held", interview.held and joined(interview.held.words, interview.place)),
        ("Reason", interview.reason),
        ("Parents or carers offered the chance to tell", interview.carers_asked),
        (
            "Leaflet",
            {"given": "Given", "not_safe": "Not safe to carry", "not_wanted": "Not wanted"}.get(interview.leaflet),
        ),
    ]
    return [Fact(name, value) for name, value in facts if value]


def attempt_words(attempt: Attempt) -> str:
    note = f". {attempt.note}" if attempt.note else ""
    return f"{attempt.moment.words}, {attempt.how}: {attempt.get_outcome_display().lower()}{note}"


def _said(interview: Interview, ours: bool) -> list[Said]:
    """Row security decides which answers come back; the rest are not mentioned, not even that there are more."""
    response = Response.objects.filter(pk=interview.response).first() if interview.response else None
    if response is None:
        return []
    instrument = response.questions
    return [
        Said(
            instrument.question(answer.question).words, answer.said, AUDIENCE_WORDS[Audience(answer.audience)],
            reverse("answer_audience", args=[answer.pk])
            if ours and len(instrument.question(answer.question).audiences) > 1 else "",
        )
        for answer in instrument_queries.answers_of(response)
    ]  # fmt: skip
