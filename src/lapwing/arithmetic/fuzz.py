"""Malformed reports, the same ones every time for a seed: none may crash the check or keep it busy for long."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import random
from collections.abc import Callable, Iterator

from lapwing.arithmetic.samples import as_html, as_pdf, as_text, as_word

STRANGE = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x0c", b"\r", b"|", b"||||", b"|---|", b"<table>", b"</td>", b"<li>" * 30,
    b"<p>", b"&#0;", b"&amp;" * 10, b"%", b"(((((", b"))))", b"1,", b",000", b"99999999999999999999999", b"0.", b"-" * 200,
    b"from 0 to 0", b"0 of the 0 (0%)", b"one in zero", b"31 February 0000", b"2019/2020/2021", b"Q9", b" and " * 40,
    b"1 in 1 in 1", "½ ⅔ ² ⑩ ٣".encode(), "⟦c0⟧".encode(), b"a total of ", b", 1" * 60, b"five principles:\n", b"\n- " * 20,
    b"1e999%", b"percentage points", b"from 1 to 2 from 3 to 4", b"\xf0\x9f\xa6\x86", b"**", b"](", b"stream", b"endobj", b"PK\x03\x04",
)  # fmt: skip
Mutate = Callable[[bytearray, random.Random], bytearray]


def malformed(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """Names and contents of files that something went wrong with."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    good = (
        ("report.txt", as_text(1)),
        ("report.html", as_html(1)),
        ("report.docx", as_word(1)),
        ("report.pdf", as_pdf(1, tables=True)),
        ("-", as_text(1)),
    )
    for _ in range(count):
        name, content = chance.choice(good)
        broken = bytearray(content)
        for _ in range(chance.randrange(1, 6)):
            broken = chance.choice(MUTATIONS)(broken, chance)
        yield name, bytes(broken[:60_000])


def _flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randrange(1, 40)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data) + 1)
    del data[start : start + chance.randrange(2000)]
    return data


def _repeat(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 300)]
    return data[:start] + piece * chance.randrange(1, 40) + data[start:]


def _insert(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randrange(1, 12)):
        start = chance.randrange(len(data) + 1)
        data[start:start] = chance.choice(STRANGE)
    return data


def _join_lines(data: bytearray, chance: random.Random) -> bytearray:
    return bytearray(bytes(data).replace(b"\n", b" ").replace(b". ", b" "))


def _digits(data: bytearray, chance: random.Random) -> bytearray:
    for index, value in enumerate(data):
        if 48 <= value <= 57 and chance.random() < 0.2:
            data[index] = 48 + chance.randrange(10)
    return data


def _only_strange(data: bytearray, chance: random.Random) -> bytearray:
    return bytearray(b" ".join(chance.choice(STRANGE) for _ in range(chance.randrange(1, 200))))


MUTATIONS: tuple[Mutate, ...] = (
    _flip,
    _cut,
    _drop,
    _repeat,
    _insert,
    _insert,
    _join_lines,
    _digits,
    _digits,
    _only_strange,
)
