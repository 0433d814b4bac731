"""Reading one cell: each reader takes what stands there and gives it in its one usual form, as text."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from lapwing.rules import words
from lapwing.rules.moments import NotAMoment, Precision, day_words, parse

Reader = Callable[[str], str]
EXCEL_BEGINS = date(1899, 12, 30)
LONGEST_REFERENCE = 40


class Unreadable(ValueError):
    """A cell that cannot be read; its message is a sentence about what stands there."""


def as_told(text: str) -> str:
    """Whatever stands there, without the blanks around it."""
    return text.strip()


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
    return re.sub(r"^(\d+)\.0+$", r"\1", text.strip())


def reference(text: str) -> str:
    """An agency's own reference for a child: letters, figures and a few signs."""
    value = bare_number(text)
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


def _what_it_may_be(text: str) -> str:
    if re.fullmatch(r"\d{5}", text):
        meant = EXCEL_BEGINS + timedelta(days=int(text))
        return f" It may be a spreadsheet's own number for {day_words(meant)}: format the column as a date."
    if re.fullmatch(r"\d{1,2}\D\w{1,9}\D\d\d", text):
        return " The year needs four figures."
    if re.fullmatch(r"\d{1,2}/(1[3-9]|2\d|3[01])/\d{4}", text):
        return " Day and month may have changed places."
    return " Write it as 03/03/2020."


def code(key: str) -> Reader:
    """A code of one of the field's lists."""
    known = {one.code: one.code for one in words.get(key)}
    title = words.get(key).title

    @lru_cache(maxsize=1_000)
    def read(text: str) -> str:
        value = bare_number(text).upper()
        if value not in known:
            raise Unreadable(f"“{shown(text)}” is not a code of {title}.")
        return value

    return read


def shown(text: str) -> str:
    """A cell inside a sentence: at most 40 letters of it."""
    return text.strip() if len(text.strip()) <= 40 else f"{text.strip()[:40]}…"
