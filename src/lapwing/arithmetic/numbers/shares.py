"""Shares, rates, money and multiples."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers.patterns import (
    CLOSE,
    DASH,
    DIGITS,
    NUMBER,
    OPEN,
    SCALE,
    SCALES,
    Ways,
    make,
    number,
    sign,
    signed,
)
from lapwing.arithmetic.numbers.quantity import Kind, Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS

COARSEST = 0.1  # "three in five" is not said of three in four, nor "two in three" of half
SHARES_TOLD = re.compile(r"\d\s?(?:%|per\s?cent\b)")
MOVED_BY = re.compile(
    r"\b(?:rise|fall|increase|decrease|drop|reduction|gain|improvement|change|up|down|by)\s+(?:of\s+|by\s+)?$"
)


def one_number(text: str) -> bool:
    return len(re.findall(r"\d+(?:[.,]\d+)*", text)) == 1


WAYS = Ways()
pattern = WAYS.pattern


@pattern(
    rf"{OPEN}(?P<sign>[-−–+]\s?)?(?P<n>{NUMBER})(?:{DASH}(?P<to>{DIGITS}))?\s?(?:%|per\s?cent|percent)?\s?-?(?:percentage[-\s]points?|pp\b|ppts?\b|%?-?\s?points?\b)",
    needs=("point", "pp"),
)
def _points(match: re.Match[str], text: str) -> Quantity | None:
    bare = "%" not in match[0] and re.search(r"\d\s?points?$", match[0]) and "percentage" not in match[0]
    if bare and not SHARES_TOLD.search(text) and not (MOVED_BY.search(text[: match.start()]) and one_number(text)):
        return None  # "it scored 13 points"
    value, step, in_words = number(match["n"])
    return make(Kind.POINTS, match, signed(value, match["sign"]), step=step, in_words=in_words)


@pattern(
    rf"{OPEN}(?P<sign>(?<!\w)[-−–+](?=\d)|minus\s+|plus\s+(?=\d[\d.]*\s?%))?(?P<n>(?!20\d\d\s){NUMBER})(?:{DASH}(?P<to>{DIGITS}))?\s?(?:%|per\s?cent\b|percent\b)",
    needs=("%", "cent"),
)
def _percent(match: re.Match[str], text: str) -> Quantity | None:
    value, step, in_words = number(match["n"])
    if match["to"]:
        return make(Kind.RANGE, match, value, high=number(match["to"])[0], unit="%")
    return make(
        Kind.PERCENT, match, signed(value, match["sign"]), step=step, in_words=in_words, unit=sign(match["sign"])
    )


@pattern(
    rf"{OPEN}(?P<sign>[-−–+]\s?)?(?P<n>{DIGITS})(?=\s+to\s+{DIGITS}\s?(?:%|per\s?cent))",
    needs=("%", "cent"),
    figures=True,
)
def _percent_to_come(match: re.Match[str], _: str) -> Quantity:
    """The first of "from 12 to 15%"."""
    value, step, _words = number(match["n"])
    return make(Kind.PERCENT, match, signed(value, match["sign"]), step=step)


@pattern(
    rf"{OPEN}(?P<n>{NUMBER})\s+(?:[a-z-]+\s+){{0,3}}?(?:per|(?:for|in|to)\s+(?:every|each))\s+(?P<per>10,?000|100,?000|1,?000|100|million|thousand|hundred)\b(?!,\d)",
    needs=("per ", "every ", "each "),
)
def _rate(match: re.Match[str], _: str) -> Quantity:
    value, step, in_words = number(match["n"])
    words = {"million": "1000000", "thousand": "1000", "hundred": "100"}
    per = words.get(match["per"].lower(), match["per"]).replace(",", "")
    if per == "100" and re.search(r"\bin\s+every\b", match[0].lower()) and value < 100:
        return make(Kind.PERCENT, match, value, step=step, in_words=in_words)
    return make(Kind.RATE, match, value, step=step, unit=per, in_words=in_words)


RATE_TO_COME = (
    rf"(?=\s+(?:[a-z-]+\s+){{0,3}}?to\s+{DIGITS}\s+(?:[a-z-]+\s+){{0,3}}?per\s+(?P<per>10,?000|100,?000|1,?000)\b)"
)


@pattern(rf"{OPEN}(?P<n>{DIGITS}){RATE_TO_COME}", needs=("per ",), figures=True)
def _rate_to_come(match: re.Match[str], text: str) -> Quantity | None:
    """The first of "from 52 to 47 per 10,000"."""
    if not re.search(r"\bfrom\s+(?:[a-z]+\s+){0,4}$", text[: match.start()], re.IGNORECASE):
        return None
    value, step, _words = number(match["n"])
    return make(Kind.RATE, match, value, step=step, unit=match["per"].replace(",", ""))


@pattern(rf"(?<!\w)(?P<sign>[-−–+]\s?)?£\s?(?P<n>{DIGITS}){SCALE}", needs=("£",))
def _money(match: re.Match[str], _: str) -> Quantity:
    value, step, _words = number(match["n"])
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1.0
    return make(Kind.MONEY, match, signed(value * scale, match["sign"]), step=step * scale, unit="£")


@pattern(rf"(?<![\w-])(?P<n>{NUMBER_WORDS})(?P<scale>\s+million)?\s+pounds\b", needs=("pounds",))
def _money_in_words(match: re.Match[str], _: str) -> Quantity:
    scale = 1e6 if match["scale"] else 1.0
    return make(Kind.MONEY, match, number(match["n"])[0] * scale, step=scale, unit="£", in_words=True)


NOT_A_SHARE = r"(?!\s+(?:months?|weeks?|days?|years?|hours?|minutes?|terms?|quarters?)\b)"


@pattern(
    rf"{OPEN}(?P<a>{NUMBER})(?P<how>\s+in(?:\s+every)?\s+|-in-|\s+out\s+of(?:\s+every)?\s+)(?P<b>{NUMBER}){CLOSE}{NOT_A_SHARE}(?!\s?%)",
    needs=(" in ", "out of", "-in-"),
)
def _one_in(match: re.Match[str], _: str) -> Quantity | None:
    part, whole = number(match["a"])[0], number(match["b"])[0]
    most = 20 if "out" in match["how"] else 1000
    if not 0 < part < whole <= most or (part > 9 and whole > 10):
        return None
    if "out" in match["how"] and whole > 10 and part != 1:
        return None
    step = 1 / whole - 1 / (whole + 1) if part == 1 else min(1 / whole, COARSEST)
    return make(Kind.FRACTION, match, part / whole, step=step, unit="one in" if part == 1 else "", high=whole)


@pattern(
    rf"{OPEN}(?P<a>one)\s+(?:[a-z-]+\s+){{0,2}}?(?:for|to)\s+every\s+(?P<b>{NUMBER}){CLOSE}(?!\s?%)",
    needs=("every ",),
)
def _one_for_every(match: re.Match[str], _: str) -> Quantity | None:
    """ "One suspension for every 13 pupils"."""
    whole = number(match["b"])[0]
    if not 1 < whole < 1000:
        return None
    return make(Kind.FRACTION, match, 1 / whole, step=1 / whole - 1 / (whole + 1), unit="one in", high=whole)


@pattern(
    rf"{OPEN}(?P<a>one|two|three|four|seven|nine)\s+(?!(?:day|week|month|year|hour|time|case|member)s?\b)[a-z]+\s+in\s+(?:every\s+)?(?P<b>three|four|five|six|seven|eight|ten|twelve|twenty|fifty|hundred|\d{{1,3}}){CLOSE}(?=\s*[(,.;]|\s+(?:was|were|is|are|had|has|have|said|reported|did|who|that|does|do|now|came|to|[a-z]+ed)\b)",
    needs=(" in ",),
)
def _one_thing_in(match: re.Match[str], _: str) -> Quantity | None:
    """ "One school in twenty"."""
    part = number(match["a"])[0]
    whole = 100.0 if match["b"].lower() == "hundred" else number(match["b"])[0]
    if not 0 < part < whole or (part > 1 and whole > 20):
        return None
    step = 1 / whole - 1 / (whole + 1) if part == 1 else min(1 / whole, COARSEST)
    return make(Kind.FRACTION, match, part / whole, step=step, unit="one in" if part == 1 else "", high=whole)


@pattern(
    rf"{OPEN}(?P<a>one|two|three|four|seven|nine)\s+[a-z]+\s+out\s+of\s+(?:every\s+)?(?P<b>three|four|five|six|eight|ten){CLOSE}(?!\s+[a-z]+s\b)",
    needs=("out of",),
)
def _things_out_of(match: re.Match[str], _: str) -> Quantity | None:
    """ "Three cases out of four"."""
    part, whole = number(match["a"])[0], number(match["b"])[0]
    return make(Kind.FRACTION, match, part / whole, step=min(1 / whole, COARSEST), high=whole) if part < whole else None


AS_A_SHARE = (
    r"(?=\s+(?:of|were|are|became|become|had|have|has|was|is|been|being|below|above|under|up|down|off|larger|smaller|bigger|greater|better|worse|longer|shorter|only|alone|as|so|that|which|now|then|when|because|for|[a-z]+ly|said|higher|lower|fewer|more|less|on|from|in|to|this|reduction|increase|rise|fall|"
    r"drop|decrease|decline|took|felt|reported|came|live|lived|did|do|over|between|since|during|across|compared|after|at|with|by|and|or|who|against|than|not|remained|went|spoke|chose|knew|saw|gave|made|[a-z]{2,}ed)\b|\s?[.,;:)(–—-]|\s*$)"
)
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
SAID_TO_BE_A_SHARE = re.compile(
    r"\b(?:around|about|nearly|almost|roughly|approximately|just\s+(?:over|under|short\s+of|above|below)|(?:more|less|fewer)\s+than|at\s+(?:least|most)|over|under|barely|"
    r"(?:reduction|increase|rise|fall|drop|decrease|decline|growth|cut|gain)\s+of(?:\s+(?:around|about|some))?)\s+$",
    re.IGNORECASE,
)
IN_A_ROW = re.compile(r"\s+(?:running|in\s+a\s+row|in\s+succession|ago|later|earlier)\b", re.IGNORECASE)


@pattern(
    r"\bbetween\s+(?P<a>a\s+tenth|a\s+fifth|a\s+quarter|a\s+third|(?:a\s+|one\s+)?half|two[-\s]thirds|two[-\s]fifths|three[-\s]quarters)\s+and\s+(?P<b>a\s+fifth|a\s+quarter|a\s+third|(?:a\s+|one\s+)?half|two[-\s]thirds|three[-\s]quarters|three[-\s]fifths|four[-\s]fifths)\b",
    needs=("between ",),
)
def _between_fractions(match: re.Match[str], _: str) -> Quantity:
    """ "Between a quarter and a third": a range, and neither of the two is claimed by itself."""
    return make(Kind.RANGE, match, 0.0, high=1.0, unit="part")


@pattern(
    r"(?<![\w-])(?:(?:a|one)[-\s])?(?P<b>half|third|quarter|fifth|tenth)\s+as\s+(?:many|much|large|big|long|high)\s+again\b",
    needs=("again",),
)
def _as_many_again(match: re.Match[str], _: str) -> Quantity:
    """ "Half as many again as the 74": once and a half."""
    return make(Kind.MULTIPLE, match, 1 + 1 / PARTS[match["b"].lower()], step=0.1, unit="up")


@pattern(
    r"(?<![\w-])(?P<a>an?|one|two|three|four|five|seven|nine|[1-9])[-\s](?P<b>thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|twentieths?)\b",
    needs=("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth", "twentieth"),
)
def _fraction(match: re.Match[str], text: str) -> Quantity | None:
    part = 1.0 if match["a"].lower() in {"a", "an"} else number(match["a"])[0]
    whole = PARTS[match["b"].lower().rstrip("s")]
    if part == 1 and not (
        re.match(AS_A_SHARE, text[match.end() :], re.IGNORECASE) or SAID_TO_BE_A_SHARE.search(text[: match.start()])
    ):
        return None  # "two fifths" is a share whatever follows; "a fifth officer" is none
    if part >= whole or (part > 1 and not match["b"].lower().endswith("s")):
        return None
    if re.match(r"\s+(?:times?|year|review|party)\b", text[match.end() :]) or IN_A_ROW.match(text, match.end()):
        return None
    if (
        re.search(r"\b(?:in|per|each|every|once|twice|for)\s+$", text[: match.start()])
        and match["a"].lower() == "a"
        and not re.match(r"\s+of\s+(?:all\s+|these\s+|those\s+|the\s+)?[a-z]+s\b", text[match.end() :])
    ):
        return None
    return make(Kind.FRACTION, match, part / whole, step=0.03, in_words=True)


@pattern(
    r"(?<=\bremaining )(?P<b>third|quarter|fifth|sixth|tenth)\b(?!\s+(?:party|sector|phase|stage|session|meeting|review|year))",
    needs=("remaining",),
)
def _remaining_fraction(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FRACTION, match, 1 / PARTS[match["b"].lower()], step=0.03, in_words=True)


@pattern(
    r"(?:(?<=\ba further )|(?<=\banother ))(?P<b>half|third|quarter|fifth|tenth)\b(?=\s+(?:in|on|to|of|were|was|this|over|by|came|said|had|have)\b|\s?[.,;:)(–—-]|\s*$)",
    needs=("further", "another"),
)
def _further_fraction(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FRACTION, match, 1 / PARTS[match["b"].lower()], step=0.03, in_words=True)


@pattern(
    r"(?<=\bthe )(?P<b>third|quarter|fifth)(?=\s+of\s+(?:[a-z]+\s+){1,3}(?:who|that|not|without)\b)", needs=("the ",)
)
def _the_fraction(match: re.Match[str], _: str) -> Quantity:
    """ "The third of families who did not"."""
    return make(Kind.FRACTION, match, 1 / PARTS[match["b"].lower()], step=0.03, in_words=True)


@pattern(
    r"(?<![\w-])(?<!first )(?<!second )(?<!latter )(?<!other )(?<!later )(?:one\s+)?half\b(?!\s?-?\s?(?:term|day|hour|an|yearly|year|way|time|page|sister|brother|sibling|past|a|million)\b)(?! of the (?:year|term|period|month))",
    needs=("half",),
)
def _half(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FRACTION, match, 0.5, step=0.03, in_words=True)


UP_MULTIPLES = {"doubl": 2.0, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0}
FOLDS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0,
    "ten": 10.0,
}  # fmt: skip


@pattern(
    r"\b(doubl|trebl|tripl|quadrupl)(?:e|ed|es|ing)\b(?!-|\s+(?:check|click|glaz|count))",
    needs=("doubl", "trebl", "tripl", "quadrupl"),
)
def _multiplied(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.MULTIPLE, match, UP_MULTIPLES[match[1].lower()], step=0.2, unit="up", in_words=True)


@pattern(r"\bhalv(?:e|ed|ing)\b|(?<!two )(?<!both )(?<!the )(?<!these )\bhalves\b", needs=("halv",))
def _halved(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.MULTIPLE, match, 2.0, step=0.2, unit="down", in_words=True)


@pattern(
    rf"\b(?:({'|'.join(FOLDS)})[-\s]?fold|(\d+(?:\.\d+)?)[-\s]?fold)\b(?P<down>\s+(?:decrease|reduction|fall|drop|decline))?",
    needs=("fold",),
)
def _fold(match: re.Match[str], _: str) -> Quantity:
    value = FOLDS[match[1].lower()] if match[1] else float(match[2])
    return make(Kind.MULTIPLE, match, value, step=0.2, unit="down" if match["down"] else "up", in_words=True)


@pattern(
    rf"{OPEN}(?:(twice)|(?P<n>{NUMBER})\s+times)\s+(?:as\s+(?:many|much|high|likely|often|large|great|long|common)|(?:more|higher|greater|larger|bigger|the|those|that|what|its|their|last)\b)",
    needs=("twice", "times"),
)
def _times_as(match: re.Match[str], _: str) -> Quantity:
    value, step, _words = number(match["n"]) if match["n"] else (2.0, 0.2, True)
    return make(Kind.MULTIPLE, match, value, step=max(step, 0.1), unit="up")
