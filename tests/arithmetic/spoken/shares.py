"""Shares, what is left, averages, rates and totals, told in sentences in many orders, with other facts around them."""

# ruff: noqa: E501 - a sentence reads best on one line

from collections.abc import Callable
from random import Random

from tests.arithmetic.spoken.saying import WORDS, Saying, capital

# What is counted, who counted it and what can be said of some of them.
WORLDS = (
    ("children", "The team worked with {b} {n}", "{b} {n} were seen", ("had a disability", "were in care", "lived with a grandparent", "had been excluded from school")),
    ("referrals", "The front door took {b} {n}", "{b} {n} were made to the service", ("came from schools", "led to an assessment", "were about neglect", "were passed on within a day")),
    ("families", "Workers visited {b} {n}", "{b} {n} were offered help", ("took it up", "had moved twice in a year", "spoke little English", "asked for a second worker")),
    ("adults", "The service assessed {b} {n}", "{b} {n} were assessed", ("lived alone", "had care needs", "felt safer afterwards", "were over 80")),
    ("calls", "The helpline answered {b} {n}", "{b} {n} were logged", ("were about debt", "came at night", "lasted under ten minutes", "needed an interpreter")),
    ("files", "Auditors read {b} {n}", "{b} {n} were audited", ("held a chronology", "lacked a plan", "were judged good", "named the father")),
    ("officers", "The force sent {b} {n}", "{b} {n} were invited to the course", ("completed it", "passed at once", "worked in response teams", "came from the north")),
    ("replies", "The survey brought {b} {n}", "{b} {n} reached us", ("praised the staff", "came by post", "were from carers", "asked for later hours")),
)  # fmt: skip
TRUE = (
    "Attendance at panels rose by 12%, from 500 to 560.",
    "The median wait was 14 days, as it was in 2021.",
    "A further 36 people were written to by the charity.",
    "Of the 80 staff, 20 (25%) work part time.",
    "The grant was £45,000 last year and £48,000 this year.",
    "Nationally the figure was 31%.",
    "In 2019/20 there were 1,204 contacts.",
    "The courses were attended by 64 nurses and 51 teachers.",
    "Three in ten of our volunteers are men.",
    "Two of the nine posts are vacant.",
    "The rate in England was 52 per 10,000.",
    "Costs came to £212 a day in the first quarter.",
)
PLAIN = (
    "The office moved to 14 Mill Lane in the spring.",
    "Section 11 of the Children Act 2004 puts duties on partners.",
    "Children aged 10 to 17 may be referred.",
    "More is said of this in chapter 6.",
    "Our chair has been in post since 2019.",
    "The helpline is open until 8pm.",
    "We thank everyone who took part.",
    "Form 22 is to be used from now on.",
    "The work is described on page 31.",
)
FRACTIONS = {
    (1, 2): ("half",),
    (1, 3): ("a third", "one third", "one in three"),
    (2, 3): ("two thirds", "two in three"),
    (1, 4): ("a quarter", "one in four"),
    (3, 4): ("three quarters", "three in four"),
    (1, 5): ("a fifth", "one in five"),
    (2, 5): ("two fifths", "two in five"),
    (3, 5): ("three fifths", "three in five"),
    (4, 5): ("four fifths", "four in five"),
    (1, 10): ("a tenth", "one in ten"),
    (7, 10): ("seven in ten",),
    (9, 10): ("nine in ten",),
}


def number(rng: Random, value: int) -> str:
    return WORDS[value] if value < len(WORDS) and rng.random() < 0.6 else f"{value:,}"


def with_facts(rng: Random, text: str) -> str:
    """A claim with one to three other facts before and after it, some of them with figures that are right."""
    facts = rng.sample(TRUE, k=rng.randint(0, 2)) + rng.sample(PLAIN, k=rng.randint(0, 2))
    rng.shuffle(facts)
    at = rng.randint(0, len(facts))
    gaps = [rng.choice((" ", " ", "\n\n")) for _ in facts]
    before = "".join(f"{fact}{gap}" for fact, gap in zip(facts[:at], gaps, strict=False))
    after = "".join(f"{gap}{fact}" for fact, gap in zip(facts[at:], gaps[at:], strict=True))
    return f"{before}{text}{after}"


def said_share(rng: Random, part: int, base: int, wrong: float | None = None) -> str:
    """A share as people write it: a percentage, a fraction where it is one, a hedge where it nearly is."""
    share = part / base if wrong is None else wrong
    exact = [words for (a, b), words in FRACTIONS.items() if abs(a / b - share) < 1e-9]
    if exact and rng.random() < 0.6:
        return rng.choice(exact[0])
    value = share * 100
    near = round(value / 5) * 5
    if 0 < abs(near - value) < 0.9 and rng.random() < 0.3:
        return f"{rng.choice(('about', 'some', 'around', 'nearly' if value < near else 'just over'))} {near}%"
    style = rng.choice(("%", "%", "%", " per cent", " percent"))
    return f"{value:.1f}{style}" if rng.random() < 0.15 else f"{round(value)}{style}"


def wrong_share(rng: Random, part: int, base: int) -> float:
    """A share that is none of the two counts: a digit wrong, a few points out, the two exchanged or the rest."""
    share = part / base
    while True:
        ways = [
            share + rng.choice((-1, 1)) * rng.randint(4, 15) / 100,
            round(share * 100) % 10 / 10 + round(share * 100) // 10 / 100,
            share * 1.5,
            share / 2,
        ]
        wrong = round(rng.choice(ways), 2)
        if 0.03 < wrong < 0.97 and min(abs(wrong - share), abs(1 - wrong - share)) > 0.035 and wrong not in {0.5}:
            return wrong


def counts(rng: Random) -> tuple[int, int]:
    """A part and its base."""
    base = rng.choice((rng.randint(20, 99), rng.randint(100, 999), rng.randint(1000, 9000)))
    if rng.random() < 0.4:
        a, b = rng.choice(list(FRACTIONS))
        base = max(b, base // b * b)
        return base * a // b, base
    return max(3, round(base * rng.uniform(0.06, 0.92))), base


ASIDE = (
    "",
    "",
    "",
    " in 2022/23",
    " over the year",
    " this year",
    " between April and March",
    " in the year to March 2023",
)
OPENED = ("", "", "", "In 2022/23 ", "Over the year ", "This year ")
SHARES: dict[str, tuple[str, ...]] = {
    "of the": ("{a} of the {b} {n} ({s}) {p}.", "{a} of the {b} {n} {p} ({s}).", "{a} ({s}) of the {b} {n} {p}.", "{a}, or {s}, of the {b} {n} {p}.", "{a} of the {b} {n}, or {s}, {p}.", "{a} of the {b} {n} – {s} – {p}.", "{a} out of {b} {n} {p}, which is {s}.", "{a} of our {b} {n} {p}, a share of {s}."),
    "share first": ("{s} of the {b} {n} ({a}) {p}.", "{s} of {n} ({a} of {b}) {p}.", "{s} of the {n}, {a} out of {b}, {p}.", "{s} ({a} of {b}) of the {n} {p}.", "{s} of the {b} {n}, {a} in all, {p}.", "{s} of {n} {p}: {a} of {b}.", "{s} of all {n} {p} ({a} of the {b}).", "The share of {n} that {p} was {s} ({a} of {b})."),
    "of the first": ("Of the {b} {n}, {a} ({s}) {p}.", "Of the {b} {n}{x}, {a} {p}, or {s}.", "Of {b} {n}, {a}, or {s}, {p}.", "Among the {b} {n} there were {a} ({s}) that {p}.", "Out of {b} {n} {a} {p}; that is {s}.", "Of our {b} {n}, {s} ({a}) {p}."),
    "base before": ("{i}{x}. Of these, {a} ({s}) {p}.", "{i}{x}. {a} of them ({s}) {p}.", "{i}{x}. {a}, {s}, {p}.", "{i}{x}, of which {a} ({s}) {p}.", "{i}{x}, {a} of them ({s}) because they {p}.", "{i}{x}; {a} ({s}) {p}.", "{i}{x}, and {a} of these, or {s}, {p}.", "{i}{x}. Some {s} of them, {a}, {p}.", "{i}{x}: {a}, or {s}, {p}."),
    "base far": ("{i}{x}. {f} {a} of the {n} ({s}) {p}.", "{i}{x}.\n\n{a} of the {n} ({s}) {p}.", "{i}{x}. {f} Of the {b}, {a} ({s}) {p}.", "{i}{x}.\n\n{f} Of those {b} {n}, {s} ({a}) {p}."),
    "said after": ("{a} of the {b} {n} {p}. That is {s}.", "{i}{x}. {a} of them {p}. That is {s} of all of them.", "{a} of the {b} {n} {p}. This represents {s} of the total.", "{i}{x} and {a} {p}, so that the share was {s}.", "{i}{x}. {a} {p}, {s} of the total.", "{i}{x}. {a} of them {p}: {s}.", "{a} of the {b} {n} {p}, equal to {s}.", "{a} of the {b} {n} {p}, making up {s} of them."),
}  # fmt: skip


def _share(frames: tuple[str, ...]) -> Callable[[Random, bool], Saying]:
    def form(rng: Random, spoil: bool) -> Saying:
        n, made, passive, said = rng.choice(WORLDS)
        part, base = counts(rng)
        a, b = number(rng, part), f"{base:,}"
        s = said_share(rng, part, base, wrong_share(rng, part, base) if spoil else None)
        told = rng.choice((made, passive, "There were {b} {n}")).format(b=b, n=n)
        text = rng.choice(frames).format(
            a=a, b=b, n=n, s=s, p=rng.choice(said), i=told, x=rng.choice(ASIDE), f=rng.choice(PLAIN)
        )
        text = ". ".join(capital(one) for one in text.split(". "))
        return Saying(with_facts(rng, text), (a, b, s) if spoil else ())

    return form


def _nested(rng: Random, spoil: bool) -> Saying:
    """A share of a share; the slip is that of the outer base, as people make it."""
    n, made, passive, said = rng.choice(WORLDS)
    first, second = rng.sample(said, k=2)
    while True:
        base = rng.randint(120, 4000)
        part = round(base * rng.uniform(0.3, 0.8))
        inner = round(part * rng.uniform(0.2, 0.8))
        if abs(inner / part - inner / base) > 0.06 and round(100 * inner / part) != round(100 * part / base):
            break
    own, wrong = f"{round(100 * inner / part)}%", f"{round(100 * inner / base)}%"
    r, t = f"{round(100 * part / base)}%", wrong if spoil else own
    a, b, c = f"{part:,}", f"{base:,}", f"{inner:,}"
    frame = rng.choice((
        "{i}. Of these, {a} ({r}) {p}; of those that did, {c} ({t}) {q}.",
        "{a} of the {b} {n} ({r}) {p}. Of those {a}, {c} ({t}) {q}.",
        "{a} of the {b} {n} ({r}) {p}. {c} of the {a} ({t}) {q}.",
        "In {a} ({r}) of {b} cases the {n} {p}. Of those {a}, {t} ({c}) {q}.",
        "{i}, of which {a} ({r}) {p}. {c} of these {a}, or {t}, {q}.",
        "{r} of the {b} {n} ({a}) {p}, and {c} of the {a} ({t}) {q}.",
    ))  # fmt: skip
    told = rng.choice((made, passive)).format(b=b, n=n)
    text = frame.format(i=told, a=a, b=b, c=c, n=n, r=r, t=t, p=first, q=second)
    return Saying(with_facts(rng, capital(text)), (c, a, t) if spoil else ())


def _rest_of_shares(rng: Random, spoil: bool) -> Saying:
    """Shares that are all there are: what is left, what did not, two kinds that cannot overlap."""
    n, _, _, said = rng.choice(WORLDS)
    first, second = rng.sample(said, k=2)
    one = rng.randint(22, 78)
    two = rng.randint(5, (95 - one) // 2 + 2)
    out = rng.choice((4, 6, 7, 8, 9, 10)) * rng.choice((-1, 1)) if spoil else 0
    left, third = 100 - one + out, 100 - one - two + out
    pct = rng.choice(("%", "%", " per cent"))
    x, y, z, w = f"{one}{pct}", f"{left}{pct}", f"{two}{pct}", f"{third}{pct}"
    frames = {
        "{x} of {n} {p}; the remaining {y} did not.": (x, y),
        "{x} of the {n} {p}, and the other {y} did not.": (x, y),
        "{x} {p}. The {y} that did not were looked at again.": (x, y),
        "{x} of {n} {p}, leaving {y} that did not.": (x, y),
        "Boys made up {x} of the {n} and girls {y}.": (x, y),
        "{x} of {n} were about girls and {y} about boys.": (x, y),
        "{x} of plans were on time; {y} were late.": (x, y),
        "{x} {p}, {z} {q} and the remaining {w} gave no answer.": (x, z, w),
        "{x} of {n} {p} and {z} {q}. The rest, {w}, could not be placed.": (x, z, w),
        "The grades were good ({x}), fair ({z}) and poor ({w}); every file got one grade.": (x, z, w),
        "{x} said yes, {z} said no and {w} did not answer.": (x, z, w),
        "{x} were closed within a month, the other {y} later.": (x, y),
    }
    frame = rng.choice(list(frames))
    text = frame.format(n=n, p=first, q=second, x=x, y=y, z=z, w=w)
    return Saying(with_facts(rng, capital(text)), frames[frame] if spoil else ())


def _shares_that_overlap(rng: Random, _: bool) -> Saying:
    """Shares that are not of one whole: more than a hundred, or less, and nothing wrong."""
    n, _, _, said = rng.choice(WORLDS)
    first, second = rng.sample(said, k=2)
    x, y, z = f"{rng.randint(50, 80)}%", f"{rng.randint(30, 70)}%", f"{rng.randint(10, 60)}%"
    text = rng.choice((
        f"{x} of {n} {first} and {y} {second}; some did both.",
        f"{x} named cost, {y} distance and {z} time, as several answers were allowed.",
        f"{x} of girls and {y} of boys said so.",
        f"In {x} of cases there was drink and in {y} drugs, often both.",
        f"{x} {first}. Of those, {y} {second}.",
        f"Last year {x} of {n} {first}; this year {y} do.",
        f"{x} of {n} {first} and {y} {second}.",
        f"{x} were happy with the time and {y} with the place. The remaining questions are in annex 2.",
        f"In the north {x} of staff were trained, in the south {y} and on the coast {z}.",
        f"Girls made up {x} of those in the north and {y} of those in the south.",
    ))  # fmt: skip
    return Saying(with_facts(rng, capital(text)))


def _off(rng: Random, value: int) -> int:
    """A total that is wrong: a ten too many, two digits exchanged, a part left out."""
    digits = str(value)
    swapped = int(digits[:-2] + digits[-1] + digits[-2]) if len(digits) > 1 else value
    return rng.choice(
        [one for one in (value + 10, value - 10, swapped, value + 2, value - 2) if one not in (value, 0) and one > 0]
    )


PLACES = (
    ("from schools", "from health", "from the police", "from housing"),
    ("in the north", "in the south", "in the city", "on the coast"),
    ("about neglect", "about debt", "about violence at home", "about drink"),
    ("by day", "in the evening", "at night", "at weekends"),
    ("in spring", "in summer", "in autumn", "in winter"),
)


def _total(where: str) -> Callable[[Random, bool], Saying]:
    def form(rng: Random, spoil: bool) -> Saying:
        n, made, passive, _ = rng.choice(WORLDS)
        x, y, z, _ = rng.choice(PLACES)
        parts = [rng.randint(13, 240) for _ in range(3)]
        if where in {"two", "pair"}:
            parts = parts[:2]
        whole = sum(parts)
        if spoil:
            whole = next(v for v in iter(lambda: _off(rng, whole), None) if v > max(parts))
        a, b, c = [*(f"{one:,}" for one in parts), ""][:3]
        t = f"{whole:,}"
        told = rng.choice((made, passive, "There were {b} {n}")).format(b=t, n=n)
        frames = {
            "last": (
                "{a} {n} came {x}, {b} {y} and {c} {z}: {t} in all.",
                "{a} {n} were {x}, {b} {y} and {c} {z}, a total of {t}.",
                "{a} were {x}, {b} were {y} and {c} were {z}, making {t} {n} altogether.",
                "There were {a} {x}, {b} {y} and {c} {z}. In all, that is {t} {n}.",
                "There were {a} {n} {x}. {b} more were {y} and {c} {z}. That makes {t}.",
                "The {a} {n} {x}, the {b} {y} and the {c} {z} come to {t}.",
                "{a} {n} {x} and {b} {y}, together with {c} {z}, brought the total to {t}.",
                "By place the {n} were: {x}, {a}; {y}, {b}; {z}, {c}; in all, {t}.",
            ),
            "first": (
                "{i}: {a} {x}, {b} {y} and {c} {z}.",
                "{i}, made up of {a} {x}, {b} {y} and {c} {z}.",
                "{i}, {a} of them {x}, {b} {y} and the rest, {c}, {z}.",
                "{i}. {a} were {x}, {b} {y} and the remaining {c} {z}.",
                "{i}. {a} of these were {x} and {b} {y}. The other {c} were {z}.",
                "The total of {t} {n} is the sum of {a} {x}, {b} {y} and {c} {z}.",
                "Of the {t} {n}, {a} were {x}, {b} {y} and the rest ({c}) {z}.",
                "In all there were {t} {n}, of which {a} were {x}, {b} {y} and the remaining {c} {z}.",
                "{i}: {x} ({a}), {y} ({b}) and {z} ({c}).",
            ),
            "two": (
                "{i}. {a} were for boys and the other {b} for girls.",
                "{a} of the {t} {n} were {x} and the remaining {b} {y}.",
                "{i}, {a} {x} and {b} {y}. There were none elsewhere.",
                "Of the {t} {n}, {a} were upheld and the other {b} were not.",
                "{a} {n} were {x} and {b} {y}, {t} in total.",
                "With {a} {x} and {b} {y}, there were {t} {n} altogether.",
                "Altogether there were {t} {n}: {a} {x} and {b} {y}.",
                "There were {a} {n} {x} and {b} {y}. Together they make {t}.",
            ),
        }  # fmt: skip
        text = rng.choice(frames[where]).format(a=a, b=b, c=c, n=n, t=t, i=told, x=x, y=y, z=z)
        return Saying(with_facts(rng, capital(text)), tuple(one for one in (t, a, b, c) if one) if spoil else ())

    return form


def _balance(rng: Random, spoil: bool) -> Saying:
    """What there was, what came and what went, and what there was at the end."""
    start, came, went = rng.randint(60, 900), rng.randint(11, 58), rng.randint(11, 55)
    end = _off(rng, start + came - went) if spoil else start + came - went
    s, c, w, e = (f"{one:,}" for one in (start, came, went, end))
    text = rng.choice((
        f"There were {s} open cases at the start of the year. {c} were opened and {w} closed, leaving {e} at the end.",
        f"We began the year with {s} foster carers; {c} joined and {w} left, so that we ended it with {e}.",
        f"The register held {s} names in April. In the year {c} were added and {w} removed, and it held {e} in March.",
        f"From {s} at the outset, with {c} new and {w} gone, the list stood at {e} at the close.",
        f"The year opened with {s} children on plans. A further {c} plans began and {w} ended, so that {e} were on plans when it closed.",
        f"At the end of March the team had {e} cases: {s} from the year before, {c} new ones, less the {w} that were closed.",
        f"{s} were on the list; {c} came on, {w} came off, and {e} are on it now.",
    ))  # fmt: skip
    return Saying(with_facts(rng, capital(text)), (e, s, c, w) if spoil else ())


def _average(rng: Random, spoil: bool) -> Saying:
    """A number of things, what they are shared among, and how many that is for each."""
    each, among = rng.randint(3, 40), rng.randint(4, 60)
    whole = each * among
    wrong = next(
        v for v in iter(lambda: max(2, each + rng.choice((-5, -3, -2, 2, 3, 5, 6))), None) if abs(v - each) * 8 > each
    )
    m, k, t = number(rng, wrong if spoil else each), number(rng, among), f"{whole:,}"
    text = rng.choice((
        f"{t} cases were held by {k} workers, an average of {m} each.",
        f"The {k} workers held {t} cases, or {m} each.",
        f"On average each worker held {m} cases ({t} cases among {k} workers).",
        f"Each of the {k} panels heard {m} cases on average, {t} in all.",
        f"There were {t} visits over {k} weeks, {m} a week.",
        f"We made {t} visits in {k} weeks, or {m} per week.",
        f"The helpline took {t} calls over the {k} days of the campaign, roughly {m} each day.",
        f"The {k} families had {t} sessions between them, or {m} to a family.",
        f"{k} schools sent {t} pupils, that is {m} from each school on average.",
        f"An average of {m} pupils came from each of the {k} schools: {t} in all.",
        f"We ran {k} courses. {t} people came, an average of {m} per course.",
        f"With {t} cases and {k} workers, the average caseload was {m}.",
        f"The average caseload was {m}: {t} cases for {k} workers.",
        f"The {k} courses cost £{t}, or £{m} each.",
        f"Average attendance was {m}, as {t} people came to {k} sessions.",
    ))  # fmt: skip
    return Saying(with_facts(rng, capital(text)), (m, k, t) if spoil else ())


def _by_the_month(rng: Random, spoil: bool) -> Saying:
    each = rng.randint(12, 240)
    wrong = each + rng.choice((-1, 1)) * max(3, round(each * rng.uniform(0.15, 0.5)))
    t, m = f"{each * 12:,}", f"{wrong if spoil else each:,}"
    text = rng.choice((
        f"The service took {t} calls in the year, or {m} a month.",
        f"{t} referrals were made over the 12 months, an average of {m} a month.",
        f"On average {m} referrals were made each month, {t} over the year.",
        f"There were {t} visits in 2022/23. That is {m} a month.",
        f"In the year there were {t} contacts ({m} a month).",
        f"We took {m} referrals a month on average: {t} in the year.",
    ))  # fmt: skip
    return Saying(with_facts(rng, text), (m, t) if spoil else ())


def _rate(rng: Random, spoil: bool) -> Saying:
    """So many in every 1,000 or 10,000."""
    per = rng.choice((1_000, 10_000))
    people = rng.randint(12, 90) * 1_000
    rate = rng.randint(4, 60) if per == 1_000 else rng.randint(20, 400)
    part = round(people * rate / per)
    wrong = rate + rng.choice((-1, 1)) * max(2, round(rate * rng.uniform(0.12, 0.4)))
    r, t, p, k = str(wrong if spoil else rate), f"{part:,}", f"{people:,}", f"{per:,}"
    text = rng.choice((
        f"There were {t} children in need for a population of {p}, a rate of {r} per {k}.",
        f"{t} children in need among {p} is a rate of {r} per {k}.",
        f"The rate was {r} per {k} ({t} among {p} children).",
        f"The county is home to {p} children. {t} of them had a plan, or {r} per {k}.",
        f"{p} children live here and {t} were referred: {r} in every {k}.",
        f"With {t} referrals and {p} children, the rate was {r} per {k} children.",
        f"At {r} per {k}, the rate stands for {t} of our {p} children.",
        f"The borough has {p} children aged 10 to 17, of whom {t} were cautioned. The rate is {r} per {k}.",
    ))  # fmt: skip
    return Saying(with_facts(rng, text), (r, t, p) if spoil else ())


def _mean_of_run(rng: Random, spoil: bool) -> Saying:
    run = [rng.randint(6, 60) for _ in range(4)]
    run[3] += -sum(run) % 4
    mean = sum(run) // 4
    m = str(mean + rng.choice((-4, -3, 3, 4, 5)) if spoil else mean)
    a, b, c, d = map(str, run)
    text = rng.choice((
        f"The four quarters brought {a}, {b}, {c} and {d} notices, an average of {m}.",
        f"Orders made in the four quarters numbered {a}, {b}, {c} and {d}. The quarterly average was thus {m}.",
        f"An average of {m} came to each session: {a}, {b}, {c} and {d}.",
        f"The quarterly average was {m} ({a}, {b}, {c} and {d}).",
        f"Notices by quarter were {a}, {b}, {c} and {d}; the mean is {m}.",
    ))  # fmt: skip
    return Saying(with_facts(rng, text), (m, a, b, c, d) if spoil else ())


FORMS = {
    **{f"share, {name}": _share(frames) for name, frames in SHARES.items()},
    "share of a share": _nested,
    "the rest of shares": _rest_of_shares,
    "shares that overlap": _shares_that_overlap,
    "total, last": _total("last"),
    "total, first": _total("first"),
    "total of two": _total("two"),
    "came and went": _balance,
    "average": _average,
    "by the month": _by_the_month,
    "rate": _rate,
    "mean of a run": _mean_of_run,
}
