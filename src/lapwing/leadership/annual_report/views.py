"""The yearly report's section on missing children: the draft, what was published, its files, and publishing it."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import PARTNERSHIP_MANAGER
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report import beside, changes, content, missing
from lapwing.leadership.annual_report.models import PublishedFile, PublishedSection
from lapwing.leadership.scorecard import asked, queries
from lapwing.leadership.scorecard.readers import READERS
from lapwing.measures.periods import Year, year_of
from lapwing.web.once import only_once

NO_SNAPSHOT = "scorecard/no_snapshot.html"
TITLE = {"title": "What does the yearly report say?"}
TYPES = {
    PublishedFile.Form.PDF: "application/pdf",
    PublishedFile.Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@door(*READERS, purpose="performance", words="The yearly report: this year's section on missing children")
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The last year that is over has a report; before the first snapshot there is none."""
    of = queries.snapshot()
    if of is None:
        return render(request, NO_SNAPSHOT, TITLE)
    return redirect("report_missing", year=_last_whole(of.coverage.taken_on).key)


@door(*READERS, purpose="performance", words="The yearly report's section on missing children")
@require_GET
def section(request: HttpRequest, year: str) -> HttpResponse:
    """What was published; before that, or where it is asked for, what the latest snapshot would say."""
    when, of = asked.year(year), queries.snapshot()
    if of is None:
        return render(request, NO_SNAPSHOT, TITLE)
    published = _published(request, when)
    made = missing.build(of, when)
    is_draft = published is None or "draft" in request.GET
    shown = made if published is None or is_draft else published.said
    page: dict[str, Any] = {
        "year": when,
        "published": published,
        "parts": [(f"part-{place}", part) for place, part in enumerate(shown.parts)],
        "is_draft": is_draft,
        "differs": published is None or published.content != content.canonical(made),
        "redefined": published is not None and published.definition_digest != changes.definitions(made),
        "former": PublishedSection.objects.filter(section=changes.MISSING, start=when.start).defer("content")[1:],
        "of": of,
        "may_publish": _may_publish(request),
        "refusal": beside.refusal(of, when) if _may_publish(request) and (is_draft or published is None) else "",
        "so_far": when.last > of.coverage.taken_on,
        "years": [(each, each == when) for each in sorted({*queries.years(of), when})],
        "scorecard": f"{reverse('scorecard_missing')}?year={when.key}",
        "picture": _picture(of if published is None or is_draft else published.snapshot, when),
        "file_query": "?draft" if is_draft else f"?edition={published.pk}" if published else "",
    }
    return render(request, "annual_report/section.html", page)


def _may_publish(request: HttpRequest) -> bool:
    return request.viewer.role == PARTNERSHIP_MANAGER.key  # type: ignore[attr-defined, no-any-return]


def _picture(of: Snapshot, when: Year) -> str:
    """The chart where no script runs."""
    return f"{reverse('scorecard_chart', args=['missing-episodes'])}?year={when.key}&snapshot={of.pk}"


@door(*READERS, purpose="performance", words="The yearly report's section on missing children, as PDF or Word")
@require_GET
def file(request: HttpRequest, year: str, form: str) -> HttpResponse:
    """The published file, as it was published; a draft says on each page that it is one."""
    when = asked.year(year)
    if form not in PublishedFile.Form.values:
        raise Http404("There is no such file.")
    published = None if "draft" in request.GET else _published(request, when)
    if published:
        return _sent(bytes(published.files.get(form=form).content), form, f"missing-children-{when.key}")
    of = queries.snapshot()
    if of is None:
        raise Http404("There is no snapshot yet.")
    made = missing.build(of, when)
    return _sent(changes.build(form, made, changes.draft(made, of)), form, f"DRAFT-missing-children-{when.key}")


def _sent(made: bytes, form: str, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=TYPES[PublishedFile.Form(form)])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


@door(PARTNERSHIP_MANAGER, purpose="publication", words="Publish the yearly report's section on missing children")
@require_POST
@only_once("report")
def publish(request: HttpRequest, year: str) -> HttpResponse:
    """Publishes the snapshot that the page showed, and no later one."""
    when, of = asked.year(year), queries.snapshot(request.POST.get("snapshot") or "")
    if of is None:
        raise Http404("There is no such snapshot.")
    try:
        changes.publish(of, when)
    except changes.TellsOfFew as refused:
        messages.error(request, str(refused))
    return redirect("report_missing", year=when.key)


def _published(request: HttpRequest, when: Year) -> PublishedSection | None:
    """The edition that is asked for; the latest otherwise. Raises Http404 where there is no such edition."""
    rows = PublishedSection.objects.filter(section=changes.MISSING, start=when.start).select_related("snapshot")
    named = request.GET.get("edition")
    if not named:
        return rows.first()
    try:
        return get_object_or_404(rows, pk=uuid.UUID(named))
    except ValueError as error:
        raise Http404("There is no such edition.") from error


def _last_whole(day: date) -> Year:
    return year_of(day).before
