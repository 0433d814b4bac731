"""A count that a share of another count should give; and "most", "a minority", "all but four"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "portion"
S, C = r"⟦[pf]\d+⟧", r"⟦[cg]\d+⟧"
THE = r"(?:(?:the|our|all|these|those|its|their|a\s+total\s+of)\s+){0,3}"
OF_WHOLE = re.compile(
    rf"(?P<s>{S})\s+of\s+{THE}(?P<w>{C})|\bof\s+{THE}(?P<w2>{C})[^.;⟦⟧]{{0,60}}?(?P<s2>{S})(?!\)?\s+of\b)|(?P<w3>{C})\s+[^.;⟦⟧]{{3,60}}?,?\s+(?:of\s+(?:which|whom|these|them)\s+)(?P<s3>{S})"
)
OF_THOSE = re.compile(
    rf"(?P<s>{S})\s+of\s+(?:these|those|them|whom|which|that|this)\b|\bof\s+(?:these|those|them|whom|which)\b[^.;⟦⟧]{{0,30}}?(?P<s2>{S})"
)
THAT_IS = re.compile(
    rf"(?:\bthat\s+is|\bthis\s+is|\bwhich\s+is|\bi\.e\.|\bor|\bmaking|\bgiving|\bmeaning|\bequal(?:s|ling)?(?:\s+to)?|\bequates?\s+to|\bequivalent\s+to|[,(–—:-])\s*(?:(?:about|some|around|just|only|a\s+total\s+of)\s+)*(?P<c>{C})(?:\s*[,.;)–—]|\s+[a-z]+\s*[,.;)]|$|\s+(?:in\s+all|referrals|children|people|cases|families|contacts))"
)
LEFT = re.compile(
    rf"\b(?:leav(?:es|ing)|left|which\s+leaves|leaving\s+just)\s+(?:just\s+|only\s+|a\s+further\s+|some\s+)?(?P<c>{C})|\b(?:remaining|other)\s+(?P<c2>{C})|\bwith\s+(?:just\s+|only\s+)?(?P<c3>{C})\s+(?:late|overdue|outstanding|missed|not|to\s+be|still|out\s+of)"
)
ALL_BUT = re.compile(rf"\ball\s+(?:but|except)\s+(?P<n>{C})\s+of\s+{THE}(?P<w>{C})")
IN_EVERY = re.compile(
    r"(?<!\w)(?P<a>⟦c\d+⟧)\s+(?:in|of|out\s+of)\s+every\s+(?P<b>⟦c\d+⟧|hundred|ten)|\b(?:of|for|in)\s+every\s+(?P<b2>⟦c\d+⟧|hundred|ten)\b[^.;⟦⟧]{0,60}?(?P<a2>⟦c\d+⟧)"
)
A_OF_B = re.compile(
    rf"(?P<a>{C})\s+(?:out\s+)?of\s+{THE}(?P<b>{C})|\bof\s+{THE}(?P<b2>{C})[^.;⟦⟧]{{0,60}}?,\s+(?P<a2>{C})"
)
MOST = re.compile(
    r"\b(?:most|a\s+(?:clear\s+|large\s+|small\s+|slim\s+)?majority|the\s+majority|more\s+than\s+half|over\s+half)\b(?!\s+(?:common|often|likely|deprived|recent|serious|frequent|important|affected|vulnerable|of\s+the\s+(?:increase|growth)))"
)
FEW = re.compile(
    r"\b(?:a\s+(?:small\s+|sizeable\s+|large\s+)?minority|fewer\s+than\s+half|less\s+than\s+half|under\s+half)\b"
)
MAY_BE = re.compile(
    r"%|per\s*cent|half|third|quarter|fifth|tenth|\bin\s|all\s+(?:but|except)|of\s+(?:every|these|those|them)|most|majority|minority|that\s+is|this\s+is|leav|left|remaining"
)
QUIET = re.compile(
    rf"\b(?:{MOVING}|target\w*|compared|than\s+(?!half)|last\s+year|previous|average|per(?!\s*cent)|national\w*|estimat\w*|weighted|twice|three\s+quarters\s+of\s+the\s+year)\b"
)


@rule(
    NAME,
    "A share that gives a count, and most or few",
    Example("Forty per cent of the 500 referrals were closed at once. That is 250 referrals.", Verdict.FAILS, "200"),
    Example("Forty per cent of the 500 referrals were closed at once. That is 200 referrals.", Verdict.HOLDS),
    Example("Of the 800 contacts a quarter became referrals; half of those, 200, were assessed.", Verdict.FAILS, "100"),
    Example("Fully 92% of the 275 staff are up to date, which leaves 42 to be trained.", Verdict.FAILS, "22"),
    Example("All but four of the 30 practices replied: 28 replies were received.", Verdict.FAILS, "26"),
    Example("Most (44%) of the children knew who to talk to.", Verdict.FAILS, "less than half"),
    Example("Seven of every ten leavers, 63 of 80, were in work.", Verdict.FAILS, "56"),
    Example(
        "Of a total of 703 (44%) of the visits were at home; the next were at school (408).", None, "its own share"
    ),
    Example("A minority of the 90 staff spoke two languages; 61 spoke one.", None, "the 61 are others"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A count that must be a share of another count, or a share of a share; what is left over; and words for more or
    less than half.

    Reads a sentence, or two that follow each other: "forty per cent of the 500 ... That is 250", "half of those, 200",
    "which leaves 42", "all but four of the 30 ... 28", "seven of every ten, 63 of 80", "most (44%)". A count may be out by
    the rounding of its share. Where anything is compared or moves, it keeps quiet.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if not sentence.quantities or not MAY_BE.search(sentence.lower):
                continue
            for scene in (scene_of([sentence]), *([scene_of(sentences[index - 1 : index + 1])] if index else [])):
                if said := _most(scene) or (None if QUIET.search(scene.lower) else _say(scene)):
                    yield shown_with(said, sentence, NAME)
                    break


def _say(scene: Scene) -> Finding | None:
    return _chain(scene) or _left(scene) or _straight(scene) or _all_but(scene) or _in_every(scene)


def _marked(scene: Scene, mark: str) -> Quantity:
    return scene.joint.marked(mark)


def _of_whole(scene: Scene) -> tuple[Quantity, Quantity, int] | None:
    """The first share in a scene that is said to be of a count, that count, and where the words end."""
    match = OF_WHOLE.search(scene.joint.shape)
    if not match:
        return None
    share, whole = match["s"] or match["s2"] or match["s3"], match["w"] or match["w2"] or match["w3"]
    return _marked(scene, share), _marked(scene, whole), match.end()


def _straight(scene: Scene) -> Finding | None:
    found = _of_whole(scene)
    if not found or len([one for one in scene.figures if one.is_part]) != 1 or len(scene.figures) != 3:
        return None
    share, whole, end = found
    match = THAT_IS.search(scene.joint.shape, end - 1)
    if not match:
        return None
    count = _marked(scene, match["c"])
    return _judged(scene, count, [share, whole], share.share * whole.value) if count is not whole else None


def _chain(scene: Scene) -> Finding | None:
    found = _of_whole(scene)
    match = OF_THOSE.search(scene.joint.shape, found[2]) if found else None
    if not found or not match:
        return None
    share, whole, _ = found
    second = _marked(scene, match["s"] or match["s2"])
    counts = [one for one in scene.figures if one.kind is whole.kind and one is not whole]
    if second is share or len([one for one in scene.figures if one.is_part]) != 2 or not counts or len(counts) > 2:
        return None
    last = counts[-1]
    if last.start < second.start:
        return None
    base = counts[0].value if len(counts) == 2 else share.share * whole.value
    if (
        re.search(r"\bof\s+(?:these|those|the)\s+$", scene.left(last))
        and abs(base - last.value) <= 0.6 + _half_a_place(share) * base
    ):
        return None  # "three quarters of these 192": the count is that of the first share
    return _judged(scene, last, [share, second, whole], base * second.share)


def _left(scene: Scene) -> Finding | None:
    shares = [one for one in scene.figures if one.is_part]
    counts = [one for one in scene.figures if one.kind is Kind.COUNT]
    match = LEFT.search(scene.joint.shape)
    if len(shares) != 1 or len(counts) != 2 or not match:
        return None
    share, rest = shares[0], _marked(scene, match["c"] or match["c2"] or match["c3"])
    whole = next((one for one in counts if one is not rest), rest)
    if (
        whole.value <= rest.value
        or rest.start < share.start
        or (exclusive("late", scene.right(share, 50)) and not match["c3"])
    ):
        return None
    straight = judge(rest, lambda value: value, [Quantity(Kind.COUNT, share.share * whole.value, "", 0, 0)])
    if straight.verdict is Verdict.HOLDS:
        return None
    return _judged(scene, rest, [share, whole], (1 - share.share) * whole.value)


def _judged(scene: Scene, count: Quantity, made: list[Quantity], wanted: float) -> Finding | None:
    """A count against what it should be, give or take the rounding of the shares it is made from."""
    if count.value <= 0 or wanted <= 0:
        return None
    whole = made[-1].value
    slack = (
        sum(_half_a_place(one) for one in made[:-1]) * whole
        + 0.6
        + (0.1 * wanted if count.hedge is not Hedge.NONE else 0)
    )
    line = f"{' × '.join(one.text.strip() for one in made)} is {plain(wanted)}"
    figures = [count, *made]
    if abs(count.value - wanted) <= slack:
        return finding(NAME, Verdict.HOLDS, scene.joint, figures, line, f"{count.text.strip()} agrees.")
    message = f"By the shares given it would be {plain(wanted)}, and the text says {count.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, figures, line, message)


def _half_a_place(one: Quantity) -> float:
    if one.kind is Kind.FRACTION:
        return 0.1 * one.value if one.hedge is not Hedge.NONE else 0.015
    return (one.step / 2 + (0.1 * one.value if one.hedge is not Hedge.NONE else 0)) / 100


def _all_but(scene: Scene) -> Finding | None:
    match = ALL_BUT.search(scene.joint.shape)
    counts = [one for one in scene.figures if one.kind is Kind.COUNT]
    if not match or len(counts) != 3 or len(scene.figures) != 3:
        return None
    few, whole = _marked(scene, match["n"]), _marked(scene, match["w"])
    said = next(one for one in counts if one is not few and one is not whole)
    if said.value <= few.value or said.value > whole.value:
        return None
    line = f"{plain(whole.value)} − {plain(few.value)} = {plain(whole.value - few.value)}"
    verdict = Verdict.HOLDS if said.value == whole.value - few.value else Verdict.FAILS
    message = f"All but {few.text.strip()} of {whole.text.strip()} is {plain(whole.value - few.value)}; the text says {said.text.strip()}."
    return finding(NAME, verdict, scene.joint, [said, few, whole], line, message)


def _in_every(scene: Scene) -> Finding | None:
    shape = scene.joint.shape
    every = IN_EVERY.search(shape)
    if not every:
        return None
    a = _marked(scene, every["a"] or every["a2"])
    b_mark = every["b"] or every["b2"]
    b = {"hundred": 100.0, "ten": 10.0}.get(b_mark) or _marked(scene, b_mark).value
    for match in A_OF_B.finditer(shape, every.end()):
        part, whole = _marked(scene, match["a"] or match["a2"]), _marked(scene, match["b"] or match["b2"])
        if part.value > whole.value or not whole.value or not b:
            continue
        actual, claimed = part.value / whole.value, a.value / b
        line = f"{plain(part.value)} ÷ {plain(whole.value)} = {percent(actual)}"
        near = abs(actual - claimed) <= 0.5 / b + 1e-9
        message = (
            f"{a.text} in every {plain(b)} is {percent(claimed)}; {part.text} of {whole.text} is {percent(actual)}."
        )
        return finding(NAME, Verdict.HOLDS if near else Verdict.FAILS, scene.joint, [a, part, whole], line, message)
    return None


def _most(scene: Scene) -> Finding | None:
    """ "Most (44%)", "a minority of the 90 staff, 51": the share stands beside the word."""
    if len(scene.sentences) > 1:
        return None
    shape = scene.joint.shape
    most, few = MOST.search(shape), FEW.search(shape)
    if bool(most) == bool(few):
        return None
    word = most or few
    assert word
    after = shape[word.end() : word.end() + 110]
    said = re.match(rf"\s*(?:of\s+[^.;⟦⟧]{{3,50}}?)?\s*[(,–—]\s*(?P<p>{S})\s*[),]", after) or re.match(
        rf"\s*(?:of\s+)?(?:[a-z]+\s+){{0,3}}?\(\s*(?P<p>{S})", after
    )
    pair = re.match(rf"\s+of\s+{THE}(?P<w>{C})[^.;⟦⟧]{{2,45}}?,\s*(?P<c>{C})\s*,", after)
    if said:
        share = _marked(scene, said["p"])
        actual, figures = share.share, [share]
    elif pair and _marked(scene, pair["w"]).value:
        part, whole = _marked(scene, pair["c"]), _marked(scene, pair["w"])
        actual, figures = part.value / whole.value, [part, whole]
    else:
        return None
    holds = actual >= 0.495 if most else actual <= 0.505
    line = f"{percent(actual)} is {'more' if actual > 0.5 else 'less'} than half"
    message = f"The text says “{word[0]}”, and {line}."
    return finding(NAME, Verdict.HOLDS if holds else Verdict.FAILS, scene.joint, figures, line, message)
