"""The page of one child's patterns."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lapwing.access.doors import door
from lapwing.cases.missing.presenters import pattern_page
from lapwing.cases.missing.views import FIND, WATCHERS


@door(*WATCHERS, purpose=FIND, words="See what repeats when a child goes missing, each sentence with its proof")
@require_GET
def child_patterns(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    """A child of whose absences the reader sees none is not there."""
    found = pattern_page.page(child, timezone.now())
    if found is None:
        raise Http404
    return render(request, "missing/patterns.html", found)
