"""Malformed files, made at random from good ones that were read in before: none may crash the reading in, and none may
change a record.

What the damage leaves whole says nothing new, and what it harms cannot be read; so whatever changes is a fault.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from lapwing.access import viewer
from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes, queries
from lapwing.exchange.inbound.models import Intake
from lapwing.exchange.inbound.text import Refused

Chance = random.Random
Harm = Callable[[bytes, Chance], bytes]
JUNK = (b"\x00", b"\x01\x02", b"\xff", b"\x07", "\ufffd".encode(), b'"', "\u202e".encode(), b"\x1b[2J", b"{{", b"';--")


def _line(content: bytes, chance: Chance, change: Callable[[bytes], bytes]) -> bytes:
    """One line, changed."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]])


def _cut(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content))]


def _junk(content: bytes, chance: Chance) -> bytes:
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(content))
        content = content[:at] + chance.choice(JUNK) + content[at:]
    return content


def _one_separator_less(content: bytes, chance: Chance) -> bytes:
    def change(line: bytes) -> bytes:
        places = [at for at, letter in enumerate(line) if letter == ord(",")]
        at = chance.choice(places) if places else len(line)
        return line[:at] + line[at + 1 :]

    return _line(content, chance, change)


def _one_separator_more(content: bytes, chance: Chance) -> bytes:
    def change(line: bytes) -> bytes:
        at = chance.randrange(len(line) + 1)
        return line[:at] + b"," + line[at:]

    return _line(content, chance, change)


def _broken_dates(content: bytes, chance: Chance) -> bytes:
    harm = chance.choice([(b"/20", b"/2"), (b"/", b"//"), (b"/20", b"/29"), (b"/0", b"/O"), (b"/", b"\x00")])
    return content.replace(*harm)


def _heading(content: bytes, chance: Chance) -> bytes:
    first, _, rest = content.partition(b"\n")
    name = chance.choice(first.split(b","))
    return first.replace(name, chance.choice([b"", b"CHILD", name[::-1], b"?"])) + b"\n" + rest


HARMS: dict[str, Harm] = {
    "cut off": _cut,
    "sprinkled with junk": _junk,
    "a separator less": _one_separator_less,
    "a separator more": _one_separator_more,
    "broken dates": _broken_dates,
    "a heading harmed": _heading,
    "no line ends": lambda content, chance: content.replace(b"\n", b""),
    "rows without headings": lambda content, chance: content.partition(b"\n")[2],
    "headings alone": lambda content, chance: content.partition(b"\n")[0],
    "separators lost": lambda content, chance: content.replace(b",", b" "),
    "in another encoding": lambda content, chance: content.decode(errors="replace").encode("utf-16-le"),
    "an endless line": lambda content, chance: _line(content, chance, lambda line: line * 4_000),
    "nothing but noise": lambda content, chance: chance.randbytes(chance.randrange(4_000)),
    "empty": lambda content, chance: chance.choice([b"", b"\n", b"\xef\xbb\xbf", b" ,, \r\n"]),
    "another kind of file": lambda content, chance: chance.choice([b"PK\x03\x04", b"%PDF-", b"<?xml "]) + content,
}


def malformed(good: Sequence[bytes], number: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """So many malformed files, each with the names of its harms."""
    chance = random.Random(seed)  # noqa: S311 - a die, not a secret
    made = 0
    while made < number:
        content = chance.choice(good)
        names = chance.sample(sorted(HARMS), chance.choice([1, 1, 1, 2, 3]))
        for name in names:
            content = HARMS[name](content, chance) if content else content
        if content not in good:
            made += 1
            yield " and ".join(names), content


def read_all(seat: Seat, files: Iterator[tuple[str, bytes]]) -> Counter[str]:
    """Read in every file as far as it goes; counts `refused` files and rows by where they ended."""
    ends: Counter[str] = Counter()
    for name, content in files:
        try:
            with viewer.viewer(seat, "intake", door="inbound.show"):
                file = changes.show(f"{name}.csv", content)
                changes.confirm(file.pk)
        except Refused:
            ends["refused"] += 1
            continue
        changes.take(file.pk, seat)
        ends.update(_ends(seat, file))
    return ends


def _ends(seat: Seat, file: Intake) -> Counter[str]:
    with viewer.viewer(seat, "intake", door="inbound.accounts"):
        counted = queries.accounts([file])[file.pk]
    if not counted.balance or counted.waiting:
        raise AssertionError(f"{file.name}: {file.rows} rows in, {counted.by_state} accounted for")
    return counted.by_state
