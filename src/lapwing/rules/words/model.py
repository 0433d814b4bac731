"""What a list of the field's words is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lapwing.rules.sources import Mark


@dataclass(frozen=True)
class Code:
    """A code, its words, and the days for which it is in use (both included; None: not known, or no end).

    `source` says where it comes from, `mark` how we know.
    """

    code: str
    words: str
    note: str = ""
    source: str = ""
    mark: Mark = Mark.OWN
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def verified(self) -> bool:
        """Whether somebody has checked it against a source."""
        return self.mark is not Mark.GENERAL

    def in_use_on(self, day: date) -> bool:
        """Whether the code is in use on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class CodeList:
    """The codes of one thing, in the order in which people read them. A code stands in a list once."""

    key: str
    title: str
    codes: tuple[Code, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if len({code.code for code in self.codes}) != len(self.codes):
            raise ValueError(f"A code stands twice in {self.title}.")

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(one.code == code for one in self.codes)

    def has(self, code: str, day: date) -> bool:
        """Whether the list holds the code, and it is in use on a day."""
        return any(one.code == code and one.in_use_on(day) for one in self.codes)

    def at(self, day: date) -> "CodeList":
        """The list as it is on a day."""
        return replace(self, codes=tuple(code for code in self.codes if code.in_use_on(day)))

    def get(self, code: str) -> Code:
        """The code. Raises KeyError with a sentence."""
        found = next((one for one in self.codes if one.code == code), None)
        if found is None:
            raise KeyError(f'"{code}" is not in the list "{self.title}".')
        return found

    def words(self, code: str) -> str:
        """What a code means; a code told to us that is not in the list is given back as told, and says so."""
        return self.get(code).words if code in self else f'"{code}" (not a known code)'

    def choices(self) -> list[tuple[str, str]]:
        """Pairs of code and words, for a form."""
        return [(code.code, code.words) for code in self.codes]


def listed(source: str, mark: Mark, words: dict[str, str]) -> tuple[Code, ...]:
    """Codes that share a source."""
    return tuple(Code(code, said, source=source, mark=mark) for code, said in words.items())
