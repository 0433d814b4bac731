"""What the generators of spoken texts share: number words, joined names, plain facts, and a text with its slip."""

from calendar import month_name
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = tuple(month_name)[1:]
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True)
class Saying:
    """A text, and the figures of the one claim in it that was spoilt; none where all of it is true."""

    text: str
    wrong: tuple[str, ...] = ()


Form = Callable[[Random, bool], Saying]
Forms = Mapping[str, Form]

PLAIN = (
    "The office moved to 14 Mill Lane in the spring.",
    "Section 11 of the Children Act 2004 puts duties on partners.",
    "Children aged 10 to 17 may be referred.",
    "Attendance at meetings was good.",
    "More is said of this in chapter 6.",
    "A fuller account is on page 31.",
    "Our chair has been in post since 2019.",
    "The helpline is open until 8pm.",
    "Funding is agreed until March 2030.",
    "We thank everyone who took part.",
    "Last year's training reached 212 people.",
    "About a third of staff work part time.",
    "The population of the borough is 248,000.",
    "Form 22 is to be used from now on.",
)


def word(number: int, rng: Random | None = None) -> str:
    """A small number in words, or now and then in digits."""
    if number >= len(WORDS) or (rng and rng.random() < 0.15):
        return f"{number:,}"
    return WORDS[number]


def joined(names: Sequence[str], rng: Random | None = None) -> str:
    """ "a, b and c"; now and then with a comma before the last, or with "as well as"."""
    if len(names) < 2:
        return "".join(names)
    last = rng.choice((" and ", " and ", " and ", ", and ", " and ")) if rng and len(names) > 2 else " and "
    return ", ".join(names[:-1]) + last + names[-1]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def among(rng: Random, *claims: str, most: int = 2, parted: str = "") -> str:
    """Claims with plain facts before, between and after, in one paragraph or in several."""
    facts = rng.sample(PLAIN, k=len(claims) + 1)
    pieces: list[str] = []
    left = most
    for index, claim in enumerate((*claims, "")):
        if left and rng.random() < 0.45:
            pieces.append(facts[index])
            left -= 1
        if claim:
            pieces.append(claim)
    blocks = any("\n" in claim for claim in claims)
    return (parted or ("\n\n" if blocks or rng.random() < 0.3 else " ")).join(pieces)
