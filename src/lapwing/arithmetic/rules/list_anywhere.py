"""A number of things and their names, where no colon or bullet says that a list comes."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import ListOf, Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.announced_list import named
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "list-anywhere"
MOST = 12
ARE = re.compile(
    r"(?P<n>⟦c\d+⟧)\s+(?P<noun>[a-z’' -]{3,60}?)\s*(?:,?\s+\b(?:are|is|were|being)\b(?:\s+(?:to|that|as\s+follows))?\s*:?|:|\s[–—])\s+(?P<items>[^⟦⟧:.;]{6,400})$"
)
CAME = re.compile(r"(?P<n>⟦c\d+⟧)\s+(?P<noun>[a-z’' -]{3,90}?):\s+(?P<items>[^⟦⟧:.]{6,400})$")
BOTH = re.compile(
    r"\b(?P<n>both)\s+(?P<noun>(?:[a-z’'-]+\s+){0,4}?[a-z-]+(?:s|ies)(?:\s+of\s+(?:the\s+|our\s+)?[a-z]+)?),\s+(?P<items>[^⟦⟧:.;]{6,200}?\band\s+[a-z’' -]{3,40}),"
)
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|which|who|because|although|not|still|now|also|very|well|better|given|based|open|closed|held|met|made|found|seen|due|part|all|subject|known|able)\b|^(?:to\s+)?(?:be|been)\b"
)
LOOSE = re.compile(
    r"\b(?:including|such\s+as|for\s+example|e\.g|among|mainly|etc|notably|one\s+of|some\s+of|most\s+of|more\s+than|at\s+least|each)\b"
)
SOME_OF = re.compile(
    r"(?:⟦[cf]\d+⟧|\b(?:one|some|most|half|none|neither|few|several))\s+of\s+(?:the|our|its|these|those|their)\s+(?:[a-z]+\s+)?$"
)
THEY = re.compile(r"^(?:they|these|those|all\s+(?:of\s+)?them|each)\b[^.;]{0,60}:\s*$")
THINGS = re.compile(r"(?P<n>⟦c\d+⟧)\s+(?:[a-z’'-]+\s+){0,4}?(?P<noun>[a-z-]+s)\b")
NTH = re.compile(r"^(?:and\s+)?(?:first|second|third|fourth|fifth|sixth)(?:ly)?\b,?", re.IGNORECASE)
NO_MORE = re.compile(r"\b(?:no\s+other|nothing\s+else|no\s+further|no\s+more|that\s+was\s+all|these\s+were\s+all)\b")


@rule(
    NAME,
    "Things counted and named, without a list",
    Example(
        "The four designated professionals are the doctor, the nurse and the doctor for children in care.",
        Verdict.FAILS,
        "three",
    ),
    Example(
        "The three designated professionals are the doctor, the nurse and the doctor for children in care.",
        Verdict.HOLDS,
    ),
    Example(
        "Two pieces of work came out of the review: a new form, a practitioner guide and a film for parents.",
        Verdict.FAILS,
        "three",
    ),
    Example(
        "The inspection looked at both domains of the framework, leadership, court work and resettlement, and praised the last.",
        Verdict.FAILS,
    ),
    Example(
        "We carried out three audits. They looked at:\n\n1. the quality of meetings\n2. children missing from home",
        Verdict.FAILS,
    ),
    Example("Four of our seven aims are safety, health, learning and play.", None, "only some of them"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """A number of things, and their names after "are", after a colon whatever the noun, after "both", in a list that a
    sentence such as "They looked at:" leads to, or in sentences that begin "Firstly" and "Secondly" and say that there was
    no other.

    Names are short and have no verb. An "and" inside one of them is tried both ways. "Some of", "including" and the like
    keep the rule quiet.
    """
    for sentence in report.sentences:
        yield from _in_line(sentence)
    for found in report.lists:
        yield from _they(report, found)
    for sentences in report.by_passage:
        yield from _in_order(sentences)


def _in_line(sentence: Sentence) -> Iterator[Finding]:
    shape = sentence.shape.rstrip(" .")
    if not ("⟦c" in shape or "both" in shape) or LOOSE.search(shape):
        return
    for way in (ARE, CAME, BOTH):
        for match in way.finditer(shape):
            items = match["items"]
            if SOME_OF.search(shape[: match.start()]) or not _are_names(items):
                continue
            count = None if match["n"] == "both" else sentence.marked(match["n"])
            wanted = 2 if count is None else count.value
            if (
                (count and count.hedge)
                or not 2 <= wanted <= MOST
                or wanted != int(wanted)
                or not _is_plural(match["noun"])
            ):
                continue
            few, many = named(items)
            if many < 2:
                continue
            said = f"{few}" if few == many else f"{few} to {many}"
            line = f"{plain(wanted)} announced, {said} named"
            verdict = Verdict.HOLDS if few <= wanted <= many else Verdict.FAILS
            figures: list[Quantity | str] = [count or "both", str(few)]
            yield finding(
                NAME, verdict, sentence, figures, line, f"The text announces {plain(wanted)} and names {said}."
            )
            return


def _are_names(items: str) -> bool:
    """Names parted by commas, the last after "and": each short and without a verb."""
    if ";" in items:
        return False  # read where lists are announced
    pieces = [piece.strip() for piece in items.split(",")]
    if any(
        re.match(r"(?:on|in|at|by|for|from|of|with|under|about|during|over|put|run|spread|to)\b", piece)
        for piece in pieces
    ):
        return False
    if len(pieces) < 2 or " and " not in f" {pieces[-1]} ":
        return False
    return all(0 < len(piece.split()) <= 12 and not VERB.search(piece) for piece in pieces)


def _is_plural(noun: str) -> bool:
    return any(re.search(r"(?:s|people|children|criteria)$", word) and not word.endswith("ss") for word in noun.split())


def _they(report: Report, found: ListOf) -> Iterator[Finding]:
    """ "Three audits. They looked at:" and a list."""
    if not found.before or found.before[-1].role is Role.ITEM:
        return
    sentences = report.of(found.before[-1])
    if len(sentences) < 2 or not THEY.match(sentences[-1].lower):
        return
    before = sentences[-2]
    counts = [one for one in before.of(Kind.COUNT) if one.value >= 2]
    told = list(THINGS.finditer(before.shape))
    if len(counts) != 1 or len(told) != 1 or counts[0].hedge or LOOSE.search(before.lower):
        return
    listed = len(found.top)
    yield _counted(before, counts[0], listed, told[0]["noun"])


def _counted(sentence: Sentence, count: Quantity, listed: int, noun: str) -> Finding:
    line = f"{plain(count.value)} announced, {listed} listed"
    verdict = Verdict.HOLDS if count.value == listed else Verdict.FAILS
    message = f"The text announces {count.text.strip()} {noun} and lists {listed}."
    return finding(NAME, verdict, sentence, [count, str(listed)], line, message)


def _in_order(sentences: list[Sentence]) -> Iterator[Finding]:
    """ "Three things. Firstly ... Secondly ... There was no other." """
    for index, sentence in enumerate(sentences):
        run = 0
        for after in sentences[index + 1 :]:
            if not NTH.match(after.text):
                break
            run += 1
        if run < 2:
            continue
        told = list(THINGS.finditer(sentence.shape))
        end = sentences[index + 1 + run] if index + 1 + run < len(sentences) else None
        if len(told) == 1 and end and NO_MORE.search(end.lower):
            count = sentence.marked(told[0]["n"])
            if 2 <= count.value <= MOST and not count.hedge:
                yield _counted(sentence, count, run, told[0]["noun"])
