from django.urls import path

from lapwing.web import views

urlpatterns = [
    path("", views.today, name="today"),
    path("seat/", views.choose_seat, name="choose_seat"),
    path("account/", views.my_account, name="my_account"),
    path("stay/", views.stay, name="stay"),
    path("drafts/<slug:form>/", views.keep_draft, name="keep_draft"),
    path("drafts/<slug:form>/<uuid:about>/", views.keep_draft, name="keep_draft_about"),
    path("unlock/", views.unlock, name="unlock"),
    path("left/", views.left, name="left"),
    path("health", views.health, name="health"),
]
