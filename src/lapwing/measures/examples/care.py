"""The share of looked-after children's episodes, worked through."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Care:
    """Episodes of looked-after children, of others, and of those of whom no council told; and the share shown."""

    case: str
    looked_after: int
    others: int
    not_told: int
    shown: str
    because: str


CARE = (
    Care("Twelve of twenty", 12, 8, 0, "60.0%", "Every one is of a child of whom a council told."),
    Care("Some not told", 12, 8, 30, "60.0%", "What nobody recorded is no part of what it is divided by."),
    Care("Nobody told", 0, 0, 30, "not recorded", "No council told of any of the children: that is not zero."),
    Care("None of them", 0, 20, 0, "0.0%", "Twenty episodes, and none of a looked-after child: a true zero."),
    Care("A small part", 4, 96, 0, "c", "Four are a small number, and 4.0% would tell it."),
    Care("A small rest", 97, 3, 0, "c", "97.0% of 100 would tell that three were not looked after."),
    Care("All of them", 40, 0, 0, "100.0%", "The rest is zero, which is shown as zero."),
)
