"""How carefully a number was said: "just under", "about", "more than", "or so"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers.quantity import Hedge, Kind, Quantity

PHRASES = {
    Hedge.JUST_BELOW: (
        "just under|just below|just short of|just shy of|slightly under|slightly below|slightly less than|"
        "slightly fewer than|a little under|a little below|a little less than|marginally under|marginally below|"
        "not quite|nearly|almost|approaching|virtually"
    ),
    Hedge.JUST_ABOVE: (
        "just over|just above|slightly over|slightly above|slightly more than|a little over|a little above|"
        "a little more than|marginally over|marginally above|marginally more than"
    ),
    Hedge.AT_MOST: "(?<!add )(?<!adds )(?<!added )(?<!adding )up to|no more than|not more than|at most|a maximum of",
    Hedge.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of",
    Hedge.ABOVE: "well over|over|well above|above|more than|in excess of|upwards of|exceeding|greater than",
    Hedge.BELOW: "well under|under|below|fewer than|less than",
    Hedge.ABOUT: (
        "about|around|approximately|approx\\.?|roughly|circa|c\\.|ca\\.|in the region of|an estimated|estimated|close to|some|"
        "broadly|somewhere near|near to|~"
    ),
}
BEFORE = [
    (hedge, re.compile(rf"(?<![\w-])(?:{words})\s*(?:a\s+)?$", re.IGNORECASE)) for hedge, words in PHRASES.items()
]
_LAST = {phrase.split()[-1] for words in PHRASES.values() for phrase in words.split("|")}
LAST_WORDS = tuple({word.replace(optional, "").replace("\\", "") for word in _LAST for optional in ("\\.?", "?")})
AFTER = [
    (Hedge.AT_LEAST, re.compile(r"\s+or\s+(?:more|over|above)\b", re.IGNORECASE)),
    (Hedge.AT_MOST, re.compile(r"\s+or\s+(?:fewer|less|under|below)\b", re.IGNORECASE)),
    (Hedge.ABOUT, re.compile(r"\s+or\s+so\b", re.IGNORECASE)),
]
OR_AFTER = re.compile(r"\s+or\s+", re.IGNORECASE)
HEDGED = {Kind.COUNT, Kind.PERCENT, Kind.POINTS, Kind.FRACTION, Kind.MULTIPLE, Kind.RATE, Kind.MONEY, Kind.DURATION}
COMPARING = {Hedge.ABOVE, Hedge.BELOW}
SPREAD_OVER = re.compile(r"\s+(?:\w+\s+){0,2}?(?:sessions|events|meetings|visits|sites|courses|workshops|days|weeks)\b")


def attach(quantity: Quantity, text: str, previous_end: int) -> Quantity:
    """The same number with the hedge that stands before or after it."""
    if quantity.kind not in HEDGED:
        return quantity
    start = max(previous_end, quantity.start - 24)
    before, after = text[start : quantity.start], text[quantity.end : quantity.end + 40]
    for hedge, expression in BEFORE if _may_hedge(before) else ():
        if (match := expression.search(before)) and _says_so(
            quantity, hedge, before, match.start(), after, start == previous_end
        ):
            begins = start + match.start()
            return replace(quantity, hedge=hedge, start=begins, text=text[begins : quantity.end])
    for hedge, expression in AFTER if OR_AFTER.match(after) else ():
        if match := expression.match(after):
            ends = quantity.end + match.end()
            return replace(quantity, hedge=hedge, end=ends, text=text[quantity.start : ends])
    return quantity


def _may_hedge(before: str) -> bool:
    """Whether the last word before a number ends one of the phrases: most do not, and are asked nothing more."""
    return before.lower().rstrip().removesuffix(" a").rstrip().endswith(LAST_WORDS)


def _says_so(quantity: Quantity, hedge: Hedge, before: str, begins: int, after: str, touches: bool) -> bool:
    words = before[begins:].lower().split()
    if (
        hedge in COMPARING
        and quantity.kind is not Kind.MULTIPLE
        and touches
        and not before[:begins].strip()
        and begins <= 1
        and before[:1] == " "
    ):
        return False  # "12 more than 48", "40 children over 12"
    if words[0] == "over" and (quantity.kind is Kind.DURATION or SPREAD_OVER.match(after)):
        return False  # "over two days", "over five sessions"
    if words[0] == "some":
        return (
            quantity.value >= (20 if quantity.kind is Kind.COUNT else 10) and quantity.value % 5 == 0
        )  # "some 88" is just 88
    if words[:2] == ["up", "to"]:
        moved = re.search(r"\b(?:gone|went|going|goes|go|come|came|crept|moved?)\s+$", before[:begins].lower())
        return not moved and not re.match(r"[^.;,]{0,40}\bfrom\b", after)
    return True
