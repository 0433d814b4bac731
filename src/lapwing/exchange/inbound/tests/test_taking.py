"""Each row of a return ends somewhere, and reading the same file twice changes nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from lapwing.access import viewer
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.changes import Report
from lapwing.cases.missing.models import Absence, Account, Whereabouts
from lapwing.cases.missing.presenters.words import type_words
from lapwing.exchange.inbound import changes, differing, queries
from lapwing.exchange.inbound.models import Intake, IntakeRow, Source
from lapwing.people import care
from lapwing.people.models import Characteristics, Identifier, Placement, Status, Told
from lapwing.rules.moments import Moment
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[5] / "tests" / "data" / "ssda903"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def steward(cast: Cast) -> Iterator[Cast]:
    with viewer.viewer(cast.data_steward, "intake"):
        yield cast


def take(*texts: str | bytes) -> list[Counter[str]]:
    """Show, confirm and take files, in the order given; the accounts of each."""
    files = [changes.show(f"{n}.csv", text.encode() if isinstance(text, str) else text) for n, text in enumerate(texts)]
    for file in files:
        changes.confirm(file.pk)
        while changes.take_batch(file.pk):
            pass
    counted = queries.accounts(files)
    assert all(one.balance for one in counted.values())
    return [counted[file.pk].by_state for file in files]


def everything() -> dict[str, list[dict[str, object]]]:
    return {
        model.__name__: sorted(model.objects.values(), key=lambda row: str(row["id"]))
        for model in (Told, Identifier, Placement, Status, Absence, Account, Whereabouts, Source)
    }


def test_two_real_years_are_read_in_and_every_row_is_accounted_for(steward: Cast) -> None:
    names = [f"{year}-{kind}.csv" for year in (2017, 2018) for kind in ("header", "episodes", "missing")]
    counted = dict(zip(names, take(*[(SAMPLES / name).read_bytes() for name in names]), strict=True))
    assert counted["2017-header.csv"] == {"new": 819}
    assert counted["2017-episodes.csv"] == {"new": 1460}
    assert counted["2017-missing.csv"] == {"new": 3}
    assert counted["2018-header.csv"].total() == 572
    assert counted["2018-episodes.csv"].total() == 974
    assert counted["2018-missing.csv"] == {"new": 1}
    assert Absence.objects.count() == 4
    assert Absence.objects.filter(returned_at=None).count() == 0
    assert not Identifier.objects.filter(scheme="upn", is_valid=True).exists()
    before = everything()
    again = take(*[(SAMPLES / name).read_bytes().replace(b"\n", b"\r\n") for name in names[3:]])
    assert [set(one) for one in again] == [{"unchanged"}] * 3
    assert everything() == before


def test_the_same_file_is_the_same_intake(steward: Cast) -> None:
    first = changes.show("a.csv", (MISSING + "1,02/05/2010,M,26/02/2024,\n").encode())
    again = changes.show("b.csv", (MISSING + "1,02/05/2010,M,26/02/2024,\n").encode())
    assert first.pk == again.pk
    assert Intake.objects.count() == 1


def test_nothing_is_recorded_before_somebody_confirms(steward: Cast) -> None:
    file = changes.show("a.csv", (MISSING + "1,02/05/2010,M,26/02/2024,\n").encode())
    assert changes.take_batch(file.pk) == 0
    assert queries.forecast(file) == {"new": 1}
    assert not Told.objects.exists()


def test_a_missing_child_in_no_header_is_live_at_once(steward: Cast) -> None:
    assert take(MISSING + "77,02/05/2010,M,26/02/2024,\n") == [{"new": 1}]
    [told], [absence] = Told.objects.all(), Absence.objects.all()
    assert (told.reference, str(told.born), told.name) == ("77", "2010-05-02", "")
    assert (absence.person, absence.type, absence.ended_at) == (told.pk, "missing", None)
    assert "no header" in IntakeRow.objects.get().reason


def test_an_end_that_comes_later_is_a_return(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,26/02/2024,\n")
    assert take(MISSING + "77,02/05/2010,M,26/02/2024,28/02/2024\n") == [{"updated": 1}]
    [fact], [absence] = Whereabouts.objects.all(), Absence.objects.all()
    assert (fact.kind, fact.precision) == ("returned", "day")
    assert absence.returned_at is not None


def test_an_older_file_takes_no_end_away(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,26/02/2024,28/02/2024\n")
    before = everything()
    assert take(MISSING + "77,02/05/2010,M,26/02/2024,\n") == [{"doubtful": 1}]
    assert everything() == before
    assert "MIS_END is blank, and was Wed 28 Feb 2024: that is kept." in IntakeRow.objects.last().reason


def test_a_corrected_end_and_type_correct_the_account(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,26/02/2024,28/02/2024\n")
    assert take(MISSING + "77,02/05/2010,A,26/02/2024,29/02/2024\n") == [{"updated": 1}]
    [account], [fact] = Account.objects.all(), Whereabouts.objects.all()
    assert (account.type, fact.at.date().isoformat()) == ("away", "2024-02-29")


def test_a_header_that_follows_tells_more_of_the_same_child(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,26/02/2024,\n")
    assert take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n") == [{"updated": 1}]
    [told] = Told.objects.all()
    assert told.sex == "F"
    assert Characteristics.objects.get(person=told.pk).ethnicity == "WBRI"


def test_an_unreadable_cell_leaves_what_is_known(steward: Cast) -> None:
    take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n")
    before = everything()
    assert take(HEADER + "77,F,02/05/2010,????,UN2,,\n") == [{"doubtful": 1}]
    assert everything() == before


def test_a_blank_says_nothing_of_a_child(steward: Cast) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN\n"
    [told, again, more] = take(
        f"{header}9001,F,01/02/2015,BAFR,H892000015008\n", f"{header}9001,,01/02/2015,,\n",
        f"{header}9001,F,01/02/2015,WBRI,\n",
    )  # fmt: skip
    assert (told, again, more) == ({"new": 1}, {"unchanged": 1}, {"updated": 1})
    assert Source.objects.get(reference="9001").said["UPN"] == "H892000015008"


def test_an_episode_that_ends_ends_its_placement(steward: Cast) -> None:
    row = "77,09/04/2023,S,C2,N1,U4,PR1,{end},{why},,ZZ1 4AB,ZZ2 7CD,9999999\n"
    take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n", EPISODES + row.format(end="", why=""))
    assert take(EPISODES + row.format(end="31/10/2023", why="E4A")) == [{"updated": 1}]
    [placement], [status] = Placement.objects.all(), Status.objects.all()
    assert str(placement.until) == str(status.until) == "2023-10-31"
    assert (placement.what, placement.legal_status, placement.responsible_area) == (
        "U4",
        "C2",
        steward.areas["ashmere"],
    )


def test_an_identifier_that_fails_is_kept_and_never_matches(steward: Cast) -> None:
    assert take(HEADER + "77,F,02/05/2010,WBRI,A123456789012,,\n") == [{"new": 1}]
    kept = Identifier.objects.get(scheme="upn")
    assert (kept.value, kept.is_valid) == ("A123456789012", False)
    assert IntakeRow.objects.get().marks == ["identifier"]
    assert take(HEADER + "78,F,02/05/2010,WBRI,A123456789012,,\n") == [{"new": 1}]


def test_another_birthday_than_in_the_header_is_doubtful_and_live(steward: Cast) -> None:
    take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n")
    assert take(MISSING + "77,02/05/2011,M,26/02/2024,\n") == [{"doubtful": 1}]
    assert Absence.objects.count() == 1


def test_two_councils_give_the_same_reference_to_two_children(steward: Cast) -> None:
    take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n")
    with viewer.viewer(steward.other_council_missing, "intake"):
        assert take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\r\n") == [{"new": 1}]
        assert Told.objects.count() == 1


def test_a_row_is_mended_and_taken(steward: Cast) -> None:
    assert take(MISSING + "77,02/05/2010,M,31/02/2024,\n") == [{"quarantined": 1}]
    row = queries.in_quarantine().get()
    mended = changes.mend(row.pk, ["77", "02/05/2010", "M", "29/02/2024", ""], seen=row.version)
    assert (mended.state, mended.told[3], mended.mended[3]) == ("new", "31/02/2024", "29/02/2024")
    assert Absence.objects.count() == 1
    with pytest.raises(changes.Stale):
        changes.mend(row.pk, row.cells, seen=row.version)


def test_a_row_that_is_mended_badly_stays_and_says_why(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,31/02/2024,\n")
    row = queries.in_quarantine().get()
    again = changes.mend(row.pk, ["77", "02/05/2010", "Q", "29/02/2024", ""], seen=row.version)
    assert (again.state, again.why) == ("quarantined", "unreadable")
    with pytest.raises(changes.Stale):
        changes.mend(row.pk, row.cells, seen=row.version)


def test_rows_set_aside_stay_in_the_accounts(steward: Cast) -> None:
    take(MISSING + "77,02/05/2010,M,31/02/2024,\n")
    row = queries.in_quarantine().get()
    with pytest.raises(ValueError, match="Say why"):
        changes.set_aside([row.pk], " ")
    assert changes.set_aside([row.pk], "Sent in error") == 1
    file = Intake.objects.get()
    assert queries.accounts([file])[file.pk].by_state == {"set_aside": 1}


def test_a_file_thrown_away_keeps_its_number_of_rows_and_nothing_of_them(steward: Cast) -> None:
    text = (MISSING + "77,02/05/2010,M,26/02/2024,\n").encode()
    file = changes.show("a.csv", text)
    changes.throw_away(file.pk)
    assert [(row.told, row.reference) for row in IntakeRow.objects.all()] == [([], "")]
    assert changes.show("a.csv", text).pk != file.pk


def test_a_row_that_no_act_takes_harms_no_other(cast: Cast) -> None:
    """The police have no area: their file of placements cannot be recorded, and says so row by row."""
    with viewer.viewer(cast.police_missing, "intake"):
        row = "{},09/04/2023,S,C2,N1,U4,PR1,,,,ZZ1 4AB,ZZ2 7CD,9999999\n"
        assert take(EPISODES + row.format(1) + row.format(2)) == [{"quarantined": 2}]
        assert "area of its own" in IntakeRow.objects.first().reason


def corrected(text: str, again: str, correct: Callable[[], object]) -> IntakeRow:
    """A file read in, what somebody then corrected by hand, and what became of the row of a later file."""
    take(text)
    correct()
    before = everything()
    assert take(again) == [{"doubtful": 1}]
    after = everything()
    assert {name: rows for name, rows in after.items() if name != "Source"} == {
        name: rows for name, rows in before.items() if name != "Source"
    }
    row = differing.waiting().get()
    assert re.search(r"It differs from your correction of \w{3} \d+ \w{3} \d{4}, made by hand", row.reason)
    assert take(again.replace("\n", "\r\n")) == [{"unchanged": 1}], "the same row again is one question, not two"
    return row


def correct_type() -> None:
    """By hand: away, with a place; the file knows nothing of places."""
    [account] = Account.objects.all()
    report = Report(account.person, "away", account.began, missing_from="the garden", reference=account.reference)
    missing.correct_account(account.pk, report)


TYPE_M = MISSING + "77,02/05/2010,M,26/02/2024,28/02/2024\n"


def test_a_file_overwrites_no_correction_made_by_hand_in_what_it_says_as_before(steward: Cast) -> None:
    take(TYPE_M)
    correct_type()
    assert take(TYPE_M.replace("28/02", "29/02")) == [{"updated": 1}]
    [account], [fact] = Account.objects.all(), Whereabouts.objects.all()
    assert (account.type, account.missing_from) == ("away", "the garden")
    assert fact.at.date().isoformat() == "2024-02-29"


def test_what_file_and_hand_both_changed_waits_for_a_person_and_the_hand_may_stay(steward: Cast) -> None:
    take(TYPE_M)
    [fact] = Whereabouts.objects.all()
    back = missing.Located(fact.absence_id, "returned", Moment.on(date(2024, 2, 27)), account=fact.account)
    missing.correct_located(fact.pk, back)
    shown = changes.show("seen.csv", TYPE_M.replace("28/02", "29/02").encode())
    assert (queries.forecast(shown), queries.reasons(shown)) == ({"doubtful": 1}, {"by_hand": 1}), (
        "said before it is read in"
    )
    assert take(TYPE_M.replace("28/02", "29/02")) == [{"doubtful": 1}]
    row = differing.waiting().get()
    [side] = differing.sides(row)
    assert (side.label, side.stands, side.told) == ("When", "Tue 27 Feb 2024", "Thu 29 Feb 2024")
    before = differing.mark_of(row)
    assert differing.choose(row.pk, take=False, before=before).state == "unchanged"
    with pytest.raises(differing.Stale):
        differing.choose(row.pk, take=True, before=before)
    assert Whereabouts.objects.get().at.date().isoformat() == "2024-02-27"
    assert not differing.waiting().exists()


def test_what_a_later_file_says_as_the_hand_did_leaves_nothing_to_choose(steward: Cast) -> None:
    take(TYPE_M)
    [fact] = Whereabouts.objects.all()
    back = missing.Located(fact.absence_id, "returned", Moment.on(date(2024, 2, 27)), account=fact.account)
    missing.correct_located(fact.pk, back)
    assert take(TYPE_M.replace("28/02", "29/02")) == [{"doubtful": 1}]
    assert take(TYPE_M.replace("28/02", "27/02")) == [{"updated": 1}]
    row = differing.waiting().get()
    assert differing.sides(row) == []
    with pytest.raises(differing.Stale):
        differing.choose(row.pk, take=True, before=differing.mark_of(row))
    assert differing.choose(row.pk, take=False, before=differing.mark_of(row)).clashes is None
    assert Whereabouts.objects.get().at.date().isoformat() == "2024-02-27"


def test_a_row_that_differs_from_a_correction_is_doubtful_and_the_file_may_be_taken(steward: Cast) -> None:
    def by_hand() -> None:
        correct_type()
        [account] = Account.objects.all()
        missing.correct_account(account.pk, Report(account.person, "not_reported", account.began))

    row = corrected(TYPE_M, TYPE_M.replace(",M,", ",A,"), by_hand)
    assert [(s.stands, s.told) for s in differing.sides(row)] == [
        (type_words("not_reported"), type_words("away")),
    ]  # fmt: skip
    with pytest.raises(differing.Stale):
        differing.choose(row.pk, take=True, before="as it was")
    assert differing.choose(row.pk, take=True, before=differing.mark_of(row)).state == "updated"
    [account] = Account.objects.all()
    assert account.type == "away"
    assert "not_reported" in {one.type for one in account.history.all()}  # type: ignore[attr-defined]


def test_an_account_taken_back_by_hand_is_not_brought_back_by_a_file_unasked(steward: Cast) -> None:
    row = corrected(
        TYPE_M, TYPE_M.replace(",M,", ",A,"), lambda: missing.withdraw(Account.objects.all(), "Another child")
    )
    assert [(s.stands, s.told) for s in differing.sides(row)] == [("Taken back by hand", "It stands")]
    differing.choose(row.pk, take=True, before=differing.mark_of(row))
    [account] = Account.objects.all()
    assert (account.withdrawn_at, account.type) == (None, "away")


def test_a_placement_corrected_by_hand_is_not_overwritten(steward: Cast) -> None:
    line = EPISODES + "77,09/04/2023,S,C2,N1,U4,PR1,{end},{why},,ZZ1 4AB,ZZ2 7CD,9999999\n"

    def end_it() -> None:
        [one] = Placement.objects.all()
        assert care.correct_placement(one, care.mark_of(one), audience=one.audience, until=date(2023, 10, 30))

    take(HEADER + "77,F,02/05/2010,WBRI,UN2,,\n", line.format(end="", why=""))
    end_it()
    assert take(line.format(end="31/10/2023", why="E4A")) == [{"doubtful": 1}]
    row = differing.waiting().get()
    assert [(s.label, s.stands, s.told) for s in differing.sides(row)] == [
        ("Until", "Mon 30 Oct 2023", "Tue 31 Oct 2023")
    ]
    assert str(Placement.objects.get().until) == "2023-10-30"
    differing.choose(row.pk, take=True, before=differing.mark_of(row))
    assert str(Placement.objects.get().until) == "2023-10-31"
