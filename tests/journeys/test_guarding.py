"""Finding a child, a doubtful match, who has seen, the guarding desk, custody: each page fit for everybody."""

import re
import uuid
from datetime import date

import pytest

from lapwing.access import circle, viewer
from lapwing.directory.models import Account, Seat
from lapwing.people import changes, facts
from lapwing.people.models import Audience, Doubt
from tests.cast import Cast
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller

WREN = {"given": "Wren", "family": "Ashdown", "born": date(2012, 5, 4), "postcode": "ZZ1 4AB"}


@pytest.fixture(scope="module")
def told(site: Site) -> dict[str, uuid.UUID]:
    """A child of the council, a doubtful one of its own besides, and a sealed one that a search touched."""
    cast: Cast = site.cast
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference="j-1", **WREN)])[0].person
        child = changes.child_of(person)
        sealed = changes.tell(
            [changes.Telling(reference="j-2", given="Linnet", family="Marsh", born=date(2011, 2, 3))]
        )[0].person
        hidden = changes.child_of(sealed)
    with viewer.viewer(cast.police_missing, "find_missing"):
        changes.tell([changes.Telling(reference="j-3", **(WREN | {"given": "Wrenn", "born": date(2012, 5, 20),
                                                                 "postcode": ""}))])  # fmt: skip
    with viewer.viewer(cast.custodian, "custody"):
        circle.seal_child(child=hidden, holder=cast.custodian.pk, reason="Protected identity", person=sealed)
    account = Account.objects.create_user("steward@police.example", "lantern-otter-gravel", name="Ash Fenn")
    cast.seats["police_steward"] = Seat.objects.create(
        account=account, agency=cast.police_missing.agency, role="data_steward", title="Data steward",
        since=cast.police_missing.since,
    )  # fmt: skip
    with viewer.viewer(cast.seats["police_steward"], "match"):
        doubt = Doubt.objects.get().pk
    with viewer.viewer(cast.social_worker, "plan"):
        kept = changes.tell([changes.Telling("j-4", "Juniper", "Fell", date(2012, 5, 6), "F")])[0].person
        facts.record_addresses([facts.Lives(kept, "2 Mill Lane", "ZZ1 4AB", audience=Audience.CONFIDENTIAL)])
    return {"child": child, "doubt": doubt}


def search(traveller: Traveller, given: str, family: str) -> None:
    traveller.go("/people/search/")
    traveller.reads("Who is this child, and who knows them?")
    traveller.fill("First name", given)
    traveller.fill("Surname", family)
    traveller.press("Search")


def test_a_search_by_name(traveller: Traveller, on_a_phone: Traveller, told: dict[str, uuid.UUID]) -> None:
    traveller.sign_in("front_door")
    search(traveller, "Wren", "Ashdown")
    traveller.sees("Wren Ashdown")
    assert "Wren" not in traveller.page.url
    on_a_phone.sign_in("health")
    search(on_a_phone, "Wren", "Ashdown")
    on_a_phone.sees("Known to Ashmere Council. Call 01632 960001")
    search(on_a_phone, "Linnet", "Marsh")
    on_a_phone.sees("Nothing found")


def test_a_search_without_scripts(without_scripts: Traveller, told: dict[str, uuid.UUID]) -> None:
    without_scripts.sign_in("front_door")
    search(without_scripts, "Wren", "Ashdown")
    without_scripts.sees("Wren Ashdown")


def test_glass_broken_and_who_has_seen(traveller: Traveller, told: dict[str, uuid.UUID]) -> None:
    traveller.sign_in("health")
    traveller.go(f"/child/{told['child']}/conflict/")
    traveller.go(f"/child/{told['child']}/break-glass/")
    traveller.press("Break glass for four hours")
    traveller.sees("There is a problem")
    traveller.fill("Why can this not wait?", "The child is in the emergency department now")
    traveller.press("Break glass for four hours")
    traveller.sees("Glass is broken until")
    traveller.sign_in("ig_lead").go(f"/child/{told['child']}/seen/")
    traveller.reads("Who has seen this child’s record?")


def test_the_desk_of_the_lead(traveller: Traveller, on_a_phone: Traveller, told: dict[str, uuid.UUID]) -> None:
    traveller.sign_in("ig_lead").go("/guarding/")
    traveller.reads("Who reads in your agency, and what must be looked at?")
    traveller.go(f"/child/{told['child']}/remedy/")
    on_a_phone.sign_in("ig_lead").go("/guarding/")


def test_a_doubt(traveller: Traveller, told: dict[str, uuid.UUID]) -> None:
    traveller.sign_in("police_steward").go("/people/doubts/")
    traveller.reads("Which of these could be one child?")
    traveller.page.get_by_role("link", name=re.compile("Look at this match")).first.click()
    traveller.check()
    traveller.reads("Is this one child, or two?")
    traveller.sees("Not shown to you")
    traveller.choose("No: keep them apart")
    traveller.fill("What did you go by?", "Two birth certificates were seen")
    traveller.press("Record what you decide")
    traveller.sees("Kept apart.")


def test_custody(traveller: Traveller, told: dict[str, uuid.UUID]) -> None:
    traveller.sign_in("custodian").go("/custody/")
    traveller.reads("Which searches touched a child in your keeping?")
    traveller.page.get_by_role("link", name=re.compile("Answer")).first.click()
    traveller.check()
    traveller.choose("I speak to the asker myself")
    traveller.press("Answer")
    traveller.sees("Answered.")
    traveller.page.get_by_role("link", name=re.compile("1 person inside the seal")).click()
    traveller.check()
    traveller.reads("Who stands inside this seal?")
    traveller.page.get_by_label("Who must know of this child?").select_option(
        label="Sgt Tom Adeyemi, Missing coordinator, Mereside Police"
    )
    traveller.fill("Why must they?", "Runs the search if the child goes missing")
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2027")):
        traveller.page.get_by_label(part, exact=True).fill(value)
    traveller.press("Let them in")
    traveller.sees("2 people may see this child")
    traveller.shoot("inside-a-seal")
    traveller.page.get_by_role("button", name=re.compile("End now")).click()
    traveller.sees("Who stood inside before")


def test_two_persons_join_whose_address_is_kept(
    traveller: Traveller, on_a_phone: Traveller, told: dict[str, uuid.UUID]
) -> None:
    traveller.sign_in("front_door")
    search(traveller, "Wren", "Ashdown")
    traveller.follow("Another record of yours is this child")
    traveller.reads("Which record of yours is this child too?")
    traveller.fill("Your agency’s reference of the other record", "j-99")
    traveller.press("Look at them side by side")
    traveller.sees("Your agency has no record under this reference")
    traveller.fill("Your agency’s reference of the other record", "j-4")
    traveller.press("Look at them side by side")
    decide_yes(traveller, "Her mother says that Juniper is her second name")
    traveller.sees("a second person of your agency decides")
    on_a_phone.sign_in("data_steward").go("/people/doubts/")
    on_a_phone.follow("Look at this match of Juniper Fell")
    on_a_phone.sees("said that they are one child: Her mother says that Juniper is her second name")
    on_a_phone.shoot("second-person-joins-phone")
    decide_yes(on_a_phone, "The birth certificate has both names")
    on_a_phone.sees("Joined.")


def decide_yes(who: Traveller, reason: str) -> None:
    who.choose("Yes: join the two records")
    who.fill("What did you go by?", reason)
    who.press("Record what you decide")
