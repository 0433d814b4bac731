"""How often a group meets, said twice, or against how often it met."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import BI, may_be_one_pace
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.numbers.words import NUMBER_WORDS
from lapwing.arithmetic.pieces import holds
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.sentences import Sentence

NAME = "frequency"
GROUPS = r"sub-?groups?|groups?|boards?|panels?|committees?|networks?|forums?|partnerships?|executive(?!\s+(?:group|board|committee|team))|hubs?"
GROUP_WORDS = ("group", "board", "panel", "committee", "network", "forum", "partnership", "executive", "hub")
NAMED = re.compile(rf"(?P<name>(?:[a-z’'&-]+\s+){{0,6}}?)(?P<group>{GROUPS})\b", re.IGNORECASE)
OTHERWISE = re.compile(r"\bdeliver\w*|\btraining\b|\bnewsletter|\bbulletin|\bchaired\b|\brotat|\bannual report")
ACRONYM = re.compile(r"((?:[A-Z][\w’'-]*\s+(?:and\s+|of\s+|&\s+)?){2,7})\(([A-Z]{2,7})\)")
OFTEN = re.compile(r"(?P<often>⟦w\d+⟧)")
TIMES_MET = re.compile(
    r"\bmet\s+(?:on\s+)?(?P<a>⟦c\d+⟧)\s+(?:times|occasions)|(?P<b>⟦c\d+⟧)\s+(?:[a-z-]+\s+){0,3}?meetings\s+(?:have\s+)?(?:took|taken|were held|were|been held)|\bheld\s+(?P<c>⟦c\d+⟧)\s+(?:[a-z-]+\s+){0,2}?meetings|\bmet\s+(?P<d>⟦w\d+⟧)"
)
OTHER_MEETINGS = re.compile(r"\b(?:extraordinary|additional|rapid review|sub|task|ad hoc|annual)\s+meetings?")
PART_YEAR = "if the group began, or stopped, part way through the year, or some meetings were cancelled"
NO_NAME = re.compile(
    rf"meet|met|meeting|monthly|bi-monthly|quarterly|weekly|activity|cross|sub|{NUMBER_WORDS}", re.IGNORECASE
)


@rule(
    NAME,
    "How often a group meets",
    Example(
        "There is a monthly scrutiny panel.\n\nProgress is reviewed at the bi-monthly scrutiny panel.", Verdict.FAILS
    ),
    Example(
        "The audit group meets monthly. Eight audit group meetings were held.",
        Verdict.CANNOT_TELL,
        "a part year, or cancellations",
    ),
    Example("The audit group meets quarterly. The audit group met four times.", Verdict.HOLDS),
    Example("The audit group meets monthly. The scrutiny panel meets quarterly.", None),
    Example("The audit group meets monthly and the chair reports to it quarterly.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A group that meets monthly in one place and every two months in another, or that met fewer times than that.

    A group is known by the words before "group", "board", "panel" and the like; short names written out in the report
    are read in full. Two frequencies for one name fail. Fewer or more meetings than the frequency gives may have a
    reason, so that cannot be told.
    """
    acronyms = _acronyms(report)
    told = [one for sentence in report.sentences for one in _told(sentence, acronyms)]
    for one, other in combinations(told, 2):
        if (
            one.name == other.name
            and one.name
            and one.often.kind is Kind.FREQUENCY
            and other.often.kind is Kind.FREQUENCY
        ):
            yield from _compare(one, other)
    met = [one for sentences in report.by_passage for one in _met_in(sentences, acronyms)]
    for one in told:
        for other in met:
            if one.name and (one.name == other.name):
                yield from _count(one, other)


@dataclass(frozen=True)
class Meeting:
    sentence: Sentence
    name: frozenset[str]
    often: Quantity


def _told(sentence: Sentence, acronyms: dict[str, str]) -> Iterator[Meeting]:
    found = list(OFTEN.finditer(sentence.shape)) if sentence.quantities else []
    if len(found) != 1 or OTHERWISE.search(sentence.lower):
        return
    often = sentence.marked(found[0]["often"])
    after = sentence.text[often.end :]
    before = sentence.text[: often.start]
    speaks_of_one = holds(sentence.lower, GROUP_WORDS)
    if speaks_of_one and (named := NAMED.match(after.lstrip())) and len(named["name"].split()) <= 3:
        yield Meeting(sentence, _name(named, acronyms), often)
        return
    groups = list(NAMED.finditer(before)) if speaks_of_one else []
    if (
        groups
        and re.search(r"\b(?:meets?|met|meeting|convenes?|sits)\b[^.;]{0,30}$", before)
        and "report" not in before[groups[-1].end() :]
    ):
        name = _name(groups[0], acronyms) or _heading(sentence, acronyms)
        yield Meeting(sentence, name, often)
    elif re.match(r"\s+(?:set\s+|regular\s+)?meetings?\b", after) and not groups:
        yield Meeting(sentence, _heading(sentence, acronyms), often)


def _met_in(sentences: list[Sentence], acronyms: dict[str, str]) -> Iterator[Meeting]:
    """How many times a group met; a sentence that does not name it speaks of the group named before it."""
    if not any(sentence.quantities and TIMES_MET.search(sentence.shape) for sentence in sentences):
        return
    last: frozenset[str] = frozenset()
    for sentence in sentences:
        match = TIMES_MET.search(sentence.shape)
        quantity = sentence.marked(next(group for group in match.groups() if group)) if match else None
        reach = quantity.end + 60 if quantity else len(sentence.text)
        names = [_name(named, acronyms) for named in NAMED.finditer(sentence.text[:reach])]
        last = next((name for name in names if name), last)
        if match and quantity and not OTHER_MEETINGS.search(match[0]):
            yield Meeting(sentence, last or _heading(sentence, acronyms), quantity)


def _name(match: re.Match[str], acronyms: dict[str, str]) -> frozenset[str]:
    words = re.split(
        r"\b(?:an?|the|our|its|their|and there is|by|of|at|this|that|there)\b", match["name"], flags=re.IGNORECASE
    )[-1]
    return _stems(words, acronyms)


def _heading(sentence: Sentence, acronyms: dict[str, str]) -> frozenset[str]:
    match = NAMED.search(sentence.passage.place.heading)
    if not match:
        return frozenset()
    return _stems(sentence.passage.place.heading[: match.start("group")], acronyms)


def _stems(words: str, acronyms: dict[str, str]) -> frozenset[str]:
    written_out = " ".join(acronyms.get(word.strip("()"), word) for word in words.split())
    return frozenset(stem for stem in stems(written_out) if not NO_NAME.fullmatch(stem))


def _acronyms(report: Report) -> dict[str, str]:
    """Short names that the report writes out: "Practice Review (PR) Group"."""
    found: dict[str, str] = {}
    for sentence in report.sentences:
        for match in ACRONYM.finditer(sentence.text) if "(" in sentence.text else ():
            words = [word for word in match[1].split() if word[0].isupper()]
            if [word[0] for word in words[-len(match[2]) :]] == list(match[2]):
                found[match[2]] = " ".join(words[-len(match[2]) :])
    return found


def _compare(one: Meeting, other: Meeting) -> Iterator[Finding]:
    if may_be_one_pace(one.often, other.often) or set_apart(one.sentence, other.sentence):
        return
    line = f"{one.often.text} is {_yearly(one)}; {other.often.text} is {_yearly(other)}"
    message = f"The group is {other.often.text} here, and {one.often.text} at {one.sentence.passage.place.words()}."
    yield finding(NAME, Verdict.FAILS, other.sentence, [one.often, other.often], line, message)


def _yearly(one: Meeting) -> str:
    if BI.search(one.often.text):
        return "6 times a year, or 24"
    return f"{plain(one.often.value, 0)} a year"


def _count(told: Meeting, met: Meeting) -> Iterator[Finding]:
    if (told.sentence is met.sentence and told.often is met.often) or re.search(
        r"\b(?:first|last)\s+⟦t|\bquarter\b|\bsince\b|\bsix months\b", met.sentence.shape
    ):
        return
    line = f"{told.often.text} is {_yearly(told)}; met {plain(met.often.value)} times"
    figures = [told.often, met.often]
    if abs(told.often.value - met.often.value) < 0.5:
        yield finding(
            NAME,
            Verdict.HOLDS,
            met.sentence,
            figures,
            line,
            f"{met.often.text} meetings agree with “{told.often.text}”.",
        )
    else:
        message = f"“{told.often.text}” would be {plain(told.often.value, 0)} meetings a year, and {plain(met.often.value)} are given."
        yield finding(NAME, Verdict.CANNOT_TELL, met.sentence, figures, line, message, PART_YEAR)
