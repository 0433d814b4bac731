from django.urls import path

from lapwing.work.alerts import sending, views

urlpatterns = [
    path("", views.alert_list, name="alerts"),
    path("sent/", views.alerts_sent, name="alerts_sent"),
    path("routes/", views.alert_routes, name="alert_routes"),
    path("breaches/", sending.breach_log, name="breaches"),
    path("breaches/<uuid:key>/", sending.breach, name="breach"),
    path("where-you-live/", sending.where_you_live, name="where_you_live"),
    path("about/<uuid:child>/", sending.alert_tell, name="alert_tell"),
    path("barred/<uuid:child>/", sending.bars, name="bars"),
    path("barred/<uuid:key>/lift/", sending.bar_lift, name="bar_lift"),
    path("<uuid:key>/elsewhere/", sending.alert_elsewhere, name="alert_elsewhere"),
    path("<uuid:key>/outcome/", sending.alert_outcome, name="alert_outcome"),
    path("<uuid:key>/", views.alert_page, name="alert"),
    path("<uuid:key>/open/", views.alert_open, name="alert_open"),
    path("<uuid:key>/acknowledge/", views.alert_acknowledge, name="alert_acknowledge"),
    path("<uuid:key>/call/", views.alert_call, name="alert_call"),
    path("<uuid:key>/recall/", sending.alert_recall, name="alert_recall"),
    path("<uuid:key>/confirm/", sending.alert_confirm, name="alert_confirm"),
]
