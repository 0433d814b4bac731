"""Sentences that measures of missing children share."""

EPISODE = (
    "Absences of children, counted once each, whichever agencies told of them. Two agencies' accounts of one "
    "absence are one episode. Every type is counted: missing; away from placement without authorisation, where the "
    "police may never be told; not reported to the police; reported and not accepted as missing; missing with family. "
    "Missing from education is not counted. Any length counts."
)
NO_RATE = "Nothing: this is a number, not a rate."
PERIOD = (
    "The financial year, 1 April to 31 March, its quarters and its months: the first quarter is April to June. An "
    "episode belongs to the period in which it began, by the date in London."
)
MONTHS_OF_ALL = PERIOD + " By month it is given of all areas together: in one area too few would stand behind it."
AREA = (
    "The local authority responsible for the child. Where nobody recorded it, the episode is counted as "
    "“Area not recorded” and in the total."
)
NOT_TOLD = (
    "Zero means that every agency concerned told us about the whole period, and there was none. Where one "
    "of them has not told us about all of it, nothing counted is “not recorded”, and what was counted is marked as "
    "incomplete. The council and the police of each area are concerned."
)
SOURCE = "What each agency told, joined absence by absence, as it stood in the snapshot."
SMALL = (
    "A number from 1 to 5 is hidden, and so is any other from which it could be worked out, in any table, of any "
    "measure, of the same year; zero is shown as zero. A change is hidden with either of its numbers."
)
SMALL_SHARE = (
    "A percentage is hidden with either of the numbers that it is made of, and where either, or the rest, is from 1 "
    "to 5."
)
JOINED = "two accounts of one absence were not joined"
INTERVIEW_NOT_RECORDED = (
    "Where nobody recorded anything about any interview of a period, this is “not recorded”. Where some are recorded, "
    "a return without an offer on record counts as not offered; how many these are stands in the breakdown by return "
    "interview. A month without any offer on record is “not recorded” too, and a quarter or year that holds such a "
    "month is marked as incomplete: it reads as if nothing had been done there. What an agency keeps in its own system "
    "and does not send is not known here."
)
INTERVIEW_CAUTION = (
    "An interview belongs to the period in which the episode began. The newest returns may still be within their 72 "
    "hours, so the latest period can rise. The duty is owed on every occasion, however short the absence."
)
INTERVIEW_SOURCE = (
    "The council's record of the return interview of each absence; where it has more than one, the one that was held."
)

# What holds for every measure, under the words that say where to find it.
COMMON = {
    "When": PERIOD,
    "Where": AREA,
    "Small numbers": SMALL,
    "Not recorded": "Zero means that there was none. “Not recorded” means that nobody told, and is not zero.",
    "From what": SOURCE,
}
