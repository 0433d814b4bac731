"""14. A new address leaks through another page: reporting a child missing does not tell where they are placed, and no
page that names whoever tells, stands in the circle or is asked to a meeting does.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.cases.missing import queries
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.models import Absence, Account
from lapwing.demo.walking import KEYS, LINKS
from lapwing.directory.models import AgencyName
from lapwing.exchange.outbound import files
from lapwing.people import hiding
from lapwing.people.care import Holds, Placed, correct_placement, mark_of, record_placements, record_statuses
from lapwing.people.facts import Attends, record_schoolings
from lapwing.people.models import Audience, Placement, Schooling
from lapwing.work.actions.changes import NewAction
from lapwing.work.actions.changes import add as agree
from lapwing.work.actions.models import Action
from lapwing.work.meetings.changes import Call, Invite, call
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
# The home, its former name, its manager, and the manager's colleagues.
HOME = re.compile(r"Ash House|Rook Cottage|Gwen Pascoe", re.IGNORECASE)
LISTS = (
    "/missing/", "/missing/wall/", "/missing/tasking/", "/missing/all/", "/patterns/", "/worklist/", "/alerts/",
    "/alerts/sent/", "/meetings/", "/exploitation/", "/exploitation/placed/",
    "/people/search/?given=Wren&family=Tolley",
)  # fmt: skip
OUTSIDE = ("police_missing", "health", "other_council_missing", "front_door", "scrutineer", "school_lead")


@pytest.fixture
def world() -> World:
    """A confidential home that tells of the child in its own words, reports it missing, and is asked to a meeting."""
    world = missing_world.make()
    cast = world.cast
    AgencyName.objects.create(
        agency=cast.agencies["home"], name="Rook Cottage", since=date(2015, 1, 1), until=date(2020, 1, 1)
    )
    with viewer(cast.social_worker, "test"):
        Placement.objects.update(audience=Audience.CONFIDENTIAL, level=Level.RESTRICTED)
    said = {
        "missing_from": "the garden of ash house", "last_seen_place": "Rook Cottage", "risk": "HIGH",
        "reported_by": "Gwen Pascoe, Ash House", "from_agency": cast.agencies["home"].pk,
    }  # fmt: skip
    world.report(cast.home_manager, world.home, 400, **said, ended=Located(None, "returned", missing_world.ago(390),
                 "Ash House", "by taxi", "Gwen Pascoe"))  # fmt: skip
    account = world.report(cast.home_manager, world.home, **said)
    world.report(cast.police_missing, world.police)
    _around(world, account)
    world.absence = account.absence_id
    return world


def _around(world: World, account: Account) -> None:
    """What others do about it: whoever reads must come across the home as a holder of places, work and invitations."""
    cast, soon = world.cast, timezone.now() + timedelta(days=1)
    home, manager = cast.agencies["home"], cast.home_manager
    everyone = {name: cast.seats[name] for name in OUTSIDE}
    with viewer(cast.social_worker, "test"):
        circle.open_places(
            [
                circle.Opening(
                    person=world.council, agency=seat.agency_id, holder=seat.pk, reaches=Level.DETAIL,
                    purpose="protect", basis="public_task", ends=timezone.now() + timedelta(days=30),
                )
                for seat in (*everyone.values(), manager)
            ]
        )  # fmt: skip
        call([Call(world.council, "absence", account.absence_id, "Meeting about a child", "protect", soon,
                   cast.social_worker.pk, tuple(Invite(seat.agency_id, seat.pk) for seat in
                   (*everyone.values(), manager)))])  # fmt: skip
        agree([NewAction(world.council, "absence", account.absence_id, "Ring Ash House", manager.pk, home.pk,
                         date(2030, 1, 1))])  # fmt: skip


def _main(answer: HttpResponse) -> str:
    """What the page says; what a form offers to choose from is no word about where a child lives."""
    page = answer.content.decode() if not answer.streaming else b"".join(answer).decode(errors="replace")  # type: ignore[attr-defined, arg-type]
    page = page.partition("<main")[2] or page
    return re.sub(r"(?s)<select.*?</select>", "", page)


def _pages(client: Client, world: World, *, follow: bool) -> Iterator[tuple[str, str]]:
    """The child's page and the absence's, all that these two lead to, and the lists on which the child stands."""
    starts = [f"/child/{world.child}/", f"/missing/{world.absence}/"]
    waiting = [*starts, f"/child/{world.child}/why/", f"/missing/sheet/{world.child}/", *(LISTS if follow else ())]
    kinds = set[str]()
    for page in waiting:
        if (kind := KEYS.sub("…", page.split("?")[0])) in kinds or page.startswith(("/static", "/sign", "/demo")):
            continue
        kinds.add(kind)
        answer = client.get(page)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield page, _main(answer)
            if follow and page in starts:
                waiting += [link.replace("&amp;", "&") for link in LINKS.findall(_main(answer))]


def test_no_page_names_a_confidential_home(world: World) -> None:
    for name in OUTSIDE:
        client = world.client(world.cast.seats[name])
        pages = dict(_pages(client, world, follow=name == "police_missing"))
        assert {page: HOME.findall(said) for page, said in pages.items() if HOME.search(said)} == {}, name
        assert any("Confidential: call back" in said for said in pages.values()) or name == "scrutineer", name


def test_no_paper_and_no_list_names_a_confidential_home(world: World) -> None:
    police, cast = world.client(world.cast.police_missing), world.cast
    assert "Ash House" not in _paper(police)
    with viewer(cast.other_council_missing, "test"):
        rows = list(Absence.objects.filter(person=world.home))
        told, facts = queries.accounts_of(row.pk for row in rows), queries.facts_of(row.pk for row in rows)
        said = [files._in_words(told.get(row.pk, []), facts.get(row.pk, [])) for row in rows]
        assert rows
        assert "confidential: call back" in str(said)
        assert not HOME.search(str(said))


@pytest.mark.parametrize("ended", [False, True], ids=["now", "ended"])
def test_no_page_names_a_confidential_school_while_it_lasts_nor_after(world: World, ended: bool) -> None:
    cast, page = world.cast, f"/child/{world.child}/"
    police, school = world.client(cast.police_missing), cast.agencies["school"]
    with viewer(cast.social_worker, "test"):
        record_schoolings([Attends(world.council, school.pk, date(2025, 9, 1))])
        circle.open_places([
            circle.Opening(
                person=world.council, agency=school.pk, holder=cast.school_lead.pk, reaches=Level.DETAIL,
                purpose="protect", basis="public_task", ends=timezone.now() + timedelta(days=30),
            )
        ])  # fmt: skip
        rows = Schooling.objects.filter(school=school)
        assert school.name in _main(police.get(page)), "no secret yet"
        until = timezone.localdate() - timedelta(days=1) if ended else None
        rows.update(audience=Audience.CONFIDENTIAL, level=Level.RESTRICTED, until=until)
    for each in (page, f"{page}why/", f"/missing/{world.absence}/"):
        assert school.name not in _main(police.get(each)), each
    with viewer(cast.social_worker, "test"):
        assert hiding.agencies_not_to_name([world.council]) == {}, "whoever reads the row reads the name"
    with viewer(cast.school_lead, "test"):
        assert school.pk not in hiding.agencies_not_to_name([world.council]).get(world.council, ()), "their own"


def test_those_who_may_know_and_the_home_itself_read_the_name(world: World) -> None:
    for name in ("social_worker", "home_manager"):
        assert "Ash House" in _main(world.client(world.cast.seats[name]).get(f"/child/{world.child}/")), name


def test_a_home_that_is_no_secret_is_named(world: World) -> None:
    with viewer(world.cast.social_worker, "test"):
        Placement.objects.update(audience=Audience.CIRCLE, level=Level.SUMMARY)
    police = world.client(world.cast.police_missing)
    for page in (f"/child/{world.child}/", f"/child/{world.child}/why/", f"/missing/{world.absence}/"):
        assert "Ash House" in _main(police.get(page)), page


def test_a_placement_said_again_as_confidential_becomes_so_and_no_return_opens_it(world: World) -> None:
    """A return says nothing of who may know: read in again, it leaves confidential what was."""
    page, police = f"/child/{world.child}/", world.client(world.cast.police_missing)
    with viewer(world.cast.social_worker, "test"):
        stands = Placement.objects.get()

    def named_after(audience: Audience | None) -> bool:
        area, since = world.cast.areas["ashmere"].pk, date(2025, 9, 1)
        with viewer(world.cast.social_worker, "test"):
            record_placements([Placed(world.council, "K2", area, since, audience=audience, key=stands.pk)])
        return bool(HOME.search(_main(police.get(page))))

    assert named_after(Audience.CIRCLE), "who says that it is open, opens it"
    assert not named_after(Audience.CONFIDENTIAL)
    assert not named_after(None)
    with viewer(world.cast.social_worker, "test"):
        again = Placement.objects.get()
    assert (again.audience, again.level, again.home_id) == ("confidential", Level.RESTRICTED, stands.home_id)


def test_a_placement_stays_confidential_when_only_the_legal_status_changes(world: World) -> None:
    """A return tells of it as a new episode, which knows neither the home nor who may know it."""
    area, day = world.cast.areas["ashmere"].pk, timezone.localdate()
    with viewer(world.cast.social_worker, "test"):
        stands = Placement.objects.get()
        Placement.objects.update(until=day - timedelta(days=2))
        record_placements([
            Placed(world.council, "K2", area, day - timedelta(days=ago), legal_status=status, stays=True)
            for ago, status in ((2, "E1"), (1, "C2"))
        ])  # fmt: skip
        rows = Placement.objects.exclude(pk=stands.pk)
        assert {(row.home_id, row.audience, row.level) for row in rows} == {
            (stands.home_id, "confidential", Level.RESTRICTED)
        }
    assert not HOME.search(_main(world.client(world.cast.police_missing).get(f"/child/{world.child}/")))


def test_a_coordinator_reads_that_a_child_of_ours_is_placed_in_confidence_and_not_where(world: World) -> None:
    cast, page = world.cast, "/exploitation/placed/"
    with viewer(cast.social_worker, "test"):
        record_statuses([Holds(world.council, "looked_after", date(2025, 9, 1))])
    said = _main(world.client(cast.council_missing).get(page))
    assert "placed in confidence" in said
    assert "Wren Tolley" in said
    assert not HOME.search(said)
    for outside in ("police_missing", "other_council_missing"):
        assert "placed in confidence" not in _main(world.client(cast.seats[outside]).get(page)), outside
    with viewer(cast.social_worker, "test"):
        Placement.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "placed in confidence" not in _main(world.client(cast.council_missing).get(page))


def test_the_veil_stays_when_the_placement_ends_until_the_agency_says_otherwise(world: World) -> None:
    """Others still live in hiding there; and the one who may open it finds the ended placement on the child's page."""
    page, police = f"/child/{world.child}/", world.client(world.cast.police_missing)
    area, day = world.cast.areas["ashmere"].pk, timezone.localdate()
    with viewer(world.cast.social_worker, "test"):
        stands = Placement.objects.get()
        Placement.objects.update(until=day - timedelta(days=2))
        record_placements([Placed(world.council, "U1", area, day - timedelta(days=2))])
    for where in (page, f"/missing/{world.absence}/"):
        assert not HOME.search(_main(police.get(where))), where
    change = f"/people/placement/{stands.pk}/"
    assert change in _main(world.client(world.cast.social_worker).get(page))
    with viewer(world.cast.social_worker, "test"):
        ended = Placement.objects.get(pk=stands.pk)
        assert correct_placement(ended, mark_of(ended), audience=Audience.CIRCLE)
    assert HOME.search(_main(police.get(page)))


def test_what_a_page_does_not_name_is_kept_as_it_was_told(world: World) -> None:
    """Reading through the veil, and saving work that several do together, changes no word that was told."""
    with viewer(world.cast.health, "test"):
        action = Action.objects.get()
        assert action.text == "Ring [confidential: call back]"
        action.save()
    with viewer(world.cast.home_manager, "test"):
        assert Action.objects.get().text == "Ring Ash House"


def _paper(client: Client) -> str:
    found = re.search(r'<input[^>]*name="shift"[^>]*>', client.get("/missing/outage/").content.decode())
    assert found
    shift = found[0].partition('value="')[2].partition('"')[0]
    return _main(client.post("/missing/outage/paper/", {"shift": shift, "area": "", "notes": "on"}))
