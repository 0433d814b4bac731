"""Shares of one whole that do not make a whole."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import OWN_PLACES, exclusive
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "complement"
P = r"⟦[pf]\d+⟧"
REST = re.compile(
    rf"\b(?:the\s+)?(?:remaining|remainder|rest|balance|other(?!\s+words))\b[^⟦⟧;]{{0,50}}?(?P<rest>{P})|(?P<rest2>{P})\s+(?:remaining|remainder)"
)
OVERLAP = re.compile(
    r"\b(?:some\b.*\bboth|more than one|multiple|could choose|may be counted|respectively|overlap\w*|at least one|tick(?:ed)?)\b"
)
BOTH_YEARS = re.compile(
    rf"⟦y\d+⟧.*⟦y\d+⟧|\b(?:last|previous) year\b|\bcompared\b|\bnational\w*\b|\bregional\w*\b|\b(?:was|were|stood\s+at)\s+⟦p\d+⟧\s+in\s+the\s+first\s+half\b|\bengland\b|\baverage\b|\b{MOVING}\b"
)


@rule(
    NAME,
    "Shares that do not make a whole",
    Example("58% were boys and 47% were girls.", Verdict.FAILS, "together 105%"),
    Example("58% were boys and 42% were girls.", Verdict.HOLDS),
    Example("A third were closed, and the remaining half went on to an assessment.", Verdict.FAILS),
    Example("Two thirds were closed, and the remaining third went on to an assessment.", Verdict.HOLDS),
    Example("55% were boys and 40% were girls.", Verdict.CANNOT_TELL, "5% may be not recorded"),
    Example("58% of boys and 47% of girls had attended.", None, "each is of its own group"),
    Example("Of the two teams, one is 10% down and the other 10% up.", None, "shares of a movement"),
    Example("92% of callers were male; 81% of those called were female.", None, "of two wholes"),
    Example("More were female in the city (61%) than were male in the county (58%).", None, "compared"),
    Example("48% mentioned neglect and 61% mentioned domestic abuse.", None, "one may mention both"),
)
def check(report: Report) -> Iterator[Finding]:
    """Shares that between them should be everyone.

    Reads shares of two groups that cannot overlap (boys and girls, in time and late), and shares followed by "the
    remaining ...". More than a whole fails. Less than a whole may leave some not recorded, unless "the remaining" says
    that nobody is left. Shares *of* each group ("58% of boys") are not shares of one whole and are left alone.
    """
    for sentence in report.sentences:
        shares = [one for one in sentence.quantities if one.is_part]
        if len(shares) < 2:
            continue
        numbered = _numbered(sentence, shares)
        yield from numbered
        if not numbered and not any(one.quantity in shares for one in claims_of(scene_of([sentence]))):
            yield from _with_rest(sentence, shares) or _opposites(sentence, shares) or _parted(sentence, shares)


def _with_rest(sentence: Sentence, shares: list[Quantity]) -> list[Finding]:
    match = REST.search(sentence.shape)
    if (
        not match
        or OVERLAP.search(sentence.shape)
        or re.search(r"\bof\s+(?:the|these|those)\s+(?:remaining|rest|remainder|other)\b", sentence.shape)
    ):
        return []
    rest = sentence.marked(match["rest"] or match["rest2"])
    if re.search(r"\bthan\b[^.;⟦⟧]*$", sentence.text[: rest.start].lower()):
        return []
    parts = [one for one in shares if one.start <= rest.start and not _said_before(sentence, one, shares)]
    if len(parts) < 2 or any(_of_own_group(sentence, one) for one in parts[1:]) or _nested(sentence, parts):
        return []
    return [_say(sentence, parts, sure=True)]


def _said_before(sentence: Sentence, one: Quantity, shares: list[Quantity]) -> bool:
    """ "Nearly nine in ten visits (89%)": the share in brackets says the one before it again."""
    return any(
        other.end <= one.start
        and abs(other.share - one.share) <= 0.04
        and (other.kind is not one.kind or other.hedge is not Hedge.NONE)
        and re.fullmatch(r"[^.;]{0,40}\(\s*", sentence.text[other.end : one.start])
        for other in shares
    )


TWO_SETS = re.compile(r"⟦y\d+⟧.*⟦y\d+⟧|\b(?:last|previous) year\b|\bcompared\b|\bnational\w*\b|\bengland\b")
NUMBERED = re.compile(
    r"\b(?P<how>exactly|just|only|one of|either of|each of|one or other of|the|any of)\s+(?:one of\s+)?(?:the\s+|these\s+)?(?P<n>⟦c\d+⟧)\s+(?:possible\s+|[a-z]+\s+){0,2}?(?:results?|outcomes?|answers?|grades?|ratings?|categor\w+|options?|groups?|routes?|reasons?|bands?|types?|decisions?|responses?|levels?|ways?|classes)\b"
)


def _numbered(sentence: Sentence, shares: list[Quantity]) -> list[Finding]:
    """ "One of three results: 31%, 47% or 12%": the number says that these are all."""
    match = NUMBERED.search(sentence.shape)
    percents = [one for one in shares if one.kind is Kind.PERCENT]
    if not match or OVERLAP.search(sentence.shape) or TWO_SETS.search(sentence.shape) or len(percents) != len(shares):
        return []
    if sentence.marked(match["n"]).value != len(percents) or len(sentence.of(Kind.COUNT)) > 1:
        return []
    return [_say(sentence, percents, sure=match["how"] != "the")]


THEREFORE = re.compile(r"\b(?:meaning|so that|thus|hence|leaving|therefore|in other words|so)\b")
OUTCOMES = re.compile(
    r"\bcame from\b|\bwere (?:in|aged|judged|rated|graded|from|assessed)\b|\bmade up\b|\bby (?:type|source|age|outcome|ethnicity|gender)\b|\bwere (?:good|closed|open)\b"
)
OF_A_SHARE = re.compile(r"(?P<whole>⟦p\d+⟧)(?:[^⟦⟧]|⟦c\d+⟧){0,60}:\s*(?P<list>[^:]*)$")


def _parted(sentence: Sentence, shares: list[Quantity]) -> list[Finding]:
    """Three shares or more of what cannot be in two places at once, or the parts of one share after a colon."""
    if (
        OVERLAP.search(sentence.shape)
        or BOTH_YEARS.search(sentence.shape)
        or len(shares) != len(sentence.of(Kind.PERCENT))
    ):
        return []
    match = OF_A_SHARE.search(sentence.shape)
    if (
        match
        and len(shares) >= 3
        and sentence.marked(match["whole"]) is shares[0]
        and max(one.value for one in shares[1:]) < shares[0].value
    ):
        return [_of_a_share(sentence, shares[0], shares[1:])]
    total = sum(one.value for one in shares)
    if (
        len(shares) >= 3
        and OUTCOMES.search(sentence.shape)
        and 97 < total <= 115
        and not any(_of_own_group(sentence, one) for one in shares)
    ):
        return [_say(sentence, shares, sure=False)]
    return []


def _of_a_share(sentence: Sentence, whole: Quantity, parts: list[Quantity]) -> Finding:
    total = sum(one.value for one in parts)
    line = f"{' + '.join(_written(one) for one in parts)} = {plain(total, 1)}%"
    if abs(total - whole.value) <= sum(_slack(one) for one in [whole, *parts]) + 1e-9:
        return finding(NAME, Verdict.HOLDS, sentence, [whole, *parts], line, f"The parts make {whole.text}.")
    if total < whole.value:
        reading = f"if {plain(whole.value - total, 1)}% are in a part that is not named"
        return finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [whole, *parts],
            line,
            f"The parts come to {plain(total, 1)}%.",
            reading,
        )
    message = f"The parts come to {plain(total, 1)}%, and the text says {whole.text}."
    return finding(NAME, Verdict.FAILS, sentence, [whole, *parts], line, message)


# Two shares that come to more than this are each most of a whole of its own: 94% of one school's and 90% of another's.
OF_ONE_WHOLE = 1.5


def _opposites(sentence: Sentence, shares: list[Quantity]) -> list[Finding]:
    found = []
    for first, second in pairwise(shares):
        between = sentence.text[first.end : second.start]
        after = re.split(r"[.;]|,\s+(?:while|whereas|but)|\bcompared\b", sentence.text[second.end :])[0]
        if (
            any(_of_own_group(sentence, one) for one in (first, second))
            or OVERLAP.search(sentence.shape)
            or BOTH_YEARS.search(sentence.shape)
        ):
            continue
        leading = " ".join(re.findall(r"[\w’'-]+", sentence.text[: first.start])[-4:])
        apart = exclusive(_first_words(between), _first_words(after))
        apart = apart or exclusive(leading, " ".join(re.findall(r"[\w’'-]+", between)[-3:]))
        apart = apart and not re.search(
            r"\b(?:of\s+the\s+(?:two|three|\d+)|among|in\s+(?:the\s+)?(?:age\s+)?groups?|aged|of\s+(?:those|these))\b",
            between.lower(),
        )
        apart = apart and not re.search(r"\bthan\b", between.lower())
        apart = apart and len(OWN_PLACES.findall(sentence.shape)) < 2
        if apart and len(shares) == 2 and first.share + second.share < OF_ONE_WHOLE:
            found.append(_say(sentence, [first, second], sure=bool(THEREFORE.search(between.lower()))))
    return found


def _first_words(text: str) -> str:
    return " ".join(re.findall(r"[\w’'-]+", text)[:6])


def _of_own_group(sentence: Sentence, share: Quantity) -> bool:
    """ "58% of boys" is of the boys, "58% of the children were boys" is of everyone."""
    after = sentence.text[share.end :].lower()
    if share.kind is Kind.FRACTION and re.match(r"\s+(?:boys|girls|men|women|males|females|adults|children)\b", after):
        return True
    return bool(
        re.match(
            r"\s+of\s+(?:all\s+|the\s+)?(?:boys|girls|males?|females?|men|women|those|them|these|city|county|adults)\b",
            after,
        )
    )


def _nested(sentence: Sentence, parts: list[Quantity]) -> bool:
    return any(re.match(r"\s+of\s+(?:those|these|them|whom|which)\b", sentence.text[one.end :]) for one in parts)


def _say(sentence: Sentence, parts: list[Quantity], sure: bool) -> Finding:
    total = sum(one.share for one in parts) * 100
    slack = sum(_slack(one) for one in parts) + 1e-9
    line = f"{' + '.join(_written(one) for one in parts)} = {plain(total, 1)}%"
    if any(one.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST} for one in parts):
        return finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            list(parts),
            line,
            "The shares are given only as more or less than.",
            "if the loose figures fill the gap",
        )
    if abs(total - 100) <= slack:
        return finding(NAME, Verdict.HOLDS, sentence, list(parts), line, "The shares make a whole.")
    if total < 100 and not sure:
        reading = f"if {plain(100 - total, 1)}% were not recorded or in neither group"
        return finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            list(parts),
            line,
            f"The shares leave {plain(100 - total, 1)}%.",
            reading,
        )
    return finding(
        NAME,
        Verdict.FAILS,
        sentence,
        list(parts),
        line,
        f"The shares come to {plain(total, 1)}%, and should make a whole.",
    )


def _slack(one: Quantity) -> float:
    if one.hedge is not Hedge.NONE:
        return 10 * one.share if one.kind is Kind.FRACTION else 0.1 * one.value
    return 1.5 if one.kind is Kind.FRACTION and one.in_words else one.step / 2


def _written(one: Quantity) -> str:
    return f"{plain(one.share * 100, 1)}%"
