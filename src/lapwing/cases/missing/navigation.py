"""Where the pages about missing children stand in the menu."""

from lapwing.access.roles import INTERVIEWER, SCHOOL_LEAD
from lapwing.cases.missing.adulthood import views as adulthood
from lapwing.cases.missing.heard.intelligence_views import READERS
from lapwing.cases.missing.views import WATCHERS
from lapwing.web import navigation


def start() -> None:
    navigation.register("Interviews asked of us", "interviews_asked", 6, INTERVIEWER)
    navigation.register("Missing now", "missing_board", 5, *WATCHERS)
    navigation.register("Report a child missing", "missing_report", 5, SCHOOL_LEAD)
    navigation.register("For the police", "intelligence_list", 27, *READERS, section=navigation.CHILDREN)
    navigation.register("Turning 18", "handovers", 28, *adulthood.READERS, section=navigation.CHILDREN)
