"""Duties, worked through: a trigger, by when it is due, and the sentence that says how it was counted."""

from dataclasses import dataclass

from lapwing.rules.duties import LocalSetting, Window, hours, working_days
from lapwing.rules.sources import DEVON, KNOWSLEY, NOTTINGHAMSHIRE_CONFERENCE
from lapwing.rules.working_days import Counting


@dataclass(frozen=True)
class Worked:
    """A duty for one trigger, written as a person would write it."""

    duty: str
    case: str
    trigger: str
    due: str
    counted: str
    local: LocalSetting | None = None


@dataclass(frozen=True)
class Repeats:
    """Occurrences (when, and of what kind) and whether they fill a duty's rolling window."""

    duty: str
    case: str
    occurrences: tuple[tuple[str, str], ...]
    reached: bool
    local: LocalSetting | None = None


DAY_1 = LocalSetting(
    counting=Counting.DAY_1,
    source=NOTTINGHAMSHIRE_CONFERENCE.words,
)

MISSING = (
    Worked(
        "return_interview",
        "An ordinary return",
        "Tue 3 Mar 2020, 14:05",
        "by Fri 6 Mar 2020, 14:05",
        "72 hours after the child's return to home or care (Tue 3 Mar 2020, 14:05).",
    ),
    Worked(
        "return_interview",
        "Over Easter: hours pass on holidays too",
        "Thu 28 Mar 2024, 22:10",
        "by Sun 31 Mar 2024, 23:10",
        "72 hours after the child's return to home or care (Thu 28 Mar 2024, 22:10); "
        "the clocks change in between, and hours are counted as they pass.",
    ),
    Worked(
        "return_interview",
        "The clocks go back",
        "Sat 24 Oct 2026, 09:00",
        "by Tue 27 Oct 2026, 08:00",
        "72 hours after the child's return to home or care (Sat 24 Oct 2026, 09:00); "
        "the clocks change in between, and hours are counted as they pass.",
    ),
    Worked(
        "return_interview",
        "Only the day of return is known, as in a yearly return",
        "01/11/2017",
        "between Sat 4 Nov 2017, 00:00 and Sat 4 Nov 2017, 23:59",
        "72 hours after the child's return to home or care (Wed 1 Nov 2017); "
        "only the day is known, so the deadline is a range.",
    ),
    Worked(
        "return_interview",
        "Only the month is known",
        "Feb 2020",
        "between Tue 4 Feb 2020, 00:00 and Tue 3 Mar 2020, 23:59",
        "72 hours after the child's return to home or care (Feb 2020); "
        "only the month is known, so the deadline is a range.",
    ),
    Worked(
        "return_interview",
        "An area that asks for 48 hours",
        "Tue 3 Mar 2020, 14:05",
        "by Thu 5 Mar 2020, 14:05",
        "48 hours after the child's return to home or care (Tue 3 Mar 2020, 14:05).",
        LocalSetting(length=hours(48)),
    ),
    Worked(
        "prevention_interview",
        "Guidance sets no number",
        "Tue 3 Mar 2020, 14:05",
        "as soon as possible",
        "As soon as possible after the child was found (Tue 3 Mar 2020, 14:05); no number of hours or days is set.",
    ),
    Worked(
        "prevention_interview",
        "An area that asks for 24 hours",
        "Tue 3 Mar 2020, 14:05",
        "by Wed 4 Mar 2020, 14:05",
        "24 hours after the child was found (Tue 3 Mar 2020, 14:05).",
        LocalSetting(length=hours(24)),
    ),
    Worked(
        "repeat_missing",
        "The report sets no number",
        "Fri 14 Feb 2020, 23:30",
        "as soon as possible",
        "As soon as possible after the third episode began (Fri 14 Feb 2020, 23:30); "
        "no number of hours or days is set.",
    ),
    Worked(
        "repeat_missing",
        "An area that asks for 5 working days",
        "Fri 14 Feb 2020, 23:30",
        "by Fri 21 Feb 2020",
        "5 working days after the third episode began (Fri 14 Feb 2020, 23:30), the day itself not counted.",
        LocalSetting(length=working_days(5)),
    ),
    Worked(
        "live_missing_shared",
        "In real time",
        "Tue 3 Mar 2020, 14:05",
        "as soon as possible",
        "As soon as possible after the police recorded the child as missing (Tue 3 Mar 2020, 14:05); "
        "no number of hours or days is set.",
    ),
    Worked(
        "school_liaison_told",
        "Daily, at weekends too",
        "Fri 6 Mar 2020, 21:40",
        "by Sat 7 Mar 2020",
        "1 day after the police recorded the child as missing (Fri 6 Mar 2020, 21:40).",
    ),
    Worked(
        "proposal_decided",
        "Proposed on a Friday night",
        "Fri 6 Mar 2020, 21:40",
        "by Tue 10 Mar 2020",
        "2 working days after it was proposed (Fri 6 Mar 2020, 21:40), the day itself not counted.",
    ),
    Worked(
        "school_lead_told",
        "Where the area has decided so",
        "Tue 3 Mar 2020, 14:05",
        "as soon as possible",
        "As soon as possible after the child was recorded as missing (Tue 3 Mar 2020, 14:05); "
        "no number of hours or days is set.",
        LocalSetting(source="The area's own protocol"),
    ),
    Worked(
        "at_risk_list_meeting",
        "Fortnightly",
        "4 Mar 2020",
        "by Wed 18 Mar 2020",
        "2 weeks after the last meeting (Wed 4 Mar 2020).",
    ),
    Worked(
        "exploitation_panel",
        "Monthly, from the last day of a long month",
        "31 Jan 2020",
        "by Sat 29 Feb 2020",
        "1 month after the last panel (Fri 31 Jan 2020); that month has no day 31, so its last day.",
    ),
)

REPEATS = (
    Repeats(
        "repeat_missing",
        "Three times, the third on the 90th day",
        (("1 Jan 2020 20:00", "missing"), ("10 Feb 2020 18:30", "missing"), ("30 Mar 2020 01:15", "missing")),
        True,
    ),
    Repeats(
        "repeat_missing",
        "Three times, the third on the 91st day",
        (("1 Jan 2020 20:00", "missing"), ("10 Feb 2020 18:30", "missing"), ("31 Mar 2020 01:15", "missing")),
        False,
    ),
    Repeats(
        "repeat_missing",
        "Away from placement, where the child is known to be, does not count",
        (("1 Jan 2020", "missing"), ("10 Jan 2020", "away"), ("20 Jan 2020", "missing")),
        False,
    ),
    Repeats(
        "repeat_missing",
        "An area that counts it",
        (("1 Jan 2020", "missing"), ("10 Jan 2020", "away"), ("20 Jan 2020", "missing")),
        True,
        LocalSetting(window=Window(3, 90, frozenset({"missing", "away"}))),
    ),
    Repeats(
        "repeat_missing",
        "Missing, whether or not the police were told or accepted it",
        (("1 Jan 2020", "not_accepted"), ("10 Jan 2020", "not_reported"), ("20 Jan 2020", "missing")),
        True,
    ),
)

FRONT_DOOR = (
    Worked(
        "referral_decision",
        "The day before Good Friday",
        "Thu 28 Mar 2024, 16:50",
        "by Tue 2 Apr 2024",
        "1 working day after the referral was received (Thu 28 Mar 2024, 16:50), the day itself not counted; "
        "29 Mar and 1 Apr are bank holidays.",
    ),
    Worked(
        "referral_decision",
        "On a Saturday",
        "Sat 7 Mar 2020",
        "by Mon 9 Mar 2020",
        "1 working day after the referral was received (Sat 7 Mar 2020), the day itself not counted.",
    ),
    Worked(
        "assessment",
        "Easter and both May holidays",
        "22 Mar 2024",
        "by Thu 30 May 2024",
        "45 working days after the point of referral (Fri 22 Mar 2024), the day itself not counted; "
        "29 Mar, 1 Apr, 6 May and 27 May are bank holidays.",
    ),
    Worked(
        "assessment",
        "Christmas",
        "18 Dec 2023",
        "by Thu 22 Feb 2024",
        "45 working days after the point of referral (Mon 18 Dec 2023), the day itself not counted; "
        "25 Dec, 26 Dec and 1 Jan are bank holidays.",
    ),
    Worked(
        "assessment",
        "An area that asks for 30 working days",
        "22 Mar 2024",
        "by Wed 8 May 2024",
        "30 working days after the point of referral (Fri 22 Mar 2024), the day itself not counted; "
        "29 Mar, 1 Apr and 6 May are bank holidays.",
        LocalSetting(length=working_days(30), source=KNOWSLEY.words),
    ),
    Worked(
        "assessment",
        "Beyond the bank holidays that are published",
        "1 Dec 2028",
        "by Tue 6 Feb 2029",
        "45 working days after the point of referral (Fri 1 Dec 2028), the day itself not counted; "
        "25 Dec and 26 Dec are bank holidays; bank holidays are published for 2012 to 2028 only, "
        "so this date is provisional and may be later.",
    ),
)

PROTECTION = (
    Worked(
        "initial_conference",
        "Easter follows: the census's way of counting",
        "22 Mar 2024",
        "by Tue 16 Apr 2024",
        "15 working days after the strategy discussion that started section 47 enquiries (Fri 22 Mar 2024), "
        "the day itself not counted; 29 Mar and 1 Apr are bank holidays.",
    ),
    Worked(
        "initial_conference",
        "The same, where an area counts the day itself: a working day sooner",
        "22 Mar 2024",
        "by Mon 15 Apr 2024",
        "15 working days after the strategy discussion that started section 47 enquiries (Fri 22 Mar 2024), "
        "that day counted as day 1; 29 Mar and 1 Apr are bank holidays.",
        DAY_1,
    ),
    Worked(
        "initial_conference",
        "From a Saturday both ways agree",
        "30 Mar 2024",
        "by Mon 22 Apr 2024",
        "15 working days after the strategy discussion that started section 47 enquiries (Sat 30 Mar 2024), "
        "not a working day, so 2 Apr is day 1; 1 Apr is a bank holiday.",
        DAY_1,
    ),
    Worked(
        "initial_conference",
        "Only the month is known",
        "Mar 2024",
        "between Fri 22 Mar 2024 and Mon 22 Apr 2024",
        "15 working days after the strategy discussion that started section 47 enquiries (Mar 2024), "
        "the day itself not counted; 29 Mar and 1 Apr are bank holidays; "
        "only the month is known, so the deadline is a range.",
    ),
    Worked(
        "first_core_group",
        "The day before Good Friday",
        "28 Mar 2024",
        "by Mon 15 Apr 2024",
        "10 working days after the initial conference (Thu 28 Mar 2024), the day itself not counted; "
        "29 Mar and 1 Apr are bank holidays.",
    ),
    Worked(
        "first_review_conference",
        "A month without a 30th",
        "30 Nov 2023",
        "by Thu 29 Feb 2024",
        "3 months after the initial conference (Thu 30 Nov 2023); that month has no day 30, so its last day.",
    ),
    Worked(
        "next_review_conference",
        "The same day of the month",
        "29 Feb 2024",
        "by Thu 29 Aug 2024",
        "6 months after the last review conference (Thu 29 Feb 2024).",
    ),
)

REVIEWS = (
    Worked(
        "serious_incident_notification",
        "Easter follows",
        "1 Apr 2026",
        "by Fri 10 Apr 2026",
        "5 working days after the local authority became aware (Wed 1 Apr 2026), the day itself not counted; "
        "3 Apr and 6 Apr are bank holidays.",
    ),
    Worked(
        "serious_incident_notification",
        "Early May moved to Friday 8 May 2020",
        "1 May 2020",
        "by Mon 11 May 2020",
        "5 working days after the local authority became aware (Fri 1 May 2020), the day itself not counted; "
        "8 May is a bank holiday.",
    ),
    Worked(
        "serious_incident_notification",
        "An area that counts from the incident",
        "1 Apr 2026",
        "by Fri 10 Apr 2026",
        "5 working days after the incident (Wed 1 Apr 2026), the day itself not counted; "
        "3 Apr and 6 Apr are bank holidays.",
        LocalSetting(anchor="incident", source=DEVON.words),
    ),
    Worked(
        "rapid_review",
        "Christmas follows",
        "15 Dec 2023",
        "by Wed 10 Jan 2024",
        "15 working days after the notification was sent to the Panel (Fri 15 Dec 2023), the day itself not counted; "
        "25 Dec, 26 Dec and 1 Jan are bank holidays.",
    ),
    Worked(
        "rapid_review",
        "An area whose day 1 is the day on which the partnership is told",
        "15 Dec 2023",
        "by Tue 9 Jan 2024",
        "15 working days after the notification was copied to the partnership (Fri 15 Dec 2023), "
        "that day counted as day 1; 25 Dec, 26 Dec and 1 Jan are bank holidays.",
        LocalSetting(anchor="partnership_told", counting=Counting.DAY_1, source=DEVON.words),
    ),
)

AFTERWARDS = (
    Worked(
        "risk_review",
        "Judged at night, to be judged again in the morning",
        "Tue 3 Mar 2020, 08:00",
        "as soon as possible",
        "As soon as possible after the time that was set (Tue 3 Mar 2020, 08:00); no number of hours or days is set.",
    ),
    Worked(
        "allegation_referral",
        "Heard on a Friday evening",
        "Fri 6 Mar 2026, 18:30",
        "by Mon 9 Mar 2026",
        "1 working day after the allegation was heard (Fri 6 Mar 2026, 18:30), the day itself not counted.",
    ),
    Worked(
        "adult_handover",
        "Turning 18 on 14 May 2026",
        "13 Nov 2025",
        "by Thu 14 May 2026",
        "26 weeks after the day 26 weeks before the 18th birthday (Thu 13 Nov 2025).",
    ),
)

WORKED = (*MISSING, *AFTERWARDS, *FRONT_DOOR, *PROTECTION, *REVIEWS)
