"""What an instrument is made of: dated data, so that an old answer is always read with the questions of its day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lapwing.rules.words.model import CodeList


class QuestionKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    MANY = "many"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"


class Audience(StrEnum):
    """Who may hear an answer. Agreed with the child, answer by answer; closed unless somebody opened it."""

    WORKER = "worker"
    CIRCLE = "circle"
    PLACEMENT = "placement"


AUDIENCE_WORDS = {
    Audience.WORKER: "Only the worker, and those in their agency who do the same work",
    Audience.CIRCLE: "Also the professionals who work with the child",
    Audience.PLACEMENT: "Also where the child lives, as a separate note once a worker has cleared it",
}
YES, NO, NOT_KNOWN = "yes", "no", "not_known"
YES_NO_WORDS = {YES: "Yes", NO: "No", NOT_KNOWN: "Not known"}


@dataclass(frozen=True)
class Question:
    """One question. `codes` are what it may be answered with; `audiences` who it may be opened to, the first unless
    somebody chooses another; `helps` stands under the question.
    """

    key: str
    words: str
    kind: QuestionKind = QuestionKind.TEXT
    codes: CodeList | None = None
    audiences: tuple[Audience, ...] = (Audience.WORKER, Audience.CIRCLE)
    helps: str = ""
    required: bool = False

    def __post_init__(self) -> None:
        if (self.kind in {QuestionKind.CHOICE, QuestionKind.MANY}) != (self.codes is not None):
            raise ValueError(f'"{self.words}": a choice has codes to choose from, and nothing else has.')
        if self.audiences[0] is not Audience.WORKER:
            raise ValueError(f'"{self.words}": closed to all but the worker, unless somebody opens it.')

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs of code and words; none where it is answered in words."""
        if self.kind is QuestionKind.YES_NO:
            return list(YES_NO_WORDS.items())
        return self.codes.choices() if self.codes else []

    def words_of(self, codes: tuple[str, ...] | list[str]) -> str:
        """What codes mean, as a sentence reads them."""
        known = dict(self.choices)
        return "; ".join(known.get(code, code) for code in codes)


@dataclass(frozen=True)
class Band:
    """A range of scores, from a number on, and what it is called."""

    at_least: float
    words: str


@dataclass(frozen=True)
class Score:
    """A sum, the band it falls in, and which questions that count were not answered: those are missing, not zero."""

    total: float
    band: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Scoring:
    """What each answer counts: question, then code, then number. A number answered counts as itself times `per_one`."""

    weights: Mapping[str, Mapping[str, float]]
    bands: tuple[Band, ...] = ()
    per_one: Mapping[str, float] = field(default_factory=dict)

    def score(self, codes: Mapping[str, tuple[str, ...]], numbers: Mapping[str, float]) -> Score:
        """Add up what was answered; `codes` and `numbers` by question."""
        counted = [*self.weights, *self.per_one]
        total = sum(self.weights[key].get(code, 0.0) for key in self.weights for code in codes.get(key, ()))
        total += sum(factor * numbers.get(key, 0.0) for key, factor in self.per_one.items())
        missing = tuple(key for key in counted if not codes.get(key) and key not in numbers)
        fitting = [band for band in self.bands if total >= band.at_least]
        band = max(fitting, key=lambda one: one.at_least).words if fitting else ""
        return Score(total, band, missing)


@dataclass(frozen=True)
class Instrument:
    """A version of a set of questions, in use from a day on."""

    key: str
    version: str
    since: date
    title: str
    questions: tuple[Question, ...]
    scoring: Scoring | None = None
    source: str = ""
    helps: str = ""

    def __post_init__(self) -> None:
        keys = [question.key for question in self.questions]
        if len(set(keys)) != len(keys):
            raise ValueError(f"A question stands twice in {self.title}, version {self.version}.")

    def question(self, key: str) -> Question:
        """The question of a key. Raises KeyError with a sentence."""
        found = next((question for question in self.questions if question.key == key), None)
        if found is None:
            raise KeyError(f'{self.title}, version {self.version}, has no question "{key}".')
        return found


_VERSIONS: dict[str, dict[str, Instrument]] = {}


def register(instrument: Instrument) -> None:
    """Make a version known, at start-up."""
    _VERSIONS.setdefault(instrument.key, {})[instrument.version] = instrument


def get(key: str, *, version: str = "", on: date | None = None) -> Instrument:
    """The version named, else the one in use on a day, else the newest. Raises KeyError with a sentence."""
    versions = _VERSIONS.get(key, {})
    if version:
        fitting = [one for one in versions.values() if one.version == version]
    else:
        fitting = [one for one in versions.values() if on is None or one.since <= on]
    if not fitting:
        raise KeyError(f'There is no instrument "{key}"' + (f", version {version}." if version else "."))
    return max(fitting, key=lambda one: one.since)


def nearest(key: str, on: date) -> Instrument:
    """The version in use on a day; before the first of all the first, so that an old date written down is no fault."""
    first = min((one.since for one in _VERSIONS.get(key, {}).values()), default=on)
    return get(key, on=max(on, first))


def all_instruments() -> list[Instrument]:
    """The newest version of each, by title."""
    return sorted((get(key) for key in _VERSIONS), key=lambda one: one.title)
