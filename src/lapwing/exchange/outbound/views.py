"""Pages about lists of children that leave: ask, approve, fetch; and the return's missing file."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lapwing.access import viewer
from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, IG_LEAD, POLICE_MISSING
from lapwing.exchange.outbound import absences, changes, presenters, queries, ssda903
from lapwing.exchange.outbound.changes import NotNow, Wanted
from lapwing.exchange.outbound.forms import AskForList, AskForReturn, Refuse, last_month
from lapwing.exchange.outbound.models import Disclosure
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.work.disclosing import MOST_ALONE

UNPROCESSABLE, CONFLICT = 422, 409
MOST_SHOWN = 50


@door(COUNCIL_MISSING, POLICE_MISSING, DATA_STEWARD, IG_LEAD, purpose="disclosure",
      words="See which lists of children your agency took out, ask for one, and decide about another's")  # fmt: skip
@require_http_methods(["GET", "POST"])
@only_once("lists")
def lists(request: HttpRequest) -> HttpResponse:
    form = _asking(request)
    if form.is_bound and form.is_valid() and _ask(form, Wanted(what=Disclosure.What.ABSENCES, **form.cleaned_data)):
        return redirect("lists")
    return _register(request, form, status=UNPROCESSABLE if form.errors else 200)


def _asking(request: HttpRequest) -> AskForList:
    return AskForList.open(request, address=reverse("lists"), initial=last_month())


def _refusing(request: HttpRequest, one: presenters.Shown) -> Refuse | None:
    """A form for each list that the reader may decide about; on the page of an answer too, as it was typed."""
    if not one.may_decide:
        return None
    key = one.row.pk
    return Refuse.open(request, address=reverse("lists_decide", args=[key]), auto_id=f"{key}-%s")


def _ask(form: Form, wanted: Wanted) -> bool:
    try:
        changes.ask(wanted)
    except ValueError as error:
        form.add_error(None, str(error))
        return False
    return True


def _register(request: HttpRequest, form: Form, *, trouble: str = "", status: int = 200) -> HttpResponse:
    page = Pages(queries.lists(), 20).get_page(request.GET.get("page"))
    content = {
        "form": form, "page": page, "trouble": trouble, "most_alone": MOST_ALONE,
        "shown": [(one, _refusing(request, one)) for one in presenters.shown(page)],
        "may_ask": request.seat.role != IG_LEAD.key, "may_return": _is_council(request),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "outbound/lists.html", content, status=status)


@door(COUNCIL_MISSING, DATA_STEWARD, purpose="return",
      words="See what your council's SSDA903 missing file would hold, and ask for it")  # fmt: skip
@require_http_methods(["GET", "POST"])
@only_once("lists")
def missing_return(request: HttpRequest) -> HttpResponse:
    if not _is_council(request):
        raise Http404
    form = AskForReturn.open(request, initial={"year": request.GET.get("year")})
    year = ssda903.year_of(form.first_day) if form.is_bound and form.is_valid() else _year(request)
    if form.is_bound and form.is_valid() and _ask(form, _the_return(form, year)):
        return redirect("lists")
    content = _about_return(absences.prepared(year), year) | {"form": form}
    return render(request, "outbound/return.html", content, status=UNPROCESSABLE if form.errors else 200)


def _is_council(request: HttpRequest) -> bool:
    """Councils alone make the return, and their coordinators and stewards alone ask for it."""
    seat = request.seat  # type: ignore[attr-defined]
    return seat.agency.kind == "local_authority" and seat.role in {COUNCIL_MISSING.key, DATA_STEWARD.key}


def _year(request: HttpRequest) -> ssda903.Year:
    asked = request.GET.get("year", "")
    known = {key for key, _ in AskForReturn().fields["year"].choices}  # type: ignore[attr-defined]
    return ssda903.Year(int(asked)) if asked in known else ssda903.year_of(timezone.localdate())


def _the_return(form: AskForReturn, year: ssda903.Year) -> Wanted:
    return Wanted(
        what=Disclosure.What.RETURN, form=Disclosure.Form.CSV, purpose="return",
        recipient=form.cleaned_data["recipient"], since=year.first, until=year.last,
    )  # fmt: skip


def _about_return(prepared: ssda903.Prepared, year: ssda903.Year) -> dict[str, Any]:
    """How many rows, and which must wait: by the council's own reference, which is what its own system knows."""
    viewer.show(one.told.person for one in prepared.waiting[:MOST_SHOWN])
    kinds = {"M": "missing from care", "A": "away without authorisation"}
    counted = [(sum(row.code == code for row in prepared.rows), words) for code, words in kinds.items()]
    return {
        "year": year, "rows": len(prepared.rows), "counted": counted, "waiting": prepared.waiting[:MOST_SHOWN],
        "more": max(0, len(prepared.waiting) - MOST_SHOWN), "open": sum(row.ended is None for row in prepared.rows),
        "number_waiting": len(prepared.waiting), "outside": prepared.outside,
    }  # fmt: skip


@door(COUNCIL_MISSING, POLICE_MISSING, DATA_STEWARD, purpose="disclosure",
      words="Fetch a list that you asked for, once it is ready and until it expires")  # fmt: skip
@require_POST
def fetch(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    try:
        file = changes.fetch(key)
    except Disclosure.DoesNotExist as error:
        raise Http404 from error
    except NotNow as error:
        return _register(request, _asking(request), trouble=str(error), status=CONFLICT)
    answer = HttpResponse(file.content, content_type=file.kind)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "no-store"
    answer.ledger_written = True  # type: ignore[attr-defined]  # the line of the fetching names every child
    return answer


@door(COUNCIL_MISSING, POLICE_MISSING, DATA_STEWARD, IG_LEAD, purpose="disclosure",
      words="Approve or refuse a long list that somebody else of your agency asked for")  # fmt: skip
@require_POST
def decide(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    form, approve = Refuse.open(request), "approve" in request.POST
    if not approve and not form.is_valid():
        words = "Say why the list is refused: whoever asked for it reads the reason."
        return _register(request, _asking(request), trouble=words, status=UNPROCESSABLE)
    try:
        changes.decide(key, approve=approve, reason="" if approve else form.cleaned_data["reason"])
    except Disclosure.DoesNotExist as error:
        raise Http404 from error
    except NotNow as error:
        return _register(request, _asking(request), trouble=str(error), status=CONFLICT)
    return redirect("lists")
