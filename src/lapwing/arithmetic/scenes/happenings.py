"""What happened to a thing, and on what day or in what month, in whatever order the words stand."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lapwing.arithmetic.claims.labels import STOP, stem
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.scenes.statements import ACTS
from lapwing.arithmetic.sentences import Sentence

FAMILIES = {
    **{name: words for name, words in ACTS.items() if name not in {"inspect", "hold"}},
    "end": r"(?:runs?|ran|lasts?|lasted|extends?|continues?|in\s+force|in\s+place)\s+(?:[a-z]+\s+){0,3}?(?:until|to|till)|ends?|ended|ending|expires?|expired|runs?\s+out|comes?\s+to\s+an\s+end|came\s+to\s+an\s+end|finish(?:es|ed)?",
    "sign": r"signed(?!\s+off)",
    "move": r"moved\s+(?:in|into|to)",
}
FAMILY = {name: re.compile(rf"\b(?:{words})\b") for name, words in FAMILIES.items()}
ANY = re.compile("|".join(rf"\b(?:{words})\b" for words in FAMILIES.values()))
ADVERB = re.compile(
    r"\bfirst(?=\s+(?:published|launched|opened|introduced|established|met|agreed|issued|set\s+up|took))"
)
OTHER_TIME = re.compile(
    r"\b(?:second|third|fourth|draft|revised|updated|refreshed|rewritten|final|interim|again|edition|version|further|another|quarterly|next|previous|former|predecessor|original(?:ly)?|each|every|planned|postponed|delayed|pilot|due\s+to|will|renewed|extended|would|expected|hoped|phase|stage|part\s+(?:one|two)|re-?(?:opened|launched|published|issued))\b"
)
WORD = re.compile(r"[A-Za-z][\w’'-]*")
LENGTH = 6
NEAR = 60
NO_THING = frozenset(
    [
        "after",
        "before",
        "since",
        "during",
        "until",
        "new",
        "present",
        "current",
        "our",
        "first",
        "then",
        "soon",
        "now",
        "when",
        "while",
        "long",
        "was",
        "has",
        "been",
        "have",
        "also",
        "year",
        "month",
        "already",
        "still",
        "early",
        "late",
        "day",
        "doe",
        "do",
        "did",
        "not",
        "becaus",
        "so",
        "that",
        "which",
        "who",
        "now",
        "then",
        "more",
        "than",
    ]
)
MONTH_NAMES = frozenset(
    ["januar", "februa", "march", "april", "may", "june", "july", "august", "septem", "octobe", "novemb", "decemb"]
)


@dataclass(frozen=True)
class Word:
    """A word of meaning; `joined` where only a space stands between it and the word before, `near` beside the act."""

    stem: str
    joined: bool
    name: bool
    near: bool


@dataclass(frozen=True)
class Happening:
    act: str
    figure: Quantity
    sentence: Sentence
    words: tuple[Word, ...]
    owned: bool


def happenings(sentence: Sentence) -> Iterator[Happening]:
    """Each date of a sentence with what it is the date of: the nearest act before it, or right after a comma."""
    if not sentence.of(Kind.PERIOD) or not ANY.search(sentence.lower):
        return
    dated = [
        one
        for one in sentence.of(Kind.PERIOD)
        if one.period and one.period.first and one.period.form in {"day", "month"}
    ]
    if len(dated) != 1 or len([one for one in sentence.of(Kind.PERIOD) if one.period and one.period.first]) != 1:
        return
    one = dated[0]
    lower = ADVERB.sub(lambda found: " " * len(found[0]), sentence.lower)
    found = _act(lower, one.start, one.end)
    if found and not OTHER_TIME.search(lower[max(0, one.start - 110) : one.end + 30]):
        act, start, end = found
        yield Happening(act, one, sentence, tuple(_words(sentence, (start, end), one)), _is_pronoun(sentence))


def _act(lower: str, start: int, end: int) -> tuple[str, int, int] | None:
    near = [
        (match.end(), name, match)
        for name, way in FAMILY.items()
        for match in way.finditer(lower, max(0, start - 70), start)
    ]
    if near:
        _, name, match = max(near, key=lambda one: one[:2])
        return name, match.start(), match.end()
    after = [
        (match.start(), name, match)
        for name, way in FAMILY.items()
        for match in way.finditer(lower, end, end + 80)
        if re.match(r"\s*,", lower[end:])
    ]
    if after:
        _, name, match = min(after, key=lambda one: one[:2])
        return name, match.start(), match.end()
    return None


def _is_pronoun(sentence: Sentence) -> bool:
    return bool(re.match(r"(?:She|He|They|It)\b", sentence.text))


def _words(sentence: Sentence, act: tuple[int, int], date: Quantity) -> Iterator[Word]:
    """The words of meaning, without the act, the date and the numbers."""
    last = -2
    for match in WORD.finditer(sentence.text):
        if act[0] <= match.start() < act[1] or date.start <= match.start() < date.end:
            continue
        single = len(match[0]) == 1
        if (single and match[0] not in "BCDEFGHJKLMNOPQRSTUVWXYZ") or match[0].lower() in STOP:
            continue
        root = stem(match[0].lower())[:LENGTH]
        if root in NO_THING or root in MONTH_NAMES:
            continue
        joined = last == match.start() - 1 and sentence.text[last] == " "
        last = match.end()
        near = act[0] - match.end() < NEAR and match.start() - act[1] < NEAR
        yield Word(root, joined, match[0][0].isupper() and match.start() > 0, near)


def common_run(first: Sequence[Word], second: Sequence[Word]) -> tuple[int, int, int]:
    """Where the longest run of the same words begins in each, and how long it is."""
    best = (0, 0, 0)
    lengths: dict[tuple[int, int], int] = {}
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            if one.stem == other.stem:
                length = lengths.get((i - 1, j - 1), 0) + 1
                lengths[i, j] = length
                if length > best[2]:
                    best = (i - length + 1, j - length + 1, length)
    return best


def is_one_thing(one: Happening, other: Happening) -> bool:
    """Whether both name the same thing: two words or more in a row, and no word right before that only one has."""
    i, j, length = common_run(one.words, other.words)
    if length == 0 or not (one.words[i].near and other.words[j].near):
        return False
    if _letters(one) and _letters(other) and _letters(one) != _letters(other):
        return False
    before = _before(one.words, i), _before(other.words, j)
    after = _after(one.words, i + length), _after(other.words, j + length)
    if any(
        word and word not in {w.stem for w in rest} for word, rest in ((before[0], other.words), (before[1], one.words))
    ):
        return False
    if any(
        word and word not in {w.stem for w in rest} for word, rest in ((after[0], other.words), (after[1], one.words))
    ):
        return False
    return length >= 2 or (one.words[i].name and other.words[j].name)


def _before(words: Sequence[Word], index: int) -> str:
    return words[index - 1].stem if index and words[index].joined else ""


def _after(words: Sequence[Word], index: int) -> str:
    return words[index].stem if index < len(words) and words[index].joined else ""


def _letters(one: Happening) -> frozenset[str]:
    return frozenset(word.stem for word in one.words if len(word.stem) == 1)
