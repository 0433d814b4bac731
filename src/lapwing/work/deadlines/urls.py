from django.urls import path

from lapwing.work.deadlines import views

urlpatterns = [
    path("clock/<uuid:key>/", views.clock_page, name="clock"),
    path("settings/", views.area_settings, name="area_settings"),
    path("settings/<uuid:area>/hours/", views.area_hours, name="area_hours"),
    path("settings/<uuid:area>/<slug:duty>/", views.area_setting, name="area_setting"),
]
