"""Pages of the handover to adult services."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, CUSTODIAN, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.cases.missing.adulthood import changes, forms, presenters, queries
from lapwing.cases.missing.adulthood.models import Handover
from lapwing.cases.missing.changes import Stale
from lapwing.people import queries as people
from lapwing.rules.moments import Moment
from lapwing.web.errors import too_late
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.web.paging import LongList

WRITERS = (SOCIAL_WORKER, COUNCIL_MISSING, CUSTODIAN)
READERS = (*WRITERS, POLICE_MISSING)
PURPOSE = "protect"
A_PAGE = 30
CHANGED = "Somebody else changed this meanwhile. Look at it, then send yours again."


@door(*READERS, purpose=PURPOSE, words="See who turns 18 with an open risk, and who takes it on")
@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    page = LongList(queries.still_open(), A_PAGE).get_page(request.GET.get("page"))
    ended = LongList(queries.ended_before(timezone.localdate()), A_PAGE).get_page(request.GET.get("ended"))
    context = {
        "page": page, "lines": presenters.lines(list(page)), "ended": ended, "over": presenters.lines(list(ended)),
    }  # fmt: skip
    return render(request, "missing/handovers.html", context)


@door(*READERS, purpose=PURPOSE, words="See one handover to an adult service")
@require_GET
def handover(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Handover.objects.select_related("agency"), pk=key)
    child = people.child_of(row.person)
    context = {
        "row": row, "child": people.summary(child), "child_url": reverse("child", args=[child]),
        "facts": presenters.facts(row), "line": presenters.lines([row])[0],
        "may_write": current().role in {role.key for role in WRITERS},
        "history": reverse("record_history", args=["handover", row.pk]),
        "is_told": row.state == Handover.State.TOLD,
    }  # fmt: skip
    return render(request, "missing/handover.html", context)


def _act(
    request: HttpRequest, key: uuid.UUID, make: Callable[[Handover], Form], act: Callable[[Handover, Any], None],
    heading: str, words: str,
) -> HttpResponse:  # fmt: skip
    """A form about a handover that is still open, which does one act and goes back."""
    row = get_object_or_404(Handover, pk=key)
    form = make(row)
    if request.method == "POST" and form.is_valid():
        try:
            act(row, form.cleaned_data)
        except Stale:
            row.refresh_from_db()
            form.too_late(CHANGED, version=row.version)
        except (LookupError, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded. What it said before stays in its history.")
            return redirect("handover", key)
    context = {"form": form, "heading": heading, "words": words, "back": reverse("handover", args=[key]),
               "child": people.summary(people.child_of(row.person))}  # fmt: skip
    return render(request, "missing/form.html", context)


@door(*WRITERS, purpose=PURPOSE, words="Record which adult service was told")
@require_http_methods(["GET", "POST"])
@only_once("handovers")
def handover_tell(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    def make(row: Handover) -> Form:
        initial = {"service": row.service, "contact": row.contact, "at": row.told or Moment.now(),
                   "passed_on": row.passed_on, "version": row.version}  # fmt: skip
        return forms.ServiceForm.open(request, initial=initial)

    return _act(
        request, key, make, lambda row, said: changes.tell_service(row, **said), "Which adult service was told?",
        "Record it",
    )  # fmt: skip


@door(*WRITERS, purpose=PURPOSE, words="Record that an adult service took it on")
@require_http_methods(["GET", "POST"])
@only_once("handovers")
def handover_taken_on(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    def make(row: Handover) -> Form:
        return forms.TakenOnForm.open(request, initial={"at": Moment.now(), "version": row.version})

    return _act(
        request, key, make, lambda row, said: changes.taken_on(row, **said), "Who took it on?", "Record it"
    )  # fmt: skip


@door(*WRITERS, purpose=PURPOSE, words="Record why no adult service is needed")
@require_http_methods(["GET", "POST"])
@only_once("handovers")
def handover_not_needed(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    def make(row: Handover) -> Form:
        return forms.NotNeededForm.open(request, initial={"version": row.version})

    def act(row: Handover, said: dict[str, Any]) -> None:
        changes.not_needed(row, said["reason"], version=said["version"])

    return _act(request, key, make, act, "Why is no adult service needed?", "Record it")


@door(*WRITERS, purpose=PURPOSE, words="Open a handover again that was ended in error")
@require_POST
@only_once("handovers")
def handover_open_again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    try:
        changes.open_again(get_object_or_404(Handover, pk=key))
    except LookupError as refusal:
        return too_late(request, str(refusal), reverse("handover", args=[key]))
    messages.success(request, "Open again. What it said before stays in its history.")
    return redirect("handover", key)
