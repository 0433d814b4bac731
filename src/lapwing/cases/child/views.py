"""One child: the page that gathers what every room knows; why the reader may see it; and the versions of a record."""

import uuid
from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from lapwing.access.doors import door
from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    FRONT_DOOR,
    HEALTH,
    HOME_MANAGER,
    IG_LEAD,
    PARTNERSHIP_MANAGER,
    POLICE_MISSING,
    SCHOOL_LEAD,
    SCRUTINEER,
    SOCIAL_WORKER,
)
from lapwing.access.viewer import current
from lapwing.cases.child import circle, history, presenters
from lapwing.cases.child.forms import ChronologyFilter
from lapwing.people import queries as people

READERS = (
    SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, HOME_MANAGER, SCHOOL_LEAD, HEALTH, PARTNERSHIP_MANAGER,
    SCRUTINEER, IG_LEAD, CUSTODIAN,
)  # fmt: skip
PURPOSE = "protect"


def _child(child: uuid.UUID, persons: Collection[uuid.UUID] | None = None) -> people.Summary:
    """From what the reader may see. A child of whom they may see nothing is not there: sealed or never told."""
    who = people.summary(child, persons)
    if not who.told and not circle.stands_in(child, current()):
        raise Http404
    return who


@door(*READERS, purpose=PURPOSE, words="See one child, as far as your place and role reach")
@require_GET
def child(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    persons = people.persons_of(child)
    who, chosen = _child(child, persons), ChronologyFilter(request.GET)
    content = presenters.page(who, persons, current(), chosen, request.GET.get("page"))
    return render(request, "child/child.html", content)


@door(*READERS, purpose=PURPOSE, words="See why you may see a child, who else may, and what was decided about sharing")
@require_GET
def child_why(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = _child(child)
    return render(request, "child/why.html", {"child": who, **circle.page(who, current())})


@door(*READERS, purpose=PURPOSE, words="See every version of a record, with before and after")
@require_GET
def record_history(request: HttpRequest, what: str, key: uuid.UUID) -> HttpResponse:
    if what not in history.RECORDS:
        raise Http404
    record = get_object_or_404(history.RECORDS[what].model.objects.select_related("agency"), pk=key)
    return render(request, "child/record.html", history.page(what, record))
