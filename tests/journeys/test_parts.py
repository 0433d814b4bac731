"""The parts of every page, all on one: drawn, looked at by axe, and right on a phone."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django import forms as plain
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from lapwing.people.queries import Summary
from lapwing.rules.moments import Moment
from lapwing.web import forms, parts
from tests.journeys.traveller import Traveller

NOW = datetime(2020, 3, 2, 14, 5, tzinfo=UTC)
CHILD = Summary(child=UUID("0190163d-8694-739b-aea5-966c26f8ad91"), name="Robin Marsh", born=date(2004, 9, 3))

PAGE = """
{% extends "web/base.html" %}
{% block title %}Parts{% endblock %}
{% block content %}
{% error_summary form %}
<div class="lw-title"><h1 class="govuk-heading-l">What is every page made of?</h1>
<div class="govuk-button-group"><a class="govuk-button" role="button" href="#x">Report a child missing</a></div></div>
{% refreshed now %}
<p class="lw-lede">4 children · 1 high risk</p>
{% filter_panel filter %}
<div class="lw-columns"><div>
{% child_card child url="#c" holder="Ashmere Council" tags=tags due=due why="#w" %}
{% empty_state "Nobody is missing now." "Reports stand here as they come in." "#r" "Report a child missing" %}
{% table "Episodes by quarter, 2019/20" size="s" %}
<thead><tr><th scope="col">Area</th><th scope="col" class="govuk-table__header--numeric">Q1</th>
<th scope="col" class="govuk-table__header--numeric">Q2</th></tr></thead>
<tbody><tr><th scope="row">Ashmere</th><td class="govuk-table__cell--numeric">1,204</td>
<td class="govuk-table__cell--numeric">998</td></tr>
<tr><th scope="row">Brackwater</th><td class="govuk-table__cell--numeric">41</td>
<td class="govuk-table__cell--numeric">not recorded</td></tr></tbody>
{% endtable %}
{% how_counted "#h" "missing episodes" %}
{% chart "episodes" "Missing episodes by quarter" spec "Fewer than in the year before." %}
{% pagination page %}
<form method="post">{% form_fields form %}{% submit "Save and continue" "#back" %}</form>
</div><aside aria-labelledby="chronology"><h2 class="govuk-heading-m" id="chronology">Chronology</h2>
{% timeline items %}{% summary_list facts %}</aside></div>
{% endblock %}
"""


class Everything(forms.Form):
    name = plain.CharField(label="Where was the child last seen?", help_text="A place, as it was told.")
    happened = forms.MomentField(label="When did they leave?", help_text="For example 27 3 2024 and 14:05.")
    born = forms.DateField(label="Date of birth", required=False)
    risk = forms.HintedChoiceField(
        label="How high is the risk?", choices=[("high", "High"), ("medium", "Medium")],
        hints={"high": "Serious harm is likely."},
    )  # fmt: skip
    told = plain.MultipleChoiceField(
        label="Who has been told?", choices=[("school", "School"), ("police", "Police")],
        widget=plain.CheckboxSelectMultiple,
    )  # fmt: skip
    team = plain.ChoiceField(label="Team", choices=[("", "Choose"), ("a", "Missing children team")])
    note = plain.CharField(label="What else matters?", widget=plain.Textarea, required=False)
    papers = plain.FileField(label="File", required=False)
    sure = plain.BooleanField(label="I have telephoned as well")


class Narrow(forms.Filter):
    status = plain.ChoiceField(label="Status", choices=[("", "All"), ("open", "Open")])
    since = plain.CharField(label="Since")


SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 180,
    "data": {"values": [{"quarter": f"Q{n}", "episodes": 400 + 30 * n} for n in range(1, 5)]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "quarter", "type": "nominal", "title": None},
        "y": {"field": "episodes", "type": "quantitative", "title": None},
    },
}


def draw(charts: str) -> str:
    request = RequestFactory().get("/", {"status": "open"})
    form = Everything({"happened-day": "31", "happened-month": "2", "happened-year": "2024"})
    form.is_valid()
    context = {
        "request": request, "now": NOW, "form": form, "filter": Narrow(request.GET), "child": CHILD, "spec": SPEC,
        "tags": [parts.Tag("High risk", "red"), parts.Tag("Missing 9 h 20 min", "orange")],
        "due": [
            ("Strategy discussion", parts.clock(datetime(2020, 3, 2, 17, tzinfo=UTC), now=NOW)),
            ("Core group", parts.clock(date(2020, 2, 27), now=NOW, working_days=True)),
            ("Return interview", parts.clock(date(2020, 3, 11), now=NOW, working_days=True)),
        ],
        "page": Paginator(range(400), 20).get_page(7),
        "items": [
            parts.Item(Moment(NOW), "Reported missing from Ash House", "Mereside Police", "#1", significant=True),
            parts.Item(date(2020, 3, 1), "Absent in the afternoon", "Sallow Bank School", detail="By the register."),
        ],
        "facts": [
            parts.Fact("Placed in", "Ash House", "Ashmere Council", "#2"),
            parts.Fact("Unique pupil number", None),
        ],
    }  # fmt: skip
    return Template(PAGE).render(Context(context)).replace("</head>", charts + "</head>")


@pytest.mark.parametrize("who", ["traveller", "on_a_phone"])
def test_every_part_is_fit_for_everybody(who: str, request: pytest.FixtureRequest) -> None:
    traveller: Traveller = request.getfixturevalue(who)
    traveller.go("/left/")
    from lapwing.web import assets

    traveller.page.set_content(draw(f'<script type="module" src="{assets.url("charts.js")}"></script>'))
    traveller.page.locator("svg.marks").wait_for()
    traveller.page.wait_for_timeout(300)
    traveller.shoot(f"parts-{who}")
    traveller.check()
