"""Reading one cell: each reader takes what stands there and gives it in its one usual form, as text."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from lapwing.rules import words
from lapwing.rules.moments import Moment, NotAMoment, Precision, day_words, moment_words, parse

Reader = Callable[[str], str]
EXCEL_BEGINS = date(1899, 12, 30)
LONGEST_REFERENCE = 40


class Unreadable(ValueError):
    """A cell that cannot be read; its message is a sentence about what stands there."""


def as_told(text: str) -> str:
    """Whatever stands there, without the blanks around it."""
    return text.strip()


SHORTENED = re.compile(r"\d+([.,]\d+E\+?|E\+)\d+", re.IGNORECASE)
SPREADSHEETS_ERRORS = re.compile(r"#(N/?A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)")


@lru_cache(maxsize=100_000)
def bare(text: str) -> str:
    """A cell without what spreadsheets put round a text to keep it one: `'00123` and `="00123"` are 00123.

    Raises Unreadable for what they write in place of a text: `#####`, `#REF!`, `1.23E+11`.
    """
    value = text.strip().removeprefix("'")
    if value.startswith("="):
        value = re.sub(r'^="(.*)"$', r"\1", value)
    if SPREADSHEETS_ERRORS.match(value):
        raise Unreadable(
            f"“{shown(value)}” is a spreadsheet's own sign that something went wrong: export the column again."
        )
    if SHORTENED.fullmatch(value):
        raise Unreadable(
            f"“{shown(value)}” is a long number that a spreadsheet shortened; its last figures are lost. Format the "
            "column as text, and export it again."
        )
    return value


def short(most: int) -> Reader:
    """Words, at most so many letters of them."""

    def words_read(text: str) -> str:
        value = bare(text)
        if len(value) > most:
            raise Unreadable(f"it has {len(value)} letters, and there is room for {most}.")
        return value

    return words_read


@lru_cache(maxsize=50_000)
def postcode(text: str) -> str:
    """A postcode, in capitals with one blank."""
    value = "".join(bare(text).upper().split())
    if not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", value):
        raise Unreadable(f"“{shown(text)}” is not a postcode.")
    return f"{value[:-3]} {value[-3:]}"


def yes_no(text: str) -> str:
    """Yes or no, however it is written."""
    value = bare(text).lower()
    if value not in {"y", "yes", "true", "1", "n", "no", "false", "0"}:
        raise Unreadable(f"“{shown(text)}” is neither yes nor no.")
    return "yes" if value in {"y", "yes", "true", "1"} else "no"


def sex(text: str) -> str:
    """M, F or U, from a letter, a word or the figures of the census."""
    value = bare(text).lower()
    known = {"m": "M", "male": "M", "boy": "M", "1": "M", "f": "F", "female": "F", "girl": "F", "2": "F"}
    return known.get(value, "U")


@lru_cache(maxsize=10_000)
def number(text: str) -> str:
    """An official number, right or mistyped: letters and figures. Whether it passes its check is another question."""
    value = "".join(text.split()).upper()
    if not value.isascii() or not value.isalnum():
        raise Unreadable(f"“{shown(text)}” holds signs that no official number has.")
    return value


@lru_cache(maxsize=10_000)
def bare_number(text: str) -> str:
    """A whole number as some programs write it: `398768.0` is 398768."""
    value = text.strip()
    return re.sub(r"^(\d+)\.0+$", r"\1", value) if ".0" in value else value


@lru_cache(maxsize=100_000)
def reference(text: str) -> str:
    """An agency's own reference for a child: letters, figures and a few signs."""
    value = bare_number(bare(text))
    if not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9 _./-]{{0,{LONGEST_REFERENCE - 1}}}", value, re.ASCII):
        raise Unreadable(f"“{shown(text)}” is not a reference: letters and figures, at most {LONGEST_REFERENCE}.")
    return value


@lru_cache(maxsize=50_000)
def day(text: str) -> str:
    """A date as people in Britain write it, or ISO 8601; a time of midnight beside it is left out."""
    bare = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", " ".join(text.split()))
    bare = re.sub(r"^(\d{1,2})-([A-Za-z]{3,9})-(\d{4})$", r"\1 \2 \3", bare)
    try:
        moment = parse(bare)
    except NotAMoment as error:
        raise Unreadable(f"“{shown(text)}” is not a date we can read.{_what_it_may_be(bare)}") from error
    if moment.precision is Precision.MONTH:
        raise Unreadable(f"“{shown(text)}” is a month; the day is needed.")
    return moment.day.isoformat()


@lru_cache(maxsize=100_000)
def when(text: str) -> str:
    """A date with or without its time, London's: the day, or the minute in UTC, marked where the clocks changed.

    A time of midnight sharp is kept: `00:00` may be when it happened. Use `moment` to read it again.
    """
    told = " ".join(text.split()).removeprefix("'")
    told = HYPHENS.sub(r"\1 \2 \3", told) if "-" in told else told
    try:
        found = parse(_usual(told))
    except NotAMoment as error:
        raise Unreadable(f"“{shown(text)}” is not a date and time we can read.{_what_it_may_be(told)}") from error
    if found.precision is Precision.MONTH:
        raise Unreadable(f"“{shown(text)}” is a month; the day is needed.")
    if found.precision is Precision.DAY:
        return found.day.isoformat()
    return f"{found.at.isoformat()[:16]}Z" + (f" {found.clock_change}" if found.clock_change else "")


# A file's times are nearly all different, so each costs its reading: these are made once.
HYPHENS = re.compile(r"^(\d{1,2})-([A-Za-z]{3,9})-(\d{4})")
SEPTEMBER = re.compile(r"\bsept\b", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
CLOCK = re.compile(
    r" (?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d))?(?P<second>[:.]\d\d)? ?(?P<half>[ap]\.?m\.?)?$", re.IGNORECASE
)


def _usual(told: str) -> str:
    """A date and time without its weekday, and the time as 21:30 however it is written: 9.30pm, 2130, 9 PM."""
    if told.upper() != told.lower():  # there are letters in it
        told = SEPTEMBER.sub("Sep", WEEKDAY.sub("", told))
    clock = CLOCK.search(told)
    if clock is None or not (clock["minute"] or clock["half"]) or not YEAR.search(told[: clock.start()]):
        return told  # in “3 Mar 2020” the year is no time
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return told
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    return f"{told[: clock.start()]} {hour:02}:{clock['minute'] or '00'}"


@lru_cache(maxsize=100_000)
def moment(value: str) -> Moment:
    """A moment again, from what `when` or `day` gave."""
    if "T" not in value:
        return Moment.on(date.fromisoformat(value))
    return Moment(datetime.fromisoformat(value.split(maxsplit=1)[0]))


def read_out(value: str) -> str:
    """What `when` or `day` gave, in words."""
    return moment_words(moment(value))


def _what_it_may_be(text: str) -> str:
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        meant = EXCEL_BEGINS + timedelta(days=int(text[:5]))
        return f" It may be a spreadsheet's own number for {day_words(meant)}: format the column as a date."
    if re.fullmatch(r"\d{1,2}\D\w{1,9}\D\d\d( .*)?", text):
        return " The year needs four figures."
    if re.fullmatch(r"\d{1,2}/(1[3-9]|2\d|3[01])/\d{4}( .*)?", text):
        return " Day and month may have changed places."
    return " Write it as 03/03/2020."


def code(key: str) -> Reader:
    """A code of one of the field's lists, or its words."""
    listed = list(words.get(key))
    known = {said.upper(): one.code for one in listed for said in (one.words, one.words.removesuffix(" risk"))}
    known |= {one.code.upper(): one.code for one in listed}
    title = words.get(key).title

    @lru_cache(maxsize=1_000)
    def read(text: str) -> str:
        value = bare_number(bare(text)).upper()
        if value not in known:
            raise Unreadable(f"“{shown(text)}” is not a code of {title}.")
        return known[value]

    return read


def codes(key: str, alone: str = "") -> Reader:
    """Several codes of one list, with a blank, a comma or a semicolon between; `alone` stands with no other."""
    one, title = code(key), words.get(key).title

    @lru_cache(maxsize=1_000)
    def read(text: str) -> str:
        found = tuple(dict.fromkeys(one(part) for part in re.split(r"[\s,;|/]+", bare(text)) if part))
        if alone in found and len(found) > 1:
            raise Unreadable(f"{title}: {alone} stands with no other code.")
        return " ".join(found)

    return read


def shown(text: str) -> str:
    """A cell inside a sentence: at most 40 letters of it."""
    return text.strip() if len(text.strip()) <= 40 else f"{text.strip()[:40]}…"
