"""Words that say of some parts that nobody is in two of them, or that there are no others."""

from collections.abc import Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.pieces import holds
from lapwing.arithmetic.scenes.scene import Scene

ONE = r"(?:one|a\s+single|only\s+one|just\s+one|once|exactly\s+one)"
SAID_ONCE = re.compile(
    rf"\b(?:no|none|nobody|not\s+one)\b[^.;⟦⟧]{{0,50}}\b(?:more\s+than\s+(?:one|once)|twice|both|two|overlap\w*|counted\s+again)\b[^.;⟦⟧]{{0,20}}|"
    rf"\b(?:each|every)\b[^.;⟦⟧]{{0,60}}\b{ONE}\b[^.;⟦⟧]{{0,30}}|\b{ONE}\b[^.;⟦⟧]{{0,40}}\b(?:for|of)\s+(?:each|every)\b[^.;⟦⟧]{{0,20}}|"
    r"\b(?:do|does|did|can|could)\s+not\s+overlap\b|\bwithout\s+(?:any\s+)?(?:overlap|double\s+counting)\b|\bmutually\s+exclusive\b"
)
NO_OTHER = re.compile(
    r"\bno\s+(?:other(?:\s+[a-z]+)?|others|third|fourth|fifth|sixth)\b|\bnot?\s+(?:any\s+)?(?:where|one|body|thing)?\s*else\b|\b(?:nowhere|nobody|nothing|no\s+one|none)\s+else\b|\bonly\s+other\b|\bthe\s+only\s+(?:two|three|four|five|(?:possible\s+)?(?:answers|options|choices|outcomes|categories|grades|ratings|groups|kinds|types|sources|ones))\b|"
    r"\ball\s+gave\s+one\b|\bone\s+or\s+the\s+other\b|\b(?:between\s+them\s+)?(?:account\s+for|are|cover|make\s+up)\s+(?:all|every|the\s+whole)\b|\bthere\s+(?:is|are|was|were)\s+no\s+(?:other|fifth|fourth|third|more)\b"
)
# Pieces one of which is in every text that says so.
OF_ONCE = ("twice", "both", "two", "overlap", "more", "counted", "each", "every", "exclusive", "double")
OF_NO_OTHER = ("no ", "else", "only", "gave", "other", "all", "every", "whole")


def is_closed(text: str) -> bool:
    """Whether a text in small letters says that its parts share nothing, or that they are all."""
    return bool(
        (holds(text, OF_ONCE) and SAID_ONCE.search(text)) or (holds(text, OF_NO_OTHER) and NO_OTHER.search(text))
    )


SAID_AGAIN = re.compile(
    r"[^.;⟦⟧]{0,40}(?P<how>[(,])\s*(?P<or>or\s+|that\s+is,?\s+)?(?:nearly\s+|almost\s+|about\s+|some\s+)?"
)
CLOSE = 0.04


def without_repeats(text: str, shares: Sequence[Quantity]) -> list[Quantity]:
    """Shares without those that the next says again, in brackets or otherwise: "nearly all (89%)", "a third, or 34%".

    "A third for neglect, a third for the rest" are two: a comma alone says a thing again only in another form.
    """
    kept: list[Quantity] = []
    for one in shares:
        again = SAID_AGAIN.fullmatch(text[kept[-1].end : one.start]) if kept else None
        alike = again and again["how"] == "," and not again["or"] and kept[-1].kind is one.kind
        if again and not alike and abs(one.share - kept[-1].share) <= CLOSE:
            kept[-1] = one if one.kind is Kind.PERCENT else kept[-1]
        else:
            kept.append(one)
    return kept


OTHERS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5}
OTHER_HALF = re.compile(r"\bthe\s+other\s+(half|third|quarter|fifth)\b(?!\s+of\s+the\s+(?:year|term|month|day))")


def other_halves(scene: Scene) -> list[Quantity]:
    """ "The other half", which says by its words that it is all the rest."""
    return [
        Quantity(Kind.FRACTION, OTHERS[match[1]], match[0], match.start(), match.end(), step=0.03, in_words=True)
        for match in OTHER_HALF.finditer(scene.lower)
        if not any(one.start < match.end() and match.start() < one.end for one in scene.joint.quantities)
    ]
