"""An account and a seat for everybody who may sign in."""

from datetime import date

from lapwing.demo.cast import EVERYBODY
from lapwing.demo.places import Places, telephone
from lapwing.directory.models import Account, Seat

SEATED = date(2023, 9, 1)


def make_seats(places: Places) -> dict[str, Seat]:
    """An account and a seat for each member. Nobody has a password: the demo's own page signs them in."""
    seats: dict[str, Seat] = {}
    for number, member in enumerate(EVERYBODY):
        account = Account.objects.create_user(member.email, None, name=member.name)
        seats[member.key] = Seat.objects.create(
            account=account, agency=places.agencies[member.body], team=places.teams.get(member.team),
            role=member.role.key, title=member.title, since=SEATED, telephone=telephone(200 + number),
        )  # fmt: skip
    for member in EVERYBODY:
        if member.deputy:
            seats[member.key].deputy = seats[member.deputy]
            seats[member.key].save()
    return seats
