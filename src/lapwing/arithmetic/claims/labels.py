"""Words that tell parts of one thing apart: what cannot be both, and what two phrases have in common."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from functools import lru_cache

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.pieces import holds

MEANS_LITTLE = frozenset(
    [
        "increase", "rise", "reduction", "share", "proportion", "number", "rate", "other", "word", "fall", "drop", "decrease", "decline", "growth", "change", "improvement", "more", "fewer", "less", "which",
        "represent", "figure", "now", "so", "then", "again", "meaning", "say", "equivalent", "amount", "overall", "respectively", "only", "just", "not", "while", "although", "even",
    ]
)  # fmt: skip
EXCLUSIVE = (
    (r"boys?|males?|men|sons", r"girls?|females?|women|daughters"),
    (r"yes", r"no"),
    (r"(?:in|on|within)\s+(?:time|timescales?)|met|compliant|timely|on\s+track", r"late|out\s+of\s+(?:time|timescales?)|outside|(?:not|n[o’']t)\s+met|did\s+not|were\s+not|overdue"),
    (r"agree[ds]?|satisfied", r"disagree[ds]?|dissatisfied"),
    (r"substantiated", r"unsubstantiated|not\s+substantiated"),
    (r"passed", r"failed"),
    (r"open(?:ed)?|began|joined", r"closed|ended|left"),
    (r"completed", r"not\s+completed|outstanding|incomplete"),
    (r"completed?|closed|implemented|delivered", r"on\s+track|in\s+progress|overdue|open|under\s+way|not\s+yet|partly|ongoing"),
    (r"on\s+track|in\s+progress|under\s+way|ongoing", r"overdue|late|behind|off\s+track|not\s+(?:yet\s+)?(?:started|begun)"),
    (r"red", r"amber|green"),
    (r"amber", r"green"),
    (r"low", r"medium|high"),
    (r"standard", r"medium|high"),
    (r"medium", r"high"),
    (r"autumn", r"spring|summer|winter"),
    (r"spring", r"summer|winter"),
    (r"full[-\s]time", r"part[-\s]time"),
    (r"city", r"county"),
    (r"adults?", r"children"),
    (r"statutory", r"non[-\s]statutory"),
    (r"accepted|granted|approved|agreed\s+to", r"declined|refused|rejected|turned\s+down|withdrawn|not\s+accepted"),
    (r"upheld", r"dismissed|not\s+upheld"),
    (r"first\s+(?:half|six)", r"second(?:\s+(?:half|six))?|later|last\s+six"),
    (r"morning", r"afternoon|evening"),
    (r"weekdays?", r"weekends?"),
    (r"day(?:time)?", r"night"),
    (r"primary|primaries", r"secondary|secondaries"),
    (r"urban", r"rural"),
    (r"north(?:ern)?", r"south(?:ern)?"),
    (r"east(?:ern)?", r"west(?:ern)?"),
    (r"hall|room|in\s+person|face[-\s]to[-\s]face|venue|building", r"video|online|virtual(?:ly)?|remote(?:ly)?|phone|telephone|link|web|screen"),
    (r"new|first[-\s]time", r"returning|repeat|existing|continuing|re-?opened"),
    (r"paid|employed", r"unpaid|volunteers?"),
    (r"internal", r"external"),
    (r"urgent", r"routine|non[-\s]urgent"),
    (r"planned", r"unplanned"),
    (r"known", r"unknown|not\s+known"),
    (r"attended|present|came", r"missed|absent|did\s+not\s+attend|stayed\s+away"),
    (r"indoors?|inside", r"outdoors?"),
    (r"single[-\s]agency", r"multi-?\s?agency"),
    (r"with\s+a", r"without(?:\s+a)?"),
)  # fmt: skip
AN_OTHER = re.compile("|".join(rf"\b(?:{other})\b" for _, other in EXCLUSIVE))


def _pieces(side: str) -> tuple[str, ...]:
    """How each word of a side begins, one of which is in a text that has the side; nothing, where a word begins oddly."""
    begins = [BEGINS.match(word) for word in side.split("|")]
    return tuple(begin[0] for begin in begins if begin) if all(begins) else ("",)


BEGINS = re.compile(r"[a-z]+?(?=[a-z]?\?)|[a-z]+")
APART = tuple(
    (re.compile(rf"\b(?:{one})\b"), _pieces(one), re.compile(rf"\b(?:{other})\b"), _pieces(other))
    for one, other in EXCLUSIVE
)
STOP = frozenset([
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "which", "who",
    "whom", "that", "this", "these", "those", "it", "its", "their", "our", "we", "is", "are", "was", "were", "be",
    "been", "being", "has", "have", "had", "there", "as", "also", "during", "over", "under", "year", "years",
    "total", "number", "numbers", "all", "any", "each", "both", "per", "than", "more", "most", "other", "last",
    "previous", "next", "annual", "report", "period", "end", "start", "up", "down", "out", "into", "within",
    "across", "against", "about", "same",
])  # fmt: skip


def exclusive(first: str, second: str) -> bool:
    """Whether two phrases name parts that cannot overlap."""
    first, second = first.lower(), second.lower()
    if not (AN_OTHER.search(first) or AN_OTHER.search(second)):
        return False
    ones, others = _sides(first), _sides(second)
    return bool(ones[0] & others[1] or ones[1] & others[0])


@lru_cache(2_000)
def _sides(phrase: str) -> tuple[int, int]:
    """The pairs of which a phrase has the one side, and those of which it has the other: a bit for each."""
    left = right = 0
    for number, (one, ones, other, others) in enumerate(APART):
        if holds(phrase, ones) and one.search(phrase):
            left |= 1 << number
        if holds(phrase, others) and other.search(phrase):
            right |= 1 << number
    return left, right


WORDS = re.compile(r"[a-z][a-z’'-]+")
OWN_PLACES = re.compile(r"\b(?:in|at|for|among)\s+(?:the\s+)?[a-z]+,?\s+⟦[pf]\d+⟧")


def stems(text: str) -> list[str]:
    """The words that carry meaning, cut to where plural and singular agree."""
    return [stem(word) for word in WORDS.findall(text.lower()) if word not in STOP]


@lru_cache(20_000)
def stem(word: str) -> str:
    """A word in the singular."""
    word = word.replace("’", "'").removesuffix("'s").rstrip("'")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending) + instead
    return {"children": "child", "people": "person", "women": "woman", "men": "man"}.get(word, word)
