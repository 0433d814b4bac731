from django.urls import path

from lapwing.work.meetings import views

urlpatterns = [
    path("", views.meeting_list, name="meetings"),
    path("call/<slug:kind>/<uuid:subject>/", views.meeting_call, name="meeting_call"),
    path("invitation/<uuid:key>/", views.invitation_answer, name="invitation_answer"),
    path("item/<uuid:key>/", views.item_decide, name="item_decide"),
    path("<uuid:key>/", views.meeting_page, name="meeting"),
    path("<uuid:key>/attendance/", views.meeting_attendance, name="meeting_attendance"),
    path("<uuid:key>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("<uuid:key>/move/", views.meeting_move, name="meeting_move"),
    path("<uuid:key>/item/", views.meeting_item, name="meeting_item"),
]
