from django.urls import include, path

from lapwing.cases.missing import interview_views, views
from lapwing.cases.missing.patterns import views as pattern_views
from lapwing.cases.missing.shifts import views as shift_views

urlpatterns = [
    path("", views.missing_board, name="missing_board"),
    path("cards/", views.missing_cards, name="missing_cards"),
    path("wall/", views.missing_wall, name="missing_wall"),
    path("wall/lock/", views.missing_wall_lock, name="missing_wall_lock"),
    path("wall/cards/", views.missing_wall_cards, name="missing_wall_cards"),
    path("all/", views.missing_all, name="missing_all"),
    path("tasking/", shift_views.missing_tasking, name="missing_tasking"),
    path("tasking/paper/", shift_views.missing_tasking_paper, name="missing_tasking_paper"),
    path("outage/", shift_views.missing_outage, name="missing_outage"),
    path("outage/paper/", shift_views.missing_outage_paper, name="missing_outage_paper"),
    path("sheet/", include("lapwing.cases.missing.sheet.urls")),
    path("patterns/<uuid:child>/", pattern_views.child_patterns, name="child_patterns"),
    path("report/", views.missing_report, name="missing_report"),
    path("report/new/", views.missing_report_new, name="missing_report_new"),
    path("report/<uuid:child>/", views.missing_report_child, name="missing_report_child"),
    path("<uuid:key>/", views.absence, name="absence"),
    path("<uuid:key>/located/", views.absence_located, name="absence_located"),
    path("<uuid:key>/risk/", views.absence_risk, name="absence_risk"),
    path("<uuid:key>/prevention/", interview_views.prevention, name="prevention"),
    path("<uuid:key>/interview/", interview_views.interview, name="interview"),
    path("<uuid:key>/interview/offer/", interview_views.interview_offer, name="interview_offer"),
    path("<uuid:key>/interview/attempt/", interview_views.interview_attempt, name="interview_attempt"),
    path("<uuid:key>/interview/hold/", interview_views.interview_hold, name="interview_hold"),
    path("<uuid:key>/interview/close/", interview_views.interview_close, name="interview_close"),
    path("account/<uuid:key>/correct/", views.account_correct, name="account_correct"),
    path("fact/<uuid:key>/correct/", views.located_correct, name="located_correct"),
    path("proposal/<uuid:key>/open/", views.proposal_open, name="proposal_open"),
    path("proposal/<uuid:key>/decline/", views.proposal_decline, name="proposal_decline"),
    path("<str:what>/<uuid:key>/withdraw/", views.missing_withdraw, name="missing_withdraw"),
]
