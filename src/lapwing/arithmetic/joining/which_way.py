"""Words that say which way something went, or that it got better or worse, and what of which more is better."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from dataclasses import dataclass

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, DOWN_VERBS, UP_NOUNS, UP_VERBS, by_first_letter

UP = re.compile(
    rf"\b(?:{by_first_letter(f'{UP_VERBS}|{UP_NOUNS}')}|more\s+(?!than\s+(?:⟦|\d))[a-z]+(?:\s+[a-z]+){{0,6}}?\s+than|higher|greater\s+numbers?|commoner|more\s+(?:common|frequent)|slower|longer|on\s+the\s+rise|upwards?|widen(?:ed|ing|s)?|lengthen(?:ed|ing|s)?)\b"
)
DOWN = re.compile(
    rf"\b(?:{by_first_letter(f'{DOWN_VERBS}|{DOWN_NOUNS}')}|fewer|lower|rarer|less\s+(?:common|frequent|often)|quicker|faster|shorter|downwards?|narrow(?:ed|ing|s)?|shorten(?:ed|ing|s)?)\b"
)
BETTER = re.compile(r"\b(?:improv(?:e[ds]?|ing|ements?)|better|progress)\b")
WORSE = re.compile(r"\b(?:worse(?:n(?:ed|ing|s)?)?|deteriorat(?:e[ds]?|ing|ion)|poorer)\b")
SAME = re.compile(
    r"(?<!broadly )(?<!largely )(?<!roughly )(?<!virtually )(?<!practically )(?<!almost )(?<!nearly )(?<!or less )(?<!much )(?<!relatively )\b(?:unchanged|unaltered|identical|no\s+change)\b"
)
LESS_IS_BETTER = re.compile(
    r"\b(?:wait(?:s|ed|ing)?|delays?|days|weeks|length|time\s+(?:taken|to)|takes?|took|absen\w+|exclusions?|suspen\w+|re-?referr\w*|repeats?|re-?offend\w*|vacan\w+|turnover|caseloads?|overdue|late|missed|backlog|complaints?|unallocated|unfilled|first[-\s]time\s+entrants|custody)\b"
)
MORE_IS_BETTER = re.compile(
    r"\b(?:with)?in\s+(?:⟦t\d+⟧|time|timescales?|target)|\b(?:on\s+time|timel[a-z]+|compliance|attend(?:ed|ance)|uptake|take-?up|complet\w+|coverage|participat\w+|response|satisf\w+|confiden\w+|trained|vaccinat\w+|immunis\w+|attainment|returned|achiev\w+|came|sent|quality)\b"
)
NOT_SAID = re.compile(
    r"\b(?:not|no|never|nor|neither|without|despite|instead|rather|slow\w*|revers\w+|halt\w*|prevent\w*|avoid\w*|offset\w*|target\w*|aim\w*|hop\w+|plan\w*|intend\w*|forecast\w*|predict\w*|expect\w*|would|could|should|will|must|may|might|can|if|risk|help\w*|seeking|need\w*|want\w*|national\w*|england|region\w*|elsewhere|second|rate\s+of|pace\s+of|followed|after|before|until|previous|earlier|last\s+year[’']s)\b[^.;:]{0,30}$|\bto\s+(?:[a-z]+ly\s+)?$"
)
NOT_SO_AFTER = re.compile(
    r"^[^.;:]{0,25}\b(?:than\s+(?:other|the\s+national|england|similar|neighbour\w*|those|in\s+other|our\s+neighbour\w*|expected|planned|hoped|the\s+target)|expected|planned|followed|slowed|was\s+reversed|was\s+halted)\b"
)
LEAVE = re.compile(
    r"\b(?:respectively|rank\w*|depriv\w*|cut\s+short|peak\w*|target\w*|average\s+for|like[-\s]for[-\s]like|rebased|revised|corrected|median)\b"
)
ASIDE = re.compile(
    r"^(?:[a-z]+,\s+)?(?:although|though|while|whilst|whereas|despite|because|since|as|with|after|before|following)\b[^,]*,\s*|"
    r"(?:,\s*|\s+)(?:(?:although|though|while|whilst|whereas|but|however|yet|because|since(?!\s+(?:⟦|records))|owing|due|thanks|reflecting|partly|perhaps|now\s+that)\b|which\b(?!\s+(?:is|was|are|were|represents|means)\b)).*$"
)
POINTING = re.compile(r"\b(?:this|that|these|such|the|our|its|an?)\s+(?:[a-z-]+\s+){0,2}?$")
OWN_FIGURE = re.compile(r"^\s+(?:of|by)\s+(?:[a-z]+\s+){0,2}⟦|^\s+⟦")
SLOWER = re.compile(r"\b(?:slow(?:ed|ing|s|er)?|eas(?:ed|ing)|levell?(?:ed|ing)\s+off|tail(?:ed|ing)\s+off)\b")
FASTER = re.compile(
    r"\b(?:accelerat(?:ed|ing|ion|es)|quicken(?:ed|ing|s)?|gather(?:ed|ing)\s+pace|speed(?:ed|ing)\s+up|sped\s+up|steepened)\b"
)
BETTER_OR_WORSE = re.compile(f"{BETTER.pattern}|{WORSE.pattern}")


@dataclass(frozen=True)
class Way:
    """A word that says which way: 1 up, -1 down, 0 the same; or 2 better, -2 worse; and whether it is a noun that points back."""

    word: str
    way: int
    back: bool
    what: str


def way_of(shape: str) -> Way | None:
    """The one way that a text says; nothing where it says two, or says that it hopes for it.

    "Better" and "worse" are said of many things: they count only where no other word says which way it went.
    """
    text = ASIDE.sub(lambda aside: " " * len(aside[0]), shape)
    for words in (((1, UP), (-1, DOWN)), ((2, BETTER), (-2, WORSE)), ((0, SAME),)):
        found = [
            Way(
                match[0],
                way,
                bool(POINTING.search(text[max(0, match.start() - 40) : match.start()])),
                text[match.end() :],
            )
            for way, expression in words
            for match in expression.finditer(text)
            if _is_said(text, match)
        ]
        if found:
            return found[-1] if len({one.way for one in found}) == 1 else None
    return None


def _is_said(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() :]
    return not (
        NOT_SAID.search(text[max(0, match.start() - 50) : match.start()])
        or NOT_SO_AFTER.match(after)
        or OWN_FIGURE.match(after)
    )


def better_by(text: str) -> int:
    """Whether more of what a text measures is better, 1, or worse, -1; 0 where the words do not say."""
    less, more = LESS_IS_BETTER.search(text), MORE_IS_BETTER.search(text)
    return 0 if bool(less) == bool(more) else (1 if more else -1)
