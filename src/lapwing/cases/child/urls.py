from django.urls import path

from lapwing.cases.child import views

urlpatterns = [
    path("<uuid:child>/", views.child, name="child"),
    path("<uuid:child>/why/", views.child_why, name="child_why"),
    path("record/<slug:what>/<uuid:key>/", views.record_history, name="record_history"),
]
