"""The "if missing" sheet: opened in one press, each opening in the ledger, each line for those who may know it."""

import io
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from lapwing.access.models import Entry, LedgerAct
from lapwing.access.viewer import viewer
from lapwing.cases.missing.sheet import changes, presenters
from lapwing.cases.missing.sheet.changes import NewLine, NotAPicture, made_plain
from lapwing.cases.missing.sheet.models import Audience, Line, Photograph
from lapwing.people.models import Involvement, Telephone
from lapwing.people.queries import persons_of
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Wren is missing from Ash House; the council wrote a line for each audience before."""
    made = missing_world.make()
    area = made.cast.areas["ashmere"].pk
    with viewer(made.cast.council_missing, "find_missing"):
        changes.add_lines(
            [
                NewLine(made.council, "medication", "Carries an inhaler", Audience.CIRCLE, area),
                NewLine(made.council, "username", "lapwing_wren on one app", Audience.SEARCHERS, area),
                NewLine(made.council, "associate", "A cousin in Brackwater", Audience.POLICE, area),
            ]
        )
        Telephone.objects.create(
            person=made.council, agency=made.cast.agencies["council"], number="01632 960111", whose="her own", level=2
        )
    made.report(made.cast.home_manager, made.home)
    made.report(made.cast.police_missing, made.police)
    return made


def sheet(world: World, seat: str) -> str:
    answer = world.client(world.cast.seats[seat]).get(reverse("if_missing", args=[world.child]))
    assert answer.status_code == 200, seat
    return answer.content.decode()


def test_the_police_open_it_in_one_press_and_the_ledger_says_so(world: World) -> None:
    board = world.client(world.cast.police_missing).get(reverse("missing_board")).content.decode()
    assert reverse("if_missing", args=[world.child]) in board, "one press from the board"
    opened = sheet(world, "police_missing")
    for words in ("Carries an inhaler", "lapwing_wren", "A cousin in Brackwater", "01632 960111", "14 May 2011"):
        assert words in opened
    with viewer(world.cast.police_missing, "test"):
        [line] = Entry.objects.filter(door="if_missing", seat=world.cast.police_missing.pk)
        assert (line.act, line.purpose) == (LedgerAct.READ, "find_missing")
    sheet(world, "police_missing")
    with viewer(world.cast.police_missing, "test"):
        assert Entry.objects.filter(door="if_missing", seat=world.cast.police_missing.pk).count() == 2


@pytest.mark.parametrize(
    ("seat", "seen"),
    [
        ("police_missing", {"inhaler", "lapwing_wren", "cousin"}),
        ("council_missing", {"inhaler", "lapwing_wren", "cousin"}),
        ("home_manager", {"inhaler"}),
    ],
)
def test_each_line_is_for_those_who_may_know_it(world: World, seat: str, seen: set[str]) -> None:
    opened = sheet(world, seat)
    assert {word for word in ("inhaler", "lapwing_wren", "cousin") if word in opened} == seen


def test_a_home_stands_once_among_those_to_call(world: World) -> None:
    cast = world.cast
    with viewer(cast.home_manager, "test"):
        Involvement.objects.create(person=world.home, agency=cast.agencies["home"], what="placement",
                                   since=date(2025, 9, 1), contact_seat=cast.home_manager)  # fmt: skip
    with viewer(cast.police_missing, "find_missing"):
        [said] = [fact for fact in presenters.call(persons_of(world.child)) if fact.name == cast.agencies["home"].name]
    assert str(said.value).startswith("Where the child lives")
    assert cast.home_manager.title in str(said.value)


def test_another_council_sees_none_of_it(world: World) -> None:
    with viewer(world.cast.stranger, "test"):
        assert not Line.objects.exists()
    answer = world.client(world.cast.stranger).get(reverse("if_missing", args=[world.child]))
    assert answer.status_code == 404


def picture(side: int = 40) -> bytes:
    made, kept = Image.new("RGB", (side, side // 2), "green"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Cameramaker"
    exif.get_ifd(0x8825)[1] = "N"
    made.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def test_a_photograph_loses_what_the_camera_wrote(world: World) -> None:
    sent = picture(2000)
    assert b"Cameramaker" in sent
    kept = made_plain(sent)
    assert b"Cameramaker" not in kept
    assert b"Exif" not in kept
    assert Image.open(io.BytesIO(kept)).size == (900, 450)


@pytest.mark.parametrize("sent", [b"", b"GIF89a", b"<svg onload='x'/>", b"%PDF-1.4", picture()[:200]])
def test_what_is_no_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(NotAPicture):
        made_plain(sent)


def test_a_photograph_by_form_is_shown_to_those_who_search_alone(world: World) -> None:
    council = world.client(world.cast.council_missing)
    form = {"picture": SimpleUploadedFile("wren.jpg", picture()), "audience": "searchers", "taken_on-day": "3",
            "taken_on-month": "2", "taken_on-year": "2026"}  # fmt: skip
    answer = council.post(reverse("if_missing_photograph", args=[world.child]), form, follow=True)
    assert "Taken Tue 3 Feb 2026" in answer.content.decode()
    with viewer(world.cast.council_missing, "test"):
        row = Photograph.objects.get()
        assert row.taken_on == date(2026, 2, 3)
    shown = reverse("if_missing_picture", args=[row.pk])
    assert world.client(world.cast.police_missing).get(shown).headers["Content-Type"] == "image/jpeg"
    assert world.client(world.cast.home_manager).get(shown).status_code == 404


def test_by_form_a_line_is_added_and_taken_off_and_stays_in_the_record(world: World) -> None:
    home = world.client(world.cast.home_manager)
    form = {"what": "place", "words": "The boats at Mill Lane", "audience": "circle"}
    added = home.post(reverse("if_missing_add", args=[world.child]), form, follow=True).content.decode()
    assert "The boats at Mill Lane" in added
    with viewer(world.cast.home_manager, "test"):
        [row] = Line.objects.filter(what="place")
    home.post(reverse("if_missing_end", args=["line", row.pk]))
    again = home.post(reverse("if_missing_end", args=["line", row.pk]), follow=True)
    assert "Somebody took this off the sheet before" in again.content.decode()
    assert "The boats" not in sheet(world, "home_manager")
    with viewer(world.cast.home_manager, "test"):
        assert Line.objects.get(pk=row.pk).until is not None


def test_a_telephone_says_whose_it_is_and_whether_it_is_safe_to_call(world: World) -> None:
    council = world.client(world.cast.council_missing)
    form = {"number": "01632 960222", "whose": "an aunt’s", "safe_to_use": "no", "audience": "circle"}
    council.post(reverse("if_missing_telephone", args=[world.child]), form)
    opened = sheet(world, "police_missing")
    assert "01632 960222, an aunt’s: not safe to call" in opened
    assert "Ash House" in opened, "where the child lives may be called at any hour"


def test_nobody_takes_another_agency_s_line_off(world: World) -> None:
    with viewer(world.cast.council_missing, "test"):
        row: UUID = Line.objects.filter(what="medication").values_list("pk", flat=True)[0]
    answer = world.client(world.cast.home_manager).post(reverse("if_missing_end", args=["line", row]))
    assert answer.status_code == 404
