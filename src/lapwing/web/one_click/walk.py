"""Ten minutes in the demo with three of its people: what to open as each of them, and what to look for there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing to look at: the name of its route, the words of the link, what to see there, and the page's query."""

    route: str
    link: str
    words: str
    query: str = ""


@dataclass(frozen=True)
class Part:
    """Some minutes with one person, by the first part of their address; each step opens as them."""

    who: str
    why: str
    minutes: int
    steps: tuple[Step, ...]


WALK = (
    Part(
        "council.missing", "who looks for missing children in the city", 4,
        (
            Step("today", "Today", "What is due: return interviews, the first of them late. Late is a fact with a "
                 "reason beside it, and nobody’s shame."),
            Step("missing_board", "Missing now", "Each card says who, how grave, since when, last seen where; who was "
                 "told, and whether they read it. Open the first: two agencies tell of one absence, and where they "
                 "differ you see both. Press “Record found or returned” and bring the child home: 72 hours begin."),
            Step("missing_tasking", "This morning’s tasking", "What the night left for the shift: who was found, whose "
                 "risk wants judging again, which interviews are due, which trigger plans have no owner."),
            Step("missing_all", "All missing episodes", "Two years of the published reports, and the months to today. "
                 "Follow a name to the whole chronology; “Why can I see this?” says it in a sentence."),
        ),
    ),
    Part(
        "school.lead", "who leads safeguarding in a school", 2,
        (
            Step("alerts", "Alerts", "Pupils are missing. Until you open an alert it says no name. Opening it opens a "
                 "pointer and no more: that the child is missing, and whom to call. Acknowledge one: those who work on "
                 "it now read when you did."),
        ),
    ),
    Part(
        "analyst", "who counts, and may open no child’s record", 4,
        (
            Step("scorecard_missing", "Scorecard", "2,203 missing episodes in the city in 2018/19, 2,019 in 2019/20: "
                 "no program wrote those numbers down. They are what is left when two agencies’ files, with their "
                 "double reports and rows that cannot be read, are joined absence by absence. Small numbers are "
                 "hidden; zero is zero; “not recorded” is something else.", "?year=2019-20&area=990"),
            Step("report", "Yearly report", "Its words follow the same numbers. Each opens to what it counts, over "
                 "which time, and what each agency had told by then."),
            Step("snapshot", "What the numbers are made from", "As of when, how many, and what each agency has not "
                 "told: the county is behind with its file."),
        ),
    ),
)  # fmt: skip
