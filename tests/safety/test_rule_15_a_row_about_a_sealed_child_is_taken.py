"""The sender of a file sees a row about a sealed child as taken, like any other; what it says reaches the custodian."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.cases.missing.models import Absence, Whereabouts
from lapwing.exchange.inbound import changes
from lapwing.exchange.inbound.models import IntakeRow
from lapwing.people.models import Characteristics, Placement, Told
from lapwing.people.queries import child_of
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db
CHILDREN = ("771234", "771235")
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\n"
EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
ROWS = {
    HEADER: ("{},F,02/05/2010,WBRI,UN2\n", "{},F,02/05/2010,MWBC,UN2\n"),
    EPISODES: ("{},09/04/2023,S,C2,U4,\n", "{},09/04/2023,S,C1,K2,31/10/2023\n"),
    MISSING: ("{0},02/05/2010,M,26/02/2024,28/02/2024\n{0},02/05/2010,M,01/03/2024,\n",
              "{0},02/05/2010,A,26/02/2024,29/02/2024\n{0},02/05/2010,M,01/03/2024,02/03/2024\n"
              "{0},02/05/2010,M,04/03/2024,\n"),
}  # fmt: skip


def read_in(cast: Cast, which: int) -> None:
    with viewer.viewer(cast.data_steward, "intake"):
        for heading, texts in ROWS.items():
            text = heading + "".join(texts[which].format(child) for child in CHILDREN)
            file = changes.show("a.csv", text.encode())
            changes.confirm(file.pk)
            while changes.take_batch(file.pk):
                pass


def rows_of(child: str) -> list[tuple[object, ...]]:
    rows = IntakeRow.objects.filter(reference__startswith=child).order_by("recorded_at", "number")
    return [(row.state, row.why, row.marks, row.reason.replace(child, ""), row.expected) for row in rows]


def seal(cast: Cast, reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = timezone.now() - timedelta(hours=1)  # the test is one transaction, whose time the policies read
    with viewer.viewer(cast.data_steward, "test"):
        person = Told.objects.get(reference=reference).pk
        child = child_of(person)
    with monkeypatch.context() as patch, viewer.viewer(cast.custodian, "custody"):
        patch.setattr(timezone, "now", lambda: before)
        circle.seal_child(child=child, holder=cast.custodian.pk, reason="test", person=person)


def test_rows_about_a_sealed_child_look_like_any_others(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = build()
    read_in(cast, 0)
    seal(cast, CHILDREN[1], monkeypatch)
    read_in(cast, 1)
    with viewer.viewer(cast.data_steward, "test"):
        assert not Told.objects.filter(reference=CHILDREN[1]).exists()
        assert rows_of(CHILDREN[0]) == rows_of(CHILDREN[1])
        assert {row[0] for row in rows_of(CHILDREN[0])} == {"new", "updated"}
    with viewer.viewer(cast.custodian, "custody"):
        told = Told.objects.get(reference=CHILDREN[1])
        assert Characteristics.objects.get(person=told.pk).ethnicity == "MWBC"
        placement = Placement.objects.get(person=told.pk)
        assert (placement.what, placement.legal_status, str(placement.until)) == ("K2", "C1", "2023-10-31")
        assert Absence.objects.filter(person=told.pk).count() == 3
        ends = {fact.at.date().isoformat() for fact in Whereabouts.objects.filter(person=told.pk)}
        assert {"2024-02-29", "2024-03-02"} <= ends
