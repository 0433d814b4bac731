"""What every way of writing a number is made from: the small pieces, and how a way is put among the others."""

from collections.abc import Callable
from dataclasses import dataclass

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import periods
from lapwing.arithmetic.numbers.quantity import Kind, Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS, value_of

Read = Callable[[re.Match[str], str], Quantity | None]

DASH = r"\s?[-–—−]\s?"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
NUMBER = rf"(?:{DIGITS}|\b{NUMBER_WORDS}\b)"
OPEN = r"(?<![\w.,£$/@#-])"
CLOSE = r"(?!\w|[.,]\d)"
SCALE = r"(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
YEAR = r"(?:19|20)\d{2}"
MONTH = "(?:" + "|".join(name.capitalize() for name in sorted(periods.MONTHS, key=len, reverse=True)) + r")\b\.?"
SPAN = rf"{YEAR}\s?[-–—/]\s?(?:{YEAR}|\d{{2}})(?![\d/])"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing a number.

    It is looked for in the line in small letters, unless capitals matter: then `as_written`. Where none of the small
    pieces it `needs` is in the line, or the line has no figures and it needs `figures`, it is not tried: this is quick.
    """

    expression: re.Pattern[str]
    read: Read
    needs: tuple[str, ...]
    figures: bool
    as_written: bool


class Ways(list[Way]):
    """The ways of one file, in the order in which they are tried."""

    def pattern(
        self, expression: str, needs: tuple[str, ...] = (), figures: bool = False, as_written: bool = False
    ) -> Callable[[Read], Read]:
        def register(read: Read) -> Read:
            self.append(Way(re.compile(expression), read, needs, figures, as_written))
            return read

        return register


def make(kind: Kind, match: re.Match[str], value: float, **more: object) -> Quantity:
    return Quantity(kind, value, match[0], match.start(), match.end(), **more)  # type: ignore[arg-type] # fields of it, each of its type


def number(written: str) -> tuple[float, float, bool]:
    """The value, the size of its last written place, and whether it is in words."""
    if not any(character.isdigit() for character in written):
        return float(value_of(written)), 1.0, True
    digits = written.replace(",", "")[:300]
    decimals = len(digits.partition(".")[2])
    return float(digits), 10.0**-decimals, False


def refer(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.REFERENCE, match, 0.0)


def signed(value: float, sign: str | None) -> float:
    return -value if sign and sign.strip().lower() in {"-", "−", "–", "minus"} else value


def sign(sign: str | None) -> str:
    return "" if not sign else ("+" if sign.strip().lower() in {"+", "plus"} else "-")
