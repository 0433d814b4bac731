"""What *Today* says to those who read numbers: as of when they stand, and whom nobody has heard from."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from lapwing.access.doors import opens
from lapwing.access.viewer import current
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures.periods import Period, Quarter, Year
from lapwing.rules.moments import Moment


def panel(request: HttpRequest) -> dict[str, Any] | None:
    """The newest snapshot, and the agencies that have not told about the quarter that ended last."""
    newest = Snapshot.objects.first()
    if newest is None:
        return None
    lines = [(f"Missing children, as it stood {Moment(newest.taken_at).words}", reverse("scorecard_missing"))]
    if silent := newest.coverage.missing(_last_quarter()):
        words = f"Not told about the last whole quarter: {', '.join(silent)}"
        seen = "snapshot" if opens("snapshot", current().role) else "scorecard_missing"  # both say how far each told
        lines.append((words, reverse(seen)))
    lines.append(("The yearly report", reverse("report")))
    return {"lines": lines}


def _last_quarter() -> Period:
    today = timezone.localdate()
    number = (today.month - 4) % 12 // 3 + 1
    year = today.year - (today.month < 4)
    return Quarter(year, number - 1) if number > 1 else Quarter(Year(year - 1).start, 4)
