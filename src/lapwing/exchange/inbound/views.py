"""Pages about agencies' files: choose, look, confirm; the accounts of each; the quarantine."""

import time
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, DATA_STEWARD, POLICE_MISSING
from lapwing.exchange.inbound import changes, differing, presenters, queries, tasks
from lapwing.exchange.inbound.formats import FORMATS
from lapwing.exchange.inbound.forms import Choose, ChooseFiles, MapHeadings, MendRow, SetAside
from lapwing.exchange.inbound.models import Intake, IntakeRow
from lapwing.exchange.inbound.reasons import REASONS
from lapwing.exchange.inbound.text import Refused
from lapwing.people import queries as people
from lapwing.web import drafts
from lapwing.web.errors import too_late
from lapwing.web.paging import Pages
from lapwing.work import jobs

UNPROCESSABLE = 422
AT_ONCE = 4  # batches that a page takes itself, before background work takes over; none once so many seconds are gone
SECONDS = 5
A_PAGE = 50
MOST_HEADINGS = 200
PURPOSE = "intake"


def _door(words: str) -> Any:
    return door(DATA_STEWARD, COUNCIL_MISSING, POLICE_MISSING, purpose=PURPOSE, words=words)


@_door("See which files your agency read in, and read in more")
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    form = ChooseFiles(request.POST, request.FILES) if request.method == "POST" else ChooseFiles()
    if request.method == "POST" and form.is_valid():
        return _look_at(request, form)
    page = Pages(queries.intakes(), 20).get_page(request.GET.get("page"))
    counted = queries.accounts(list(page))
    listed = [(file, presenters.title(file), presenters.FILES[file.state], counted[file.pk]) for file in page]
    content = {"form": form, "page": page, "listed": listed, "quarantined": queries.in_quarantine().count()}
    content["differing"] = differing.waiting().count()
    content["mapped"] = "mapped" in request.GET
    return render(request, "inbound/files.html", content, status=UNPROCESSABLE if form.errors else 200)


# A file's name, why it was refused, and its headings where somebody could say which is which.
_Refusal = tuple[str, str, Sequence[str]]


def _look_at(request: HttpRequest, form: ChooseFiles) -> HttpResponse:
    """Read each file. A file that cannot be read says why beside those that can."""
    shown: list[Intake] = []
    refused: list[_Refusal] = []
    renamed: list[tuple[str, Intake]] = []
    for upload in form.cleaned_data["files"]:
        name = upload.name or ""
        try:
            shown.append(changes.show(name, upload.read()))
        except Refused as error:
            refused.append((name, str(error), getattr(error, "headings", ())))
        else:
            renamed += [(name, shown[-1])] if shown[-1].name != changes.called(name) else []
    if not (refused or renamed):
        return redirect(_look_url([file.pk for file in shown]))
    return _looking(request, shown, refused, renamed, status=UNPROCESSABLE if refused else 200)


def _look_url(keys: Sequence[uuid.UUID]) -> str:
    return f"{reverse('exchange_look')}?{urlencode({'file': [str(key) for key in keys]}, doseq=True)}"


def _named(values: Sequence[str]) -> list[Intake]:
    """The files that an address or a form names, in the order in which they are taken."""
    try:
        found = list(Intake.objects.filter(pk__in=values))
    except ValidationError as error:
        raise Http404 from error
    if not found:
        raise Http404
    return queries.in_order(found)


@_door("Say which column is which in the files of a source")
@require_POST
def headings(request: HttpRequest) -> HttpResponse:
    """The headings come with the form, and nothing else of the file: it is chosen again afterwards."""
    theirs = request.POST.getlist("heading")[:MOST_HEADINGS]
    kind = request.POST.get("format") or presenters.likely(theirs, request.seat.agency.kind)  # type: ignore[attr-defined]
    if not theirs or kind not in FORMATS:
        raise Http404
    form = MapHeadings.open(
        request, address=f"{request.path}?{drafts.key_of(kind, *theirs)}", sent="source" in request.POST, theirs=theirs,
        format_=FORMATS[kind],
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            changes.map_headings(form.cleaned_data["source"], kind, form.columns)
            return redirect(f"{reverse('exchange')}?mapped=yes")
        except ValueError as error:
            form.add_error(None, str(error))
    kinds = [(key, one.title, key == kind) for key, one in FORMATS.items()]
    content = {"form": form, "theirs": theirs, "kinds": kinds, "kind": kind, "format": FORMATS[kind]}
    return render(request, "inbound/headings.html", content, status=UNPROCESSABLE if form.errors else 200)


@_door("Look at what was understood of a file, before it is read in and after")
@require_GET
def look(request: HttpRequest) -> HttpResponse:
    return _looking(request, _named(request.GET.getlist("file")), [])


def _looking(
    request: HttpRequest, found: Sequence[Intake], refused: Sequence[_Refusal],
    renamed: Sequence[tuple[str, Intake]] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    ordered = queries.in_order(found)
    counted = queries.accounts(ordered)
    content = {
        "files": [_file(file, counted[file.pk]) for file in ordered],
        "keys": [file.pk for file in ordered],
        "refused": refused,
        "renamed": renamed,
        "to_confirm": any(file.state == Intake.State.SHOWN for file in ordered),
        "going_on": any(file.state == Intake.State.TAKING for file in ordered),
        "waiting": sum(one.waiting for one in counted.values()),
        "address": _look_url([file.pk for file in ordered]) if ordered else "",
    }
    return render(request, "inbound/look.html", content, status=status)


def _file(file: Intake, counted: queries.Accounts) -> dict[str, Any]:
    """One file on the page: how it was understood before it is confirmed, what became of it after."""
    is_shown, title = file.state == Intake.State.SHOWN, presenters.title(file)
    first = (
        queries.show(file.lines.filter(state__in=["waiting", "unchanged"]).order_by("number")[:1]) if is_shown else []
    )
    troubled = queries.show(file.lines.filter(state="quarantined").order_by("number")[:3]) if is_shown else []
    return {
        "understood": f"How the columns of {title} were understood", "to_look_at": f"What to look at in {title}",
        "file": file, "title": title, "tag": presenters.FILES[file.state],
        "about": presenters.about(file), "columns": list(presenters.columns(file, first[0] if first else None)),
        "lines": presenters.forecast(queries.forecast(file)) if is_shown else presenters.accounts(counted),
        "because": presenters.because(queries.reasons(file)), "troubled": troubled, "counted": counted,
    }  # fmt: skip


@_door("Read in files that you looked at")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the first batches here; what is left goes on in the background, or by the page's own button."""
    found = _named(request.POST.getlist("file"))
    left, until = AT_ONCE, time.monotonic() + SECONDS
    try:
        with transaction.atomic():
            for file in found:
                changes.confirm(file.pk)
    except changes.Stale as error:
        return too_late(request, str(error), reverse("exchange"))
    for file in found:
        while left and time.monotonic() < until and changes.take_batch(file.pk, changes.SHORT_BATCH):
            left -= 1
    if Intake.objects.filter(pk__in=[file.pk for file in found], state=Intake.State.TAKING).exists():
        jobs.enqueue(tasks.take_files, seat=request.seat.pk)  # type: ignore[attr-defined]
    return redirect(_look_url([file.pk for file in found]))


@_door("Throw away files that you looked at and will not read in")
@require_POST
def throw_away(request: HttpRequest) -> HttpResponse:
    shown = [file for file in _named(request.POST.getlist("file")) if file.state == Intake.State.SHOWN]
    try:
        with transaction.atomic():
            for file in shown:
                changes.throw_away(file.pk)
    except changes.Stale as error:
        return too_late(request, str(error), reverse("exchange"))
    return redirect("exchange")


@_door("See what became of each row of a file")
@require_GET
def rows(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    [file] = _named([str(key)])
    state = request.GET.get("state", "")
    chosen = file.lines.filter(state=state) if state in IntakeRow.State.values else file.lines.all()
    page = Pages(chosen.select_related("intake").order_by("number"), A_PAGE).get_page(request.GET.get("page"))
    counted = queries.accounts([file])[file.pk]
    content = {
        "file": file, "title": presenters.title(file), "page": page, "counted": counted, "state": state,
        "lines": presenters.accounts(counted),
        "rows": [(row, presenters.STATES[row.state], _shown(row)) for row in queries.show(page)],
    }  # fmt: skip
    return render(request, "inbound/rows.html", content)


def _shown(row: IntakeRow) -> str:
    """A row's cells in a line, as they stand in the file."""
    return " · ".join(cell.strip()[:60] for cell in row.cells if cell.strip())[:300]


@_door("See the rows that could not be read in, by reason")
@require_GET
def quarantine(request: HttpRequest) -> HttpResponse:
    found = queries.in_quarantine()
    why = request.GET.get("why", "")
    counted = dict(found.order_by().values_list("why").annotate(number=Count("pk")))
    chosen = found.filter(why=why) if why in REASONS else found
    page = Pages(chosen, A_PAGE).get_page(request.GET.get("page"))
    content = {
        "page": page, "why": REASONS.get(why), "total": sum(counted.values()),
        "form": _set_aside(request, "exchange_set_aside_all"),
        "reasons": [(reason, counted[code]) for code, reason in REASONS.items() if code in counted],
        "rows": [(row, presenters.title(row.intake), _shown(row)) for row in queries.show(page)],
    }  # fmt: skip
    return render(request, "inbound/quarantine.html", content)


@_door("Set aside every row that could not be read in for one reason")
@require_POST
def set_aside_all(request: HttpRequest) -> HttpResponse:
    form, why = SetAside.open(request), request.POST.get("why", "")
    if why not in REASONS:
        raise Http404
    if form.is_valid():
        changes.set_aside(
            queries.in_quarantine().filter(why=why).values_list("pk", flat=True), form.cleaned_data["reason"]
        )
        return redirect("exchange_quarantine")
    return redirect(f"{reverse('exchange_quarantine')}?why={why}")


@_door("Mend a row that could not be read in")
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _row(key)
    form = _mending(request, found)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            found = changes.mend(found.pk, form.given, seen=request.POST.get("seen", ""))
        except changes.Stale as error:
            found, trouble = _row(key), str(error)
    status = 409 if trouble else UNPROCESSABLE if form.errors else 200
    return render(request, "inbound/row.html", _about_row(request, found, form, trouble), status=status)


def _row(key: uuid.UUID) -> IntakeRow:
    found = queries.show(IntakeRow.objects.select_related("intake").filter(pk=key))
    if not found:
        raise Http404
    return found[0]


def _mending(request: HttpRequest, found: IntakeRow) -> MendRow:
    return MendRow.open(request, address=reverse("exchange_row", args=[found.pk]), row=found)


def _about_row(request: HttpRequest, found: IntakeRow, form: MendRow, trouble: str) -> dict[str, Any]:
    return {
        "row": found, "title": presenters.title(found.intake), "tag": presenters.STATES[found.state],
        "reason": REASONS.get(found.why), "form": form,
        "aside": _set_aside(request, "exchange_set_aside", found.pk), "trouble": trouble,
        "can_mend": found.state == IntakeRow.State.QUARANTINED,
    }  # fmt: skip


def _set_aside(request: HttpRequest, route: str, *keys: uuid.UUID) -> SetAside:
    """A form on a page about something larger: it is sent to an address of its own."""
    return SetAside.open(request, address=reverse(route, args=keys))


@_door("See the rows that differ from what your agency corrected by hand")
@require_GET
def differing_rows(request: HttpRequest) -> HttpResponse:
    page = Pages(differing.waiting(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, presenters.title(row.intake), _shown(row)) for row in queries.show(page)]
    return render(request, "inbound/differing.html", {"page": page, "rows": rows})


@_door("Choose between what a file says and what your agency corrected by hand")
@require_http_methods(["GET", "POST"])
def row_differs(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _row(key)
    if not found.clashes:
        return too_late(request, "Somebody chose meanwhile, as the row says.", reverse("exchange_row", args=[key]))
    form = Choose.open(request, initial={"before": differing.mark_of(found)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            differing.choose(found.pk, take=said["holds"] == "file", before=said["before"])
        except differing.Stale:
            form.too_late(
                "This changed after you opened the page. Look at both again, as they are now, and choose.",
                before=differing.mark_of(found),
            )
        else:
            return redirect("exchange_row", key)
    content = {
        "row": found, "title": presenters.title(found.intake), "sides": differing.sides(found), "form": form,
        "child": people.summary(people.child_of(found.about)) if found.about else None,
    }  # fmt: skip
    return render(request, "inbound/differs.html", content, status=UNPROCESSABLE if form.errors else 200)


@_door("Set aside a row that could not be read in")
@require_POST
def set_aside(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found, form = _row(key), SetAside.open(request)
    if not form.is_valid():
        content = _about_row(request, found, _mending(request, found), "") | {"aside": form}
        return render(request, "inbound/row.html", content, status=UNPROCESSABLE)
    changes.set_aside([found.pk], form.cleaned_data["reason"])
    return redirect("exchange_quarantine")
