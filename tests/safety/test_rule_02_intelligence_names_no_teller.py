"""2. A child who names another is a protected source: that they told shows nowhere on the other child's page."""

from datetime import date
from uuid import UUID

import pytest

from lapwing.access.models import Entry, EntryChild
from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.heard.changes import Graded
from lapwing.cases.missing.heard.models import Grading, Intelligence, Mark
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.search.changes import Seen, record_sightings
from lapwing.cases.missing.search.models import Informant, Sighting
from lapwing.people.changes import Telling, join, tell
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from lapwing.work.alerts.models import Alert
from lapwing.work.instruments import Audience
from lapwing.work.instruments.changes import Given
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
TOLD = "Bryony Marsh waits for him at Quay Street."


@pytest.fixture
def world() -> World:
    return missing_world.make()


@pytest.fixture
def other(world: World) -> UUID:
    """Bryony, whom the council and the police tell."""
    telling = ("Bryony", "Marsh", date(2010, 2, 9), "F", "", "ZZ1 4AC")
    with viewer(world.cast.social_worker, "test"):
        child = child_of(tell([Telling("C-2", *telling)])[0].person)
    with viewer(world.cast.police_missing, "test"):
        person = tell([Telling("NICHE-2", *telling)])[0].person
        if child_of(person) != child:
            join(person=person, child=child)
    return child


@pytest.fixture
def absence(world: World) -> UUID:
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    return account.absence_id


def sent(world: World, absence: UUID) -> Intelligence:
    with viewer(world.cast.council_missing, "test"):
        return heard.send_intelligence(Absence.objects.get(pk=absence), TOLD)


def graded(world: World, absence: UUID) -> Intelligence:
    row = sent(world, absence)
    with viewer(world.cast.police_missing, "test"):
        [mark] = heard.grade(Intelligence.objects.get(pk=row.pk), Graded("2", "C", "C", about=("NICHE-2",)))
        assert mark.grade == "2CC"
    return row


def pages_of(world: World, child: UUID) -> dict[str, str]:
    seats = (world.cast.social_worker, world.cast.council_missing, world.cast.police_missing)
    urls = (f"/child/{child}/", f"/child/{child}/?only=significant")
    answers = {f"{seat}{url}": world.client(seat).get(url) for seat in seats for url in urls}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {where: answer.content.decode() for where, answer in answers.items()}


def test_an_answer_that_names_another_shows_on_none_of_their_pages(world: World, other: UUID, absence: UUID) -> None:
    answers = {"with_whom": Given(TOLD, Audience.CIRCLE), "own_words": Given(TOLD, Audience.CIRCLE)}
    world.interview(absence, answers)
    for where, page in pages_of(world, other).items():
        assert "Quay Street" not in page, where
        assert "Wren" not in page, where


def test_intelligence_marks_the_other_with_its_grade_and_day_alone(world: World, other: UUID, absence: UUID) -> None:
    row = graded(world, absence)
    for where, page in pages_of(world, other).items():
        assert ("Intelligence graded 2CC" in page) == ("Mereside Police" in where), where
        for trace in ("Quay Street", "Wren", "Tolley", str(row.pk), str(absence), str(world.child)):
            assert trace not in page, (where, trace)


def test_a_mark_leads_to_no_teller(world: World, other: UUID, absence: UUID) -> None:
    row = graded(world, absence)
    with viewer(world.cast.police_missing, "test"):
        mark = Mark.objects.get()
        kept = {field.attname: getattr(mark, field.attname) for field in Mark._meta.concrete_fields}
    assert not {row.pk, row.person, absence, world.child} & set(kept.values())


def test_no_line_of_the_ledger_names_both_children(world: World, other: UUID, absence: UUID) -> None:
    graded(world, absence)
    with clockwork("test"):  # it sees every line; the police see none about the child who was named
        doors = ("missing.grade_intelligence", "missing.mark_intelligence", "missing.receive_intelligence")
        lines = list(Entry.objects.filter(door__in=doors))
        assert {entry.door for entry in lines} == set(doors)
        for entry in lines:
            children = set(EntryChild.objects.filter(entry=entry).values_list("child", flat=True))
            assert len(children & {other, world.child}) <= 1


def test_only_the_sender_and_the_police_team_read_it(world: World, other: UUID, absence: UUID) -> None:
    graded(world, absence)
    for name in ("home_manager", "school_lead", "other_council_missing", "stranger", "partnership_manager"):
        with viewer(world.cast.seats[name], "test"):
            assert not Intelligence.objects.exists(), name
            assert not Grading.objects.exists(), name
    with viewer(world.cast.council_missing, "test"):
        assert Grading.objects.get().grade == "2CC"


def test_the_alert_that_it_came_says_neither_who_nor_what(world: World, absence: UUID) -> None:
    row = sent(world, absence)
    page = world.client(world.cast.police_missing).get("/alerts/").content.decode()
    assert "Quay Street" not in page
    with viewer(world.cast.police_missing, "test"):
        alerts = Alert.objects.filter(subject=row.pk)  # at night two: who answers then, and who finds it in the morning
        assert {alert.state for alert in alerts.all()} == {"waiting"}
        heard.receive(Intelligence.objects.get(pk=row.pk))
        assert {alert.state for alert in alerts.all()} == {"ended"}, "nobody is woken for what the police have"
    assert heard.TO_GRADE.words == "Something to receive and grade"


def test_a_second_grade_is_not_put_over_the_first_unawares(world: World, absence: UUID) -> None:
    page = f"/missing/police/{sent(world, absence).pk}/grade/"
    first, second = world.client(world.cast.police_missing), world.client(world.cast.police_missing)
    said = {"source": "2", "information": "C", "handling": "C", "note": "Ask us before you act", "before": ""}
    assert "Write the conditions" in first.post(page, said | {"note": ""}).content.decode()
    assert first.post(page, said).status_code == 302
    late = second.post(page, said | {"source": "1", "note": "Seen on camera"})
    assert "Somebody else graded this meanwhile" in late.content.decode()
    assert "Seen on camera" in late.content.decode()
    again = late.context["form"]["before"].value()
    assert second.post(page, said | {"source": "1", "before": again}).status_code == 302
    with viewer(world.cast.police_missing, "test"):
        assert Grading.objects.get().grade == "1CC"


def test_the_child_who_told_is_never_marked_by_it(world: World, absence: UUID) -> None:
    row = sent(world, absence)
    with viewer(world.cast.police_missing, "test"), pytest.raises(LookupError):
        heard.grade(Intelligence.objects.get(pk=row.pk), Graded("2", "C", "C", about=("police-1",)))


def test_that_a_child_told_of_a_sighting_shows_as_information_received(world: World, absence: UUID) -> None:
    seen = Seen(absence, Moment.now(), "Quay Street", "child", informant="Bryony Marsh, 15")
    with viewer(world.cast.council_missing, "test"):
        record_sightings([seen])
        assert Informant.objects.get().who == "Bryony Marsh, 15"
    with viewer(world.cast.police_missing, "test"):
        assert Sighting.objects.get().source == "information"
        assert not Informant.objects.exists()
    page = world.client(world.cast.police_missing).get(f"/missing/{absence}/").content.decode()
    assert "Information received" in page
    assert "Bryony" not in page
    form = world.client(world.cast.home_manager).get(f"/missing/{absence}/sighting/").content.decode()
    assert "Who told, and how" not in form, "nobody in a home could open it again"
    assert "tell the police by telephone" in form
