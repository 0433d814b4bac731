"""Lateness, each minute."""

from lapwing.access.viewer import clockwork
from lapwing.work.deadlines import changes
from lapwing.work.jobs import every


@every("* * * * *", "mark_late")
def mark_late() -> None:
    """Mark the clocks whose time has passed, in sets, each committed before the next."""
    while True:
        with clockwork("mark_late"):
            if not changes.mark_late():
                return
