from django.urls import path

from lapwing.work.alerts import views

urlpatterns = [
    path("", views.alert_list, name="alerts"),
    path("sent/", views.alerts_sent, name="alerts_sent"),
    path("routes/", views.alert_routes, name="alert_routes"),
    path("<uuid:key>/", views.alert_page, name="alert"),
    path("<uuid:key>/open/", views.alert_open, name="alert_open"),
    path("<uuid:key>/acknowledge/", views.alert_acknowledge, name="alert_acknowledge"),
    path("<uuid:key>/call/", views.alert_call, name="alert_call"),
    path("<uuid:key>/recall/", views.alert_recall, name="alert_recall"),
    path("<uuid:key>/confirm/", views.alert_confirm, name="alert_confirm"),
]
