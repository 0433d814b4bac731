"""What a sentence states of one thing: when something was done, how often a group meets, how many there are."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.numbers import Hedge, Kind, Period, Quantity
from lapwing.arithmetic.numbers.periods import MONTHS
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.sentences import Sentence

ACTS = {
    "post": r"t(?:ook|ake|aken|aking)\s+up\s+(?:(?:the|her|his|their|its|this|that)\s+)?(?:post|role|position|office|appointment)|appoint(?:ed|ment)|c[ao]me\s+into\s+(?:post|office|role)|start(?:ed)?\s+(?:in|as|work\s+as)|joined|took\s+over|been\s+in\s+post|in\s+post\s+since|became",
    "publish": r"publish(?:ed|es|ing)?|publication|issued|released|printed|appeared",
    "relaunch": r"re-?launch(?:ed|ing)?",
    "launch": r"(?<!re-)launch(?:ed|ing)?|went\s+live|introduc(?:ed|tion|ing)|came\s+into\s+(?:force|effect|use)|unveiled|rolled\s+out|began|begun|start(?:ed)?",
    "agree": r"approv(?:ed|al)|agreed|signed\s+off|ratif(?:ied|ication)|adopt(?:ed|ion)|endorsed",
    "hold": r"(?<!office\s)held|took\s+place|hosted|staged",
    "open": r"open(?:ed|ing)",
    "close": r"closed|closure",
    "leave": r"retire(?:d|ment)|resign(?:ed|ation)|stepp?(?:ed|ing)\s+down|left\s+(?:post|office|the\s+(?:post|role|trust|council|force|service|team|board|partnership))",
    "inspect": r"inspect(?:ed|ion|ors)|visited",
    "found": r"establish(?:ed|ment)|set\s+up|formed|created|founded",
}
ACT = {name: re.compile(rf"\b(?:{words})\b") for name, words in ACTS.items()}
ANY_ACT = re.compile(rf"\b(?:{'|'.join(ACTS.values())})\b")
DETERMINER = re.compile(
    r"\b(?:the|an?|our|its|their|this|new|my|his|her)\s+(?!.*\b(?:the|an?|our|its|their|this|new|my|his|her)\s)"
)
HELD = re.compile(
    r"(?:[a-z’'-]+\s+){0,5}(?:conference|summit|seminar|workshop|festival|awareness\s+week|safeguarding\s+week|inspection)\s+(?:in|on)\s+$"
)
ROLES = re.compile(
    r"\b(?:chair|manager|lead|director|commissioner|scrutineer|coordinator|chief|head|superintendent|officer|nurse|doctor)\b"
)
BARE_MONTH = re.compile(rf"\b(?:in|during)\s+({'|'.join(m for m in MONTHS if len(m) > 3)})\b(?!\s+(?:\d{{4}}|of\b))")
EDITIONS = re.compile(
    r"\b(?:first|second|third|fourth|draft|revised|updated|refreshed|rewritten|final|interim|again|initial(?:ly)?|new\s+(?:edition|version)|edition|version|further|another|quarterly|next|previous|former|original(?:ly)?|each|every|planned|postponed|delayed|pilot|until|due\s+to|will|renewed|extended)\b"
)
RECURRING = re.compile(
    r"\b(?:annual|yearly|conference|survey|audit|week|meeting|summit|census|event|awards?|festival|plan|report)\b"
)
CLAUSES = re.compile(
    r"[;:()]|,\s(?=(?:which|who|where|and|but|so|while|as|with)\b)|\b(?:but|which|because|while|whilst|whereas|so\s+that)\b"
)
SMALL = 4
NAMED_TIMES = (
    (
        re.compile(r"\b(?:at|by)\s+(?:the\s+)?(?:year[\s-]end|end\s+of\s+the\s+(?:reporting\s+)?year)\b"),
        Period(date.max, date.max, "year end"),
    ),
    (
        re.compile(r"\b(?:in|during|over)\s+the\s+(?:reporting\s+)?year\b|\bthis\s+year\b"),
        Period(date.min, date.max, "the year"),
    ),
)
NOT_PLAIN = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim\w*|national\w*|average|estimat\w*|forecast|will|would|originally|initially|previously|revis\w+|draft|another|further|additional|other|each|per|quarter|compared|until|up\s+to|at\s+least|most|if|moved|changed|last\s+year|previous|of\s+(?:these|those|which|whom|them)|including|elsewhere|corrected|provisional|extract|differ\w*|rebased|between|only\s+[a-z]+\s+of)\b"
)
STANDING = re.compile(
    r"\b(?:has|have|is|are|must|should|meets?|comprises?|employs?|there\s+are|consists?|lasts?|costs?|covers?|serves?|within|[’']s)\b"
)


@dataclass(frozen=True)
class Statement:
    """`kind` says what is stated, `about` are the meaning words of the thing, `figure` is what is said of it."""

    kind: str
    about: frozenset[str]
    figure: Quantity
    sentence: Sentence
    period: Period | None = None
    month: int = 0
    noun: frozenset[str] = frozenset()
    standing: bool = False


def events(sentence: Sentence) -> Iterator[Statement]:
    """When something was done: "the strategy was published in May 2023", "took up post as chair in June 2021"."""
    if (not sentence.of(Kind.PERIOD) and not BARE_MONTH.search(sentence.lower)) or not ANY_ACT.search(sentence.lower):
        return
    dated = [
        one
        for one in sentence.of(Kind.PERIOD)
        if one.period and one.period.first and one.period.form in {"day", "month"}
    ]
    bare = [] if dated else list(BARE_MONTH.finditer(sentence.lower))
    spots = [(one.start, one.end, one, one.period, 0) for one in dated] + [
        (
            m.start(1),
            m.end(1),
            Quantity(Kind.PERIOD, 0.0, sentence.text[m.start(1) : m.end(1)], m.start(1), m.end(1)),
            None,
            MONTHS[m[1]],
        )
        for m in bare
    ]
    if len(spots) != 1:
        return
    start, end, figure, period, month = spots[0]
    if found := _act(sentence, start, end):
        act, about = found
        if not EDITIONS.search(sentence.lower[max(0, start - 90) : end + 12]):
            yield Statement(act, about, figure, sentence, period, month)


def _act(sentence: Sentence, start: int, end: int) -> tuple[str, frozenset[str]] | None:
    """What was done, and to what: by the nearest verb before the date, or after it."""
    text = sentence.lower
    before = [(m.end(), name, m) for name, way in ACT.items() for m in way.finditer(text, max(0, start - 80), start)]
    if before:
        _, name, match = max(before, key=lambda one: (one[0], one[1] == "post"))
        left = " ".join(re.split(r"[;:(.]", text[: match.start()])[-1].split()[-9:])
        core = words_of(DETERMINER.split(left)[-1])
        about = (core or words_of(left)) | words_of(text[match.end() : start]) | _roles(name, text)
        if not core:
            about |= words_of(" ".join(text[end:].split()[:9]))
        return name, about
    if named := HELD.search(text, max(0, start - 80), start):
        return "hold", words_of(DETERMINER.split(named[0])[-1])
    after = [(m.start(), name, m) for name, way in ACT.items() for m in way.finditer(text, end, end + 90)]
    if after and re.match(r"\s*,", text[end:]):
        _, name, match = min(after, key=lambda one: (one[0], one[1] != "post"))
        return name, words_of(f"{text[end : match.start()]} {' '.join(text[match.end() :].split()[:8])}")
    return None


def _roles(act: str, text: str) -> frozenset[str]:
    """The post that was taken up, wherever it is named."""
    return frozenset(ROLES.findall(text)) if act == "post" else frozenset()


GROUP = re.compile(
    r"(?P<name>(?:[a-z&’'-]+,?\s+){0,6}?)(?P<head>sub-?\s?groups?|groups?|panels?|boards?|forums?|committees?|networks?|executive(?!\s+(?:group|board|committee|team))|hubs?|partnerships?|conferences?|clinics?|cells?|leads)\b"
)
NAME_ENDS = re.compile(
    r"\b(?:an?|the|our|its|their|this|that|these|by|of|to|at|in|on|from|for|with|is|are|was|were|it|and\s+the|chairs?|attends?|which|who|next|reports?|go|goes|every|each|when|weekly|monthly|quarterly|fortnightly|regular|sittings?|meetings?|as)\b"
)
MEETS = re.compile(
    r"\b(?:meets?|met|meetings?|sits?|sitting|sittings|convenes?|gathers?|held|comes?\s+together|came\s+together|brings?)\b"
)
MOVES_ON = re.compile(
    r"\b(?:until|since|from\s+(?:january|april|september)|moved|changed|now|initially|originally|previously|used\s+to|will|plan(?:s|ned)?|instead|report\w*(?!\s+to\b)|sub-?groups?\s+that|task|extraordinary|bi-?\s?(?:monthly|weekly|annual\w*))\b"
)


def groups(sentence: Sentence) -> Iterator[Statement]:
    """How often a named group meets."""
    often = sentence.of(Kind.FREQUENCY)
    if len(often) != 1 or MOVES_ON.search(sentence.lower):
        return
    one = often[0]
    if not MEETS.search(sentence.lower):
        named_next = GROUP.match(sentence.lower[one.end :].lstrip())
        if named_next and _name(named_next) and not NAME_ENDS.search(named_next["name"]):
            yield Statement("often", _name(named_next), one, sentence)
        return
    named = [match for match in GROUP.finditer(sentence.lower) if _name(match)]
    if named:
        nearest = min(named, key=lambda match: min(abs(match.end() - one.start), abs(match.start("head") - one.end)))
        between = sentence.lower[min(nearest.end(), one.end) : max(one.start, nearest.start("head"))]
        if len(between) < 110 and not re.search(r"[.;]\s|\bchair\w*\b.*\brotat|\brotat", between):
            yield Statement("often", _name(nearest), one, sentence)


MET = re.compile(
    r"\bmet\s+(?:on\s+)?(?P<a>⟦c\d+⟧)\s+(?:times|occasions)\b|(?P<b>⟦c\d+⟧)\s+meetings\s+of\s+(?:the|our)\s+(?P<of>[a-z’' -]{3,60})|\bheld\s+(?P<c>⟦c\d+⟧)\s+(?:[a-z]+\s+){0,1}meetings\b"
)
WHOLE_YEAR = re.compile(r"\b(?:in|during|over|across)\s+(?:the|this)\s+(?:reporting\s+)?year\b|⟦y\d+⟧|\bthis\s+year\b")


def met(sentence: Sentence) -> Iterator[Statement]:
    """How many times a group met in the year."""
    match = MET.search(sentence.shape)
    if not match or MOVES_ON.search(sentence.lower) or not WHOLE_YEAR.search(sentence.shape):
        return
    one = sentence.marked(match["a"] or match["b"] or match["c"])
    words = match["of"] or sentence.shape[: match.start()]
    named = list(GROUP.finditer(words))
    if named and one.hedge is Hedge.NONE:
        group = named[0] if match["of"] else named[-1]
        yield Statement("met", _name(group) or frozenset({group["head"]}), one, sentence)


def _name(match: re.Match[str]) -> frozenset[str]:
    name = NAME_ENDS.split(match["name"])[-1]
    found = frozenset(stems(name))
    if not found and match["head"] != "executive":
        return frozenset()
    return found | {match["head"].rstrip("s").replace("-", "").replace(" ", "")}


def standing(sentence: Sentence) -> Iterator[Statement]:
    """How many there are, or were in a named year or on a named day, where the sentence has one such figure."""
    if len(sentence.text) < 18 or sentence.passage.role is Role.HEADING or NOT_PLAIN.search(sentence.lower):
        return
    for kind in (Kind.COUNT, Kind.PERCENT, Kind.MONEY):
        found = [one for one in sentence.of(kind) if not (one.in_words and one.value <= SMALL)] or sentence.of(kind)
        if len(found) == 1 and found[0].hedge is Hedge.NONE and found[0].value >= 2:
            yield from _standing(sentence, found[0])


def _standing(sentence: Sentence, one: Quantity) -> Iterator[Statement]:
    start, end = 0, len(sentence.text)
    for cut in CLAUSES.finditer(sentence.shape_text):
        if cut.end() <= one.start:
            start = cut.end()
        elif cut.start() >= one.end:
            end = cut.start()
            break
    clause = sentence.shape_text[start:end]
    periods = [other.period for other in sentence.of(Kind.PERIOD) if other.period and other.period.first]
    if not periods and (named := next((period for way, period in NAMED_TIMES if way.search(clause)), None)):
        periods = [named]
    if len({(p.first, p.last) for p in periods}) > 1:
        return
    noun = words_of(
        re.split(
            r"\b(?:in|at|on|for|of|were|was|are|is|had|has|have|who|which|that|to|by|from|[a-z]+ed)\b|[,;]",
            sentence.shape_text[one.end : one.end + 60],
        )[0]
    )
    yield Statement(
        one.kind.value,
        words_of(clause),
        one,
        sentence,
        periods[0] if periods else None,
        0,
        noun,
        bool(STANDING.search(sentence.lower[max(0, one.start - 60) : one.end + 40])),
    )
