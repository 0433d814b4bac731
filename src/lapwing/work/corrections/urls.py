from django.urls import path

from lapwing.work.corrections import views

urlpatterns = [
    path("", views.corrections, name="corrections"),
    path("<uuid:key>/", views.correction, name="correction"),
]
