"""Whether an identifier can be right: check digits and forms.

An identifier that fails is kept as it was told, marked, and never used to match; it is not a reason to refuse a row.
"""

import re
from dataclasses import dataclass

from nhs_number.validate import is_valid as is_valid_nhs_number

from lapwing.rules.authorities import UPN_AUTHORITIES

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters of a UPN: without I, O and S."""


@dataclass(frozen=True)
class Checked:
    """An identifier as checked: `value` in its usual form.

    `why_not` says in a sentence why it cannot be right; empty where it can.
    """

    value: str
    why_not: str = ""

    @property
    def ok(self) -> bool:
        """Whether it can be right."""
        return not self.why_not


def upn_check_letter(last_twelve: str) -> str:
    """The letter that a UPN begins with, from the twelve characters after it.

    Each counts by its place, 2 to 13, and the sum modulo 23 picks the letter; the letter that ends a temporary UPN
    counts by its place in the same alphabet.
    """
    values = [CHECK_LETTERS.index(each) if each in CHECK_LETTERS else int(each) for each in last_twelve]
    return CHECK_LETTERS[sum(place * value for place, value in enumerate(values, 2)) % 23]


def check_upn(text: str) -> Checked:
    """A unique pupil number: a check letter, a local authority's number, and nine more (a letter last: temporary)."""
    value = _bare(text)
    if not re.fullmatch(rf"[{CHECK_LETTERS}]\d{{11}}[\d{CHECK_LETTERS}]", value, re.ASCII):
        return Checked(
            value, "A UPN is a letter and twelve digits, such as H801200001001; a temporary one ends in a letter."
        )
    if value[1:4] not in UPN_AUTHORITIES:
        return Checked(value, f"The UPN names local authority {value[1:4]}, and there is none of that number.")
    if (letter := upn_check_letter(value[1:])) != value[0]:
        return Checked(
            value, f"The UPN's first letter is {value[0]}, but its digits ask for {letter}: one was mistyped."
        )
    return Checked(value)


def check_nhs_number(text: str) -> Checked:
    """An NHS number: ten digits, the last of which checks the others."""
    value = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{10}", value, re.ASCII):
        return Checked(value, "An NHS number is ten digits.")
    if not is_valid_nhs_number(value):
        return Checked(value, "The NHS number's last digit does not fit the others: one was mistyped.")
    return Checked(value)


POSTCODE = re.compile(
    r"(?P<out>GIR|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]))(?P<in>\d[ABD-HJLNP-UW-Z]{2})",
    re.ASCII,
)


def check_postcode(text: str) -> Checked:
    """A postcode of the right form ("NG1 5FW"); whether it exists is another question."""
    value = _bare(text)
    found = POSTCODE.fullmatch(value)
    if found is None:
        return Checked(value, "This is not of the form of a UK postcode, such as NG1 5FW.")
    return Checked(f"{found['out']} {found['in']}")


def _bare(text: str) -> str:
    return "".join(text.split()).upper()
