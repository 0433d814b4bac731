from django.urls import path

from lapwing.web import views

urlpatterns = [
    path("", views.today, name="today"),
    path("seat/", views.choose_seat, name="choose_seat"),
    path("account/", views.my_account, name="my_account"),
    # Where the sign-in library sends an account that has no password.
    path("account/no-password/", views.no_password, name="account_set_password"),
    path("stay/", views.stay, name="stay"),
    path("draft/", views.keep_draft, name="keep_draft"),
    path("unlock/", views.unlock, name="unlock"),
    path("left/", views.left, name="left"),
    path("health", views.health, name="health"),
]
