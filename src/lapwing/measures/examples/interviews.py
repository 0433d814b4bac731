"""Return interviews, worked through: when the child returned, when the interview was held, and as what it counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Interview:
    """One absence's return and interview. Times are London's; a day alone is a time that is known by its day."""

    case: str
    returned: str
    status: str
    held: str
    category: str
    words: str
    because: str


INTERVIEWS = (
    Interview("On time", "2019-05-03 10:00", "completed_in_time", "2019-05-05 12:00", "in_time",
              "completed in 72 hours", "50 hours after the return."),
    Interview("To the minute", "2019-05-03 10:00", "completed_in_time", "2019-05-06 10:00", "in_time",
              "completed in 72 hours", "72 hours are in time."),
    Interview("A minute late", "2019-05-03 10:00", "completed_late", "2019-05-06 10:01", "late", "completed late",
              "One minute more than 72 hours."),
    Interview("Before the return", "2019-05-03 10:00", "completed_in_time", "2019-05-02 15:00", "in_time",
              "completed in 72 hours", "An interview before the return, in hospital for example, is in time."),
    Interview("Known by the day", "2019-05-03", "completed_in_time", "2019-05-05", "in_time", "completed in 72 hours",
              "Two days apart: whatever the hours were, fewer than 72 passed."),
    Interview("The hours would decide", "2019-05-03", "completed_in_time", "2019-05-06", "time_not_known",
              "completed, in what time is not known", "From 48 to 96 hours: nobody can tell."),
    Interview("Late by any hour", "2019-05-03", "completed_late", "2019-05-08", "late", "completed late",
              "At least 96 hours."),
    Interview("Accepted", "2019-05-03 10:00", "accepted", "", "not_held", "accepted, not held yet",
              "It counts as offered and as accepted."),
    Interview("Declined", "2019-05-03 10:00", "declined", "", "declined", "declined", "It counts as offered."),
    Interview("Closed as not required", "2019-05-03 10:00", "not_required", "", "not_required",
              "closed as not required", "It does not count as offered: the duty is owed on every occasion."),
    Interview("Nothing recorded", "2019-05-03 10:00", "", "", "no_offer", "no offer is recorded",
              "It counts among the returns, and not among the offers."),
)  # fmt: skip
