from django.urls import path

from lapwing.leadership.scorecard import views

urlpatterns = [
    path("scorecard/missing/", views.scorecard, name="scorecard_missing"),
    path("scorecard/missing/chart.svg", views.chart, name="scorecard_missing_chart"),
    path("scorecard/missing/chart.json", views.chart_data, name="scorecard_missing_chart_data"),
    path("measures/<slug:key>/", views.definition, name="measure"),
    path("number/<slug:key>/<slug:area>/<slug:period>/", views.number, name="number"),
    path("number/<slug:key>/<slug:area>/<slug:period>/children/", views.children, name="number_children"),
]
