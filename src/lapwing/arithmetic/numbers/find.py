"""Finds every number in a line, the most particular meaning first.

Each way of writing a number is a pattern in one of the files beside this one. What an earlier pattern has read, a later
one leaves alone: a section number is never a count, and an age is never half of a range.
"""

from collections.abc import Iterator
from dataclasses import replace

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import ages, counts, hedges, nothing, shares, when
from lapwing.arithmetic.numbers.quantity import Kind, Quantity
from lapwing.arithmetic.numbers.words import TENS, UNITS
from lapwing.arithmetic.pieces import holds

WAYS = (*nothing.WAYS, *when.WAYS, *ages.WAYS, *shares.WAYS, *counts.WAYS)
NUMBER = (
    rf"\d|\b(?:{'|'.join((*UNITS, *TENS))})\b|half|halv|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"twelfth|twentieth|doubl|trebl|tripl|quadrupl|twice|once|fold|hundred|thousand|dozen"
)
NUMBERS, DIGIT = re.compile(NUMBER), re.compile(r"\d")
ABOUT_NUMBERS = re.compile(rf"{NUMBER}|weekly|monthly|yearly|annual|fortnight|termly|daily|every")
PLAIN = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3}){0,3}|[1-9]\d{4,8}|0)$")


def find_quantities(text: str) -> list[Quantity]:
    """Every number in a line, in order."""
    if PLAIN.match(text):
        return [Quantity(Kind.COUNT, float(text.replace(",", "")), text, 0, len(text))]
    lower = small_letters(text)
    figured = DIGIT.search(text) is not None
    if len(text) > 20_000 or not (figured or ABOUT_NUMBERS.search(lower)):
        return []
    found: list[Quantity] = []
    taken = bytearray(len(text))
    for way in WAYS if figured or NUMBERS.search(lower) else ages.WAYS:
        if (way.figures and not figured) or (way.needs and not holds(lower, way.needs)):
            continue
        for match in way.expression.finditer(text if way.as_written else lower):
            quantity = None if 1 in taken[match.start() : match.end()] else way.read(match, text)
            if quantity:
                found.append(_as_written(quantity, text))
                taken[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    found.sort(key=lambda quantity: quantity.start)
    return list(_hedged(_with_units(found, lower), text))


FROM, TO_ITS_END = (
    re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,4}$"),
    re.compile(r"(?=\s*[.,;:)]|\s+(?:in|at|by|over|on|and|this)\b|$)"),
)


def _with_units(found: list[Quantity], lower: str) -> Iterator[Quantity]:
    """ "From 64 weeks to 53": the second is in weeks too."""
    before: Quantity | None = None
    for one in found:
        elided = (
            before
            and before.kind is Kind.DURATION
            and one.kind is Kind.COUNT
            and lower[before.end : one.start] in TO
            and TO_ITS_END.match(lower, one.end)
            and FROM.search(lower, 0, before.start)
        )
        before = replace(one, kind=Kind.DURATION, unit=before.unit) if elided and before else one
        yield before


TO = {" to ", " to just ", " to only ", " to about "}


def small_letters(text: str) -> str:
    """The text in small letters, each in its place: the one letter that becomes two is left as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _as_written(quantity: Quantity, text: str) -> Quantity:
    written = text[quantity.start : quantity.end]
    return quantity if written == quantity.text else replace(quantity, text=written)


def _hedged(found: Iterator[Quantity], text: str) -> Iterator[Quantity]:
    end = 0
    for quantity in found:
        yield hedges.attach(quantity, text, end)
        end = quantity.end
