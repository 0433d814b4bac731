"""How an absence, its risk and its accounts are said in a line, on whichever page."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from lapwing.cases.missing.models import Absence, Account, State
from lapwing.rules.moments import Moment, span_words
from lapwing.rules.words.missing import MISSING_TYPES, POLICE_RISK_LEVELS
from lapwing.rules.words.model import CodeList
from lapwing.web.parts import Tag

COLOURS = {"HIGH": "red", "MED": "orange", "LOW": "yellow"}
PLACE_WORDS = {"found": "Found", "in_hospital": "In hospital", "in_custody": "In police custody"}


def words_of(codes: CodeList, code: str) -> str:
    """The words of a code; a code that is in no list is shown as it was told."""
    return next((one.words for one in codes if one.code == code), code)


def type_words(code: str) -> str:
    return words_of(MISSING_TYPES, code)


def risk_tag(code: str) -> Tag:
    """The risk as a tag; none judged is said too."""
    if not code:
        return Tag("Risk not judged", "grey")
    return Tag(words_of(POLICE_RISK_LEVELS, code), COLOURS.get(code, "grey"))


def type_tags(absence: Absence) -> Iterable[Tag]:
    return () if absence.type in ("missing", State.TAKEN_BACK) else (Tag(type_words(absence.type), "blue"),)


def how_long(absence: Absence, now: datetime) -> str:
    """How long a child has been away, to the precision that is known: "9 h 20 min", "3 days", "less than a day"."""
    began, end = absence.began, absence.ended
    last = end.at if end else now
    if began.precision == "minute" and (end is None or end.precision == "minute"):
        return span_words(last - began.at)
    days = ((end.day if end else Moment(now).day) - began.day).days
    return {0: "less than a day", 1: "about a day"}.get(days, f"about {days} days")


def standing(absence: Absence, now: datetime) -> str:
    """Where an absence stands, in a line."""
    if absence.state == State.TAKEN_BACK:
        return "taken back: it was recorded in error"
    if absence.state == State.MISSING:
        return f"missing {how_long(absence, now)}"
    if absence.state == State.LOCATED:
        ended = absence.ended
        assert ended is not None
        # Found first, and then in hospital or custody: the time is that of the finding.
        where = PLACE_WORDS.get(absence.whereabouts, "Found").lower()
        return f"found {ended.words}" + (f", {where}" if where != "found" else "") + ", not yet returned"
    returned = absence.returned
    assert returned is not None
    return f"returned {returned.words}"


def away_words(absence: Absence) -> str:
    """From when to when, or since when: "Fri 20 Nov 2026, 22:10 to Sat 21 Nov 2026, 03:00"."""
    last = absence.returned or absence.ended
    return f"{absence.began.words} to {last.words}" if last else f"Since {absence.began.words}"


def last_seen_words(accounts: Sequence[Account]) -> str:
    """Where and when last seen: the latest that anybody tells; and what they went missing from."""
    told = [account for account in accounts if account.withdrawn_at is None]
    seen = max((a for a in told if a.last_seen_at), key=lambda a: a.last_seen_at, default=None)
    place = next((a.last_seen_place for a in [seen, *told] if a and a.last_seen_place), "")
    origin = next((missing_from_words(account) for account in told if missing_from_words(account)), "")
    parts = [seen.last_seen.words if seen and seen.last_seen else "", place, f"from {origin}" if origin else ""]
    words = joined(*parts)
    if not words:
        return ""
    return f"Last seen {words}" if seen or place else capitalised(words)


def missing_from_words(account: Account) -> str:
    if account.from_agency is None:
        return account.missing_from
    kind = {"childrens_home": "children's home", "school": "school"}.get(account.from_agency.kind, "")
    return f"{account.from_agency.name}{f' ({kind})' if kind else ''}"


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)
