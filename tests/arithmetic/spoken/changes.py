"""Changes told in a great many ways, from facts that agree: each a claim with plain facts and other true claims around it."""

# ruff: noqa: E501 - a telling reads best on one line, with its own dashes

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from tests.arithmetic.spoken.saying import MONTHS, Forms, Saying
from tests.arithmetic.spoken.saying import WORDS as UP_TO_TWELVE

WORDS = (*UP_TO_TWELVE, *(f"{one}teen" for one in ("thir", "four", "fif", "six", "seven", "eigh", "nine")))
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SUBJECTS = (
    "referrals", "contacts", "section 47 enquiries", "missing episodes", "child protection plans", "strategy meetings", "concerns from schools",
    "calls to the helpline", "children in care", "early help plans", "safeguarding concerns", "domestic abuse notifications", "exclusions",
    "re-registrations", "attendances for self-harm", "private fostering notifications", "allegations against staff", "repeat incidents",
)  # fmt: skip
GOOD_SHARES = (
    "the proportion of visits made on time", "attendance at core groups", "uptake of the two-year review", "the share of reviews held in timescale",
    "the percentage of staff trained at level 3", "the proportion of health assessments completed on time", "compliance with the supervision policy",
)  # fmt: skip
PLAIN_SHARES = (
    "the proportion of referrals that led to no further action", "the share of plans made for neglect", "the percentage of contacts from the police",
    "the proportion of children placed out of county", "smoking at delivery",
)  # fmt: skip
YEARS = (
    ("in 2020/21", "in 2021/22", "in 2022/23"), ("in 2021", "in 2022", "in 2023"), ("in 2021-22", "in 2022-23", "in 2023-24"),
    ("at 31 March 2021", "at 31 March 2022", "at 31 March 2023"), ("in March 2022", "in March 2023", "in March 2024"),
    ("the year before last", "last year", "this year"), ("two years ago", "a year ago", "now"),
)  # fmt: skip
FRACTIONS = {1 / 2: "a half", 1 / 3: "a third", 1 / 4: "a quarter", 1 / 5: "a fifth", 1 / 10: "a tenth", 2 / 3: "two thirds", 3 / 4: "three quarters", 2 / 5: "two fifths"}  # fmt: skip
UP_VERBS = ("rose", "increased", "grew", "went up", "climbed", "have risen", "were up")
DOWN_VERBS = (
    "fell",
    "decreased",
    "dropped",
    "went down",
    "declined",
    "have fallen",
    "reduced",
    "came down",
    "were down",
)
UP_NOUNS, DOWN_NOUNS = ("rise", "increase"), ("fall", "decrease", "drop", "reduction")
ASIDES = (
    "",
    "",
    "",
    ", as the chart shows,",
    " across the county",
    ", which is in line with our neighbours,",
    " overall",
)
FACTS = (
    "The team has 12 workers and is based at 14 Mill Lane.", "Section 4 says more about this.", "The service is open to those aged 5 to 18.",
    "Of the 36 actions in the plan, 27 (75%) are complete.", "We met four times in 2022/23.", "Three in five parents (78 of 130) said that they felt heard.",
    "The budget was £240,000, of which £60,000 (a quarter) was spent on training.", "The 15 schools that took part sent 45 teachers.",
    "There are 43 secondary schools in the area.", "The deadline was 30 June 2022.", "Half of the 64 cases audited were graded good.",
    "The next review is due in 2025.", "Training reached 310 people, 124 of them (40%) from health.", "The target is 90%.",
    "We took 1,240 calls, 310 (25%) of them at night.", "Nationally the figure was 61%.", "Two workers left and three joined.",
)  # fmt: skip


@dataclass
class Told:
    """A passage being told: what is claimed, and whether it is to be spoilt."""

    rng: Random
    spoil: bool
    used: set[str] = field(default_factory=set)
    figures: tuple[str, ...] = ()

    def any(self, *given: Any) -> Any:
        return self.rng.choice(given)

    def name(self, *kinds: tuple[str, ...]) -> str:
        """A thing that the passage has not yet told of."""
        found = self.rng.choice([one for kind in kinds or (SUBJECTS,) for one in kind if one not in self.used])
        self.used.add(found)
        return found

    def spoilt(self, *figures: str) -> None:
        self.figures = figures


@dataclass
class Move:
    """Two figures of one thing."""

    name: str
    a: int
    b: int
    when: tuple[str, str]

    @property
    def up(self) -> bool:
        return self.b > self.a

    @property
    def share(self) -> float:
        return abs(self.b - self.a) / self.a


def number(told: Told, value: int, first: bool = False) -> str:
    if (first or value < 10) and value < 100:
        words = WORDS[value] if value < 20 else TENS[value // 10] + (f"-{WORDS[value % 10]}" if value % 10 else "")
        return words.capitalize() if first else words
    return f"{value:,}"


def cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def a_move(told: Told, name: str = "", up: bool | None = None, low: int = 20, high: int = 2000) -> Move:
    rng = told.rng
    up = rng.random() < 0.5 if up is None else up
    years = rng.choice(YEARS)
    first = rng.choice((0, 1))
    while True:
        a = rng.randint(low, high)
        if a > 500 and rng.random() < 0.5:
            a -= a % 10
        share = rng.choice((1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 10)) if rng.random() < 0.5 else rng.uniform(0.06, 0.6)
        b = a * (1 + share if up else 1 - share)
        if abs(b - a) >= 4 and (abs(b - round(b)) < 1e-6 or share not in FRACTIONS):
            return Move(name or told.name(), a, round(b), years[first : first + 2])


def a_percent(told: Told, share: float) -> str:
    mark = told.any("%", "%", "%", " per cent")
    return f"{share * 100:.1f}{mark}" if told.rng.random() < 0.3 else f"{share * 100:.0f}{mark}"


def wrong_share(told: Told, move: Move) -> float:
    """A share that somebody in a hurry would give: of the later figure, a digit exchanged, another one altogether."""
    rng, right = told.rng, move.share
    amount = abs(move.b - move.a)
    ways = [amount / move.b, right + rng.choice((0.1, -0.1, 0.2)), amount / 100, right * 2, right / 2, move.b / move.a if not move.up else right + 0.3]  # fmt: skip
    rng.shuffle(ways)
    found = next((one for one in ways if abs(one - right) > 0.025 and 0.02 < one < 1.6 and abs(one - right) > 0.12 * right), right + 0.13)  # fmt: skip
    return found


def a_share(told: Told, move: Move) -> str:
    """The change as a share, right or spoilt: "25%", "a quarter", "about 14%"."""
    fits = next((words for value, words in FRACTIONS.items() if abs(value - move.share) < 0.002), "")
    if told.spoil and not told.figures:
        others = [words for value, words in FRACTIONS.items() if abs(value - move.share) > 0.09]
        text = told.rng.choice(others) if told.rng.random() < 0.3 else a_percent(told, wrong_share(told, move))
        told.spoilt(text, f"{move.a:,}", f"{move.b:,}")
        return text
    if fits and told.rng.random() < 0.5:
        return fits
    hedge = told.any("", "", "", "", "about ", "around ", "some ")
    return hedge + a_percent(told, move.share)


def an_amount(told: Told, move: Move) -> str:
    right = abs(move.b - move.a)
    if told.spoil and not told.figures:
        wrong = right + told.rng.choice((10, 100, -10, 1, 2) if right > 110 else (10, 1, 2, 3))
        told.spoilt(number(told, wrong), f"{move.a:,}", f"{move.b:,}")
        return number(told, wrong)
    return number(told, right)


def verb(told: Told, move: Move) -> str:
    return told.any(*(UP_VERBS if move.up else DOWN_VERBS))


def noun(told: Told, move: Move) -> str:
    return told.any(*(UP_NOUNS if move.up else DOWN_NOUNS))


def a_noun(told: Told, move: Move) -> str:
    found = noun(told, move)
    return f"an {found}" if found[0] in "aeiou" else f"a {found}"


def claim(told: Told, move: Move, amounts: bool = True) -> str:
    """The change said as a noun, an adverb or an amount: "a rise of 12%", "up 12%", "12% more"."""
    if amounts and told.rng.random() < 0.25:
        size = an_amount(told, move)
        more = "more" if move.up else "fewer"
        return told.any(f"{a_noun(told, move)} of {size}", f"{size} {more}", f"{'up' if move.up else 'down'} by {size}")
    size = a_share(told, move)
    way = "up" if move.up else "down"
    ways = [
        f"{a_noun(told, move)} of {size}",
        f"{way} {'by ' if size[0] == 'a' else ''}{size}",
        f"or {size}",
        f"{way} by {size}",
    ]
    if size[:2] not in {"a ", "so"} and not size.startswith(("two", "three", "about", "around")):
        ways.append(
            f"{told.any('a', 'a')} {size} {noun(told, move)}"
            if size[0] not in "81"
            else f"{a_noun(told, move)} of {size}"
        )
    ways.append(f"{size} {'more' if move.up else 'fewer'}")
    return told.any(*ways)


def counted(told: Told, move: Move, which: int, start: bool = False) -> str:
    return number(told, (move.a, move.b)[which], start)


# The forms: each tells one move or several, with their claim.


def from_to(told: Told) -> str:
    m = a_move(told)
    name, a, b = m.name, counted(told, m, 0), counted(told, m, 1)
    y, z = m.when
    plain = told.any(f"from {a} to {b}", f"from {a} {y} to {b} {z}", f"from {a} to {b} {z}")
    aside = told.any(*ASIDES)
    text = told.any(
        lambda: f"{cap(name)}{aside} {verb(told, m)} {plain}, {claim(told, m)}",
        lambda: f"{cap(name)} {verb(told, m)} by {a_share(told, m)}, {plain}",
        lambda: f"{cap(name)} {verb(told, m)} by {a_share(told, m)} {plain}",
        lambda: f"{cap(name)} {verb(told, m)} {plain} ({claim(told, m)})",
        lambda: f"{cap(name)} {verb(told, m)} {plain} ({a_share(told, m)})",
        lambda: f"There was {a_noun(told, m)} of {a_share(told, m)} in {name}, {plain}",
        lambda: (
            f"{cap(told.any('we saw', 'this meant', 'the year brought'))} {a_noun(told, m)} of {a_share(told, m)} in {name} ({a} to {b})"
        ),
        lambda: f"{cap(name)} went {plain} – {claim(told, m)}",
        lambda: f"{cap(name)} moved {plain}: {claim(told, m)}",
        lambda: f"{cap(plain)}, {name} {verb(told, m)} by {a_share(told, m)}",
        lambda: f"The {noun(told, m)} in {name} {plain} is one of {a_share(told, m)}",
        lambda: (
            f"{cap(name)} {verb(told, m)}{aside} {plain}, {told.any('which is', 'that is', 'which represents', 'equivalent to', 'amounting to', 'or by')} {told.any(a_noun(told, m) + ' of ', '')}{a_share(told, m)}"
        ),
    )
    return f"{text()}."


def reached(told: Told) -> str:
    m = a_move(told)
    name, a, b = m.name, counted(told, m, 0), counted(told, m, 1)
    y, z = m.when
    way, more = ("up", "more") if m.up else ("down", "fewer")
    had = told.any("having been", "having stood at")
    text = told.any(
        lambda: (
            f"There were {b} {name} {z}, {way} {a_share(told, m)} on the {a} {y.removeprefix('in ').removeprefix('at ') if y[0] == 'i' else 'before'}"
        ),
        lambda: f"There were {b} {name} {z}, {way} from {a} {y}, {claim(told, m)}",
        lambda: f"{cap(name)} numbered {b} {z}, against {a} {y}: {claim(told, m)}",
        lambda: f"{cap(name)} reached {b} {z}, {had} {a} {y}, {claim(told, m)}",
        lambda: (
            f"{cap(z)} we recorded {b} {name}, {a_share(told, m)} {more} than the {a} {'of ' + y.removeprefix('in ') if y.startswith('in ') else 'before'}"
        ),
        lambda: f"{cap(z)} there were {b} {name} ({a} {y}), {claim(told, m)}",
        lambda: f"{cap(name)} stood at {b} {z} compared with {a} {y} ({claim(told, m)})",
        lambda: f"Against {a} {y}, there were {b} {name} {z}, {claim(told, m)}",
        lambda: (
            f"{number(told, m.b, True)} {name} were recorded {z}, {told.any('an additional' if m.up else 'a drop of', 'a rise of' if m.up else 'a fall of')} {an_amount(told, m)} on the {a} {told.any('of the year before', 'recorded before')}"
        ),
        lambda: f"{cap(name)} came to {b} {z}, {an_amount(told, m)} {more} than the previous figure of {a}",
        lambda: (
            f"{cap(z)}, {name} {verb(told, m)} by {a_share(told, m)} to {b} ({y.removeprefix('in ').removeprefix('at ')}: {a})"
        ),
        lambda: f"The number of {name} was {a} {y} and {b} {z}, {claim(told, m)}",
        lambda: f"It was {a} {y} and {b} {z}: {name} have {'risen' if m.up else 'fallen'} by {a_share(told, m)}",
    )
    return f"{text()}."


def next_sentence(told: Told) -> str:
    m = a_move(told)
    name, a, b = m.name, counted(told, m, 0), counted(told, m, 1)
    y, z = m.when
    pair = told.any(
        f"{cap(name)} {verb(told, m)} from {a} {y} to {b} {z}.", f"There were {a} {name} {y}. There were {b} {z}.",
        f"{cap(y)} there were {a} {name}. {cap(z)} there were {b}.", f"{cap(name)} numbered {a} {y} and {b} {z}.",
        f"We recorded {b} {name} {z}, having recorded {a} {y}.", f"{cap(z)} we had {b} {name}. The figure {y} was {a}.",
    )  # fmt: skip
    between = told.any("", "", f" {told.rng.choice(FACTS)}")
    said = told.any(
        lambda: f"{told.any('That is', 'This is', 'It is', 'This represents', 'This was')} {a_noun(told, m)} of {a_share(told, m)}.",
        lambda: f"The {noun(told, m)}{told.any('', ' in ' + name)} {told.any('is', 'was', 'comes to', 'amounts to')} {a_share(told, m)}.",
        lambda: f"{told.any('The number', 'The figure', 'They', cap(name))} {told.any('has' if m.name[-1] != 's' else '', '')}".strip().replace("The number", "The number has").replace("The figure", "The figure has").replace("They", "They have").replace(cap(name), f"{cap(name)} have") .replace("has has", "has") + f" {'risen' if m.up else 'fallen'} by {a_share(told, m)}.",
        lambda: f"This is {an_amount(told, m)} {'more' if m.up else 'fewer'} than before.",
        lambda: f"{told.any('We think that the', 'The')} {noun(told, m)} of {a_share(told, m)} {told.any('is welcome', 'reflects the new threshold', 'is out of step with our neighbours')}.",
    )()  # fmt: skip
    gap = told.any(" ", " ", "\n\n")
    if between:
        told.figures = ()
        said = f"{cap(name)} {verb(told, m)} by {a_share(told, m)}."
    return f"{pair}{between}{gap}{said}"


def claim_first(told: Told) -> str:
    m = a_move(told)
    name, a, b = m.name, counted(told, m, 0), counted(told, m, 1)
    y, z = m.when
    said = told.any(
        lambda: f"{cap(name)} {verb(told, m)} by {a_share(told, m)}{told.any('', ' over the year')}",
        lambda: f"There was {a_noun(told, m)} of {a_share(told, m)} in {name}",
        lambda: f"{cap(name)} {told.any('are', 'were')} {'up' if m.up else 'down'} by {a_share(told, m)}",
    )()
    figures = told.any(
        f". {cap(y)} there were {a}; {z} there were {b}.", f": {b} {z} and {a} {y}.", f": there were {b} {z}, against {a} {y}.",
        f" ({b}, from {a}).", f". There were {b} {z}, compared with {a} {y}.", f" – {a} {y}, {b} {z}.",
        f", with {b} {z} and {a} {y}.", f", to {b} from {a}.",
    )  # fmt: skip
    return said + figures


def two_things(told: Told) -> str:
    one = a_move(told)
    other = a_move(told)
    which = told.rng.choice((0, 1))
    was, told.spoil = told.spoil, told.spoil and which == 0
    form = told.rng.randrange(8)
    first = _clause(told, one, form)
    told.spoil = was
    second = _clause(told, other, form)
    told.spoil = was
    joint = told.any(" and ", ", and ", "; ", ", while ", ", whereas ") if form < 6 else told.any(", and ", "; ")
    return f"{cap(first)}{joint}{second}."


def _clause(told: Told, m: Move, form: int) -> str:
    a, b, v = counted(told, m, 0), counted(told, m, 1), verb(told, m)
    s = a_share(told, m)
    return (
        f"{m.name} {v} by {s} from {a} to {b}", f"{m.name} {v} by {s}, from {a} to {b}", f"{m.name} {v} by {s} ({a} to {b})",
        f"{m.name} {v} from {a} to {b} ({s})", f"{m.name} {v} from {a} to {b}, or by {s}", f"{m.name} {v} by {s} to {b} (from {a})",
        f"{m.name} {v} from {a} to {b}, {a_noun(told, m)} of {s}", f"{m.name}, at {b}, were {'up' if m.up else 'down'} {'by ' if s[0] == 'a' else ''}{s} on the {a} of the year before",
    )[form]  # fmt: skip


def both_same(told: Told) -> str:
    """One percentage for two things."""
    rng = told.rng
    share = rng.choice((1 / 4, 1 / 5, 1 / 10, 3 / 20))
    up = rng.random() < 0.5
    size = lambda base: round(base * (1 + share if up else 1 - share))  # noqa: E731
    a, c = rng.randrange(100, 900, 20), rng.randrange(1000, 3000, 20)
    b, d = size(a), size(c)
    if told.spoil:
        d = size(c) + rng.choice((1, -1)) * round(0.08 * c)
        told.spoilt(f"{share:.0%}", f"{c:,}", f"{d:,}")
    n, k = told.name(), told.name()
    p, v, w = f"{share:.0%}", "rose" if up else "fell", "rise" if up else "fall"
    return told.any(
        f"{cap(n)} {v} by {p}, from {a:,} to {b:,}, and {k} by the same percentage, from {c:,} to {d:,}.",
        f"{cap(n)} {v} from {a:,} to {b:,} and {k} from {c:,} to {d:,}, {p} in each case.",
        f"Both {n} and {k} {v} by {p}, the first from {a:,} to {b:,} and the second from {c:,} to {d:,}.",
        f"{cap(n)} {v} from {a:,} to {b:,} and {k} from {c:,} to {d:,}. Both {v} by {p}.",
        f"There was the same {w} of {p} in {n} (from {a:,} to {b:,}) and in {k} (from {c:,} to {d:,}).",
    )


def steps(told: Told) -> str:
    """Three years, and the change of each step, or of both."""
    rng = told.rng
    one = a_move(told, low=300, high=1500)
    other = a_move(told, one.name, low=20)
    share = rng.choice((0.1, 0.2, 0.25, 0.5))
    up = rng.random() < 0.5
    other.a, other.b = one.b, round(one.b * (1 + share if up else 1 - share))
    first, second, third = rng.choice(YEARS[:5])
    a, b, c = f"{one.a:,}", f"{one.b:,}", f"{other.b:,}"
    which = rng.choice((0, 1))
    was = told.spoil
    told.spoil = was and which == 0
    p = a_share(told, one)
    told.spoil = was
    q = a_share(told, other)
    name = one.name
    v1, v2 = (
        told.any("rose", "went up", "grew") if one.up else told.any("fell", "went down", "dropped"),
        "rose" if up else "fell",
    )
    again = "a further " if one.up == up and not q.startswith(("a ", "two", "three", "about", "around", "some")) else ""
    same = " again" if one.up == up else ""
    return told.any(
        f"{cap(name)} numbered {a} {first}, {b} {second} and {c} {third}. The first change was {'a rise' if one.up else 'a fall'} of {p}, the second {'a rise' if up else 'a fall'} of {q}.",
        f"{cap(name)} {v1} by {p} {second}, from {a} to {b}, and {v2}{same} by {again}{q}, to {c}, {third}.",
        f"{cap(name)} {v1} by {p} {second}, from {a} to {b}, and {v2}{same} by {again}{q} to {c} {third}.",
        f"From {a} {first}, {name} {v1} by {p} to {b} {second}. They then {v2} by {q} to {c} {third}.",
        f"{cap(first)} there were {a} {name}. {cap(second)} there were {b}, {'up' if one.up else 'down'} by {p}. {cap(third)} there were {c}, {'up' if up else 'down'} by {q} on the year before.",
        f"There were {b} {name} {second}, {p} {'more' if one.up else 'fewer'} than the {a} of the year before. {cap(third)} there were {c}, {'a rise' if up else 'a fall'} of {q}.",
        f"{cap(name)}: {a} {first}, {b} {second} ({'up' if one.up else 'down'} {'by ' if p[0] == 'a' else ''}{p}) and {c} {third} ({'up' if up else 'down'} {'by ' if q[0] == 'a' else ''}{q}).",
        f"{cap(name)} {v1} from {a} to {b} ({p}) and then {v2} to {c} ({q}).",
    )


def compound(told: Told) -> str:
    rng = told.rng
    base = rng.randrange(400, 4000, 400)
    p, q = rng.choice(
        (
            (0.25, 0.25),
            (0.1, 0.1),
            (0.2, 0.1),
            (0.5, 0.2),
            (-0.2, -0.1),
            (-0.25, -0.2),
            (-0.5, -0.2),
            (0.25, -0.2),
            (0.5, -0.5),
        )
    )
    middle, last = round(base * (1 + p)), round(base * (1 + p) * (1 + q))
    whole = last / base - 1
    name = told.name()
    if told.spoil:
        wrong = p + q if abs(p + q - whole) > 0.015 and p * q > 0 else whole + 0.12
        told.spoilt(f"{abs(wrong):.0%}", f"{base:,}", f"{last:,}")
        said = wrong
    else:
        said = whole
    if abs(whole) < 0.001:
        return (
            ""
            if not told.spoil
            else f"{cap(name)} went from {base:,} to {middle:,} and then to {last:,}. Over the two years that is a rise of {abs(said):.0%}."
        )
    way = "up" if whole > 0 else "down"
    more = "more" if whole > 0 else "fewer"
    words = {1: "rose", -1: "fell"}
    v1, v2 = words[1 if p > 0 else -1], words[1 if q > 0 else -1]
    size = f"{abs(said) * 100:.1f}%".replace(".0%", "%") if not told.spoil else f"{abs(said):.0%}"
    run = told.any(
        f"{cap(name)} {v1} by {abs(p):.0%} in 2021/22 and {v2} by {abs(q):.0%} in 2022/23, from {base:,} to {middle:,} and then to {last:,}.",
        f"{cap(name)} {v1} from {base:,} to {middle:,} in 2021/22 and {v2} to {last:,} in 2022/23.",
        f"There were {base:,} {name} in 2020/21, {middle:,} in 2021/22 and {last:,} in 2022/23.",
    )
    end = told.any(
        f"Taking the two years together, they are {way} by {size}.", f"Over the two years as a whole that is {size} {more}.",
        f"The {'rise' if whole > 0 else 'fall'} over the two years is {size}.", f"Since 2020/21 they are {way} {size}.",
        f"That is {size} {more} than in 2020/21." ,
    )  # fmt: skip
    return f"{run} {end}"


def direction(told: Told) -> str:
    good = told.rng.random() < 0.5
    name = told.name(GOOD_SHARES if good else PLAIN_SHARES)
    a = told.rng.randint(30, 80)
    gap = told.rng.randint(3, 14)
    up = told.rng.random() < 0.5
    b = a + gap if up else a - gap
    said = not up if told.spoil else up
    if told.spoil:
        told.spoilt(f"{a}%", f"{b}%")
    v = (
        told.any("rose", "increased", "went up", "has risen", "climbed")
        if said
        else told.any("fell", "dropped", "went down", "has fallen", "decreased")
    )
    if good and told.rng.random() < 0.5:
        v = (
            told.any("improved", "has improved", "got better")
            if said
            else told.any("worsened", "deteriorated", "has got worse")
        )
    y, z = told.rng.choice(YEARS[:4])[:2]
    n = ("a rise", "an increase") if said else ("a fall", "a drop")
    return told.any(
        f"{cap(name)} {v} from {a}% to {b}%.", f"{cap(name)} {v}: {a}% {y}, {b}% {z}.", f"{cap(name)} {v} to {b}% {z} from {a}% {y}.",
        f"{cap(name)} was {b}% {z}, {told.any(*n)} from {a}% {y}.", f"We look at {name}. It {v} from {a}% to {b}%.",
        f"{cap(name)} {v}, from {a}% {y} to {b}% {z}.", f"There was {told.any(*n)} in {name}, which went from {a}% to {b}%.",
        f"We are told that {name} {v} over the year, from {a}% to {b}%, and that more can be done.",
        f"{cap(name)} was {a}% {y}. It {v} to {b}% {z}.", f"{cap(name)} was {a}% {y}. {cap(z)} it {v} to {b}%.",
        f"{cap(name)} was {'higher' if said else 'lower'} {z} ({b}%) than {y} ({a}%).",
    )  # fmt: skip


def direction_of_counts(told: Told) -> str:
    m = a_move(told, low=20)
    up = not m.up if told.spoil else m.up
    a, b = number(told, m.a), number(told, m.b)
    if told.spoil:
        told.spoilt(a, b)
    y, z = m.when
    v = told.any(*(UP_VERBS if up else DOWN_VERBS))
    w = told.any(*(UP_NOUNS if up else DOWN_NOUNS))
    return told.any(
        f"{cap(m.name)} {v} from {a} to {b}.", f"{cap(m.name)} {v}: there were {b} {z}, against {a} {y}.", f"There was a {w} in {m.name}, from {a} to {b}." if w[0] != "i" else f"There was an {w} in {m.name}, from {a} to {b}.",
        f"There were {'more' if up else 'fewer'} {m.name} {z} ({b}) than {y} ({a}).", f"{cap(m.name)} {v}. There were {a} {y} and {b} {z}.",
        f"There were {a} {m.name} {y}. This {'rose' if up else 'fell'} to {b} {z}.", f"{cap(m.name)} stood at {b} {z}, {'up' if up else 'down'} from {a} {y}.",
        f"{cap(m.name)} {v} again, to {b} from {a}.", f"{cap(z)} {m.name} {v} to {b} ({y.removeprefix('in ').removeprefix('at ')}: {a}).",
    )  # fmt: skip


def runs(told: Told) -> str:
    """So many years running."""
    rng = told.rng
    up = rng.random() < 0.5
    values = [rng.randint(200, 900)]
    for _ in range(3):
        values.append(round(values[-1] * (rng.uniform(1.04, 1.2) if up else rng.uniform(0.8, 0.96))))
    few = rng.random() < 0.4
    if few:
        values = values[:3]
    if told.spoil:
        k = len(values) - 1 - rng.randrange(len(values) - 1)
        values[k], values[k - 1] = values[k - 1], values[k]
        told.spoilt(f"{values[k]:,}", f"{values[k - 1]:,}")
    years = ["2019/20", "2020/21", "2021/22", "2022/23"][-len(values):]  # fmt: skip
    dated = [f"{value:,} in {year}" for value, year in zip(values, years, strict=True)]
    listed = f"{', '.join(dated[:-1])} and {dated[-1]}"
    bare = f"{', '.join(f'{value:,}' for value in values[:-1])} and {values[-1]:,}"
    name = told.name()
    v, ing = ("rose", "risen") if up else ("fell", "fallen")
    times = "two" if few else "three"
    nth = "second" if few else "third"
    return told.any(
        f"{cap(name)} {v} for the {nth} year running: {listed}.", f"{cap(name)} have {ing} every year: {listed}.",
        f"There were {listed} {name}; they have {ing} each year.", f"{cap(name)} {v} in each of the last {times} years, from {values[0]:,} to {bare.partition(', ')[2]}.",
        f"{cap(name)} numbered {listed}. They have {ing} year on year.", f"{cap(name)} have {ing} for {times} years in a row ({listed}).",
    )  # fmt: skip


def points(told: Told) -> str:
    rng = told.rng
    name = told.name(GOOD_SHARES, PLAIN_SHARES)
    a = rng.randint(20, 70)
    gap = rng.randint(4, 15)
    up = rng.random() < 0.5
    b = a + gap if up else a - gap
    y, z = rng.choice(YEARS[:4])[:2]
    v, w, way, comp = ("rose", "rise", "up", "higher") if up else ("fell", "fall", "down", "lower")
    if rng.random() < 0.3:  # in relative terms
        share = abs(b - a) / a
        said = gap / 100 if told.spoil and abs(share - gap / 100) > 0.03 else share + 0.11 if told.spoil else share
        if told.spoil:
            told.spoilt(f"{said:.0%}", f"{a}%", f"{b}%")
        return told.any(
            f"{cap(name)} {v} from {a}% to {b}%, which in relative terms is a {w} of {said:.0%}.",
            f"{cap(name)} {v} from {a}% to {b}%, a relative {w} of {said:.0%}.",
            f"{cap(name)} {v} by {gap} points, from {a}% to {b}%, or by {said:.0%} in relative terms.",
        )
    said_gap = gap + rng.choice((1, 2, 10, -2, -3)) if told.spoil else gap
    unit = told.any("percentage points", "points")
    size = f"{number(told, said_gap)} {unit}"
    if told.spoil:
        told.spoilt(size, f"{a}%", f"{b}%")
    return told.any(
        f"{cap(name)} {v} from {a}% to {b}%, {size}.", f"{cap(name)} {v} by {size}, from {a}% to {b}%.", f"{cap(name)} was {b}% {z}, {way} {size} on {y.removeprefix('in ')}'s {a}%." if y.startswith("in") else f"{cap(name)} was {b}% {z}, {size} {comp} than the {a}% before.",
        f"{cap(name)} {v} from {a}% {y} to {b}% {z} – a {w} of {size}.", f"{cap(name)} was {a}% {y} and {b}% {z}. That is a {w} of {size}.", f"{cap(name)} was {a}% {y} and {b}% {z}, a {w} of {size}.",
        f"At {b}%, {name} was {size} {comp} than the {a}% of the year before.", f"{cap(name)} was {b}% ({y.removeprefix('in ').removeprefix('at ')}: {a}%), {size} {comp}.",
    )  # fmt: skip


def multiples(told: Told) -> str:
    rng = told.rng
    times = rng.choice((2, 3, 4))
    a = rng.randint(12, 300)
    b = a * times
    name = told.name()
    said = rng.choice([one for one in (2, 3, 4, 5) if one != times]) if told.spoil else times
    if told.spoil:
        told.spoilt(f"{a}", f"{b:,}")
    y, z = rng.choice(YEARS)[:2]
    verbs = {2: ("doubled",), 3: ("trebled", "tripled"), 4: ("quadrupled",), 5: ("gone up fivefold",)}[said]
    v = rng.choice(verbs)
    many = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}[said]
    return told.any(
        f"{cap(name)} have {v}, from {a} to {b:,}.", f"{cap(name)} have {v} since {y.removeprefix('in ')}, from {a} to {b:,}." if y.startswith("in") else f"{cap(name)} have {v} from {a} to {b:,}.",
        f"There were {b:,} {name} {z}, {many} as many as the {a} {y}.", f"There were {b:,} {name} {z}, {many} the {a} of the year before.",
        f"There were {a} {name} {y} and {b:,} {z}: the number has {v}.", f"There were {a} {name} {y}. {cap(z)} there were {many} as many, {b:,}.",
        f"{cap(name)} have {v}. There were {a} {y} and {b:,} {z}.",
    )  # fmt: skip


GROUPS = (("boys", "girls"), ("men", "women"), ("primary schools", "secondary schools"), ("parents", "carers"))


def groups(told: Told) -> str:
    rng = told.rng
    one, other = rng.choice(GROUPS)
    a = rng.randint(20, 90)
    gap = rng.randint(4, 40)
    big = a + gap
    said = gap + rng.choice((1, 2, 10, -1)) if told.spoil else gap
    n = number(told, said)
    if told.spoil:
        told.spoilt(n, f"{a}", f"{big}")
    return told.any(
        f"There were {big} {one} and {a} {other}, {n} more {one} than {other}.", f"We heard from {big} {one}, {n} more than the {a} {other}.",
        f"{number(told, big, True)} {one} took part, {n} more than the {a} {other} who did.", f"There were {a} {other}, {n} fewer than the {big} {one}.",
        f"Of those who came, {big} were {one} and {a} were {other}: {n} more {one} than {other}.",
        f"{cap(one)} ({big}) outnumbered {other} ({a}) by {n}.", f"The difference between {one} ({big}) and {other} ({a}) is {n}.",
    )  # fmt: skip


def spans(told: Told) -> str:
    rng = told.rng
    start = rng.randrange(12)
    length = rng.choice((2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18, 20))
    year = rng.choice((2020, 2021))
    end = start + length
    s, e = f"{MONTHS[start]} {year}", f"{MONTHS[end % 12]} {year + end // 12}"
    said = length + rng.choice((3, 4, 6, 12)) if told.spoil else length
    n = f"{number(told, said)} months"
    if told.spoil:
        told.spoilt(n, s, e)
    thing = told.any("The review", "The work", "The audit", "The inquiry", "The project")
    text = told.any(
        f"{thing} began in {s} and was published in {e}, {n} later.", f"{thing} was started in {s} and finished {n} later, in {e}.",
        f"{thing} took {n}, from {s} to {e}.", f"{thing} began in {s}. It was published in {e}, {n} after it began.", f"{thing}, begun in {s}, was done by {e}: {n} in all.",
        f"It was {n} from the start of the work ({s}) to its end ({e}).", f"{thing} was opened in {s} and closed in {e}, {told.any('that is', 'which is')} {n} later.",
    )  # fmt: skip
    return text


def since(told: Told) -> str:
    m = a_move(told, low=100)
    a, b = number(told, m.a), number(told, m.b)
    v = (
        told.any("gone up", "risen", "grown", "increased")
        if m.up
        else told.any("gone down", "fallen", "dropped", "decreased")
    )
    way = "up" if m.up else "down"
    return told.any(
        lambda: (
            f"Since 2019/20, when {a} {m.name} were recorded, the number has {v} by {a_share(told, m)}: {b} were recorded in 2022/23."
        ),
        lambda: f"Since 2019/20, when there were {a} {m.name}, they have {v} by {a_share(told, m)}, to {b}.",
        lambda: f"In 2019/20 there were {a} {m.name}; since then they have {v} by {a_share(told, m)} to {b}.",
        lambda: (
            f"There are now {b} {m.name}. The {noun(told, m)} since 2019/20, when there were {a}, is {a_share(told, m)}."
        ),
        lambda: (
            f"Set against the {a} {m.name} of 2019/20, the {b} of this year are {a_share(told, m)} {'more' if m.up else 'fewer'}."
        ),
        lambda: f"{cap(m.name)} are {way} by {a_share(told, m)} since 2019/20 (from {a} to {b}).",
        lambda: (
            f"With {b} {m.name} this year and {a} in 2019/20, we are {way} {'by ' if told.rng.random() < 0.5 else ''}{a_share(told, m).removeprefix('a ')}."
            if False
            else f"With {b} {m.name} this year and {a} in 2019/20, numbers are {way} by {a_share(told, m)}."
        ),
    )()


def on_two_bases(told: Told) -> str:
    """One figure against last year's and against an older one."""
    rng = told.rng
    now = rng.randrange(800, 4000, 10)
    last, old = round(now / rng.uniform(1.08, 1.25)), round(now / rng.uniform(1.35, 1.8))
    name = told.name()
    p, q = now / last - 1, now / old - 1
    if told.spoil:
        if rng.random() < 0.5:
            p, q = q, p
            told.spoilt(f"{p:.0%}", f"{q:.0%}", f"{now:,}", f"{last:,}", f"{old:,}")
        else:
            q += 0.12
            told.spoilt(f"{q:.0%}", f"{old:,}", f"{now:,}")
    return told.any(
        f"There were {now:,} {name} in 2022/23, {p:.0%} more than the {last:,} of 2021/22 and {q:.0%} more than the {old:,} of 2018/19.",
        f"There were {now:,} {name} in 2022/23, up {p:.0%} on 2021/22 ({last:,}) and {q:.0%} on 2018/19 ({old:,}).",
        f"{cap(name)} numbered {now:,}: {p:.0%} up on the {last:,} of last year, and {q:.0%} up on the {old:,} of 2018/19.",
    )


TELLINGS: tuple[Callable[[Told], str], ...] = (
    from_to, reached, next_sentence, claim_first, two_things, both_same, steps, compound, direction, direction_of_counts,
    runs, points, multiples, groups, spans, since, on_two_bases,
)  # fmt: skip
AROUND = (from_to, reached, points, direction, two_things, claim_first, since)


def told(telling: Callable[[Told], str], rng: Random, spoil: bool) -> Saying:
    """A passage of one form, with facts and other true claims around it."""
    text = ""
    while not text:
        main = Told(rng, spoil)
        text = telling(main)
    pieces = [text]
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        other = rng.choice(FACTS) if rng.random() < 0.6 else rng.choice(AROUND)(Told(rng, spoil=False, used=main.used))
        pieces.insert(rng.choice((0, len(pieces))), other)
    joint = [piece if i == 0 else rng.choice((" ", " ", "\n\n")) + piece for i, piece in enumerate(pieces)]
    return Saying("".join(joint), main.figures)


FORMS: Forms = {telling.__name__: partial(told, telling) for telling in TELLINGS}
