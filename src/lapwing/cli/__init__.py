"""The commands of `./lapwing`. Each is a function of its own; this page only finds it."""

import argparse
import importlib
from collections.abc import Callable, Sequence

COMMANDS = {
    "demo": ("demo", "make a synthetic partnership and serve it: the quickest way to see Lapwing"),
    "serve": ("serve", "serve the site"),
    "work": ("serve", "run background work: clocks, alerts, the ledger"),
    "import": ("data", "read in an agency's file"),
    "population": ("data", "read in how many children live in each area"),
    "snapshot": ("data", "make the pseudonymised snapshot that measures read"),
    "verify": ("data", "verify the ledger"),
    "check": ("check", "check the arithmetic of a report, anybody's"),
    "test": ("checks", "run all checks"),
    "lint": ("checks", "run the fast checks"),
    "bench": ("bench", "measure speed, and print tables"),
    "docs": ("checks", "make the reference pages anew"),
    "screenshots": ("screenshots", "take the pictures of the documentation anew"),
    "lock": ("checks", "lock the dependencies anew"),
    "manage": ("manage", "Django's own commands, and `roles`"),
}
WITHOUT_OPTIONS = {"work", "lint", "docs", "lock"}


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 where it went well."""
    name, *rest = arguments or ["help"]
    if name in {"help", "--help", "-h"}:
        return _help()
    if name not in COMMANDS:
        print(f"lapwing: there is no command {name!r}.\n")
        _help()
        return 2
    act = getattr(importlib.import_module(f"lapwing.cli.{COMMANDS[name][0]}"), f"do_{name}")
    _explain(name, act, rest)
    try:
        return int(act(rest) or 0)
    except KeyboardInterrupt:
        return 130


def _explain(name: str, act: Callable[..., object], rest: Sequence[str]) -> None:
    """Commands that read no options say so and do nothing, where they are given one; so does `test`, which hands its
    own on, where it is asked what it does.
    """
    if name in WITHOUT_OPTIONS:
        argparse.ArgumentParser(prog=f"./lapwing {name}", description=act.__doc__).parse_args(rest)
    elif name == "test" and {"-h", "--help"} & set(rest):
        usage = "./lapwing test [PATH ...] [pytest's own options]"
        argparse.ArgumentParser(usage=usage, description=act.__doc__).parse_args(["--help"])


def _help() -> int:
    print("./lapwing COMMAND\n")
    for name, (_, words) in COMMANDS.items():
        print(f"  {name:12} {words}")
    print("\n./lapwing COMMAND --help says more.")
    return 0
