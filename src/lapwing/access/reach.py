"""Who may see: the one statement, as data. Everything else about access is made from this page.

A viewer stands in a **relation** to a row: it is their own agency's; they stand in the child's circle; the row names
their seat or team; or neither. For each role, kind and relation this table says the highest level that is shown. A
place in a circle has a level of its own, and the lower of the two holds. Sealed rows show to those inside the seal
alone, whatever this table says. `policies` turns it into SQL; `may_see` reads it for one record.
"""

from dataclasses import dataclass
from enum import StrEnum

from lapwing.access.levels import Level
from lapwing.access.roles import ROLES

N, P, S, D, R = Level.NOTHING, Level.POINTER, Level.SUMMARY, Level.DETAIL, Level.RESTRICTED


class Relation(StrEnum):
    OWN = "own"
    CIRCLE = "circle"
    NAMED = "named"
    ANY = "any"


RELATIONS = {
    Relation.OWN: "the record belongs to your own agency",
    Relation.CIRCLE: "you or your team stand in this child's circle",
    Relation.NAMED: "the record names you or your team",
    Relation.ANY: "the record is anybody's",
}


class Kind(StrEnum):
    IDENTITY = "identity"
    CHARACTERISTICS = "characteristics"
    INVOLVEMENT = "involvement"
    CONTACT_DETAILS = "contact_details"
    FAMILY = "family"
    CARE = "care"
    LINK = "link"
    MISSING = "missing"
    INTERVIEW = "interview"
    WORDS = "words"
    SAFE_NOTE = "safe_note"
    SEARCH_SHEET = "search_sheet"
    TIE = "tie"
    PROTECTED_SOURCE = "protected_source"
    CLOCK = "clock"
    ACTION = "action"
    MEETING = "meeting"
    ALERT = "alert"
    SHARING = "sharing"
    PLACE = "place"
    INTAKE = "intake"
    LEDGER = "ledger"
    EXPLOITATION = "exploitation"
    RISK_PERSON = "risk_person"
    CUSTODY = "custody"
    DRAFT = "draft"


KINDS = {
    Kind.IDENTITY: "names, dates of birth and identifiers, as one agency told them",
    Kind.CHARACTERISTICS: "ethnicity and disability, as one agency told them: special category data",
    Kind.INVOLVEMENT: "that an agency knows the child, and whom to call",
    Kind.CONTACT_DETAILS: "addresses and telephones",
    Kind.FAMILY: "parents, carers and relationships",
    Kind.CARE: "placements, schools and legal status",
    Kind.LINK: "which child somebody is believed to be, and on what evidence",
    Kind.MISSING: "absences, accounts of them, risk, and where the child was found",
    Kind.INTERVIEW: "that a return interview was offered and held",
    Kind.WORDS: "what a child said",
    Kind.SAFE_NOTE: "what a child agreed may be passed on, as a worker cleared it",
    Kind.SEARCH_SHEET: "what helps to find a child: photograph, usernames, medication, places, associates",
    Kind.TIE: "that a child was found, seen or named together with another",
    Kind.PROTECTED_SOURCE: "who told that children are tied, kept for whoever recorded it alone",
    Kind.CLOCK: "what is due",
    Kind.ACTION: "who does what by when",
    Kind.MEETING: "meetings, invitations and decisions",
    Kind.ALERT: "alerts, and whether they were received",
    Kind.SHARING: "decisions to share, and not to share",
    Kind.PLACE: "places in a child's circle",
    Kind.INTAKE: "rows of files that an agency sent, and the lists that it took out",
    Kind.LEDGER: "who has seen",
    Kind.EXPLOITATION: "concerns of exploitation, trigger plans, and what protects a child",
    Kind.RISK_PERSON: "adults who may pose a risk to a child, by name",
    Kind.CUSTODY: "what a custodian was told",
    Kind.DRAFT: "words typed and not yet sent",
}


@dataclass(frozen=True)
class Reach:
    """The highest level shown, by relation."""

    own: Level = N
    circle: Level = N
    named: Level = N
    any: Level = N


def _of(pairs: str) -> dict[Kind, Reach]:
    """Read lines of `kind own circle named` in the letters N P S D R."""
    letters = {level.name[0]: level for level in (N, P, S, D, R)}
    rows = (line.split() for line in pairs.strip().splitlines())
    return {Kind(kind): Reach(*(letters[letter] for letter in levels)) for kind, *levels in rows}


#                     own circle named
_PRACTITIONER = _of("""
    identity          D D D
    characteristics   D D N
    involvement       D D D
    contact_details   D D D
    family            D D D
    care              D D D
    link              D S D
    missing           D D D
    interview         D S D
    words             D N D
    safe_note         D D D
    search_sheet      R D R
    tie               D D D
    protected_source  N N R
    clock             D D D
    action            D D D
    meeting           D S D
    alert             D S D
    sharing           D D D
    place             D D D
    exploitation      D D D
    ledger            N D N
    draft             N N R
""")

REACH: dict[str, dict[Kind, Reach]] = {
    "social_worker": _PRACTITIONER
    | _of("""
    interview         R D R
    words             D S R
    safe_note         D D R
    clock             D D R
    family            R D D
    contact_details   R D D
    care              R D D
"""),
    "front_door": _PRACTITIONER,
    "council_missing": _PRACTITIONER
    | _of("""
    interview         R D R
    words             R S R
    safe_note         R D R
    clock             D D R
    intake            D N D
"""),
    "police_missing": _PRACTITIONER
    | _of("""
    missing           R D R
    interview         D S D
    words             D N R
    intake            D N D
    risk_person       R N N
"""),
    "home_manager": _of("""
    identity          D D D
    characteristics   D D N
    involvement       D P D
    contact_details   D P D
    family            D P D
    care              D S D
    missing           D S D
    interview         N P N
    safe_note         N S D
    search_sheet      R S N
    clock             D S D
    action            N N D
    meeting           D N D
    alert             D N D
    sharing           D P D
    place             D P D
    exploitation      S N N
    draft             N N R
"""),
    "school_lead": _of("""
    identity          D P D
    characteristics   D N N
    involvement       D P D
    contact_details   D P P
    family            D P P
    care              D P P
    missing           D P P
    safe_note         N N D
    clock             D P D
    action            N N D
    meeting           D N D
    alert             D N D
    sharing           D P D
    place             D P P
    exploitation      S N N
    draft             N N R
"""),
    "health": _PRACTITIONER
    | _of("""
    interview         D P D
    words             D N R
    safe_note         D D R
    clock             D D R
    tie               N N N
    exploitation      D S S
    ledger            N N N
"""),
    "interviewer": _of("""
    identity          D P N
    characteristics   D N N
    involvement       D P N
    missing           N S N
    interview         R N N
    words             R N R
    safe_note         R N N
    clock             D N R
    action            N N D
    meeting           N N D
    alert             D N D
    place             N P N
    draft             N N R
"""),
    "partnership_manager": _of("""
    identity          N P S
    action            D S D
    meeting           S S D
    clock             D S D
    involvement       N P P
    place             D P D
    sharing           D P D
    draft             N N R
"""),
    "analyst": _of("""
    intake            P N N
    draft             N N R
"""),
    "scrutineer": _of("""
    identity          N P P
    involvement       N P P
    missing           N S S
    interview         N S S
    clock             N S S
    action            N S S
    meeting           N S S
    sharing           N S S
    exploitation      N S S
    place             N P P
    draft             N N R
"""),
    "ig_lead": _of("""
    identity          R S D
    characteristics   R N N
    involvement       R S D
    contact_details   R N N
    family            R N N
    care              R N N
    link              R S D
    missing           R N N
    interview         R N N
    words             R N N
    safe_note         R N N
    search_sheet      R N N
    tie               R N N
    protected_source  R N N
    clock             R N N
    action            R N N
    meeting           R N N
    alert             R N N
    sharing           R S D
    exploitation      R N N
    risk_person       R N N
    place             R S D
    intake            R N N
    ledger            R S D
    draft             N N R
"""),
    "data_steward": _of("""
    identity          D S D
    characteristics   D N N
    involvement       D P D
    contact_details   D N D
    care              D N D
    link              D D D
    missing           D P D
    intake            R N R
    action            N N D
    place             D P D
    draft             N N R
"""),
    "custodian": _PRACTITIONER
    | _of("""
    link              R R R
    custody           R R R
    ledger            R R R
"""),
    "clockwork": {
        kind: Reach(any=Level.SEALED)
        for kind in (
            Kind.CLOCK,
            Kind.ALERT,
            Kind.ACTION,
            Kind.MEETING,
            Kind.PLACE,
            Kind.MISSING,
            Kind.INTERVIEW,
            Kind.EXPLOITATION,
            Kind.SHARING,
            Kind.LEDGER,
            Kind.CUSTODY,
        )
    },
}

assert set(REACH) == set(ROLES), "every role has its reach"


def highest(role: str, kind: Kind, relation: Relation) -> Level:
    """The highest level that a role is shown of a kind, standing in one relation to the row."""
    reach = REACH[role].get(kind, Reach())
    level: Level = getattr(reach, relation.value)
    return level
