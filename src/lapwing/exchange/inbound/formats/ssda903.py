"""The looked-after children return (SSDA903): header, episodes and missing, as data."""

from datetime import date
from functools import lru_cache
from time import monotonic

from django.utils import timezone

from lapwing.exchange.inbound import cells
from lapwing.exchange.inbound.formats.model import Cells, Column, Format, KnownOther, Rule
from lapwing.exchange.inbound.reasons import Note
from lapwing.rules.identifiers import check_upn
from lapwing.rules.moments import day_words

STANDARD = "SSDA903, children looked after in England"


def _coded(name: str, words: str, key: str, **how: bool) -> Column:
    return Column(name, words, cells.code(key), codes=key, **how)


def _said(iso: str) -> str:
    return day_words(date.fromisoformat(iso))


@lru_cache(maxsize=1)
def _today(minute: int) -> str:
    """Today in London, looked up once a minute and not once a row."""
    return timezone.localdate().isoformat()


def not_ahead(*names: str) -> Rule:
    """None of these dates may lie in the future."""

    def rule(row: Cells) -> Note | None:
        today = _today(int(monotonic()) // 60)
        ahead = next((name for name in names if row.get(name, "") > today), None)
        return Note("future", f"{ahead} is {_said(row[ahead])}, which has not come yet.") if ahead else None

    return rule


def in_order(first: str, then: str) -> Rule:
    """The second date may not lie before the first."""

    def rule(row: Cells) -> Note | None:
        if row.get(then) and row[then] < row[first]:
            return Note("ends_before", f"{then} is {_said(row[then])}, before {first}, {_said(row[first])}.")
        return None

    return rule


def upn_checked(row: Cells) -> Note | None:
    """A UPN that fails its check is kept, and marked; a code says why there is none."""
    told = row.get("UPN", "")
    if not told or is_no_upn(told) or (checked := check_upn(told)).ok:
        return None
    return Note("identifier", checked.why_not)


def is_no_upn(told: str) -> bool:
    """Whether the cell says why there is no UPN: `UN1` to `UN5`."""
    from lapwing.rules import words

    return told.upper() in words.get("upn_unknown")


CHILD = Column("CHILD", "The council's own reference for the child", cells.reference, needed=True)

HEADER = Format(
    key="ssda903_header",
    title="SSDA903 header",
    standard=STANDARD,
    makes="A child as the council tells it: reference, date of birth, sex, ethnicity, UPN. The return holds no names.",
    columns=(
        CHILD,
        _coded("SEX", "Sex", "ssda903_sex", mute=True),
        Column("DOB", "Date of birth", cells.day, needed=True),
        _coded("ETHNIC", "Ethnicity", "ethnicity", mute=True),
        Column("UPN", "Unique pupil number, or a code that says why there is none", cells.number, mute=True),
        Column("MOTHER", "Whether she is a mother", cells.bare_number, used=False),
        Column("MC_DOB", "Date of birth of her first child", cells.as_told, used=False),
    ),
    marks=frozenset({"CHILD", "SEX", "DOB", "ETHNIC"}),
    by=("CHILD",),
    order=1,
    rules=(not_ahead("DOB"), upn_checked),
)

EPISODES = Format(
    key="ssda903_episodes",
    title="SSDA903 episodes",
    standard=STANDARD,
    makes="A placement, and that the child is looked after under a legal status, from one day until another.",
    columns=(
        CHILD,
        Column("DECOM", "Day on which the episode began", cells.day, needed=True),
        _coded("RNE", "Reason for the new episode", "ssda903_rne"),
        _coded("LS", "Legal status", "ssda903_ls"),
        _coded("CIN", "Category of need", "ssda903_cin", used=False),
        _coded("PLACE", "Type of placement", "ssda903_place"),
        _coded("PLACE_PROVIDER", "Who provides the placement", "ssda903_place_provider", used=False),
        Column("DEC", "Day on which the episode ended", cells.day, keeps=True),
        _coded("REC", "Reason the episode ceased", "ssda903_rec", used=False),
        _coded("REASON_PLACE_CHANGE", "Why the placement changed", "ssda903_reason_place_change", used=False),
        Column("HOME_POST", "Postcode of the home the child came from", cells.as_told, used=False),
        Column("PL_POST", "Postcode of the placement", cells.as_told, used=False),
        Column("URN", "Ofsted's number of the placement", cells.bare_number, used=False),
    ),
    marks=frozenset({"CHILD", "DECOM", "RNE", "LS", "PLACE"}),
    by=("CHILD", "DECOM"),
    order=2,
    rules=(not_ahead("DECOM", "DEC"), in_order("DECOM", "DEC")),
)

MISSING = Format(
    key="ssda903_missing",
    title="SSDA903 missing",
    standard=STANDARD,
    makes="An absence with the council's account of it; where it has ended, that the child returned, to the day.",
    columns=(
        CHILD,
        Column("DOB", "Date of birth", cells.day),
        _coded("MISSING", "Missing from care (M), or away without authorisation (A)", "ssda903_missing", needed=True),
        Column("MIS_START", "Day on which it began", cells.day, needed=True),
        Column("MIS_END", "Day on which it ended; blank while it lasts", cells.day, keeps=True, ends=True),
    ),
    marks=frozenset({"CHILD", "MISSING", "MIS_START"}),
    by=("CHILD", "MIS_START"),
    order=3,
    rules=(not_ahead("DOB", "MIS_START", "MIS_END"), in_order("MIS_START", "MIS_END")),
)

FORMATS = (HEADER, EPISODES, MISSING)
OTHERS = (
    KnownOther(frozenset({"CHILD", "REVIEW"}), "SSDA903 reviews", "header, episodes and missing"),
    KnownOther(frozenset({"CHILD", "DUC"}), "SSDA903 UASC", "header, episodes and missing"),
    KnownOther(frozenset({"CHILD", "DATE_INT"}), "SSDA903 adoption (AD1)", "header, episodes and missing"),
    KnownOther(frozenset({"CHILD", "IN_TOUCH"}), "SSDA903 care leavers (OC3)", "header, episodes and missing"),
    KnownOther(frozenset({"CHILD", "SDQ_SCORE"}), "SSDA903 outcomes (OC2)", "header, episodes and missing"),
    KnownOther(frozenset({"CHILD", "PREV_PERM"}), "SSDA903 previous permanence", "header, episodes and missing"),
)
