from django.urls import path

from lapwing.work.actions import views

urlpatterns = [
    path("", views.action_list, name="actions"),
    path("add/<slug:kind>/<uuid:subject>/", views.action_add, name="action_add"),
    path("<uuid:key>/", views.action_page, name="action"),
    path("<uuid:key>/move/", views.action_move, name="action_move"),
    path("<uuid:key>/<slug:what>/", views.action_change, name="action_change"),
]
