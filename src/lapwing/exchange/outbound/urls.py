from django.urls import path

from lapwing.exchange.outbound import views

urlpatterns = [
    path("", views.lists, name="lists"),
    path("return/", views.missing_return, name="lists_return"),
    path("<uuid:key>/fetch/", views.fetch, name="lists_fetch"),
    path("<uuid:key>/decide/", views.decide, name="lists_decide"),
]
