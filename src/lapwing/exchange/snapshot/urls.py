from django.urls import path

from lapwing.exchange.snapshot import views

urlpatterns = [path("snapshot/", views.snapshot, name="snapshot")]
