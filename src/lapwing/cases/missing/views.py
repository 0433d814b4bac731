"""Pages about missing children: the board, the list, one absence, and the forms that tell of it."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access import holdings
from lapwing.access.doors import door, opens
from lapwing.access.narrowing import reachable
from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    FRONT_DOOR,
    HEALTH,
    HOME_MANAGER,
    POLICE_MISSING,
    SCHOOL_LEAD,
    SOCIAL_WORKER,
)
from lapwing.access.viewer import current
from lapwing.cases.missing import changes, finding, follow, forms, queries
from lapwing.cases.missing.changes import Judgement, Stale
from lapwing.cases.missing.models import Absence, Account, Proposal, Whereabouts
from lapwing.cases.missing.presenters import absence as absence_words
from lapwing.cases.missing.presenters import board, episodes
from lapwing.cases.missing.presenters.proposals import proposals
from lapwing.cases.missing.presenters.untold import nobody_at
from lapwing.cases.missing.refreshing import quiet
from lapwing.directory.keys import reference
from lapwing.people import changes as people
from lapwing.people import queries as people_queries
from lapwing.rules.moments import Moment
from lapwing.web import drafts, locking
from lapwing.web.errors import too_late
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.web.paging import LongList, Pages
from lapwing.work.deadlines import hours

COUNCIL_AND_POLICE = (SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, CUSTODIAN)
WATCHERS = (*COUNCIL_AND_POLICE, HEALTH, HOME_MANAGER)
TELLERS = (*WATCHERS, SCHOOL_LEAD)
FIND = "find_missing"
CHANGED = "Somebody else changed this record while you were writing. Put both together, then send yours again."
A_PAGE = 50
PROPOSED = 20
TOLD = 20
# What a screen on a wall can hold and be read from a distance.
ON_A_WALL = 60


# ---- the board


@door(*WATCHERS, purpose=FIND, words="See who is missing now")
@require_GET
def missing_board(request: HttpRequest) -> HttpResponse:
    may_task = request.seat.role in {role.key for role in COUNCIL_AND_POLICE}  # type: ignore[attr-defined]
    return render(request, "missing/board.html", _board(request) | {"may_task": may_task})


@door(*WATCHERS, purpose=FIND, words="The board's cards, as they are now")
@require_GET
def missing_cards(request: HttpRequest) -> HttpResponse:
    """The part that refreshes itself: it writes a line when the children on it change, and once an hour."""
    response = render(request, "missing/cards.html", _board(request))
    return quiet(request, response)


def _board(request: HttpRequest) -> dict[str, Any]:
    chosen = forms.BoardFilter(request.GET)
    now = timezone.now()
    gone, back = (_filtered(rows, chosen.chosen) for rows in (queries.missing_now(), queries.not_yet_back()))
    missing = Pages(queries.gravest_first(gone), A_PAGE).get_page(request.GET.get("page"))
    found = Pages(queries.gravest_first(back), A_PAGE).get_page(request.GET.get("found"))
    waiting = Pages(_open_proposals(), PROPOSED).get_page(request.GET.get("proposals"))
    away, proposed = [*missing.object_list, *found.object_list], list(waiting.object_list)
    with holdings.reading():
        known = people_queries.known(one.person for one in (*away, *proposed))
        cards = board.cards(away, now, known)
    return {
        "filter": chosen,
        "missing": [card for card in cards if card.absence.ended_at is None],
        "found": [card for card in cards if card.absence.ended_at is not None],
        "high": gone.filter(risk="HIGH").count() if missing.has_other_pages() else _high(missing),
        "pages": {"missing": missing, "found": found, "proposals": waiting},
        "now": now,
        "proposals": proposals(proposed, known),
        "query": request.GET.urlencode(),
    }


def _high(absences: Iterable[Absence]) -> int:
    return sum(one.risk == "HIGH" for one in absences)


def _filtered(rows: QuerySet[Absence], chosen: dict[str, Any]) -> QuerySet[Absence]:
    """Narrow a list by what the address asks for."""
    risk = chosen.get("risk")
    if risk:
        rows = rows.filter(risk="" if risk == "none" else risk)
    exact = {"area": "area", "type": "type", "since": "began_at__date__gte", "until": "began_at__date__lte"}
    rows = rows.filter(**{field: chosen[name] for name, field in exact.items() if name in chosen})
    match chosen.get("state"):
        case "missing":
            rows = rows.filter(ended_at=None)
        case "located":
            rows = rows.exclude(ended_at=None).filter(returned_at=None)
        case "returned":
            rows = rows.exclude(returned_at=None)
    return rows


def _open_proposals() -> QuerySet[Proposal]:
    return reachable(Proposal.objects.filter(state=Proposal.State.PROPOSED)).order_by("-recorded_at", "pk")


@door(*WATCHERS, purpose=FIND, words="See who is missing now, on a screen that has visitors")
@require_GET
def missing_wall(request: HttpRequest) -> HttpResponse:
    """Initials and references; nobody sealed, even for those inside the seal. It is locked before it is hung up."""
    return render(request, "missing/wall.html", _wall() | {"locked": locking.is_locked(request), "hours": hours.here()})


@door(*WATCHERS, purpose=FIND, words="Lock this screen to the wall: nothing else opens on it without a password")
@require_POST
def missing_wall_lock(request: HttpRequest) -> HttpResponse:
    locking.lock(request, "missing_wall", "missing_wall_cards", lasts=hours.here().locks_for)
    return redirect("missing_wall")


@door(*WATCHERS, purpose=FIND, words="The wall's cards, as they are now")
@require_GET
def missing_wall_cards(request: HttpRequest) -> HttpResponse:
    return quiet(request, render(request, "missing/wall_cards.html", _wall()))


def _wall() -> dict[str, Any]:
    now = timezone.now()
    missing = queries.unsealed(queries.gravest_first(queries.missing_now()))
    shown = missing[:ON_A_WALL]
    return {
        "cards": board.wall_cards(shown, now),
        "now": now,
        "missing": len(missing),
        "more": len(missing) - len(shown),
    }


@door(*WATCHERS, purpose=FIND, words="List missing episodes")
@require_GET
def missing_all(request: HttpRequest) -> HttpResponse:
    chosen = forms.ListFilter(request.GET)
    absences = _filtered(Absence.objects.select_related("agency").order_by("-began_at", "-pk"), chosen.chosen)
    page = LongList(absences, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "missing/all.html", {"filter": chosen, "page": page, "rows": episodes.rows(list(page))})


# ---- telling that a child is missing


@door(*TELLERS, purpose=FIND, words="Report a child missing")
@require_http_methods(["GET", "POST"])
def missing_report(request: HttpRequest) -> HttpResponse:
    """First: who is it? Among the children whom the teller may see; if none of them, a new one, and nothing waits."""
    form = forms.FindForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = finding.find(**form.cleaned_data)
    known = finding.living_here() if request.seat.role == HOME_MANAGER.key else None  # type: ignore[attr-defined]
    board = opens("missing_board", current().role)
    page = None if board else Pages(queries.told_by_us(), TOLD).get_page(request.GET.get("page"))
    told = episodes.told(page.object_list) if page else []
    context = {"form": form, "found": found, "known": known, "board": board, "told": told, "page": page}
    return render(request, "missing/find.html", context)


def _home() -> str:
    """Where somebody goes on who told of a child: the board, or what their agency told where that is closed to them."""
    return reverse("missing_board" if opens("missing_board", current().role) else "missing_report")


@door(*TELLERS, purpose=FIND, words="Report a child missing whom your agency has not told before")
@require_http_methods(["POST"])
@only_once("missing_board")
def missing_report_new(request: HttpRequest) -> HttpResponse:
    """Who the child is and that they are missing, in one sending. Whether others know the child never delays it."""
    asked = "began-day" not in request.POST
    looked_for = drafts.key_of(*sorted(request.POST.dict().items())) if asked else request.POST.get("looked_for", "")
    form = forms.ReportForm.open(
        request, address=f"{request.path}?{looked_for[:36]}", sent=not asked,
        seat=request.seat,  # type: ignore[attr-defined]
    )  # fmt: skip
    said = forms.NewChildForm.nothing_said(form.typed or request.POST) if asked else request.POST
    child = forms.NewChildForm(said)
    form.born = child.cleaned_data.get("born") if not asked and child.is_valid() else None
    if not asked and child.is_valid() and form.is_valid():
        [outcome] = people.tell([finding.telling(child.cleaned_data)])
        return _taken(request, form, outcome.person)
    context = {"form": form, "child_form": child, "heading": "Report a child missing", "looked_for": looked_for}
    return render(request, "missing/report.html", context)


@door(*TELLERS, purpose=FIND, words="Report a child missing whom you know")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def missing_report_child(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = _child(child)
    form = forms.ReportForm.open(request, seat=request.seat)  # type: ignore[attr-defined]
    form.born = who.born
    open_now = queries.episodes_of(people_queries.persons_of(child)).filter(ended_at=None).first()
    if request.method == "POST" and form.is_valid():
        if not _reported_meanwhile(open_now, request.POST.get("open_now")):
            return _taken(request, form, people.own_person(child))
        form.add_error(
            None, "Your agency reported this child missing while you were writing. Look at that first: send yours "
            "again only if it is another absence.",
        )  # fmt: skip
    context = {"form": form, "child": who, "heading": f"Report {who.words} missing", "open_now": open_now}
    return render(request, "missing/report.html", context)


def _reported_meanwhile(open_now: Absence | None, known: str | None) -> bool:
    """Whether the viewer's own agency told of an open absence that the form, when it was opened, knew nothing of.

    `known` is the key of the absence that stood open then; None where the form never said.
    """
    if open_now is None or known is None or known == str(open_now.pk):
        return False
    return Account.objects.filter(absence=open_now.pk, agency=current().agency, withdrawn_at=None).exists()


def _taken(request: HttpRequest, form: forms.ReportForm, person: uuid.UUID) -> HttpResponse:
    """The same answer for every child, sealed or not: taken, and the reference that people read out; and of whom in the
    area nobody can be told, so that somebody telephones.
    """
    [account] = changes.record_missing([form.report(person)])
    reported = f"Reported. Reference {reference(account.pk)}."
    if missed := nobody_at(account.area_id):
        messages.warning(request, " ".join([reported, *(f"{line}." for line in missed)]))
    else:
        messages.success(request, f"{reported} Those who answer for the child are told.")
    return redirect(_home())


def _child(child: uuid.UUID) -> people_queries.Summary:
    """The child, from what the viewer may see; a child of whom they see nothing is not there."""
    who = people_queries.summary(child)
    if not who.told:
        raise Http404
    return who


# ---- one absence


@door(*WATCHERS, purpose=FIND, words="See one absence, and each agency's account of it")
@require_GET
def absence(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence.objects.select_related("agency", "area"), pk=key)
    return render(request, "missing/absence.html", absence_words.absence_page(row, current(), timezone.now()))


def _tells(
    template: str, make: type[Form], act: Callable[[Absence, Any], str], heading: str, words: str
) -> Callable[[HttpRequest, uuid.UUID], HttpResponse]:
    """A page with one form about an absence, which does one act and goes back."""

    def view(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        row = get_object_or_404(Absence, pk=key)
        form = make.open(request, initial=_now_initial(request))
        if isinstance(form, forms.LocatedForm):
            form.began, form.facts = row.began, queries.standing_facts(row.pk)
        if request.method == "POST" and form.is_valid():
            messages.success(request, act(row, form))
            return redirect("absence", key)
        child = _child(people_queries.child_of(row.person))
        context = {"form": form, "child": child, "heading": heading, "words": words,
                   "back": reverse("absence", args=[key])}  # fmt: skip
        return render(request, template, context)

    return view


def _now_initial(request: HttpRequest) -> dict[str, Any]:
    return {"kind": request.GET.get("kind", ""), "at": Moment.now() if "now" in request.GET else None}


@door(*WATCHERS, purpose=FIND, words="Record that a child was found, is in hospital or custody, or returned")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def absence_located(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    def act(row: Absence, form: forms.LocatedForm) -> str:
        [fact] = changes.record_located([form.located(row.pk)])
        return f"Recorded: {fact.get_kind_display().lower()}."

    return _tells("missing/form.html", forms.LocatedForm, act, "Where is the child now?", "Record it")(request, key)


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="Judge the risk to a missing child")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def absence_risk(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    def act(row: Absence, form: forms.RiskForm) -> str:
        changes.judge_risk([Judgement(row.pk, **form.cleaned_data)])
        return "The risk is recorded. What was judged before stays in the history."

    return _tells("missing/form.html", forms.RiskForm, act, "How great is the risk?", "Record it")(request, key)


# ---- correcting


@door(*TELLERS, purpose=FIND, words="Correct your own agency's account of an absence")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def account_correct(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Two people at once: the second is told what the first wrote, and keeps every word."""
    row = get_object_or_404(Account.objects.select_related("agency"), pk=key, agency=current().agency)
    form = forms.CorrectForm.open(request, seat=request.seat, initial=_as_told(row))  # type: ignore[attr-defined]
    form.born = people_queries.summary(people_queries.child_of(row.person)).born
    form.facts = [fact for fact in queries.standing_facts(row.absence_id) if fact.agency_id == current().agency]
    if request.method == "POST" and form.is_valid():
        try:
            report = form.report(row.person, reference=row.reference)
            changes.correct_account(row.pk, report, version=form.cleaned_data["version"])
        except Stale:
            row.refresh_from_db()
            return _stale(request, form, row, absence_words.account_facts(row))
        messages.success(request, "Corrected. What it said before stays in its history.")
        return redirect(_after(row.absence_id))
    return render(request, "missing/correct.html", _correcting(form, row))


def _as_told(row: Account) -> dict[str, Any]:
    return {
        "type": row.type, "began": row.began, "last_seen": row.last_seen, "last_seen_place": row.last_seen_place,
        "from_kind": row.from_kind, "from_agency": row.from_agency_id, "missing_from": row.missing_from,
        "reported_by": row.reported_by, "reported_to": row.reported_to,
        "occurrence": row.occurrence, "area": row.area_id, "version": row.version,
        "accepted": {True: "yes", False: "no", None: ""}[row.accepted],
    }  # fmt: skip


@door(*TELLERS, purpose=FIND, words="Correct what your own agency told of where a child was")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def located_correct(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Whereabouts.objects.select_related("agency"), pk=key, agency=current().agency)
    initial = {"kind": row.kind, "at": row.moment, "place": row.place, "how": row.how, "with_whom": row.with_whom,
               "area": row.area_id, "version": row.version}  # fmt: skip
    form = forms.CorrectLocatedForm.open(request, initial=initial)
    form.began = next((each.began for each in Absence.objects.filter(pk=row.absence_id)), None)
    form.facts = [fact for fact in queries.standing_facts(row.absence_id) if fact.pk != row.pk]
    if request.method == "POST" and form.is_valid():
        try:
            changes.correct_located(row.pk, form.located(row.absence_id), version=form.cleaned_data["version"])
        except Stale:
            row.refresh_from_db()
            return _stale(request, form, row, absence_words.fact_facts(row))
        messages.success(request, "Corrected. Clocks are counted again; what it said before stays in its history.")
        return redirect(_after(row.absence_id))
    return render(request, "missing/correct.html", _correcting(form, row))


def _stale(request: HttpRequest, form: Form, row: Account | Whereabouts, theirs: list[Any]) -> HttpResponse:
    """The form again, as it was typed, beside what the other person saved; sending it now replaces that."""
    form.too_late(CHANGED, version=row.version)
    return render(request, "missing/correct.html", _correcting(form, row) | {"theirs": theirs}, status=409)


def _correcting(form: Form, row: Account | Whereabouts) -> dict[str, Any]:
    return {"form": form, "row": row, "back": _after(row.absence_id),
            "is_account": isinstance(row, Account)}  # fmt: skip


def _after(absence_key: uuid.UUID) -> str:
    """The absence's page where it may be seen; where somebody sees their own account alone, what they told."""
    seen = opens("absence", current().role) and Absence.objects.filter(pk=absence_key).exists()
    return reverse("absence", args=[absence_key]) if seen else _home()


@door(*TELLERS, purpose=FIND, words="Take back what your own agency recorded in error")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def missing_withdraw(request: HttpRequest, what: str, key: uuid.UUID) -> HttpResponse:
    model = {"account": Account, "fact": Whereabouts}.get(what)
    if model is None:
        raise Http404
    row = get_object_or_404(model, pk=key, agency=current().agency)
    back = _after(row.absence_id)
    if row.withdrawn_at is not None:
        return too_late(request, "Somebody took this back before.", back)
    form = forms.WithdrawForm.open(request)
    if request.method == "POST" and form.is_valid():
        changes.withdraw([row], form.cleaned_data["reason"])
        messages.success(request, "Taken back. The record stays, marked, with the reason.")
        return redirect(_after(row.absence_id))
    context = {"form": form, "heading": "Take back a record made in error", "words": "Take it back", "back": back}
    return render(request, "missing/form.html", context)


# ---- what Lapwing proposes


def _proposal(key: uuid.UUID) -> Proposal:
    """For whoever is shown the absence that it stands on: nobody else can call its meeting."""
    return get_object_or_404(Proposal, pk=key, absence__in=Absence.objects.all())


@door(
    COUNCIL_MISSING, POLICE_MISSING, SOCIAL_WORKER, purpose=FIND, words="Decline what Lapwing proposes, with a reason"
)
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def proposal_decline(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = _proposal(key)
    if row.state != Proposal.State.PROPOSED:
        return _decided(request, row)
    form = forms.DeclineForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            changes.decline_proposal(row, form.cleaned_data["reason"])
        except Stale:
            return _decided(request, row)
        messages.success(request, "Declined. Your reason is kept with it.")
        return redirect("absence", row.absence_id)
    context = {
        "form": form, "heading": "Why is no meeting needed now?", "words": "Decline",
        "child": people_queries.summary(people_queries.child_of(row.person)),
        "lede": f"Lapwing proposes a multi-agency meeting and a trigger plan, because of this: {row.words}.",
        "back": reverse("absence", args=[row.absence_id]),
    }  # fmt: skip
    return render(request, "missing/form.html", context)


@door(COUNCIL_MISSING, POLICE_MISSING, SOCIAL_WORKER, purpose=FIND, words="Open what Lapwing proposes")
@require_GET
def proposal_open(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Leads to the form that calls the meeting, whose sending opens it: whoever leaves that form has opened nothing."""
    row = _proposal(key)
    if row.state != Proposal.State.PROPOSED:
        return _decided(request, row)
    return redirect(follow.meeting_url(row.absence_id))


def _decided(request: HttpRequest, row: Proposal) -> HttpResponse:
    row.refresh_from_db()
    said = f"Somebody else decided this meanwhile: {row.get_state_display().lower()}."
    if row.state == Proposal.State.LAPSED:
        said = f"This was withdrawn meanwhile. {row.reason}"
    return too_late(request, said, reverse("absence", args=[row.absence_id]))
