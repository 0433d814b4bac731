"""A directory from a file: checked whole, made once, and what stands stays."""

import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from lapwing.access import viewer
from lapwing.access.models import Entry
from lapwing.directory.models import Account, Agency, Area, Seat, Team
from lapwing.web.directory import founding

pytestmark = pytest.mark.django_db
HOW_TO = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "people-and-seats.md"


def example() -> str:
    """The file that the how-to page shows."""
    return HOW_TO.read_text("utf-8").split("```toml\n")[1].split("```")[0]


def plan() -> dict[str, Any]:
    return tomllib.loads(example())


def test_the_file_of_the_how_to_page_makes_a_directory_in_which_its_keeper_signs_in() -> None:
    made = founding.found(plan())
    keeper = Seat.objects.get(role="partnership_manager")
    assert keeper.account is not None
    assert authenticate(None, email=keeper.account.email, password=made.passwords[keeper.account.email])
    team = Team.objects.get(purpose="missing")
    assert team.night_route is not None
    assert team.night_route.round_the_clock
    assert Agency.objects.get(kind="police").catchments.count() == Area.objects.count() == 2
    with viewer.clockwork("directory"):
        assert set(Entry.objects.get(door="directory.found").subjects) == set(made.keys)


def test_given_again_it_changes_nothing_and_a_longer_one_adds() -> None:
    founding.found(plan())
    Agency.objects.filter(kind="police").update(telephone="01632 960999")
    again = founding.found(plan())
    assert not again.keys
    assert not again.passwords
    assert Agency.objects.get(kind="police").telephone == "01632 960999"
    longer = plan()
    longer["agencies"][0]["seats"].append(
        {"title": "Analyst", "role": "analyst", "name": "A. Nalyst", "email": "analyst@council.example"}
    )
    more = founding.found(longer)
    assert list(more.passwords) == ["analyst@council.example"]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: p["agencies"][0].update(kind="castle"), "agencies[1]: 'castle' is no kind of agency"),
        (lambda p: p["agencies"][0].update(area="999"), "agencies[1]: there is no area '999'"),
        (lambda p: p["agencies"][0]["seats"][0].update(role="clockwork"), "seats[1]: 'clockwork' is no role"),
        (lambda p: p["agencies"][0]["seats"][0].update(email="nobody"), "'nobody' is no e-mail address"),
        (lambda p: p["agencies"][0]["seats"][0].update(deputy="Nobody"), "'Nobody' is no seat of this agency"),
        (lambda p: p["agencies"][0]["teams"][0].update(night_route="Owls"), "'Owls' is no team of this agency"),
        (lambda p: p["agencies"][0]["teams"][0].pop("purpose"), "agencies[1].teams[1]: purpose is missing"),
        (lambda p: p["agencies"][0].update(colour="red"), "agencies[1]: colour is not known here"),
        (
            lambda p: p["agencies"][0].update(telephone=1632960001),
            "agencies[1].telephone: this must stand in quotation",
        ),
        (lambda p: p["agencies"][0].update(postcode="ASHMERE 1"), "agencies[1].postcode: this may have 8 characters"),
        (lambda p: p["agencies"][0]["seats"][0].update(name="N" * 121), "seats[1].name: this may have 120 characters"),
        (lambda p: p["partnerships"][0].update(areas="901"), "partnerships[1].areas: this must be a list of codes"),
        (lambda p: p["agencies"][0]["teams"][0].update(round_the_clock="no"), "round_the_clock: this must be true or"),
        (lambda p: p.update(areas={"code": "901"}), "areas: this must be a list"),
        (lambda p: p.update(people=[]), "people: there is no such part"),
    ],
)
def test_a_file_with_a_fault_says_where_and_writes_nothing(spoil: Any, says: str) -> None:
    spoiled = plan()
    spoil(spoiled)
    with pytest.raises(founding.NotThisFile) as refused:
        founding.found(spoiled)
    assert says in str(refused.value)
    assert not Area.objects.exists()
    assert not Account.objects.exists()


def test_the_command_says_what_it_made_and_shows_first_passwords_once(tmp_path: Path) -> None:
    file = tmp_path / "partnership.toml"
    file.write_text(example())
    said = StringIO()
    call_command("directory", str(file), stdout=said)
    first = said.getvalue().splitlines()[0]
    assert first == "Made 2 areas, 1 partnership, 2 agencies, 2 teams, 2 seats, 2 accounts."
    assert "First passwords" in said.getvalue()
    said = StringIO()
    call_command("directory", str(file), stdout=said)
    assert said.getvalue() == (
        "Made nothing. Stood already, and stay as they are: 2 areas, 1 partnership, 2 agencies, 2 teams, 2 seats.\n"
    )


def test_the_command_names_what_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "partnership.toml"
    with pytest.raises(CommandError, match="could not be read"):
        call_command("directory", str(file))
    file.write_text("areas = [")
    with pytest.raises(CommandError, match="is not TOML"):
        call_command("directory", str(file))
    file.write_text("[[areas]]\nname = 'Ashmere'\n")
    with pytest.raises(CommandError, match=r"areas\[1\]: code is missing"):
        call_command("directory", str(file))
