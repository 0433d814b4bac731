"""An alert raised by the police, for the tests of the rules about alerts."""

import uuid

from lapwing.access import viewer
from lapwing.directory.keys import new_key
from lapwing.work.alerts.changes import Raise, raise_alerts
from lapwing.work.alerts.models import Alert
from lapwing.work.tests.cast import Cast


def raised(cast: Cast, person: uuid.UUID, to: str, kind: str = "child_missing", **given: object) -> Alert:
    with viewer.viewer(cast.seats["police_missing"], "test") as who:
        one = Raise(
            kind, person, who.agency, "absence", new_key(), cast.seats[to].pk, "Missing since 09:10",
            **given,  # type: ignore[arg-type]
        )  # fmt: skip
        return raise_alerts([one])[0]
