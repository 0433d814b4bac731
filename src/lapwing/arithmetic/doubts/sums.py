"""A whole and its parts: some may be counted twice, taken away, told of another time, or be parts of another figure."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts.case import Case, values_of
from lapwing.arithmetic.numbers import Kind, find_quantities
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.scenes.closed import SAID_ONCE
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.scenes.when import when

MOST, MOST_SIGNED, FEW = 9, 6, 9
FAR = 1.7  # times
OVERLAPS = re.compile(
    r"\b(?:more\s+than\s+(?:one|once)|add(?:s)?\s+(?:up\s+)?to\s+more|sum\s+to\s+more|(?:counted|shown|listed|recorded|included|appears?)\s+(?:twice|more\s+than\s+once|in\s+(?:each|both))|tick\s+(?:more|all|as)|overlap\w*|two\s+or\s+more|several\s+(?:factors|reasons|categories|needs)|not\s+(?:add|sum)|both\s+(?:columns|rows)|(?:did|attend\w*|came\s+to|went\s+to|took|used|chose|had)\s+both)\b"
)
MAIN_ONES = re.compile(
    r"\b(?:main|largest|biggest|top|leading|principal|chief|commonest|most\s+common|most\s+frequent)\s+(?:[a-z]+\s+){0,2}?[a-z]+[^s\s]s\b(?!\s+of\s+each)"
)
OF_A_KIND = re.compile(
    r"\b(?:of|about|involv(?:ed|ing)|concern(?:ed|ing)|mention(?:ed|ing)|featur(?:ed|ing))\s+(?:an?\s+)?(?:[a-z-]+\s+){0,2}?(?:abuse|neglect|exploitation|violence|harm|bullying|misuse|assault|theft|self-harm|risk|need)\b"
)
ONE_EACH = re.compile(
    r"\beach\b|\bone\s+(?:main|heading|category|type|kind|reason)\b|\bmain\b|\bprimary\b|\bby\s+(?:[a-z]+\s+)?(?:type|category)\b|\bremaining\b|\bother\s+\d|\brest\b|\bmade\s+up\s+of\b|\bcompris"
)
LESS = re.compile(
    r"\b(?:cancel\w*|withdr[ae]w\w*|dropped\s+out|stayed\s+away|absent|lost|left|less|minus|except\w*|net\s+of|duplicat\w*|sit\s+on|sits\s+on|two\s+of\s+them|both|twice|also|since|because|removed|closed)\b"
)
ROUNDED_TO = re.compile(
    r"\b(?:rounded\s+(?:up\s+|down\s+)?(?:to|off\s+to)\s+(?:the\s+)?(?:nearest\s+)?|to\s+(?:the\s+)?nearest\s+)(?P<n>five|ten|hundred|thousand|\d[\d,]*)"
)
SIZES = {"five": 5.0, "ten": 10.0, "hundred": 100.0, "thousand": 1000.0}
ONE_TO_ANOTHER = re.compile(r"^\s+(?:to|and\s+not)\s+[£\d]")


def each_of_its_year(case: Case) -> str:
    """ "409 in 2019/20, 380 in 2020/21 and 352 in 2021/22": no figure of a year is the sum of other years' figures."""
    for sentence in () if case.in_table else case.around:
        scene = scene_of([sentence])
        told = [one for one in scene.figures if one.text.strip() in case.finding.figures]
        years = {when(scene, one).first for one in told}
        if len(told) == len(case.finding.figures) == len(years) and None not in years:
            return "if each is of a year of its own"
    return ""


def far_off(case: Case) -> str:
    """A slip is one of a figure or a part. What is as far from the whole as 36 from four was never its parts."""
    numbers = _numbers(case)
    if case.in_table or len(numbers) < 3 or not numbers[0]:
        return ""
    times = sum(numbers[1:]) / numbers[0]
    return "" if 1 / FAR < times < FAR else "if the figures are no parts of it: they are too far from it"


def only_the_main(case: Case) -> str:
    """A table of "the main reasons" need not have them all."""
    table = next((one for one in case.report.tables if one.place.table == case.finding.place.table), None)
    before = " ".join(one.text.lower() for one in case.report.before(table, 2)) if table else ""
    return "if only the main ones are shown" if _falls_short(case) and MAIN_ONES.search(before) else ""


def counted_twice(case: Case) -> str:
    """The words say that some are in more than one part; or each part is of a kind of harm, and one may be of several."""
    numbers = _numbers(case)
    of_kinds = (
        not case.in_table
        and 2 < len(numbers) <= len(OF_A_KIND.findall(case.text)) + 1
        and sum(numbers[1:]) > numbers[0]
        and not ONE_EACH.search(case.text)
    )
    said = OVERLAPS.search(SAID_ONCE.sub(" ", case.text))
    return "if some are counted in more than one part" if said or of_kinds else ""


def of_other_sorts(case: Case) -> str:
    """Whole counts among figures with decimals: 22 staff are no part of 14.2 posts; and "from 40 to 52" is one figure."""
    if case.in_table or len(numbers := _numbers(case)) < 3:
        return ""
    if len({one == int(one) for one in numbers}) == 2 and not any(one.kind is Kind.MONEY for one in case.figures):
        return "if they are not all counts of one kind"
    became = any(ONE_TO_ANOTHER.match(case.after(one)) for one in case.finding.figures)
    return "if one of the figures is what another became" if became else ""


def of_other_times(case: Case) -> str:
    """ "44 deaths in 2024/25: 19 of the children had died in 2023/24 and 8 before": no part is of the time of the whole."""
    if case.in_table or not _falls_short(case):
        return ""
    spans = [_first_time_after(case, figure) for figure in case.finding.figures[:3]]
    apart = all(spans) and spans[0] not in spans[1:] and spans[1] != spans[2]
    return "if the rest are of the time that the whole is told for" if apart else ""


def _first_time_after(case: Case, figure: str) -> str:
    near = next((one for one in case.around if figure in one.text), None)
    after = near.text[near.text.find(figure) :] if near else ""
    return next((one.text for one in near.of(Kind.PERIOD) if one.text in after), "") if near else ""


def rounded(case: Case) -> str:
    numbers = _numbers(case)
    match = ROUNDED_TO.search(case.report.whole_text) if len(numbers) > 2 else None
    if not match:
        return ""
    size = SIZES.get(match["n"]) or float(match["n"].replace(",", ""))
    fits = _gap(numbers) <= size * len(numbers) / 2
    return f"if every figure is rounded to the nearest {plain(size)}, as the text says" if fits else ""


def the_rest_is_beside(case: Case) -> str:
    """The gap is a figure beside them; or some of them are taken away; or all are parts of another figure there."""
    numbers = _numbers(case)
    if len(numbers) < 3:
        return ""
    gap = _gap(numbers)
    others = [one.value for sentence in case.akin for one in sentence.of(Kind.COUNT, Kind.MONEY)]
    beside = list((Counter(others) - Counter(numbers)).elements())
    less = LESS.search(SAID_ONCE.sub(" ", case.text))
    if gap in beside and (gap > FEW or _falls_short(case) or less):
        return f"if the {plain(gap)} named beside them are the rest"
    if less and _with_signs(numbers):
        return "if some of them are taken away"
    return "if they are parts of another figure in the paragraph" if _makes_another(numbers, beside) else ""


def one_within_another(case: Case) -> str:
    """Whether parts that are too many make the whole without one or two of them."""
    numbers = [value for figure in case.finding.figures for value in values_of(figure)]
    if len(numbers) < 4 or not case.finding.computation.endswith(case.finding.figures[0]):
        return ""  # too few, or the whole stands in another sentence than the parts
    whole, parts = numbers[0], numbers[1:]
    within = (
        len(parts) < MOST
        and sum(parts) > whole + 1
        and any(sum(some) == whole for size in range(2, len(parts)) for some in combinations(parts, size))
    )
    return "if one of the parts is part of another" if within else ""


def _numbers(case: Case) -> list[float]:
    return [value for figure in case.finding.figures for value in _values(figure)]


def _values(figure: str) -> Iterator[float]:
    if figure.lower() == "one":
        yield 1.0
    for one in find_quantities(figure):
        if one.kind in {Kind.COUNT, Kind.MONEY}:
            yield one.value


def _gap(numbers: Sequence[float]) -> float:
    return abs(sum(numbers[1:]) - numbers[0])


def _falls_short(case: Case) -> bool:
    numbers = _numbers(case)
    return len(numbers) > 2 and sum(numbers[1:]) < numbers[0]


def _with_signs(numbers: Sequence[float]) -> bool:
    """Whether the parts make the whole if some are taken away: 115 less 12 and 9 more are 112."""
    whole, parts = numbers[0], numbers[1:]
    return len(parts) <= MOST_SIGNED and any(
        sum(one * way for one, way in zip(parts, signs, strict=True)) == whole
        for signs in product((1, -1), repeat=len(parts))
    )


def _makes_another(numbers: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the figure that was taken for the whole is itself a part: 14 and 12 make the 26 of the sentence before."""
    whole, parts = numbers[0], numbers[1:6]
    return any(
        whole + sum(chosen) == other for other in others for size in (1, 2) for chosen in combinations(parts, size)
    )


DOUBTS = (
    far_off,
    each_of_its_year,
    only_the_main,
    counted_twice,
    of_other_sorts,
    of_other_times,
    rounded,
    the_rest_is_beside,
    one_within_another,
)
