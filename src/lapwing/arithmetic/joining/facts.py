"""Facts of a few kinds that a report tells in several places: when a thing opened, what is due by when, the upper age, how
often a group meets, how long a contract is, how many of a trade a service employs, how many took part in what.

Each kind is known by its own words, and its thing by name. Two tellings are of one fact where the thing, the time and the
kind of count are the same and neither sentence has a word that may make it another: a target, a part, an earlier time.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding
from lapwing.arithmetic.joining.twice import differ, told_twice
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.scenes.tellings import GENERIC, labels_of, words_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
LONGEST, MOST = 320, 40
UNSETTLED = re.compile(
    r"\b(?:target\w*|aim(?:s|ed)?|hop(?:e|es|ed)|forecast|projected|provisional|revised|corrected|initially|originally|previously|formerly|used\s+to|will|shall|would|could|might|if|last\s+year|previous|earlier|later|ago|year\s+before|"
    r"another|(?<!no\s)further|additional|extra|others?|remaining|rest|planned|until\s+then|not\s+yet|once|moved|changed|compar\w+|than|draft|second|third|extended\s+to|postponed|put\s+back|differ\w*|nationally|national|england|some\s+of|one\s+of|reopen\w*|re-open\w*|budget\w*|edition|index|chairs?\s+of|vacan\w*|funded\s+for|average)\b"
)
MOVED = re.compile(rf"\b(?:{MOVING})\b")
NAMED = re.compile(
    r"\b(?:Operation\s+[A-Z][a-z]+|[A-Z][a-z]+(?:\s+(?:of|and|the)\s+[A-Z][a-z]+|\s+[A-Z][a-z]+)+(?:\s+(?:service|team|project|programme|clinic|hub|scheme))?|[A-Z][a-z]+\s+(?:service|team|project|programme|clinic|hub|scheme)\b)"
)
MONTH = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|In|On|At|The|Our|Its|Since|When|By|After|Before|All|Each|Opened|Launched)\b\s*"
)
THE_NAME = re.compile(
    r"\b(?:the|our)\s+(?P<who>(?:[a-z-]+\s+){1,4}?(?:service|team|project|programme|clinic|hub|scheme|centre|unit|partnership))\b"
)
START = {
    "open": re.compile(r"\b(?:open(?:ed)?|opening|doors)\b"),
    "launch": re.compile(r"\blaunch(?:ed)?\b"),
    "found": re.compile(r"\b(?:founded|established|set\s+up|created|formed)\b"),
}
WHEN = re.compile(r"\b(?:on|in|since)\s+(?:the\s+)?$")
NOT_ITS_START = re.compile(
    r"\b(?:site|branch|building|premises|wing|room|office|phase)s?\s+(?:of|at|in|for)\b|\b(?:new|joined|met|visited|opened\s+(?:to|up|an?|the|its\s+(?!doors)))\b"
)
DUE = re.compile(r"\b(?:deadline|closing\s+date|due|(?:return|submit|send|complete|hand)\w*)\b")
DUE_BY = re.compile(r"(?:\b(?:until|by|was|is|on)\s+|,\s+|\()$")
DUE_WORDS = frozenset(
    words_of(
        "deadline closing date due returned return submit submitted send sent in ask asked schools school until by complete extended anyone back hand"
    )
)
UP_TO_AGE = re.compile(
    r"\bup\s+to\s+(?:the\s+age\s+of\s+)?(?P<n>\d{2})\b(?!\s*%|,\d)|\bupper\s+age(?:\s+limit)?\b[^.;\d]{0,60}\s(?P<m>\d{2})\b"
)
AGED = re.compile(r"\bage[ds]?\b|\byears\s+(?:of\s+age|old)\b|\bcare\s+leavers\b|\byoung\s+people\b|\bchildren\b")
PACE = re.compile(
    r"\bthe\s+(?P<a>[a-z][a-z -]{2,50}?),?\s+(?:which\s+)?(?:meets|met)\s*$|\bmeetings\s+of\s+the\s+(?P<b>[a-z][a-z -]{2,50}?)\s+(?:are|were)\s+held\s*$"
)
PACE_FIRST = re.compile(
    r"^,\s+the\s+(?P<a>[a-z][a-z -]{2,50}?)\s+(?:has|is|was|looks?|looked|considers?|oversees|receives?|hears|keeps|checks|reviews|[a-z]+s|[a-z]+ed)\b"
)
TERM = re.compile(r"\b(?P<what>contract|strategy|lease|licence|grant|agreement|plan)\b")
AS_LONG = re.compile(r"(?:\b(?:is|was|lasts?|runs?|of|for)\s+(?:for\s+)?)$")
EMPLOYED = re.compile(r"\b(?:employs?|employed|work|works|staffing|staffed|has|have|there\s+are)\b")
PRESENT = re.compile(r"\b(?:at\s+present|currently|now|today|employs|staffing)\b")
TRADE = re.compile(
    r"^\s+(?P<trade>(?:(?!of\b|in\b|at\b|and\b|with\b|who\b|are\b|is\b|work\b)[a-z-]+\s+){0,2}(?:managers|workers|nurses|advisers|advisors|psychologists|officers|practitioners|therapists|volunteers|social\s+workers|midwives|teachers|clerks|analysts|apprentices|supervisors|members|trustees))\b"
)
DEFINITE = re.compile(r"\b(?:all|each\s+of\s+the|all\s+of\s+the|all\s+the|the|these|those)\s+$")
MAIN_VERB = re.compile(r"\s(?:is|are|was|were|has|have|had|will|can|said|say|told|come|came|show\w*|give\w*|gave)\b")
EXTRA = re.compile(r"[,;:()–—]\s|,?\s+(?:with|most\s+of|of\s+which|of\s+whom)\b")
BREAK = re.compile(r"[,;:()–—]\s")
LIGHT = words_of("reached ran take part took taking looked numbered") | {"reach", "run", "look", "number"}
REPORTING = frozenset(
    words_of(
        "find found finding ask asked said say answer answered those according accordance key figure heart hearten result results response respond show told tell staff people replied"
    )
) | {"find", "ask", "answer", "accord", "accordi", "heart"}
SAME = {"spent": "cost", "spend": "cost", "expend": "cost", "costs": "cost"}


@dataclass(frozen=True)
class Fact:
    """What kind of fact, of what thing, at what time, and the figure."""

    kind: str
    who: frozenset[str]
    times: frozenset[str]
    sentence: Sentence
    figure: Quantity
    more: frozenset[str] = frozenset()


def facts(report: Report) -> Iterator[Finding]:
    """Pairs of tellings of one fact with two figures."""
    by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for sentence in report.sentences:
        if sentence.passage.role is not Role.HEADING and 20 <= len(sentence.text) <= LONGEST:
            for fact in _facts(sentence):
                by_kind[fact.kind, str(fact.figure.kind)].append(fact)
    for found in by_kind.values():
        if len(found) <= MOST:
            for one, other in combinations(found, 2):
                if _is_one(one, other) and _differ(one, other):
                    yield told_twice(NAME, (one.figure, one.sentence), (other.figure, other.sentence))


def _facts(sentence: Sentence) -> Iterator[Fact]:
    if UNSETTLED.search(sentence.lower):
        return
    if sentence.of(Kind.PERIOD):
        yield from _starts(sentence)
        yield from _due(sentence)
    yield from _ages(sentence)
    if sentence.of(Kind.FREQUENCY):
        yield from _paces(sentence)
    if sentence.of(Kind.DURATION):
        yield from _terms(sentence)
    if MOVED.search(sentence.lower):
        return
    if sentence.of(Kind.COUNT):
        yield from _trades(sentence)
    if sentence.of(Kind.COUNT, Kind.MONEY, Kind.PERCENT):
        yield from _counts(sentence)


def _name(sentence: Sentence) -> frozenset[str]:
    """The one thing that a sentence calls by name."""
    names = {MONTH.sub("", match[0]).removeprefix("the ") for match in NAMED.finditer(sentence.text)}
    names = {name.lower() for name in names if " " in name.strip()} or {
        match["who"] for match in THE_NAME.finditer(sentence.lower)
    }
    return frozenset(next(iter(names)).split()) if len(names) == 1 else frozenset()


def _times(sentence: Sentence, figure: Quantity | None) -> frozenset[str]:
    return frozenset(one.text.lower().strip() for one in sentence.of(Kind.PERIOD) if one is not figure)


def _starts(sentence: Sentence) -> Iterator[Fact]:
    """ "Opened its doors in 2020", "since its launch on 7 October 2022"."""
    dates = sentence.of(Kind.PERIOD)
    kinds = [kind for kind, way in START.items() if way.search(sentence.shape_text)]
    if (
        len(dates) != 1
        or len(kinds) != 1
        or not WHEN.search(sentence.lower[: dates[0].start])
        or NOT_ITS_START.search(sentence.lower)
    ):
        return
    one, word = dates[0], START[kinds[0]].search(sentence.shape_text)
    who = _name(sentence)
    if word and who:
        yield Fact(f"start {kinds[0]}", who, frozenset(), sentence, one)


def _due(sentence: Sentence) -> Iterator[Fact]:
    """ "The deadline for the 2022 self-assessment, 30 November 2022"."""
    days = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.form == "day"]
    if len(days) != 1 or not DUE.search(sentence.lower) or not DUE_BY.search(sentence.lower[: days[0].start]):
        return
    clause = EXTRA.split(sentence.shape_text[days[0].end :])[0]
    who = words_of(f"{sentence.shape_text[: days[0].start]} {clause}") - DUE_WORDS
    if who:
        yield Fact("due", who, _times(sentence, days[0]), sentence, days[0])


def _ages(sentence: Sentence) -> Iterator[Fact]:
    found = list(UP_TO_AGE.finditer(sentence.lower))
    if len(found) == 1 and AGED.search(sentence.lower) and (who := _name(sentence)):
        name = "n" if found[0]["n"] else "m"
        start, end = found[0].span(name)
        text = sentence.text[start:end]
        groups = frozenset(
            re.findall(
                r"\b(?:care\s+leavers|parents|girls|boys|disab\w+|young\s+people|children|adults|students|pupils)\b",
                sentence.lower,
            )
        )
        yield Fact("age", who, frozenset(), sentence, Quantity(Kind.AGE, float(text), text, start, end), groups)


def _paces(sentence: Sentence) -> Iterator[Fact]:
    """ "Meeting quarterly, the board ..."; "the board, which meets monthly"."""
    paces = sentence.of(Kind.FREQUENCY)
    left, right = sentence.lower[: paces[0].start], sentence.lower[paces[0].end :]
    match = PACE.search(left) or (PACE_FIRST.match(right) if re.search(r"^meeting\s+$", left) else None)
    if match:
        who = next(name for name in match.groups() if name)
        yield Fact(
            "pace",
            frozenset((who if " of " in who else who.rsplit(" the ", 1)[-1]).split()),
            _times(sentence, None),
            sentence,
            paces[0],
        )


def _terms(sentence: Sentence) -> Iterator[Fact]:
    """ "The five-year contract for the clinic"; "its contract lasts five years"."""
    lengths = [one for one in sentence.of(Kind.DURATION) if one.unit == "year"]
    what = TERM.findall(sentence.lower)
    if len(lengths) != 1 or len(what) != 1 or not (who := _name(sentence)):
        return
    one = lengths[0]
    before, after = sentence.lower[: one.start], sentence.lower[one.end :]
    if TERM.match(after.strip()) or (AS_LONG.search(before) and TERM.search(before)):
        yield Fact(f"term {what[0]}", who, frozenset(), sentence, one)


def _trades(sentence: Sentence) -> Iterator[Fact]:
    """ "The service employs 14 case managers at present"."""
    if not PRESENT.search(sentence.lower) or sentence.of(Kind.PERIOD) or not (who := _name(sentence)):
        return
    for one in sentence.of(Kind.COUNT):
        match = TRADE.match(sentence.lower[one.end :])
        if match and one.hedge is Hedge.NONE and EMPLOYED.search(sentence.lower):
            yield Fact(f"trade {match['trade']}", who, frozenset(), sentence, one)


def _counts(sentence: Sentence) -> Iterator[Fact]:
    """ "Twenty-six schools took part in the pilot in 2022/23"; "each of the 28 schools that took part in the pilot in 2022/23"."""
    figures = [one for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.PERCENT) if one.hedge is Hedge.NONE]
    times = _times(sentence, None)
    if len(figures) != 1 or len(times) != 1:
        return
    one, text = figures[0], sentence.shape_text
    definite = DEFINITE.search(text[: one.start]) if one.kind is Kind.COUNT else None
    after = (
        (BREAK if definite else EXTRA).split(text[one.end :])[0] if one.kind is not Kind.PERCENT else text[one.end :]
    )
    head = words_of(" ".join(after.split()[:1])) if one.kind is Kind.COUNT else frozenset()
    if definite:
        related = re.match(r"\s+\S+(?:\s+\S+)?\s+(?:that|which|who)\b", after)
        verb = MAIN_VERB.search(after, related.end() + 8 if related else 0)
        words = words_of(after[: verb.start()] if verb else after)
    else:
        words = words_of(f"{text[: one.start]} {after}")
    light = REPORTING if one.is_part else LIGHT
    who = frozenset(SAME.get(word, word) for word in words - light)
    anchors = who - GENERIC - head
    if anchors and len(who) >= 2 and (one.kind is not Kind.COUNT or head):
        whole = frozenset(["all"]) if definite and re.match(r"all|each", definite[0]) else frozenset[str]()
        yield Fact(f"count {sorted(head)}", who, times, sentence, one, whole)


def _is_one(one: Fact, other: Fact) -> bool:
    beside = one.sentence.passage is other.sentence.passage
    if beside and not one.kind.startswith(("start", "due")) and one.more == other.more:
        return False
    if (
        one.sentence is other.sentence
        or one.times != other.times
        or labels_of(one.sentence) != labels_of(other.sentence)
    ):
        return False
    if exclusive(one.sentence.text, other.sentence.text):
        return False
    if one.kind == "due":
        return not (one.who ^ other.who) - GENERIC
    if set_apart(one.sentence, other.sentence):
        return False
    if one.kind == "age" and one.more and other.more and one.more != other.more:
        return False
    return one.who == other.who


def _differ(one: Fact, other: Fact) -> bool:
    first, second = one.figure, other.figure
    return differ(first, second)
