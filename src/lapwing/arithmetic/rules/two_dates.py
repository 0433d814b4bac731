"""One event given two different dates."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Period, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.sentences import Sentence

NAME = "two-dates"
THINGS = (
    "action plan|plan|strategy|report|policy|protocol|framework|toolkit|conference|guidance|arrangements|review|inspection|audit|"
    "partnership|board|team|hub|pathway|campaign|programme|service|pilot|course|event|survey|procedure|charter|website|training|"
    "panel|forum|project|workshop|summit|app|helpline|unit"
)
VERBS = r"publish\w*|launch\w*|approv\w*|introduc\w*|establish\w*|held|hosted|implement\w*|ratif\w*|adopt\w*|signed off|took place|agreed|went live|opened|inspected|began|started|created|endorsed"
ALIKE = {"launch": "launch", "introduc": "launch", "publication": "publis", "opening": "launch", "establish": "launch", "went": "launch", "opened": "launch", "created": "launch", "held": "held", "hosted": "held", "took": "held",
         "began": "launch", "started": "launch", "approv": "approve", "ratif": "approve", "agreed": "approve", "endorsed": "approve", "signed": "approve", "adopt": "approve"}  # fmt: skip
THING = rf"(?P<name>(?:[A-Za-z’'&-]+\s+){{0,4}})(?P<thing>{THINGS})\b"
PASSIVE = re.compile(
    rf"\b{THING}[^.;⟦⟧]{{0,45}}?\b(?P<verb>{VERBS})\b[^.;⟦⟧]{{0,30}}?\b(?:in|on|from|during)\s+(?:early\s+|late\s+)?(?P<when>⟦y\d+⟧)",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    rf"\b(?P<verb>{VERBS})\s+(?:and\s+\w+\s+)?(?:(?:an?|the|our|its|their)\s+){THING}[^.;⟦⟧]{{0,40}}?\b(?:in|on)\s+(?P<when>⟦y\d+⟧)",
    re.IGNORECASE,
)
LAUNCH = re.compile(
    rf"\b(?:its|the)\s+(?P<verb>launch|publication|introduction|approval|opening)\s+(?:in|on)\s+(?P<when>⟦y\d+⟧),?\s+(?:the|our)\s+{THING}",
    re.IGNORECASE,
)
THIS = re.compile(
    rf"^(?:this|it)\s+(?:was|has been|were)\s+(?:first\s+|formally\s+)?(?P<verb>{VERBS})\b[^.;⟦⟧]{{0,30}}?\b(?:in|on)\s+(?P<when>⟦y\d+⟧)",
    re.IGNORECASE,
)
SUBJECT = re.compile(rf"^(?:an?|the|our|its)\s+{THING}\s+(?:was|were|has|is)\b", re.IGNORECASE)
MAY_BE = re.compile(rf"\b(?:{THINGS})\b|^(?:this|it)\b")


@rule(
    NAME,
    "One event, two dates",
    Example(
        "The neglect strategy was launched in March 2022.\n\nThe neglect strategy, launched in May 2022, has three aims.",
        Verdict.FAILS,
    ),
    Example(
        "An action plan was written. This was published in June 2021.\n\nThe council published a full action plan in May 2021.",
        Verdict.CANNOT_TELL,
        "there may be two plans",
    ),
    Example(
        "The neglect strategy was launched in March 2022.\n\nThe exploitation strategy was launched in May 2022.", None
    ),
    Example("The draft plan was published in March 2022.\n\nThe final plan was published in May 2022.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """The same thing done twice: a plan published in October and in November.

    Two statements are of one event when the same thing is named with the same words and the same was done to it.
    Where the names differ a little there may be two plans, or two editions, and the rule cannot tell. Drafts, first
    and second editions, and yearly events are left alone.
    """
    told = list(_events(report))
    for one, other in combinations(told, 2):
        if one.thing == other.thing and one.verb == other.verb and _differ(one.when.period, other.when.period):
            yield from _compare(one, other)


@dataclass(frozen=True)
class Event:
    sentence: Sentence
    thing: str
    name: frozenset[str]
    verb: str
    when: Quantity


def _events(report: Report) -> Iterator[Event]:
    for sentences in report.by_passage:
        subject: re.Match[str] | None = None
        if not any(sentence.of(Kind.PERIOD) for sentence in sentences):
            continue
        for sentence in sentences:
            if not MAY_BE.search(sentence.lower):
                subject = None
                continue
            match = back = None
            if sentence.of(Kind.PERIOD):
                match = LAUNCH.search(sentence.shape) or ACTIVE.search(sentence.shape) or PASSIVE.search(sentence.shape)
                back = THIS.search(sentence.shape)
            if match:
                yield _event(sentence, match, match)
            elif back and subject:
                yield _event(sentence, back, subject)
            subject = SUBJECT.search(sentence.shape) or (subject if back else None)


def _event(sentence: Sentence, match: re.Match[str], named: re.Match[str]) -> Event:
    verb = match["verb"].lower()
    kind = next((same for begin, same in ALIKE.items() if verb.startswith(begin)), verb[:6])
    name = re.split(r"\b(?:an?|the|our|its|their|and|of|for|to|this)\b", named["name"].lower())[-1]
    return Event(sentence, named["thing"].lower(), frozenset(stems(name)), kind, sentence.marked(match["when"]))


BY = re.compile(
    r"\b(?:launched|approved|adopted|ratified|agreed|signed|endorsed|published)\b[^.;,]{0,15}\bby\s+(?:the|our|its|all)\b"
)


def _differ(one: Period | None, other: Period | None) -> bool:
    return bool(one and other and one.first and other.first and not one.overlaps(other))


def _compare(one: Event, other: Event) -> Iterator[Finding]:
    if set_apart(one.sentence, other.sentence):
        return
    same_section = one.sentence.passage.place.heading == other.sentence.passage.place.heading
    by_whom = {bool(BY.search(event.sentence.lower)) for event in (one, other)}
    if one.name == other.name and one.name and len(by_whom) > 1:
        verdict, reading = Verdict.CANNOT_TELL, "if each was done by a different body"
    elif one.name == other.name and one.name:
        verdict, reading = Verdict.FAILS, ""
    elif same_section and (one.name <= other.name or other.name <= one.name):
        verdict, reading = Verdict.CANNOT_TELL, "if there were two of them, or two editions"
    else:
        return
    first, second = one.when.text.strip(), other.when.text.strip()
    message = f"The {one.thing} has two dates: {second} here, {first} at {one.sentence.passage.place.words()}."
    yield finding(NAME, verdict, other.sentence, [first, second], f"{first} ≠ {second}", message, reading)
