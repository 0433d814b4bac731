from django.urls import path

from lapwing.exchange.inbound import views

urlpatterns = [
    path("", views.files, name="exchange"),
    path("headings/", views.headings, name="exchange_headings"),
    path("look/", views.look, name="exchange_look"),
    path("look/confirm/", views.confirm, name="exchange_confirm"),
    path("look/throw-away/", views.throw_away, name="exchange_throw_away"),
    path("file/<uuid:key>/", views.rows, name="exchange_file"),
    path("quarantine/", views.quarantine, name="exchange_quarantine"),
    path("quarantine/set-aside/", views.set_aside_all, name="exchange_set_aside_all"),
    path("row/<uuid:key>/", views.row, name="exchange_row"),
    path("differing/", views.differing_rows, name="exchange_differing"),
    path("row/<uuid:key>/differs/", views.row_differs, name="exchange_differs"),
    path("row/<uuid:key>/set-aside/", views.set_aside, name="exchange_set_aside"),
]
