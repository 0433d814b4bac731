from django.urls import path

from lapwing.work.worklist import views

urlpatterns = [path("", views.worklist, name="worklist")]
