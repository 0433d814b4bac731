"""Numbers written in words: "two hundred and eighty-six"."""

from lapwing.arithmetic import lazy_re as re

UNITS = dict(zip([
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
],range(20),strict=True,))  # fmt: skip
TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip

# Two dozen patterns hold these words: said in as few characters as may be, they are read in a third of the time.
_UNIT = "(?:thir|four|fif|six|seven|eigh|nine)teen|eleven|twelve|three|seven|eight|zero|four|five|nine|one|two|six|ten"
_TEN = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
SMALL = rf"(?:{_TEN}(?:[-\s](?:{_UNIT}))?|{_UNIT})"
HUNDREDS = rf"(?:{SMALL}(?:\s+hundred(?:\s+and\s+{SMALL})?)?|an?\s+hundred(?:\s+and\s+{SMALL})?)"
THOUSANDS = rf"(?:{HUNDREDS}|an?(?=\s+thousand))(?:\s+thousand(?:,?\s+(?:and\s+)?{HUNDREDS})?)?"
NUMBER_WORDS = rf"(?:(?:half\s+an?|{SMALL}|an?)\s+dozen|{THOUSANDS})"


def value_of(words: str) -> int:
    """The value of number words that `NUMBER_WORDS` has matched."""
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in UNITS:
            group += UNITS[word]
        elif word in TENS:
            group += TENS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word == "dozen":
            group = 6 if "half" in words.lower() else max(group, 1) * 12
        elif word in SCALES:
            total += max(group, 1) * SCALES[word]
            group = 0
    return total + group
