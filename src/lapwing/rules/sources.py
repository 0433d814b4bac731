"""Where a rule comes from, and who has read it.

A rule that nobody has read in the original is *unverified*: it may still be right, and the page that uses it says so.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mark(StrEnum):
    """How we know what a source says."""

    SEEN = "S"
    """Seen in the text of a page."""
    LOCAL_REPORT = "L"
    """Seen in one of the two partnerships' yearly reports."""
    GENERAL = "G"
    """From general knowledge of the field: nobody has checked it."""
    OWN = "D"
    """This project's own, made from what the sources say."""


class Force(StrEnum):
    """What binds people to a rule."""

    STATUTE = "law"
    STATUTORY_GUIDANCE = "statutory guidance"
    GUIDANCE = "guidance, not statute"
    LOCAL = "local practice"


@dataclass(frozen=True)
class Page:
    """A page that was read. `key` is what citations use, `words` its public name, `address` where it stands."""

    key: str
    words: str
    address: str


@dataclass(frozen=True)
class Publication:
    """A document in force between dates (both included).

    None as first day: when it began is not known. None as last: nothing has replaced it so far as is known.
    `dates_note` says what is uncertain about the dates.
    """

    key: str
    title: str
    force: Force
    in_force_from: date | None
    in_force_until: date | None = None
    dates_note: str = ""

    def in_force_on(self, day: date) -> bool:
        """Whether it is the edition in force on a day."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_until is None or day <= self.in_force_until)


@dataclass(frozen=True)
class Citation:
    """Where in a publication a rule stands, how we know, and in which pages it was read.

    `restated` is true where what was read is a page that restates the publication, not the publication itself.
    """

    place: str
    mark: Mark
    pages: tuple[Page, ...] = ()
    restated: bool = False

    @property
    def verified(self) -> bool:
        """Whether somebody has read the rule in the original."""
        return self.mark is not Mark.GENERAL and not self.restated

    @property
    def caution(self) -> str:
        """What a page says beside a rule that is not verified; empty where it is."""
        if self.mark is Mark.GENERAL:
            return "Unverified: from general knowledge; nobody has read this in the source."
        if self.restated:
            names = "; ".join(page.words for page in self.pages)
            return f"Unverified: not read in the original, only where others restate it ({names})."
        return ""


def restated(place: str, *pages: Page) -> Citation:
    """A rule read only in pages that restate the original."""
    return Citation(place, Mark.SEEN, pages, restated=True)


def in_report(place: str, *pages: Page) -> Citation:
    """A local rule, read in the yearly report of the partnership that practises it."""
    return Citation(place, Mark.LOCAL_REPORT, pages)


def unread(place: str) -> Citation:
    """A rule from general knowledge."""
    return Citation(place, Mark.GENERAL)


NOT_SEEN = "place not seen"
UNCHANGED = "text not seen; taken to be unchanged"

# Working Together to Safeguard Children: a case is judged by the edition in force on the day it was triggered.

WT2013 = Publication(
    "WT2013",
    "Working Together to Safeguard Children 2013, with its 2015 edition",
    Force.STATUTORY_GUIDANCE,
    date(2013, 4, 15),
    date(2018, 7, 3),
    "First day from general knowledge.",
)
WT2018 = Publication(
    "WT2018",
    "Working Together to Safeguard Children 2018",
    Force.STATUTORY_GUIDANCE,
    date(2018, 7, 4),
    date(2020, 12, 8),
)
WT2020 = Publication(
    "WT2020",
    "Working Together to Safeguard Children 2018, updated December 2020",
    Force.STATUTORY_GUIDANCE,
    date(2020, 12, 9),
    date(2023, 12, 14),
    "A limited factual update of December 2020; its day is from general knowledge.",
)
WT2023 = Publication(
    "WT2023",
    "Working Together to Safeguard Children 2023",
    Force.STATUTORY_GUIDANCE,
    date(2023, 12, 15),
    date(2026, 3, 17),
)
WT2026 = Publication(
    "WT2026",
    "Working Together to Safeguard Children 2026",
    Force.STATUTORY_GUIDANCE,
    date(2026, 3, 18),
)

MISSING_2014 = Publication(
    "MISSING2014",
    "Statutory guidance on children who run away or go missing from home or care (January 2014)",
    Force.STATUTORY_GUIDANCE,
    date(2014, 1, 1),
    dates_note="January 2014, the day not seen; still current as far as found.",
)
POLICE_APP = Publication(
    "APP",
    "College of Policing, authorised professional practice: missing persons",
    Force.GUIDANCE,
    None,
    dates_note="When it began is not known.",
)
CITY_REPORT = Publication(
    "L1",
    "Nottingham City Safeguarding Children Partnership, annual report 2019/20",
    Force.LOCAL,
    None,
    dates_note="In use in 2019/20; when it began, and whether it still runs, is not stated.",
)

# Pages that were read

AREA_DECISION = Publication("area", "An area's own decision", Force.LOCAL, None)

WFLACK = Page("wflack", "a restatement of Working Together 2013", "wflack.com")
SPEAKCASE = Page(
    "speak",
    "SpeakCase, assessment timescales in children's services",
    "speakcase.app/blog/assessment-timescales-childrens-services",
)
TRIX_GLOSSARY = Page("trixgl", "tri.x glossary, assessment", "proceduresonline.com/toolkit/glossary/a/cs-assessment")
NOTTINGHAM_ASSESSMENT = Page(
    "ncca",
    "Nottingham City children's procedures, referral and assessment",
    "nottinghamcitychildcare.proceduresonline.com/chapters/p_refer_and_assess.html",
)
KNOWSLEY = Page("knows", "Knowsley, single assessment (2017)", "knowsleychildcare p_single_assessment.html")
SOLIHULL = Page("sol", "Solihull, initial child protection conferences", "solihulllscb p_init_CP_conf.html")
WARRINGTON = Page("warr", "Warrington Safeguarding Partnerships", "warringtonsafeguardingpartnerships.org.uk")
NOTTINGHAMSHIRE_CONFERENCE = Page(
    "notts-icpc",
    "Nottinghamshire children's services procedures, child protection conference (July 2024)",
    "nottinghamshirecs.trixonline.co.uk/chapter/child-protection-conference",
)
CENSUS_GUIDE = Page(
    "ssd",
    "Standard safeguarding dataset, quoting the children in need census guide",
    "github.com/data-to-insight/ssd-data-model",
)
FAMILY_RIGHTS_GROUP = Page("frg", "Family Rights Group, core group meeting", "frg.org.uk core-group-meeting")
NEWCASTLE = Page("newc", "Newcastle, core groups", "newcastlechildcare g_core_group.html")
REVIEW_CONFERENCE = Page("rcpc1", "a review conference procedure", "studylib.net/doc/6806749")
SHEFFIELD = Page("sheff", "Sheffield, child protection review conferences", "sheffieldscb p_cp_rev_conf.html")
GREATER_MANCHESTER = Page(
    "gm",
    "Greater Manchester, child protection review conferences",
    "greatermanchesterscp.trixonline.co.uk/chapter/child-protection-review-conferences",
)
LONDON = Page(
    "brom",
    "London Child Protection Procedures 4.1.22 (2017), as Bromley gives them",
    "bromleychildcare p_ch_prot_conf.html",
)
CROYDON_RETURN = Page("croy", "Croydon return interview form", "docest.com/doc/205553")
RETURN_FORM = Page("knrhi", "a return interview form", "docsbay.net/appendix-2-return-interview-form")
MISSING_PEOPLE = Page("mp-prev", "Missing People, prevention interviews", "missingpeople.org.uk")
PANEL_QUESTIONS = Page(
    "panel-faq",
    "Child Safeguarding Practice Review Panel, frequently asked questions",
    "childsafeguarding.independent-panel.uk/about/faqs/",
)
NE_LINCOLNSHIRE = Page(
    "nelincs",
    "North East Lincolnshire, child safeguarding practice reviews",
    "nelincsscp.trixonline.co.uk/chapter/child-safeguarding-practice-reviews",
)
LIVERPOOL_REVIEWS = Page(
    "liv2", "Liverpool, local reviews", "liverpoolscp.org.uk/scp/liverpool-case-reviews/local-reviews"
)
NORTH_YORKSHIRE = Page(
    "nyscp", "North Yorkshire, rapid review process", "safeguardingchildren.co.uk rapid-review-process"
)
SLOUGH = Page("slough", "Slough Safeguarding Partnership", "sloughsafeguardingpartnership.org.uk")
DEVON = Page("dev", "Devon, rapid review process flowchart", "devonscp.org.uk rapid-review-process-flowchart")
PLYMOUTH = Page("plym", "Plymouth, rapid reviews", "plymouthscb.co.uk/?p=10346")
TRAFFORD = Page("traff", "Trafford, quoting the Panel (2020)", "traffordsafeguardingpartnership.org.uk 2020")
LUTON_ALLEGATIONS = Page("luton", "Luton, allegations against people who work with children", "m.luton.gov.uk")
SHEFFIELD_ALLEGATIONS = Page("sheffl", "Sheffield, allegations against staff", "sheffieldscb p_all_against")
BARKING_ALLEGATIONS = Page("lbbd", "Barking and Dagenham, the designated officer", "lbbd.gov.uk lado")
CITY = Page("L1", "Nottingham City Safeguarding Children Partnership, annual report 2019/20", "")
COUNTY = Page("L2", "Nottinghamshire Safeguarding Children Partnership, annual report 2023/24", "")
