from django.urls import path

from lapwing.web.one_click import views

urlpatterns = [path("", views.one_click, name="one_click"), path("ten-minutes/", views.walk, name="demo_walk")]
