"""A measure's definition, and a number opened."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lapwing.access import viewer
from lapwing.access.doors import door, way
from lapwing.leadership.scorecard import by_whom, opening, presenters, queries, sections
from lapwing.leadership.scorecard.queries import Reading
from lapwing.leadership.scorecard.readers import READERS, WITH_A_DUTY
from lapwing.measures import catalogue
from lapwing.measures.missing import wording
from lapwing.measures.model import Measure, Part
from lapwing.measures.periods import Period, Year, parse
from lapwing.web.paging import Pages

EPISODES_LISTED = 50


@door(*READERS, purpose="performance", words="How each measure is counted, in a list")
@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    listed = [
        (heading, [(line.measure, by_whom.read_by(line.measure)) for line in lines])
        for heading, lines in sections.measures()
    ]
    page = {"sections": listed, "common": wording.COMMON, "snapshot": way("snapshot")}
    return render(request, "scorecard/definitions.html", page)


@door(*READERS, purpose="performance", words="How a measure is counted")
@require_GET
def definition(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "scorecard/definition.html", {"measure": _measure(key)})


@door(*READERS, purpose="performance", words="A published number, opened: its definition, period, snapshot and count")
@require_GET
def number(request: HttpRequest, key: str, area: str, period: str) -> HttpResponse:
    reading, place, when, category = _place(request, key, area, period)
    cell = reading.now.cell(place, when, category)
    page = {
        "reading": reading,
        "period": when,
        "area": reading.name(place),
        "category": _category_words(reading, category),
        "cell": presenters.shown(reading, cell),
        "made_of": presenters.made_of(cell),
        "why": presenters.state_words(reading, cell),
        "told": presenters.coverage(reading.snapshot, reading.year.quarters, reading.areas(place)),
        "may_open": request.viewer.role in {role.key for role in WITH_A_DUTY},  # type: ignore[attr-defined]
        "children": presenters.opening_urls(reading, cell),
        "back": presenters.measure_url(reading, place),
    }
    return render(request, "scorecard/number.html", page)


@door(*WITH_A_DUTY, purpose="opening_a_number", words="The children behind a published number, who may be seen")
@require_GET
def children(request: HttpRequest, key: str, area: str, period: str) -> HttpResponse:
    reading, place, when, category = _place(request, key, area, period)
    cell = reading.now.cell(place, when, category)
    is_whole = reading.measure.of is not None and request.GET.get("which") == "whole"
    part = _part(reading, category, is_whole=is_whole)
    published = presenters.published_count(cell, reading.measure, is_whole=is_whole)
    areas = reading.areas(place)
    then, since = opening.opened(part, areas, when, reading.snapshot.taken_at)
    listed = Pages(then, EPISODES_LISTED).get_page(request.GET.get("page"))
    viewer.show(one.child for one in listed.object_list)
    page = {
        "reading": reading,
        "period": when,
        "area": reading.name(place),
        "category": _category_words(reading, category),
        "divided_by": is_whole,
        "published": presenters.count_text(cell, published),
        "agree": published is not None and published == presenters.number_of(part, then),
        "episodes": presenters.episodes(listed.object_list),
        "page": listed,
        "seen": presenters.seen(part, then),
        "why": presenters.why_counts_differ(published, part, then, since),
        "back": presenters.number_url(reading, place, when, category=category),
    }
    return render(request, "scorecard/children.html", page)


def _category_words(reading: Reading, category: str) -> str:
    return reading.now.by[category].words if reading.now.by and category else ""


def _part(reading: Reading, category: str, *, is_whole: bool) -> Part:
    """What is opened: what is counted, or what it is divided by; of a breakdown, those in the category."""
    measure = reading.measure
    part = measure.of if measure.of and is_whole else measure.part
    return part.among(reading.now.by.key, category) if reading.now.by else part


def _place(request: HttpRequest, key: str, area: str, period: str) -> tuple[Reading, str, Period, str]:
    of = queries.snapshot(request.GET.get("snapshot"))
    if of is None:
        raise Http404("There is no such snapshot.")
    when, place = _period(period), presenters.area_of(area)
    by, category = request.GET.get("by", ""), request.GET.get("category", "")
    try:
        reading = queries.read(of, _measure(key), when.year if not isinstance(when, Year) else when, by)
        reading.now.cell(place, when, category)
    except KeyError as error:
        raise Http404("There is no such number in this snapshot.") from error
    return reading, place, when, category


def _measure(key: str) -> Measure:
    try:
        return catalogue.get(key)
    except KeyError as error:
        raise Http404(str(error)) from error


def _period(key: str) -> Period:
    try:
        return parse(key)
    except ValueError as error:
        raise Http404(str(error)) from error
