"""Case reviews: notifying a serious incident, and the rapid review."""

from lapwing.rules.duties.model import Anchor, Duty, Edition, Part, working_days
from lapwing.rules.sources import (
    CITY,
    COUNTY,
    DEVON,
    LIVERPOOL_REVIEWS,
    NE_LINCOLNSHIRE,
    NORTH_YORKSHIRE,
    NOT_SEEN,
    PANEL_QUESTIONS,
    PLYMOUTH,
    SLOUGH,
    TRAFFORD,
    UNCHANGED,
    WT2018,
    WT2020,
    WT2023,
    WT2026,
    Force,
    restated,
    unread,
)

SERIOUS_INCIDENT_NOTIFICATION = Duty(
    key="serious_incident_notification",
    code="T33",
    title="Serious incident notification",
    trigger="A local authority knows or suspects abuse or neglect, and the child dies or is seriously harmed",
    what="The local authority notifies the Child Safeguarding Practice Review Panel and the safeguarding partners.",
    anchors=(
        Anchor("became_aware", "the local authority became aware"),
        Anchor("incident", "the incident", DEVON.words),
    ),
    editions=(
        Edition(WT2018, working_days(5), restated("chapter 4", NE_LINCOLNSHIRE, LIVERPOOL_REVIEWS, SLOUGH)),
        Edition(WT2020, working_days(5), restated("chapter 4", NE_LINCOLNSHIRE, LIVERPOOL_REVIEWS, SLOUGH)),
        Edition(WT2023, working_days(5), restated("chapter 5", NORTH_YORKSHIRE, NE_LINCOLNSHIRE)),
        Edition(WT2026, working_days(5), unread(UNCHANGED)),
    ),
    local=frozenset({Part.ANCHOR, Part.SHORTER}),
    note="To notify is the law (Children Act 2004, section 16C(1)); the five working days are guidance. "
    "The duty is the local authority's alone: partners should agree, their disagreement is recorded, "
    "and it never holds the five days.",
)

RAPID_REVIEW = Duty(
    key="rapid_review",
    code="T35",
    title="Rapid review",
    trigger="A serious incident is notified",
    what="The rapid review is completed and sent to the Child Safeguarding Practice Review Panel.",
    anchors=(
        Anchor("notified", "the notification was sent to the Panel"),
        Anchor(
            "partnership_told",
            "the notification was copied to the partnership",
            DEVON.words,
        ),
        Anchor("became_aware", "the local authority became aware", "some local texts"),
    ),
    editions=(
        Edition(WT2018, working_days(15), restated(NOT_SEEN, PLYMOUTH, TRAFFORD, CITY), force=Force.GUIDANCE),
        Edition(WT2020, working_days(15), restated(NOT_SEEN, PLYMOUTH, TRAFFORD), force=Force.GUIDANCE),
        Edition(
            WT2023,
            working_days(15),
            restated(NOT_SEEN, NORTH_YORKSHIRE, PANEL_QUESTIONS, COUNTY),
            force=Force.GUIDANCE,
        ),
        Edition(WT2026, working_days(15), unread(UNCHANGED), force=Force.GUIDANCE),
    ),
    local=frozenset({Part.ANCHOR, Part.COUNTING, Part.SHORTER}),
    note="Reports often call it statutory; it is an expectation, not statute. Counted from the day on which the "
    "notification was sent to the Panel, as one partnership's page says; the Panel's own guidance (an edition of June "
    "2025 exists) was not read. "
    "A late review has its reason recorded, and the date of the first meeting on immediate safety. "
    f"{DEVON.words} counts the day on which the partnership is told as day 1.",
)

DUTIES = (SERIOUS_INCIDENT_NOTIFICATION, RAPID_REVIEW)
