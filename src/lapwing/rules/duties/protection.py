"""Child protection: the conferences and the core group."""

from lapwing.rules.duties.model import Anchor, Duty, Edition, Part, months, working_days
from lapwing.rules.sources import (
    CENSUS_GUIDE,
    FAMILY_RIGHTS_GROUP,
    GREATER_MANCHESTER,
    LONDON,
    NEWCASTLE,
    NOT_SEEN,
    NOTTINGHAMSHIRE_CONFERENCE,
    REVIEW_CONFERENCE,
    SHEFFIELD,
    SOLIHULL,
    UNCHANGED,
    WARRINGTON,
    WT2018,
    WT2020,
    WT2023,
    WT2026,
    restated,
    unread,
)

INITIAL_CONFERENCE = Duty(
    key="initial_conference",
    code="T09",
    title="Initial child protection conference",
    trigger="A strategy discussion starts section 47 enquiries",
    what="The initial child protection conference is held.",
    anchors=(Anchor("strategy_discussion", "the strategy discussion that started section 47 enquiries"),),
    editions=(
        Edition(WT2018, working_days(15), restated("p. 49", SOLIHULL, WARRINGTON, CENSUS_GUIDE)),
        Edition(WT2020, working_days(15), restated("p. 49", SOLIHULL, WARRINGTON, CENSUS_GUIDE)),
        Edition(WT2023, working_days(15), restated(NOT_SEEN, NOTTINGHAMSHIRE_CONFERENCE, CENSUS_GUIDE)),
        Edition(WT2026, working_days(15), unread(UNCHANGED)),
    ),
    local=frozenset({Part.COUNTING, Part.SHORTER}),
    note="Where there was more than one strategy discussion, the one at which section 47 enquiries were started. "
    "The children in need census counts 15 working days after it; some areas count its own day as day 1. "
    "A late conference has its reason and an interim safety plan recorded.",
)

FIRST_CORE_GROUP = Duty(
    key="first_core_group",
    code="T12",
    title="First core group",
    trigger="A conference makes a child subject to a child protection plan",
    what="The core group meets and turns the outline plan into the child protection plan.",
    anchors=(Anchor("conference", "the initial conference"),),
    editions=(
        Edition(WT2018, working_days(10), restated("p. 52", FAMILY_RIGHTS_GROUP, NEWCASTLE)),
        Edition(WT2020, working_days(10), restated("p. 52", FAMILY_RIGHTS_GROUP, NEWCASTLE)),
        Edition(WT2023, working_days(10), unread(UNCHANGED)),
        Edition(WT2026, working_days(10), unread(UNCHANGED)),
    ),
    local=frozenset({Part.SHORTER}),
)

FIRST_REVIEW_CONFERENCE = Duty(
    key="first_review_conference",
    code="T14",
    title="First child protection review conference",
    trigger="The initial conference is held",
    what="The first child protection review conference is held.",
    anchors=(Anchor("conference", "the initial conference"),),
    editions=(
        Edition(WT2018, months(3), restated("p. 53", REVIEW_CONFERENCE, SHEFFIELD, GREATER_MANCHESTER)),
        Edition(WT2020, months(3), restated("p. 53", REVIEW_CONFERENCE, SHEFFIELD, GREATER_MANCHESTER)),
        Edition(WT2023, months(3), restated(NOT_SEEN, GREATER_MANCHESTER)),
        Edition(WT2026, months(3), unread(UNCHANGED)),
    ),
    local=frozenset({Part.SHORTER}),
    note="Some systems count 91 days instead of 3 months.",
)

NEXT_REVIEW_CONFERENCE = Duty(
    key="next_review_conference",
    code="T15",
    title="Later child protection review conference",
    trigger="A review conference is held and the plan goes on",
    what="The next child protection review conference is held.",
    anchors=(Anchor("review_conference", "the last review conference"),),
    editions=(
        Edition(WT2018, months(6), restated("p. 53", REVIEW_CONFERENCE, LONDON)),
        Edition(WT2020, months(6), restated("p. 53", REVIEW_CONFERENCE, LONDON)),
        Edition(WT2023, months(6), restated(NOT_SEEN, REVIEW_CONFERENCE)),
        Edition(WT2026, months(6), unread(UNCHANGED)),
    ),
    local=frozenset({Part.SHORTER}),
    note="Some systems count 183 days instead of 6 months.",
)

DUTIES = (INITIAL_CONFERENCE, FIRST_CORE_GROUP, FIRST_REVIEW_CONFERENCE, NEXT_REVIEW_CONFERENCE)
