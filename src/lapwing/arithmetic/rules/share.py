"""A share against its part and its base."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "share"
C = r"(?P<{}>⟦[cg]\d+⟧)"
P = r"(?P<p>⟦[pf]\d+⟧)"
GAP = r"[^⟦⟧;]{0,80}?"
NEAR = r"[^⟦⟧;,]{0,45}?"
OF = r"(?:of|out\s+of|from|from\s+among)"
OWNER = r"(?:(?:the|our|all|its|their|these|those|this|that|a|total|year[’']s|[a-z]+[’']s?)\s+){0,4}"
THE = r"(?:the|our|these|those|all|its|a\s+total\s+of|a\s+possible|all\s+of\s+the)?\s*(?:total\s+of\s+)?(?:[a-z]+\s+)?"
FORMS = [
    re.compile(
        rf"^(?:[^⟦⟧]|⟦[yxakw]\d+⟧)*?{C.format('a')}[^⟦⟧;.]{{0,80}}?(?:,|\b(?:is|are|was|were|represents?|mak(?:es?|ing)\s+up|accounts?\s+for|or))\s+(?:an?\s+|about\s+|just\s+){{0,2}}{P}\s+of\s+(?:the|all|our|its)\s+(?:[a-z]+\s+){{0,4}}?{C.format('b')}"
    ),
    re.compile(
        rf"{P}[^⟦⟧;.()]{{0,60}}?(?:,(?:\s+(?:with|that\s+is|or))?|\()\s*{C.format('a')}\s+(?:[a-z]+\s+)?(?:out\s+)?of\s+{THE}{C.format('b')}"
    ),
    re.compile(rf"{C.format('a')}\s*\(\s*{P}\s*\)\s*(?:{NEAR})\b{OF}\s+{THE}{C.format('b')}"),
    re.compile(
        rf"{C.format('a')}\s+(?:[a-z]+\s+){{0,3}}?{OF}\s+{THE}{C.format('b')}{GAP}[(,–—-]\s*(?:or\s+|which\s+is\s+|i\.e\.\s+|equating\s+to\s+|equivalent\s+to\s+|representing\s+|equal\s+to\s+|an?\s+(?:[a-z-]+\s+){{0,3}}(?:of|at)\s+)?{P}\s*(?:[),.;–—-]|of\b|$)"
    ),
    re.compile(rf"{P}\s*\(\s*{C.format('a')}\s*(?:[a-z]+\s+){{0,2}}?(?:{OF}|/)\s*{THE}{C.format('b')}"),
    re.compile(rf"{P}\s*\(\s*{C.format('a')}\s*\)\s*{OF}\s+{THE}{C.format('b')}"),
    re.compile(rf"{P},?\s+or\s+{C.format('a')},?\s+{OF}\s+{THE}{C.format('b')}"),
    re.compile(rf"{P}\s+(?:[a-z]+\s+)?{OF}\s+{THE}{C.format('b')}{GAP}\(\s*{C.format('a')}\s*(?:[a-z]+\s*){{0,3}}\)"),
    re.compile(
        rf"{P}\s+(?:[a-z]+\s+)?{OF}\s+{THE}{C.format('b')}\s+(?:[a-z]+\s+)?[a-z]+,\s*{C.format('a')}\s*(?:people|children|families|in\s+all|in\s+total)?\s*[,.]"
    ),
    re.compile(rf"{C.format('a')},?\s+or\s+{P},?\s+{OF}\s+{THE}{C.format('b')}"),
    re.compile(
        rf"{C.format('a')}\s+(?:[a-z]+\s+){{0,3}}?{OF}\s+{THE}{C.format('b')}[^⟦⟧;]{{0,90}}?\b(?:represent(?:s|ing|ed)?|equat(?:es|ing)\s+to|which\s+is|that\s+is|amount(?:s|ing)\s+to|giving|equivalent\s+to|or)\s+(?:an?\s+)?(?:[a-z]+\s+){{0,3}}?{P}"
    ),
    re.compile(
        rf"\b(?:of|out\s+of|among)\s+{THE}{C.format('b')}[^⟦⟧;]{{0,70}}?,\s*(?:only\s+|just\s+)?{C.format('a')}[^⟦⟧;]{{0,60}}?[,(–—-]\s*(?:or\s+|which\s+is\s+|that\s+is\s+|representing\s+|equivalent\s+to\s+|an?\s+(?:[a-z-]+\s+){{0,3}}(?:of|at)\s+|giving\s+an?\s+(?:[a-z-]+\s+){{0,3}}of\s+){P}"
    ),
    re.compile(
        rf"\b(?:of|out\s+of|among)\s+{THE}{C.format('b')}[^⟦⟧;]{{0,70}}?,\s*(?:only\s+|just\s+)?{C.format('a')}\s*(?:[a-z’'-]+\s+){{0,6}}?\(\s*{P}\s*\)"
    ),
    re.compile(
        rf"{C.format('b')}[^⟦⟧;]{{0,90}}?\b(?:of\s+(?:which|whom|these|them))\s*,?\s*{C.format('a')}\s*(?:[a-z’'-]+\s+){{0,6}}?[(,]\s*{P}"
    ),
    re.compile(
        rf"{C.format('b')}[^⟦⟧;]{{0,90}}?,\s*{C.format('a')}\s*[(,]\s*{P}\s*[),]\s*of\s+(?:which|whom|these|them)\b"
    ),
]
# "91% of the 640 in which one was found, that is in 518": what is said again is a share of nothing that moved.
SAID_AGAIN = re.compile(
    rf"{P}\s+of\s+{OWNER}{C.format('b')}[^⟦⟧;.]{{0,120}}?(?:,\s*(?:that\s+is|or|i\.e\.|namely|making|meaning|which\s+is),?\s*(?:in|for|of|with|to|by|about|some)?\s*|\(\s*){C.format('a')}"
)
ALL_BUT = re.compile(r"\b(?:all|everyone|everybody)\s+(?:but|except|save|bar)\s+(?:for\s+)?$")
OF_THEM = re.compile(r"\bof\s+(?:these|them|those|whom|which)\s*$")
AMONG_ALL = re.compile(
    rf"\b(?:of|out\s+of|among)\s+{THE}⟦[cg]\d+⟧|⟦[cg]\d+⟧[^⟦⟧;]{{0,90}}?\bof\s+(?:which|whom|these|them)\b"
)
EACH = re.compile(rf"{C.format('a')}\s*(?:[a-z’'-]+\s+){{0,4}}?\(\s*{P}\s*\)")
ALONE = re.compile(
    rf"{C.format('a')}\s*(?:[a-z’'-]+\s+){{0,3}}?\(\s*(?P<p>⟦p\d+⟧)\s*\)|(?P<q>⟦p\d+⟧)\s*\(\s*(?:n\s*=\s*)?(?P<c>⟦c\d+⟧)\s*(?:[a-z]+\s*){{0,2}}\)"
)


@rule(
    NAME,
    "A share against its part and its base",
    Example("48 of the 120 children (45%) had a plan.", Verdict.FAILS, "48 of 120 is 40%"),
    Example("48 of the 120 children (40%) had a plan.", Verdict.HOLDS),
    Example(
        "Of the 240 referrals, 180 (75%) led to an assessment and 60 (30%) did not.", Verdict.FAILS, "60 of 240 is 25%"
    ),
    Example("Two thirds of the 90 respondents (60) agreed.", Verdict.HOLDS),
    Example("All but eight of the 80 plans, or 90%, were reviewed in time.", Verdict.HOLDS, "72 of the 80"),
    Example("62 of the 80 staff took part, or 72%.", Verdict.FAILS, "62 of 80 is 77.5%"),
    Example(
        "There are 9,000 children in the district.\n\nSome 1,800 (20%) live in poverty.",
        Verdict.HOLDS,
        "the base at hand fits",
    ),
    Example(
        "The risk was reduced in 91% of the 640 enquiries in which one was found, that is in 518 enquiries.",
        Verdict.FAILS,
        "80.9%",
    ),
    Example("Some 1,800 (20%) live in poverty.", Verdict.CANNOT_TELL, "the base is not given"),
    Example("Of the 40 reviews, 45 were late.", Verdict.FAILS, "more than there are"),
)
def check(report: Report) -> Iterator[Finding]:
    """A part, what it is a part of, and the share that is given.

    Reads "A of the B (p%)", "p% (A of B)", "of the B, A (p%) ... and C (q%)", in figures or in words ("two thirds",
    "one in five"). Where a count stands with a share and no base ("1,800 (20%)"), the counts at hand are tried: a
    base that fits is named, and otherwise the rule says that it cannot tell. A part larger than its whole fails.
    """
    bases = _bases(report)
    for sentence in report.sentences:
        if len(sentence.quantities) < 2:
            continue
        seen: set[int] = set()
        for part, base, share in [*_forms(sentence), *_among_all(sentence)]:
            if id(share) not in seen:
                seen |= {id(share), id(part)}
                yield _say(sentence, part, base, share)
        yield from _too_many(sentence)
        for part, share in _alone(sentence):
            if id(share) not in seen and id(part) not in seen:
                yield from _without_base(sentence, part, share, bases)


def _forms(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    if not sentence.of(Kind.PERCENT, Kind.FRACTION) or len(sentence.of(Kind.COUNT, Kind.MONEY)) < 2:
        return
    for form in (*FORMS, SAID_AGAIN):
        for match in form.finditer(sentence.shape):
            part, base, share = (sentence.marked(match[name]) for name in "abp")
            if part.value > base.value and OF_THEM.search(sentence.lower[part.end : base.start]):
                part, base = base, part  # "205 replied and of these 164 (80%) knew"
            if part.kind is base.kind and (form is SAID_AGAIN or not _changes(sentence.shape, match)):
                yield part, base, share


def _changes(shape: str, match: re.Match[str]) -> bool:
    """Whether the share is of a change and not of a whole."""
    words = shape[max(0, match.start() - 45) : match.end()]
    return bool(re.search(rf"\b{MOVING}\b|\b(?:compared|previous year|last year)\b", words))


def _among_all(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """One whole, and several parts each with its share."""
    whole = AMONG_ALL.search(sentence.shape)
    if not whole or _changes(sentence.shape, whole):
        return
    base = sentence.marked(re.findall(r"⟦[cg]\d+⟧", whole[0])[0])
    for match in EACH.finditer(sentence.shape, whole.end()):
        if re.search(r"\bof\s+(?:the\s+)?$", sentence.shape[: match.start()]):
            continue  # "3 of 7 (43%)": the share is of the 7
        part, share = sentence.marked(match["a"]), sentence.marked(match["p"])
        if part.kind is base.kind and part is not base and part.value <= base.value:
            yield part, base, share


def _say(sentence: Sentence, part: Quantity, base: Quantity, share: Quantity) -> Finding:
    rest = bool(ALL_BUT.search(sentence.lower[: part.start]))
    judged = _judged(part, base, share, rest)
    line = (
        f"{'1 − ' if rest else ''}{plain(part.value)} ÷ {plain(base.value)} = {percent(1 - part.value / base.value if rest else part.value / base.value)}"
        if base.value
        else f"{plain(part.value)} of 0"
    )
    said = share.text.strip()
    named = f"{'all but ' if rest else ''}{part.text} of {base.text}"
    messages = {
        Verdict.HOLDS: f"{named} is {said}.",
        Verdict.FAILS: f"{named} is {percent(judged.actual)}, and the text says {said}.",
    }
    message = messages.get(judged.verdict, f"{named} is {percent(judged.actual)}. “{said}” would fit {judged.reading}.")
    return finding(NAME, judged.verdict, sentence, [part, base, share], line, message, judged.reading)


def _judged(part: Quantity, base: Quantity, share: Quantity, rest: bool = False) -> Judgement:
    """The share against the part, or against the rest where the part is left out: "all but nine of the 120"."""
    if base.value == 0:
        return Judgement(Verdict.CANNOT_TELL, 0.0, "the base is nought")
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0
    judged = judge(share, (lambda a, b: 1 - a / b) if rest else (lambda a, b: a / b), [part, base], scale)
    return Judgement(judged.verdict, judged.actual / scale, judged.reading)


MORE_THAN_ALL = re.compile(
    rf"\bof\s+(?:the|these|those|all|our)\s+{C.format('b')}\s+[a-z’' -]{{0,40}},\s+{C.format('a')}\s+(?:were|had|was|are|have|did|led|went)\b|{C.format('x')}\s+(?:out\s+)?of\s+(?:the|these|all|our)\s+(?:[a-z]+[’']s\s+)?{C.format('y')}"
)


def _too_many(sentence: Sentence) -> Iterator[Finding]:
    for match in MORE_THAN_ALL.finditer(sentence.shape):
        part = sentence.marked(match["a"] or match["x"])
        base = sentence.marked(match["b"] or match["y"])
        if (
            part.value > base.value
            and part.kind is base.kind is Kind.COUNT
            and not _changes(sentence.shape, match)
            and base.value > 1
        ):
            line = f"{plain(part.value)} > {plain(base.value)}"
            yield finding(
                NAME, Verdict.FAILS, sentence, [part, base], line, f"{part.text} cannot be part of {base.text}."
            )


def _alone(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    for match in ALONE.finditer(sentence.shape):
        yield sentence.marked(match["a"] or match["c"]), sentence.marked(match["p"] or match["q"])


Base = tuple[Quantity, Sentence]


def _bases(report: Report) -> list[Base]:
    return [
        (one, sentence)
        for sentence in report.sentences
        for one in sentence.of(Kind.COUNT)
        if one.value >= 10 and not one.in_words
    ]


def _without_base(sentence: Sentence, part: Quantity, share: Quantity, bases: list[Base]) -> Iterator[Finding]:
    if part.value < 10 or share.value <= 0 or share.value >= 100:
        return
    tried = [(base, where, _judged(part, base, share)) for base, where in bases if base.value > part.value]
    fits = [(base, where) for base, where, judged in tried if judged.verdict is not Verdict.FAILS]
    fits.sort(key=lambda fit: -_in_common(sentence, fit[1]))
    implied = plain(part.value / share.share, 0)
    if fits and (_in_common(sentence, fits[0][1]) or _near(sentence, fits[0][1])):
        base, where = fits[0]
        line = f"{plain(part.value)} ÷ {plain(base.value)} = {percent(part.value / base.value)}"
        others = [
            one for one, place, judged in tried if judged.verdict is Verdict.FAILS and _in_common(sentence, place)
        ]
        message = f"{part.text} is {share.text} of {base.text} (“{where.text[:70].strip()}”); the base is not named beside it."
        if others:
            message += f" It is not of {others[0].text}, which is {percent(part.value / others[0].value)}."
        yield finding(NAME, Verdict.HOLDS, sentence, [part, share, base], line, message)
    else:
        message = f"What {share.text} is a share of is not given; it would be about {implied}."
        line = f"{plain(part.value)} ÷ {share.text} = {implied}"
        yield finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [part, share],
            line,
            message,
            f"the base is missing: about {implied} would fit",
        )


def _in_common(one: Sentence, other: Sentence) -> int:
    return len(set(stems(one.text)) & set(stems(other.text)))


def _near(one: Sentence, other: Sentence) -> bool:
    first, second = one.passage.place, other.passage.place
    return first.heading == second.heading and abs(first.paragraph - second.paragraph) <= 3
