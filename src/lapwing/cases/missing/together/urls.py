from django.urls import path

from lapwing.cases.missing.together import views

urlpatterns = [
    path("", views.together, name="together"),
    path("at-once/", views.away_at_once, name="away_at_once"),
    path("with/<uuid:key>/", views.tie_find, name="tie_find"),
    path("<uuid:area>/<uuid:child>/<uuid:other>/", views.tie_add, name="tie_add"),
    path("tie/<uuid:key>/", views.tie, name="tie"),
    path("tie/<uuid:key>/source/", views.tie_source, name="tie_source"),
    path("tie/<uuid:key>/part/", views.tie_part, name="tie_part"),
    path("tie/<uuid:key>/others/", views.tie_present, name="tie_present"),
    path("other/<uuid:key>/part/", views.tie_present_part, name="tie_present_part"),
    path("tie/<uuid:key>/renew/", views.tie_renew, name="tie_renew"),
    path("tie/<uuid:key>/withdraw/", views.tie_withdraw, name="tie_withdraw"),
]
