"""Two hundred malformed files never crash the reading in, nor change a record."""

import pytest
from django.apps import apps

from lapwing.access import viewer
from lapwing.exchange import fuzz, samples
from lapwing.exchange.inbound import changes
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db
RECORDS = (
    "people.Told", "people.Characteristics", "people.Identifier", "people.Link", "people.Doubt", "people.Placement",
    "people.Status", "missing.Absence", "missing.Account", "missing.Whereabouts", "inbound.Source",
)  # fmt: skip


def records(cast: Cast) -> dict[str, list[dict[str, object]]]:
    with viewer.viewer(cast.data_steward, "test"):
        return {name: list(apps.get_model(name).objects.order_by("pk").values()) for name in RECORDS}


def test_two_hundred_malformed_files_change_nothing() -> None:
    cast = build()
    good = samples.looked_after(40, seed=7).files()
    for name, content in good.items():
        with viewer.viewer(cast.data_steward, "intake"):
            file = changes.show(name, content)
            changes.confirm(file.pk)
        changes.take(file.pk, cast.data_steward)
    before = records(cast)
    ends = fuzz.read_all(cast.data_steward, fuzz.malformed(list(good.values()), 200))
    assert records(cast) == before
    assert ends["refused"] > 50
    assert ends["unchanged"] > 200
    assert ends["quarantined"] > 50
    assert not ends["new"]
    assert not ends["updated"]
