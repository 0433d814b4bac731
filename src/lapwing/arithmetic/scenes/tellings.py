"""What a sentence tells of each of its figures: the words that say what it is of, and when it was so.

A telling is read with no list of things, verbs or phrases: every word that carries meaning counts, and where it stands says
whether it narrows the figure down ("190 officers have been trained" are some officers) or is only said of it ("the 190
officers have been trained" are all there are).
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.sentences import Sentence

TOLD = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.DURATION, Kind.FREQUENCY, Kind.PERIOD)
SHORTEST, LONGEST = 18, 400
MOST_FIGURES = 4
UNSETTLED = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim(?:s|ed)?|goal|forecast|projected|provisional|revised|corrected|initially|originally|previously|"
    r"formerly|used\s+to|will|shall|would|could|may(?!\s+\d)|might|if|last\s+(?:[a-z]+\s+)?year|previous|prior|preceding|earlier|"
    r"year\s+before|later|another|further|additional|extra|other|others|remaining|remainder|rest|planned|maximum|minimum|"
    r"capacity|per|apiece|or\s+more|or\s+fewer|rebased|draft|moved|changed|now\s+(?:meets?|sits?)|then|again|excluding|not|never|leaving\s+out|"
    r"including|includes|since\s+then|joined|left|became|gained|lost|split|some\s+time|any\s+time|any\s+point|compar\w+|"
    r"than|up\s+to|second|third|final|original\w*|re-?launch\w*|postponed|delayed|extended|"
    r"pilot|differ\w*|both|more|fewer|less|(?<!took\s)(?<!take\s)(?<!taken\s)(?<!taking\s)up(?!\s+of)|down)\b"
)
CLAUSE = re.compile(
    r"[;:()–—]|,\s+(?=(?:and|but|so|while|with|as|where|though|although|most|some|all|one|of|it|this|they|we|he|she|there|which|who)\b)|\b(?:but|because|while|whilst|whereas|although|though|so\s+that)\b|\band\s+(?=(?:is|was|were|are|has|have|it|they|we|he|she|there|[a-z]+ed|met|held|took|led|made)\b)|,\s+(?=[a-z]+ing\b)|\b(?:shows?|says?|said|found|concludes?|means)\s+that\b"
)
NAMED_BEFORE = re.compile(r"^\s*,?\s*(?:which|who|where|that|is|was|were|are|has|have|and|[a-z]+ed\b)")
VERB = re.compile(
    r"\b(?:were|was|are|is|had|has|have|did|do|does|can|came?|said|told|took|made|gave|found|sent|met|saw|went|held|drew|stood|ran|began|"
    r"begun|led|set|kept|meets?|sits?|takes?|serves?|covers?|employs?|comprises?|brings?|remains?|received?|"
    r"[a-z]+ed)\b"
)
WHOLE = re.compile(
    r"\b(?:all|the|these|those|its|our|their|[a-z]+[’']s?)\s+(?:of\s+the\s+)?$|\ball\s+(?:of\s+)?(?:the\s+|our\s+|its\s+)?$"
)
OF_THE = re.compile(r"\s+of\s+(?:the|our|its|these|those)\b|\s+of\s+[a-z]+[’']s?\b")
SOME_OF = re.compile(r"\s+of\s+(?:the|these|those|our|its|their|them|which|whom|all)\b|\s+of\s+[a-z’']+[’']s?\b")
YEAR_WORDS = re.compile(
    r"\b(?:in|during|over|across|for|of)\s+(?:the|this)\s+(?:whole\s+|reporting\s+|financial\s+)?year\b|\bthis\s+year(?:[’']s)?\b|\bthe\s+year[’']s\b"
)
SOME_TIME = re.compile(
    r"\b(?:spring|summer|autumn|winter|january|february|march|april|june|july|august|september|october|november|december|christmas|easter|outset|"
    r"start|beginning|end\s+of\s+the|year\s+end|today|so\s+far|to\s+date)\b"
)
STANDS = re.compile(
    r"\b(?:is|are|has|have|comprises?|consists?|totals?|serves?|covers?|employs?|holds?|stands?|costs?)\b|[’']s?\s"
)
FROM_TO = re.compile(r"\byear\s+(?:to|ending|ended)\s*$|\b(?:since|before|after|by|from|until|to)\s+(?:the\s+)?$")
END_OF = re.compile(r"\b(?:end|close)\s+of\s*$")
EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        receive record report make see complete completed carry carried undertake undertaken deliver delivered took take takes place
        give given gave provide provided show shown stand stood come came go went represent well new very still already
        currently month week remain remains set state say said note noted use used within some figure known know
        have held hold holds us me my we day time were full include met meet meets meeting both they them it one that shows
        was said called full formally fully every each must should standard policy rule expect expected last
        lasts need needs require required altogether just exactly around about then when where while number total count
        amount amounted year annual do did done i he she his her you your can so such there here also by own
        under over into onto during present today currently now after made consist comprise taken formal formally issue
        """,
    )
)
EMPTY_ROOTS = frozenset(word[:6] for word in EMPTY if len(word) > 5)
GENERIC = frozenset([
    "group", "board", "panel", "team", "servic", "partne", "counci", "agenc", "force", "trust", "county", "city",
    "boroug", "area", "distri", "region", "school", "child", "staff", "famili", "family", "adult", "member",
    "agency", "polic", "police", "health", "person",
])  # fmt: skip
MEANS = {
    "adopt": "agree",
    "adopti": "agree",
    "agre": "agree",
    "appoin": "post",
    "approv": "agree",
    "began": "launch",
    "begin": "launch",
    "begun": "launch",
    "creat": "found",
    "create": "found",
    "employ": "staff",
    "endors": "agree",
    "establ": "found",
    "form": "found",
    "inhabi": "popula",
    "introd": "launch",
    "issu": "publis",
    "issue": "publis",
    "operat": "open",
    "print": "publis",
    "public": "publis",
    "ratifi": "agree",
    "ratify": "agree",
    "releas": "publis",
    "renewa": "renew",
    "reside": "popula",
    "resign": "left",
    "retir": "left",
    "retire": "left",
    "sign": "agree",
    "sitt": "sit",
    "stag": "host",
    "start": "launch",
    "took": "held",
    "unveil": "launch",
    "workfo": "staff",
}  # fmt: skip
LENGTH = 6
RECURRING = re.compile(
    r"\b(?:annual|yearly|conference|survey|audit|week|weekly|monthly|quarterly|meeting|summit|census|event|awards?|festival|plan|"
    r"report|inspection|visit|term|each|every)\b"
)
OCCURRED = re.compile(
    r"^\s*(?:of\s+the\s+[a-z’'\s-]{3,60}|(?:post|role|office)?[a-z’'\s-]{0,50})?\s*\b(?:on|in|since|from)\s+(?:the\s+)?(?:start\s+of\s+|end\s+of\s+)?$"
)
DONE = re.compile(
    r"\b(?:t(?:ook|ake|aken|aking)\s+up|took\s+place|went\s+live|came\s+into\s+(?:force|use|effect)|began|begun|held|launch|publication|approval|opening|"
    r"closure|adoption|[a-z]{2,}ed)\b"
)
DETERMINER = re.compile(r"\b(?:the|an?|our|its|their|this|new|my|his|her|since|when|after|before|that)\s+")
NOUN_ENDS = re.compile(
    r"\b(?:in|at|for|of|by|from|to|on|within|across|during|over|under|with|among|this|a|an|the|that|who|which|were|was|are|is|had|has|have|came|did)\b"
)
ALL_OF = re.compile(r"\ball\s+(?:of\s+)?$")
OWNER = re.compile(r"(?:[a-z-]+\s+){0,4}[a-z]+[’']s?\s+(?:of\s+the\s+)?$")
HAS = re.compile(r"\b(?:has|have|had|comprises|employs|serves|covers)\s+$")
THERE_ARE = re.compile(r"\bthere\s+(?:are|were|is|was)\s+$")


@dataclass(frozen=True)
class Telling:
    """`core` names the thing, `needed` is all that narrows the figure down, `said` all words of its sentence.

    `head` is the noun that a count counts, or the class of what was done on a date.

    `when` is the first and last day it is of, "the year", or `None` where that is not said.
    """

    sentence: Sentence
    figure: Quantity
    head: str
    core: frozenset[str]
    needed: frozenset[str]
    said: frozenset[str]
    when: tuple[date | None, date | None] | str | None
    whole: bool
    stands: bool


@lru_cache(8_000)
def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, cut short so that "exploited" and "exploitation" are one."""
    kept = (_root(one) for one in stems(text) if one not in EMPTY and one[:LENGTH] not in EMPTY_ROOTS and len(one) > 1)
    return frozenset(MEANS.get(one, one) for one in kept)


def _root(word: str) -> str:
    """A word without the ending that makes it a noun or a verb: "trained" and "training" are one."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
    return word[:LENGTH]


LABELLED = re.compile(
    r"\b(?P<label>level|phase|stage|tier|year|step|group|part|band|domain|standard|grade|category|priority|theme|objective|strand|cohort|module|day|week|child|adult|family|baby|case|person|area|operation|regulation|article|chapter|review)\s+(?P<which>\d{1,3}|[a-z])\b(?![’'.-]\w)"
)


def labels_of(sentence: Sentence) -> frozenset[str]:
    """What says which of several is meant: "level 3" is not "level 2"."""
    if "_labels" not in sentence.__dict__:
        sentence.__dict__["_labels"] = frozenset(
            f"{match['label']}{match['which']}" for match in LABELLED.finditer(sentence.lower)
        )
    found: frozenset[str] = sentence.__dict__["_labels"]
    return found


def tellings(sentence: Sentence) -> Iterator[Telling]:
    """Each figure of a sentence that may be told again elsewhere; none of a sentence that compares, plans or moves."""
    if sentence.passage.role is Role.HEADING or not SHORTEST <= len(sentence.text) <= LONGEST:
        return
    figures = [one for one in sentence.quantities if one.kind in TOLD and not _is_when(one)]
    if len(figures) > MOST_FIGURES:
        return
    for one in figures:
        if (
            one.hedge is Hedge.NONE
            and (one.value > 1 or one.kind in {Kind.PERIOD, Kind.FREQUENCY})
            and (made := _told(sentence, one))
        ):
            yield made


def _is_when(one: Quantity) -> bool:
    """A period that says when; a day or month at which something was done is itself what is told."""
    return one.kind is Kind.PERIOD and not (one.period and one.period.form in {"day", "month"})


def _told(sentence: Sentence, one: Quantity) -> Telling | None:
    start, end = _clause(sentence, one)
    text = sentence.shape_text
    if one.kind is Kind.FREQUENCY and len(sentence.of(Kind.FREQUENCY)) > 1:
        return None  # which pace is whose cannot be told
    if UNSETTLED.search(text, start, one.end if one.kind is Kind.PERIOD else end):
        return None
    when = _when(sentence, one, start, end)
    if when == "several":
        return None
    described = (_event if one.kind is Kind.PERIOD else _description)(one, text[start : one.start], text[one.end : end])
    if not described:
        return None
    head, core, needed, whole = described
    said = words_of(text) | words_of(sentence.passage.place.heading) | described[1]
    return Telling(
        sentence,
        one,
        head,
        core,
        needed,
        said,
        None if one.kind is Kind.PERIOD else when,
        whole,
        bool(STANDS.search(sentence.lower, max(0, one.start - 50), one.end + 40)),
    )


Described = tuple[str, frozenset[str], frozenset[str], bool]


def _event(_: Quantity, left: str, __: str) -> Described | None:
    """What was done on a date, and to what: by the verb, or the noun of one, that stands before it."""
    found = list(DONE.finditer(left))
    if not found or not OCCURRED.search(left[found[-1].end() :]):
        return None
    act = next(iter(_in_order(found[-1][0])), found[-1][0].split()[0])
    before = left[: found[-1].start()]
    named = DETERMINER.split(re.split(r"[,.]", before)[-1])[-1]
    core = words_of(named) | words_of(left[found[-1].end() :]) | {act}
    return act, core, core, False


def _description(one: Quantity, left: str, right: str) -> Described | None:
    """The noun a figure counts, the words that name it and that narrow it down, and whether all of them are meant."""
    clause = words_of(left) | words_of(right.partition(",")[0] if HAS.search(left) else right)
    if one.kind is not Kind.COUNT:
        return "", clause, clause, False
    whole = bool(WHOLE.search(left))
    if SOME_OF.match(right) and not ALL_OF.search(left):
        return None
    if whole:
        right = OF_THE.sub(" ", right, count=1)
    verb = VERB.search(right)
    phrase = re.split(r"[,.]", right[: verb.start()] if verb else right)[0]
    heads = _in_order(NOUN_ENDS.split(phrase)[0])
    if not heads:
        pieces = [_in_order(piece) for piece in NOUN_ENDS.split(left)]
        heads = next((piece for piece in pieces if piece), [])
        core = words_of(left)
        return (heads[-1], core, core, True) if heads else None
    core = words_of(phrase)
    if whole:
        owner = OWNER.search(left)
        core |= words_of(owner[0]) if owner else frozenset()
        if verb and (made := re.match(r"\s*(?:that|which|who)\s*$", right[: verb.start()][-6:])):
            core |= words_of(right[verb.start() :] if made else "")
        return heads[-1], core, core, True
    return heads[-1], core, core if THERE_ARE.search(left) and not verb else clause, False


def _in_order(text: str) -> list[str]:
    return [found for word in text.split() for found in words_of(word)]


def _when(sentence: Sentence, one: Quantity, start: int, end: int) -> tuple[date | None, date | None] | str | None:
    dated = set()
    for other in sentence.of(Kind.PERIOD):
        if other is one or not other.period or not other.period.first:
            continue
        before = sentence.lower[max(0, other.start - 24) : other.start]
        if FROM_TO.search(before):
            return "several"
        last = other.period.last
        at_end = END_OF.search(before) or other.text.lower().startswith("end of")
        dated.add((last, last) if at_end else (other.period.first, last))
    if len(dated) > 1:
        return "several"
    if dated:
        return next(iter(dated))
    if YEAR_WORDS.search(sentence.lower, start, end):
        return "the year"
    said = SOME_TIME.search(sentence.lower)
    return said[0] if said and one.kind is not Kind.PERIOD else None


def _clause(sentence: Sentence, one: Quantity) -> tuple[int, int]:
    """Where the clause of a figure begins and ends; one that has no subject of its own has that of the clause before."""
    start, end = 0, len(sentence.text)
    if "_clauses" not in sentence.__dict__:
        sentence.__dict__["_clauses"] = list(CLAUSE.finditer(sentence.shape_text))
    for cut in sentence.__dict__["_clauses"]:
        if cut.end() <= one.start:
            start = cut.end()
        elif cut.start() >= one.end:
            end = cut.start()
            break
    if NAMED_BEFORE.match(sentence.shape_text[start:]):
        start = 0
    return start, end
