"""What began and what ended, where the one thing ended before it began; and quarters that have not three months."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.periods import MONTHS
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.sentences import Sentence, join

NAME = "joiner"
STARTS = "began|begins?|begun|start(?:s|ed)?|opened|opens|launched|commissioned|joined|appointed|advertised|bought|referred|founded|commenced|admitted|arrived"
ENDS = "end(?:s|ed)?|finish(?:es|ed)?|closed|closes|completed|concluded|left|stepped|sold|published|filled|discharged|ceased|retired|resigned|departed"
ROLE = re.compile(rf"\b(?:(?P<start>{STARTS})|(?P<end>{ENDS}))\b(?P<rest>[^.;⟦⟧]{{0,30}})$")
WORD = re.compile(r"[a-z]+")
OF_ONE = frozenset([
    "and", "but", "it", "he", "she", "they", "was", "were", "is", "are", "will", "be", "to", "an", "a", "came",
    "come", "comes", "in", "on", "by", "had", "has", "been", "having", "then", "the", "report", "case", "review",
    "which", "finally", "again", "down", "for", "up", "its",
])  # fmt: skip
PRONOUN = re.compile(r"^(?:it|he|she|they)\b")
MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 3 or name == "may"), key=len, reverse=True))
NTH = ("first", "second", "third", "fourth")
NUMBER = ("one", "two", "three", "four")
QUARTER = re.compile(
    rf"\b(?P<name>(?P<nth>{'|'.join(NTH)})\s+quarter|(?:quarter\s+|q)(?P<n>[1-4]|{'|'.join(NUMBER)}))\b(?:\s+of\s+(?:the|our)\s+year)?\s*(?:\(|,|:|\s[–—-])\s*(?:(?:that\s+is|i\.e\.?|or|from|running)\b,?\s*)*"
    rf"(?P<months>(?P<a>{MONTH})(?:\s+\d{{4}})?\s*(?:to|until|–|-)\s*(?P<b>{MONTH}))\b"
)
FINANCIAL = re.compile(r"\bfinancial\b|\byear\s+(?:begins|starts|runs\s+from)\b[^.;]{0,12}\bapril\b")


def courses(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """ "The pilot will begin in September 2022 and come to an end in July 2022." """
    for sentence in sentences:
        if len(sentence.of(Kind.PERIOD)) == 2:
            yield from _backwards(sentence)
        yield from _quarters(sentence, sentences)
    for one, other in pairwise(sentences):
        if PRONOUN.match(other.lower) and len(one.of(Kind.PERIOD)) == len(other.of(Kind.PERIOD)) == 1:
            yield from _backwards(join((one, other)))


def _backwards(sentence: Sentence) -> Iterator[Finding]:
    one, other = sentence.of(Kind.PERIOD)
    between = sentence.shape_text[one.end : other.start]
    first, second = _role(sentence.shape_text[: one.start]), _role(between)
    words = set(WORD.findall(between)) - OF_ONE
    if {first, second} != {"start", "end"} or any(not re.fullmatch(f"{STARTS}|{ENDS}", word) for word in words):
        return
    begun, ended = (one, other) if first == "start" else (other, one)
    if _is_before(ended, begun):
        line = f"{ended.text.strip()} is before {begun.text.strip()}"
        message = "By its dates it ended before it began."
        yield finding(NAME, Verdict.FAILS, sentence, [begun, ended], line, message)


def _role(before: str) -> str:
    match = ROLE.search(before)
    return (
        "" if not match or set(WORD.findall(match["rest"])) - OF_ONE - {"end"} else "start" if match["start"] else "end"
    )


def _is_before(one: Quantity, other: Quantity) -> bool:
    a, b = one.period, other.period
    return bool(a and b and a.last and b.first and a.last < b.first)


def _quarters(sentence: Sentence, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """ "The second quarter (July to October)": four months; the months of another quarter, where the year is a financial one."""
    for match in QUARTER.finditer(sentence.lower):
        number = NTH.index(match["nth"]) if match["nth"] else int(_digit(match["n"])) - 1
        first, last = MONTHS[match["a"]], MONTHS[match["b"]]
        many = (last - first) % 12 + 1
        is_financial = any(FINANCIAL.search(one.lower) for one in sentences)
        own = {(3 * number + 3) % 12 + 1} | (set() if is_financial else {3 * number + 1})
        if many == 3 and (first in own or not is_financial):
            continue
        line = f"{match['months']} is {many} months" if many != 3 else f"{match['months']} is another quarter"
        figures = [
            sentence.text[match.start("name") : match.end("name")],
            sentence.text[match.start("months") : match.end("months")],
        ]
        yield finding(NAME, Verdict.FAILS, sentence, figures, line, f"“{figures[0]}”: {line}.")


def _digit(number: str) -> str:
    return str(NUMBER.index(number) + 1) if number in NUMBER else number
