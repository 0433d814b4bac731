"""Finds every number in a line, the most particular meaning first.

Each way of writing a number is a pattern in one of the files beside this one. What an earlier pattern has read, a later
one leaves alone: a section number is never a count, and an age is never half of a range.
"""

import re
from collections.abc import Iterator

from lapwing.arithmetic.numbers import ages, counts, hedges, nothing, shares, when
from lapwing.arithmetic.numbers.quantity import Kind, Quantity
from lapwing.arithmetic.numbers.words import TENS, UNITS

WAYS = (*nothing.WAYS, *when.WAYS, *ages.WAYS, *shares.WAYS, *counts.WAYS)
NUMBER = (
    rf"\d|\b(?:{'|'.join((*UNITS, *TENS))})\b|half|halv|third|quarter|fifth|sixth|seventh|eighth|tenth|"
    r"doubl|trebl|tripl|quadrupl|twice|once|fold"
)
NUMBERS, DIGIT = re.compile(NUMBER), re.compile(r"\d")
ABOUT_NUMBERS = re.compile(rf"{NUMBER}|weekly|monthly|yearly|annual|fortnight|termly|daily|every")
PLAIN = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3}){0,3}|[1-9]\d{4,8}|0)$")


def find_quantities(text: str) -> list[Quantity]:
    """Every number in a line, in order."""
    if PLAIN.match(text):
        return [Quantity(Kind.COUNT, float(text.replace(",", "")), text, 0, len(text))]
    lower = text.lower()
    figured = DIGIT.search(text)
    if len(text) > 20_000 or not (figured or ABOUT_NUMBERS.search(lower)):
        return []
    ways = WAYS if figured or NUMBERS.search(lower) else ages.WAYS
    found: list[Quantity] = []
    taken = bytearray(len(text))
    for expression, needs, read in ways:
        if needs and not any(piece in lower for piece in needs):
            continue
        for match in expression.finditer(text):
            quantity = None if any(taken[match.start() : match.end()]) else read(match, text)
            if quantity:
                found.append(quantity)
                taken[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    found.sort(key=lambda quantity: quantity.start)
    return list(_hedged(found, text))


def _hedged(found: list[Quantity], text: str) -> Iterator[Quantity]:
    end = 0
    for quantity in found:
        yield hedges.attach(quantity, text, end)
        end = quantity.end
