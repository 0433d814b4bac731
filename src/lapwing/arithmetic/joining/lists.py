"""A number of things and their names, by how they are set out: marked (a), (b); "First", "Second"; parted by semicolons; namely."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stem
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import ListOf, Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.announced_list import named, of_other_things
from lapwing.arithmetic.rules.named_in_line import PREDICATE
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
MOST, NEAR, FAR = 12, 2, 90
THINGS = re.compile(
    r"⟦c(?P<index>\d+)⟧\s+(?P<between>(?:(?!of\b|to\b|in\b|and\b|or\b|who\b|that\b)[a-z’'-]+\s+){0,4}?)(?P<noun>[a-z-]+(?:ies|[^s\s]s|ia))\b|\bboth\s+(?:of\s+)?(?:the|our|its|these)\s+(?P<two>[a-z-]+s)\b"
)
TIMES = re.compile(r"year|month|week|day|term|quarter|hour|time|minute|page|point|per|percent|mile|pound|night")
PARTLY = re.compile(
    r"\b(?:including|includes?|such\s+as|for\s+example|e\.g|among|mainly|especially|etc|notably|most|some|in\s+particular|at\s+least|other|another|further|also)\b|…|\.\.\."
)
SOME_OF = re.compile(
    r"(?:⟦[cf]\d+⟧|\b(?:one|some|most|half|none|neither|either|a\s+few|several|any))\s+of\s+(?:[a-z]+\s+){0,3}$|\bof\s+(?:the|our|its|these|those|their)\s+$|\b(?:first|last|other|remaining|next)\s+$"
)
LETTERED = re.compile(r"\((?P<k>[a-l]|[1-9]|1[0-2]|i{1,3}|iv|vi{0,3}|ix)\)")
NTH = re.compile(
    r"^\W*(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?\b\s*(?:,|:|is\b|was\b|came\b|there\b)"
)
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
NAMELY = re.compile(
    r"(?:,|\()\s*(?:namely|to\s+wit|viz\.?|that\s+is(?:\s+to\s+say)?|(?:these|they)\s+(?:being|were|are)|which\s+(?:are|were)|being)\s*:?\s+(?P<items>[^.;:()]+?)(?:\)|[,;]\s+(?:which|with|who|all|each|and\s+above|for|so|as|where)\b|\.?$)"
)
THEY_ARE = re.compile(r"^(?:they|these)\s+(?:are|were)\s*(?:as\s+follows\s*)?:\s+(?P<items>[^.;:()]+?)\.?$")
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|do|does|did|can|could|should|may|must)\b")
COMMENTS = re.compile(
    r"^(?:all|none|some|most|each|both|one|two|three|half|a\s+few|there|this|these|it|they|we|the\s+first|on\s+average)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"principle|priority|area|theme|objective|aim|recommendation|commitment|pillar|strand|workstream|outcome|goal|value|question|action|step|stage|element|component|standard|domain|topic|issue|challenge|factor|reason|finding|lesson|subgroup|sub-group|group|thing|way|change|improvement|rule|heading|pledge|promise|target|test|task|strength|weakness|barrier|message|aspect"
)
LEADS = re.compile(
    r"\b(?:each|all|every\s+one|both)\s+of\s+(?:which|them)\b|\bwhich\b|\babove\s+all\b|\bbelow\b|\bas\s+follows\b|\bthese\b"
)


def lists(report: Report) -> Iterator[Finding]:
    """What is announced right before a list, and what a sentence announces and sets out in itself or in those after it."""
    for found in report.lists:
        yield from _before(report, found)
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            if announced := _announced(sentence):
                after = sentences[index + 1 :]
                if said := _in_order(sentence, announced, after) or _marked(sentence, announced, after) or _parted(sentence, announced, after) or _namely(sentence, announced, after):  # fmt: skip
                    yield said


Announced = tuple[Quantity, str, int]


def _announced(sentence: Sentence) -> Announced | None:
    """The only number of things in a sentence that may be those that follow, what they are, and where that is said."""
    found = []
    for match in THINGS.finditer(sentence.shape):
        noun = stem((match["noun"] or match["two"]).lower())
        if TIMES.fullmatch(noun) or SOME_OF.search(sentence.shape[: match.start()].lower()):
            continue
        if match["two"]:
            at = sentence.lower.find("both")
            found.append((Quantity(Kind.COUNT, 2.0, sentence.text[at : at + 4], at, at + 4, in_words=True), noun))
        else:
            found.append((sentence.quantities[int(match["index"])], noun))
    if not found:
        return None
    one, noun = found[0]
    if one.hedge is not Hedge.NONE or not 2 <= one.value <= MOST or one.value != int(one.value):
        return None
    return one, noun, one.end


def _say(sentence: Sentence, announced: Announced, few: int, many: int) -> Finding | None:
    """What is counted against what is announced; far more or far fewer are some other things."""
    one, _, _ = announced
    wanted = int(one.value)
    said = str(few) if few == many else f"{few} to {many}"
    line = f"{wanted} announced, {said} named"
    figures: list[Quantity | str] = [one, str(few)]
    if few <= wanted <= many:
        return finding(NAME, Verdict.HOLDS, sentence, figures, line, f"{one.text.strip()} are announced and named.")
    if min(abs(few - wanted), abs(many - wanted)) > NEAR or few < 2:
        return None
    return finding(
        NAME, Verdict.FAILS, sentence, figures, line, f"The text announces {plain(wanted)} and names {said}."
    )


def _before(report: Report, found: ListOf) -> Iterator[Finding]:
    """The line right before a list, where it ends with a colon, or counts what is listed."""
    if not found.before or found.before[-1].role is not Role.PARAGRAPH:
        return
    sentences = report.of(found.before[-1])
    if not sentences or COMMENTS.match(found.top[0].text):
        return
    sentence = sentences[-1]
    announced = _announced(sentence)
    counts = sentence.of(Kind.COUNT)
    if not announced or sum(one.value > 1 for one in counts) > 1 or PARTLY.search(sentence.lower):
        return
    if sum(one.value for one in counts) == len(found.top) or of_other_things(announced[1], sentence.lower):
        return
    colon = sentence.lower.rstrip(" *_").endswith(":")
    told = COUNTED.fullmatch(announced[1]) and (colon or LEADS.search(sentence.lower))
    both = colon and announced[0].text.lower() == "both"
    if (told or both) and (said := _say(sentence, announced, len(found.top), len(found.top))):
        yield said


def _in_order(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "Three things worry them. First, ... Second, ... Fourth, ..." """
    run = 0
    for other in after:
        match = NTH.match(other.lower)
        if match and run < len(ORDINALS) and match["n"] == ORDINALS[run]:
            run += 1
        elif run and match:
            return None
    return _say(sentence, announced, run, run) if run >= 2 else None


def _marked(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "(a) ...; (b) ...": the marks are counted, in the sentence itself or in those that follow it."""
    text = " ".join((sentence.lower[announced[2] :], *(one.lower for one in after)))
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
    own = sentence.text[announced[2] :]
    _, colon, items = own.partition(": ")
    if (not colon or items.count(";") < 2) and after and ";" not in own and not sentence.of(Kind.PERIOD):
        items, colon = after[0].text, ":" if after[0].text.count(";") >= 2 and ";" not in sentence.text else ""
    if not colon or items.count(";") < 2 or PARTLY.search(own.lower()) or ":" in items:
        return None
    many = len([piece for piece in items.split(";") if piece.strip()])
    return _say(sentence, announced, many, many)


def _namely(sentence: Sentence, announced: Announced, after: Sequence[Sentence]) -> Finding | None:
    """ "Two boards, namely A and B", "these being A, B and C"."""
    here = NAMELY.search(sentence.lower, announced[2])
    counted = [one for one in sentence.of(Kind.COUNT) if one.value > 1]
    if here and any(announced[2] <= one.start < here.start() for one in counted):
        return None  # "five from schools and three others, namely ...": of the three
    match = here or (THEY_ARE.match(after[0].lower) if after else None)
    if here and PREDICATE.match(here["items"]):
        return None  # "which were led by the council"
    if not match or PARTLY.search(match["items"]) or VERB.search(match["items"]) or match.start() - announced[2] > FAR:
        return None
    few, many = named(match["items"].strip())
    return _say(sentence, announced, few, many)
