"""The words of missing: types, police risk levels, reasons, and how a return interview stands.

A *type* is what kind of absence it is; a *risk level* is the police's judgement. Neither is a category: that word
belongs to child protection plans.
"""

from datetime import date

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import Code, CodeList, listed

GUIDANCE = (
    "Statutory guidance on children who run away or go missing from home or care (2014), as procedures restate it"
)
CITY = "Nottingham City annual report 2019/20"

MISSING_TYPES = CodeList(
    "missing_types",
    "Type of absence",
    (
        Code(
            "missing",
            "Missing",
            "Not where they are expected to be, and nobody in charge of them knows where they are.",
            f"{GUIDANCE}; SSDA903 code M",
            Mark.SEEN,
        ),
        Code(
            "away",
            "Away from placement without authorisation",
            "A looked-after child whose whereabouts are known, but who is not at the placement or the place expected, "
            "and the carer has concerns or the council or police were told. Some say “without agreement”.",
            f"{GUIDANCE}; SSDA903 code A",
            Mark.SEEN,
        ),
        Code("not_reported", "Missing, not reported to the police", "The council knows; the police were not told."),
        Code(
            "not_accepted",
            "Reported to the police, not accepted as missing",
            "This does not remove the return interview.",
        ),
        Code("with_family", "Missing with family", "A whole family, or a parent with the child, cannot be found."),
        Code("education", "Missing from education", "Not at a school and not suitably educated elsewhere."),
    ),
    note="One absence told by two agencies is one absence.",
)

SSDA903_MISSING = CodeList(
    "ssda903_missing",
    "MISSING: missing or away (SSDA903)",
    listed(
        "SSDA903 guide, as the Standard safeguarding dataset gives it",
        Mark.SEEN,
        {"M": "Missing from care", "A": "Away from placement without authorisation"},
    ),
)

MISSING_TYPE_OF_SSDA903 = {"M": "missing", "A": "away"}

POLICE_RISK_LEVELS = CodeList(
    "police_risk_levels",
    "Police risk level",
    (
        Code(
            "NAR",
            "No apparent risk (absent)",
            "No apparent risk of harm to the person or the public: actions are agreed and a review time set.",
            f"HMICFRS glossary; {CITY}; the text, and 2016 to 2017 as its beginning, from general knowledge",
            Mark.GENERAL,
        ),
        Code(
            "VLR",
            "Very low risk",
            "The newer wording of no apparent risk. The day on which it replaced it was not found, so both stand.",
            "College of Policing, authorised professional practice, as a training page gives it",
            Mark.SEEN,
        ),
        Code("LOW", "Low risk", "Harm is possible but minimal: proportionate enquiries.", "", Mark.GENERAL),
        Code(
            "MED",
            "Medium risk",
            "Harm is likely but not serious: an active and measured response.",
            f"The level: {CITY}; the text from general knowledge",
            Mark.GENERAL,
        ),
        Code(
            "HIGH",
            "High risk",
            "Serious harm is very likely: deployed at once, senior oversight, the council told.",
            f"The level: {CITY}; the text from general knowledge",
            Mark.GENERAL,
        ),
        Code(
            "ABSENT",
            "Absent",
            "Not at a place where expected or required to be. Used by the police from 2013 to 2017; superseded.",
            "Croydon return interview form; the years from general knowledge",
            Mark.GENERAL,
            date(2013, 4, 1),
            date(2017, 3, 31),
        ),
    ),
    note="Risk is judged again throughout: each judgement is kept with its author, time and reason.",
)

CROYDON = "Croydon return interview form"

PUSH_REASONS = CodeList(
    "push_reasons",
    "What the child was getting away from",
    (
        Code("P01", "Conflict or instability at home", source=CROYDON, mark=Mark.SEEN),
        Code("P02", "Domestic abuse", source=CROYDON, mark=Mark.SEEN),
        Code("P03", "Abuse or neglect", source=CROYDON, mark=Mark.SEEN),
        Code("P04", "Substance misuse, a parent's or their own", source=CROYDON, mark=Mark.SEEN),
        Code("P05", "Unhappy where they live, or wants to be elsewhere", source=CITY, mark=Mark.LOCAL_REPORT),
        Code("P06", "Difficulties at school", source=f"{CROYDON}; {CITY}", mark=Mark.SEEN),
        Code("P07", "Bullying", source=CROYDON, mark=Mark.SEEN),
        Code("P08", "Lonely or isolated, or wants to be alone", source=f"{CROYDON}; {CITY}", mark=Mark.SEEN),
        Code("P09", "Bored", source=CITY, mark=Mark.LOCAL_REPORT),
        Code("P10", "Low emotional health", source=CITY, mark=Mark.LOCAL_REPORT),
        Code("P11", "Wanting to get out of the house", source=CITY, mark=Mark.LOCAL_REPORT),
        Code("P12", "Placement or carer; far from home network", mark=Mark.GENERAL),
        Code("P13", "Fear of forced marriage, FGM or honour-based abuse", source=CROYDON, mark=Mark.SEEN),
    ),
)

PULL_REASONS = CodeList(
    "pull_reasons",
    "What the child was going to",
    (
        Code("Q01", "To see family or friends", source=CROYDON, mark=Mark.SEEN),
        Code("Q02", "Boyfriend or girlfriend", source=CROYDON, mark=Mark.SEEN),
        Code("Q03", "Excitement of meeting friends or new people", source=CITY, mark=Mark.LOCAL_REPORT),
        Code("Q04", "Peer pressure", source=CROYDON, mark=Mark.SEEN),
        Code("Q05", "Parties, alcohol or drugs", source=CROYDON, mark=Mark.SEEN),
        Code("Q06", "Groomed or exploited: sexual", source=CROYDON, mark=Mark.SEEN),
        Code("Q07", "Groomed or exploited: criminal, county lines", source=CROYDON, mark=Mark.SEEN),
        Code("Q08", "Trafficking", source=CROYDON, mark=Mark.SEEN),
        Code("Q09", "Contact made online", mark=Mark.GENERAL),
        Code("Q10", "Debt, money or gifts", mark=Mark.GENERAL),
        Code("Q99", "Other"),
        Code("N00", "Not disclosed"),
    ),
)

RETURN_INTERVIEW_STATUS = CodeList(
    "return_interview_status",
    "How the return interview stands",
    (
        Code("not_offered", "Not offered yet"),
        Code("offered", "Offered"),
        Code("accepted", "Accepted"),
        Code("completed_in_time", "Completed in time"),
        Code("completed_late", "Completed late"),
        Code("declined", "Declined", "Parents or carers are then offered the chance to give information."),
        Code("not_found", "Child not found, or missing again"),
        Code("not_required", "Not required", "With its reason. It is offered on every occasion, however short."),
    ),
)

RETURN_INTERVIEW_ANSWERS = CodeList(
    "return_interview_answers",
    "Return interview offered, and accepted (Ofsted Annex A)",
    listed("Standard safeguarding dataset", Mark.SEEN, {"Y": "Yes", "N": "No", "NA": "Not applicable"}),
)

LISTS = (
    MISSING_TYPES,
    SSDA903_MISSING,
    POLICE_RISK_LEVELS,
    PUSH_REASONS,
    PULL_REASONS,
    RETURN_INTERVIEW_STATUS,
    RETURN_INTERVIEW_ANSWERS,
)
