"""By what absences and children are told apart. Each row is in one lowest category of each; what nobody told has its
own. The words come from the lists of `rules.words`.
"""

from typing import Any

import ibis

from lapwing.measures.missing import repeats
from lapwing.measures.model import Breakdown, Category
from lapwing.measures.periods import Year
from lapwing.measures.tables import by_time
from lapwing.rules import duties, words

NOT_RECORDED = Category("not_recorded", "Not recorded")
TYPES = ("missing", "away", "not_reported", "not_accepted", "with_family")
RISKS = ("HIGH", "MED", "LOW", "VLR", "NAR", "ABSENT")


def _categories(codes: tuple[str, ...], listed: str) -> tuple[Category, ...]:
    return tuple(Category(code.lower(), words.get(listed).words(code)) for code in codes)


def who_told(absences: Any) -> Any:
    """The police alone, the council alone, both of them, or neither: an agency of another kind."""
    police, council = absences.told_by_police.fill_null(False), absences.told_by_council.fill_null(False)
    return ibis.cases((police & council, "both"), (police, "police"), (council, "council"), else_="others")


TOLD = Breakdown(
    "told",
    "Who told",
    (
        Category("both", "Police and council"),
        Category("police", "Police alone"),
        Category("council", "Council alone"),
        Category("others", "Neither: another agency"),
    ),
    who_told,
)


def type_of_absence(absences: Any) -> Any:
    return absences.type


TYPE = Breakdown("type", "Type", _categories(TYPES, "missing_types"), type_of_absence)


def police_risk(absences: Any) -> Any:
    """The latest level that the police decided."""
    risk = absences.risk
    return ibis.cases(
        (risk == "HIGH", "high"), (risk == "MED", "med"), (risk == "LOW", "low"), (risk == "VLR", "vlr"),
        (risk == "NAR", "nar"), (risk == "ABSENT", "absent"), else_="not_recorded",
    )  # fmt: skip


RISK = Breakdown(
    "risk", "Risk", (*_categories(RISKS, "police_risk_levels"), NOT_RECORDED), police_risk, told_by=("police",)
)


def age_band(absences: Any) -> Any:
    """By whole years when the absence began; an age of 18 or more is a wrong date of birth."""
    age = absences.age
    return ibis.cases(
        (age < 0, "not_recorded"), (age < 10, "under_10"), (age < 13, "10_to_12"), (age < 16, "13_to_15"),
        (age < 18, "16_or_17"), else_="not_recorded",
    )  # fmt: skip


AGE = Breakdown(
    "age",
    "Age",
    (
        Category("under_10", "Under 10"),
        Category("10_to_12", "10 to 12"),
        Category("13_to_15", "13 to 15"),
        Category("16_or_17", "16 or 17"),
        NOT_RECORDED,
    ),
    age_band,
)


def sex_as_told(absences: Any) -> Any:
    return ibis.cases((absences.sex == "F", "f"), (absences.sex == "M", "m"), else_="not_recorded")


SEX = Breakdown("sex", "Sex", (Category("f", "Female"), Category("m", "Male"), NOT_RECORDED), sex_as_told, fixed=True)


def ethnic_group(absences: Any) -> Any:
    """The five groups of the national codes; refused and not yet obtained are not recorded."""
    code = absences.ethnicity
    return ibis.cases(
        (code.isin(["WBRI", "WIRI", "WOTH", "WIRT", "WROM"]), "white"),
        (code.isin(["MWBC", "MWBA", "MWAS", "MOTH"]), "mixed"),
        (code.isin(["AIND", "APKN", "ABAN", "AOTH", "CHNE"]), "asian"),
        (code.isin(["BCRB", "BAFR", "BOTH"]), "black"),
        (code == "OOTH", "other"),
        else_="not_recorded",
    )


ETHNICITY = Breakdown(
    "ethnicity",
    "Ethnicity",
    (
        Category("white", "White"),
        Category("mixed", "Mixed"),
        Category("asian", "Asian"),
        Category("black", "Black"),
        Category("other", "Any other ethnic group"),
        NOT_RECORDED,
    ),
    ethnic_group,
    fixed=True,
)


def disability_as_told(absences: Any) -> Any:
    disabled = absences.disability
    return ibis.cases((disabled, "disabled"), (~disabled, "not_disabled"), else_="not_recorded")


DISABILITY = Breakdown(
    "disability",
    "Disability",
    (Category("disabled", "Disabled"), Category("not_disabled", "Not disabled"), NOT_RECORDED),
    disability_as_told,
    fixed=True,
)


def where_cared_for(absences: Any) -> Any:
    """Whether the child was looked after when the absence began, and in what placement."""
    place, cared = absences.placement.fill_null(""), absences.looked_after
    placed = ibis.cases(
        (place.isin(["U1", "U2", "U3", "U4", "U5", "U6"]), "foster"),
        (place.isin(["K2", "R1"]), "childrens_home"),
        (place.isin(["H5", "K3", "P2", "P3"]), "supported"),
        (place == "P1", "with_parents"),
        (place == "", "no_placement"),
        else_="other_placement",
    )
    return ibis.cases((cared, placed), (~cared, "not_looked_after"), else_="not_recorded")


CARE = Breakdown(
    "placement",
    "Looked after, and placement",
    (
        Category("care_recorded", "Recorded whether looked after"),
        Category("looked_after", "Looked after", "care_recorded"),
        Category("foster", "Foster care", "looked_after"),
        Category("childrens_home", "Children's home or residential care home", "looked_after"),
        Category("supported", "Supported accommodation or independent living", "looked_after"),
        Category("with_parents", "Placed with parents", "looked_after"),
        Category("other_placement", "Another placement", "looked_after"),
        Category("no_placement", "Placement not recorded", "looked_after"),
        Category("not_looked_after", "Not looked after", "care_recorded"),
        Category("not_recorded", "Not recorded whether looked after"),
    ),
    where_cared_for,
)


def return_interview(absences: Any) -> Any:
    """What became of the return interview. In 72 hours: held before the return, or at most 72 hours after it.

    A time that is known by its day alone may be anywhere in that day: in time where it surely is, late where it surely
    is, and not known otherwise.
    """
    # In seconds: arithmetic with intervals minds the calendar of a time zone, and is many times dearer.
    length = duties.get("return_interview").editions[-1].length.number * 3_600
    held, returned = absences.interview_at, absences.returned_at
    after = held.epoch_seconds() - returned.epoch_seconds()
    completed = ibis.cases(
        (after + _leeway(absences.interview_to) <= length, "in_time"),
        (after - _leeway(absences.returned_to) > length, "late"),
        else_="time_not_known",
    )
    status = absences.interview.fill_null("")
    return ibis.cases(
        (returned.isnull(), "not_returned"),
        (held.notnull() | status.isin(["completed_in_time", "completed_late"]), completed),
        (status == "accepted", "not_held"),
        (status == "declined", "declined"),
        (status == "not_found", "not_found"),
        (status == "offered", "unanswered"),
        (status == "not_required", "not_required"),
        else_="no_offer",
    )


def _leeway(precision: Any) -> Any:
    """How much later than the time that is kept it may have been, in seconds."""
    return ibis.cases((precision == "minute", 0), (precision == "day", 86_400), else_=31 * 86_400)


INTERVIEW = Breakdown(
    "interview",
    "Return interview",
    (
        Category("returned", "The child returned"),
        Category("answered_for", "Something is recorded about the interview", "returned"),
        Category("offered", "Offered", "answered_for"),
        Category("accepted", "Accepted", "offered"),
        Category("completed", "Completed", "accepted"),
        Category("in_time", "Completed in 72 hours", "completed"),
        Category("late", "Completed late", "completed"),
        Category("time_not_known", "Completed, in what time is not known", "completed"),
        Category("not_held", "Accepted, and not held yet", "accepted"),
        Category("declined", "Declined", "offered"),
        Category("not_found", "Child not found, or missing again", "offered"),
        Category("unanswered", "Offered, and no answer yet", "offered"),
        Category("not_required", "Closed as not required", "answered_for"),
        Category("no_offer", "No offer is recorded", "returned"),
        Category("not_returned", "No return is recorded"),
    ),
    return_interview,
)


def month_begun(episodes: Any) -> Any:
    """The month of the financial year in which an episode began: m1 is April."""
    return ibis.literal("m") + episodes.month.cast("string")


MONTH = Breakdown(
    "month",
    "Month",
    tuple(Category(f"m{month.number}", f"{month.first:%B}") for month in Year(2019).months),
    month_begun,
)


def length_known(absences: Any) -> Any:
    """Whether both ends are known to the minute."""
    exact = (absences.began_to == "minute") & (absences.ended_to == "minute") & absences.ended_at.notnull()
    return exact.fill_null(False).ifelse("timed", "not_recorded")


LENGTH = Breakdown(
    "length",
    "Length",
    (
        Category("timed", "Both ends known to the minute"),
        Category("not_recorded", "Not over, or a time known by its day alone"),
    ),
    length_known,
)


def reached_three(absences: Any) -> Any:
    """Whether with this absence the child was missing for the third time, or more, in 90 days."""
    return repeats.reached(absences).ifelse("three_or_more", "fewer")


REPEAT = Breakdown(
    "repeat",
    "Three or more in 90 days",
    (
        Category("three_or_more", "Three or more times in 90 days"),
        Category("fewer", "Fewer"),
    ),
    reached_three,
    over_time=True,
    lasting=("three_or_more",),
)


def _at_first(by: Breakdown) -> Breakdown:
    """What changes within a year, as it was at the child's first absence of it: so an episode and its child stand in
    the same row. An absence of nobody knows whom is its own first.
    """

    def lowest(rows: Any) -> Any:
        told = rows[by.key]
        over = ibis.window(group_by=[rows.child, rows.year], order_by=by_time(rows))
        return rows.child.isnull().ifelse(told, told.first(include_null=True).over(over))

    key, title = f"first_{by.key}", f"{by.title}, at the first absence of the year"
    return Breakdown(key, title, by.categories, lowest, fixed=True, at_first=by)


FIRST_AGE, FIRST_CARE = _at_first(AGE), _at_first(CARE)
