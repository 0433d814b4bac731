"""A count that is told again with the words that say which: "the 1,408 children who answered the survey"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import STOP, WORDS, stem
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
MOST, LONGEST, WIDEST = 40, 500, 2.5
DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|its|our|their|all|all\s+of\s+the|all\s+the|each\s+of\s+the|every\s+one\s+of\s+the)|[a-z][’']s?)\s+(?:total\s+of\s+)?$"
)
SOME_OF = re.compile(
    r"\b(?:first|last|other|remaining|further|next|same|latter|extra|additional|new|of\s+whom|of\s+which)\s+$"
)
IRREGULAR = {
    "saw": "see", "seen": "see", "met": "meet", "meeting": "meet", "held": "hold", "took": "take", "taken": "take", "gave": "give", "given": "give", "made": "make",
    "came": "come", "went": "go", "gone": "go", "began": "begin", "begun": "begin", "led": "lead", "ran": "run", "sent": "send", "brought": "bring", "left": "leave", "told": "tell",
    "drew": "draw", "drawn": "draw", "found": "find", "kept": "keep", "spoke": "speak", "spoken": "speak", "wrote": "write", "written": "write", "heard": "hear", "sat": "sit",
    "won": "win", "built": "build", "taught": "teach", "chose": "choose", "chosen": "choose", "known": "know", "knew": "know", "paid": "pay", "spent": "spend", "bought": "buy",
}  # fmt: skip
AUXILIARY = r"(?:were|was|are|is|had|has|have|will|can|could|may|did|do|does|would|should)"
FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|came|said|told|took|made|gave|found|sent|met|saw|went|held|drew|stood|ran|began|led|kept|got|fell|rose|remains?|takes?|shows?|"
    r"(?<!-)[a-z]{2,}ed(?!-|\s+(?:by|in|at|on|for|during|as|to|from|with|under|within|since|over|against)\b))\b"
)
VERB = re.compile(rf"\b(?:{AUXILIARY}|{'|'.join(IRREGULAR)}|[a-z]{{3,}}s|[a-z]{{2,}}ed)\b(?!-)")
RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where)\b")
END = re.compile(
    r"[,;:()–—.>]|\b(?:nearly|almost|most|some|half)\b|\b(?:but|because|while|whilst|whereas|although|though|so\s+that)\b"
)
UNSETTLED = re.compile(
    r"\b(?:target\w*|aim(?:s|ed)?|forecast|projected|provisional|revised|corrected|rebased|initially|originally|previously|formerly|used\s+to|would|planned|maximum|minimum|"
    r"capacity|estimate\w*|last\s+(?:[a-z]+\s+)?year|previous|prior|preceding|year\s+before|earlier|later|draft|another|additional|per|apiece|each\s+(?:year|month|week|term|quarter)|average|not|never|nor|no|"
    r"excluding|except|including|since\s+then|pilot|quarter|term|half|spring|summer|autumn|winter|weekend|night)\b"
)
NOUN_ENDS = re.compile(
    r"\b(?:that|which|who|whom|whose|where|in|at|for|of|by|from|to|on|with|under|during|across|within|(?<!-)[a-z]+ed)\b(?!-)"
)
CLAUSE_END, OWNER = re.compile(r"[,;.]"), re.compile(r"(?:[a-z-]+\s+){0,2}[a-z]+[’']s?\s+$")
BEFORE_NUMBER = re.compile(r"\s*\b(?:across|in|at|from|of|for|to|by|over|and|with)\s*$")
COPULA = re.compile(r"\b(?:was|were|is|are|stood|stands|came|comes|numbered|totalled|reached)\b(?=[a-z\s]{0,20}$)")
PASSING = frozenset(["person", "staff", "child", "pupil"])
LED_TO = re.compile(r"\b(?:to|reached|reaching|at|of)\s+(?:just\s+|only\s+)?$")
MOVED = re.compile(rf"\b{MOVING}\b")
LITTLE = frozenset([
    "whole", "one", "every", "between", "when", "then", "now", "just", "only", "some", "most", "many", "us", "they",
    "them", "he", "she", "me", "my", "so", "not", "because", "while",
])  # fmt: skip
LENGTH, ENOUGH = 6, 3


@dataclass(frozen=True)
class Described:
    """`head` is what is counted, `phrase` the words that say which, `rest` all words of the clause after the figure."""

    sentence: Sentence
    figure: Quantity
    head: str
    phrase: str
    rest: str
    definite: bool

    @cached_property
    def name(self) -> frozenset[str]:
        return frozenset(words_of(self.phrase))

    @cached_property
    def after(self) -> frozenset[str]:
        return frozenset(words_of(self.rest))

    @cached_property
    def said(self) -> frozenset[str]:
        """All words of its sentence and its heading."""
        return frozenset(words_of(f"{self.sentence.shape_text} {self.sentence.passage.place.heading.lower()}"))

    @cached_property
    def times(self) -> frozenset[str]:
        return frozenset(other.text.lower() for other in self.sentence.of(Kind.PERIOD))


def words_of(text: str) -> list[str]:
    """The words of a text but for the smallest, in their base form and cut short, in order."""
    found = []
    for word in WORDS.findall(text):
        if word not in STOP and word not in LITTLE:
            found.append(_root(stem(word)))
    return found


def _root(word: str) -> str:
    word = IRREGULAR.get(word, word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
    return word[:LENGTH]


def described(report: Report) -> Iterator[Finding]:
    """Pairs of counts in two sentences, one of them told again as "the 14 that ...", whose words are all in the other."""
    by_head: dict[str, list[Described]] = defaultdict(list)
    for sentence in report.sentences:
        for one in _read(sentence):
            by_head[one.head].append(one)
    for told in by_head.values():
        again = [one for one in told if one.definite]
        if len(told) < 2 or len(again) > MOST or len(told) > 4 * MOST:
            continue
        for one in again:
            for other in told:
                if one is not other and not (other.definite and other.sentence.number < 0) and _one_thing(one, other):
                    yield _say(other, one)


def _read(sentence: Sentence) -> Iterator[Described]:
    counts = sentence.of(Kind.COUNT)
    if sentence.passage.role is Role.HEADING or not counts or len(sentence.text) > LONGEST or len(counts) > 6:
        return
    text = sentence.shape_text
    for one in counts:
        if one.hedge is Hedge.NONE and one.value > 1 and (made := _described(sentence, text, one)):
            yield made


def _described(sentence: Sentence, text: str, one: Quantity) -> Described | None:
    left = text[max(0, one.start - 70) : one.start]
    if SOME_OF.search(left):
        return None
    end = _end_of_name(text, one)
    number = next((q.start for q in sentence.quantities if one.end <= q.start < end and q.kind is not Kind.PERIOD), end)
    phrase = text[one.end : number] if number == end else BEFORE_NUMBER.sub("", text[one.end : number])
    clause = text[_start(text, one) : one.start]
    of_them = re.match(r"\s+of\s+(?:the|these|our|its)\s+", phrase)
    if of_them and not re.search(r"\ball\s+$", left):
        return None
    moved = MOVED.search(clause)
    if UNSETTLED.search(clause + " " + phrase + " ") or (moved and not LED_TO.search(left)):
        return None
    heads = words_of(NOUN_ENDS.split(phrase[of_them.end() :] if of_them else phrase)[0])
    if not heads:
        told = moved or COPULA.search(clause)
        phrase = clause[: told.start()] if told else ""
        heads = words_of(NOUN_ENDS.split(re.sub(r"^\s*(?:the\s+)?(?:number|total)\s+of\s+", "", phrase))[0])
        if not heads:
            return None
    owner = OWNER.search(left) if "’" in left or "'" in left else None
    rest = CLAUSE_END.split(text[one.end :], 1)[0]
    named = f"{phrase} {owner[0] if owner else ''}"
    return Described(sentence, one, heads[-1], named, rest, bool(DEFINITE.search(left)))


def _start(text: str, one: Quantity) -> int:
    cuts = [match.end() for match in END.finditer(text, 0, one.start)]
    return cuts[-1] if cuts else 0


def _end_of_name(text: str, one: Quantity) -> int:
    """Where the words end that say which are counted: before the verb, or after the first verb of "that were ..."."""
    stop = END.search(text, one.end)
    end = stop.start() if stop else len(text)
    related = RELATIVE.search(text, one.end, end)
    verb = FINITE.search(text, one.end, end)
    if verb and not (related and related.start() < verb.start()):
        return verb.start()
    verb = VERB.search(text, related.end(), end) if related else None
    if not verb:
        return end
    later = verb.end()
    if re.fullmatch(AUXILIARY, verb[0]):
        main = re.match(r"\s+(?:(?:been|being|not|also|then)\s+)*[a-z-]+", text[later:end])
        later += main.end() if main else 0
    following = FINITE.search(text, later, end)
    return following.start() if following else end


def _one_thing(again: Described, first: Described) -> bool:
    """Whether all that says which are counted is said of the other too, and they are of one time."""
    a, b = first.figure, again.figure
    low, high = sorted((a.value, b.value))
    if (
        low == high
        or high > WIDEST * low
        or first.sentence is again.sentence
        or set_apart(first.sentence, again.sentence)
    ):
        return False
    if again.name - first.said or first.name - again.said or not _may_be_of_one_time(first, again):
        return False
    slip = sorted(f"{low:.0f}") == sorted(f"{high:.0f}")
    if len(again.name) < (ENOUGH - 1 if slip or again.times & first.times else ENOUGH):
        return False
    values = {one.value for one in first.sentence.quantities} & {one.value for one in again.sentence.quantities}
    if {low, high} & values or judge(a, lambda value: value, [b]).verdict is not Verdict.FAILS:
        return False
    if first.figure.value > again.figure.value and not slip and first.head in PASSING and not first.times:
        return False  # people come and go
    return slip or a.value > b.value or not first.after - again.said


def _say(first: Described, again: Described) -> Finding:
    one, other = first.figure.text.strip(), again.figure.text.strip()
    message = f"The same thing is told twice: {other} here, {one} at {first.sentence.passage.place.words()}."
    return finding(NAME, Verdict.FAILS, again.sentence, [one, other], f"{one} ≠ {other}", message)


def _may_be_of_one_time(one: Described, other: Described) -> bool:
    return one.times == other.times or (not (one.times and other.times) and len(one.name & other.name) > ENOUGH)
