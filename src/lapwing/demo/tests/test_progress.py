"""The bar: on a terminal it moves, in a log there is a line for each step, and it ends at the whole."""

import io

import pytest

from lapwing.demo.progress import Bar, share
from lapwing.demo.steps import STEPS


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("out", [io.StringIO(), Terminal()])
def test_the_bar_ends_at_the_whole(out: io.StringIO) -> None:
    bar = Bar(out, sum(share(words) for words, _ in STEPS))
    for words, _ in STEPS:
        bar.begin(words)
        bar.of(10)
        bar.more(4)
        bar.more(9)
        bar.end("done")
    lines = out.getvalue().splitlines()
    assert "100%" in lines[-1]
    moves = "(4 of 10)" in out.getvalue() and "(10 of 10)" in out.getvalue()
    assert moves is out.isatty()
