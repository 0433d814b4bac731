"""Alerts that nobody has: every one on the route was told and none took it on, or a check holds it back.

They are owed by the agency that raised them. Its coordinators have them on *Today* and on the morning's tasking, each
alert once, until somebody takes it on, sends it elsewhere, recalls it, or telephones and records the call.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet, TextField
from django.http import HttpRequest
from django.urls import reverse

from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    FRONT_DOOR,
    HEALTH,
    HOME_MANAGER,
    POLICE_MISSING,
    SCHOOL_LEAD,
)
from lapwing.access.viewer import current
from lapwing.web.parts import when
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.rows import STILL_OPEN
from lapwing.work.tasking import Task

OWNERS = (COUNCIL_MISSING, POLICE_MISSING, FRONT_DOOR, HEALTH, HOME_MANAGER, SCHOOL_LEAD, CUSTODIAN)
NOBODY = "nobody"
ON_PANEL = 5


def stranded() -> QuerySet[Alert]:
    """Those of the viewer's agency, the last told of each chain, urgent and longest waiting first."""
    of_chain = Alert.objects.filter(chain=OuterRef("chain")).alias(
        asked=ExpressionWrapper(OuterRef("state"), TextField())
    )
    goes_on = Q(state=Alert.State.ACKNOWLEDGED) | Q(state__in=STILL_OPEN, escalates_at__isnull=False)
    # One question for both, which policies make dear: one that is held back is nobody's, whoever took on another.
    settled = of_chain.filter(Q(step__gt=OuterRef("step")) | goes_on & ~Q(asked=Alert.State.HELD))
    ours = Alert.objects.filter(agency=current().agency, escalates_at=None, called_at=None)
    last = ours.filter(~Exists(settled), state__in=[Alert.State.HELD, *STILL_OPEN])
    return last.select_related("agency").order_by("-urgent", "raised_at", "pk")


def is_stranded(alert: Alert) -> bool:
    return stranded().filter(chain=alert.chain).exists()


def panel(_: HttpRequest) -> dict[str, Any] | None:
    """What *Today* says of them; None where there is none. No child is named before an alert is looked at."""
    waiting = stranded()
    found = list(waiting[:ON_PANEL])
    lines = [
        (f"{kind_of(one.kind).words}, raised {when(one.raised_at)}", reverse("alert", args=[one.pk])) for one in found
    ]
    if len(found) == ON_PANEL and (more := waiting.count() - ON_PANEL) > 0:
        lines.append((f"{more} more: all of them", f"{reverse('alerts_sent')}?state={NOBODY}"))
    return {"lines": lines} if lines else None


def tasks() -> Sequence[Task]:
    """The same for the morning's tasking."""
    rows = stranded().values_list("kind", "person", "pk", "raised_at")
    return [Task(kind_of(kind).words, person, reverse("alert", args=[key]), at) for kind, person, key, at in rows]
