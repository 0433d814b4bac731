"""Words for going up and down."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re

UP_VERBS = (
    r"increas(?:e|es|ed|ing)|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"gain(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|went up|gone up|going up|goes up|c[ao]me up|leap(?:s|t|ed)?|swell(?:s|ed|ing)?|swollen|mount(?:s|ed|ing)|rocket(?:s|ed|ing)|crept up|edged up|inched up|shot up"
)
DOWN_VERBS = (
    r"decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|fall|falls|fell|fallen|falling|drop(?:s|ped|ping)?(?![-\s]in\b|-)|declin(?:e|es|ed|ing)|"
    r"shr(?:ink|inks|ank|unk)|dip(?:s|ped|ping)?|lower(?:ed|ing)|cut|went down|gone down|going down|goes down|c[ao]me down|slip(?:s|ped|ping)?|slid(?:es?|ing)?|tumbl(?:es?|ed|ing)|dwindl(?:es?|ed|ing)|plung(?:es?|ed|ing)|sank|sunk|diminish(?:es|ed|ing)?|subsid(?:es?|ed|ing)|crept down|edged down|inched down|eased down|"
    r"plummet(?:s|ed)?|slump(?:s|ed)?|contract(?:s|ed)"
)
UP_NOUNS = r"increases?|rises?|growth|uplift|gain|jump|surge|climb|upturn|leap|uptick|expansion"
DOWN_NOUNS = r"decreases?|reductions?|falls?|drops?(?![-\s]in\b|-)|declines?|dip|cut|slump|downturn|shrinkage|contraction|lessening|fall-off|slide"


def by_first_letter(words: str) -> str:
    """A list of words put together by their first letter, in the same order otherwise: it is found in a third of the time.

    `re` tries each of sixty words wherever a word begins; put so, it tries those that begin with its letter.
    """
    found: dict[str, list[str]] = {}
    for word in re.findall(r"(?:[^|()]|\((?:[^()]|\([^()]*\))*\))+", words):
        found.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in found.items())


UP_WORDS = by_first_letter(f"{UP_VERBS}|{UP_NOUNS}|higher|more|up|above|greater|additional|extra")
DOWN_WORDS = by_first_letter(f"{DOWN_VERBS}|{DOWN_NOUNS}|lower|fewer|less|down|below")
NOUN = rf"(?:{UP_NOUNS}|{DOWN_NOUNS}|change|difference|growth)"
ANY = rf"(?:{by_first_letter(f'{UP_WORDS}|{DOWN_WORDS}')})"
MOVING = rf"(?:{by_first_letter(f'{UP_VERBS}|{DOWN_VERBS}|{UP_NOUNS}|{DOWN_NOUNS}')})"
VERB = rf"(?:{by_first_letter(f'{UP_VERBS}|{DOWN_VERBS}')})"
MOVED = re.compile(rf"\b(?:{MOVING}|doubled|trebled|tripled|halved|rose|fell|grew|dropped|went)\b")
AS_A_WHOLE = re.compile(
    r"\b(?:over|across|in)\s+(?:the|these|those|all)\s+(?:whole\s+|full\s+|entire\s+)?(?:two|three|four|five|\d)\s+(?:years|terms|quarters)\s+(?:together|as\s+a\s+whole|combined|taken\s+together)\b|\b(?:over|across)\s+the\s+(?:whole|entire)\s+(?:period|run)\b"
)
EXCEPT = r"(?:except\w*|apart\s+from|aside\s+from|other\s+than|save(?!d)|bar(?=\s+(?:the|a|an|one|two|in|last|q))|barring|excluding|leaving\s+(?:aside|out)|all\s+but)"
NEGATED = re.compile(
    r"\b(?:not|no|never|without|rather than|instead of|despite|revers\w+|offset\w*|negative|avoid\w*|prevent\w*|halt\w*|slow\w*|"
    r"target\w*|aim\w*|hop\w+|plan\w* to|projected|forecast\w*|expect\w*|would|if)\b"
)
_UP = re.compile(rf"\b(?:{UP_WORDS})\b")
_MOVING = re.compile(rf"\b{MOVING}\b")


def sign_of(word: str) -> int:
    return 1 if _UP.fullmatch(word.strip()) else -1


def movements(text: str) -> list[tuple[int, str]]:
    """Every word in the text that says something moved, with where it stands."""
    return [(match.start(), match[0]) for match in _MOVING.finditer(text)]
