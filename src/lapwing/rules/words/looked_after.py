"""The codes of the looked-after children return (SSDA903): header and episodes."""

from dataclasses import replace
from datetime import date

from lapwing.rules.sources import Mark
from lapwing.rules.words.model import Code, CodeList, listed

GUIDE = "SSDA903 guide, as Data to Insight's open code lists give it"


def _codes(words: dict[str, str]) -> tuple[Code, ...]:
    return listed(GUIDE, Mark.SEEN, words)


LETTERS_FROM = date(2024, 4, 1)
BEFORE_LETTERS = date(2024, 3, 31)
CHANGE = "The change from numbers to letters is dated as in the children in need census, from general knowledge."

SEX = CodeList(
    "ssda903_sex",
    "SEX (SSDA903)",
    (
        Code("1", "Male", CHANGE, GUIDE, Mark.SEEN, None, BEFORE_LETTERS),
        Code("2", "Female", CHANGE, GUIDE, Mark.SEEN, None, BEFORE_LETTERS),
        Code("M", "Male", CHANGE, GUIDE, Mark.GENERAL, LETTERS_FROM),
        Code("F", "Female", CHANGE, GUIDE, Mark.GENERAL, LETTERS_FROM),
        Code("U", "Unknown", CHANGE, GUIDE, Mark.GENERAL, LETTERS_FROM),
    ),
)

ETHNIC = CodeList(
    "ethnicity",
    "Ethnicity",
    _codes(
        {
            "WBRI": "White British",
            "WIRI": "White Irish",
            "WOTH": "Any other White background",
            "WIRT": "Traveller of Irish heritage",
            "WROM": "Gypsy or Roma",
            "MWBC": "White and Black Caribbean",
            "MWBA": "White and Black African",
            "MWAS": "White and Asian",
            "MOTH": "Any other Mixed background",
            "AIND": "Indian",
            "APKN": "Pakistani",
            "ABAN": "Bangladeshi",
            "AOTH": "Any other Asian background",
            "BCRB": "Caribbean",
            "BAFR": "African",
            "BOTH": "Any other Black background",
            "CHNE": "Chinese",
            "OOTH": "Any other ethnic group",
            "REFU": "Refused",
            "NOBT": "Information not yet obtained",
        }
    ),
    note="Refused and not yet obtained are not ethnic groups: they are counted as not recorded.",
)

UPN_UNKNOWN = CodeList(
    "upn_unknown",
    "Why there is no UPN",
    _codes(
        {
            "UN1": "Not of school age, and no UPN assigned yet",
            "UN2": "Has never attended a maintained school in England",
            "UN3": "Educated outside England",
            "UN4": "Newly looked after, and the UPN not yet known at the time of the return",
            "UN5": "The sources disagree about the child, so no reliable match",
        }
    ),
)

REASON_FOR_NEW_EPISODE = CodeList(
    "ssda903_rne",
    "RNE: reason for new episode (SSDA903)",
    _codes(
        {
            "S": "Started to be looked after",
            "L": "Change of legal status only",
            "P": "Change of placement and carers only",
            "T": "Change of placement, same carers",
            "B": "Change of legal status, placement and carers at the same time",
            "U": "Change of legal status and placement, same carers",
        }
    ),
)

LEGAL_STATUS = CodeList(
    "ssda903_ls",
    "LS: legal status (SSDA903)",
    _codes(
        {
            "C1": "Interim care order",
            "C2": "Full care order",
            "D1": "Freeing order granted",
            "E1": "Placement order granted",
            "V2": "Single period of accommodation under section 20",
            "V3": "Agreed series of short-term breaks, each episode recorded",
            "V4": "Agreed series of short-term breaks, agreements only recorded",
            "L1": "Under police protection and in local authority accommodation",
            "L2": "Emergency protection order",
            "L3": "Under child assessment order and in local authority accommodation",
            "J1": "Remanded to local authority accommodation or youth detention accommodation",
            "J2": "Placed in local authority accommodation under PACE 1984",
            "J3": "Youth rehabilitation order with residence or intensive fostering requirement",
        }
    ),
)

CATEGORY_OF_NEED = CodeList(
    "ssda903_cin",
    "CIN: category of need (SSDA903)",
    _codes(
        {
            "N1": "Abuse or neglect",
            "N2": "Child's disability",
            "N3": "Parental illness or disability",
            "N4": "Family in acute stress",
            "N5": "Family dysfunction",
            "N6": "Socially unacceptable behaviour",
            "N7": "Low income",
            "N8": "Absent parenting",
        }
    ),
)

_PLACE = _codes(
    {
        "A3": "Placed for adoption with consent, with current foster carers",
        "A4": "Placed for adoption with consent, not with current foster carers",
        "A5": "Placed for adoption with placement order, with current foster carers",
        "A6": "Placed for adoption with placement order, not with current foster carers",
        "H5": "Semi-independent living accommodation not subject to children's homes regulations",
        "K1": "Secure children's home",
        "K2": "Children's home subject to the Children's Homes Regulations",
        "K3": "Registered supported accommodation",
        "P1": "Placed with parents or others with parental responsibility",
        "P2": "Independent living",
        "P3": "Residential employment",
        "R1": "Residential care home",
        "R2": "NHS or other establishment providing medical or nursing care",
        "R3": "Family centre or mother and baby unit",
        "R5": "Young offender institution",
        "S1": "Residential school, except where also registered as a children's home",
        "T0": "Any temporary move",
        "T1": "Temporary: in hospital",
        "T2": "Temporary: on holiday",
        "T3": "Temporary: while the usual foster carers are on holiday",
        "T4": "Temporary: seven days or less, for any other reason",
        "U1": "Foster placement with relatives or friends, long term",
        "U2": "Foster placement with relatives or friends who are also approved adopters",
        "U3": "Foster placement with relatives or friends, neither long term nor fostering for adoption",
        "U4": "Foster placement with other carers, long term",
        "U5": "Foster placement with other carers who are also approved adopters",
        "U6": "Foster placement with other carers, neither long term nor fostering for adoption",
        "Z1": "Other placement",
    }
)
SUPPORTED_FROM = date(2023, 4, 1)

PLACEMENT = CodeList(
    "ssda903_place",
    "PLACE: placement type (SSDA903)",
    tuple(
        replace(code, valid_from=SUPPORTED_FROM, note="First day from general knowledge.")
        if code.code == "K3"
        else code
        for code in _PLACE
    ),
)

PLACEMENT_PROVIDER = CodeList(
    "ssda903_place_provider",
    "PLACE_PROVIDER: who provides the placement (SSDA903)",
    _codes(
        {
            "PR0": "Parents or others with parental responsibility",
            "PR1": "Own provision by the local authority",
            "PR2": "Another local authority",
            "PR3": "Other public provision",
            "PR4": "Private provision",
            "PR5": "Voluntary or third sector",
        }
    ),
)

REASON_EPISODE_CEASED = CodeList(
    "ssda903_rec",
    "REC: reason episode ceased (SSDA903)",
    _codes(
        {
            "X1": "Episode ends and a new one begins",
            "E11": "Adopted, application unopposed",
            "E12": "Adopted, consent dispensed with by the court",
            "E2": "Died",
            "E3": "Care taken over by another local authority in the UK",
            "E4A": "Returned home as part of the care planning process",
            "E4B": "Returned home, not part of the care planning process",
            "E13": "Left care to live with parents, relatives or others without parental responsibility",
            "E41": "Residence order, or child arrangements order, granted",
            "E43": "Special guardianship to former foster carers",
            "E44": "Special guardianship to others than former foster carers",
            "E45": "Special guardianship to former foster carers who were relatives or friends",
            "E46": "Special guardianship to former foster carers, not relatives or friends",
            "E47": "Special guardianship to relatives or friends, not former foster carers",
            "E48": "Special guardianship to others, neither former foster carers nor relatives or friends",
            "E5": "Moved into independent living with formal advice or support",
            "E6": "Moved into independent living without formal advice or support",
            "E7": "Moved to residential care funded by adult social care",
            "E8": "Ceased to be looked after for another reason",
            "E9": "Sentenced to custody",
            "E14": "Accommodation on remand ended",
            "E15": "Age assessment found the person to be 18 or over",
            "E16": "Moved abroad",
            "E17": "Aged 18 or over and stayed with current carers",
        }
    ),
    note="E43 and E44 gave way to E45 to E48.",
)

REASON_PLACEMENT_CHANGED = CodeList(
    "ssda903_reason_place_change",
    "REASON_PLACE_CHANGE: why the placement changed (SSDA903)",
    _codes(
        {
            "CARPL": "Change to, or implementation of, the care plan",
            "CLOSE": "Resignation or closure of provision",
            "ALLEG": "Allegation (section 47)",
            "STAND": "Standards of care concern",
            "APPRR": "Approval removed",
            "CREQB": "Carers request the end because of the child's behaviour",
            "CREQO": "Carers request the end for another reason",
            "CHILD": "Child requests the end",
            "LAREQ": "Responsible or area authority requests the end",
            "PLACE": "Change in the status of the placement only",
            "CUSTOD": "Custody arrangement",
            "OTHER": "Other",
        }
    ),
)

LISTS = (
    SEX,
    ETHNIC,
    UPN_UNKNOWN,
    REASON_FOR_NEW_EPISODE,
    LEGAL_STATUS,
    CATEGORY_OF_NEED,
    PLACEMENT,
    PLACEMENT_PROVIDER,
    REASON_EPISODE_CEASED,
    REASON_PLACEMENT_CHANGED,
)
