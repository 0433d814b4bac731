"""The scorecard, the page of one measure, and their files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lapwing.access.doors import door
from lapwing.access.roles import PARTNERSHIP_MANAGER, Role
from lapwing.exchange.outbound import table as files
from lapwing.leadership.scorecard import asked, by_whom, card, charts, editions, history, notes, presenters
from lapwing.leadership.scorecard.asked import Card
from lapwing.leadership.scorecard.readers import READERS, WRITERS

NO_SNAPSHOT = "scorecard/no_snapshot.html"
QUESTION = "How did children go missing, and what was done?"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(*READERS, purpose="performance", words="The scorecard for missing children")
@require_GET
def scorecard(request: HttpRequest) -> HttpResponse:
    shown = asked.card(request)
    if shown is None:
        return render(request, NO_SNAPSHOT, {"title": QUESTION})
    edition = editions.last()
    otherwise = editions.otherwise(edition, shown.snapshot) if shown.is_latest else []
    areas = [shown.area] if shown.area in shown.snapshot.area_names else list(shown.snapshot.area_names)
    page = {
        "card": shown,
        "sections": card.rows(shown, editions.marks(shown.snapshot)),
        "edition": edition,
        "restated": otherwise,
        "legend": card.LEGEND,
        "span": history.span(shown),
        "years": card.years(shown),
        "areas": card.areas(shown),
        "does": _does(request, shown),
        "pins": history.pins(shown),
        "told": presenters.coverage(shown.snapshot, shown.year.quarters, areas),
    }
    return render(request, "scorecard/scorecard.html", page)


def _does(request: HttpRequest, shown: Card) -> list[tuple[str, str]]:
    """What may be done with the scorecard, as words and addresses."""
    found = [
        ("How the numbers are counted", reverse("measures")),
        ("The yearly report", reverse("report_missing", args=[shown.year.key])),
        ("As CSV", f"{reverse('scorecard_file', args=['csv'])}?{shown.query}"),
        ("As Excel", f"{reverse('scorecard_file', args=['xlsx'])}?{shown.query}"),
    ]
    if _is(request, *WRITERS):
        found.append(("Events on the time line", reverse("scorecard_events")))
    if _is(request, PARTNERSHIP_MANAGER):
        found.append(("Publish these numbers", reverse("scorecard_publish")))
    return found


def _is(request: HttpRequest, *roles: Role) -> bool:
    return request.viewer.role in {role.key for role in roles}  # type: ignore[attr-defined]


@door(*READERS, purpose="performance", words="One measure of the scorecard: its chart, its limits, and what people say")
@require_GET
def measure(request: HttpRequest, key: str) -> HttpResponse:
    shown, line = asked.card(request), asked.line(request, key)
    if shown is None:
        return render(request, NO_SNAPSHOT, {"title": QUESTION})
    past, more = history.past(shown, line), f"&of={line.by}.{line.category}" if line.by else ""
    page: dict[str, Any] = {
        "card": shown,
        "line": line,
        "spec": past.spec,
        "has_chart": past.has_chart,
        "reading": past.sentences,
        "rows": past.rows,
        "picture": f"{reverse('scorecard_chart', args=[key])}?{card.line_query(shown, line)}",
        "by_area": card.by_area(shown, line),
        "by_month": [] if line.by else by_whom.by_month(shown, line.measure),
        "by_whom": [] if line.by else by_whom.every(shown, line.measure),
        "areas_caption": f"By area, {shown.year.label}",
        "legend": card.LEGEND.split(" The pale band")[0],
        "definition": reverse("measure", args=[key]),
        "back": f"{reverse('scorecard_missing')}?{shown.query}",
        "years": card.years(shown, more),
        "areas": card.areas(shown, more),
        "changed": []
        if line.by
        else notes.changed(shown.snapshot, [key], presenters.area_key(shown.area), past.periods),
        "unsaid": [] if line.by else _unsaid(shown, key),
        "remarks": notes.remarks(key, presenters.area_key(shown.area), past.periods),
        "may_write": _is(request, *WRITERS),
        "may_publish": _is(request, PARTNERSHIP_MANAGER),
        "told": presenters.coverage(shown.snapshot, shown.year.quarters, list(shown.snapshot.area_names)),
    }
    return render(request, "scorecard/measure.html", page)


def _unsaid(shown: Card, key: str) -> list[notes.Changed]:
    """What the latest snapshot says otherwise of this measure, before anybody said why."""
    if not shown.is_latest:
        return []
    area = presenters.area_key(shown.area)
    found = editions.otherwise(editions.last(), shown.snapshot)
    return notes.restated([one for one in found if (one.measure, one.area) == (key, area)], shown.snapshot)


@door(*READERS, purpose="performance", words="The chart of a measure, where no script runs")
@require_GET
def chart(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(charts.svg(_spec(request, key)), content_type="image/svg+xml")


@door(*READERS, purpose="performance", words="The chart of a measure as data: a Vega-Lite specification")
@require_GET
def chart_data(request: HttpRequest, key: str) -> HttpResponse:
    return JsonResponse(_spec(request, key))


def _spec(request: HttpRequest, key: str) -> dict[str, Any]:
    shown, line = asked.card(request), asked.line(request, key)
    if shown is None:
        raise Http404("There is no snapshot yet.")
    return history.past(shown, line).spec


@door(*READERS, purpose="performance", words="The scorecard's table as a file: CSV or Excel")
@require_GET
def file(request: HttpRequest, form: str) -> HttpResponse:
    shown = asked.card(request)
    if shown is None or form not in {"csv", "xlsx"}:
        raise Http404("There is no such file.")
    content, kind = (
        (files.as_csv(*card.table(shown)), "text/csv; charset=utf-8")
        if form == "csv"
        else (files.as_excel(*card.table(shown)), EXCEL)
    )
    answer = HttpResponse(content, content_type=kind)
    name = f"scorecard-missing-{shown.year.key}-{presenters.area_key(shown.area)}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
