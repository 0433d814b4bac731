from django.urls import path

from lapwing.web.directory import views

urlpatterns = [
    path("", views.directory, name="directory"),
    path("agency/<uuid:key>/", views.agency, name="agency"),
    path("agency/<uuid:key>/seat/", views.add_seat, name="add_seat"),
    path("agency/<uuid:key>/name/", views.rename, name="rename_agency"),
    path("seat/<uuid:key>/hand-over/", views.hand_over, name="hand_over_seat"),
    path("seat/<uuid:key>/leave/", views.leave, name="leave_seat"),
    path("seat/<uuid:key>/sign-in/", views.reset_sign_in, name="reset_sign_in"),
]
