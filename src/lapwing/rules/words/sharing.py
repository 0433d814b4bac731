"""Sharing what is known about a child: why, on what lawful basis, and on what grounds it is not shared."""

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import Code, CodeList

ADVICE = "DfE information sharing advice (2024)"
ACT_2026 = "Children's Wellbeing and Schools Act 2026, section 4"

PURPOSES = CodeList(
    "sharing_purposes",
    "What it is shared for",
    (
        Code("protect", "To protect a child from harm"),
        Code("find_missing", "To find a child who is missing, and keep them safe on return"),
        Code("decide_referral", "To decide what to do about a concern or referral"),
        Code("assess", "To assess a child's needs"),
        Code("enquire", "For section 47 enquiries"),
        Code("plan", "To plan, carry out and review help or protection"),
        Code("exploitation", "To prevent or disrupt exploitation"),
        Code("crime", "To prevent or detect crime"),
        Code("review", "For a practice review or child death review"),
        Code("assure", "To audit or scrutinise practice"),
        Code("court", "For court proceedings, or because a court ordered it"),
        Code("return", "For a return required by law"),
        Code("emergency", "To save life or prevent serious harm now"),
    ),
)

UK_GDPR = "UK GDPR, from general knowledge"
DPA_2018 = "Data Protection Act 2018"

LAWFUL_BASES = CodeList(
    "lawful_bases",
    "Lawful basis",
    (
        Code(
            "public_task",
            "Public task: article 6(1)(e)",
            "With article 9(2)(g) and DPA 2018 Schedule 1 paragraph 18 (safeguarding of children and of individuals at "
            "risk) or paragraph 6 (statutory and government purposes) for special category data.",
            UK_GDPR,
            Mark.GENERAL,
        ),
        Code("legal_obligation", "Legal obligation: article 6(1)(c)", "", UK_GDPR, Mark.GENERAL),
        Code("vital_interests", "Vital interests: article 6(1)(d)", "In an emergency.", UK_GDPR, Mark.GENERAL),
        Code(
            "health_care",
            "Health or social care: article 9(2)(h)",
            "With article 6(1)(e) and DPA 2018 Schedule 1 paragraph 2.",
            f"{DPA_2018}, Schedule 1 paragraph 2",
            Mark.SEEN,
        ),
        Code(
            "law_enforcement",
            "Law enforcement: DPA 2018 Part 3",
            "The police as a competent authority, with Schedule 8 paragraph 4 (safeguarding of children).",
            f"{DPA_2018}, Schedule 8",
            Mark.SEEN,
        ),
        Code(
            "criminal_offence",
            "Criminal-offence data: article 10",
            "With DPA 2018 Schedule 1 and an appropriate policy document.",
            DPA_2018,
            Mark.GENERAL,
        ),
        Code("s47", "Children Act 1989 section 47(9) to (11)", "Help with enquiries.", "", Mark.GENERAL),
        Code("s17", "Children Act 1989 sections 17 and 27", "", "", Mark.GENERAL),
        Code("s10_11", "Children Act 2004 sections 10 and 11", "", "", Mark.GENERAL),
        Code(
            "s16h",
            "Children Act 2004 section 16H",
            "Safeguarding partners may require information.",
            "",
            Mark.GENERAL,
        ),
        Code("s115", "Crime and Disorder Act 1998 section 115", "", "", Mark.GENERAL),
        Code("s52", "Modern Slavery Act 2015 section 52", "The duty to notify.", "", Mark.GENERAL),
        Code("s175", "Education Act 2002 section 175", "", "", Mark.GENERAL),
        Code(
            "s16la",
            "Children Act 2004 section 16LA: duty to share",
            "Enacted on 29 April 2026; not known to be in force.",
            ACT_2026,
            Mark.SEEN,
        ),
        Code(
            "public_interest",
            "Overriding public interest",
            "What common law asks where information was given in confidence; beside a basis above, not instead of it.",
            "",
            Mark.GENERAL,
        ),
    ),
)

GROUNDS_FOR_NOT_SHARING = CodeList(
    "grounds_for_not_sharing",
    "Why it is not shared",
    (
        Code(
            "more_detrimental",
            "Sharing would be more detrimental to the child than not sharing",
            "Enacted as Children Act 2004 section 16LA(3); the section is not known to be in force.",
            ACT_2026,
            Mark.SEEN,
        ),
        Code("no_role", "Whoever asked has no role in safeguarding the child", "", f"{ADVICE}, rule 6", Mark.SEEN),
        Code("not_relevant", "It is not relevant to the purpose", "", f"{ADVICE}, rule 6", Mark.SEEN),
        Code("not_accurate", "It is not known to be accurate", "", f"{ADVICE}, rule 6", Mark.SEEN),
        Code(
            "identity_at_risk",
            "It would show who told, or where someone is, to a person who may harm them",
            "",
            f"{ADVICE}, rule 5",
            Mark.SEEN,
        ),
        Code(
            "unsafe_now",
            "Someone would be put at risk if it were shared now",
            "With the day on which to decide again.",
            f"{ADVICE}, rule 2",
            Mark.SEEN,
        ),
        Code(
            "consent_refused",
            "Consent was refused, and there is no risk of harm that overrides it",
            "Consent is not needed where a child is at risk or there is perceived risk of harm.",
            f"{ADVICE}, rule 3",
            Mark.SEEN,
        ),
        Code("advice_awaited", "Advice has been asked for and not yet given", "", f"{ADVICE}, rule 4", Mark.SEEN),
        Code("not_proportionate", "Less than was asked for is enough", "What was enough is shared."),
        Code("investigation", "It would prejudice the prevention or detection of crime", "", "", Mark.GENERAL),
        Code("court_order", "A court order or the law forbids it", "", "", Mark.GENERAL),
        Code("privileged", "It is legally privileged", "", "", Mark.GENERAL),
    ),
    note="The reasons are recorded whether or not it is shared.",
)

LISTS = (PURPOSES, LAWFUL_BASES, GROUNDS_FOR_NOT_SHARING)
