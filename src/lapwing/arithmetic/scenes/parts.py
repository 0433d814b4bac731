"""What leaves room between a whole and the parts that are told of it."""

from collections.abc import Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import Quantity
from lapwing.arithmetic.sentences import Sentence

REST = re.compile(
    r"\b(?:remaining|remainder|rest|balance|others?|everyone\s+else|everything\s+else|neither|none\s+of\s+these)\b"
)
LOOSE = re.compile(
    r"\b(?:includ\w*|such\s+as|among\s+(?:them|others)|mainly|mostly|e\.g|for\s+example|at\s+least\s+one|more\s+than\s+one|both(?!\s+parents)|several|some\s+of|notably|or\s+more|a\s+number\s+of|a\s+few|a\s+handful|various|many\s+(?:have|had|were|of)|overlap\w*|twice|also|as\s+well\s+as\s+colleagues|not\s+(?:known|recorded)|main\s+reasons|most\s+(?:common|often|frequent)|top|largest|fewer\s+than|could\s+(?:tick|choose|name)|multiple|factors?|either|each\s+at|round(?:ed|ing)|an?\s+(?:additional|further)|planned|target|cumulative\w*|by\s+the\s+(?:end|first|second|third)|different\s+people|attended\s+more)\b"
)


COUNTED_REST = re.compile(
    r"\b(?:remaining|remainder|rest|balance|others?|everyone\s+else|everything\s+else)\b[^⟦⟧.;]{0,40}⟦[cg]\d+⟧|⟦[cg]\d+⟧[^⟦⟧.;,]{0,30}\b(?:others?|remaining|the\s+rest|elsewhere)\b|\bneither\b|\b(?:leaving|leaves)\s+(?:just\s+|only\s+)?⟦[cg]\d+⟧"
)
ONE_OF = re.compile(
    r"(?::|,|\()\s+(?:and\s+)?an?\s+(?!(?:grand\s+|combined\s+)?total|sum|further|combined)[a-z]+(?:\s+[a-z]+){0,2}\s*(?:,|\band\b|[.;)]|$)|\band\s+an?\s+(?!total|further)[a-z]+\s*[.;)]"
)
EXHAUSTS = re.compile(
    r"\beach\s+(?:has|had|was|is|counted)|\bone\s+(?:main|of\s+(?:two|three|four))|\bby\s+(?:main\s+|primary\s+)?(?:type|category|outcome|source|age|sex|gender)\b|\b(?:graded|rated|classed|divided?|broken?\s+down)\b"
)


ACT = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:were\s+|was\s+)?(?!graded|rated|judged|classed|found|assessed|aged|based|placed|completed|closed|opened|missed|attended)[a-z]{3,}ed\b"
)


def are_acts(text: str, parts: Sequence[Quantity]) -> bool:
    """ "60 were charged, 35 cautioned and 57 released": more than one may be done to the same person."""
    return all(ACT.match(text[one.end :]) for one in parts) and not EXHAUSTS.search(text)


def is_loose(sentence: Sentence) -> bool:
    """Whether the words leave room: "including", "more than one", "and others" with no figure."""
    if ONE_OF.search(sentence.lower):
        return True  # "a manager, two seniors and an administrator"
    uncounted = REST.search(sentence.lower) and not COUNTED_REST.search(sentence.shape)
    return bool(LOOSE.search(sentence.lower) or uncounted)
