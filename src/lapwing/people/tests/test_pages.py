"""The pages of finding and guarding, as people walk through them."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lapwing.access import circle, viewer
from lapwing.access.levels import Level
from lapwing.access.models import Conflict, Entry, Identity, LedgerAct, Remedy, Review, Seal, Touch
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account, Seat
from lapwing.people import changes
from lapwing.people.models import Doubt, Link, Told
from lapwing.people.queries import child_of
from tests import cast as casting
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WREN = {"given": "Wren", "family": "Ashdown", "born": date(2012, 5, 4), "postcode": "ZZ1 4AB"}


@pytest.fixture
def cast() -> Cast:
    return casting.build()


def client(seat: Seat) -> Client:
    made = Client()
    casting.sign_in(made, seat)
    return made


def tell(seat: Seat, reference: str, **said: Any) -> uuid.UUID:
    with viewer.viewer(seat, "test"):
        return changes.tell([changes.Telling(reference=reference, **(WREN | said))])[0].person


def child(seat: Seat, person: uuid.UUID) -> uuid.UUID:
    with viewer.viewer(seat, "test"):
        return child_of(person)


def search(seat: Seat, **words: str) -> Any:
    return client(seat).post(reverse("people_search"), words or {"given": "Wren", "family": "Ashdown"})


def second(seat: Seat) -> Seat:
    """Another person in another chair of the same role."""
    account = Account.objects.create(email=f"second.{seat.account.email}", name="Second")
    return Seat.objects.create(
        account=account, agency=seat.agency, team=seat.team, role=seat.role, title="Second", since=seat.since
    )


def test_ones_own_agency_finds_the_name_and_another_a_pointer_with_whom_to_call(cast: Cast) -> None:
    tell(cast.social_worker, "c-1")
    ours = search(cast.social_worker).content.decode().split('id="found"')[1].split("<form")[0]
    assert "Wren Ashdown" in ours
    theirs = search(cast.police_missing).content.decode()
    found = theirs.split('id="found"')[1].split("<form")[0]
    assert "Wren" not in found
    assert "Known to Ashmere Council. Call 01632 960001" in found


def test_what_was_typed_is_in_no_address_and_a_pointer_counts_as_shown(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    response = search(cast.police_missing)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    with viewer.clockwork("test"):
        entry = Entry.objects.get(act=LedgerAct.SEARCH)
        assert (entry.seat, entry.door) == (cast.police_missing.pk, "people_search")
        assert [one.child for one in entry.shown.all()] == [key]


def test_nothing_found_is_told_apart_from_not_covered(cast: Cast) -> None:
    tell(cast.social_worker, "c-1", given="Robin", family="Holt", born=date(2010, 1, 1), postcode="")
    told = search(cast.front_door).content.decode()
    assert "Nothing found" in told
    assert "Searched: Ashmere Council" in told
    assert "Not covered:" in told
    assert "Mereside Police" in told.split("Not covered:")[1]


def test_a_search_with_too_few_words_says_what_to_add(cast: Cast) -> None:
    assert "Enter two of first name" in search(cast.front_door, family="Ashdown").content.decode()
    assert "neither a whole NHS number nor a UPN" in search(cast.front_door, number="123").content.decode()


def doubtful(cast: Cast) -> Doubt:
    """The police tell of a child who could be one of the council's."""
    tell(cast.social_worker, "c-1")
    person = tell(cast.police_missing, "p-1", given="Wrenn", born=date(2012, 5, 20), postcode="")
    with viewer.viewer(steward(cast), "test"):
        return Doubt.objects.get(person=person)


def steward(cast: Cast) -> Seat:
    """Who looks at doubts for the police."""
    found = Seat.objects.filter(agency=cast.police_missing.agency, role="data_steward").first()
    if found is None:
        account = Account.objects.create(email="steward@police.example", name="Steward")
        found = Seat.objects.create(
            account=account, agency=cast.police_missing.agency, role="data_steward", title="Steward",
            since=cast.police_missing.since,
        )  # fmt: skip
    return found


def test_a_doubt_shows_evidence_in_words_and_no_name_that_the_looker_may_not_see(cast: Cast) -> None:
    doubt = doubtful(cast)
    page = client(steward(cast)).get(reverse("people_doubt", args=[doubt.pk])).content.decode()
    assert "the same surname" in page.lower()
    assert "Wrenn Ashdown" in page
    assert "Not shown to you" in page
    assert "Wren Ashdown" not in page


def test_a_doubt_is_decided_with_a_reason_and_un_joining_restores_exactly(cast: Cast) -> None:
    doubt = doubtful(cast)
    looker = steward(cast)
    web = client(looker)
    told_too = tell(cast.health, "h-1")
    with viewer.viewer(cast.health, "test"):
        changes.join(person=told_too, child=child_of(doubt.other))
    with viewer.viewer(looker, "test"):
        same_question = Doubt.objects.create(
            person=doubt.person, agency_id=looker.agency_id, level=doubt.level, other=told_too, score=0.5, evidence=[]
        )
    address = reverse("people_doubt", args=[doubt.pk])
    empty = web.post(address, {"same": "yes"}).content.decode()
    assert "What did you go by?" in empty
    assert "<title>Error: One child, or two?" in empty
    before = what_everybody_sees(cast)
    assert web.post(address, {"same": "yes", "reason": "The mother says so"}).status_code == 302
    joined = what_everybody_sees(cast)
    assert joined != before
    asked = web.get(reverse("people_doubt", args=[same_question.pk]), follow=True).content.decode()
    assert "Somebody decided this meanwhile: the same child." in asked, "one answer for one child"
    they_are_cousins = {"same": "no", "reason": "They are cousins"}
    late = web.post(address, they_are_cousins, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()
    assert "Somebody decided this meanwhile: the same child." in late
    assert "They are cousins" in late, "no word that was typed is lost"
    way = reverse("people_unjoin", args=[doubt.person])
    searched = web.post(reverse("people_search"), {"given": "Wrenn", "family": "Ashdown"}).content.decode()
    assert way in searched, "whoever finds the child finds where a wrong join is undone"
    theirs = reverse("people_unjoin", args=[told_too])
    assert theirs not in searched
    assert web.get(theirs).status_code == 404, "what another agency tells, it un-joins itself"
    before_undoing = web.get(way).content.decode()
    assert f"{looker.agency.name}: this one comes away" in before_undoing
    assert "They were joined by: The same surname" in before_undoing
    response = web.post(way, {"reason": "Two birth certificates"})
    assert response.status_code == 302
    assert what_everybody_sees(cast) == before
    second = web.post(reverse("people_unjoin", args=[doubt.person]), {"reason": "Two birth certificates"})
    assert "Somebody un-joined this record meanwhile" in second.content.decode()
    assert what_everybody_sees(cast) == before, "whoever un-joins a second time does not join them again"
    with viewer.viewer(looker, "test"):
        states = list(Link.objects.filter(person=doubt.person).order_by("since").values_list("outcome", flat=True))
        assert states == ["new", "joined", "unjoined"]
        assert Link.objects.get(person=doubt.person, until=None).evidence[0] == {
            "code": "reason", "words": "Two birth certificates",
        }  # fmt: skip


def what_everybody_sees(cast: Cast) -> dict[str, Any]:
    """Which persons are one child, and which of them each seat sees."""
    seen = {}
    for name, seat in cast.seats.items():
        with viewer.viewer(seat, "test"):
            told = set(Told.objects.values_list("pk", flat=True))
            groups: dict[uuid.UUID, set[uuid.UUID]] = {}
            for person, key in Identity.objects.values_list("person", "child"):
                groups.setdefault(key, set()).add(person)
            seen[name] = (told, {key: frozenset(each) for key, each in groups.items()})
    return seen


def test_who_has_seen_says_who_when_through_which_door_and_what_for(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 200
    page = client(cast.ig_lead).get(reverse("ledger_child", args=[key])).content.decode()
    assert "Social worker" in page
    assert "See one child, as far as your place and role reach" in page
    assert "To protect a child from harm" in page
    assert client(cast.stranger).get(reverse("ledger_child", args=[key])).status_code == 404
    assert client(cast.analyst).get(reverse("ledger_child", args=[key])).status_code == 403
    assert client(cast.ig_lead).get(reverse("ledger_child", args=[uuid.uuid4()])).status_code == 404


def test_glass_is_broken_with_a_reason_and_reviewed_by_somebody_outside_the_team(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    web = client(cast.police_missing)
    address = reverse("break_glass", args=[key])
    assert "Answer “Why can this not wait?”" in web.post(address, {"reason": ""}).content.decode()
    assert web.get(reverse("child", args=[key])).status_code == 404
    response = web.post(address, {"reason": "The child is on the bridge now"}, follow=True)
    assert "Glass is broken until" in response.content.decode()
    account = Account.objects.create(email="ig@police.example", name="Lead")
    lead = Seat.objects.create(
        account=account, agency=cast.police_missing.agency, role="ig_lead", title="IG", since=cast.police_missing.since
    )
    with viewer.viewer(lead, "guard_information"):
        review = Review.objects.get(why="break_glass")
    desk = client(lead).get(reverse("guarding")).content.decode()
    assert "Glass was broken" in desk
    page = client(lead).get(reverse("review_read", args=[review.pk])).content.decode()
    assert "The child is on the bridge now" in page
    done = {"finding": "warranted", "note": "The log of the control room bears it out"}
    assert client(lead).post(reverse("review_read", args=[review.pk]), done).status_code == 302
    with viewer.viewer(lead, "guard_information"):
        assert Review.objects.get(pk=review.pk).finding == "warranted"
    late = {"finding": "talk", "note": "I see no reason"}
    sent = client(lead).post(reverse("review_read", args=[review.pk]), late, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Somebody else reviewed this meanwhile" in sent.content.decode()
    assert "I see no reason" in sent.content.decode()
    with viewer.viewer(lead, "guard_information"):
        assert Review.objects.get(pk=review.pk).finding == "warranted"
    assert client(cast.ig_lead).get(reverse("review_read", args=[review.pk])).status_code == 404


def test_nobody_reviews_a_read_of_their_own_team(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    client(cast.social_worker).get(reverse("child", args=[key]))
    with viewer.viewer(cast.ig_lead, "guard_information"):
        entry = Entry.objects.filter(door="child").first()
        circle.ask_for_review(entry.pk, agency=cast.ig_lead.agency_id, team=cast.social_worker.team_id, why="sample")
        review = Review.objects.get(entry=entry.pk)
    in_the_team = second(cast.ig_lead)
    in_the_team.team = cast.social_worker.team
    in_the_team.save(update_fields=["team"])
    said = {"finding": "warranted", "note": "-"}
    page = client(in_the_team).post(reverse("review_read", args=[review.pk]), said).content.decode()
    assert "Somebody outside the team must look at this." in page


def test_a_conflict_is_declared_and_ended_at_the_desk(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    web, declaring = client(cast.social_worker), reverse("declare_conflict", args=[key])
    assert declaring in web.get(reverse("child", args=[key])).content.decode(), "a child's page leads there"
    assert web.post(declaring, {"reason": "partner"}).status_code == 302
    assert web.get(reverse("child", args=[key])).status_code == 404
    assert "Wren" not in search(cast.social_worker).content.decode().split('id="found"')[1].split("<form")[0]
    with viewer.viewer(cast.ig_lead, "guard_information"):
        conflict = Conflict.objects.get()
    assert "A child of my partner" in client(cast.ig_lead).get(reverse("guarding")).content.decode()
    lead, ending = client(cast.ig_lead), reverse("end_conflict", args=[conflict.pk])
    lead.post(ending)
    assert web.get(reverse("child", args=[key])).status_code == 200
    stale = lead.post(ending, follow=True).content.decode()
    assert f"Information-governance lead, {cast.ig_lead.agency} ended this conflict" in stale


def test_a_conflict_under_a_key_that_tells_nothing_holds_all_the_same(cast: Cast) -> None:
    """A sealed child and one that there is not: the same answer, and neither on the lead's desk nor in a line."""
    key = child(cast.social_worker, tell(cast.social_worker, "c-1"))
    client(cast.custodian).post(reverse("seal_child", args=[key]), {"reason": "Protected identity"})
    answers = []
    for each in (key, new_key()):
        with CaptureQueriesContext(connection) as asked:
            said = client(cast.social_worker).post(reverse("declare_conflict", args=[each]), {"reason": "partner"})
        answers.append((said.status_code, said.url, len(asked)))
        with viewer.viewer(cast.ig_lead, "guard_information"):
            assert not Conflict.objects.exists()
            assert not Entry.objects.filter(door="access.declare_conflict").exists()
    assert answers[0] == answers[1]
    with viewer.viewer(cast.custodian, "custody"):
        seal = Seal.objects.get()
        circle.unseal_child(seal)
    with viewer.viewer(cast.ig_lead, "guard_information"):
        assert Conflict.objects.get().child == key
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 404, "it was kept, and holds"


def test_a_custodian_seals_answers_and_two_end_a_seal(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    web = client(cast.custodian)
    page, sealing = reverse("child", args=[key]), reverse("seal_child", args=[key])
    assert sealing in web.get(page).content.decode(), "a child's page leads there"
    assert sealing not in client(cast.social_worker).get(page).content.decode()
    assert web.post(sealing, {"reason": "Protected identity"}).status_code == 302
    assert sealing not in web.get(page).content.decode(), "once is enough"
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 404
    search(cast.police_missing)
    desk = web.get(reverse("custody")).content.decode()
    assert "Missing coordinator" in desk
    assert "Protected identity" in desk
    with viewer.viewer(cast.custodian, "custody"):
        touch, seal = Touch.objects.get(), Seal.objects.get()
    page = web.get(reverse("answer_touch", args=[touch.pk])).content.decode()
    assert "They are not told that this child exists" in page
    assert web.post(reverse("answer_touch", args=[touch.pk]), {"answer": "in_contact"}).status_code == 302
    for _ in range(2):  # the same person twice is one person
        web.post(reverse("unseal_child", args=[seal.pk]))
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 404
    other = second(cast.custodian)
    with viewer.viewer(cast.custodian, "custody"):
        circle.open_places([
            circle.Opening(person=person, agency=other.agency_id, holder=other.pk, reaches=Level.SEALED,
                           purpose="custody", basis="public_task")
        ])  # fmt: skip
    ending = reverse("unseal_child", args=[seal.pk])
    assert "End, as asked" in client(other).get(reverse("custody")).content.decode()
    assert "A second custodian ends it" in web.get(reverse("custody")).content.decode(), "no button that does nothing"
    assert client(other).post(ending).status_code == 302
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 200
    assert "ended this seal" in web.post(ending, follow=True).content.decode()
    assert "ended this seal" in web.get(reverse("seal_inside", args=[seal.pk]), follow=True).content.decode()


def test_restricting_and_erasing_by_page(cast: Cast) -> None:
    person = tell(cast.social_worker, "c-1")
    key = child(cast.social_worker, person)
    lead = client(cast.ig_lead)
    address = reverse("remedy", args=[key])
    assert address in lead.get(reverse("child", args=[key])).content.decode(), "a child's page leads there"
    said = {"what": "restrict", "grounds": "request"}
    assert "Say why it is restricted" in lead.post(address, said).content.decode()
    assert lead.post(address, said | {"reason": "Accuracy is contested"}).status_code == 302
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 404
    with viewer.viewer(cast.ig_lead, "restriction"):
        restriction = Remedy.objects.get()
    since = lead.post(reverse("restrict_since", args=[restriction.pk]), follow=True).content.decode()
    assert "Nothing was recorded since." in since
    assert reverse("child", args=[key]) in since, "the desk says whose records are restricted"
    assert client(cast.social_worker).post(reverse("restrict_since", args=[restriction.pk])).status_code == 403
    assert lead.post(reverse("lift_restriction", args=[restriction.pk])).status_code == 302
    for stale in ("lift_restriction", "restrict_since"):
        said_so = lead.post(reverse(stale, args=[restriction.pk]), follow=True).content.decode()
        assert f"Information-governance lead, {cast.ig_lead.agency} lifted this restriction" in said_so
    assert client(cast.social_worker).get(reverse("child", args=[key])).status_code == 200
    for _ in range(2):
        assert lead.post(address, {"what": "erase", "grounds": "retention"}).status_code == 302
    with viewer.viewer(cast.ig_lead, "erasure"):
        again, asked = Remedy.objects.filter(what="erase")
    decide = reverse("decide_remedy", args=[asked.pk])
    desk, own = (lead.get(page).content.decode() for page in (reverse("guarding"), decide))
    assert "Erasure asked for" in desk
    assert "you asked for this yourself" in own
    assert 'value="erase"' not in own, "nobody is shown a button that is not theirs"
    assert "A second person decides" in lead.post(decide, {"decision": "erase"}).content.decode()
    other = client(second(cast.ig_lead))
    assert 'value="erase"' in other.get(decide).content.decode()
    assert 'value="erase"' in other.post(decide, {"decision": "neither"}).content.decode(), "nothing is decided by it"
    assert other.post(decide, {"decision": "erase"}).status_code == 302
    assert "This was decided before" in lead.post(decide, {"decision": "refuse"}, follow=True).content.decode()
    with viewer.viewer(cast.ig_lead, "erasure"):
        assert not Told.objects.filter(pk=person).exists()
    assert "Nothing of this person is left" in other.get(reverse("decide_remedy", args=[again.pk])).content.decode()
