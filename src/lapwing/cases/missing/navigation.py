"""Where the pages about missing children stand in the menu."""

from lapwing.cases.missing.adulthood import views as adulthood
from lapwing.cases.missing.heard.intelligence_views import READERS
from lapwing.cases.missing.views import WATCHERS
from lapwing.web.navigation import register


def start() -> None:
    register("Missing now", "missing_board", 20, *WATCHERS)
    register("For the police", "intelligence_list", 27, *READERS)
    register("Turning 18", "handovers", 28, *adulthood.READERS)
