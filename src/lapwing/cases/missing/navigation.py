"""Where the pages about missing children stand in the menu."""

from lapwing.cases.missing.views import WATCHERS
from lapwing.web.navigation import register


def start() -> None:
    register("Missing now", "missing_board", 20, *WATCHERS)
