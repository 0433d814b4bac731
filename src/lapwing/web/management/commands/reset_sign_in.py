"""`./lapwing manage reset_sign_in EMAIL`: for whoever runs the server, where nobody can do it on the page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lapwing.access.roles import PARTNERSHIP_MANAGER
from lapwing.directory.models import Account, Seat
from lapwing.web.directory.resetting import Because, Lost, reset

LOST = {value.replace("_", "-"): value for value in Lost.values}
BECAUSE = {value.removeprefix("sign_in_"): value for value in Because.values}


class Command(BaseCommand):
    help = "Let somebody sign in anew who lost their password or their second factor. Their open sessions end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="what they sign in with")
        parser.add_argument("--lost", required=True, choices=LOST, help="what is lost")
        parser.add_argument("--because", required=True, choices=BECAUSE, help="why; the ledger keeps it")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="the partnership manager who asked for it; the ledger keeps it"
        )

    def handle(self, *_: Any, email: str, lost: str, because: str, by: str, **__: Any) -> None:
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(f"No account has the address {email}. Nothing was changed.")
        keepers = Seat.objects.current().filter(role=PARTNERSHIP_MANAGER.key, account__email__iexact=by)
        keeper = keepers.order_by("since", "pk").first()
        if keeper is None:
            raise CommandError(f"{by} has no seat as partnership manager today. Nothing was changed.")
        password = reset(
            account, lost=LOST[lost], because=BECAUSE[because], by=keeper, door="manage.reset_sign_in"
        )  # fmt: skip
        self.stdout.write("Done, and what the account had open has ended. It is in the ledger, and waits for a review.")
        if password:
            self.stdout.write(
                f"New first password, shown this once; hand it over in person or by telephone:\n  {password}"
            )
        if lost != "password":
            self.stdout.write("At the next sign-in the account is asked to set up another second factor.")
