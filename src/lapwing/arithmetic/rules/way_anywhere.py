"""Which way something went, where only a word says so; and the highest or lowest of a run."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterable, Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import said_direction
from lapwing.arithmetic.claims.direction import EXCEPT
from lapwing.arithmetic.claims.pairs import find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.joining.before import scenes_of
from lapwing.arithmetic.joining.earlier import told_earlier
from lapwing.arithmetic.joining.which_way import (
    BETTER,
    DOWN,
    FASTER,
    LEAVE,
    NOT_SAID,
    SLOWER,
    UP,
    WORSE,
    Way,
    better_by,
    way_of,
)
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order, when
from lapwing.arithmetic.sentences import Sentence

NAME = "way-anywhere"
WIDEST, BEGINS = 5.0, r"\b"
# Every word that anything here looks for begins a word: so much is looked for first, in every sentence of a report.
MAY_BE = re.compile(
    rf"\b(?:{'|'.join(one.pattern.removeprefix(BEGINS) for one in (UP, DOWN, BETTER, WORSE))}|un(?:changed|altered)|identical|no\s+change|slow|eas(?:ed|ing)|off\b|accelerat|quicken|gather|sp(?:ed|eed)|steepen|highest|largest|greatest|most|peak|record|lowest|smallest|fewest|least)"
)
HIGHEST = re.compile(
    r"(?<!second )(?<!third )(?<!of the )(?<!among the )\b(?:(?P<top>highest|largest|greatest|most|peak\w*|record)|(?P<low>lowest|smallest|fewest|least))\b"
)
IN_RUN = re.compile(
    r"\b(?:for|in|of|since|over|across)\s+(?:the\s+)?(?:(?:last|past)\s+)?(?:three|four|five|six|seven|ten|⟦t\d+⟧|⟦c\d+⟧|[a-z]+\s+years|the\s+run|the\s+period|records?\s+began|any\s+(?:year|quarter|month|term))\b|⟦t\d+⟧|\bon\s+record\b|\bever\b|\byet\b|\bso\s+far\b"
)
SAVE = re.compile(rf"\b(?:{EXCEPT}|one\s+of|among|second|third|next|after|outside)\b")
RUN = re.compile(r"[:(–—]\s*(?P<run>[^()]*)")


@rule(
    NAME,
    "Which way it went",
    Example("Contacts to the hub fell once more: 9,411 in 2021/22, 10,208 in 2022/23.", Verdict.FAILS),
    Example("Contacts to the hub rose once more: 9,411 in 2021/22, 10,208 in 2022/23.", Verdict.HOLDS),
    Example("Fewer schools replied than a year ago: 144 against 131.", Verdict.FAILS),
    Example(
        "Demand was the highest for three years: 310 in 2020/21, 340 in 2021/22 and 335 in 2022/23.", Verdict.FAILS
    ),
    Example("The gap has narrowed: 76% of the north agreed, against 67% of the south.", None, "two sides of a gap"),
    Example("Despite a fall in births, visits were 310 in 2021/22 and 340 in 2022/23.", None),
    Example("Visits numbered 340 in 2021/22.\n\nIn 2022/23 visits numbered 310. The growth is welcome.", Verdict.FAILS),
    Example("Reviews held in time improved from 68% to 59%.", Verdict.FAILS, "fewer in time is worse"),
    Example("The average wait improved from 31 days to 25.", Verdict.HOLDS),
    Example("Calls were unchanged at 8,412 (2021/22: 8,142).", Verdict.FAILS),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A word that says which way something went, and two figures whose order in time is known.

    The word may be a verb, a noun that points back ("this fall"), one of comparison ("fewer"), one that says it is the same,
    or "improved" and "worsened", where what is measured says whether more of it is better. The figures are the only two
    of the sentence, or of it and those before or after it, or of an earlier paragraph that tells of the same thing.
    "The highest for three years" is held against the figures that follow it. Where words of both ways are said, or of
    hopes, targets or other places, it keeps quiet.
    """
    for number, sentences in enumerate(report.by_passage):
        for index, sentence in enumerate(sentences):
            if not MAY_BE.search(sentence.lower):
                continue
            if said := _superlative(sentence) or _pace(sentences, index) or _said(report, number, index):
                yield shown_with(said, sentence, NAME)


def _said(report: Report, number: int, index: int) -> Finding | None:
    sentence = report.by_passage[number][index]
    way = way_of(sentence.shape)
    if not way or any(one.value < 0 for one in sentence.quantities):
        return None
    if abs(way.way) == 1 and not way.back and any(said_direction(pair)[0] for pair in find_pairs(sentence)):
        return None  # "rose from 40 to 52" is judged by itself
    here = report.by_passage[number]
    told_here = sentence.of(*KINDS)
    if not told_here and not way.back:  # "Calls fell once more. There were 9,411 in 2021/22 and 10,208 in 2022/23."
        scenes: Iterable[Scene] = [scene_of(here[index : index + 2], sentence)] if index + 1 < len(here) else []
    else:
        scenes = scenes_of(report, number, index)
    for scene in scenes:
        if sum(len(one.of(*KINDS)) for one in scene.sentences) < 2:
            continue
        values = _values(scene)
        if len(values) < 2:
            continue
        if scene.shown is not scene.sentences[-1] and sentence.of(*KINDS):
            return None
        return _held(scene, sentence, way, values)
    if told := told_earlier(report, number, index) if way.back or told_here else None:
        first, last = told
        scene = scene_of([first.sentence, *([last.sentence] if last.sentence is not sentence else []), sentence])
        pair = [next(one for one in scene.joint.quantities if one.text == mark.figure.text) for mark in told]
        return _judged(scene, sentence, way, (pair[0], pair[1]))
    return None


A_GAP = re.compile(r"\b(?:gap|difference|disparity)\b[^.;]{0,60}\b(?:narrow|widen|clos)")
KINDS = (Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION, Kind.POINTS)


def _values(scene: Scene) -> list[Quantity]:
    """The figures of a scene that measure something, without what is claimed of a movement and what only counts times."""
    moved = {id(one.quantity) for one in claims_of(scene) if one.quantity.kind is not Kind.POINTS}
    found = [
        one
        for one in scene.figures
        if one.kind in KINDS
        and one.value > 0
        and id(one) not in moved
        and not only_numbers(scene.joint, one)
        and not (one.in_words and one.value <= 3)
    ]
    within = [one for one in found if one.kind is Kind.DURATION]
    return [one for one in found if one not in within] if len(found) - len(within) >= 2 else found


def _held(scene: Scene, sentence: Sentence, way: Way, values: Sequence[Quantity]) -> Finding | None:
    pair = _pair(scene, values)
    return _judged(scene, sentence, way, pair) if pair else None


def _judged(scene: Scene, sentence: Sentence, way: Way, pair: tuple[Quantity, Quantity]) -> Finding | None:
    before, after = pair
    if any(one.hedge is not Hedge.NONE for one in pair):
        return None
    if before.kind is Kind.PERCENT and A_GAP.search(scene.lower):
        return None
    wanted = way.way if abs(way.way) < 2 else _better(scene.joint.shape, before) * (way.way // 2)
    if abs(way.way) == 2 and not wanted:
        return None
    if not 1 / WIDEST <= after.value / before.value <= WIDEST or not _is_of_them(scene, sentence, way, pair):
        return None
    rose = (after.value > before.value) - (after.value < before.value)
    line = f"{plain(after.value)} − {plain(before.value)} = {plain(after.value - before.value)}"
    if rose == wanted:
        verdict, word = Verdict.HOLDS, "agrees"
    elif rose == 0 or (wanted == 0 and abs(after.value - before.value) < 0.02 * before.value):
        return None
    else:
        verdict, word = (
            Verdict.FAILS,
            f"the figures go {'up' if rose > 0 else 'down'}, from {before.text} to {after.text}",
        )
    return finding(
        NAME,
        verdict,
        scene.joint,
        [before, after],
        line,
        f"The text says “{way.word}”, and {word}."
        if verdict is Verdict.FAILS
        else f"“{way.word}” agrees with the figures.",
    )


def _pair(scene: Scene, values: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The earlier and the later of the only two figures, or those of the only change that is told."""
    if len(values) == 2 and values[0].kind is values[1].kind and values[0].unit == values[1].unit:
        one, other = values
        told = find_pairs(scene.joint)
        of_them = len(told) == 1 and {id(told[0].before), id(told[0].after)} == {id(one), id(other)}
        return order(scene, one, other) or ((told[0].before, told[0].after) if of_them else None)
    return None


def _better(text: str, one: Quantity) -> int:
    return -1 if one.kind is Kind.DURATION else better_by(text)


def _is_of_them(scene: Scene, sentence: Sentence, way: Way, pair: Sequence[Quantity]) -> bool:
    """Whether the word may be said of the two figures: both stand in its sentence, or it points back to them."""
    offset = 0
    for one in scene.sentences:
        if one is sentence:
            break
        offset += len(one.text) + 1
    mine = [one for one in pair if offset <= one.start < offset + len(sentence.text)]
    return (
        len(mine) == 2
        or way.back
        or (len(mine) == 1 and len(scene.sentences) > 1)
        or scene.shown is not scene.sentences[-1]
    )


def _pace(sentences: Sequence[Sentence], index: int) -> Finding | None:
    """ "This slowing of the decline": two movements of one way, the later of which should be the smaller."""
    sentence = sentences[index]
    slower, faster = SLOWER.search(sentence.lower), FASTER.search(sentence.lower)
    if bool(slower) == bool(faster) or NOT_SAID.search(sentence.lower[: (slower or faster).start()]):  # type: ignore[union-attr]
        return None
    near = [
        sentences[i : j + 1]
        for i, j in ((index, index), (index - 1, index), (index, index + 1))
        if i >= 0 and j < len(sentences)
    ]
    for some in near:
        scene = scene_of(some, sentence)
        moves = [one for one in claims_of(scene) if one.quantity.kind in {Kind.PERCENT, Kind.POINTS, Kind.FRACTION}]
        if (
            len(moves) != 2
            or not moves[0].sign
            or moves[0].sign != moves[1].sign
            or moves[0].quantity.kind is not moves[1].quantity.kind
        ):
            continue
        pair = [one.quantity for one in moves]
        first, second = order(scene, pair[0], pair[1]) or (pair[0], pair[1])
        if first.value == second.value or (second.value < first.value) == bool(slower):
            return None
        word = (slower or faster)[0]  # type: ignore[index]
        line = f"{first.text.strip()}, then {second.text.strip()}"
        return finding(
            NAME,
            Verdict.FAILS,
            scene.joint,
            pair,
            line,
            f"The text says “{word}”, and the later movement is the {'larger' if slower else 'smaller'}.",
        )
    return None


def _superlative(sentence: Sentence) -> Finding | None:
    """ "The lowest for three years": the figure it is said of, and those of the run that is told."""
    match = HIGHEST.search(sentence.lower)
    if not match or not IN_RUN.search(sentence.shape) or SAVE.search(sentence.lower) or LEAVE.search(sentence.shape):
        return None
    scene = scene_of([sentence])
    values = [one for one in _values(scene) if one.kind is not Kind.DURATION and one.hedge is Hedge.NONE]
    if len(values) < 3 or len({one.kind for one in values} - {Kind.RATE, Kind.COUNT}) > 1:
        return None
    dated = [one for one in values if when(scene, one).first]
    undated = [one for one in values if one not in dated]
    if len(dated) == len(values) and len({when(scene, one).first for one in dated}) == len(dated):
        *others, last = sorted(dated, key=lambda one: str(when(scene, one).first))
    elif len(undated) == 1 and len(dated) >= 2:
        last, others = undated[0], dated
    elif not dated and (run := RUN.search(sentence.lower, values[0].end)) and values[1].start >= run.start():
        last, *others = values
    else:
        return None
    beaten = [one for one in others if (one.value > last.value if match["top"] else one.value < last.value)]
    verdict = Verdict.FAILS if beaten else Verdict.HOLDS
    line = ", ".join(plain(one.value) for one in (*others, last))
    message = f"The text says “{match[0]}” of {last.text}; the run is {line}."
    return finding(NAME, verdict, scene.joint, [last, *beaten], line, message)
