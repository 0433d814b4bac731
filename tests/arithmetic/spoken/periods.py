"""Periods that can be and periods that cannot: ends before it begins, lengths, quarters, the year of the report."""

# ruff: noqa: E501 - a sentence reads best on one line

from random import Random

from tests.arithmetic.spoken.saying import MONTHS, ORDINALS, Saying, among, capital, word

THINGS = (
    "pilot",
    "strategy",
    "review",
    "programme",
    "campaign",
    "project",
    "contract",
    "inspection",
    "audit",
    "consultation",
    "trial",
    "funding",
    "training",
    "scheme",
)


def _month(index: int) -> str:
    return f"{MONTHS[index % 12]} {2018 + index // 12}"


def _ends(rng: Random, spoil: bool) -> Saying:
    """Begins and ends, in several orders of telling; where it is spoilt the end is before the beginning."""
    start = rng.randint(12, 66)
    end = start + rng.randint(2, 30)
    if spoil:
        start, end = end, start
    a, b = _month(start), _month(end)
    if rng.random() < 0.35:
        a, b = (f"{rng.randint(1, 28)} {one}" for one in (a, b))
    thing = rng.choice(THINGS)
    text = rng.choice(
        (
            f"The {thing} began in {a} and ended in {b}.",
            f"The {thing} will begin in {a} and come to an end in {b}.",
            f"The {thing}, which started in {a}, finished in {b}.",
            f"The {thing} ran from {a} to {b}.",
            f"The {thing} ran from {a} until {b}.",
            f"The {thing} ended in {b}, having begun in {a}.",
            f"Begun in {a}, the {thing} was completed in {b}.",
            f"The {thing} was launched in {a} and closed in {b}.",
            f"The {thing} lasted from {a} to {b}.",
            f"The {thing} opened in {a}. It closed in {b}.",
            f"The {thing} covers the period {a} to {b}.",
            f"Between {a} and {b} the {thing} was under way.",
            f"The {thing} is funded from {a} through to {b}.",
            f"The {thing} ({a} to {b}) is described in chapter 3.",
            f"From {a} until {b} the {thing} took most of our time.",
            f"The {thing} closed in {b}; it had opened in {a}.",
        )
    )
    if a[0].isdigit():
        text = text.replace(f"in {a}", f"on {a}").replace(f"in {b}", f"on {b}")
    return Saying(among(rng, text), (a, b) if spoil else ())


LENGTHS = (
    "Over the {n} months from {a} to {b} the team took on new work.",
    "In the {n} months {a} to {b} attendance was good.",
    "The {n}-month pilot ran from {a} to {b}.",
    "The project lasted {n} months, from {a} to {b}.",
    "We looked at {n} months ({a} to {b}).",
    "The data cover {n} months, {a} to {b}.",
    "From {a} to {b}, a period of {n} months, the post was vacant.",
    "For {n} months, from {a} to {b}, there was no manager.",
    "The {a} to {b} period, {n} months in all, was busy.",
    "The sample is of the {n} months between {a} and {b}.",
)


def _length(rng: Random, spoil: bool) -> Saying:
    start = rng.randint(12, 66)
    many = rng.choice((2, 3, 3, 4, 5, 6, 6, 8, 9, 10, 12))
    end = start + many - 1
    a = MONTHS[start % 12] if start // 12 == end // 12 and rng.random() < 0.6 else _month(start)
    b = _month(end)
    said = many
    if spoil:
        said = rng.choice([one for one in (2, 3, 4, 6, 9, 12, 15) if one not in {many, many - 1, many + 1}])
    number = word(said)
    text = rng.choice(LENGTHS).format(n=number, a=a, b=b)
    return Saying(among(rng, text), (number, a, b, f"{number} months") if spoil else ())


def _years(rng: Random, spoil: bool) -> Saying:
    start, many = rng.randint(2015, 2022), rng.randint(2, 5)
    month = rng.choice(("", "April ", "September "))
    end = start + many
    ends = f"{'' if not month else {'April ': 'March ', 'September ': 'August '}[month]}{end}"
    said = many
    if spoil:
        said = rng.choice([one for one in (2, 3, 4, 5, 6, 7, 10) if one not in {many, many + 1, many - 1}])
    thing = rng.choice(("strategy", "contract", "plan", "grant", "programme"))
    n, a = word(said), f"{month}{start}"
    text = rng.choice(
        (
            f"The {n}-year {thing} runs from {a} to {ends}.",
            f"The {thing} runs for {n} years, from {a} to {ends}.",
            f"Our {n}-year {thing}, {a} to {ends}, was refreshed.",
            f"The {thing} is a {n}-year one ({a} to {ends}).",
            f"The {thing} began in {a} and ends in {ends}, {n} years in all.",
            f"From {a} to {ends}, that is for {n} years, the {thing} will guide us.",
        )
    )
    return Saying(among(rng, text), (n, a, ends, f"{n} years") if spoil else ())


def _quarter(rng: Random, spoil: bool) -> Saying:
    which = rng.randint(1, 4)
    first = [3, 6, 9, 0][which - 1]
    a, b = MONTHS[first], MONTHS[first + 2]
    if spoil:
        b = MONTHS[(first + rng.choice((3, 1, 4))) % 12] if rng.random() < 0.7 else b
        if b == MONTHS[first + 2]:
            a = MONTHS[(first + rng.choice((1, 11))) % 12]
    name = rng.choice(
        (
            f"The {ORDINALS[which]} quarter",
            f"Quarter {which}",
            f"Q{which}",
            f"In the {ORDINALS[which]} quarter",
            f"In quarter {word(which)}",
        )
    )
    rest = "numbers were low" if name.startswith("In") else "was the quietest"
    text = rng.choice(
        (
            f"{name} ({a} to {b}) {rest}.",
            f"{name}, {a} to {b}, {rest}.",
            f"{name} (that is, {a} to {b}) {rest}.",
            f"{name} (from {a} to {b}) {rest}.",
            f"{name}, that is {a} to {b}, {rest}.",
        )
    )
    said = rng.choice(
        ("We report by financial quarter.", "Figures are for the financial year.", "Our year begins in April.")
    )
    return Saying(f"{said} {text}", (a, b, name, f"{ORDINALS[which]} quarter", f"{a} to {b}") if spoil else ())


def _within(rng: Random, spoil: bool) -> Saying:
    """What is said to be in the year of the report."""
    year = rng.randint(2018, 2023)
    opening = rng.choice(
        (
            f"This report covers the year from 1 April {year} to 31 March {year + 1}.",
            f"This is our annual report for {year}/{(year + 1) % 100}, that is for April {year} to March {year + 1}.",
            f"This is the annual report of the partnership for April {year} to March {year + 1}.",
            f"This report is about the year April {year} to March {year + 1}.",
            f"The reporting period is 1 April {year} to 31 March {year + 1}.",
        )
    )
    at = (year - 2018) * 12 + 3 + rng.randint(0, 11)
    when = _month(at + (rng.choice((12, -12, 24)) if spoil else 0))
    said = rng.choice(
        (
            f"During the year we were inspected, in {when}.",
            f"In the course of the year we were inspected twice, first in {_month((year - 2018) * 12 + 4)} and then in {when}.",
            f"Within the year, in {when}, a new chair was appointed.",
            f"In the year a peer review took place in {when}.",
            f"One rapid review was held this year, in {when}.",
            f"The year saw two inspections, in {_month((year - 2018) * 12 + 4)} (youth justice) and in {when} (police).",
            f"In the reporting year a conference was held in {when}.",
            f"A conference took place during the year, in {when}.",
            f"The main event of the reporting year was the joint inspection in {when}.",
        )
    )
    plain = rng.choice(
        (
            "",
            f" Before the year began, in {_month((year - 2018) * 12 - 2)}, we had moved offices.",
            f" The last such inspection was in {_month((year - 2018) * 12 - 30)}.",
            f" A further visit is planned for {_month((year - 2018) * 12 + 22)}.",
        )
    )
    return Saying(f"{opening}{rng.choice((' ', chr(10) * 2))}{said}{plain}", (when,) if spoil else ())


def _one_after(rng: Random, spoil: bool) -> Saying:
    """Things in their order: a report published before its review began, a person who left before joining."""
    start = rng.randint(12, 60)
    end = start + rng.randint(3, 20)
    if spoil:
        start, end = end, start
    a, b = _month(start), _month(end)
    text = rng.choice(
        (
            f"The review was commissioned in {a} and published in {b}.",
            f"She joined the board in {a} and left it in {b}.",
            f"The child was referred in {a} and the case was closed in {b}.",
            f"The post was advertised in {a} and filled in {b}.",
            f"The building was bought in {a} and sold in {b}.",
            f"The review, commissioned in {a}, was published in {b}.",
            f"He was appointed in {a} and stepped down in {b}.",
            f"Fieldwork began in {a} and the report was published in {b}.",
        )
    )
    return Saying(among(rng, text), (a, b) if spoil else ())


def _plain(rng: Random, spoil: bool) -> Saying:
    """True things with dates in an order that may mislead."""
    at = rng.randint(24, 60)
    a, b, c = _month(at), _month(at + rng.randint(3, 9)), _month(at + rng.randint(10, 20))
    text = rng.choice(
        (
            f"The pilot ended in {b}. A second one began in {c}, the first having begun in {a}.",
            f"The contract that begins in {c} replaces the one that ended in {b}.",
            f"Numbers in {c} were higher than in {a}.",
            f"The strategy was agreed in {a}, and runs from {b} to {c}.",
            f"Published in {c}, the review looks at events from {a} to {b}.",
            f"The chair stepped down in {b}; her successor joined in {c}.",
            f"The old centre closed in {b} and the new one opened in {c}; both had been planned since {a}.",
            f"The scheme closed to new families in {b}, having opened in {a}, and will end in {c}.",
            f"By {c} all actions from {a} were complete, and by {b} half.",
            f"The inspection of {b} came {word(2)} visits after that of {a}.",
            "The first lockdown ended in June 2020 and the second began in November 2020.",
            f"Between {a} and {b} we saw {rng.randint(40, 90)} families, and between {b} and {c} {rng.randint(40, 90)}.",
            f"The school closed in {a} and reopened in {b}.",
        )
    )
    return Saying(among(rng, capital(text)))


FORMS = {
    "period ends": _ends,
    "period length": _length,
    "period years": _years,
    "period quarter": _quarter,
    "period within the year": _within,
    "period one after another": _one_after,
    "period plain": _plain,
}
