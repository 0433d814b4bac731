"""One number as it was written: its value, what kind it is, and how carefully it was said."""

from dataclasses import dataclass
from enum import StrEnum

from lapwing.arithmetic.numbers.periods import Period


class Kind(StrEnum):
    """What a number is. The letter stands for it in the shape of a sentence."""

    COUNT = "c"
    PERCENT = "p"
    POINTS = "q"
    FRACTION = "f"
    MULTIPLE = "m"
    RATE = "r"
    MONEY = "g"
    RANK = "k"
    PERIOD = "y"
    AGE = "a"
    DURATION = "t"
    FREQUENCY = "w"
    RANGE = "v"
    REFERENCE = "x"

    # A member is its word: hashed as one, in C, for it is asked hundreds of thousands of times in a long report.
    __hash__ = str.__hash__


class Hedge(StrEnum):
    NONE = ""
    ABOUT = "about"
    JUST_BELOW = "just under"
    JUST_ABOVE = "just over"
    BELOW = "under"
    ABOVE = "over"
    AT_MOST = "at most"
    AT_LEAST = "at least"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Quantity:
    kind: Kind
    value: float
    text: str
    start: int
    end: int
    step: float = 1.0
    hedge: Hedge = Hedge.NONE
    unit: str = ""
    high: float | None = None
    period: Period | None = None
    in_words: bool = False

    @property
    def is_part(self) -> bool:
        """A share of something: a percentage or a fraction."""
        return self.kind in {Kind.PERCENT, Kind.FRACTION}

    @property
    def share(self) -> float:
        """The value as a part of one."""
        return self.value / 100 if self.kind in {Kind.PERCENT, Kind.POINTS} else self.value

    def is_number(self) -> bool:
        return self.kind in {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.DURATION}


def plain(value: float, places: int | None = None) -> str:
    """A number as a colleague would write it: 1,497; 23.3; 0.5."""
    if places is None:
        places = 0 if abs(value - round(value)) < 1e-9 else (1 if abs(value) >= 1 else 2)
    text = f"{abs(value):,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def percent(share: float) -> str:
    """A share as a percentage with one decimal place."""
    text = f"{abs(share) * 100:,.1f}".removesuffix(".0")
    return f"{'−' if share < 0 and text != '0' else ''}{text}%"
