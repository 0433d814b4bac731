"""Where a rule says that it is one.

A rule is a function from a report to findings, in a file of its own, with a docstring for its reference page and
worked examples that are its tests.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.report import Report

Check = Callable[[Report], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Example:
    """Some text, and what the rule says of it; `None` where it should say nothing."""

    text: str
    verdict: Verdict | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    title: str
    check: Check
    examples: tuple[Example, ...]
    turn: int = 0

    @property
    def about(self) -> str:
        return (self.check.__doc__ or "").strip()

    def __call__(self, report: Report) -> Iterator[Finding]:
        yield from self.check(report)


_rules: dict[str, Rule] = {}


def rule(name: str, title: str, *examples: Example, turn: int = 0) -> Callable[[Check], Check]:
    """Register a check. Its docstring and examples become its reference page.

    A rule whose `turn` is 1 or 2 speaks only of figures that no rule of an earlier turn has judged.
    """

    def register(check: Check) -> Check:
        if name in _rules:
            raise ValueError(f"two rules are called {name}")
        _rules[name] = Rule(name, title, check, examples, turn)
        return check

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in this folder, in the order of their names."""
    import lapwing.arithmetic.rules as folder

    for module in pkgutil.iter_modules(folder.__path__):
        import_module(f"{folder.__name__}.{module.name}")
    return tuple(_rules[name] for name in sorted(_rules))
