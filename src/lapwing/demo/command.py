"""Making the world, step by step, behind a bar: what `./lapwing demo` runs."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from lapwing.demo.progress import Bar, share
from lapwing.demo.size import SIZES
from lapwing.demo.steps import STEPS
from lapwing.demo.world import World


def main(arguments: Sequence[str]) -> int:
    """Make a whole world in an empty database; 0 where it went well."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--date", type=date.fromisoformat, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", choices=SIZES, default="whole")
    given = parser.parse_args(arguments)
    world = World(given.seed, given.date, SIZES[given.size])
    world.progress = bar = Bar(sys.stdout, sum(share(words) for words, _ in STEPS))
    for words, step in STEPS:
        bar.begin(words)
        bar.end(step(world))
    return 0
