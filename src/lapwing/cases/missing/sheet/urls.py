from django.urls import path

from lapwing.cases.missing.sheet import views

urlpatterns = [
    path("<uuid:child>/", views.if_missing, name="if_missing"),
    path("<uuid:child>/add/", views.if_missing_add, name="if_missing_add"),
    path("<uuid:child>/photograph/", views.if_missing_photograph, name="if_missing_photograph"),
    path("<uuid:child>/telephone/", views.if_missing_telephone, name="if_missing_telephone"),
    path("picture/<uuid:key>/", views.if_missing_picture, name="if_missing_picture"),
    path("<str:what>/<uuid:key>/end/", views.if_missing_end, name="if_missing_end"),
]
