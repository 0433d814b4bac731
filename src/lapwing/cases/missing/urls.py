from django.urls import include, path

from lapwing.cases.missing import interview_views, views
from lapwing.cases.missing.adulthood import views as adulthood
from lapwing.cases.missing.heard import intelligence_views
from lapwing.cases.missing.heard import views as heard
from lapwing.cases.missing.patterns import views as pattern_views
from lapwing.cases.missing.search import views as search
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
    path("adults/", adulthood.handovers, name="handovers"),
    path("adults/<uuid:key>/", adulthood.handover, name="handover"),
    path("adults/<uuid:key>/tell/", adulthood.handover_tell, name="handover_tell"),
    path("adults/<uuid:key>/taken-on/", adulthood.handover_taken_on, name="handover_taken_on"),
    path("adults/<uuid:key>/not-needed/", adulthood.handover_not_needed, name="handover_not_needed"),
    path("<uuid:key>/", views.absence, name="absence"),
    path("<uuid:key>/located/", views.absence_located, name="absence_located"),
    path("<uuid:key>/risk/", views.absence_risk, name="absence_risk"),
    path("<uuid:key>/prevention/", heard.prevention, name="prevention"),
    path("<uuid:key>/enquiry/", search.enquiry, name="absence_enquiry"),
    path("<uuid:key>/sighting/", search.sighting, name="absence_sighting"),
    path("<uuid:key>/parents/", search.parents, name="absence_parents"),
    path("enquiry/<uuid:key>/", search.enquiry_answer, name="enquiry_answer"),
    path("sighting/<uuid:key>/", search.sighting_settle, name="sighting_settle"),
    path("<uuid:key>/interview/", interview_views.interview, name="interview"),
    path("<uuid:key>/interview/offer/", interview_views.interview_offer, name="interview_offer"),
    path("<uuid:key>/interview/attempt/", interview_views.interview_attempt, name="interview_attempt"),
    path("<uuid:key>/interview/hold/", interview_views.interview_hold, name="interview_hold"),
    path("<uuid:key>/interview/close/", interview_views.interview_close, name="interview_close"),
    path("<uuid:key>/interview/note/", heard.interview_note, name="interview_note"),
    path("<uuid:key>/interview/quotation/", heard.quotation_add, name="quotation_add"),
    path("<uuid:key>/interview/police/", intelligence_views.intelligence_send, name="intelligence_send"),
    path("answer/<uuid:key>/", heard.answer_audience, name="answer_audience"),
    path("note/<uuid:key>/take-back/", heard.note_withdraw, name="note_withdraw"),
    path("quotation/<uuid:key>/clear/", heard.quotation_clear, name="quotation_clear"),
    path("quotation/<uuid:key>/take-back/", heard.quotation_withdraw, name="quotation_withdraw"),
    path("allegation/<uuid:key>/", heard.allegation_officer, name="allegation_officer"),
    path("police/", intelligence_views.intelligence_list, name="intelligence_list"),
    path("police/<uuid:key>/", intelligence_views.intelligence, name="intelligence"),
    path("police/<uuid:key>/receive/", intelligence_views.intelligence_receive, name="intelligence_receive"),
    path("police/<uuid:key>/grade/", intelligence_views.intelligence_grade, name="intelligence_grade"),
    path("account/<uuid:key>/correct/", views.account_correct, name="account_correct"),
    path("fact/<uuid:key>/correct/", views.located_correct, name="located_correct"),
    path("proposal/<uuid:key>/open/", views.proposal_open, name="proposal_open"),
    path("proposal/<uuid:key>/decline/", views.proposal_decline, name="proposal_decline"),
    path("<str:what>/<uuid:key>/withdraw/", views.missing_withdraw, name="missing_withdraw"),
]
