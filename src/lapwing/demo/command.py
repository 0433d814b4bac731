"""Making the world, step by step, with a line for each: what `./lapwing demo` runs."""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date

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
    for words, step in STEPS:
        sys.stdout.write(f"  {words} …")
        sys.stdout.flush()
        began = time.monotonic()
        told = step(world)
        sys.stdout.write(f" {told}, {time.monotonic() - began:.1f} s\n")
        sys.stdout.flush()
    return 0
