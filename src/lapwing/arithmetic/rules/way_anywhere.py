"""Which way something went, where only a word says so; and the highest or lowest of a run."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, DOWN_VERBS, UP_NOUNS, UP_VERBS, by_first_letter
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order, when
from lapwing.arithmetic.sentences import Sentence

NAME = "way-anywhere"
UP = re.compile(
    rf"\b(?:{by_first_letter(f'{UP_VERBS}|{UP_NOUNS}')}|more\s+(?!than\s+(?:⟦|\d))[a-z]+(?:\s+[a-z]+){{0,6}}?\s+than|higher|greater\s+numbers?|commoner|more\s+(?:common|frequent)|slower|longer|on\s+the\s+rise|upward)\b"
)
DOWN = re.compile(
    rf"\b(?:{by_first_letter(f'{DOWN_VERBS}|{DOWN_NOUNS}')}|fewer|lower|rarer|less\s+(?:common|frequent|often)|quicker|faster|shorter|downward)\b"
)
QUIET = re.compile(
    r"\b(?:not|no|never|despite|although|though|while|whilst|whereas|but|however|because|owing|due|target\w*|aim\w*|hop\w+|plan\w*|forecast\w*|expect\w*|would|could|should|will|if|slow(?:ed|ing)|revers\w+|halt\w*|offset|followed|after|before|risk|reduce\s+(?:the|harm|risk)|than\s+(?:other|the\s+national|england|similar|neighbour\w*|those)|national\w*|england|region\w*|average\s+for|respectively|rank\w*|depriv\w*|cut\s+short|help\w*|seeking|designed|to\s+(?:reduce|increase|cut|raise|lower|improve))\b"
)
MAY_BE = re.compile(
    f"{UP.pattern}|{DOWN.pattern}|highest|largest|greatest|most|peak|record|lowest|smallest|fewest|least"
)
SPEED = re.compile(r"\b(?:quicker|faster|slower|speed\w*)\b")
HIGHEST = re.compile(
    r"\b(?P<top>highest|largest|greatest|most|peak\w*|record)\b|\b(?P<low>lowest|smallest|fewest|least)\b"
)
IN_RUN = re.compile(
    r"\b(?:for|in|of|since|over|across)\s+(?:the\s+)?(?:(?:last|past)\s+)?(?:three|four|five|six|seven|ten|⟦t\d+⟧|⟦c\d+⟧|[a-z]+\s+years|the\s+run|the\s+period)\b|⟦t\d+⟧"
)


@rule(
    NAME,
    "Which way it went",
    Example("Contacts to the hub fell once more: 9,411 in 2021/22, 10,208 in 2022/23.", Verdict.FAILS),
    Example("Contacts to the hub rose once more: 9,411 in 2021/22, 10,208 in 2022/23.", Verdict.HOLDS),
    Example("Fewer schools replied than a year ago: 144 against 131.", Verdict.FAILS),
    Example(
        "Demand was the highest for three years: 310 in 2020/21, 340 in 2021/22 and 335 in 2022/23.", Verdict.FAILS
    ),
    Example("Despite a fall in births, visits were 310 in 2021/22 and 340 in 2022/23.", None),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A word that says which way something went, and two figures whose order in time is known.

    Reads one sentence, or a sentence and the two figures of the next, where nothing else is said to move. It speaks only
    where years, months or words such as "a year ago" and "now" say which figure came first. "The highest for three
    years" is held against three or more figures told by year. Where a clause speaks of causes, hopes, targets or other
    places, it keeps quiet.
    """
    for sentences in report.by_passage:
        for index, sentence in enumerate(sentences):
            following = sentences[index + 1] if index + 1 < len(sentences) else sentence
            if not (sentence.quantities or following.quantities) or not MAY_BE.search(sentence.lower):
                continue
            around = [scene_of([sentence])]
            if index + 1 < len(sentences) and not sentence.of(Kind.COUNT, Kind.PERCENT, Kind.RATE, Kind.MONEY):
                around.append(scene_of(sentences[index : index + 2], sentence))
            for scene in around:
                if said := _highest(scene) or _way(scene, sentence):
                    yield shown_with(said, sentence, NAME)
                    break


def _values(scene: Scene) -> list[Quantity]:
    kinds = {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION}
    return [one for one in scene.figures if one.kind in kinds and one.value > 0]


def _way(scene: Scene, sentence: Sentence) -> Finding | None:
    values = _values(scene)
    if (
        len(values) != 2
        or len(scene.figures) != 2
        or values[0].kind is not values[1].kind
        or values[0].unit != values[1].unit
    ):
        return None
    if (claims_of(scene) and not re.search(r"\bfewer\b|\bmore\b", sentence.lower)) or QUIET.search(scene.joint.shape):
        return None
    ups, downs = len(UP.findall(sentence.lower)), len(DOWN.findall(sentence.lower))
    known = order(scene, *values)
    if bool(ups) == bool(downs) or ups + downs > 1 or not known:
        return None
    if SPEED.search(sentence.lower) and values[0].kind is not Kind.DURATION:
        return None
    nouns = [scene.noun(one) for one in values]
    if all(nouns) and not set(nouns[0]) & set(nouns[1]):
        return None
    before, after = known
    if before.value == after.value or max(before.value, after.value) > 5 * min(before.value, after.value):
        return None
    rose = after.value > before.value
    verdict = Verdict.HOLDS if rose == bool(ups) else Verdict.FAILS
    line = f"{plain(after.value)} − {plain(before.value)} = {plain(after.value - before.value)}"
    said = (UP if ups else DOWN).search(sentence.lower)
    word = said[0] if said else ""
    message = (
        f"The text says “{word}”, and the figures go {'up' if rose else 'down'}, from {before.text} to {after.text}."
    )
    return finding(NAME, verdict, scene.joint, [before, after], line, message)


def _highest(scene: Scene) -> Finding | None:
    """ "The highest for three years", where three or more years each have a figure."""
    match = HIGHEST.search(scene.lower)
    values = [one for one in _values(scene) if when(scene, one).first]
    if (
        not match
        or len(values) < 3
        or len({one.kind for one in values}) > 1
        or not IN_RUN.search(scene.joint.shape)
        or QUIET.search(scene.joint.shape)
    ):
        return None
    dated = sorted(values, key=lambda one: str(when(scene, one).first))
    if len({when(scene, one).first for one in dated}) < len(dated):
        return None
    last, others = dated[-1], dated[:-1]
    beaten = [one for one in others if (one.value > last.value if match["top"] else one.value < last.value)]
    verdict = Verdict.FAILS if beaten else Verdict.HOLDS
    line = ", ".join(plain(one.value) for one in dated)
    message = f"The text says “{match[0]}” of {last.text}; the run is {line}."
    return finding(NAME, verdict, scene.joint, [last, *beaten], line, message)
