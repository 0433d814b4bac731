"""A missing child arrives at school: the school's named lead says so, and sees no more of the absence for it.

What opens this is what the lead knows already: that their own school told of the absence, or an alert about it that was
put before them and not recalled.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import SCHOOL_LEAD
from lapwing.access.viewer import current
from lapwing.cases.missing import changes, queries
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.forms import ArrivedForm
from lapwing.cases.missing.models import Account
from lapwing.people import queries as people
from lapwing.web.errors import too_late
from lapwing.web.once import only_once
from lapwing.work.alerts import queries as alerts
from lapwing.work.alerts.models import Alert

PURPOSE = "find_missing"
OVER = "This child is back, as somebody told meanwhile."


def _known(absence: uuid.UUID) -> Account | Alert:
    """By what the viewer knows of an absence: their own school's account of it, or an alert that they opened."""
    account = Account.objects.filter(absence=absence, agency=current().agency, withdrawn_at=None).first()
    if account is not None:
        return account
    alert = queries.put_before_us([absence]).get(absence)
    if alert is None or not alerts.read_by([alert], current().seat):
        raise Http404
    return alert


@door(SCHOOL_LEAD, purpose=PURPOSE, words="Say that a missing pupil has arrived, or is back home")
@require_http_methods(["GET", "POST"])
@only_once("missing_report", adds=True)
def absence_arrived(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    known = _known(key)
    back = reverse("alert", args=[known.pk]) if isinstance(known, Alert) else reverse("missing_report")
    if isinstance(known, Alert) and known.state == Alert.State.ENDED:
        return too_late(request, OVER, back)
    form = ArrivedForm.open(request)
    form.began = known.began if isinstance(known, Account) else None
    if request.method == "POST" and form.is_valid():
        changes.record_located([_located(key, form.cleaned_data, str(request.seat.agency))])  # type: ignore[attr-defined]
        messages.success(request, "Recorded. Those who look for the child read it at once.")
        return redirect(back)
    context = {
        "form": form, "child": people.summary(people.child_of(known.person)), "heading": "Where is the child now?",
        "words": "Record it", "back": back,
        "lede": "The police and the council read it on their board at once. It opens no more of the absence to you.",
    }  # fmt: skip
    return render(request, "missing/form.html", context)


def _located(absence: uuid.UUID, said: dict[str, Any], school: str) -> Located:
    place = school if said["kind"] == "found" else ""
    return Located(absence, said["kind"], said["at"], place=place, how=said["how"])
