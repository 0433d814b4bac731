"""Shares that between them are everybody: a list of answers, a thing and its opposite, and all the rest."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import OWN_PLACES, exclusive, stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.closed import OTHER_HALF, other_halves, without_repeats
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "shares-whole"
REST = re.compile(
    r"\b(?:(?:the\s+)?(?:remaining|remainder|rest|balance)|the\s+others?|all\s+others?|everyone\s+else|everything\s+else|everybody\s+else)\b[^.⟦⟧]{0,40}$"
)
REST_AFTER = re.compile(
    r"^[^.,;⟦⟧]{0,14}\b(?:others|remaining|the\s+rest|remainder|everyone\s+else|everything\s+else|elsewhere)\b"
)
OF_REST = re.compile(r"\bof\s+(?:the\s+)?(?:remaining|rest|remainder|others?)\b")
NOT_ONE_WHOLE = re.compile(
    rf"\b(?:{MOVING}|compared|nationally|national|england|region\w*|last\s+year|previous|target|average|more\s+than\s+one|tick\w*|as\s+many\s+as|could\s+(?:choose|name|select|give|pick)|several|multiple|both|overlap\w*|respectively|weighted|at\s+least\s+one|also|twice|doubl\w+)\b"
)
TWO_TIMES = re.compile(
    r"\bthan\s+(?:the\s+)?(?:⟦|last\b|previous\b|in\b|for\b|among\b|those\b)|⟦y\d+⟧.*⟦y\d+⟧|\b(?:first|second)\s+half\b|\bhalf\s+of\s+the\s+year\b|\bin\s+the\s+(?:spring|autumn|summer|winter)\b"
)
DENIED = re.compile(
    r"\b(?:not|n[o’']t|never|no|none|neither|without|yet\s+to|fail(?:ed|s)?\s+to|did\s+not|absent|missed|missing|declin\w+|refus\w+|lack\w*|unable|un(?!der|it|til|ion|less|ivers)[a-z]{4,}|dis(?!ab[il]|cuss|tric|tan|clos|pers)[a-z]{4,}|in(?:complete|adequate|correct|active|sufficient)|late|outside|overdue|outstanding|lost|rejected)\b"
)
OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (r"represented|present|attended|came|turned\s+up|at\s+the\s+table", r"absent|missing|missed|stayed\s+away"),
        (r"safe", r"unsafe"),
        (r"better|improved", r"worse"),
        (r"happy|content|pleased", r"unhappy|sad|displeased"),
        (r"easy|easier", r"hard|harder|difficult"),
        (r"enough", r"too\s+(?:little|few)"),
        (r"kept", r"missed|broken|cancelled"),
        (r"by\s+day", r"by\s+night|at\s+night"),
        (r"filled", r"vacant|empty|unfilled"),
        (r"answered", r"unanswered|abandoned"),
        (r"found", r"not\s+found|still\s+missing"),
        (r"always", r"never"),
        (r"upheld", r"not\s+upheld|dismissed"),
        (r"alive|living", r"dead|died"),
        (r"single", r"joint"),
        (r"at\s+home", r"away"),
        (r"owned", r"rented"),
    )
)
ONE_ANSWER = re.compile(r"\b(?:asked|one\s+answer|survey|respondents?|answered|replied|said)\b")
THEREFORE = re.compile(
    r"\b(?:meaning|means|so|thus|hence|leaving|leaves|therefore|in\s+other\s+words|that\s+is|consequently)\b"
)
ANOTHER_TIME = re.compile(r"\bhad\s+(?:not|never|no)\b|\bbefore\b")
OF_OTHERS = re.compile(
    r"⟦[pf]\d+⟧\s+of\s+(?:these|those|them|which|whom|the\s+(?:remaining|remainder|rest|others?))\b|\bof\s+(?:these|those|them|which|whom|the\s+(?:remaining|remainder|others?|rest))\s*,?\s+(?:[a-z]+\s+){0,2}⟦[pf]\d+⟧"
)
ONE_EACH = re.compile(
    r"\b(?:one|a\s+single|only\s+one|just\s+one)\s+(?:main\s+|overall\s+|primary\s+)?(?:rating|answer|category|reason|location|place|outcome|type|need|option|group|setting|source|status|[a-z]+\s+(?:is|was)\s+recorded)\b|\beach\s+(?:[a-z]+\s+){0,3}(?:has|had|have|is|was|gave|chose|recorded)\s+(?:one|a\s+single|only\s+one|counted\s+once|in\s+one)\b|"
    r"\b(?:main|primary|overall|single|principal)\s+(?:reason|category|type|source|rating|need|concern|outcome|risk|method|language|tenure)|\bby\s+(?:[a-z]+\s+)?(?:category|type|source|age|sex|gender|ethnicity|outcome|phase|setting|tenure|grade|rating|referrer|agency|method)\b|\b(?:rated|graded|judged|split|broke|breakdown|breaks?\s+down|divided)\b|\bmake\s+up\b"
)
MANY_EACH = re.compile(
    r"\b(?:more\s+than\s+one|tick|as\s+many|could\s+(?:choose|name|select|give)|several|multiple|both|some\s+of|overlap\w*|also|at\s+least|factors?|including|such\s+as|compared|than|national\w*|target|last\s+year|previous|average|each\s+at|up\s+to|many\s+had|twice|any)\b"
)
NEITHER = re.compile(r"^[^.;]{0,40}\b(?:neither|none)\b")
OTHER = re.compile(
    r"\b(?:others?|elsewhere|rest|remaining|remainder|unknown|not\s+(?:known|recorded|stated)|none|neither|balance|did\s+not)\b"
)
FEW, MOST, MOST_OVER = 4, 9, 20.0
OPEN_ENDED = {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}


@rule(
    NAME,
    "Shares that between them are everybody",
    Example(
        "Asked whether they felt safe, 55% of the young people answered yes, 30% sometimes and 25% no.",
        Verdict.FAILS,
        "110%",
    ),
    Example(
        "Asked whether they felt safe, 55% of the young people answered yes, 30% sometimes and 15% no.", Verdict.HOLDS
    ),
    Example("A third were for theft, a third for assault and 34% for everything else.", Verdict.HOLDS, "each its own"),
    Example("Schools were represented at 83% of conferences, and absent from 27%.", Verdict.FAILS, "110%"),
    Example("A third of plans were closed within six months; the other half ran on for longer.", Verdict.FAILS, "83%"),
    Example("Delegates gave one overall rating: 54% excellent, 31% good, 9% fair and 16% poor.", Verdict.FAILS, "110%"),
    Example(
        "One place is recorded for each: own home 47.3%, care home 34.9% and elsewhere 15.7%.", Verdict.FAILS, "97.9%"
    ),
    Example(
        "71% of those who replied agreed, 18% disagreed and the remaining 14% were not sure.", Verdict.FAILS, "103%"
    ),
    Example(
        "Two in five boys and four in five girls said they would tell a teacher.", None, "each is of its own group"
    ),
    Example("They could tick more than one: 64% named a friend, 52% a worker and 25% nobody.", None, "several answers"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """Two or more shares, in a sentence or in two that follow each other, that should make a whole.

    They should where the words say that each has one ("one overall rating", "by main type"), where the last is of "the
    rest" or of all others ("elsewhere 15%"), where one says the opposite of another ("represented", "absent"; "yes",
    "no"; or a "not"), in which case they may be less than a whole but never more. A share that only says another again
    is left out. Shares of different groups, of two times or places, of several answers, and shares of a share are not of
    one whole.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if not any(one.is_part for one in sentence.quantities):
                continue
            if said := _listed(sentence, sentences[index - 1] if index else None):
                yield said
                continue
            scenes = [scene_of([sentence])]
            if index:
                scenes.append(scene_of(sentences[index - 1 : index + 1]))
            for scene in scenes:
                if said := _say(scene):
                    yield shown_with(said, sentence, NAME)
                    break


def _listed(sentence: Sentence, previous: Sentence | None) -> Finding | None:
    """A list that must make a whole: each has one, or its last share is of all others."""
    shares = _plain_shares(sentence)
    run = _run(sentence)
    around = f"{previous.lower if previous else ''} {sentence.lower}"
    if (
        len(run) < 2
        or len(run) != len(shares)
        or MANY_EACH.search(around)
        or re.search(rf"\b{MOVING}\b", sentence.lower)
        or OF_OTHERS.search(sentence.shape)
    ):
        return None
    labels = [_words_of(sentence, run, index) for index in range(len(run))]
    if len(run) == 2 and (len(OWN_PLACES.findall(sentence.shape)) > 1):
        return None
    if len(run) == 2 and not exclusive(*(_around(sentence, run, index) for index in range(2))):
        return None
    if any(re.search(r"^\s+of\s+(?:the\s+)?(?:boys|girls|men|women|males|females|those)\b", label) for label in labels):
        return None
    one_each = bool(ONE_EACH.search(around))
    other = bool(OTHER.search(labels[-1]))
    bare = len(run) >= 4 and all(len(label.split()) <= 3 for label in labels[1:])
    if not (one_each or other or bare or len(run) == 2):
        return None
    total = sum(one.share for one in run) * 100
    if any(one.hedge in OPEN_ENDED for one in run) or (total > 100 and NEITHER.search(sentence.lower[run[-1].end :])):
        return None  # "and a fifth felt neither": the others may overlap
    both_ways = other and (one_each or len(run) >= 3)
    return None if total > 100 + MOST_OVER and not both_ways else _judged(scene_of([sentence]), run, both_ways)


def _plain_shares(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.is_part and one.unit not in {"+", "-"}]


def _run(sentence: Sentence) -> list[Quantity]:
    """The shares that stand side by side, the last of them after "and"."""
    shares = _plain_shares(sentence)
    for one, other in pairwise(shares):
        gap = sentence.lower[one.end : other.start]
        if len(gap) > 75 or not re.search(r"[,;)]|\band\b|\bwhile\b|\bwith\b", gap) or re.search(r"\.\s", gap):
            return []
    if len(shares) >= 2 and not re.search(
        r"\band\b|\bwhile\b|;|\bwith\b", sentence.lower[shares[-2].end : shares[-1].start]
    ):
        return []
    return shares


def _words_of(sentence: Sentence, run: list[Quantity], index: int) -> str:
    """The words of a share: those after it, or where it ends its clause, those before it."""
    end = run[index + 1].start if index + 1 < len(run) else len(sentence.text)
    after = re.split(r"[,;.)(]|\band\b", sentence.lower[run[index].end : end])[0]
    if after.strip():
        return after
    start = run[index - 1].end if index else 0
    return re.split(r"[,;(]|\band\b", sentence.lower[start : run[index].start].rstrip(" ("))[-1]


def _around(sentence: Sentence, run: list[Quantity], index: int) -> str:
    """The words on both sides of one of two shares."""
    start = run[index - 1].end if index else 0
    end = run[index + 1].start if index + 1 < len(run) else len(sentence.text)
    before = re.split(r"\band\b|,", sentence.lower[start : run[index].start])[-1]
    after = re.split(r"\band\b|,", sentence.lower[run[index].end : end])[0]
    return f"{before} {after}"


def _say(scene: Scene) -> Finding | None:
    shares = _shares(scene)
    if not 2 <= len(shares) <= 7 or NOT_ONE_WHOLE.search(scene.lower) or TWO_TIMES.search(scene.joint.shape):
        return None
    if OF_REST.search(scene.lower) and not re.search(
        r"\b(?:plans|files|cases|homes|views|needs|those)\s+of\s+the\s+remaining\b", scene.lower
    ):
        return None
    if _is_rest(scene, shares):
        return _judged(scene, shares, both_ways=True)
    if len(scene.sentences) > 1 or _own_groups(scene, shares):
        return None
    if len(shares) == 2:
        return _two(scene, shares)
    labels = [_label(scene, shares, index) for index in range(len(shares))]
    apart = any(_are_apart(one, other) for one, other in combinations(labels, 2))
    yes_no = any(re.search(r"\byes\b", one) for one in labels) and any(re.search(r"\bno\b", one) for one in labels)
    if yes_no or (apart and ONE_ANSWER.search(scene.lower)):
        return _judged(scene, shares, both_ways=False)
    return None


def _shares(scene: Scene) -> list[Quantity]:
    """The shares, without one that stands in brackets right after another and says it again."""
    told = sorted([*scene.joint.quantities, *other_halves(scene)], key=lambda figure: figure.start)
    return without_repeats(
        scene.lower, [one for one in told if one.is_part and one.unit not in {"+", "-"} and one.value > 0]
    )


def _is_rest(scene: Scene, shares: Sequence[Quantity]) -> bool:
    last = shares[-1]
    left = scene.joint.shape_text[max(0, last.start - 70) : last.start]
    left = re.split(r"[.]\s", left)[-1]
    return bool(OTHER_HALF.match(last.text) or REST.search(left) or REST_AFTER.match(scene.lower[last.end :]))


def _own_groups(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """ "Two in five boys and four in five girls", "58% of boys and 47% of girls"."""
    nouns, wholes = [], []
    for one in shares:
        match = re.match(
            r"\s*\)?\s+(?P<of>of\s+)?(?:the\s+|all\s+|our\s+)?(?P<noun>[a-z’'-]+)(?P<rest>[a-z’' -]*)",
            scene.lower[one.end :],
        )
        if match and (match["of"] or one.kind is Kind.FRACTION):
            nouns.append(match["noun"])
        if match and match["of"]:
            named = ENDS_NAME.split(f"{match['noun']}{match['rest']}")[0]
            wholes.append(frozenset(stems(named)))
    return (len(nouns) >= 2 and len(set(nouns)) > 1) or (len(wholes) == len(shares) and len(set(wholes)) > 1)


ENDS_NAME = re.compile(r"\b(?:were|was|are|is|had|have|has|did|said|came|took|went|who|that|which)\b")


def _label(scene: Scene, shares: Sequence[Quantity], index: int) -> str:
    """The words that say what a share is of: after it up to the next, or before it where nothing follows."""
    one = shares[index]
    stop = shares[index + 1].start if index + 1 < len(shares) else len(scene.lower)
    after = re.split(r"[;.)(]|,\s|\s(?:and|while|with|but)\s(?=[^,;]*$)", scene.lower[one.end : stop])[0]
    return after


def _are_apart(one: str, other: str) -> bool:
    if exclusive(one, other):
        return True
    return bool(any((a.search(one) and b.search(other)) or (b.search(one) and a.search(other)) for a, b in OPPOSITES))


def _two(scene: Scene, shares: Sequence[Quantity]) -> Finding | None:
    first, second = shares
    between = scene.lower[first.end : second.start]
    before = re.split(r"[.;]\s", scene.lower[max(0, first.start - 50) : first.start])[-1]
    after = re.split(r"[.;]", scene.lower[second.end :])[0]
    lead = re.split(r"[,;]|\band\b|\bbut\b|\bwhile\b", between)[-1]
    one, other = f"{before} {between.removesuffix(lead)}", f"{lead} {after}"
    apart = bool(DENIED.search(other) and not DENIED.search(one) and _answers(one, other))
    if not apart and not re.search(r"\b(?:leaving|leaves|which\s+left)\b", lead):
        return None
    return _judged(scene, shares, both_ways=bool(THEREFORE.search(between)))


def _answers(one: str, other: str) -> bool:
    """Whether a denial is of what the other says: it says little more than "did not", or shares a word with it."""
    short = len(other.split()) <= FEW and not ANOTHER_TIME.search(other)
    return short or (len(other.split()) <= MOST and bool(set(stems(one)) & set(stems(other))))


def _judged(scene: Scene, shares: Sequence[Quantity], both_ways: bool) -> Finding | None:
    total = sum(one.share for one in shares) * 100
    slack = sum(_slack(one) for one in shares) + 1e-9
    line = f"{' + '.join(f'{plain(one.share * 100, 1)}%' for one in shares)} = {plain(total, 1)}%"
    if abs(total - 100) <= slack:
        return finding(NAME, Verdict.HOLDS, scene.joint, list(shares), line, "The shares make a whole.")
    if (total < 100 and not both_ways) or total > 140 or total < 60:
        return None
    message = f"The shares come to {plain(total, 1)}%, and should make a whole."
    return finding(NAME, Verdict.FAILS, scene.joint, list(shares), line, message)


def _slack(one: Quantity) -> float:
    if one.hedge is not Hedge.NONE:
        return 10 * one.share if one.kind is Kind.FRACTION else 0.1 * one.value
    if one.kind is Kind.FRACTION:
        return 2.0 if one.unit != "one in" else 100 * min(one.step, 0.03)
    return one.step / 2
