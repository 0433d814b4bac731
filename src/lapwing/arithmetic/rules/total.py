"""A total against its parts, in a sentence or a list."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import exclusive, stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import ListOf, Report
from lapwing.arithmetic.rules._totals import COUNTED_REST, all_apart, in_one_frame, say
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence, split

NAME = "total"
C = r"⟦[cg]\d+⟧"
TOTAL_LAST = re.compile(
    rf"\b(?:an?\s+(?:overall\s+|grand\s+|combined\s+)?total\s+of|totall?ing|in\s+total,?|altogether,?|(?:making|giving|gives|for(?=\s+an?\b))\s+(?:an?\s+|us\s+a\s+)?(?:total\s+(?:of\s+)?)?(?:[a-z]+\s+){{0,2}}?|"
    rf"total\s+(?:was|is|of)|combined\s+total\s+of|=|sum\s+of|and\s+so|and\s+thus)\s*(?:[a-z]+\s+){{0,2}}?({C})"
    rf"|\bmakes?\s+up\s+(?:the|an?|our)\s+(?:[a-z]+\s+){{1,3}}?of\s+({C})|({C})(?:\s+[a-z’'-]+){{0,4}}?\s+(?:in\s+total|in\s+all|altogether|combined|overall)\b"
)
WHOLE_FIRST = re.compile(
    rf"({C})[^⟦⟧.;]{{0,90}}?(?P<how>,?\s*(?:made\s+up\s+of|comprised(?:\s+of)?|comprises|comprising|consisting\s+of|consisted\s+of|split\s+(?:as|between|into)|(?:broken?|breaks?|breaking)\s+down\s+(?:as|into|between)|fell\s+into|shared\s+(?:between|among)|"
    rf"divided\s+(?:between|into)|namely|being|as\s+follows)\b|:|\s[–—-]\s|\s*\()"
)
OF_THE_WHOLE = re.compile(
    rf"(?:\bof\s+(?:the|these|those|our|all|all\s+the)\s+(?:total\s+(?:of\s+)?)?|^(?:out\s+)?of\s+)({C})"
)
OF_WHICH = re.compile(
    rf"({C})[^⟦⟧;]{{0,90}}?[,(–-]\s*(?:of\s+(?:which|whom|these|those|them)|(?={C}\s+of\s+(?:which|whom|these|those|them)\b))"
)
JOIN = re.compile(
    r",|\band\b|\bplus\b|\bin addition to\b|\bas well as\b|\btogether with\b|\+|;|&|\balongside\b|/|\bwith\b"
)
LABEL_FIRST = re.compile(
    r"[a-z]\s+⟦c\d+⟧,\s+[a-z][^⟦⟧,]{1,30}\s⟦c\d+⟧(?:,|,?\s+and)\s+[a-z][^⟦⟧,]{1,30}\s⟦c\d+⟧\s*[.;]?\s*$"
)
NOT_PARTS = re.compile(
    r"\bfrom\s+(?:[a-z]+\s+)?⟦(?=.*\bto\s+⟦)|\b(?:than|compared|against|versus|average|(?:for|at|in)\s+each|each(?=\s*[.,;)])|per|times|previous year|last year|increase|decrease|rose|fell|reduction|target|(?<!made )(?<!makes )(?<!make )up|down)\b"
)


@rule(
    NAME,
    "A total against its parts",
    Example("We delivered 41 courses online and 19 in person, a total of 62.", Verdict.FAILS, "41 + 19 is 60"),
    Example("We delivered 41 courses online and 19 in person, a total of 60.", Verdict.HOLDS),
    Example(
        "The 85 attendees were made up of 40 teachers, 25 nurses and 18 officers.",
        Verdict.FAILS,
        "the parts come to 83",
    ),
    Example("Of the 30 referrals, 18 were accepted and the remaining 14 were signposted.", Verdict.FAILS),
    Example(
        "Of the 30 referrals, 18 concerned neglect and 15 concerned domestic abuse.",
        Verdict.CANNOT_TELL,
        "some may concern both",
    ),
    Example(
        "We have five trainers: one from the police, two from health, one from law and two from housing.", Verdict.FAILS
    ),
    Example("There were 90 referrals, including 20 from schools and 30 from health.", None),
    Example("In all 12 schools took part in 3 workshops.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A whole and the parts that are said to make it.

    Reads "A and B, a total of T", "T, made up of A, B and C", "T: A, B and C", "of the T, A ... and the remaining B",
    and lists whose last item is the total. Parts that may overlap, or that are only examples ("including"), are not
    called a failure: what would have to be so is named.
    """
    for sentence in report.sentences:
        if len(sentence.of(Kind.COUNT, Kind.MONEY)) >= 3:
            yield from _in_sentence(sentence)
    for found in report.lists:
        yield from _in_list(found)


def _in_sentence(sentence: Sentence) -> Iterator[Finding]:
    for read in (_total_last, _opposites, _of_the_whole, _of_which, _whole_first):
        if said := read(sentence):
            yield said
            return


def _total_last(sentence: Sentence) -> Finding | None:
    for match in TOTAL_LAST.finditer(sentence.shape):
        mark = match[1] or match[2] or match[3]
        whole = sentence.marked(mark)
        before = sentence.shape[: match.start()]
        if re.search(r"\bbring(?:s|ing)?\b|\bout of\b", sentence.shape[max(0, match.start() - 25) : match.end()]):
            continue
        parts = _parts(sentence, before[_clause_start(before) :], whole)
        if len(parts) < 2:
            parts = _parts(sentence, before, whole) or _parts(sentence, _last_run(before), whole)
        if len(parts) >= 2:
            return say(sentence, whole, parts, exhaustive=True, apart=True)
    return None


def _last_run(before: str) -> str:
    """The end of a stretch where counts stand side by side: "three panels heard 45, 38 and 52 cases"."""
    run = re.search(rf"{C}(?:\s*(?:,|,?\s*and)\s*{C})+(?:\s+[a-z’'-]+){{0,3}}[\s,:;–—-]*$", before)
    return run[0] if run else ""


def _clause_start(before: str) -> int:
    return max((match.end() for match in re.finditer(r";\s|:\s", before)), default=0)


def _of_the_whole(sentence: Sentence) -> Finding | None:
    match = OF_THE_WHOLE.search(sentence.shape)
    return _after_whole(sentence, match) if match else None


def _of_which(sentence: Sentence) -> Finding | None:
    match = OF_WHICH.search(sentence.shape)
    return _after_whole(sentence, match) if match else None


def _after_whole(sentence: Sentence, match: re.Match[str]) -> Finding | None:
    whole = sentence.marked(match[1])
    rest = sentence.shape[match.end(1) :]
    parts = _parts(sentence, rest, whole)
    if len(parts) < 2:
        return None
    apart = bool(COUNTED_REST.search(rest)) or all_apart(sentence, parts) or in_one_frame(sentence, parts)
    return say(sentence, whole, parts, exhaustive=bool(COUNTED_REST.search(rest)), apart=apart)


def _whole_first(sentence: Sentence) -> Finding | None:
    for match in WHOLE_FIRST.finditer(sentence.shape):
        whole = sentence.marked(match[1])
        rest = sentence.shape[match.end() :]
        if match["how"].strip() == "(":
            rest = rest[: rest.find(")")] if ")" in rest else ""
        parts = _parts(sentence, rest, whole)
        if len(parts) < 2 or whole.value <= max(part.value for part in parts):
            continue
        said_total = re.search(
            r"\b(?:altogether|in all|in total|total|overall|combined)\b", sentence.shape[: match.end()]
        )
        firm = bool(re.search(r"[a-z]", match["how"]) or said_total) or _same_thing(sentence, whole, parts)
        if firm or abs(sum(part.value for part in parts) - whole.value) < 1e-9:
            return say(sentence, whole, parts, exhaustive=True, apart=True)
    return None


def _opposites(sentence: Sentence) -> Finding | None:
    """Two parts that cannot overlap, such as boys and girls, and one larger figure: they cannot come to more than it."""
    counts = sentence.of(Kind.COUNT)
    if len(counts) != 3 or NOT_PARTS.search(sentence.shape) or sentence.of(Kind.PERCENT, Kind.FRACTION):
        return None
    whole = max(counts, key=lambda one: one.value)
    first, second = (one for one in counts if one is not whole)
    if exclusive(_label(sentence, whole), _label(sentence, first)) or LABEL_FIRST.search(sentence.shape):
        return None  # "upheld 12, partly upheld 9, not upheld 19": three parts, and no whole
    if not exclusive(_label(sentence, first), _label(sentence, second)):
        return None
    listed = re.match(r"[^⟦⟧]*[:(][^⟦⟧]*$", sentence.shape_between(whole, first))
    exhaustive = bool(listed or COUNTED_REST.search(sentence.shape)) or bool(
        re.search(r"\b(?:together|between them|made up|all|compris\w+|consist\w+)\b", sentence.lower)
    )
    return say(sentence, whole, [first, second], exhaustive=exhaustive, apart=True, firm=True)


def _label(sentence: Sentence, one: Quantity) -> str:
    """The word a count belongs to: before it where it stands in brackets, else after it."""
    if sentence.text[: one.start].rstrip().endswith("("):
        return " ".join(sentence.text[: one.start].rstrip(" (").split()[-1:])
    return " ".join(re.findall(r"[\w’'-]+", sentence.text[one.end :])[:2])


def _same_thing(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """After a colon or in brackets, counts are parts only if they count what the whole counts, or name no other thing."""
    noun = _noun(sentence, whole)
    nouns = [_noun(sentence, part) for part in parts]
    if all(_is_label(sentence, part) for part in parts):
        return True
    return (
        all_apart(sentence, parts) or all(one in {noun, ""} for one in nouns) or sum(one == noun for one in nouns) >= 1
    )


def _is_label(sentence: Sentence, part: Quantity) -> bool:
    """A part with only "in", "from", "at", "for" after it, or nothing: "12 from schools"."""
    return bool(
        re.match(
            r"\s*(?:,|;|\)|\.|and\b|in\b|from\b|by\b|at\b|for\b|via\b|through\b|to\b|were\b|online\b|$)",
            sentence.text[part.end :],
        )
    )


def _noun(sentence: Sentence, quantity: Quantity) -> str:
    words = re.match(r"\s+([A-Za-z’'-]+(?:\s+[a-z’'-]+){0,2})", sentence.text[quantity.end :])
    found = (
        stems(re.split(r"\b(?:in|from|by|at|for|were|and|to|of|who|on|with|attended)\b", words[1])[0]) if words else []
    )
    return found[-1] if found else ""


def _parts(sentence: Sentence, stretch: str, whole: Quantity) -> list[Quantity]:
    """The counts of a stretch that stand side by side, outside brackets."""
    outside = re.sub(r"\([^()]*\)", " ", stretch) if not stretch.lstrip().startswith("(") else stretch
    found = list(re.finditer(C, outside))
    parts = [sentence.marked(match[0]) for match in found]
    if (
        len(parts) > 40
        or any(part.kind is not whole.kind or part.value < 0 for part in parts)
        or NOT_PARTS.search(outside)
    ):
        return []
    if re.search(r"⟦[pf]\d+⟧\s+of\s+(?:the\s+|our\s+|these\s+)?⟦", outside):
        return []
    for left, right in pairwise(found):
        if not JOIN.search(outside[left.end() : right.start()]):
            return []
    return [part for part in parts if part is not whole]


# --- lists


def _in_list(found: ListOf) -> Iterator[Finding]:
    lines = [sentence for item in found.items for sentence in list(split(item))[:1]]
    counted = [(line, line.of(Kind.COUNT)[0]) for line in lines if line.of(Kind.COUNT)]
    totals = [index for index, (line, _) in enumerate(counted) if re.match(r"(?:grand |overall )?total\b", line.lower)]
    if (
        totals
        and totals[0] == len(counted) - 1 >= 2
        and len(counted) == len(lines)
        and not any(line.of(Kind.AGE) for line in lines)
    ):
        line, whole = counted[-1]
        yield from filter(None, [_say_list(line, whole, [one for _, one in counted[:-1]])])
    elif totals:
        yield from _halves(counted, counted[totals[0]][1])
    elif found.before and len(counted) == len(lines) >= 2:
        yield from _led_in(list(split(found.before[-1]))[-1], lines, [one for _, one in counted])


def _halves(counted: list[tuple[Sentence, Quantity]], whole: Quantity) -> Iterator[Finding]:
    """Within a list of overlapping groups, the two that between them are everyone: males and females."""
    for (one, first), (other, second) in combinations(counted, 2):
        if exclusive(one.text, other.text):
            yield from filter(None, [_say_list(other, whole, [first, second])])


def _led_in(lead: Sentence, lines: list[Sentence], parts: list[Quantity]) -> Iterator[Finding]:
    wholes = lead.of(Kind.COUNT)
    plain_items = all(len(line.of(Kind.COUNT)) == 1 and len(line.text) < 60 for line in lines)
    if len(wholes) != 1 or not plain_items or wholes[0].value <= max(part.value for part in parts):
        return
    said_total = re.search(
        r"\btotal|\bin all\b|\baltogether\b|\bmade up\b|\bas follows\b|\bbroken down\b|\bcompris", lead.lower
    )
    agrees = sum(part.value for part in parts) == wholes[0].value
    if said_total or agrees:
        yield from filter(None, [_say_list(lead, wholes[0], parts)])


def _say_list(line: Sentence, whole: Quantity, parts: list[Quantity]) -> Finding | None:
    return say(line, whole, parts, exhaustive=True, apart=True)
