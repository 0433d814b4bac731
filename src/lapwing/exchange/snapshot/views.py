"""What the snapshot holds, and what each agency has not sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lapwing.access.doors import door
from lapwing.access.roles import ANALYST, IG_LEAD, PARTNERSHIP_MANAGER
from lapwing.exchange.snapshot import presenters
from lapwing.exchange.snapshot.files import written
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.web.paging import Pages

MOST_LISTED = 12


@door(
    ANALYST, PARTNERSHIP_MANAGER, IG_LEAD, purpose="performance", words="What the snapshot holds, and what is missing"
)
@require_GET
def snapshot(request: HttpRequest) -> HttpResponse:
    latest = Snapshot.objects.first()
    if latest is None:
        return render(request, "snapshot/none.html")
    before = Pages(Snapshot.objects.exclude(pk=latest.pk), MOST_LISTED).get_page(request.GET.get("page"))
    page = {
        "latest": latest,
        "taken": latest.taken_at,
        "size": presenters.size(latest),
        "told": presenters.told(latest),
        "living": presenters.living(latest),
        "columns": presenters.COLUMNS,
        "schedule": presenters.schedule(latest, timezone.now()),
        "written": presenters.written_words(written(latest)),
        "files": sorted(latest.digests.items()),
        "before": before,
        "earlier": [(one.taken_at, presenters.size(one)) for one in before.object_list],
    }
    return render(request, "snapshot/snapshot.html", page)
