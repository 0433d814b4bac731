"""Children who are missing: the return interview, the police's own interview, repeats, and who is told."""

from lapwing.rules.duties.model import (
    AT_ONCE,
    Anchor,
    Duty,
    Edition,
    Part,
    Window,
    calendar_days,
    hours,
    months,
    weeks,
    working_days,
)
from lapwing.rules.sources import (
    AREA_DECISION,
    CITY,
    CITY_REPORT,
    CROYDON_RETURN,
    MISSING_2014,
    MISSING_PEOPLE,
    POLICE_APP,
    RETURN_FORM,
    Citation,
    Mark,
    in_report,
    restated,
    unread,
)

RETURN_INTERVIEW = Duty(
    key="return_interview",
    code="T28",
    title="Return interview",
    trigger="A child returns after being missing",
    what="An independent return interview is offered and carried out.",
    anchors=(Anchor("returned", "the child's return to home or care"),),
    editions=(
        Edition(
            MISSING_2014,
            hours(72),
            restated("return interviews", CROYDON_RETURN, RETURN_FORM),
            note="Found, in hospital or custody, and returned are separate facts: the hours run from the return. "
            "An interview before the return is in time. It is offered on every occasion.",
        ),
    ),
    local=frozenset({Part.SHORTER}),
)

PREVENTION_INTERVIEW = Duty(
    key="prevention_interview",
    code="T29",
    title="Police prevention interview",
    trigger="A missing child is located",
    what="The police hold a prevention interview (formerly the safe and well check), for every person who returns.",
    anchors=(Anchor("found", "the child was found"),),
    editions=(Edition(POLICE_APP, AT_ONCE, restated("prevention interviews", MISSING_PEOPLE)),),
    local=frozenset({Part.LENGTH}),
    note="Separate from the return interview; neither stands in for the other.",
)

REPEAT_MISSING = Duty(
    key="repeat_missing",
    code="T30",
    title="Multi-agency meeting after three times missing",
    trigger="A child is missing for the third time in 90 days",
    what="A multi-agency meeting is arranged and a trigger plan made.",
    anchors=(Anchor("third_episode", "the third episode began"),),
    window=Window(
        times=3,
        days=90,
        kinds=frozenset({"missing", "with_family", "not_reported", "not_accepted"}),
    ),
    editions=(
        Edition(
            CITY_REPORT,
            AT_ONCE,
            in_report("police; stated twice", CITY),
            note="The report gives no time for arranging the meeting. It does not say which kinds of absence count: "
            "here, those in which nobody in charge of the child knew where the child was; not away from placement "
            "without authorisation, where that is known, and not missing from education.",
        ),
    ),
    local=frozenset({Part.APPLIES, Part.WINDOW, Part.LENGTH}),
    note="A trigger plan is also made for a child at risk of exploitation, however often missing.",
)

PROPOSAL_DECIDED = Duty(
    key="proposal_decided",
    code="T30",
    title="Proposal opened or declined",
    trigger="A multi-agency meeting and a trigger plan are proposed",
    what="A coordinator opens what is proposed, or declines it with a reason.",
    anchors=(Anchor("proposed", "it was proposed"),),
    editions=(
        Edition(
            AREA_DECISION,
            working_days(2),
            unread("each area decides"),
            note="No source gives a time. Without one a proposal would lie unnoticed: two working days stand until the "
            "area sets its own.",
        ),
    ),
    local=frozenset({Part.APPLIES, Part.LENGTH, Part.COUNTING}),
    note="After so many times missing in so many days, and when somebody sees a risk of exploitation.",
)

LIVE_MISSING_SHARED = Duty(
    key="live_missing_shared",
    code="T31",
    title="Live missing case shared with social care",
    trigger="The police record a child as missing",
    what="The missing-from-home team's live case reaches children's social care by itself.",
    anchors=(Anchor("recorded", "the police recorded the child as missing"),),
    editions=(Edition(CITY_REPORT, AT_ONCE, in_report("missing children; real time", CITY)),),
    local=frozenset({Part.APPLIES, Part.LENGTH}),
)

SCHOOL_LIAISON_TOLD = Duty(
    key="school_liaison_told",
    code="T31",
    title="School liaison officers told",
    trigger="A pupil is recorded as missing",
    what="The police officers who work with the child's school are told.",
    anchors=(Anchor("recorded", "the police recorded the child as missing"),),
    editions=(
        Edition(
            CITY_REPORT,
            calendar_days(1),
            in_report("missing children; daily", CITY),
            note="Read as police officers who work with schools. "
            "A notice to a school's designated lead is a separate disclosure.",
        ),
    ),
    local=frozenset({Part.APPLIES, Part.LENGTH}),
)

SCHOOL_LEAD_TOLD = Duty(
    key="school_lead_told",
    code="T31",
    title="School's named lead told",
    trigger="A pupil is recorded as missing",
    what="The designated safeguarding lead of the child's school is told that a pupil is missing.",
    anchors=(Anchor("recorded", "the child was recorded as missing"),),
    editions=(Edition(AREA_DECISION, AT_ONCE, Citation("each area decides", Mark.OWN)),),
    local=frozenset({Part.APPLIES, Part.LENGTH}),
    opt_in=True,
    note="A disclosure of its own, apart from telling the police officers who work with schools: nobody in a school is "
    "told unless the area has decided so.",
)

AT_RISK_LIST = Duty(
    key="at_risk_list_meeting",
    code="T32",
    title="At-risk list meeting",
    trigger="The last meeting was held",
    what="Police and children-in-care officers meet to decide the at-risk list.",
    anchors=(Anchor("last_meeting", "the last meeting"),),
    editions=(Edition(CITY_REPORT, weeks(2), in_report("children in care; fortnightly", CITY)),),
    local=frozenset({Part.APPLIES, Part.LENGTH}),
)

EXPLOITATION_PANEL = Duty(
    key="exploitation_panel",
    code="T32",
    title="Youth violence and child exploitation panel",
    trigger="The last panel was held",
    what="The panel meets.",
    anchors=(Anchor("last_panel", "the last panel"),),
    editions=(Edition(CITY_REPORT, months(1), in_report("exploitation; monthly", CITY)),),
    local=frozenset({Part.APPLIES, Part.LENGTH}),
)

DUTIES = (
    RETURN_INTERVIEW,
    PREVENTION_INTERVIEW,
    REPEAT_MISSING,
    PROPOSAL_DECIDED,
    LIVE_MISSING_SHARED,
    SCHOOL_LIAISON_TOLD,
    SCHOOL_LEAD_TOLD,
    AT_RISK_LIST,
    EXPLOITATION_PANEL,
)
