"""`./lapwing bench`: measured speed, as tables with ratios, two sizes each, memory, and the machine.

Bars are printed beside what was measured; no test asserts a time.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

BENCHES = {
    "identity": "one arriving person among 250,000 and 1,000,000",
    "ledger": "20 writers with and without the ledger; verifying it",
    "pages": "the board, a child's page and a list, 20 people at once, with and without row security",
    "demo-pages": "every page of the demo's world as each of its cast, worst first, beside the plainest",
    "world": "the demo's whole world counted: what files tell, what the measure finds, one absence taken back",
    "exchange": "reading in a return",
    "absences": "reading in a force's absences, with matching; beside a bare COPY",
    "patterns": "what repeats over England's decade; beside a bare sort and pandas",
    "snapshot": "the snapshot of a city's years and of England's decade, and the next night's",
    "measures": "every measure over a partnership's years and England's decade; beside a bare count",
    "kills": "the importer, the worker and the database killed at random",
    "fuzz": "malformed files",
    "check": "the arithmetic of reports: precision, recall, speed",
}


def do_bench(arguments: Sequence[str]) -> int:
    """Run the benches that are named, or all; each in a process of its own."""
    parser = argparse.ArgumentParser(prog="./lapwing bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(f"{n}: {w}" for n, w in BENCHES.items()))
    parser.add_argument("--quick", action="store_true", help="the smaller sizes alone")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - set(BENCHES):
        parser.error(f"no bench of this name: {', '.join(sorted(unknown))}")
    environment = {**os.environ, "LAPWING_MODE": "test", "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}
    environment["LAPWING_BENCH_QUICK"] = "1" if given.quick else ""
    failed = 0
    for name in given.names or BENCHES:
        print(f"\n## {name}: {BENCHES[name]}\n", flush=True)
        start = f"import importlib; importlib.import_module('lapwing.cli.bench.{name.replace('-', '_')}').main()"
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", start], env=environment)
        try:
            failed |= process.wait()
        except KeyboardInterrupt:  # the bench hears it too: it shows what it saw, and stops its server
            process.wait()
            return 130
    return failed
