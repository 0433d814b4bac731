"""A number of things and their names, however they are set out.

First what is announced ("four priorities"), then the nearest run of names that can only be theirs: after a colon, "namely",
a dash, "are" or a comma, in brackets, before "are our four priorities"; marked (a), (b); parted by semicolons; counted out over the
sentences that follow; in a list, in lines that begin "Priority 1", in a paragraph of names, or in the rows of a table. What is
counted is the fewest and the most that the run can name, as an "and" may part two things or stand inside one.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem, stems
from lapwing.arithmetic.document import Passage, Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Grid
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.report import ListOf, Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "announced-list"
ABSTRACT = (
    r"principle|priority|area|theme|objective|aim|recommendation|commitment|pillar|strand|workstream|outcome|goal|value|question|action|step|stage|element|component|standard|domain|topic|issue|challenge|factor|reason|"
    r"finding|lesson|subgroup|sub-group|group|committee|category|type|criterion|risk|ambition|expectation|message|district|locality|pledge|promise|test|responsibility|function|duty|phase|strength|weakness|barrier|"
    r"success|achievement|partner|pathway|tier|level|borough|region|site|hub|concern|form|kind|heading|chapter|mode|method|purpose|word|test|rule|need|right|dimension|focus|indicator|measure|behaviour|characteristic|source|offence|programme|project|conclusion|improvement|lever|enabler|skill|setting"
)
PEOPLE = re.compile(
    r"child|person|parent|family|staff|practitioner|carer|adult|pupil|professional|respondent|comment|quote|officer|worker|mother|father|girl|boy"
)
PREDICATE = re.compile(
    r"^(?:[a-z]+ed|[a-z]+ly\s|in\s+place|on\s+track|complete|good|due|open|late|available|now|still|all|also|not|well|being|held|made|met|seen|shown|set|in\s|at\s|on\s|under\s|from\s|led\s|for\s|run\s|done\s|sent\s|given\s|drawn\s|written\s)"
)
MOST, NEAR, LONGEST, FEW_WORDS = 12, 2, 420, 11
THINGS = re.compile(
    r"⟦c(?P<index>\d+)⟧\s+(?P<between>(?:(?!of\b|to\b|in\b|and\b|or\b|who\b|that\b)[a-z’'-]+\s+){0,4}?)(?P<noun>[a-z-]*(?:ies|[a-rt-z]s|ia))\b|\bboth\s+(?:of\s+)?(?:the|our|its|these)\s+(?P<two>[a-z-]+s)\b"
)
TIMES = re.compile(r"year|month|week|day|term|quarter|hour|time|minute|page|per|percent|mile|pound|night")
PARTLY = re.compile(
    r"\b(?:including|includes?|such\s+as|for\s+example|e\.g|among|mainly|main|chief\w*|especially|etc|notably|most|some|in\s+particular|at\s+least|others?|another|further|also|as\s+well)\b|…|\.\.\."
)
SOME_OF = re.compile(
    r"(?:⟦[cf]\d+⟧|\b(?:one|some|most|half|none|neither|either|a\s+few|several|any))\s+of\s+(?:[a-z]+\s+){0,3}$|\bof\s+(?:the|our|its|these|those|their)\s+$|\b(?:first|last|other|remaining|next|over|every|all\s+but|another)\s+$"
)
PARTLY_NAMED = re.compile(
    r"\b(?:including|such\s+as|for\s+example|e\.g|mainly|especially|etc|notably|in\s+particular|at\s+least|among(?:st)?|chief\w*|principal\w*|(?:the|our)\s+main|above\s+all|not\s+least)\b|…|\.\.\."
)
NOT_ALL = re.compile(r"(?:another|others?|most|some|more|further|many|also)\b")
INSIDE = re.compile(r"\b(?:in|across|from|for|with|by|at|of|over)\s+(?:our|the|its|all|these|their)\s+$")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
A_NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBERS)})\b")
UNDER = re.compile(r"(?:[a-z]ed|fall|fell|comes?|came|out)\s+under\s+[a-z0-9]+$")
LETTERED = re.compile(r"(?:\(|(?<=[\s:;,]))(?P<k>[a-l]|[1-9]|1[0-2]|i{1,3}|iv|vi{0,3}|ix)\)\s")
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
NTH = re.compile(
    rf"^\W*(?:and\s+)?(?:the\s+)?(?P<n>{'|'.join(ORDINALS)})(?:ly)?\b\s*(?:,|:|(?:is|was|were|are|came|comes|concerns?|looks|asks|says|covers|deals|relates|there)\b)"
    rf"|\b(?:that|this)\s+(?:is|was)\s+the\s+(?P<late>{'|'.join(ORDINALS)})\W*$"
)
ONE = re.compile(r"^\W*one\b(?:\s+of\s+(?:them|these))?[^.;]{0,20}?\s(?:is|was|are|concerns|looks|came|deals)\b")
ANOTHER = re.compile(
    r"^\W*(?:another|a\s+further(?:\s+one)?|the\s+(?:next|other)|a\s+(?:second|third|fourth|fifth))\b[^.;]{0,20}?\s(?:is|was|are|concerns|looks|came|deals)\b"
)
LAST = re.compile(r"^\W*(?:and\s+)?(?:the\s+(?:last|final)(?:\s+one)?|finally|lastly|the\s+other)\b")
NAMELY = r"(?:namely|to\s+wit|viz\.?|i\.e\.?,?|that\s+is(?:\s+to\s+say)?,?|(?:these|they)\s+(?:being|were|are)|which\s+(?:are|were)|being)"
GAP = r"^(?P<gap>[^.;:()⟦⟧]{{0,{}}}?)"
MARKS = {
    "namely": re.compile(GAP.format(60) + rf"(?:,|\s\(|\s[–—-])\s*{NAMELY}\s*:?\s+(?P<items>[^;:()]+)"),
    "colon": re.compile(GAP.format(90) + r":\s+(?P<items>[^:]+)$"),
    "brackets": re.compile(GAP.format(60) + r"\s*\((?P<items>[^():]{5,300})\)"),
    "dash": re.compile(GAP.format(60) + r"\s+[–—-]\s+(?P<items>[^–—:()]+?)(?:\s+[–—-]\s.*)?$"),
    "are": re.compile(GAP.format(50) + r"\s+(?:are|were)\s+(?P<items>[^:()]+)$"),
    "comma": re.compile(GAP.format(40) + r",\s+(?P<items>[^:()]+)$"),
}
THEY_ARE = re.compile(
    r"^(?:they|these|the\s+(?P<noun>(?:[a-z]+\s+){0,3}[a-z]+s))\s+(?:are|were)\s*(?:as\s+follows\s*)?:?\s+(?P<items>[^:()]+)$"
)
BEFORE = re.compile(
    r"^(?P<items>[^⟦⟧:.;–]{5,300}?)(?:\s*[:;–—,]\s*(?:these|those|they|all)|,)?\s+(?:are|were|make\s+up|form|became|remain)\s+(?:all\s+)?(?:our|the|its|their|[a-z]+[’']s)\s+$"
)
THE = re.compile(r"\b(?:the|our|its|their|these|those|[a-z]+[’']s)\s+(?:[a-z-]+\s+)?$")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|do|does|did|can|could|should|may|must|took|came|made|held)\b"
)
ASIDE = re.compile(r"\s*\([^()]*\)")
TAIL = re.compile(
    r",\s+(?:which|who|whose|where|with|each|all|both|some|most|as|so|although|though|but|because|since|while|when|after|before|under|now|led|chaired|have|has|had|and\s+(?:reports?|progress|each|all|has|have|is|are|was|were))\b.*$"
)
COMMENTS = re.compile(
    r"^(?:all|none|some|most|each|both|one|two|three|half|a\s+few|there|this|these|it|they|we|the\s+first|on\s+average)\b",
    re.IGNORECASE,
)
PLACED = re.compile(r"^(?:on|in|at|by|for|from|of|with|under|about|during|over|put|run|spread|up|down|to\s+the)\b(?!-)")
COUNTED = re.compile(
    rf"{ABSTRACT}|thing|way|change|aspect|tool|resource|product|output|task|body|service|agency|piece|organisation|contributor"
)
LEADS = re.compile(
    r"\b(?:each|all|every\s+one|both)\s+of\s+(?:which|them)\b|\bwhich\b|\babove\s+all\b|\bbelow\b|\bas\s+follows\b|\bthese\b"
)
MAKES = re.compile(
    r"\b(?:(?:these|there)\s+(?:are|were)|have|has|had|identified|agreed|set|made|makes|chose|adopted)\s+(?:[a-z]+\s+){0,2}$"
)
LABEL = re.compile(r"(?:^|(?<=[.\s]))(?P<word>[A-Z][a-z]+)\s+(?P<k>\d{1,2})(?:[:.]|\s[–—-])\s")
LEAD_IN = re.compile(r"^(?:they|these|the\s+(?:[a-z]+\s+){0,3}[a-z]+s)\s+(?:are|were)\b[^.]{0,30}:$")
OTHER_THINGS = re.compile(
    r"\b(?:these|the following|following|the same|several|some|many|shared|common|various)\s+(?:[a-z’'-]+\s+){0,3}?(?P<noun>[a-z-]+s)\b[^.;]*:"
)
NUMERAL = re.compile(r"\(\s*(?:\d|[a-f]|i{1,3}|iv|v)\s*\)")
AND_ASIDE = re.compile(
    r",?\s+and,\s+(?:since|because|as|if|when|where|though|although|while|once|unless|above|most|in|from|at)\b[^,;]{2,60},\s+"
)
AS_ONE_WORD = re.compile(
    r"\b(before|to|up|in|again|more|now|back)\s+and\s+(after|from|down|out|again|more|then|forth)\b"
)
SET_OUT = re.compile(
    r"\b(?:set\s+out|listed|shown|given|named|below|appear|are)\b[^.;]{0,25}\b(?:here|below|in\s+(?:the|this)\s+table|underneath)\b|\btable\b[^.;]{0,30}\b(?:lists?|names?|sets\s+out|shows|gives)\b"
)


@dataclass(frozen=True)
class Announced:
    """A number of things: what they are, where that ends, and whether they are of a kind that is named (aims, sites), or
    only say where or of what something is ("in our two boroughs")."""

    count: Quantity
    noun: str
    end: int
    is_abstract: bool
    is_inside: bool = False


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
    Example(
        "The board heard three cases: a fire at a flat; a death at home; a theft; and an injury.", Verdict.FAILS, "four"
    ),
    Example("The board heard four cases: a fire at a flat; a death at home; a theft; and an injury.", Verdict.HOLDS),
    Example("The five reviews were thorough, timely and well led.", None, "nothing is named"),
)
def check(report: Report) -> Iterator[Finding]:
    """A number of things is announced, and so many are named.

    Counts the items of the list that follows, the things that the sentence itself names after a colon, in brackets, after
    "namely" or "are", those marked or numbered or told one by one in the sentences after it, and the rows of a table that
    is said to set them out. Commas, semicolons and the last "and" part the names; an "and" inside one of them is tried both
    ways. Items inside items are left out, and so are lists that say something of the things and do not name them.
    """
    after = {id(found.before[-1]): found for found in report.lists if found.before}
    for number, sentences in enumerate(report.by_passage):
        for index, sentence in enumerate(sentences):
            if not sentence.of(Kind.COUNT) and "both" not in sentence.lower:
                continue
            following = sentences[index + 1 :]
            for announced in _announced(sentence):
                said = _in_sentence(sentence, announced) or _in_text(sentence, announced, following)
                if not said and len(following) <= 1:
                    said = _in_passages(report, number, sentence, announced, after)
                if said:
                    yield said
                    break
    for table in report.tables:
        if grid := report.grid(table):
            yield from _rows(report, grid)


def _announced(sentence: Sentence) -> Iterator[Announced]:
    """The numbers of things in a sentence that may be those that are named."""
    for match in THINGS.finditer(sentence.shape):
        noun = stem((match["noun"] or match["two"]).lower())
        if TIMES.fullmatch(noun) or SOME_OF.search(sentence.shape[: match.start()]):
            continue
        if match["two"]:
            at = sentence.lower.find("both")
            one = Quantity(Kind.COUNT, 2.0, sentence.text[at : at + 4], at, at + 4, in_words=True)
            end = sentence.lower.find(match["two"], at) + len(match["two"])
        else:
            one = sentence.quantities[int(match["index"])]
            end = one.end + match.end() - match.end("index") - 1
        left = sentence.lower[: one.start] + one.text.lower()
        plain_count = one.hedge is Hedge.NONE or UNDER.search(left)
        if plain_count and 2 <= one.value <= MOST and one.value == int(one.value):
            if one.hedge is not Hedge.NONE:  # "fell under three headings" is no hedge
                said = one.text.split()[-1]
                one = replace(one, text=said, start=one.end - len(said), hedge=Hedge.NONE)
            abstract = bool(COUNTED.fullmatch({"criteria": "criterion"}.get(noun, noun)))
            yield Announced(one, noun, end, abstract, bool(INSIDE.search(left[: -len(one.text)])))


def _say(sentence: Sentence, announced: Announced, few: int, many: int, how: str = "named") -> Finding | None:
    """What is counted against what is announced; far more or far fewer are some other things."""
    one = announced.count
    wanted = int(one.value)
    said = str(few) if few == many else f"{few} to {many}"
    line, what = f"{wanted} announced, {said} {how}", sentence.text[one.start : announced.end].strip()
    figures: list[Quantity | str] = [one, str(few)]
    if wanted == few:
        return finding(NAME, Verdict.HOLDS, sentence, [one], line, f"“{what}”: so many are {how}.")
    if few < wanted <= many:
        reading = "if an “and” inside one of them parts two"
        message = f"“{what}”: {said} are {how}."
        return finding(NAME, Verdict.CANNOT_TELL, sentence, [one], line, message, reading)
    if min(abs(few - wanted), abs(many - wanted)) > NEAR or few < 2:
        return None
    return finding(NAME, Verdict.FAILS, sentence, figures, line, f"The text announces “{what}”, and {said} are {how}.")


def _in_sentence(sentence: Sentence, announced: Announced) -> Finding | None:
    """The run of names in the sentence itself, after its number or before it."""
    if said := _marked(sentence, announced, []) or _parted(sentence, announced, []):
        return said
    rest = sentence.lower[announced.end :].strip().rstrip(".?!")
    for mark, way in MARKS.items():
        match = way.match(f" {rest}" if not rest.startswith((",", ":")) else rest)
        if (
            match
            and not _is_of_others(sentence, announced, match)
            and (run := _names(match["items"], announced, mark, sentence.text))
        ):
            if mark == "are" and not THE.search(sentence.lower[: announced.count.start]):
                continue
            return _say(sentence, announced, *run)
    before = BEFORE.match(sentence.shape[: _at(sentence, announced)])
    run = (
        _names(before["items"], announced, "before", f" {sentence.text}")
        if before and not PLACED.match(before["items"])
        else None
    )
    return _say(sentence, announced, *run) if run else None


def _at(sentence: Sentence, announced: Announced) -> int:
    """Where the shape of the sentence has the number."""
    marks = [i for i, one in enumerate(sentence.quantities) if one.start == announced.count.start]
    return sentence.shape.find(f"⟦c{marks[0]}⟧") if marks else 0


def _is_of_others(sentence: Sentence, announced: Announced, match: re.Match[str]) -> bool:
    """Whether what stands between the number and the names has a number, or names, of its own, or speaks of a part."""
    gap = match["gap"]
    end = announced.end + len(gap)
    counted = [one for one in sentence.of(Kind.COUNT) if announced.end <= one.start < end and one.value > 1]
    return bool(counted or PARTLY.search(gap) or of_other_things(announced.noun, f"{gap}:"))


def _names(items: str, announced: Announced, mark: str, text: str) -> tuple[int, int] | None:
    """The fewest and the most things that a run of words names; nothing where it is no run of names."""
    items = AND_ASIDE.sub(", and ", items)
    items = TAIL.sub("", ASIDE.sub("", items)).strip(" .,") if ";" not in items else items.strip(" .")
    pieces = [piece.strip() for piece in re.split(r";" if ";" in items else r",", items) if piece.strip()]
    if mark == "namely" and len(pieces) > 2 and " and " in pieces[-2] and " and " not in pieces[-1]:
        items, pieces = items.rpartition(",")[0], pieces[:-1]  # ", meet each month"
    if not pieces or PARTLY_NAMED.search(items) or re.search(r"\d", items):
        return None
    if ";" not in items and not re.search(r"\band\b", pieces[-1]):
        return None
    parts = [
        re.sub(r"^and\s+", "", one).strip() for piece in pieces for one in _parted_at_and(piece, piece is pieces[-1])
    ]
    verbs = sum(bool(VERB.search(part)) for part in parts)
    told = all(re.match(r"(?:that|whether|how|what|who|why|when)\b|to\s", part) for part in parts)
    if any(len(part.split()) > FEW_WORDS or NOT_ALL.match(part) for part in parts):
        return None
    if not told and verbs and (mark != "colon" or verbs < len(parts)):
        return None
    if pieces[0].startswith("and ") or any(PLACED.match(part) for part in parts) or PREDICATE.match(items):
        return None
    numbers = [match[0] for part in parts if (match := A_NUMBER.search(part))]
    if any(A_NUMBER.match(part) for part in parts):
        return None  # "three nurses, two doctors and a clerk"
    if any(re.match(r"(?:one|no)\b", part) for part in parts):
        return named(items) if all(re.match(r"one\b", part) for part in parts) else None
    capitals = all(text[at : at + 1].isupper() for at in (text.lower().find(part) for part in parts) if at > 0)
    forms = {_form(part) for part in parts}
    set_apart = capitals or (mark == "are" and forms <= {"the", "a"})
    strong = mark in {"namely", "colon", "before"} or announced.is_abstract or told or set_apart
    if not strong and (mark in {"are", "comma"} or PEOPLE.search(announced.noun)):
        return None
    if mark == "comma" and not told and len(forms) > 1 and forms != {"the", ""}:
        return None
    few, many = named(items)
    return few, many + sum(NUMBERS.index(one) + 1 for one in numbers)  # "the council, the police and the two trusts"


def _parted_at_and(piece: str, last: bool) -> list[str]:
    return re.split(r"\s+and\s+(?=[a-z])", piece, maxsplit=1) if last else [piece]


def _form(name: str) -> str:
    """How a name begins: things that are set beside one another begin alike."""
    first = name.split(maxsplit=1)[0]
    return {"a": "a", "an": "a"}.get(first, first if first in {"the", "our", "to", "that", "one"} else "")


def _in_text(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """The names in the sentences that follow."""
    if not after:
        return None
    if said := _in_order(sentence, announced, after) or _marked(sentence, announced, after) or _parted(sentence, announced, after):  # fmt: skip
        return said
    match = THEY_ARE.match(after[0].lower.rstrip(".?!"))
    if not match or (match["noun"] and stem(match["noun"].split()[-1]) != announced.noun):
        return None
    run = _names(match["items"], announced, "namely", after[0].text)
    return _say(sentence, announced, *run) if run else None


def _in_order(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "Three things worry them. First, ... Second, ... Fourth, ..."; "One is ... Another is ... The last is ..." """
    run = others = 0
    for number, other in enumerate(after):
        match = NTH.search(other.lower)
        nth = (match["n"] or match["late"]) if match else ""
        if nth and run < len(ORDINALS) and nth == ORDINALS[run]:
            run += 1
        elif run and (nth or LAST.match(other.lower)):
            return _say(sentence, announced, run + 1, run + 1) if not nth and run >= 2 else None
        elif not run and (ONE if not others else ANOTHER).match(other.lower) and number <= others + 2:
            others += 1
        elif others >= 2 and LAST.match(other.lower):
            return _say(sentence, announced, others + 1, others + 1)
    return _say(sentence, announced, run, run) if run >= 2 else None


def _marked(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "(a) ...; (b) ...": the marks are counted, in the sentence itself or in those that follow it."""
    text = " ".join((sentence.lower[announced.end :], *(one.lower for one in after)))
    marks = [match["k"] for match in LETTERED.finditer(text)]
    kinds = (
        "abcdefghijkl",
        [str(n) for n in range(1, MOST + 1)],
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"],
    )
    for kind in kinds:
        if len(marks) >= 2 and marks == list(kind[: len(marks)]):
            return _say(sentence, announced, len(marks), len(marks))
    return None


def _parted(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "Three cases: ...; ...; ...; and ...", or the same in the next sentence: every semicolon parts two."""
    own = sentence.text[announced.end :]
    _, colon, items = own.partition(": ")
    if (not colon or items.count(";") < 2) and after and ";" not in own and not sentence.of(Kind.PERIOD):
        items, colon = after[0].text, ":" if after[0].text.count(";") >= 2 and ";" not in sentence.text else ""
    led = own.removesuffix(items).lower() if items in own else own.lower()
    if not colon or items.count(";") < 2 or PARTLY.search(led) or PARTLY_NAMED.search(items.lower()) or ":" in items:
        return None
    many = len([piece for piece in items.split(";") if piece.strip()])
    return _say(sentence, announced, many, many)


def _in_passages(
    report: Report, number: int, sentence: Sentence, announced: Announced, after: dict[int, ListOf]
) -> Finding | None:
    """The names in what follows the paragraph: a list, lines with a label and a number, marks, or a run of names."""
    passage, last = sentence.passage, report.by_passage[number][-1]
    if passage.role is Role.ITEM or passage.place.table is not None:
        return None
    if last is not sentence and not LEAD_IN.match(last.lower) and not _names_again(last, announced):
        return None
    if found := after.get(id(passage)):
        said = _listed(sentence, announced, found, last)
        fewer = len(found.top) < announced.count.value
        return None if fewer and _goes_on(report, found) else said
    if said := _labelled(report.passages[number + 1 : number + 2 + MOST], sentence, announced):
        return said
    following = report.by_passage[number + 1] if number + 1 < len(report.passages) else []
    if not following or following[0].passage.role is not Role.PARAGRAPH:
        return None
    if said := _marked(sentence, announced, following):
        return said if LETTERED.match(f" {following[0].lower} ", 1) else None
    if not last.text.rstrip().endswith(":") or len(following) > 1 or of_other_things(announced.noun, last.lower):
        return None
    run = _names(following[0].lower, announced, "colon", following[0].text)
    return _say(sentence, announced, *run) if run else None


def _names_again(last: Sentence, announced: Announced) -> bool:
    """ "Ten sessions were held. The programme had the following sessions:"."""
    return last.text.endswith(":") and announced.noun in stems(last.lower) and not last.of(Kind.COUNT)


def _goes_on(report: Report, found: ListOf) -> bool:
    """Whether another list follows after a word between: "The third meets as needed:"."""
    at = report.index_of[id(found.items[-1])]
    between = report.passages[at + 1 : at + 3]
    return len(between) == 2 and [one.role for one in between] == [Role.PARAGRAPH, Role.ITEM]


def _listed(sentence: Sentence, announced: Announced, found: ListOf, last: Sentence) -> Finding | None:
    """A list right after the line, where that ends with a colon, or counts what is listed."""
    counts = sentence.of(Kind.COUNT)
    comments = COMMENTS.match(found.top[0].text) and not re.match(r"(?:we|it|they)\b", found.top[0].text.lower())
    if announced.is_inside or comments or sum(one.value > 1 for one in counts) > 1 or PARTLY.search(last.lower):
        return None
    if (len(counts) > 1 and sum(one.value for one in counts) == len(found.top)) or of_other_things(
        announced.noun, sentence.lower
    ):
        return None
    colon = last.lower.rstrip(" *_").endswith((":", ":-", "–", "—"))
    ends = sentence is last and not sentence.lower[announced.end :].strip(" .*_")
    bare = ends and all(len(item.text.split()) <= 8 and not VERB.search(item.text.lower()) for item in found.top)
    leads = LEADS.search(sentence.lower) or MAKES.search(sentence.lower[: announced.count.start])
    told = (announced.is_abstract and (colon or leads)) or bare
    asked = announced.noun == "question" and all(item.text.endswith("?") for item in found.top)
    other = colon and (announced.count.text.lower() == "both" or not PEOPLE.search(announced.noun))
    return _say(sentence, announced, len(found.top), len(found.top), "listed") if told or asked or other else None


def _labelled(passages: Sequence[Passage], sentence: Sentence, announced: Announced) -> Finding | None:
    """ "Priority 1: ...", "Priority 2: ...", each in a paragraph or a line of its own, from the first on."""
    numbers: list[int] = []
    for passage in passages:
        match = LABEL.match(passage.text)
        if not match:
            break
        labels = [one for one in LABEL.finditer(passage.text) if one["word"] == match["word"]]
        if stem(match["word"].lower()) != announced.noun:
            break
        numbers += [int(one["k"]) for one in labels]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return None
    return _say(sentence, announced, len(numbers), len(numbers))


def _rows(report: Report, grid: Grid) -> Iterator[Finding]:
    """ "The five offences are set out below", against the rows of the table beside it."""
    listed = sum(not row.is_total for row in grid.rows)
    for passage in report.section_of(grid.table)[:10]:
        for sentence in report.of(passage):
            if SET_OUT.search(sentence.lower) and not PARTLY_NAMED.search(sentence.lower):
                for announced in _announced(sentence):
                    if announced.noun in stems(grid.title) and (said := _say(sentence, announced, listed, listed)):
                        yield said


def of_other_things(noun: str, after: str) -> bool:
    match = OTHER_THINGS.search(after)
    return bool(match and stem(match["noun"]) != stem(noun) and stem(match["noun"]) not in {"a", "thi"})


def named(items: str) -> tuple[int, int]:
    """The fewest and the most things a run of words can name."""
    items = AS_ONE_WORD.sub(r"\1-\2", AND_ASIDE.sub(", and ", items))
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
