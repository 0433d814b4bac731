"""By when a duty is due, and how that was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lapwing.rules import working_days
from lapwing.rules.duties.model import Duty, Edition, Length, LocalSetting, NotPermitted, Unit, Window, check
from lapwing.rules.moments import (
    HOUR,
    LONDON,
    Moment,
    Precision,
    clock_words,
    day_words,
    listed,
    london_date,
    plural,
    rough_words,
    short_day_words,
    span_words,
)
from lapwing.rules.working_days import ONE_DAY, Counting


class Timeliness(StrEnum):
    """Whether something done was in time."""

    IN_TIME = "in time"
    LATE = "late"
    NOT_KNOWN = "cannot be told: the times are not known exactly enough"
    NO_LIMIT = "no number of hours or days is set"


@dataclass(frozen=True)
class Due:
    """By when a duty is due for one real trigger.

    `earliest` and `latest` are the same moment unless the trigger is known only by day or month; each is to the minute
    where the duty is counted in hours, else by London day (any time on that day is in time). Where `length` is at once,
    both are the trigger itself and nothing is ever late by a number. `beyond_published` means that bank holidays of
    these dates are not published yet, so the day may move later.
    """

    duty: Duty
    edition: Edition
    trigger: Moment
    length: Length
    counting: Counting
    earliest: Moment
    latest: Moment
    beyond_published: bool
    local: LocalSetting | None

    @property
    def unverified(self) -> bool:
        """Whether nobody has read the source of this edition in the original."""
        return not self.edition.verified

    @property
    def is_range(self) -> bool:
        """Whether the trigger is not known exactly enough for one deadline."""
        return self.earliest != self.latest

    @property
    def has_limit(self) -> bool:
        """Whether there is a deadline that can be passed; not for what is due as soon as possible."""
        return self.length.unit is not Unit.AT_ONCE

    @property
    def may_be_late_from(self) -> datetime | None:
        """The first instant, in UTC, at which it may be late; None where nothing can be."""
        return self.earliest.end if self.has_limit else None

    @property
    def late_from(self) -> datetime | None:
        """The first instant, in UTC, at which it is surely late if not done; None where nothing can be."""
        return self.latest.end if self.has_limit else None

    @property
    def words(self) -> str:
        """ "by Tue 16 Apr 2024", "by Fri 6 Mar 2020, 14:05", "between … and …", "as soon as possible"."""
        if not self.has_limit:
            return self.length.words
        if self.is_range:
            return f"between {self.earliest.words} and {self.latest.words}"
        return f"by {self.latest.words}"

    @property
    def counted(self) -> str:
        """How it was counted: "15 working days after … (Fri 22 Mar 2024), the day itself not counted; …"."""
        return _counted(self.duty.anchor(self.local).words, self)

    def judge(self, done: Moment) -> Timeliness:
        """Whether what was done at a moment was in time; before the trigger is in time."""
        if not self.has_limit:
            return Timeliness.NO_LIMIT
        if done.latest < self.earliest.end:
            return Timeliness.IN_TIME
        return Timeliness.LATE if done.at >= self.latest.end else Timeliness.NOT_KNOWN

    def standing(self, now: datetime) -> str:
        """How it stands now, and by when: "in 3 hours (Fri 09:00)", "due tomorrow (Wed 4 Mar)"."""
        said = self.stands(now)
        if self.is_ahead(now):
            at = self.earliest
            return f"{said} ({_soon_words(at.at, now) if at.precision is Precision.MINUTE else day_words(at.day)})"
        return f"{said} ({self.words})" if self.is_range and now < self.latest.end else said

    def stands(self, now: datetime) -> str:
        """How it stands now, without its date: "in 3 hours", "due tomorrow", "overdue by 2 working days"."""
        if self.is_ahead(now):
            return self._ahead(now)
        if not self.has_limit:
            return self.length.words
        return f"overdue by {self._past(now)}" if now >= self.latest.end else "may be overdue"

    def is_ahead(self, now: datetime) -> bool:
        """Whether it lies ahead: so may a time without a limit that somebody set, as the next judgement of a risk."""
        return now < (self.earliest.end if self.has_limit else self.earliest.at)

    def _past(self, now: datetime) -> str:
        if self.latest.precision is Precision.MINUTE:
            return span_words(now - self.latest.at)
        today, due = london_date(now), self.latest.day
        if self.length.unit is Unit.WORKING_DAYS and (days := working_days.count(due, today)):
            return plural(days, "working day")
        return plural((today - due).days, "day")

    def _ahead(self, now: datetime) -> str:
        due = self.earliest
        at_earliest = " at the earliest" if self.is_range else ""
        if due.precision is Precision.MINUTE:
            return f"in {rough_words(due.at - now)}{at_earliest}"
        return f"due {_days_ahead(london_date(now), due.day, self.length.unit)}{at_earliest}"


def _soon_words(at: datetime, now: datetime) -> str:
    """A time within the week by its weekday ("Fri 09:00"), else with its date."""
    if at - now < 6 * 24 * HOUR:
        return f"{at.astimezone(LONDON):%a} {clock_words(at)}"
    return Moment(at).words


def _days_ahead(today: date, due: date, unit: Unit) -> str:
    days = (due - today).days
    if days < 2:
        return ("today", "tomorrow")[days]
    if unit is Unit.WORKING_DAYS:
        return f"in {plural(working_days.count(today, due), 'working day')}"
    return f"in {plural(days, 'day')}"


def due(duty: Duty, trigger: Moment, *, local: LocalSetting | None = None, as_of: date | None = None) -> Due:
    """By when a duty is due, counted from the moment of its anchor (`duty.anchor(local)`).

    The edition is the one in force on the trigger's London date. A duty whose running clocks do not keep their edition
    takes the one in force on `as_of`, where that is later. Raises NoEdition where none was in force, and NotPermitted
    where the local setting goes beyond what the duty lets an area change or says that the duty does not apply.
    """
    if local is not None:
        check(duty, local)
        if not local.applies:
            raise NotPermitted(f"{duty.title} does not apply in this area, so nothing is due.")
    edition = duty.edition_on(_edition_day(duty, trigger, as_of))
    length = (local and local.length) or edition.length
    counting = (local and local.counting) or edition.counting
    earliest, latest = _count(trigger, length, counting)
    beyond = length.unit is Unit.WORKING_DAYS and working_days.beyond_published(trigger.day, latest.day)
    return Due(duty, edition, trigger, length, counting, earliest, latest, beyond, local)


def _edition_day(duty: Duty, trigger: Moment, as_of: date | None) -> date:
    if duty.keeps_edition or as_of is None:
        return trigger.day
    return max(trigger.day, as_of)


def _count(trigger: Moment, length: Length, counting: Counting) -> tuple[Moment, Moment]:
    """The earliest and latest that the deadline can be, for the earliest and latest that the trigger can have been."""
    if length.unit is Unit.AT_ONCE:
        return trigger, trigger
    if length.unit is Unit.HOURS:
        span = timedelta(hours=length.number)
        return Moment(trigger.at + span), Moment(trigger.latest + span)
    first, last = (_add_days(day, length, counting) for day in (trigger.day, trigger.last_day))
    return Moment.on(first), Moment.on(last)


def _add_days(day: date, length: Length, counting: Counting) -> date:
    match length.unit:
        case Unit.WORKING_DAYS:
            return working_days.add(day, length.number, counting)
        case Unit.MONTHS:
            return working_days.add_months(day, length.number)
        case Unit.WEEKS:
            return day + timedelta(weeks=length.number)
        case _:
            return day + timedelta(days=length.number)


# The sentence that says how it was counted


def _counted(anchor: str, due: Due) -> str:
    trigger, length = due.trigger, due.length
    if not due.has_limit:
        return f"As soon as possible after {anchor} ({trigger.words}); no number of hours or days is set."
    first = f"{length.words} after {anchor} ({trigger.words})"
    if length.unit is Unit.WORKING_DAYS:
        first += _first_day_clause(trigger, due.counting)
    clauses = [first, *_unit_clauses(due)]
    if due.is_range:
        clauses.append(f"only the {trigger.precision} is known, so the deadline is a range")
    return "; ".join(clauses) + "."


def _unit_clauses(due: Due) -> list[str]:
    match due.length.unit:
        case Unit.HOURS:
            return _clock_change_clauses(due.trigger.at, due.latest.at)
        case Unit.WORKING_DAYS:
            return _closures_clauses(due.trigger.day, due.latest.day, due.beyond_published)
        case Unit.MONTHS:
            return _month_clauses(due.trigger.last_day, due.latest.day)
        case _:
            return []


def _first_day_clause(trigger: Moment, counting: Counting) -> str:
    day = trigger.day
    if counting is Counting.DAY_0:
        return ", the day itself not counted"
    if day != trigger.last_day:
        return ", the day itself, if a working day, counted as day 1"
    if working_days.is_working_day(day):
        return ", that day counted as day 1"
    return f", not a working day, so {short_day_words(working_days.add(day, 1))} is day 1"


def _clock_change_clauses(start: datetime, end: datetime) -> list[str]:
    before, after = (at.astimezone(LONDON).utcoffset() for at in (start, end))
    return [] if before == after else ["the clocks change in between, and hours are counted as they pass"]


def _closures_clauses(start: date, end: date, beyond: bool) -> list[str]:
    days = [short_day_words(day) for day in working_days.closures(start + ONE_DAY, end)]
    clauses = [f"{listed(days)} {'is a bank holiday' if len(days) == 1 else 'are bank holidays'}"] if days else []
    if beyond:
        first, last = working_days.published_range()
        clauses.append(
            f"bank holidays are published for {first.year} to {last.year} only, "
            "so this date is provisional and may be later"
        )
    return clauses


def _month_clauses(start: date, end: date) -> list[str]:
    return [] if start.day == end.day else [f"that month has no day {start.day}, so its last day"]


# Rolling windows


@dataclass(frozen=True)
class Occurrence:
    """One time that something happened, and its kind (a code)."""

    began: Moment
    kind: str


def reached(
    duty: Duty, occurrences: Iterable[Occurrence], *, local: LocalSetting | None = None
) -> tuple[Occurrence, ...]:
    """The occurrences that last filled a duty's rolling window, oldest first; empty where it was never filled.

    The last of them is the trigger: a third time within 90 days. Occurrences of kinds that do not count are passed
    over. One absence told by two agencies is one occurrence: whoever calls has joined them already. A moment known only
    by month counts from the month's first day. Raises NotPermitted as `due` does.
    """
    if local is not None:
        check(duty, local)
    window = (local and local.window) or duty.window
    if window is None:
        raise ValueError(f"{duty.title} has no rolling window.")
    counted = sorted((one for one in occurrences if one.kind in window.kinds), key=lambda one: one.began.at)
    runs = [tuple(counted[i : i + window.times]) for i in range(len(counted) - window.times + 1)]
    return next((run for run in reversed(runs) if _within(run, window)), ())


def _within(run: tuple[Occurrence, ...], window: Window) -> bool:
    return (run[-1].began.day - run[0].began.day).days < window.days
