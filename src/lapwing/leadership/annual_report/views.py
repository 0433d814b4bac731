"""The yearly report's section on missing children: the draft, what was published, and publishing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import PARTNERSHIP_MANAGER
from lapwing.leadership.annual_report import changes, paragraph
from lapwing.leadership.annual_report.models import PublishedSection
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.readers import READERS
from lapwing.measures import catalogue
from lapwing.measures.periods import Year, parse, year_of

MISSING = catalogue.get("missing-episodes")


@dataclass(frozen=True)
class Linked:
    """A part of the paragraph, with where it opens."""

    text: str
    url: str = ""
    about: str = ""


@door(*READERS, purpose="performance", words="The yearly report: this year's section on missing children")
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The last year that is over has a report; before the first snapshot there is none."""
    of = queries.snapshot()
    if of is None:
        return render(request, "scorecard/no_snapshot.html", {"title": "What does the yearly report say?"})
    return redirect("report_missing", year=_last_whole(of.coverage.taken_on).key)


@door(*READERS, purpose="performance", words="The yearly report's section on missing children")
@require_GET
def missing(request: HttpRequest, year: str) -> HttpResponse:
    when = _year(year)
    published = (
        PublishedSection.objects.filter(measure=MISSING.key, start=when.start).select_related("snapshot").first()
    )
    of = queries.snapshot()
    if of is None:
        return render(request, "scorecard/no_snapshot.html", {"title": "What does the yearly report say?"})
    reading = queries.read(of, MISSING, when)
    page: dict[str, Any] = {
        "year": when,
        "reading": reading,
        "published": published,
        "frozen": _frozen(published) if published else [],
        "draft": _linked(paragraph.build(reading), str(of.pk)),
        "is_draft": published is None or published.content != changes.content(reading),
        "redefined": published is not None and published.definition_digest != MISSING.digest,
        "may_publish": request.viewer.role == PARTNERSHIP_MANAGER.key,  # type: ignore[attr-defined]
        "so_far": when.last > of.coverage.taken_on,
        "years": [(each, each == when) for each in sorted({*queries.years(of), when})],
        "scorecard": f"{reverse('scorecard_missing')}?year={when.key}",
    }
    return render(request, "annual_report/missing.html", page)


@door(PARTNERSHIP_MANAGER, purpose="publication", words="Publish the yearly report's section on missing children")
@require_POST
def publish(request: HttpRequest, year: str) -> HttpResponse:
    """Publishes the snapshot that the page showed, and no later one."""
    when, of = _year(year), queries.snapshot(request.POST.get("snapshot") or "")
    if of is None:
        raise Http404("There is no such snapshot.")
    changes.publish(queries.read(of, MISSING, when))
    return redirect("report_missing", year=when.key)


def _frozen(section: PublishedSection) -> list[Linked]:
    said = section.said
    return _linked([paragraph.Part(**part) for part in said["parts"]], said["snapshot"])


def _linked(parts: list[paragraph.Part], snapshot: str) -> list[Linked]:
    return [_link(part, snapshot) if part.is_number else Linked(part.text) for part in parts]


def _link(part: paragraph.Part, snapshot: str) -> Linked:
    path = reverse("number", args=[MISSING.key, presenters.area_key(part.area or ""), part.period])
    return Linked(part.text, f"{path}?snapshot={snapshot}", "how this number was counted")


def _last_whole(day: date) -> Year:
    return year_of(day).before


def _year(key: str) -> Year:
    try:
        found = parse(key)
    except ValueError as error:
        raise Http404(str(error)) from error
    if not isinstance(found, Year):
        raise Http404("A yearly report is of a year.")
    return found
