"""Why a row is not taken, or is taken and must be looked at: each reason with what a person can do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a reason does to its row."""

    FAULT = "fault"
    """The row is kept in quarantine."""
    DOUBT = "doubt"
    """The row is taken, and somebody must look."""
    MARK = "mark"
    """The row is taken; something in it is kept as told and marked."""


@dataclass(frozen=True)
class Reason:
    """A reason by its code: its heading in lists, and what to do."""

    code: str
    weight: Weight
    heading: str
    to_do: str


@dataclass(frozen=True)
class Note:
    """A reason as it stands beside one row, in a sentence about that row."""

    code: str
    words: str

    @property
    def weight(self) -> Weight:
        return REASONS[self.code].weight


_MEND = "Mend the row here, or correct it where it came from and send the file again."

REASONS = {
    reason.code: reason
    for reason in (
        Reason("open_quote", Weight.FAULT, "A quotation mark is not closed", _MEND),
        Reason("short_row", Weight.FAULT, "The row breaks off too early", _MEND),
        Reason("long_row", Weight.FAULT, "The row has more cells than there are headings", _MEND),
        Reason("headings_again", Weight.FAULT, "The headings stand here a second time", "Set the row aside."),
        Reason("blank", Weight.FAULT, "Something that cannot be left out is blank", _MEND),
        Reason("unreadable", Weight.FAULT, "Something that is needed cannot be read", _MEND),
        Reason("future", Weight.FAULT, "A date has not come yet", _MEND),
        Reason("ends_before", Weight.FAULT, "It ends before it starts", _MEND),
        Reason(
            "contradicts", Weight.FAULT, "Another row of the file says otherwise",
            "The first of the two was taken. If this one is right, mend the record or send a corrected file; then set "
            "this row aside.",
        ),
        Reason(
            "zeros_lost", Weight.FAULT, "A reference may have lost its leading zeros",
            "Format the column as text where the file is made, and send it again; or write the reference in full here. "
            "If it is right as it stands, read the row in as it is.",
        ),
        Reason("refused", Weight.FAULT, "The record could not be made", _MEND),
        Reason(
            "left_out", Weight.DOUBT, "A cell cannot be read, and was left out",
            "The rest of the row was taken. Correct the cell where it came from and send the file again.",
        ),
        Reason(
            "adult", Weight.DOUBT, "The date of birth is that of an adult",
            "The row is not held up for it. If the file holds adults, throw it away and export children alone; if the "
            "date is wrong, correct it where it came from.",
        ),
        Reason(
            "back_before_found", Weight.DOUBT, "The child is told to be back before they were found",
            "Both were taken as they stand. See which of the two is wrong, and correct it where it came from.",
        ),
        Reason(
            "cut_short", Weight.DOUBT, "The row has fewer cells than there are headings",
            "What stands in it was taken; what is missing was left as it was. See whether the export was complete.",
        ),
        Reason(
            "end_kept", Weight.DOUBT, "An end that was known is blank here",
            "The end that was known is kept. If it was wrong, correct the record.",
        ),
        Reason(
            "by_hand", Weight.DOUBT, "It differs from what somebody corrected by hand",
            "The correction stands. Open the row, look at both and choose.",
        ),
        Reason(
            "may_be_known", Weight.DOUBT, "This may be a child whom somebody knows already",
            "The record is live, on a child of its own. Decide under “Is this the same child?”.",
        ),
        Reason(
            "other_birth", Weight.DOUBT, "Another date of birth than in the header",
            "The row was taken. See which of the two is right, and whether the reference is that of another child.",
        ),
        Reason("not_in_header", Weight.MARK, "The child stands in no header read so far", "Nothing, if one follows."),
        Reason("joined", Weight.MARK, "Recognised as a child whom another agency knows", "Nothing."),
        Reason(
            "clocks_changed", Weight.MARK, "A time of the night on which the clocks changed",
            "Nothing, unless the other of the two hours was meant: then correct the record.",
        ),
        Reason("same_line", Weight.MARK, "The same as an earlier row of the file", "Nothing."),
        Reason(
            "identifier", Weight.MARK, "An identifier fails its check",
            "It is kept as told, marked, and never used to match. Correct it where it came from.",
        ),
    )
}  # fmt: skip
