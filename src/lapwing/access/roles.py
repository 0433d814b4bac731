"""The roles, in words that a safeguarding lead would sign."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What somebody in a seat comes for. `writes` is false for those who only read, `matches` for those who
    never ask who somebody is.
    """

    key: str
    title: str
    sentence: str
    writes: bool = True
    acts_for_machine: bool = False
    matches: bool = True


SOCIAL_WORKER = Role(
    "social_worker", "Social worker",
    "Holds cases for the council: reads and writes the council's records of a child, and what others share about "
    "the children in whose circle they or their team stand.",
)  # fmt: skip
FRONT_DOOR = Role(
    "front_door", "Front-door practitioner",
    "Decides on new concerns: looks for who is known to whom, and reads as far as each circle was opened to the team.",
)  # fmt: skip
COUNCIL_MISSING = Role(
    "council_missing", "Missing coordinator, council",
    "Watches over the council's children who go missing, here and placed elsewhere; runs return interviews.",
)  # fmt: skip
POLICE_MISSING = Role(
    "police_missing", "Missing coordinator, police",
    "Runs the police side of each missing child: reports, risk, enquiries, the prevention interview.",
)  # fmt: skip
HOME_MANAGER = Role(
    "home_manager", "Children's home manager",
    "Reports and receives back the children who live in the home. Never reads what a child said in a return "
    "interview unless the child agreed and a worker cleared it.",
)  # fmt: skip
SCHOOL_LEAD = Role(
    "school_lead", "Designated safeguarding lead, school",
    "Receives alerts about the school's own pupils, and answers what the school knows. Reads pointers of others.",
)  # fmt: skip
HEALTH = Role(
    "health", "Health practitioner",
    "Reads and writes a health body's records of a child, and what others share in the circles where they stand.",
)  # fmt: skip
INTERVIEWER = Role(
    "interviewer", "Independent interviewer",
    "Holds return interviews for an agency apart from the council and the placement: sees the children allotted to its "
    "team, that each was away and came back, and what it itself was told; nothing else of them.",
    matches=False,
)  # fmt: skip
PARTNERSHIP_MANAGER = Role(
    "partnership_manager", "Partnership business manager",
    "Runs meetings, actions and the yearly report. Opens a child's records only from inside a circle.",
    matches=False,
)  # fmt: skip
ANALYST = Role(
    "analyst", "Quality and performance analyst",
    "Reads measures and the snapshot behind them, without names. Opens no child's record.",
    writes=False, matches=False,
)  # fmt: skip
SCRUTINEER = Role(
    "scrutineer", "Independent scrutineer",
    "Reads evidence for a limited time, from inside circles opened for it; changes nothing.",
    writes=False, matches=False,
)  # fmt: skip
IG_LEAD = Role(
    "ig_lead", "Information-governance lead",
    "Asks who may see, who has seen and why; corrects, restricts and lawfully deletes the agency's own records.",
    matches=False,
)  # fmt: skip
DATA_STEWARD = Role(
    "data_steward", "Data steward",
    "Reads in the agency's returns, mends what could not be read, and looks at doubtful matches.",
)  # fmt: skip
CUSTODIAN = Role(
    "custodian", "Custodian of sealed records",
    "Answers for children whose records are sealed, and is told quietly when a search touches one.",
)  # fmt: skip
CLOCKWORK = Role(
    "clockwork", "Background work",
    "No person: marks lateness, carries alerts, seals the ledger. Each run is named for its purpose.",
    acts_for_machine=True, matches=False,
)  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, HOME_MANAGER, SCHOOL_LEAD, HEALTH,
        INTERVIEWER, PARTNERSHIP_MANAGER, ANALYST, SCRUTINEER, IG_LEAD, DATA_STEWARD, CUSTODIAN, CLOCKWORK,
    )
}  # fmt: skip
PEOPLE_ROLES = [role for role in ROLES.values() if not role.acts_for_machine]
CHOICES = [(role.key, role.title) for role in PEOPLE_ROLES]
