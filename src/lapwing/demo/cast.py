"""Who signs in: the cast and a stranger, and the colleagues behind them."""

from dataclasses import dataclass

from lapwing.access import roles
from lapwing.access.roles import Role

# The page for signing in with one click shows the people of the first; their colleagues stand behind them.
DOMAIN, BEHIND = "demo.example", "staff.demo.example"


@dataclass(frozen=True)
class Member:
    """Somebody who may sign in: the seat they hold, and what there is for them to see; `deputy` names another."""

    key: str
    name: str
    role: Role
    title: str
    body: str
    team: str = ""
    deputy: str = ""
    sentence: str = ""

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@{DOMAIN if self.sentence else BEHIND}"


CAST = (
    Member("council_missing", "Morwenna Teasdalow", roles.COUNCIL_MISSING, "Missing coordinator", "city", "city_missing",
           "council_missing_deputy", "Sees who is missing now, and which return interviews are due."),
    Member("police_missing", "Idris Hawksmead", roles.POLICE_MISSING, "Missing coordinator", "police", "police_missing",
           "police_missing_deputy", "Runs the police side of each missing child, in city and county."),
    Member("social_worker", "Nadia Averwood", roles.SOCIAL_WORKER, "Social worker", "city", "city_social_work",
           "social_worker_deputy", "Opens one child: what is due, who does what, the whole chronology."),
    Member("home_manager", "Callum Rushmarsh", roles.HOME_MANAGER, "Registered manager", "ash_house", "ash_house_staff",
           "home_deputy", "Reports a child missing, and receives the child back."),
    Member("school_lead", "Yasmin Orchardby", roles.SCHOOL_LEAD, "Designated safeguarding lead", "millrace",
           "millrace_safeguarding", "school_deputy", "Finds an alert about a pupil before the school day starts."),
    Member("ig_lead", "Tobias Stonefallow", roles.IG_LEAD, "Information-governance lead", "city", "city_information", "",
           "Asks who may see a child's records, who has seen them, and why."),
    Member("data_steward", "Renuka Millhaven", roles.DATA_STEWARD, "Data steward", "city", "city_records", "",
           "Reads in the council's return, and decides whether two records are one child."),
    Member("analyst", "Jonah Kirkhollow", roles.ANALYST, "Performance analyst", "city", "city_office", "",
           "Opens the scorecard and the yearly report, and how each number is counted. Sees no child's record."),
    Member("front_door", "Gethin Oakenholt", roles.FRONT_DOOR, "Front-door practitioner", "city", "city_front_door",
           "", "Decides on a new concern: who is this child, who knows them."),
    Member("nurse", "Sunniva Wheatgarth", roles.HEALTH, "Looked-after children nurse", "community",
           "community_looked_after", "night_nurse", "Sees the health side: what was agreed, and for whom."),
    Member("interviewer", "Delyth Shelbrook", roles.INTERVIEWER, "Independent interviewer", "voices",
           "voices_interviews", "interviewer_deputy",
           "Hears children who came back, apart from council and home: sees those her team was asked to hear."),
    Member("partnership_manager", "Olu Merrowdale", roles.PARTNERSHIP_MANAGER, "Business manager", "city",
           "city_office", "", "Runs meetings, actions and the yearly report."),
    Member("scrutineer", "Ingrid Hallowmere", roles.SCRUTINEER, "Independent scrutineer", "city", "city_scrutiny", "",
           "Reads the numbers and the evidence, and changes nothing."),
    Member("custodian", "Harriet Netherfen", roles.CUSTODIAN, "Custodian", "city", "city_custody", "",
           "Is told quietly when a search touches a sealed child, and answers."),
    Member("far_officer", "Fenella Vixendale", roles.POLICE_MISSING, "Missing coordinator", "far_police",
           "far_police_missing", "far_officer_deputy", "An officer of another force: sees the one child who was found in that force's area."),
)  # fmt: skip

STRANGER = Member(
    "stranger", "Corin Thistledown", roles.SOCIAL_WORKER, "Social worker", "far_council", "far_social_work", "",
    "A social worker of another council: nothing of these children is theirs to see.",
)  # fmt: skip

# Of each school and home beside those of the cast: its lead or manager, and the deputy.
SCHOOL_PEOPLE = (
    ("foundry", "Cerys Danesbrook", "Sorcha Ellerbeck"), ("lockside", "Bilal Farrowby", "Tunde Elmswater"),
    ("curlew", "Greta Quarrydene", "Piers Glenholt"), ("saltern", "Dafydd Ivelbrook", "Maud Yewbarrow"),
    ("beacon", "Miriam Wychmere", "Anil Swallowmere"), ("quayfield", "Leonie Barrowgate", "Amos Flaxmere"),
    ("tannery", "Sanjay Emberley", "Ottilie Wainshaw"), ("heronsford", "Ida Chalkfield", "Kwame Lingcroft"),
    ("cutlers", "Esme Cornbeck", "Rhys Thistleby"), ("longmarsh", "Noor Hempworth", "Gwilym Draycote"),
    ("dunmoor", "Zainab Marlthorpe", "Lachlan Quillshaw"), ("peatling", "Perpetua Oatley", "Samir Brambleden"),
)  # fmt: skip
HOME_PEOPLE = (
    ("kettle_house", "Agnes Umberdale", "Farid Rookhurst"), ("marl_lodge", "Conall Sedgeham", "Thandi Claymore"),
    ("swallow_court", "Beatrix Yarrowick", "Ivor Mistholt"), ("withy_house", "Hester Vetchfield", "Obi Tarnridge"),
    ("stonecrop", "Magnus Alderby", "Priya Nettlecote"),
)  # fmt: skip

COLLEAGUES = (
    Member("far_officer_deputy", "Walter Emberholm", roles.POLICE_MISSING, "Missing persons officer", "far_police",
           "far_police_missing"),
    Member("council_missing_deputy", "Aled Brindlow", roles.COUNCIL_MISSING, "Missing support officer", "city", "city_missing"),
    Member("social_worker_deputy", "Ffion Calderstow", roles.SOCIAL_WORKER, "Team manager", "city", "city_social_work"),
    Member("night_social_worker", "Desmond Greyfallow", roles.SOCIAL_WORKER, "Emergency duty worker", "city", "city_night"),
    Member("night_manager", "Carys Whinmoor", roles.SOCIAL_WORKER, "Emergency duty manager", "city", "city_night"),
    Member("school_liaison", "Bronwen Lakefold", roles.POLICE_MISSING, "School liaison officer", "police",
           "police_schools"),
    Member("school_liaison_deputy", "Piran Dunmarsh", roles.POLICE_MISSING, "School liaison officer", "police",
           "police_schools"),
    Member("county_missing", "Bethan Ridgewater", roles.COUNCIL_MISSING, "Missing coordinator", "county", "county_missing",
           "county_social_worker"),
    Member("county_social_worker", "Rafael Eastermoor", roles.SOCIAL_WORKER, "Social worker", "county", "county_social_work"),
    Member("county_front_door", "Marnie Pendlewick", roles.FRONT_DOOR, "Front-door practitioner", "county", "county_front_door"),
    Member("county_night_worker", "Silas Wolderby", roles.SOCIAL_WORKER, "Emergency duty worker", "county", "county_night"),
    Member("county_night_manager", "Noor Haverleigh", roles.SOCIAL_WORKER, "Emergency duty manager", "county", "county_night"),
    Member("county_data_steward", "Anwen Reedham-Vale", roles.DATA_STEWARD, "Data steward", "county", "county_records"),
    Member("police_missing_deputy", "Petra Larkmead", roles.POLICE_MISSING, "Missing persons officer", "police", "police_missing"),
    Member("police_control", "Winston Tarnside", roles.POLICE_MISSING, "Control room supervisor", "police", "police_control"),
    Member("police_control_second", "Jago Mireland", roles.POLICE_MISSING, "Control room operator", "police", "police_control"),
    Member("police_data_steward", "Kezia Cressgate", roles.DATA_STEWARD, "Data steward", "police", "police_missing"),
    Member("interviewer_deputy", "Marcus Windermarsh", roles.INTERVIEWER, "Independent interviewer", "voices",
           "voices_interviews"),
    Member("interviewer_on_call", "Eluned Stannowby", roles.INTERVIEWER, "On-call interviewer", "voices",
           "voices_on_call"),
    Member("night_nurse", "Emeka Fallowden", roles.HEALTH, "On-call nurse", "community", "community_on_call"),
    Member("home_deputy", "Rosalind Garthside", roles.HOME_MANAGER, "Deputy manager", "ash_house", "ash_house_staff"),
    Member("county_home_manager", "Lorcan Wrenfield", roles.HOME_MANAGER, "Registered manager", "sedge_lodge", "sedge_lodge_staff",
           "county_home_deputy"),
    Member("county_home_deputy", "Imani Skelderby", roles.HOME_MANAGER, "Deputy manager", "sedge_lodge", "sedge_lodge_staff"),
    Member("school_deputy", "Hugo Lathermoor", roles.SCHOOL_LEAD, "Deputy safeguarding lead", "millrace", "millrace_safeguarding"),
    *(
        Member(f"{school}_lead", name, roles.SCHOOL_LEAD, "Designated safeguarding lead", school,
               f"{school}_safeguarding", f"{school}_deputy")
        for school, name, _ in SCHOOL_PEOPLE
    ),
    *(
        Member(f"{school}_deputy", name, roles.SCHOOL_LEAD, "Headteacher", school, f"{school}_safeguarding")
        for school, _, name in SCHOOL_PEOPLE
    ),
    *(
        Member(f"{home}_manager", name, roles.HOME_MANAGER, "Registered manager", home, f"{home}_staff", f"{home}_deputy")
        for home, name, _ in HOME_PEOPLE
    ),
    *(
        Member(f"{home}_deputy", name, roles.HOME_MANAGER, "Deputy manager", home, f"{home}_staff")
        for home, _, name in HOME_PEOPLE
    ),
    # A second in each team of one: an alert to them reaches somebody while they are away.
    Member("front_door_deputy", "Tamsin Marrowdale", roles.FRONT_DOOR, "Front-door practitioner", "city", "city_front_door"),
    Member("ig_lead_deputy", "Edda Larchfold", roles.IG_LEAD, "Deputy information-governance lead", "city", "city_information"),
    Member("data_steward_deputy", "Joss Wickenholt", roles.DATA_STEWARD, "Deputy data steward", "city", "city_records"),
    Member("custodian_deputy", "Maeve Tarnbeck", roles.CUSTODIAN, "Deputy custodian", "city", "city_custody"),
    Member("scrutineer_deputy", "Alun Fernhollow", roles.SCRUTINEER, "Deputy independent scrutineer", "city", "city_scrutiny"),
)  # fmt: skip
EVERYBODY = (*CAST, STRANGER, *COLLEAGUES)
