"""Kinds of agency. Health is not one service, and its catchments are not the councils' boundaries."""

from datetime import date

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import Code, CodeList

AGENCY_KINDS = CodeList(
    "agency_kinds",
    "Kind of agency",
    (
        Code("local_authority", "Local authority", "With children's social care; a safeguarding partner."),
        Code("district_council", "District council"),
        Code("police", "Police", "A safeguarding partner."),
        Code(
            "icb",
            "Integrated care board",
            "A safeguarding partner.",
            "First day from general knowledge",
            Mark.GENERAL,
            date(2022, 7, 1),
        ),
        Code(
            "ccg",
            "Clinical commissioning group",
            "Became integrated care boards.",
            "Dates from general knowledge",
            Mark.GENERAL,
            date(2013, 4, 1),
            date(2022, 6, 30),
        ),
        Code("hospital_trust", "Hospital trust"),
        Code("community_provider", "Community health provider"),
        Code("mental_health_trust", "Mental-health trust"),
        Code("gp", "GP practice"),
        Code("ambulance", "Ambulance trust"),
        Code("school", "School"),
        Code("college", "College"),
        Code("early_years", "Early years provider"),
        Code("childrens_home", "Children's home"),
        Code("fostering_agency", "Independent fostering agency"),
        Code("youth_justice", "Youth justice service"),
        Code("probation", "Probation"),
        Code("prison", "Prison or young offender institution"),
        Code("cafcass", "Cafcass"),
        Code("housing", "Housing provider"),
        Code("fire", "Fire and rescue"),
        Code("voluntary", "Voluntary organisation"),
        Code("other", "Other"),
    ),
)

LISTS = (AGENCY_KINDS,)
