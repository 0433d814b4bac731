"""An announced list told in sentences: "first ... second ... third", or named before it is counted."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.announced_list import A_TIME, is_list_noun, named
from lapwing.arithmetic.rules.named_in_line import PREDICATE
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "counted-out"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
BEGINS = re.compile(
    rf"^(?:and\s+)?(?:the\s+|our\s+)?(?P<nth>{'|'.join(ORDINALS)})(?:ly)?\b(?!\s+(?:quarter|half|year|term|time|edition|wave|phase|month|week|part(?:y|ies)|sector|person))|^(?P<last>(?:and\s+)?(?:finally|lastly|the last|the final))\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(r"(?P<count>⟦c\d+⟧)\s+(?:[a-z’'-]+\s+){0,4}?(?P<noun>[a-z-]+(?:ies|s|ia))\b")
AFTER = re.compile(
    r"^(?P<items>[^⟦⟧:;.]{5,300}?)\s*(?:[:;–—]|,)\s*(?:these|those|all|such)\s+(?:are|were|form|make up|remain)\s+(?:our|the|its|their)?\s*(?P<a>⟦c\d+⟧)\s+(?:[a-z’'-]+\s+){0,4}?(?P<noun>[a-z-]+(?:ies|s|ia))\b"
    r"|^(?P<items2>[^⟦⟧:;.]{5,300}?,[^⟦⟧:;.]{3,200}?)\s+(?:are|were|make up|form|remain)\s+(?:our|the|its)\s+(?P<b>⟦c\d+⟧)\s+(?:[a-z’'-]+\s+){0,4}?(?P<noun2>[a-z-]+(?:ies|s|ia))\b"
)


@rule(
    NAME,
    "A list counted out in sentences",
    Example("Three lessons came out. First, share. Second, record. Third, see the child. Fourth, ask.", Verdict.FAILS),
    Example("Three lessons came out. First, share. Second, record. Third, see the child.", Verdict.HOLDS),
    Example("Neglect, exploitation, domestic abuse and mental health: these are our three priorities.", Verdict.FAILS),
    Example("Neglect, exploitation and mental health: these are our three priorities.", Verdict.HOLDS),
    Example(
        "Three strands were agreed. The first was a form. The second was a rota. The third was a film. The fourth was a guide.",
        Verdict.FAILS,
    ),
    Example(
        "Three nurses came. The first was late. The second was not. The third left. The fourth bed stayed empty.",
        Verdict.HOLDS,
    ),
    Example("Two reviews were held. First, the panel met. Then it wrote.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A number of things, and sentences that begin "First", "Second", "Third"; or the things, and then their number.

    The sentences must run from the first on without a gap, in one paragraph or in paragraphs one after another, and be
    two at least. "Finally" counts as one more. Things named before their number are parted at commas and at the last
    "and", both ways where an "and" may stand inside one of them.
    """
    sentences = report.sentences
    for index, sentence in enumerate(sentences):
        if sentence.of(Kind.COUNT):
            following = sentences[index + 1 : index + 30]
            yield from _in_order(sentence, following)
            yield from _these_are(sentence, following)
            yield from _named_before(sentence)


def _in_order(sentence: Sentence, following: list[Sentence]) -> Iterator[Finding]:
    if not following or not BEGINS.match(following[0].text):
        return
    announced = list(ANNOUNCED.finditer(sentence.shape))
    announced = [match for match in announced if is_list_noun(match["noun"])] or announced
    if len(announced) != 1 or A_TIME.fullmatch(stem(announced[0]["noun"])):
        return
    count = sentence.marked(announced[0]["count"])
    told = _run(following, announced[0]["noun"])
    if (
        told < 2
        or count.hedge
        or re.search(r"⟦c\d+⟧\s+of\s+(?:the\s+|our\s+)?$", sentence.shape[: announced[0].start()])
    ):
        return
    yield _say(sentence, count, announced[0]["noun"], told, told)


OF_WHAT = re.compile(
    r"\s+(?!and\b|of\b|one\b|is\b|was\b|were\b|are\b|has\b|had\b|will\b|would\b|came\b|to\b|that\b|in\b|on\b|we\b|they\b|looks?\b|concerns?\b|covers?\b|deals?\b|asks?\b|[a-z]{3,}ed\b)(?P<noun>[a-z]+)\s+(?:is|was|were|are|has|had|have|will|[a-z]+ed)\b"
)
THESE_ARE = re.compile(
    r"^(?:these|they|those)\s+(?:are|were|comprise|cover)\s+(?P<items>[^⟦⟧:;]{8,300}?,[^⟦⟧:;]{3,300}?)\.?$"
)


def _these_are(sentence: Sentence, following: list[Sentence]) -> Iterator[Finding]:
    """ "Our vision has four parts. These are prevention, protection and learning." """
    announced = [match for match in ANNOUNCED.finditer(sentence.shape) if is_list_noun(match["noun"])]
    match = THESE_ARE.match(following[0].shape) if following else None
    if len(announced) != 1 or not match or len(sentence.of(Kind.COUNT)) != 1:
        return
    count = sentence.marked(announced[0]["count"])
    if count.hedge or re.search(r"\b(?:not|only|also|including|among|is|are|was|were|being|by)\b", match["items"]):
        return
    if PREDICATE.match(match["items"]):
        return  # "they are based in Ashby, Coldbrook and Thornley"
    few, many = named(match["items"])
    yield _say(sentence, count, announced[0]["noun"], few, many)


def _run(following: list[Sentence], noun: str) -> int:
    """How many are counted out, 0 where the run has a gap; "the fourth bed" is none of three nurses."""
    told = 0
    for sentence in following:
        match = BEGINS.match(sentence.text)
        if not match:
            continue
        if match["last"]:
            return told + 1
        what = OF_WHAT.match(sentence.lower, match.end())
        if what and stem(what["noun"]) != stem(noun):
            return told
        if ORDINALS.index(match["nth"].lower()) != told:
            return told
        told += 1
    return told


def _named_before(sentence: Sentence) -> Iterator[Finding]:
    match = AFTER.match(sentence.shape)
    if not match or not is_list_noun(match["noun"] or match["noun2"]):
        return
    items = match["items"] or match["items2"]
    if re.search(r"\b(?:including|such as|among|both|is|are|was|were|has|have|had|as well as|with)\b", items):
        return
    few, many = named(items)
    count = sentence.marked(match["a"] or match["b"])
    if many >= 2 and not count.hedge:
        yield _say(sentence, count, match["noun"] or match["noun2"], few, many)


def _say(sentence: Sentence, count: Quantity, noun: str, few: int, many: int) -> Finding:
    line = f"{plain(count.value)} announced, {few if few == many else f'{few} to {many}'} counted out"
    message = f"{count.text.strip()} {noun} are announced, and {few} are told."
    if few == count.value:
        return finding(NAME, Verdict.HOLDS, sentence, [count, str(few)], line, message)
    if few < count.value <= many:
        return finding(
            NAME, Verdict.CANNOT_TELL, sentence, [count], line, message, "if an “and” inside one of them parts two"
        )
    return finding(NAME, Verdict.FAILS, sentence, [count, str(few)], line, message)
