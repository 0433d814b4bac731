"""A number of things announced in a sentence, and the things that the same sentence names."""

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem, stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Grid
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.announced_list import NOT_INLINE, PEOPLE, named
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "named-in-line"
MOST, WIDEST = 12, 3
ABSTRACT = re.compile(
    r"principle|priority|area|theme|objective|aim|recommendation|commitment|pillar|strand|workstream|outcome|goal|value|question|action|step|stage|element|component|standard|domain|topic|issue|challenge|factor|reason|"
    r"finding|lesson|subgroup|sub-group|group|committee|category|type|criterion|risk|ambition|expectation|message|district|locality|pledge|promise|test|responsibility|function|duty|phase|strength|weakness|barrier|"
    r"success|achievement|partner|pathway|tier|level|borough|region|site|hub|concern|form|kind|heading|chapter|mode|method|purpose|word|test|rule|need|right|dimension|focus|indicator|measure|behaviour|characteristic|source|offence|programme|project|conclusion|improvement|lever|enabler|skill|setting"
)
NOUN = r"(?P<between>(?:[a-z’'-]+\s+){0,5}?)(?P<noun>[a-z-]+(?:ies|s|ia))\b"
ANNOUNCED = re.compile(rf"⟦c(?P<index>\d+)⟧\s+{NOUN}")
GAP = r"^(?P<gap>[^.;:()]{0,90}?)"
COLON = re.compile(rf"{GAP}\s*(?::|,?\s+(?:namely|that\s+is|to\s+wit|viz\.?)\b,?)\s*(?P<items>.+)$")
BETWEEN = re.compile(r"^(?P<gap>[^.;:()]{0,60}?)\s+[-–—]\s+(?P<items>[^–—:]{5,300}?)(?:\s+[-–—]\s.*)?$")
BRACKETS = re.compile(r"^(?P<gap>[^.;:()]{0,50}?)\s*\((?P<items>[^()]{5,300})\)")
COPULA = re.compile(
    r"^(?P<gap>[^.;:()]{0,80}?),?\s+(?:which\s+|that\s+)?(?:is|are|were|was|being|remain|remained|include\b(?!d))\s+(?:on\s+|about\s+|for\s+)?(?P<items>[^.:()]{5,300})$"
)
AFTER_THE_NAMES = re.compile(r"\),?\s+(?:and\s+)?(?:each|all|both|most|some|one|two|including|see|of\s+which)\b.*$")
DETERMINED = re.compile(
    r"\b(?:the|our|its|their|these|those|has|have|reviewed|considered|set|chose|had|identified|agreed|covered|following|named|on|under|around|with|of|by|there\s+(?:are|were))\s+(?:[a-z]+\s+){0,2}$"
)
CLAUSE = re.compile(
    r"^(?:and\s+)?(?:which|who|whose|where|with|led|chaired|each|all|as|although|though|but|the\s+last|both|together|because|since|so|when|while|if|to\s+be|up|down|more|less|than|of\s+which|not|now|also|still|only|then|it|they|we|a\s+(?:rise|fall)|who\s+)\b"
)
PREDICATE = re.compile(
    r"^(?:[a-z]+ed|[a-z]+ly\s|in\s+place|on\s+track|complete|good|due|open|late|available|now|still|all|also|not|well|being|held|made|met|seen|shown|set|in\s|at\s|on\s|under\s|from\s|led\s|for\s|run\s|done\s|sent\s|given\s|drawn\s|written\s)"
)
DONE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|met|meets?|can|should|attended|took|came|reported)\b")
TWO_NAMED = re.compile(
    r"(?:the|our|its)\s+(?:(?!and\b)[a-z’'-]+\s+){1,5}and\s+(?:the|our|its)\s+(?:(?!and\b|of\b)[a-z’'-]+\s*){1,5}"
)
SET_OUT = re.compile(
    r"\b(?:set\s+out|listed|shown|given|named|below|appear|are)\b[^.;]{0,25}\b(?:here|below|in\s+(?:the|this)\s+table|underneath)\b|\btable\b[^.;]{0,30}\b(?:lists?|names?|sets\s+out|shows|gives)\b"
)


@rule(
    NAME,
    "Things announced and named in one sentence",
    Example(
        "The six principles - empowerment, prevention, protection and partnership - guide us.", Verdict.FAILS, "four"
    ),
    Example("The four themes chosen by schools were attendance, online safety and bullying.", Verdict.FAILS, "three"),
    Example("The three themes chosen by schools were attendance, online safety and bullying.", Verdict.HOLDS),
    Example(
        "We agreed three priorities for 2024/25: neglect, exploitation, mental health, and transitions.", Verdict.FAILS
    ),
    Example("The four localities (North, South, East and West) each have a lead.", Verdict.HOLDS),
    Example(
        "The plan rests on four pillars (prepare, prevent, protect, pursue and recover), each with a lead.",
        Verdict.FAILS,
    ),
    Example("Our three aims for 2024 to 2026 are safe homes; good schools; kind care; and fair courts.", Verdict.FAILS),
    Example("Our three statutory partners are the council and the police.", Verdict.FAILS, "two"),
    Example("The five reviews were thorough, timely and well led.", None, "nothing is named"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A small number of things, and as many names: after a colon, between dashes, in brackets, after "namely" or "are".

    Commas, semicolons and the last "and" part the names, and an "and" inside a name is tried both ways. After "are" or
    "were" only things that can be named so are counted (themes, aims, partners), for what follows may say how they
    were. Also "the five offences are set out below" against the rows of the table beside it.
    """
    for sentence in report.sentences:
        if (
            sentence.of(Kind.COUNT)
            and not NOT_INLINE.search(AFTER_THE_NAMES.sub(")", sentence.lower))
            and (said := _named(sentence))
        ):
            yield said
    for table in report.tables:
        if grid := report.grid(table):
            yield from _rows(report, grid)


def _named(sentence: Sentence) -> Finding | None:
    for match in ANNOUNCED.finditer(sentence.shape):
        count = sentence.quantities[int(match["index"])]
        noun = stem(match["noun"])
        if count.hedge is not Hedge.NONE or not 2 <= count.value <= MOST or count.value != int(count.value):
            continue
        if re.search(r"\bof\b|\band\b", match["between"]) or _is_some(sentence, count) or PEOPLE.fullmatch(noun):
            continue
        after = _text_after(sentence, match).rstrip(" .?!")
        if items := _items(sentence, count, noun, after):
            few, many = named(items)
            if many >= 2 and abs(few - count.value) <= WIDEST + count.value / 4:
                return _say(sentence, count, match["noun"], few, many)
    return None


def _is_some(sentence: Sentence, count: Quantity) -> bool:
    """ "Two of the five", "the first three": not all of them are to be named."""
    before = sentence.lower[: count.start]
    return bool(
        re.search(r"\b(?:first|last|other|another|next|of\s+(?:the|our|these|its)|all\s+but|over|every)\s+$", before)
    )


def _text_after(sentence: Sentence, match: re.Match[str]) -> str:
    """The words after the noun, with their numbers as they are written."""
    behind = match.string[match.end() :]
    return re.sub(r"⟦[a-z](\d+)⟧", lambda mark: sentence.quantities[int(mark[1])].text.lower(), behind)


def _items(sentence: Sentence, count: Quantity, noun: str, after: str) -> str:
    """The run of words that names the things, where there is one."""
    abstract = bool(ABSTRACT.fullmatch({"criteria": "criterion"}.get(noun, noun)))
    ways = [COLON] if not abstract else [COLON, BETWEEN, BRACKETS, COPULA]
    for way in ways:
        match = way.match(after)
        if not match or re.search(r"\d|[.!?]\s", match["items"]) or (DONE.search(match["gap"]) and way is not COLON):
            continue
        items = match["items"].strip()
        if way is COPULA and (
            PREDICATE.match(items)
            or not (re.search(r"[,;]", items) or TWO_NAMED.fullmatch(items))
            or not DETERMINED.search(sentence.lower[: count.start])
        ):
            continue
        if not abstract and not (count.in_words and "namely" in after[:90]):
            continue
        if _are_names(items):
            return items
    return ""


def _are_names(items: str) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[;,]" if ";" not in items else ";", items) if piece.strip()]
    if any(CLAUSE.match(piece) or len(piece.split()) > 11 for piece in pieces):
        return False
    return ";" in items or not DONE.search(items) or all(DONE.search(piece) for piece in pieces)


def _say(sentence: Sentence, count: Quantity, noun: str, few: int, many: int) -> Finding:
    wanted = int(count.value)
    said = f"{few}" if few == many else f"{few} to {many}"
    line = f"{wanted} announced, {said} named"
    if wanted == few or few == many == wanted:
        message = f"{count.text.strip()} {noun} are announced and {wanted} are named."
        return finding(NAME, Verdict.HOLDS, sentence, [count], line, message)
    if few < wanted <= many:
        message = f"{said} {noun} are named, and {wanted} announced."
        return finding(
            NAME, Verdict.CANNOT_TELL, sentence, [count], line, message, "if an “and” inside one of them parts two"
        )
    message = f"The text announces {count.text.strip()} {noun} and names {said}."
    return finding(NAME, Verdict.FAILS, sentence, [count, str(few)], line, message)


def _rows(report: Report, grid: Grid) -> Iterator[Finding]:
    listed = sum(not row.is_total for row in grid.rows)
    for passage in report.section_of(grid.table)[:10]:
        for sentence in report.of(passage):
            if not SET_OUT.search(sentence.lower) or NOT_INLINE.search(sentence.lower):
                continue
            for match in ANNOUNCED.finditer(sentence.shape):
                count = sentence.quantities[int(match["index"])]
                if (
                    stem(match["noun"]) in stems(grid.title)
                    and not _is_some(sentence, count)
                    and not count.hedge
                    and count.value >= 2
                ):
                    yield _rows_said(sentence, count, match["noun"], listed)


def _rows_said(sentence: Sentence, count: Quantity, noun: str, listed: int) -> Finding:
    line = f"{plain(count.value)} announced, {listed} rows"
    verdict = Verdict.HOLDS if count.value == listed else Verdict.FAILS
    message = f"The text speaks of {count.text.strip()} {noun} in the table, which has {listed} rows of them."
    return finding(NAME, verdict, sentence, [count, str(listed)], line, message)
