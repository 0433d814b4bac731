"""A run of figures that stand side by side as parts of one thing, and the whole that they should make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.sentences import Sentence

COUNTED = {Kind.COUNT, Kind.MONEY}
JOINT = re.compile(r"[,;&+]|\b(?:and|plus|with|then|while|whilst|but)\b")
NO_JOINT = re.compile(
    r"\b(?:than|compared|against|versus|from\s*$|to\s*$|(?:up|down)\s+(?:from|on|by)|rose|fell|increase\w*|decrease\w*|reduc\w*|average\w*|per|target|times\s+(?:as|more|higher|the|that)|including|includes?|such\s+as|among\s*$|last\s+year|previous|national\w*|out\s+of\s*$|of\s+(?:the|these|those|which|whom|them)(?:\s+[a-z]+)?\s*$|of\s*$|every|rate|until|since|aged|year|about\s+one|ranked)\b|[.!?]\s"
)
INNER = re.compile(r"\b(?:of\s+(?:which|whom|them|these|those)|including|among\s+them|in\s+them)\b[^,;)]{0,30}$")
COMES_TO = re.compile(
    r"(?:,|;|:|–|—|-|\(|=|\band\b|\bso\b|\bor\b)?\s*(?:which\s+|that\s+|this\s+|these\s+|thereby\s+|so\s+that\s+|so\s+|and\s+)?(?:together\s+|in\s+all\s+|in\s+total\s+|altogether,?\s+|overall\s+)?"
    r"(?:making|makes?(?:\s+up)?|made(?:\s+up)?|gives?|giving|gave|totall?(?:s|ed|ing)|come?s?\s+to|came\s+to|add(?:s|ed)?\s+up\s+to|adding\s+up\s+to|amount(?:s|ed|ing)?\s+to|brought|brings|bringing|that\s+is|i\.e\.|is|are|in\s+all|in\s+total|altogether|a\s+(?:grand\s+|combined\s+)?total\s+of|a\s+total\s+budget\s+of|a\s+combined\s+[a-z]+\s+of|so\s+that|=)"
)
AT_THE_END = re.compile(
    r"^[^.;⟦⟧]{0,60}?\b(?:in\s+all|in\s+total|altogether|all\s+told|overall|combined|between\s+them|in\s+sum|over\s+the\s+year|for\s+the\s+year|in\s+the\s+year|across\s+the\s+year|over\s+the\s+four\s+quarters|(?:were|was)\s+completed\s+between\s+them)\b"
)
TOTALLED = re.compile(
    r"\b(?:in\s+all|in\s+total|total(?:s|led|ling)?|altogether|all\s+told|together|combined|between\s+them|whole|sum|overall|both)\b"
)
SHARED = re.compile(
    r"\b(?:by\s+(?:main\s+|primary\s+)?(?:[a-z]+\s+)?(?:type|category|outcome|source|agency|age|sex|gender|phase|sector|setting|locality|reason|grade|district|area|team|stage|status|risk)|graded|rated|ranked\s+as|classed|classified|split|divided?|divides|break(?:s|ing)?\s+down|broke(?:n)?\s+down|categorised|sorted|grouped|given\s+(?:an?|one)\s+[a-z]+|"
    r"one\s+of\s+(?:two|three|four|five|six|the\s+following)|(?:one|a\s+single|only\s+one|just\s+one)\s+(?:main|primary|[a-z]+)|each\s+(?:of\s+(?:which|whom|them)\s+)?(?:has|had|have|is|was|were|counted|given|with)\s+(?:one|a|only|just)|main|primary\s+(?:need|type|reason|concern)|outcomes?|compris\w+|made\s+up|consist\w*|constitut\w*|follows|were:|"
    r"funded|met\s+by|paid\s+for|spent|contribut\w+|gave|shared\s+out|went\s+to|distributed|respectively|counted\s+once)\b"
)
LED = re.compile(
    r"^(?:[^.;⟦⟧]{0,80}?)(?::|\s[–—-]|\s?\(|,\s+(?:being|namely|of\s+(?:which|whom|these))|\bmade\s+up\s+of|\bcompris\w+|\bconsist\w+\s+of)\s*(?:[a-z’'-]+\s+){0,5}\(?\s*$"
)
REST = re.compile(
    r"\b(?:remaining|remainder|rest|balance|others?|everyone\s+else|everything\s+else|neither|none\s+of\s+these)\b"
)
LOOSE = re.compile(
    r"\b(?:includ\w*|such\s+as|among\s+(?:them|others)|mainly|mostly|e\.g|for\s+example|at\s+least\s+one|more\s+than\s+one|both(?!\s+parents)|several|some\s+of|notably|or\s+more|a\s+number\s+of|a\s+few|a\s+handful|various|many\s+(?:have|had|were|of)|overlap\w*|twice|also|as\s+well\s+as\s+colleagues|not\s+(?:known|recorded)|main\s+reasons|most\s+(?:common|often|frequent)|top|largest|fewer\s+than|could\s+(?:tick|choose|name)|multiple|factors?|either|each\s+at|round(?:ed|ing)|an?\s+(?:additional|further)|planned|target|cumulative\w*|by\s+the\s+(?:end|first|second|third)|different\s+people|attended\s+more)\b"
)


COUNTED_REST = re.compile(
    r"\b(?:remaining|remainder|rest|balance|others?|everyone\s+else|everything\s+else)\b[^⟦⟧.;]{0,40}⟦[cg]\d+⟧|⟦[cg]\d+⟧[^⟦⟧.;,]{0,30}\b(?:others?|remaining|the\s+rest|elsewhere)\b|\bneither\b|\b(?:leaving|leaves)\s+(?:just\s+|only\s+)?⟦[cg]\d+⟧"
)
ONE_OF = re.compile(
    r"(?::|,|\()\s+(?:and\s+)?an?\s+(?!(?:grand\s+|combined\s+)?total|sum|further|combined)[a-z]+(?:\s+[a-z]+){0,2}\s*(?:,|\band\b|[.;)]|$)|\band\s+an?\s+(?!total|further)[a-z]+\s*[.;)]"
)
SOME_OF = re.compile(r"\bof\s+(?:the\s+|these\s+|our\s+|all\s+)*(?:[a-z]+\s+)?$")
EXHAUSTS = re.compile(
    r"\beach\s+(?:has|had|was|is|counted)|\bone\s+(?:main|of\s+(?:two|three|four))|\bby\s+(?:main\s+|primary\s+)?(?:type|category|outcome|source|age|sex|gender)\b|\b(?:graded|rated|classed|divided?|broken?\s+down)\b"
)
NEXT_TOTAL = re.compile(
    r"^(?:the\s+)?(?:overall\s+|grand\s+|combined\s+)?totals?\b|^(?:this|that|these|which|together|in\s+all|altogether|in\s+total|over\s+the\s+(?:four|three|year|quarters)|that\s+(?:is|makes)|this\s+makes)\b[^.]{0,60}\b(?:total\w*|in\s+all|altogether|together|makes?|comes?\s+to|give[s]?|there\s+were|numbered)\b"
)
EACH = re.compile(r"\s+(?:[a-z]+\s+){0,2}?(?:for\s+)?each\b")
MOVES = re.compile(rf"\b{MOVING}\b")


@dataclass(frozen=True)
class Parts:
    """`sure` where the words say that all the parts are there; `apart` where nobody can be in two of them."""

    sentence: Sentence
    whole: Quantity
    parts: tuple[Quantity, ...]
    sure: bool
    apart: bool


def counts(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.kind in COUNTED and one.value >= 0]


OF_ALL = re.compile(r"\s+(?:out\s+)?of\s+(?:the|these|those|all|our)\b")


def runs(sentence: Sentence) -> Iterator[list[Quantity]]:
    """The longest stretches of counts that stand side by side; a figure inside a part ("of whom 12") is left out."""
    run: list[Quantity] = []
    for one in counts(sentence):
        if run and one.value <= run[-1].value and INNER.search(sentence.lower[run[-1].end : one.start]):
            continue
        if run and OF_ALL.match(sentence.lower, one.end):
            continue
        if run and (one.kind is not run[-1].kind or not _side_by_side(sentence, run[-1], one)):
            if len(run) >= 2:
                yield run
            run = []
        run.append(one)
    if len(run) >= 2:
        yield run


def _side_by_side(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    gap = sentence.lower[one.end : other.start]
    others = [q for q in sentence.quantities if one.end <= q.start < other.start and q.kind not in SILENT]
    return len(gap) <= 110 and not NO_JOINT.search(gap) and bool(JOINT.search(gap)) and not others


SILENT = {
    Kind.REFERENCE,
    Kind.PERIOD,
    Kind.AGE,
    Kind.PERCENT,
    Kind.DURATION,
    Kind.FREQUENCY,
    Kind.RANK,
    Kind.COUNT,
    Kind.MONEY,
}


def wholes(sentence: Sentence, previous: Sentence | None, following: Sentence | None = None) -> Iterator[Parts]:
    """Every whole with its parts, as they stand in a sentence, or with the whole in the sentence before."""
    for beside in runs(sentence):
        run = [one for one in beside if not _numbers_them(one, len(beside), beside)]
        if any(EACH.match(sentence.lower[one.end :]) for one in run):
            continue  # "one for each of the reviews"
        if len(run) < 2 or any(
            one.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST} for one in run[1:-1]
        ):
            continue
        yield from _in_run(sentence, run)
        yield from _before_run(sentence, run)
        yield from _after_run(sentence, run)
        if following is not None and not _others(sentence, run):
            yield from _in_next(sentence, following, run)
        if previous is not None and sentence.lower.find("⟦") < 0:
            yield from _in_previous(sentence, previous, run)


def _numbers_them(one: Quantity, length: int, run: Sequence[Quantity]) -> bool:
    """ "Three conferences": a small number in words that only says how many parts there are."""
    return one is run[0] and one.value == length - 1 and one.in_words


def _in_run(sentence: Sentence, run: list[Quantity]) -> Iterator[Parts]:
    """The whole is the first of the run, or the last."""
    if len(run) < 3:
        return
    first, last = run[0], run[-1]
    text = sentence.lower
    alone = not any(one.end <= first.start and one.kind is first.kind for one in counts(sentence))
    if alone and first.value > max(one.value for one in run[1:]) and not MOVES.search(text):
        yield _made(sentence, first, run[1:], led=text[first.end : run[1].start])
    if last.value > max(one.value for one in run[:-1]):
        gap = text[run[-2].end : last.start]
        if _is_total(sentence, gap, last):
            yield _made(sentence, last, run[:-1], told=True)


def _is_total(sentence: Sentence, gap: str, last: Quantity) -> bool:
    return bool(COMES_TO.search(gap) or AT_THE_END.match(sentence.lower[last.end :])) or bool(
        re.match(
            r"\s*(?:people\s+|[a-z]+\s+){0,2}(?:altogether|in\s+all|in\s+total|between\s+them)\b",
            sentence.lower[last.end :],
        )
    )


def _before_run(sentence: Sentence, run: list[Quantity]) -> Iterator[Parts]:
    before = [one for one in counts(sentence) if one.end <= run[0].start and one.kind is run[0].kind]
    before = [one for one in before if not (one.in_words and one.value == len(run))]
    if len(before) == 1 and before[0].value > max(one.value for one in run):
        led = sentence.lower[before[0].end : run[0].start]
        if not re.search(r"[.!?]\s|\b(?:than|from|compared|against|average)\b", led):
            yield _made(sentence, before[0], run, led=led)


def _after_run(sentence: Sentence, run: list[Quantity]) -> Iterator[Parts]:
    after = [one for one in counts(sentence) if one.start >= run[-1].end and one.kind is run[0].kind]
    if after and after[0].value > max(one.value for one in run):
        gap = sentence.lower[run[-1].end : after[0].start]
        if (
            len(gap) < 130
            and not re.search(r"[.!?]\s|\b(?:than|against|compared|target|average)\b", gap)
            and _is_total(sentence, gap, after[0])
        ):
            yield _made(sentence, after[0], run, told=True)


def _others(sentence: Sentence, run: Sequence[Quantity]) -> list[Quantity]:
    return [
        one
        for one in counts(sentence)
        if not any(one is part for part in run) and not (one.in_words and one.value == len(run))
    ]


def _in_next(sentence: Sentence, following: Sentence, run: list[Quantity]) -> Iterator[Parts]:
    """The total in the sentence after: "Total 40.", "In all there were 645"."""
    told = [one for one in counts(following) if one.kind is run[0].kind]
    if (
        len(told) == 1
        and NEXT_TOTAL.search(following.lower)
        and told[0].value > max(one.value for one in run)
        and len(run) >= 3
    ):
        loose = is_loose(sentence) or is_loose(following)
        yield Parts(sentence, told[0], tuple(run), not loose, not loose)


def _in_previous(sentence: Sentence, previous: Sentence, run: list[Quantity]) -> Iterator[Parts]:
    told = [one for one in counts(previous) if one.kind is run[0].kind and not (one.in_words and one.value == len(run))]
    mine = [one for one in counts(sentence) if one not in run and one.kind is run[0].kind]
    mine = [one for one in mine if one.value != (told[0].value if told else -1)]
    if len(told) == 1 and not mine and told[0].value > max(one.value for one in run):
        both = f"{previous.lower} {sentence.lower}"
        loose = is_loose(previous) or is_loose(sentence)
        sure = bool(SHARED.search(both) or TOTALLED.search(both) or REST.search(sentence.lower)) or _opposed(
            sentence, run
        )
        if run[-1].kind is Kind.MONEY and len(run) >= 3:
            sure = True
        yield Parts(sentence, told[0], tuple(run), sure and not loose, not loose)


def _made(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], led: str = "", told: bool = False) -> Parts:
    text = sentence.lower
    loose = is_loose(sentence)
    bare = all(_is_bare(sentence, one) for one in parts)
    sure = (
        told
        or bool(LED.match(led))
        or bool(SHARED.search(text))
        or bool(REST.search(text[parts[0].start :]))
        or bool(TOTALLED.search(text))
    )
    if SOME_OF.search(text[: whole.start]) and not LED.match(led) and not told:
        sure = (
            bool(REST.search(text[parts[0].start :]))
            or bool(EXHAUSTS.search(text))
            or sum(one.value for one in parts) > whole.value
        )
    sure = sure or _opposed(sentence, parts) or (bare and len(parts) >= 3)
    return Parts(sentence, whole, tuple(parts), sure and not loose, not loose)


ACT = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:were\s+|was\s+)?(?!graded|rated|judged|classed|found|assessed|aged|based|placed|completed|closed|opened|missed|attended)[a-z]{3,}ed\b"
)


def are_acts(text: str, parts: Sequence[Quantity]) -> bool:
    """ "60 were charged, 35 cautioned and 57 released": more than one may be done to the same person."""
    return all(ACT.match(text[one.end :]) for one in parts) and not EXHAUSTS.search(text)


def is_loose(sentence: Sentence) -> bool:
    """Whether the words leave room: "including", "more than one", "and others" with no figure."""
    if ONE_OF.search(sentence.lower):
        return True  # "a manager, two seniors and an administrator"
    uncounted = REST.search(sentence.lower) and not COUNTED_REST.search(sentence.shape)
    return bool(LOOSE.search(sentence.lower) or uncounted)


def _is_bare(sentence: Sentence, one: Quantity) -> bool:
    """A figure with only a word or two: "171 standard", "1,474 boys"."""
    return bool(re.match(r"\s+[a-z-]+(?:\s+[a-z-]+)?\s*(?:[,;.)]|\band\b|$)", sentence.lower[one.end :]))


def _opposed(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """ "Eleven met the threshold and seven did not"; "1,474 boys and 1,309 girls"."""
    ends = [one.start for one in parts[1:]] + [len(sentence.text)]
    after = [sentence.lower[one.end : end] for one, end in zip(parts, ends, strict=True)]
    if len(parts) == 2 and exclusive(after[0], after[1]):
        return True
    return bool(
        re.match(
            r"\s*(?:did|were|was|had|have|has|is|are|do|could|would)\s+(?:not|n[o’']t)\b|\s*(?:none|neither)\b",
            after[-1],
        )
    ) or all(exclusive(one, other) for one, other in pairwise(after))
