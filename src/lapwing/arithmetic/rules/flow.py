"""What there was, what came and what went, and what is left; and sums that add up step by step."""

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding, shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of

NAME = "flow"
WIDEST = 10.0
MOST = 4
START = re.compile(
    r"\b(?:at\s+the\s+(?:start|beginning|outset)|began|begin|started|opened\s+the\s+year|opening|brought\s+forward|carried\s+(?:over|forward)\s+from|in\s+april|on\s+1\s+april|to\s+begin\s+with|there\s+were\s+already|inherited|a\s+year\s+(?:ago|earlier)|starting\s+(?:from|with))\b"
)
END = re.compile(
    r"\b(?:at\s+the\s+(?:end|close)|by\s+the\s+(?:end|close)|ended|end(?:ing)?\s+the\s+year|closing|close\s+of|leav(?:es|ing)|left|remain(?:s|ed|ing)?|carried\s+forward|in\s+march|on\s+31\s+march|at\s+year\s+end|year\s+end|so\s+that|still\s+open|brought\s+the\s+total\s+to|making|now)\b"
)
AT_THE_END = re.compile(
    r"^[^,.;]{0,40}\b(?:at\s+the\s+(?:end|close)|by\s+the\s+(?:end|close)|remain(?:s|ed|ing)?|still\s+open|in\s+march|on\s+31\s+march|carried\s+forward|at\s+(?:the\s+)?year\s+end)\b"
)
IN = re.compile(
    r"\b(?:joined|started|opened|began|new|added|arriv(?:ed|als?)|admitted|admissions?|took\s+on|taken\s+on|received|registered|recruit(?:ed|s)|came\s+in|entered|gained|approved|a\s+further|more|another|became\s+looked\s+after|placed\s+on|were\s+made)\b"
)
OUT = re.compile(
    r"\b(?:left|leavers?|closed|ended|ceased|removed|discharged|departed|resigned|finished|signed\s+off|lost|retired|deregistered|came\s+off|completed|drawn\s+down|spent|used|paid\s+out|withdrawn|withdrew|moved\s+(?:away|out|on)|stepped\s+down|went)\b"
)
AGAIN = re.compile(r"\b(?:a\s+further|another|new)\s+$")
QUIET = re.compile(
    r"\b(?:average|per\s+cent|than|compared|target|including|of\s+(?:whom|which|these|them)|some|most|several|transferred|re-?opened|rejoin\w*|moved\s+into|each|per)\b|⟦[pfrm]\d+⟧"
)


@rule(
    NAME,
    "What was there, came and went",
    Example(
        "The team began the year with 60 open cases, took on 45 and closed 50, leaving 65 at the end.",
        Verdict.FAILS,
        "55",
    ),
    Example(
        "The team began the year with 60 open cases, took on 45 and closed 50, leaving 55 at the end.", Verdict.HOLDS
    ),
    Example(
        "There were 120 carers in April. Over the year 22 joined and 30 left, so that in March there were 122.",
        Verdict.FAILS,
        "112",
    ),
    Example(
        "In the first half 210 were trained; a further 190 in the second half brought the total to 420.",
        Verdict.FAILS,
        "400",
    ),
    Example("The team began with 60 cases and closed 50, some of which were opened again, leaving 25.", None),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A number at the start, those that came and those that went, and the number at the end.

    Each figure is known by the words that belong to it: at the start, in, out, at the end. Reads up to three sentences
    that hold just three or four such figures. A figure for what moved both ways, a net change, or anything that is only
    part of them keeps the rule quiet.
    """
    for sentences in report.by_passage:
        told = [len(sentence.of(Kind.COUNT, Kind.MONEY)) for sentence in sentences]
        for index, sentence in enumerate(sentences):
            if not told[index]:
                continue
            for length in (1, 2, 3):
                if index - length + 1 < 0 or sum(told[index - length + 1 : index + 1]) > MOST:
                    break
                if sum(told[index - length + 1 : index + 1]) < MOST - 1:
                    continue
                scene = scene_of(sentences[index - length + 1 : index + 1])
                if said := _say(scene):
                    yield shown_with(said, sentence, NAME)
                    break


def _say(scene: Scene) -> Finding | None:
    figures = [one for one in scene.figures if one.kind in {Kind.COUNT, Kind.MONEY}]
    if (
        len(figures) not in {3, 4}
        or len(scene.figures) != len(figures)
        or QUIET.search(scene.joint.shape)
        or any(one.hedge is not Hedge.NONE for one in figures)
    ):
        return None
    return _further(scene, figures) or _stock(scene, figures)


def _further(scene: Scene, figures: list[Quantity]) -> Finding | None:
    """ "210, and a further 190, brought the total to 420"."""
    if len(figures) != 3 or not re.search(r"\ba\s+further\s+$|\banother\s+$", scene.left(figures[1], 20)):
        return None
    return _judged(scene, figures[2], [(figures[0], 1), (figures[1], 1)])


def _stock(scene: Scene, figures: list[Quantity]) -> Finding | None:
    start, end = figures[0], figures[-1]
    if (
        AGAIN.search(scene.left(start, 20))
        or not START.search(scene.own(start)[0])
        or not (END.search(scene.left(end)) or AT_THE_END.match(scene.right(end, 60)))
    ):
        return None
    signed = [(one, _way(scene, one)) for one in figures[1:-1]]
    return _judged(scene, end, [(start, 1), *signed])


def _way(scene: Scene, one: Quantity) -> int:
    """1 where a figure is of what came, -1 of what went, 0 where it is not said, or both are."""
    words = f"{re.split(r'[,;.]|and', scene.left(one, 45))[-1]} ⟦⟧ {re.split(r'[,;.]|and', scene.right(one, 45))[0]}"
    came, went = IN.search(words), OUT.search(words)
    return 0 if bool(came) == bool(went) else (1 if came else -1)


def _judged(scene: Scene, end: Quantity, signed: list[tuple[Quantity, int]]) -> Finding | None:
    total = sum(one.value * way for one, way in signed)
    if not total / WIDEST <= end.value <= total * WIDEST:
        return None  # of other things: the 1,471 banks there were and the 1.9 million parcels
    line = (
        " ".join(f"{'+ ' if way > 0 else '− '}{plain(one.value)}" for one, way in signed).removeprefix("+ ")
        + f" = {plain(total)}"
    )
    figures = [end, *(one for one, _ in signed)]
    if total == end.value:
        return finding(NAME, Verdict.HOLDS, scene.joint, figures, line, f"{end.text.strip()} agrees.")
    message = f"By the figures given it would be {plain(total)}, and the text says {end.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, figures, f"{line}, not {plain(end.value)}", message)
