"""Agencies are renamed, merged and split; keys, and what hangs on them, stay."""

from datetime import date

import pytest

from lapwing.directory import changes
from lapwing.directory.models import Account, Agency, Seat, Team

pytestmark = pytest.mark.django_db


def agency(name: str, kind: str = "icb") -> Agency:
    return Agency.objects.create(name=name, kind=kind)


def test_a_group_becomes_a_board_and_keeps_its_key() -> None:
    group = agency("Mere Vale Clinical Commissioning Group")
    changes.rename(group, "Mere Vale Integrated Care Board", on=date(2022, 7, 1))
    again = Agency.objects.get(pk=group.pk)
    assert again.name == "Mere Vale Integrated Care Board"
    assert list(again.names.order_by("since").values_list("name", "until")) == [
        ("Mere Vale Clinical Commissioning Group", date(2022, 7, 1)), ("Mere Vale Integrated Care Board", None),
    ]  # fmt: skip


def test_a_name_cannot_begin_before_the_one_in_use() -> None:
    board = agency("Board")
    changes.rename(board, "Second", on=date(2022, 7, 1))
    with pytest.raises(changes.NotPossible, match="must begin later"):
        changes.rename(board, "Third", on=date(2022, 7, 1))


def test_in_a_merger_teams_and_seats_go_over_under_their_keys() -> None:
    north, south, both = agency("North Group"), agency("South Group"), agency("The Board")
    team = Team.objects.create(agency=north, name="Safeguarding", purpose="health")
    seat = Seat.objects.create(agency=north, team=team, role="health", title="Designated nurse", since=date(2020, 1, 1))
    changes.succeed([north, south], both, on=date(2022, 7, 1))
    seat.refresh_from_db()
    team.refresh_from_db()
    assert (seat.agency_id, team.agency_id) == (both.pk, both.pk)
    assert Agency.objects.get(pk=north.pk).closed_on == date(2022, 7, 1)
    assert {row.before_id for row in changes.came_from(both)} == {north.pk, south.pk}


def test_a_split_takes_the_named_teams_alone() -> None:
    whole, part = agency("Whole"), agency("Part")
    goes = Team.objects.create(agency=whole, name="Goes", purpose="missing")
    stays = Team.objects.create(agency=whole, name="Stays", purpose="missing")
    changes.split(whole, part, [goes], on=date(2024, 4, 1))
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.agency_id, stays.agency_id) == (part.pk, whole.pk)
    assert Agency.objects.get(pk=whole.pk).closed_on is None


def test_a_split_refuses_another_agencys_team() -> None:
    whole, part, other = agency("Whole"), agency("Part"), agency("Other")
    theirs = Team.objects.create(agency=other, name="Theirs", purpose="missing")
    with pytest.raises(changes.NotPossible, match="Theirs"):
        changes.split(whole, part, [theirs], on=date(2024, 4, 1))


def test_an_agency_closes_once() -> None:
    before, after = agency("Before"), agency("After")
    changes.succeed([before], after, on=date(2024, 4, 1))
    before.refresh_from_db()
    with pytest.raises(changes.NotPossible, match="closed"):
        changes.succeed([before], after, on=date(2024, 5, 1))


def test_a_seat_is_handed_over_under_its_key() -> None:
    council = agency("Council", "local_authority")
    first = Account.objects.create_user("first@council.example", None, name="First")
    second = Account.objects.create_user("second@council.example", None, name="Second")
    seat = Seat.objects.create(agency=council, account=first, role="social_worker", title="SW", since=date(2024, 1, 1))
    changes.hand_over_seat(seat, second.pk, on=date(2024, 6, 1))
    assert Seat.objects.get(pk=seat.pk).account_id == second.pk
    with pytest.raises(changes.NotPossible):
        changes.leave_seat(seat, on=date(2024, 1, 1))
