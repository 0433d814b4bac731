from django.urls import path

from lapwing.leadership.scorecard import annotating, pages, views

urlpatterns = [
    path("scorecard/missing/", pages.scorecard, name="scorecard_missing"),
    path("scorecard/missing/events/", annotating.events, name="scorecard_events"),
    path("scorecard/missing/events/<uuid:key>/withdraw/", annotating.withdraw, name="scorecard_withdraw"),
    path("scorecard/missing/publish/", annotating.publish, name="scorecard_publish"),
    path("scorecard/missing/file/<slug:form>/", pages.file, name="scorecard_file"),
    path("scorecard/missing/measure/<slug:key>/", pages.measure, name="scorecard_measure"),
    path("scorecard/missing/measure/<slug:key>/chart.svg", pages.chart, name="scorecard_chart"),
    path("scorecard/missing/measure/<slug:key>/chart.json", pages.chart_data, name="scorecard_chart_data"),
    path("scorecard/missing/measure/<slug:key>/comment/", annotating.comment, name="scorecard_comment"),
    path("measures/", views.definitions, name="measures"),
    path("measures/<slug:key>/", views.definition, name="measure"),
    path("number/<slug:key>/<slug:area>/<slug:period>/", views.number, name="number"),
    path("number/<slug:key>/<slug:area>/<slug:period>/children/", views.children, name="number_children"),
]
