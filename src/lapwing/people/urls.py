"""Pages of people and of guarding: the search and the doubts; who has seen; custody; conflicts; the law's remedies."""

from django.urls import path

from lapwing.people.finding import views as finding
from lapwing.people.guarding import inside
from lapwing.people.guarding import views as guarding
from lapwing.people.placing import views as placing

urlpatterns = [
    path("people/search/", finding.search, name="people_search"),
    path("people/doubts/", finding.doubts, name="people_doubts"),
    path("people/doubts/<uuid:key>/", finding.doubt, name="people_doubt"),
    path("people/join/<uuid:child>/", finding.join, name="people_join"),
    path("people/unjoin/<uuid:person>/", finding.unjoin, name="people_unjoin"),
    path("child/<uuid:child>/seen/", guarding.seen, name="ledger_child"),
    path("child/<uuid:child>/break-glass/", guarding.break_glass, name="break_glass"),
    path("child/<uuid:child>/conflict/", guarding.conflict, name="declare_conflict"),
    path("child/<uuid:child>/remedy/", guarding.remedy, name="remedy"),
    path("child/<uuid:child>/seal/", guarding.seal, name="seal_child"),
    path("child/<uuid:child>/placement/", placing.placement_add, name="placement_add"),
    path("people/placement/<uuid:key>/", placing.placement_change, name="placement_change"),
    path("guarding/", guarding.desk, name="guarding"),
    path("guarding/review/<uuid:key>/", guarding.review, name="review_read"),
    path("guarding/conflict/<uuid:key>/end/", guarding.end_conflict, name="end_conflict"),
    path("guarding/remedy/<uuid:key>/", guarding.decide_remedy, name="decide_remedy"),
    path("guarding/remedy/<uuid:key>/since/", guarding.restrict_since, name="restrict_since"),
    path("guarding/remedy/<uuid:key>/lift/", guarding.lift, name="lift_restriction"),
    path("custody/", guarding.custody, name="custody"),
    path("custody/answer/<uuid:key>/", guarding.answer, name="answer_touch"),
    path("custody/seal/<uuid:key>/end/", guarding.unseal, name="unseal_child"),
    path("custody/seal/<uuid:key>/inside/", inside.seal_inside, name="seal_inside"),
    path("custody/seal/<uuid:key>/inside/<uuid:place>/end/", inside.seal_let_out, name="seal_let_out"),
]
