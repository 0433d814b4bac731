"""What is due because of an absence, beside the interviews: risk judged again, an allegation passed on, a handover."""

from datetime import date

from lapwing.rules.duties.model import AT_ONCE, Anchor, Duty, Edition, Part, weeks, working_days
from lapwing.rules.sources import (
    BARKING_ALLEGATIONS,
    LUTON_ALLEGATIONS,
    NOT_SEEN,
    POLICE_APP,
    SHEFFIELD_ALLEGATIONS,
    UNCHANGED,
    WT2018,
    WT2020,
    WT2023,
    WT2026,
    Force,
    Publication,
    restated,
    unread,
)

_LOCAL_PAGES = (LUTON_ALLEGATIONS, SHEFFIELD_ALLEGATIONS, BARKING_ALLEGATIONS)
OWN = Publication(
    "OWN",
    "Lapwing's own reminder: no source that was read gives a number",
    Force.LOCAL,
    date(2014, 1, 1),
)

RISK_REVIEW = Duty(
    key="risk_review",
    code="T29r",
    title="Risk judged again",
    trigger="The time that was set for judging the risk again has come",
    what="Whoever answers for the search judges the risk again, with a reason, and sets the next time.",
    anchors=(Anchor("review_time", "the time that was set"),),
    editions=(
        Edition(POLICE_APP, AT_ONCE, unread("risk is judged again throughout; at no apparent risk a time is set")),
    ),
    note="The time itself is set by whoever judges the risk, each time.",
)

ALLEGATION_REFERRAL = Duty(
    key="allegation_referral",
    code="T47",
    title="Designated officer told of an allegation",
    trigger="Something is alleged against a person who works with children",
    what="The council's designated officer (LADO) is told.",
    anchors=(Anchor("heard", "the allegation was heard"),),
    editions=(
        Edition(WT2018, working_days(1), restated("chapter 2", *_LOCAL_PAGES)),
        Edition(WT2020, working_days(1), unread(UNCHANGED)),
        Edition(WT2023, working_days(1), unread(NOT_SEEN)),
        Edition(WT2026, working_days(1), unread(UNCHANGED)),
    ),
    local=frozenset({Part.LENGTH}),
    note="Some areas say 24 hours.",
)

ADULT_HANDOVER = Duty(
    key="adult_handover",
    code="T99",
    title="Handover to an adult service",
    trigger="A child at risk is half a year from turning 18",
    what="A named adult service knows the risk, and has taken it on, before the child is 18.",
    anchors=(Anchor("half_a_year_before", "the day 26 weeks before the 18th birthday"),),
    editions=(Edition(OWN, weeks(26), unread("this project's own")),),
    local=frozenset({Part.APPLIES}),
    note="An open absence, a high risk or a plan does not end with the 18th birthday; children's services do.",
)

DUTIES = (RISK_REVIEW, ALLEGATION_REFERRAL, ADULT_HANDOVER)
