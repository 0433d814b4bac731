"""Readings under which a failure would hold, that the words around it may give: asked of every failure once more.

A rule looks at the words that make its claim. What excuses a figure may stand beside them: a note on rounding, a part in
the next sentence, a base that the paragraph makes smaller, rows of a table that are said to overlap.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.bound import is_bound
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity, find_quantities
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.other_readings import MOVED, MOVES, SAYS_WHICH, WHOLES, another_reading, parts_of_some
from lapwing.arithmetic.other_things import is_a_step, is_unlikely, said_of_others
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.scenes.closed import SAID_ONCE
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.scenes.when import when
from lapwing.arithmetic.sentences import Sentence

SUMS = frozenset(
    (
        "total",
        "total-beside",
        "parts",
        "sum-anywhere",
        "table",
        "table-pattern",
        "remainder",
        "whole",
    )
)
SHARES = frozenset({"share", "share-beside"})
JOINED = frozenset({"bound-change", "joiner"})
ROUNDED_TO = re.compile(
    r"\b(?:rounded\s+(?:up\s+|down\s+)?(?:to|off\s+to)\s+(?:the\s+)?(?:nearest\s+)?|to\s+(?:the\s+)?nearest\s+)(?P<n>five|ten|hundred|thousand|\d[\d,]*)"
)
MOST_SIGNED, FEW, BACK = 6, 9, 2
ONE_TO_ANOTHER = re.compile(r"^\s+(?:to|and\s+not)\s+[£\d]")
SIZES = {"five": 5.0, "ten": 10.0, "hundred": 100.0, "thousand": 1000.0}
OVERLAPS = re.compile(
    r"\b(?:more\s+than\s+(?:one|once)|add(?:s)?\s+(?:up\s+)?to\s+more|sum\s+to\s+more|(?:counted|shown|listed|recorded|included|appears?)\s+(?:twice|more\s+than\s+once|in\s+(?:each|both))|tick\s+(?:more|all|as)|overlap\w*|two\s+or\s+more|several\s+(?:factors|reasons|categories|needs)|not\s+(?:add|sum)|both\s+(?:columns|rows)|(?:did|attend\w*|came\s+to|went\s+to|took|used|chose|had)\s+both)\b"
)
MAIN_ONES = re.compile(
    r"\b(?:main|largest|biggest|top|leading|principal|chief|commonest|most\s+common|most\s+frequent)\s+(?:[a-z]+\s+){0,2}?[a-z]+[^s\s]s\b(?!\s+of\s+each)"
)
CAME_AND_WENT = re.compile(
    r"\b(?:lost|left|leaving|gone|closed|ceased|ended|removed|discharged)\b.*\b(?:came|gained|joined|took\s+on|opened|recruited|started|added|admitted|new)\b|\b(?:gained|joined|took\s+on|opened|recruited|started|added|admitted|new)\b.*\b(?:lost|left|gone|closed|ceased|removed|discharged)\b"
)
LESS = re.compile(
    r"\b(?:cancel\w*|withdr[ae]w\w*|dropped\s+out|stayed\s+away|absent|lost|left|less|minus|except\w*|net\s+of|duplicat\w*|sit\s+on|sits\s+on|two\s+of\s+them|both|twice|also|since|because|removed|closed)\b"
)
EACH_TIME = re.compile(r"^\s+(?:[a-z]+\s+)?each\s+(?:a|per|every)\s+(?:day|week|month|hour|shift|term|session)\b")
NARROWED = re.compile(
    r",\s+(?:in|among|for|of)\s+(?:the|those)\s+(?:[a-z]+\s+)*?(?:age\s+)?(?:groups?|aged|over|under|who|whose|living)\b"
)
SOME_OF_THEM = re.compile(
    r"\b(?:of\s+(?:those|these|them|whom|which|the\s+(?:rest|remaining|others?|replies|responses|returns))|those\s+who|who\s+(?:answered|replied|responded|took\s+part)|excluding|leaving\s+out|blank|not\s+counting)\b"
)


def with_second_thought(report: Report, finding: Finding, held: Sequence[Finding] = ()) -> Finding:
    """The finding itself, or where a reading beside it would save it, "cannot tell" with that reading.

    `held` are the findings that hold: a failure whose figures all stand in one of the same sentence and rule is in doubt.
    """
    if finding.verdict is not Verdict.FAILS or is_bound(finding):
        return finding
    reading = ""
    own = set(finding.figures)
    if finding.rule.startswith("change") and any(
        one.rule == finding.rule and one.sentence == finding.sentence and own < set(one.figures) for one in held
    ):
        reading = "if the words are of another movement"
    elif finding.rule.startswith("average") and any(EACH_TIME.search(_after(finding, one)) for one in finding.figures):
        reading = "if it is an average of each of several days or weeks"
    elif finding.rule in SUMS:
        dated = finding.place.table is None and _each_of_its_year(finding, passage_of(report, finding))
        reading = "if each is of a year of its own" if dated else _sum_is_excused(report, finding)
    elif finding.rule in SHARES:
        reading = _share_is_excused(report, finding)
    elif finding.rule in WHOLES and OVERLAPS.search(" ".join(one.lower for one in passage_of(report, finding))):
        reading = "if some gave more than one answer"
    elif finding.rule in WHOLES and NARROWED.search(finding.sentence.lower()):
        reading = "if one of the shares is of a smaller group"
    if not reading:
        around = passage_of(report, finding)
        reading = _of_others(report, finding, around)
    if not reading:
        if finding.rule in SUMS:
            reading = parts_of_some(finding, around)
        else:
            reading = another_reading(finding, _akin(finding, around), held, _next_to(report, finding, around))
    return replace(finding, verdict=Verdict.CANNOT_TELL, reading=reading) if reading else finding


def _of_others(report: Report, finding: Finding, around: Sequence[Sentence]) -> str:
    """The reading under which a claim is of other figures than those that it was joined to."""
    if finding.rule in {*SHARES, "joiner"} and is_a_step(finding):
        return "if it says by how much something changed"
    if finding.rule not in MOVES and not (finding.rule in JOINED and _tells_a_change(finding)):
        return ""
    if is_unlikely(finding):
        return "if it is said of other figures"
    return said_of_others(finding, around, _next_to(report, finding, around))


def _tells_a_change(finding: Finding) -> bool:
    return len(finding.figures) == 3 and "−" in finding.computation


def spoken_for(finding: Finding, held: Sequence[Finding]) -> Finding:
    """A failure as "cannot tell", where what holds of the same figures leaves it nothing to be said of.

    A share that is right of its own part and base is not wrong of others; parts of a sum that is right are no other sum.
    """
    if finding.verdict is not Verdict.FAILS or is_bound(finding):
        return finding
    own = set(finding.figures)
    shares = {one for one in own if _is_share(one)}
    once = len(shares) == 1 and not SAYS_WHICH.search(finding.sentence.lower())
    claims = {one for one in shares if once and finding.sentence.count(one) == 1}
    for one in held:
        if one.place != finding.place or (
            one.sentence not in finding.sentence and finding.sentence not in one.sentence
        ):
            continue
        if (claims & set(one.figures) and is_bound(one)) or (len(own) > 2 and own < set(one.figures)):
            others = " and ".join(figure for figure in one.figures if figure not in claims)
            return replace(finding, verdict=Verdict.CANNOT_TELL, reading=f"if it is said of {others}")
    return finding


def _is_share(figure: str) -> bool:
    return any(one.is_part for one in find_quantities(figure))


def _after(finding: Finding, figure: str) -> str:
    """The words after a figure in the sentence it is read from."""
    return finding.sentence.partition(figure)[2][:40].lower()


def _sum_is_excused(report: Report, finding: Finding) -> str:
    around = passage_of(report, finding)
    text = SAID_ONCE.sub(" ", " ".join(sentence.lower for sentence in around))
    if finding.place.table is not None and OVERLAPS.search(SAID_ONCE.sub(" ", _section(report, finding))):
        return "if some are counted in more than one row, as the text says"
    if finding.place.table is not None and _falls_short(finding) and MAIN_ONES.search(_beside_table(report, finding)):
        return "if only the main ones are shown"
    if OVERLAPS.search(text):
        return "if some are counted in more than one part"
    moved = finding.rule == "parts" or MOVED.search(finding.sentence.lower())
    if moved and finding.place.table is None and CAME_AND_WENT.search(finding.sentence.lower()):
        return "if some came and others went"
    numbers = [one for figure in finding.figures for one in _numbers(figure)]
    if len(numbers) < 3:
        return ""
    whole, parts = numbers[0], numbers[1:]
    if finding.place.table is None and (sorts := _of_other_sorts(finding, around)):
        return sorts
    if (
        finding.place.table is None
        and sum(parts) > whole
        and len(OF_A_KIND.findall(text)) >= len(parts)
        and not ONE_EACH.search(text)
    ):
        return "if some are counted in more than one part"
    gap = abs(sum(parts) - whole)
    if (size := _rounding(report)) and gap <= size * (len(parts) + 1) / 2:
        return f"if every figure is rounded to the nearest {plain(size)}, as the text says"
    others = [one.value for sentence in _akin(finding, around) for one in sentence.of(Kind.COUNT, Kind.MONEY)]
    beside = list((Counter(others) - Counter(numbers)).elements())
    if gap in beside and (gap > FEW or sum(parts) < whole or LESS.search(text)):
        return f"if the {plain(gap)} named beside them are the rest"
    shares = [one.share for sentence in around for one in sentence.quantities if one.is_part]
    if any(abs(sum(parts) + share * whole - whole) <= max(0.5, 0.006 * whole) for share in shares):
        return "if the share named beside them is the rest"
    if LESS.search(text) and _with_signs(whole, parts):
        return "if some of them are taken away"
    if _makes_another(numbers, beside):
        return "if they are parts of another figure in the paragraph"
    return ""


OF_A_KIND = re.compile(
    r"\b(?:of|about|involv(?:ed|ing)|concern(?:ed|ing)|mention(?:ed|ing)|featur(?:ed|ing))\s+(?:an?\s+)?(?:[a-z-]+\s+){0,2}?(?:abuse|neglect|exploitation|violence|harm|bullying|misuse|assault|theft|self-harm|risk|need)\b"
)
ONE_EACH = re.compile(
    r"\beach\b|\bone\s+(?:main|heading|category|type|kind|reason)\b|\bmain\b|\bprimary\b|\bby\s+(?:[a-z]+\s+)?(?:type|category)\b|\bremaining\b|\bother\s+\d|\brest\b|\bmade\s+up\s+of\b|\bcompris"
)


def _are_of_two_kinds(finding: Finding) -> bool:
    """Whether whole counts stand among figures with decimals: 22 staff are no part of 14.2 posts."""
    numbers = [one for figure in finding.figures for one in _numbers(figure)]
    money = any(one.kind is Kind.MONEY for figure in finding.figures for one in find_quantities(figure))
    return not money and len({one == int(one) for one in numbers}) == 2


def _of_other_sorts(finding: Finding, around: Sequence[Sentence]) -> str:
    if _are_of_two_kinds(finding):
        return "if they are not all counts of one kind"
    if any(ONE_TO_ANOTHER.match(_after(finding, one)) for one in finding.figures):
        return "if one of the figures is what another became"
    if _are_stocks(finding, around):
        return "if the figures are of different days"
    if _falls_short(finding) and _of_other_times(finding, around):
        return "if the rest are of the time that the whole is told for"
    return ""


def _are_stocks(finding: Finding, around: Sequence[Sentence]) -> bool:
    """Figures that stand each beside a day of its own are of those days, and are not added up."""
    if finding.rule == "table":
        return False
    for sentence in around:
        days = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.form == "day"]
        if len({one.text for one in days}) < 2 or not re.search(
            r"\b(?:at|on)\s+(?:the\s+)?$", sentence.lower[: days[0].start]
        ):
            continue
        spots = [sentence.text.find(figure) for figure in finding.figures[1:]]
        if sum(any(0 < day.start - at < 60 for day in days) for at in spots if at >= 0) >= 2:
            return True
    return False


def _of_other_times(finding: Finding, around: Sequence[Sentence]) -> bool:
    """ "44 deaths in 2024/25: 19 of the children had died in 2023/24 and 8 before": no part is of the time of the whole."""
    spans: list[set[str]] = []
    for figure in finding.figures[:3]:
        near = next((s for s in around if figure in s.text), None)
        after = near.text[near.text.find(figure) :] if near else ""
        told = [one.text for one in near.of(Kind.PERIOD) if one.text in after] if near else []
        spans.append({told[0]} if told else set())
    return len(spans) == 3 and all(spans) and not spans[0] & (spans[1] | spans[2]) and spans[1] != spans[2]


def _each_of_its_year(finding: Finding, around: Sequence[Sentence]) -> bool:
    """ "409 in 2019/20, 380 in 2020/21 and 352 in 2021/22": no figure of a year is the sum of other years' figures."""
    for sentence in around:
        scene = scene_of([sentence])
        told = [one for one in scene.figures if one.text.strip() in finding.figures]
        years = {when(scene, one).first for one in told}
        if len(told) == len(finding.figures) == len(years) and None not in years:
            return True
    return False


def _akin(finding: Finding, around: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that hold a figure of the finding, and those near by that speak of the same or leave unsaid of what."""
    own = [one.text in finding.sentence or any(figure in one.text for figure in finding.figures) for one in around]
    words = {word for one, is_own in zip(around, own, strict=True) if is_own for word in stems(one.shape_text)}
    leans = [_leaves_unsaid(one) for one in around]

    def is_akin(at: int) -> bool:
        sentence = around[at]
        if own[at] or leans[at] or GOES_ON.search(sentence.lower) or words & set(stems(sentence.shape_text)):
            return True
        return any(own[by] and leans[by] for by in (at - 1, at + 1) if 0 <= by < len(around))

    return [one for at, one in enumerate(around) if is_akin(at)]


def _leaves_unsaid(sentence: Sentence) -> bool:
    """Whether a count stands without a noun of its own: "and 140 felt safer"."""
    scene = scene_of([sentence])
    return any(not scene.noun(one) for one in sentence.of(Kind.COUNT))


GOES_ON = re.compile(r"\b(?:others?|rest|remain\w*|them|these|those|also|both|another|else\w*)\b")


def _falls_short(finding: Finding) -> bool:
    numbers = [one for figure in finding.figures for one in _numbers(figure)]
    return len(numbers) > 2 and sum(numbers[1:]) < numbers[0]


def _beside_table(report: Report, finding: Finding) -> str:
    """The words right before a table."""
    table = next((one for one in report.tables if one.place.table == finding.place.table), None)
    return " ".join(one.text.lower() for one in report.before(table, 2)) if table else ""


def _with_signs(whole: float, parts: Sequence[float]) -> bool:
    """Whether the parts make the whole if some are taken away: 115 less 12 and 9 more are 112."""
    if len(parts) > MOST_SIGNED:
        return False
    return any(
        sum(one * way for one, way in zip(parts, signs, strict=True)) == whole
        for signs in product((1, -1), repeat=len(parts))
    )


def _makes_another(numbers: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the figure that was taken for the whole is itself a part: 14 and 12 make the 26 of the sentence before."""
    whole, parts = numbers[0], numbers[1:6]
    return any(
        whole + sum(chosen) == other
        for other in others
        for size in (1, 2)
        for chosen in combinations(parts, size)
        if len(parts) > 1
    )


def _share_is_excused(report: Report, finding: Finding) -> str:
    around = _akin(finding, passage_of(report, finding))
    quantities = [one for figure in finding.figures for one in find_quantities(figure)]
    shares = [one for one in quantities if one.is_part and not one.hedge]
    counts = [one.value for one in quantities if one.kind in {Kind.COUNT, Kind.MONEY}]
    if len(shares) != 1 or not counts:
        return ""
    if len(set(counts)) == 2 and _fits(min(counts) / sum(set(counts)) * 100, shares[0]):
        return f"if it is a share of the {plain(min(counts))} and the {plain(max(counts))} together"
    if shares[0].kind is not Kind.PERCENT and not any(SOME_OF_THEM.search(sentence.lower) for sentence in around):
        return ""
    bracket = re.search(
        rf"(?P<of>\bof\s+(?:the\s+|all\s+)?)?(?<![\d,.]){re.escape(plain(max(counts)))}\s*\(\s*{re.escape(shares[0].text.strip())}\s*\)(?P<whole>\s+of\b)?",
        finding.sentence,
    )
    if bracket and (bracket["whole"] or not bracket["of"]):
        return f"if it is {plain(max(counts))} that is {shares[0].text.strip()} of something"
    own, text = set(counts), " ".join(sentence.lower for sentence in around)
    others = list(dict.fromkeys(one.value for s in around for one in s.of(Kind.COUNT, Kind.MONEY) if one.value > 0))[
        :12
    ]
    bases = [(one, plain(one)) for one in others if one not in own]
    if any(SOME_OF_THEM.search(sentence.lower) for sentence in around):
        bases += [
            (a - b, f"{plain(a)} less {plain(b)}")
            for a in others
            for b in others
            if a > b and ({a, b} != own or REST.search(text))
        ]
    parts = sorted({one for one in others if one <= max(own)})
    for base, words in bases:
        for part in (min(own), *parts):
            if part < base and (part in own or words.isdigit()) and _fits(part / base * 100, shares[0]) and part in own:
                return f"if it is a share of {words}"
    return ""


REST = re.compile(r"\b(?:rest|remain\w*|others?|left|excluding|leaving\s+out|not\s+counting|blank)\b")


def _fits(actual: float, share: Quantity) -> bool:
    if share.kind is not Kind.PERCENT:
        return abs(actual - share.share * 100) <= 1
    return abs(actual - share.value) <= share.step / 2 + 1e-9


def passage_of(report: Report, finding: Finding) -> list[Sentence]:
    """The sentences of the finding's passage."""
    found: list[Sentence] = []
    for sentences in report.by_place.get(finding.place, []):
        if any(sentence.text == finding.sentence for sentence in sentences):
            found += sentences
    return found


def _next_to(report: Report, finding: Finding, around: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the paragraphs before and after the finding's, of the same section."""
    if not around:
        return []
    index = report.index_of.get(id(around[0].passage), 0)
    beside = range(max(0, index - BACK), min(len(report.passages), index + 2))
    return [
        sentence
        for i in beside
        if i != index
        and report.passages[i].role is report.passages[index].role is Role.PARAGRAPH
        and report.passages[i].place.table is None
        and report.passages[i].place.heading == finding.place.heading
        for sentence in report.by_passage[i]
    ]


def _section(report: Report, finding: Finding) -> str:
    return report.text_under(finding.place.heading)


def _rounding(report: Report) -> float:
    """To what the report says its figures are rounded; 0 where it does not say."""
    match = ROUNDED_TO.search(report.whole_text)
    if not match:
        return 0.0
    return SIZES.get(match["n"]) or float(match["n"].replace(",", ""))


def _numbers(figure: str) -> Iterator[float]:
    if figure.lower() == "one":
        yield 1.0
    for one in find_quantities(figure):
        if one.kind in {Kind.COUNT, Kind.MONEY}:
            yield one.value
