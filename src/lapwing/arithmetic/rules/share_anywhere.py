"""A share and the two counts it is made from, told in one sentence in any order, or "of those" of the sentence before."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "share-anywhere"
C = r"⟦[cg]\d+⟧"
OWNER = r"(?:(?:the|our|all|its|their|these|those|this|that|a|total|year[’']s|[a-z]+[’']s?)\s+){0,4}"
PAIR = re.compile(rf"(?P<a>{C})\s+(?:[a-z’'-]+\s+){{0,3}}?(?:out\s+of|of|from\s+among|in)\s+{OWNER}(?P<b>{C})")
PART_IS = re.compile(
    rf"(?P<p>⟦[pf]\d+⟧)\s+of\s+{OWNER}(?P<b>{C})[^⟦⟧;.]{{0,120}}?(?:,\s*(?:that\s+is|or|i\.e\.|namely|making|meaning|which\s+is),?\s*(?:in|for|of|with|to|by|about|some)?\s*|\(\s*)(?P<a>{C})"
)
BRACKETS = re.compile(rf"(?P<a>{C})\s+(?:[a-z’'-]+\s+){{0,4}}?\(\s*(?P<p>⟦[pf]\d+⟧)\s*\)")
OF_THOSE = re.compile(
    rf"\bof\s+(?:those|these|them|the\s+(?:replies|responses|returns|respondents|latter))\b(?P<who>(?:\s+[a-z’'-]+){{0,5}}?),?\s+(?P<a>{C})\s+(?:[a-z’'-]+\s+){{0,3}}?\(\s*(?P<p>⟦[pf]\d+⟧)\s*\)"
)
QUIET = re.compile(
    r"\b(?:target\w*|compared|than\s+(?!half|one)|last\s+year|previous|average|national\w*|england|estimat\w*|weighted|twice|expected|planned|excluding|leaving\s+out|blank|capacity)\b"
)
MOVED = re.compile(rf"\b{MOVING}\b")
FARTHEST = 12


@rule(
    NAME,
    "A share and its two counts, in any order",
    Example(
        "In 1 in 4 of the investigations, 57 out of 342, the child was known to more than one force.",
        Verdict.FAILS,
        "1 in 6",
    ),
    Example(
        "In 1 in 6 of the investigations, 57 out of 342, the child was known to more than one force.", Verdict.HOLDS
    ),
    Example("The police made 1,140 of the year's 3,000 referrals, which equates to 34%.", Verdict.FAILS, "38%"),
    Example(
        "The risk was reduced in 91% of the 640 enquiries in which one was found, that is in 518 enquiries.",
        Verdict.FAILS,
        "80.9%",
    ),
    Example(
        "Of 640 referred, 480 (75%) were offered help; of those offered help, 360 (56%) took it up.",
        Verdict.FAILS,
        "75%",
    ),
    Example(
        "Seventy-six were sentenced; 19 of them (a quarter) got one order and 31 (48.8%) another.",
        Verdict.FAILS,
        "40.8%",
    ),
    Example("Of the 90 replies, 40 from schools, half were by post.", None, "a share with no count"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """A share beside "57 out of 342", a share of a count that gives another count, shares in brackets of one whole, and a
    share in brackets that is "of those" of a smaller count before it.

    Where shares stand in brackets after counts, and all but one fit one whole, the other should fit it too. "Of those" is
    of the count that stands before it; a share that fits only the whole of all is of the wrong base.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if not any(one.is_part for one in sentence.quantities) or QUIET.search(sentence.lower):
                continue
            before = sentences[index - 1] if index else None
            moved = bool(MOVED.search(sentence.lower))
            yield from _part_is(sentence) or (
                [] if moved else _of_those(sentence) or _pair(sentence) or _brackets(sentence, before)
            )


def _counts(sentence: Sentence) -> list[Quantity]:
    """The counts, without "one" in words, which seldom counts anything."""
    return [one for one in sentence.of(Kind.COUNT, Kind.MONEY) if not (one.in_words and one.value == 1)]


def _judge(share: Quantity, part: Quantity, whole: Quantity) -> Judgement:
    return judge(share, lambda a, b: a / b, [part, whole], 100.0 if share.kind is Kind.PERCENT else 1.0)


def _said(sentence: Sentence, share: Quantity, part: Quantity, whole: Quantity, judged: Judgement) -> Finding:
    actual = percent(part.value / whole.value)
    line = f"{plain(part.value)} ÷ {plain(whole.value)} = {actual}"
    message = f"{part.text.strip()} of {whole.text.strip()} is {actual}; the text says {share.text.strip()}."
    return finding(NAME, judged.verdict, sentence, [part, share, whole], line, message, judged.reading)


def _pair(sentence: Sentence) -> list[Finding]:
    shares = [one for one in sentence.quantities if one.is_part]
    pairs = [
        (sentence.marked(match["a"]), sentence.marked(match["b"]))
        for match in PAIR.finditer(sentence.shape)
        if "of" in match[0] or "among" in match[0]
    ]
    pairs = [(a, b) for a, b in pairs if a.value < b.value and a.kind is b.kind]
    if len(shares) != 1 or len(pairs) != 1 or len(_counts(sentence)) != 2:
        return []
    share, (part, whole) = shares[0], pairs[0]
    after = sentence.lower[share.end :]
    if share.start > part.start and re.match(r"\s+of\s+(?!the\s+(?:total|whole)|all)", after):
        return []
    if share.start > whole.end and re.match(r"\s+(?:of|were|was|had|are|said|did|is)\b", after):
        return []
    if re.search(r"[.;]\s", sentence.lower[min(share.end, whole.end) : max(share.start, part.start)]):
        return []
    return [_said(sentence, share, part, whole, _judge(share, part, whole))]


def _part_is(sentence: Sentence) -> list[Finding]:
    match = PART_IS.search(sentence.shape)
    if not match or len([one for one in sentence.quantities if one.is_part]) != 1 or len(_counts(sentence)) != 2:
        return []
    share, part, whole = (sentence.marked(match[name]) for name in "pab")
    if part.value >= whole.value or part.kind is not whole.kind:
        return []
    return [_said(sentence, share, part, whole, _judge(share, part, whole))]


def _brackets(sentence: Sentence, before: Sentence | None) -> list[Finding]:
    """Counts with shares in brackets: where one whole fits all but one of them, that one should fit it too."""
    told = [(sentence.marked(match["a"]), sentence.marked(match["p"])) for match in BRACKETS.finditer(sentence.shape)]
    if len(told) < 2 or any(share.hedge is not Hedge.NONE for _, share in told):
        return []
    own = {id(part) for part, _ in told}
    places = [
        one
        for line in (before, sentence)
        if line
        for one in line.of(Kind.COUNT)
        if one.value > 0 and id(one) not in own
    ]
    for whole in places[:FARTHEST]:
        if whole.value <= max(part.value for part, _ in told):
            continue
        judged = [(part, share, _judge(share, part, whole)) for part, share in told]
        missed = [one for one in judged if one[2].verdict is Verdict.FAILS]
        if (
            len(missed) == 1
            and len(missed) < len(judged)
            and all(one[2].verdict is Verdict.HOLDS for one in judged if one is not missed[0])
        ):
            part, share, judgement = missed[0]
            if any(_judge(share, part, other).verdict is Verdict.HOLDS for other in places) or _of_another(
                sentence, part
            ):
                return []
            return [_said(sentence, share, part, whole, judgement)]
    return []


def _of_another(sentence: Sentence, part: Quantity) -> bool:
    before = sentence.lower[: part.start].rsplit(")", 1)[-1]
    return bool(re.search(r"\bof\s+(?:those|these|them|whom|which|the)\b[^;]{0,40}$", before))


def _of_those(sentence: Sentence) -> list[Finding]:
    """ "Of those offered it, 360 (56%)": of the 480 that were, and not of the 640."""
    match = OF_THOSE.search(sentence.shape)
    if not match:
        return []
    part, share = sentence.marked(match["a"]), sentence.marked(match["p"])
    before = [one for one in sentence.of(Kind.COUNT) if one.end <= part.start and one.value > part.value]
    if len(before) != 2 or before[0].value <= before[1].value or share.hedge is not Hedge.NONE:
        return []
    whole, base = before
    right, wrong = _judge(share, part, base), _judge(share, part, whole)
    if right.verdict is Verdict.HOLDS or wrong.verdict is Verdict.HOLDS:
        return [_said(sentence, share, part, base, right)]
    return []
