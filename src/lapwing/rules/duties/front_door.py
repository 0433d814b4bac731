"""The front door: deciding on a referral, and the assessment that follows."""

from lapwing.rules.duties.model import Anchor, Duty, Edition, Part, working_days
from lapwing.rules.sources import (
    NOT_SEEN,
    NOTTINGHAM_ASSESSMENT,
    SPEAKCASE,
    TRIX_GLOSSARY,
    UNCHANGED,
    WFLACK,
    WT2013,
    WT2018,
    WT2020,
    WT2023,
    WT2026,
    restated,
    unread,
)

REFERRAL_DECISION = Duty(
    key="referral_decision",
    code="T01",
    title="Decision on a referral",
    trigger="Children's social care receives a referral",
    what="A social worker decides on the type of response and acknowledges receipt to the referrer.",
    anchors=(Anchor("received", "the referral was received"),),
    editions=(
        Edition(WT2013, working_days(1), restated("p. 26", WFLACK)),
        Edition(WT2018, working_days(1), unread(NOT_SEEN)),
        Edition(WT2020, working_days(1), unread(NOT_SEEN)),
        Edition(WT2023, working_days(1), restated(NOT_SEEN, SPEAKCASE)),
        Edition(WT2026, working_days(1), unread(UNCHANGED)),
    ),
    note="Telling the referrer what was decided is a separate matter, and an area's own.",
)

ASSESSMENT = Duty(
    key="assessment",
    code="T05",
    title="Assessment",
    trigger="A referral is made",
    what="The child and family assessment is concluded, so that next steps can be decided.",
    anchors=(Anchor("referred", "the point of referral"),),
    editions=(
        Edition(WT2013, working_days(45), restated("chapter on assessment", TRIX_GLOSSARY, NOTTINGHAM_ASSESSMENT)),
        Edition(WT2018, working_days(45), restated("chapter on assessment", TRIX_GLOSSARY)),
        Edition(WT2020, working_days(45), restated("chapter on assessment", TRIX_GLOSSARY)),
        Edition(WT2023, working_days(45), restated("chapter on assessment", SPEAKCASE)),
        Edition(WT2026, working_days(45), unread("text not seen; whether it keeps the 45 working days is uncertain")),
    ),
    local=frozenset({Part.SHORTER}),
    note="From the referral, not from allocation. The clock does not stop. "
    "Where it is exceeded, the reason is recorded.",
)

DUTIES = (REFERRAL_DECISION, ASSESSMENT)
