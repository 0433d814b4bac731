"""An announced list against its items: "five principles"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem, stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Grid
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import ListOf, Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence, split

NAME = "announced-list"
NOUNS = (
    "principle|priority|area|theme|objective|aim|recommendation|commitment|pillar|strand|workstream|outcome|goal|value|"
    "question|action|step|stage|element|component|standard|domain|topic|issue|challenge|factor|reason|finding|lesson|subgroup|"
    "group|audit|session|workshop|module|partner|way|key activity|activity|category|type|criterion|risk|measure|indicator|point|"
    "ambition|expectation|message|review|district|school|service|agency|team|event|course|briefing|strategy|policy|project|"
    "programme|part|pledge|promise|test|training session|responsibility|function|duty|option|phase|tool|site|location|locality|hub|organisation|role"
)
MOST = 25
PEOPLE = re.compile(
    r"child|person|parent|family|staff|practitioner|carer|adult|pupil|professional|respondent|comment|quote|officer|worker|mother|father|girl|boy"
)
LEAD = re.compile(
    r"⟦(?P<kind>[cx])(?P<index>\d+)⟧\s+(?P<between>(?:[a-z’'-]+\s+){0,5}?)(?P<noun>[a-z-]+(?:ies|s|ia))\b"
)
ANNOUNCES = re.compile(
    r"\b(?:following|below|these|include[sd]?|identified|agreed|are|were|is|set|chose|adopted|has|have|had|listed|namely|covered|focus\w*|with|under|upon|rests?|stands?|built|based|guided|come[s]?|came|underpin\w*|shape[sd]?|form|made|need\w*|must|ask\w*)\b"
)
INTRODUCES = re.compile(
    r"\b(?:these|there)\s+(?:are|were)\b|\b(?:have|has|had|identified|agreed|set|made|chose|adopted)\s+(?:[a-z]+\s+){0,2}⟦c"
)
RESTS_ON = re.compile(
    r"\b(?:rests?|stands?|built|based|founded|guided|underpinned|shaped|organised|structured|come[s]? down|driven|framed|turns?|works? (?:to|towards)|hangs?)\b"
)
INLINE = re.compile(
    r"⟦c(?P<index>\d+)⟧\s+(?P<between>(?:[a-z’'-]+\s+){0,5}?)(?P<noun>[a-z-]+(?:ies|s|ia))\b(?P<gap>[^⟦⟧.;:]{0,50}?)\s*(?P<colon>:|\s[–—]\s|\(|,?\s+(?:namely|that is|to wit|viz\.?)\b,?)\s*(?P<items>[^⟦⟧:]{3,600})$"
)
NOT_INLINE = re.compile(
    r"\b(?:each (?:with|has|having)|including|such as|for example|e\.g|among|mainly|especially|etc|amongst|see|in particular|of which|one of|notably|most)\b|\.\.\.|…"
)
SOME_OF = re.compile(
    r"(?:⟦[cf]\d+⟧|\b(?:one|some|most|half|none|neither|a\s+few|several))\s+of\s+(?:the|our|its|these|those|their)\s+$"
)
NUMERAL = re.compile(r"\(\s*(?:\d|[a-f]|i{1,3}|iv|v)\s*\)")


@rule(
    NAME,
    "An announced list against its items",
    Example(
        "We agreed four priorities:\n\n- neglect\n- exploitation\n- mental health", Verdict.FAILS, "three are listed"
    ),
    Example("We agreed three priorities:\n\n- neglect\n- exploitation\n- mental health", Verdict.HOLDS),
    Example(
        "The plan has three aims: prevention, protection, recovery and learning.", Verdict.FAILS, "four are listed"
    ),
    Example("The plan has three aims: prevention, protection and recovery.", Verdict.HOLDS),
    Example("The plan has three aims: prevention, early help and support, and recovery and learning.", Verdict.HOLDS),
    Example(
        "The plan has four aims: safety, health and wellbeing, and learning.",
        Verdict.CANNOT_TELL,
        "an “and” may part two",
    ),
    Example("Four reviews were completed.\n\n- All were on time.\n- None led to a further review.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A number of things is announced, and a list follows.

    Counts the items of the bullets or numbers that follow, and the things named after a colon in the sentence itself.
    Items inside items are left out, and where counting them too would fit, that is said. In a sentence, commas and the
    last "and" part the things; an "and" inside one of them is tried both ways.
    """
    for found in report.lists:
        yield from _bullets(found, report)
    for sentence in report.sentences:
        if sentence.of(Kind.COUNT):
            yield from _inline(sentence)
    for table in report.tables:
        if grid := report.grid(table):
            yield from _rows(report, grid)


def _rows(report: Report, grid: Grid) -> Iterator[Finding]:
    """ "The table lists the four audits", against the rows that the table has."""
    listed = sum(not row.is_total for row in grid.rows)
    for passage in report.section_of(grid.table)[:10]:
        for sentence in report.of(passage):
            announced = _announced(sentence)
            if not announced or not re.search(r"\btable\b[^.;]{0,20}\b(?:lists?|names?|sets out)\b", sentence.lower):
                continue
            count, noun = announced
            if stem(noun.split()[-1]) not in stems(grid.title):
                continue
            line = f"{plain(count.value)} announced, {listed} rows"
            verdict = Verdict.HOLDS if count.value == listed else Verdict.FAILS
            message = (
                f"The text says that the table lists {count.text.strip()} {noun}, and it has {listed} rows of them."
            )
            yield finding(NAME, verdict, sentence, [count, str(listed)], line, message)


def _goes_on(found: ListOf, report: Report, count: int) -> bool:
    """Whether a list that is broken by a sentence goes on after it until all are there."""
    lists = report.lists
    index = next(i for i, one in enumerate(lists) if one is found)
    total = len(found.top)
    for later in lists[index + 1 : index + 4]:
        between = later.before[-1].text if later.before else ""
        if not re.search(r"\b(?:following|others?|rest|remaining|further|also|second|last|more)\b", between.lower()):
            return False
        total += len(later.top)
        if total == count:
            return True
    return False


def _bullets(found: ListOf, report: Report) -> Iterator[Finding]:
    announced = _announcement(found) or _plain_lead(found)
    if not announced:
        return
    sentence, count, noun = announced
    listed = len(found.top)
    if not 2 <= count.value <= MOST or listed < 2:
        return
    line = f"{plain(count.value)} announced, {listed} listed"
    if listed == count.value:
        yield finding(
            NAME,
            Verdict.HOLDS,
            sentence,
            [count],
            line,
            f"{count.text.strip()} {noun} are announced and {listed} are listed.",
        )
        return
    if listed == sum(one.value for one in sentence.of(Kind.COUNT)) and len(sentence.of(Kind.COUNT)) > 1:
        return  # "three priorities and one theme", all in one list
    if _goes_on(found, report, int(count.value)):
        return
    reading = _another_count(found, count)
    verdict = Verdict.CANNOT_TELL if reading else Verdict.FAILS
    message = f"The text announces {count.text.strip()} {noun} and lists {listed}."
    yield finding(NAME, verdict, sentence, [count, str(listed)], line, message, reading)


def _announcement(found: ListOf) -> tuple[Sentence, Quantity, str] | None:
    """The number that announces a list, from the passage before it, or the one before that where a line only leads in."""
    passages = list(found.before)
    for back, passage in enumerate(reversed(passages[-3:])):
        if passage.role is Role.ITEM:
            return None
        sentences = list(split(passage))
        for order, sentence in enumerate(reversed(sentences)):
            announced = _announced(sentence)
            if announced and _leads(sentence, announced[1], nearest=back == 0 and order == 0):
                return sentence, *announced
            if (
                announced
                and ((back == 0 and order > 0) or back == 1)
                and _repeats(sentences[-1] if back == 0 else list(split(passages[-1]))[-1], announced[1])
            ):
                return sentence, *announced
        if passage.role is not Role.HEADING and not (back == 0 and len(passage.text) < 60):
            return None
    return None


NOT_ITEMS = re.compile(r"^(?:all|none|some|most|each|both|one|two|three|half|a\s+few)\b", re.IGNORECASE)
A_TIME = re.compile(r"year|month|week|day|term|quarter|hour|time|minute|page|per")
PLURAL = re.compile(r"⟦c(?P<index>\d+)⟧\s+(?P<between>(?:[a-z’'-]+\s+){0,3}?)(?P<noun>[a-z-]+(?:ies|s|ia))\b")
STRONG = re.compile(
    r"principle|priority|theme|objective|aim|question|commitment|pillar|strand|goal|value|ambition|standard|promise|pledge|lesson|domain|expectation|outcome|step|rule"
)


def _plain_lead(found: ListOf) -> tuple[Sentence, Quantity, str] | None:
    """The only number of the line right before a list: one that ends with a colon, or has just "four pillars" to say."""
    if not found.before or found.before[-1].role is Role.ITEM or any(NOT_ITEMS.match(item.text) for item in found.top):
        return None
    sentences = list(split(found.before[-1]))
    sentence = sentences[-1]
    text = sentence.lower.rstrip(" *_")
    counts = sentence.of(Kind.COUNT)
    match = PLURAL.search(sentence.shape)
    if len(counts) != 1 or not match or counts[0].hedge or NOT_INLINE.search(text) or not 2 <= counts[0].value <= 12:
        return None
    noun = stem(match["noun"])
    if (
        "of " in match["between"]
        or PEOPLE.search(noun)
        or A_TIME.fullmatch(noun)
        or of_other_things(match["noun"], text)
    ):
        return None
    if re.search(
        r"\b(?:in|across|from|for|with|by|at|of|over|these|first|last|other)\s+(?:our|the|its|all|these|their)?\s*$",
        sentence.shape[: match.start()],
    ):
        return None
    colon = text.endswith((":", ":-")) and not re.search(r"\b(?:with|these|this|following|included)\b[^:]*:-?$", text)
    short = len(sentences) == 1 and STRONG.fullmatch(noun) and not text.endswith(":")
    near = abs(len(found.top) - counts[0].value) <= 2
    return (sentence, counts[0], match["noun"]) if near and (colon or short) else None


def _announced(sentence: Sentence) -> tuple[Quantity, str] | None:
    for match in LEAD.finditer(sentence.shape):
        inside = re.search(
            r"\b(?:in|across|from|for|with|by|at|to|of)\s+(?:our|the|its|all|these|their)?\s*$",
            sentence.shape[: match.start()],
        )
        ends = (
            (
                not inside
                or re.search(
                    r"\b(?:comes?|came|boils?|amounts?|adds?)\s+(?:down\s+|up\s+)?to\s+$",
                    sentence.shape[: match.start()],
                )
            )
            and re.match(r"\s*(?::-?|[–—-])\s*$", sentence.shape[match.end() :])
            and not PEOPLE.fullmatch(stem(match["noun"]))
        )
        if EACH_OF.search(sentence.shape[: match.start()]):
            continue  # "each of the three districts has a panel:" counts the districts
        if match["kind"] == "c" and (ends or is_list_noun(match["noun"])) and "of " not in match["between"]:
            quantity = sentence.quantities[int(match["index"])]
            if of_other_things(match["noun"], sentence.shape[match.end() :]):
                continue  # "the two groups share these tasks:" counts the groups
            if re.search(r"⟦c\d+⟧\s+of\s+[^⟦⟧]*$", sentence.shape[: match.start()]):
                continue  # "two of the five recommendations"
            if not quantity.hedge and quantity.value == int(quantity.value):
                return quantity, (match["between"] + match["noun"]).strip()
    return None


EACH_OF = re.compile(r"\b(?:each|every\s+one)\s+of\s+(?:the|our|these|its|all)\s*$")
OTHER_THINGS = re.compile(
    r"\b(?:these|the following|following|the same|several|some|many|shared|common|various)\s+(?:[a-z’'-]+\s+){0,3}?(?P<noun>[a-z-]+s)\b[^.;]*:"
)


def of_other_things(noun: str, after: str) -> bool:
    match = OTHER_THINGS.search(after)
    return bool(match and stem(match["noun"]) != stem(noun) and stem(match["noun"]) not in {"a", "thi"})


def is_list_noun(noun: str) -> bool:
    return re.fullmatch(NOUNS, {"criteria": "criterion"}.get(noun, stem(noun))) is not None


def _leads(sentence: Sentence, noun: str, nearest: bool) -> bool:
    """Whether a sentence announces the list right after it, and does not just count something."""
    if not nearest:
        return False
    text = sentence.lower.rstrip()
    if NOT_INLINE.search(text):
        return False
    strong = re.fullmatch(
        r"principle|priority|theme|objective|aim|recommendation|commitment|pillar|strand|workstream|goal|value|ambition|standard|promise|pledge|lesson|domain|expectation",
        stem(noun.rsplit(maxsplit=1)[-1]),
    )
    if text.endswith((":", ":-", "-", "–", "—")) or re.search(r"\b(?:following|below|as follows)\b", text):
        return True
    if text.endswith((".", "!", "?")) and not (INTRODUCES.search(sentence.shape) or (strong and RESTS_ON.search(text))):
        return False
    return bool(strong and ANNOUNCES.search(text))


def _repeats(lead_in: Sentence, noun: str) -> bool:
    """A line such as "Audit activity included" or "the following sessions:" that names the thing again."""
    last = stem(noun.rsplit(maxsplit=1)[-1])
    says = re.search(r"\b(?:includ\w+|following|covered|these|were|are)\b", lead_in.lower)
    return bool(
        says
        and not lead_in.of(Kind.COUNT)
        and re.search(rf"\b{re.escape(last[:5])}", lead_in.lower)
        and not lead_in.lower.rstrip().endswith(".")
    )


def _another_count(found: ListOf, count: Quantity) -> str:
    if len(found.items) != len(found.top) and len(found.items) == count.value:
        return "if the items inside items are counted too"
    if sum(1 + bool(re.search(r";\s", item.text)) for item in found.top) == count.value:
        return "if an item with a semicolon is two"
    if len(found.top) < count.value and found.items[-1].text.endswith((";", ",")):
        return "if the list goes on after a break"
    return ""


def _inline(sentence: Sentence) -> Iterator[Finding]:
    match = INLINE.search(sentence.shape.rstrip(" ."))
    if not match or NOT_INLINE.search(sentence.lower) or not is_list_noun(match["noun"]):
        return
    count = sentence.quantities[int(match["index"])]
    if SOME_OF.search(sentence.shape[: match.start()]):
        return  # "two of our four priorities: ..." names the two
    items = match["items"]
    if match["colon"] == "(":
        if not items.rstrip().endswith(")"):
            return
        items = items.rstrip().rstrip(")")
    if count.hedge or not 2 <= count.value <= MOST or re.search(r"\.\s", items):
        return
    if ";" not in items and re.search(r"\b(?:is|are|was|were|has|have|will)\b", items):
        return
    few, many = named(items)
    if many < 2 or ("," not in items and ";" not in items and few != count.value and many != 2):
        return
    yield _inline_finding(sentence, count, match["noun"], few, many)


def _inline_finding(sentence: Sentence, count: Quantity, noun: str, few: int, many: int) -> Finding:
    wanted = int(count.value)
    said = f"{few}" if few == many else f"{few} to {many}"
    line = f"{wanted} announced, {said} named"
    if wanted in {few, many} and (few == many or wanted in (few, many)):
        if few in (many, wanted):
            return finding(
                NAME,
                Verdict.HOLDS,
                sentence,
                [count],
                line,
                f"{count.text} {noun} are announced and {wanted} are named.",
            )
        return finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [count],
            line,
            f"{said} {noun} are named, and {wanted} announced.",
            "if an “and” inside one of them parts two",
        )
    if few < wanted < many:
        return finding(
            NAME,
            Verdict.CANNOT_TELL,
            sentence,
            [count],
            line,
            f"{said} {noun} are named, and {wanted} announced.",
            "if an “and” inside one of them parts two",
        )
    return finding(
        NAME,
        Verdict.FAILS,
        sentence,
        [count, str(few)],
        line,
        f"The text announces {count.text} {noun} and names {said}.",
    )


ASIDE = re.compile(
    r",?\s+and,\s+(?:since|because|as|if|when|where|though|although|while|once|unless|above|most|in|from|at)\b[^,;]{2,60},\s+"
)
AS_ONE_WORD = re.compile(
    r"\b(before|to|up|in|again|more|now|back)\s+and\s+(after|from|down|out|again|more|then|forth)\b"
)


def named(items: str) -> tuple[int, int]:
    """The fewest and the most things a run of words can name."""
    items = AS_ONE_WORD.sub(r"\1-\2", ASIDE.sub(", and ", items))
    if numerals := len(NUMERAL.findall(items)):
        return numerals, numerals
    aims = len(re.findall(r"(?:^|[,;]\s+(?:and\s+)?|\band\s+)to\s+[a-z]", items))
    if aims > 1 and items.startswith("to "):
        inner = len(re.findall(r",\s+(?!(?:and\s+)?to\b)|(?<!,)\s+and\s+(?!to\b)", items))
        return aims, aims + inner  # "to help early, and to listen, learn and improve"
    parting = ";" if ";" in items else ","
    pieces = [piece.strip() for piece in items.split(parting) if piece.strip()]
    joined = [piece for piece in pieces[:-1] if re.search(r"\s(?:and|&)\s", piece)]
    last = re.sub(r"^(?:and|&|or)\s+", "", pieces[-1]) if pieces else ""
    serial = last != (pieces[-1] if pieces else "")
    ands = len(re.findall(r"\s(?:and|&)\s", f" {last} "))
    if len(pieces) == 1:
        return 1 + (ands > 0), 1 + ands
    nested = next((at for at, piece in enumerate(pieces[:-1]) if re.match(r"and\s", piece)), None)
    if nested:  # "see the child, and ask about fathers, partners and others": what the last is about is a list itself
        return nested + 1, len(pieces) + ands + len(joined)
    if serial:
        return len(pieces), len(pieces) + ands + len(joined)
    if ands == 0:
        return len(pieces), len(pieces) + len(joined)
    return len(pieces) + 1, len(pieces) + ands + len(joined)
