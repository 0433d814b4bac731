"""Lapwing's own two files of absences, a police force's and a council's: no such system's export is public.

Other headings are mapped onto these, once for each source, by whoever knows that source.
"""

from datetime import UTC, datetime

from lapwing.exchange.inbound import cells
from lapwing.exchange.inbound.formats.model import Cells, Column, Format, Rule
from lapwing.exchange.inbound.formats.ssda903 import upn_checked
from lapwing.exchange.inbound.reasons import Note
from lapwing.rules.moments import CLOCK_CHANGE_WORDS, ClockChange, Moment

STANDARD = "Lapwing's own"
TIMES = ("WENT_MISSING", "REPORTED", "LAST_SEEN", "FOUND", "RETURNED")


def not_ahead(*names: str) -> Rule:
    """None of these times may lie in the future."""

    def rule(row: Cells) -> Note | None:
        now = datetime.now(UTC)
        for name in names:
            said = row.get(name)
            if said and cells.moment(said).at > now:
                return Note("future", f"{name} is {cells.read_out(said)}, which has not come yet.")
        return None

    return rule


def in_order(first: str, then: str, reason: str = "ends_before") -> Rule:
    """The second may not surely lie before the first: a day is over at its end."""

    def rule(row: Cells) -> Note | None:
        begun, ended = row.get(first), row.get(then)
        if not begun or not ended or _may_follow(cells.moment(begun), cells.moment(ended)):
            return None
        words = f"{then} is {cells.read_out(ended)}, before {first}, {cells.read_out(begun)}."
        return Note(reason, words)

    return rule


def _may_follow(begun: Moment, ended: Moment) -> bool:
    return ended.at >= begun.at or ended.latest >= begun.at


def clocks_changed(row: Cells) -> Note | None:
    """A time of the night on which the clocks changed, that happened twice or never."""
    for name in TIMES:
        value, _, change = row.get(name, "").partition(" ")
        if change:
            words = f"{name}: {CLOCK_CHANGE_WORDS[ClockChange(change)]} (read as {cells.read_out(value)})."
            return Note("clocks_changed", words)
    return None


def _time(name: str, words: str, *also: str, **how: bool) -> Column:
    return Column(name, words, cells.when, also=also, **how)


def _coded(name: str, words: str, key: str, *also: str, **how: bool) -> Column:
    return Column(name, words, cells.code(key), codes=key, also=also, **how)


def _words(name: str, words: str, most: int, *also: str, **how: bool) -> Column:
    return Column(name, words, cells.short(most), also=also, **how)


PERSON = (
    _words("GIVEN_NAME", "First name", 120, "FORENAME", "FORENAMES", "FIRST_NAME", "GIVEN_NAMES", mute=True),
    _words("FAMILY_NAME", "Surname", 120, "SURNAME", "LAST_NAME", mute=True),
    Column("DOB", "Date of birth", cells.day, also=("DATE_OF_BIRTH", "BIRTH_DATE", "BORN"), mute=True),
    Column("SEX", "Sex: M or F, 1 or 2, or a word", cells.sex, also=("GENDER",), mute=True),
    Column(
        "POSTCODE", "Postcode of where the child lives", cells.postcode, also=("HOME_POSTCODE", "POST_CODE"), mute=True
    ),
)
ABSENCE = (
    _time(
        "WENT_MISSING", "When the child went missing: date, and time where it is known", "DATE_MISSING",
        "MISSING_FROM_DATE", "MISSING_START", "DATE_TIME_MISSING", "START", needed=True,
    ),
    _time("REPORTED", "When this agency was told", "DATE_REPORTED", "REPORTED_DATE", "DATE_TIME_REPORTED"),
    _time("LAST_SEEN", "When the child was last seen", "DATE_LAST_SEEN", "LAST_SEEN_DATE"),
    _words("LAST_SEEN_PLACE", "Where the child was last seen", 200, "LAST_SEEN_LOCATION", "PLACE_LAST_SEEN"),
    _words("MISSING_FROM", "The place the child is missing from, in words", 200, "MISSING_FROM_LOCATION", "HOME"),
    _words("REPORTED_BY", "Who told this agency", 160, "INFORMANT", "REPORTING_PERSON"),
    Column(
        "AREA", "The three figures of the council whose area it is", cells.reference,
        also=("LA", "LA_CODE", "LOCAL_AUTHORITY"),
    ),
    _time(
        "FOUND", "When the child was found, where that is known apart from the return", "DATE_FOUND", "LOCATED",
        keeps=True,
    ),
    _words("FOUND_PLACE", "Where the child was found", 200, "FOUND_LOCATION", "LOCATION_FOUND"),
    _words("FOUND_HOW", "How the child was found", 400, "HOW_FOUND", "FOUND_BY"),
    _time(
        "RETURNED", "When the child came back; blank while the absence lasts", "DATE_RETURNED", "RETURN_DATE",
        "MISSING_END", "END", keeps=True, ends=True,
    ),
)  # fmt: skip
ADULT = 18


def a_child(row: Cells) -> Note | None:
    """Whoever was surely 18 or older on the day is no child: a file may hold adults, or the date may be wrong."""
    if not row.get("DOB"):
        return None
    born, on = cells.moment(row["DOB"]).day, cells.moment(row["WENT_MISSING"]).day
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return Note("adult", f"Born {cells.read_out(row['DOB'])}: {age} years old when missing.") if age >= ADULT else None


RULES = (
    a_child, not_ahead("DOB", *TIMES), in_order("WENT_MISSING", "FOUND"), in_order("WENT_MISSING", "RETURNED"),
    in_order("FOUND", "RETURNED", "back_before_found"), clocks_changed,
)  # fmt: skip

POLICE = Format(
    key="police_missing",
    title="Missing episodes of a police force",
    standard=STANDARD,
    makes="A child as the force tells them; an absence with the force's account of it and its risk; that the child was "
    "found, and returned. An absence that a council told of already is the same absence.",
    columns=(
        Column(
            "OCCURRENCE", "The police's number for this occurrence", cells.reference, needed=True,
            also=("OCCURRENCE_NUMBER", "CRIME_NUMBER", "INCIDENT", "INCIDENT_NUMBER", "REPORT_NUMBER"),
        ),
        Column(
            "PERSON", "The police's own reference for the child", cells.reference, needed=True,
            also=("PERSON_REFERENCE", "NOMINAL", "NOMINAL_NUMBER", "PERSON_ID", "NOMINAL_REF"),
        ),
        *PERSON,
        Column("ACCEPTED", "Whether the police accepted the child as missing: yes or no", cells.yes_no),
        _coded("RISK", "Police risk level", "police_risk_levels", "RISK_LEVEL", "RISK_GRADING"),
        *ABSENCE,
    ),
    marks=frozenset({"OCCURRENCE", "PERSON", "WENT_MISSING"}),
    by=("OCCURRENCE",),
    order=4,
    child="PERSON",
    rules=RULES,
)  # fmt: skip

COUNCIL = Format(
    key="council_missing",
    title="Missing episodes of a council",
    standard=STANDARD,
    makes="A child as the council tells them; an absence with the council's account of it and its risk; that the child "
    "was found, and returned. An absence that the police told of already is the same absence.",
    columns=(
        Column(
            "EPISODE", "The council's own number for this absence", cells.reference, needed=True,
            also=("EPISODE_NUMBER", "EPISODE_ID", "MISSING_ID", "ABSENCE_ID"),
        ),
        Column(
            "CHILD", "The council's own reference for the child", cells.reference, needed=True,
            also=("CHILD_ID", "PERSON_ID", "CLIENT_ID", "LA_CHILD_ID", "CASE_NUMBER"),
        ),
        *PERSON,
        Column("UPN", "Unique pupil number", cells.number, mute=True),
        Column(
            "DISABILITY", "Codes of the census, with blanks between, or NONE; blank where it is not recorded",
            cells.codes("disabilities", alone="NONE"), codes="disabilities", also=("DISABILITIES",), mute=True,
        ),
        _coded("TYPE", "Type of absence", "missing_types", "MISSING_TYPE", "ABSENCE_TYPE", needed=True),
        _coded(
            "RISK", "Risk level as the council judges it, or was told by the police", "police_risk_levels",
            "RISK_LEVEL", "RISK_GRADING",
        ),
        Column(
            "OCCURRENCE", "The police's number, where the police were told", cells.reference, also=("POLICE_NUMBER",)
        ),
        *ABSENCE,
    ),
    marks=frozenset({"EPISODE", "CHILD", "TYPE", "WENT_MISSING"}),
    by=("EPISODE",),
    order=4,
    rules=(*RULES, upn_checked),
)  # fmt: skip

FORMATS = (POLICE, COUNCIL)
