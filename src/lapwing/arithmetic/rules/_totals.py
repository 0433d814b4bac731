"""What is said of a whole and its parts: shared by the rules that find them."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Sequence
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import exclusive
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Quantity
from lapwing.arithmetic.numbers.judge import Judgement, judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.sentences import Sentence

NAME = "total"
C = r"⟦[cg]\d+⟧"
LOOSE = re.compile(
    r"\b(?:including|includes?|included|such as|among|mainly|mostly|e\.g|for example|at least one|more than one|both(?!\s+parents)|notably|(?:an?|the\s+same)\s+number\s+of|several|a\s+few|a\s+handful|various|most|unknown|not\s+recorded)\b"
)
COUNTED_REST = re.compile(
    rf"\b(?:remaining|remainder|rest|balance|others?|everything else|everyone else)\b[^⟦⟧.;]{{0,40}}{C}|{C}[^⟦⟧.;]{{0,12}}\b(?:others?|remaining|the rest)\b"
)


def all_apart(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    ends = [part.start for part in parts[1:]] + [len(sentence.text)]
    phrases = [sentence.text[part.end : end] for part, end in zip(parts, ends, strict=True)]
    if all(re.match(r"\s+(?:were|was|are|is|(?:had|have|has) been|remain(?:ed)?)\b", phrase) for phrase in phrases):
        return any(exclusive(one, other) for one, other in combinations(phrases, 2))
    return all(exclusive(one, other) for one, other in combinations(phrases, 2))


def say(
    sentence: Sentence, whole: Quantity, parts: list[Quantity], exhaustive: bool, apart: bool, firm: bool = False
) -> Finding | None:
    if any(re.match(r"\s+(?:[a-z]+\s+)?each\b", sentence.text[part.end :]) for part in parts):
        return None  # "one each from the police, the schools and the courts"
    judged = judge(whole, lambda *values: sum(values), parts, together=True)
    total = judged.actual
    if judged.verdict is Verdict.FAILS:
        if not _in_one_run(sentence, parts) and (chosen := _some_make(whole, parts)):
            parts, judged = chosen, Judgement(Verdict.HOLDS, whole.value)
        elif _product(whole, parts):
            return None
        else:
            loose = not firm and bool(LOOSE.search(sentence.shape))
            excused = _excuse(judged, whole, exhaustive and not loose, apart and not loose, "round" in sentence.lower)
            if excused is None:
                return None
            judged = excused
    elif not exhaustive and total > whole.value and not apart:
        judged = Judgement(Verdict.CANNOT_TELL, total, "if some are counted in more than one part")
    line = f"{' + '.join(plain(part.value) for part in parts)} = {plain(sum(part.value for part in parts))}"
    if judged.verdict is Verdict.FAILS:
        line += f", not {whole.text.strip()}"
    return finding(NAME, judged.verdict, sentence, [whole, *parts], line, _message(judged, whole), judged.reading)


def _excuse(judged: Judgement, whole: Quantity, exhaustive: bool, apart: bool, rounded: bool) -> Judgement | None:
    """A sum that misses is a failure only where the parts are all there and cannot overlap."""
    gap = judged.actual - whole.value
    if rounded:
        return Judgement(Verdict.CANNOT_TELL, judged.actual, "if each figure is rounded, as the text says")
    if gap > 0 and not apart:
        return Judgement(Verdict.CANNOT_TELL, judged.actual, "if some are counted in more than one part")
    if gap < 0 and not exhaustive:
        if whole.hedge is Hedge.NONE and -gap < whole.value * 0.34:
            return Judgement(
                Verdict.CANNOT_TELL, judged.actual, f"if the other {plain(-gap)} are in a part that is not named"
            )
        return None
    return judged


AT = re.compile(r"\s+(from|in|on|for|at|by|about|with)\b", re.IGNORECASE)


def _in_one_run(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """ "One from the police, two from health, one from schools": each with the same word after it is a part."""
    after = [AT.match(sentence.text[part.end :]) for part in parts]
    return len(parts) > 2 and all(after) and len({match[1].lower() for match in after if match}) == 1


def _some_make(whole: Quantity, parts: list[Quantity]) -> list[Quantity] | None:
    """Some of the counts may be no parts: if dropping one makes the whole, it was not one."""
    if len(parts) < 3:
        return None
    for chosen in combinations(parts, len(parts) - 1):
        if abs(sum(part.value for part in chosen) - whole.value) < 1e-9:
            return list(chosen)
    return None


def _product(whole: Quantity, parts: list[Quantity]) -> bool:
    return len(parts) == 2 and parts[0].value * parts[1].value == whole.value


def _message(judged: Judgement, whole: Quantity) -> str:
    said = whole.text.strip()
    if judged.verdict is Verdict.HOLDS:
        return f"The parts make {said}."
    if judged.verdict is Verdict.CANNOT_TELL:
        return f"The parts come to {plain(judged.actual)} and the whole is given as {said}. That would hold {judged.reading}."
    return f"The parts come to {plain(judged.actual)}, and the text says {said}."


ONE_PLACE = re.compile(
    r"\s*(?:[a-z’'-]+\s+){0,3}?(?:work|worked|works|live|lived|lives|came|come|were|are|was|attended|joined|trained|sat|placed|based|seen|received)\s+(?:[a-z]+\s+)?(?P<at>in|from|at|by|on|aged|with|under)\b"
)


def in_one_frame(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """ "88 worked in health, 61 in schools and 46 in the police": one verb for all, and nobody is in two places."""
    if len(parts) < 3:
        return False
    first = ONE_PLACE.match(sentence.text[parts[0].end :].lower())
    rest = [sentence.text[part.end :].lower() for part in parts[1:]]
    return first is not None and all(re.match(rf"\s+(?:[a-z]+\s+)?{first['at']}\b", words) for words in rest)
