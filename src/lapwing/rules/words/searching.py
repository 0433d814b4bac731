"""The words of a search and of what follows it: where a child went from, who has seen them, who was told and why not,
and how the police grade what they are told.
"""

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import Code, CodeList, listed

MISSING_FROM = CodeList(
    "missing_from",
    "Where the child went missing from",
    (
        Code("home", "Home", "Where they live with their family."),
        Code("placement", "Placement", "A children's home, foster carers or another place that the council chose."),
        Code("school", "School or college"),
        Code("hospital", "Hospital"),
        Code("custody", "Custody, or a court"),
        Code("elsewhere", "Somewhere else"),
    ),
)

SIGHTING_SOURCES = CodeList(
    "sighting_sources",
    "Where a sighting comes from",
    (
        Code("professional", "Somebody at work: an officer, a worker, staff"),
        Code("family", "Family or carers"),
        Code("public", "A member of the public"),
        Code("camera", "A camera"),
        Code("device", "A telephone, an account or a payment"),
        Code("information", "Information received", "Who told is kept apart, and shows to the agency they told alone."),
    ),
    note="That a child told is never shown: it is information received.",
)

SIGHTING_STATES = CodeList(
    "sighting_states",
    "How a sighting stands",
    (
        Code("unconfirmed", "Not confirmed"),
        Code("confirmed", "Confirmed"),
        Code("discounted", "Discounted", "It was somebody else, or another time."),
    ),
)

NOT_TOLD_REASONS = CodeList(
    "not_told_reasons",
    "Why somebody with parental responsibility was not told",
    (
        Code("not_reached", "Could not be reached yet"),
        Code("danger", "Telling them could put the child in danger"),
        Code("may_be_with", "The child may be with them, or hidden by them"),
        Code("order", "An order of a court stands against it"),
        Code("police_asked", "The police asked to wait"),
        Code("child_asked", "The child is old enough to ask that they are not told, and did"),
        Code("already_knew", "They reported it themselves"),
        Code("other", "Another reason"),
    ),
)

ALLEGED_ROLES = CodeList(
    "alleged_roles",
    "What somebody against whom something is alleged is to the child",
    (
        Code("home_staff", "Staff of the children's home"),
        Code("foster_carer", "Foster carer, or of their household"),
        Code("school_staff", "Staff of a school or college"),
        Code("worker", "Another professional or volunteer"),
        Code("family_carer", "Parent, carer or family"),
        Code("other_child", "Another child who lives there"),
        Code("other", "Somebody else"),
    ),
)

# Intelligence: the police grade the source, what was said, and who may have it (3x5x2).
_GRADING = "The police's 3x5x2 grading"
SOURCE_GRADES = CodeList(
    "source_grades",
    "Grade of the source",
    listed(_GRADING, Mark.GENERAL, {"1": "Reliable", "2": "Untested", "3": "Not reliable"}),
)
INFORMATION_GRADES = CodeList(
    "information_grades",
    "Grade of what was said",
    listed(
        _GRADING,
        Mark.GENERAL,
        {
            "A": "Known directly",
            "B": "Known indirectly, and confirmed elsewhere",
            "C": "Known indirectly",
            "D": "Not known",
            "E": "Suspected to be false",
        },
    ),
)
HANDLING_CODES = CodeList(
    "handling_codes",
    "Who may have it",
    listed(
        _GRADING,
        Mark.GENERAL,
        {"P": "May be shared as the law allows", "C": "May be shared only on the conditions written beside it"},
    ),
)

LISTS = (
    MISSING_FROM,
    SIGHTING_SOURCES,
    SIGHTING_STATES,
    NOT_TOLD_REASONS,
    ALLEGED_ROLES,
    SOURCE_GRADES,
    INFORMATION_GRADES,
    HANDLING_CODES,
)
