from django.urls import path

from lapwing.leadership.annual_report import views

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/<slug:year>/missing/", views.section, name="report_missing"),
    path("report/<slug:year>/missing/file/<slug:form>/", views.file, name="report_missing_file"),
    path("report/<slug:year>/missing/publish/", views.publish, name="report_missing_publish"),
]
