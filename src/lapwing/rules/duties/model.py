"""What a duty is made of.

A duty is what is due, after what, within how long. Its editions say the same duty as each document gave it, with the
dates for which the document is in force; a case is judged by the edition of its own day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lapwing.rules.moments import day_words, plural
from lapwing.rules.sources import Citation, Force, Publication
from lapwing.rules.working_days import Counting


class NoEdition(LookupError):
    """No edition that we hold was in force on the day; the message says so in a sentence."""


class NotPermitted(ValueError):
    """An area's setting that the duty does not let an area make; the message says which and why."""


class Unit(StrEnum):
    """What a length is counted in."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    AT_ONCE = "immediately"


UNIT_NOUNS: Mapping[Unit, str] = {
    Unit.HOURS: "hour",
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
}


@dataclass(frozen=True)
class Length:
    """How long: a number of a unit. At once has the number 0 and no deadline that a clock could pass."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if self.unit is Unit.AT_ONCE and self.number != 0:
            raise ValueError("What is due at once has no number.")
        if self.unit is not Unit.AT_ONCE and self.number < 1:
            raise ValueError(f"A length is 1 or more, not {self.number}.")

    @property
    def words(self) -> str:
        """ "15 working days", "72 hours", "as soon as possible"."""
        return "as soon as possible" if self.unit is Unit.AT_ONCE else plural(self.number, UNIT_NOUNS[self.unit])


AT_ONCE = Length(0, Unit.AT_ONCE)


def hours(number: int) -> Length:
    """A length in hours that pass, weekends and holidays included."""
    return Length(number, Unit.HOURS)


def working_days(number: int) -> Length:
    """A length in working days."""
    return Length(number, Unit.WORKING_DAYS)


def calendar_days(number: int) -> Length:
    """A length in days, weekends and holidays included."""
    return Length(number, Unit.CALENDAR_DAYS)


def weeks(number: int) -> Length:
    """A length in weeks."""
    return Length(number, Unit.WEEKS)


def months(number: int) -> Length:
    """A length in months: the same day of the month, else the month's last day."""
    return Length(number, Unit.MONTHS)


@dataclass(frozen=True)
class Window:
    """So many times within so many days, rolling. `kinds` are the codes of what counts as one time.

    A window of 90 days is 90 dates, the first and the last included.
    """

    times: int
    days: int
    kinds: frozenset[str]

    def __post_init__(self) -> None:
        if self.times < 2 or self.days < 1 or not self.kinds:
            raise ValueError("A window is 2 or more times, 1 or more days, and at least one kind that counts.")

    @property
    def words(self) -> str:
        """ "3 times in 90 days"."""
        return f"{self.times} times in {plural(self.days, 'day')}"


@dataclass(frozen=True)
class Anchor:
    """An event from which an area may count: its key, and the event in the field's words."""

    key: str
    words: str
    source: str = ""


class Part(StrEnum):
    """A part of a duty that an area may change."""

    APPLIES = "whether it applies"
    LENGTH = "how long"
    SHORTER = "how long, shorter only"
    COUNTING = "whether the day itself is counted"
    ANCHOR = "what it is counted from"
    WINDOW = "how many times in how many days, and what counts"


@dataclass(frozen=True)
class Edition:
    """A duty as one publication gives it."""

    publication: Publication
    length: Length
    citation: Citation
    counting: Counting = Counting.DAY_0
    force: Force | None = None
    note: str = ""

    @property
    def binds(self) -> Force:
        """What binds people to it: the publication's own force unless this duty's differs."""
        return self.force or self.publication.force

    @property
    def verified(self) -> bool:
        """Whether somebody has read this in the original."""
        return self.citation.verified


@dataclass(frozen=True)
class LocalSetting:
    """How an area does a duty, where the duty lets it. None leaves a part as the edition has it.

    `source` is the area's own citation, which pages show.
    """

    length: Length | None = None
    counting: Counting | None = None
    anchor: str | None = None
    window: Window | None = None
    applies: bool = True
    source: str = ""

    def __post_init__(self) -> None:
        if self.counting is not None:
            object.__setattr__(self, "counting", Counting(self.counting))


@dataclass(frozen=True)
class Duty:
    """What is due, after what, within how long.

    `code` is the duty's number in the table of timescales (T28). `keeps_edition` is whether a clock already running
    stays with the edition of its trigger's day when a new edition comes. `anchors` are the events it may be counted
    from, the first unless an area says otherwise; `trigger` says the same in general. `opt_in`: only an area that has
    decided so has it.
    """

    key: str
    code: str
    title: str
    trigger: str
    what: str
    editions: tuple[Edition, ...]
    anchors: tuple[Anchor, ...]
    local: frozenset[Part] = frozenset()
    window: Window | None = None
    keeps_edition: bool = True
    opt_in: bool = False
    note: str = ""

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day. Raises NoEdition."""
        for edition in self.editions:
            if edition.publication.in_force_on(day):
                return edition
        raise NoEdition(f"{self.title}: we hold no edition that was in force on {day_words(day)}.")

    def anchor(self, local: LocalSetting | None = None) -> Anchor:
        """The event from which an area counts."""
        if local is None or local.anchor is None:
            return self.anchors[0]
        check(self, local)
        return next(anchor for anchor in self.anchors if anchor.key == local.anchor)

    def applies(self, local: LocalSetting | None = None) -> bool:
        """Whether an area has this duty at all."""
        if local is None:
            return not self.opt_in
        check(self, local)
        return local.applies


def check(duty: Duty, local: LocalSetting) -> None:
    """Raise NotPermitted, with a sentence, where a local setting changes what the duty does not let an area change."""
    for changed, allowed, what in (
        (not local.applies, Part.APPLIES in duty.local, "switch it off"),
        (local.length is not None, {Part.LENGTH, Part.SHORTER} & duty.local, "change how long it takes"),
        (local.counting is not None, Part.COUNTING in duty.local, "change which day is counted first"),
        (local.anchor is not None, Part.ANCHOR in duty.local, "change what it is counted from"),
        (local.window is not None, Part.WINDOW in duty.local, "change how many times in how many days"),
    ):
        if changed and not allowed:
            raise NotPermitted(f"{duty.title}: an area may not {what}.")
    _check_anchor(duty, local)
    if local.length is not None and Part.LENGTH not in duty.local:
        _check_shorter(duty, local.length)


def _check_anchor(duty: Duty, local: LocalSetting) -> None:
    known = [anchor.key for anchor in duty.anchors]
    if local.anchor is not None and local.anchor not in known:
        raise NotPermitted(
            f'{duty.title}: "{local.anchor}" is not one of the events it may be counted from ({", ".join(known)}).'
        )


def _check_shorter(duty: Duty, length: Length) -> None:
    """An area may do better than guidance, never worse."""
    for edition in duty.editions:
        if length.unit is not edition.length.unit:
            raise NotPermitted(
                f"{duty.title}: an area's length is in {UNIT_NOUNS[edition.length.unit]}s, as in guidance."
            )
        if length.number > edition.length.number:
            raise NotPermitted(f"{duty.title}: {length.words} is longer than the {edition.length.words} of guidance.")
