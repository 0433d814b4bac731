"""Numbers written in words: "two hundred and eighty-six"."""

import re

UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_TEN = "|".join(TENS)
SMALL = rf"(?:(?:{_TEN})(?:[-\s](?:{_UNIT}))?|{_UNIT})"
HUNDREDS = rf"(?:{SMALL}\s+hundred(?:\s+and\s+{SMALL})?)"
THOUSANDS = rf"(?:(?:{HUNDREDS}|{SMALL})\s+thousand(?:,?\s+(?:and\s+)?(?:{HUNDREDS}|{SMALL}))?)"
NUMBER_WORDS = rf"(?:{THOUSANDS}|{HUNDREDS}|{SMALL})"


def value_of(words: str) -> int:
    """The value of number words that `NUMBER_WORDS` has matched."""
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in UNITS:
            group += UNITS[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group *= 100
        elif word in SCALES:
            total += group * SCALES[word]
            group = 0
    return total + group
