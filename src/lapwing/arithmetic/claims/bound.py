"""Whether a claim and its two figures stand so close in one clause that it can be of no others.

"36 of the 97 (47%)", "three in five (78 of 104)", "from 44 to 33, or a ninth": figures from elsewhere excuse nothing here.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from itertools import product

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding
from lapwing.arithmetic.numbers import Quantity, find_quantities
from lapwing.arithmetic.sentences import shape_of

OWNER = r"(?:the|our|all|its|their|these|those|this|that|a\s+total\s+of|year[’']s|[a-z]+[’']s?|[a-z]+)\s+"
OF = rf"\s+(?:[a-z’'-]+\s+){{0,3}}?(?:out\s+)?of\s+(?:{OWNER}){{0,2}}?"
WORDS = r"(?:(?!\b(?:and|but|while|whilst|whereas|though|although|with|plus|yet|because)\b)[^⟦⟧;.:()]){0,60}?"
AGAIN = rf"{WORDS}(?:\(|,|\s[–—-]\s)\s*(?:(?!and\b|but\b|while\b|whereas\b|though\b)[a-z’',-]+\s+){{0,4}}?"
END = r"(?!\s+(?:[a-z]+\s+)?of\s+(?!all\b|the\s+(?:total|whole)\b|them\b))"
SHARES = (
    re.compile(rf"(?:⟦A⟧{OF}⟦B⟧){AGAIN}⟦S⟧{END}"),
    re.compile(rf"⟦S⟧{AGAIN}⟦A⟧{OF}⟦B⟧"),
    re.compile(rf"⟦A⟧,?\s*(?:\(|or\s+)⟦S⟧\)?,?{OF}⟦B⟧"),
    re.compile(rf"⟦S⟧(?:\s*\(|,?\s+or\s+)⟦A⟧\)?,?{OF}⟦B⟧"),
    re.compile(rf"⟦S⟧{OF}⟦B⟧{AGAIN}⟦A⟧"),
    re.compile(rf"\b(?:of|among|amongst)\s+(?:{OWNER}){{0,2}}?⟦B⟧{WORDS},\s+⟦A⟧{AGAIN}⟦S⟧{END}"),
)
FROM_TO = r"\bfrom\s+(?:[a-z’'-]+\s+){0,3}?⟦A⟧(?:\s+[a-z’'-]+){0,6}?\s+(?:up\s+|down\s+)?to\s+(?:[a-z’'-]+\s+){0,3}?⟦B⟧"
MOVES = (
    re.compile(rf"{FROM_TO}{AGAIN}⟦S⟧{END}"),
    re.compile(rf"⟦S⟧(?:\s*[,(]|\s+[–—-]|\s+[a-z]+)?\s*{FROM_TO}"),
)
LONGEST, MOST = 220, 16


def is_bound(finding: Finding) -> bool:
    """Whether the claim and the two figures of a finding are bound to each other in its sentence."""
    quantities = find_quantities(finding.sentence)
    spots = [[i for i, one in enumerate(quantities) if one.text.strip() == figure] for figure in finding.figures]
    if len(spots) != 3 or not all(spots):
        return False
    for chosen in list(product(*spots))[:MOST]:
        if len(set(chosen)) == 3 and _stand_bound(finding, quantities, chosen):
            return True
    return False


def _stand_bound(finding: Finding, quantities: list[Quantity], chosen: tuple[int, ...]) -> bool:
    own = [quantities[i] for i in chosen]
    moves = finding.rule.startswith("change") or finding.rule == "bound-change"
    claim = own[-1] if moves else next((one for one in own if one.is_part), None)
    if claim is None:
        return False
    first, last = min(own, key=lambda one: one.start), max(own, key=lambda one: one.start)
    if last.end - first.start > LONGEST:
        return False
    pair = sorted((one for one in own if one is not claim), key=lambda one: one.start)
    shape = shape_of(finding.sentence, quantities)
    for one, name in ((claim, "S"), (pair[0], "A"), (pair[1], "B")):
        index = next(i for i in chosen if quantities[i] is one)
        shape = shape.replace(f"⟦{one.kind.value}{index}⟧", f"⟦{name}⟧")
    swapped = shape.replace("⟦A⟧", "⟦·⟧").replace("⟦B⟧", "⟦A⟧").replace("⟦·⟧", "⟦B⟧")
    return any(form.search(text) for form in (MOVES if moves else SHARES) for text in (shape, swapped))
