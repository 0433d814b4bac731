"""One absence, several accounts: nobody's correction changes another's, and the absence follows them all."""

from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.access.levels import Level
from lapwing.access.models import Identity, Place
from lapwing.cases.missing import changes, queries
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.models import Absence, Account, State
from lapwing.cases.missing.presenters.absence import compared
from lapwing.cases.missing.presenters.beside import beside
from lapwing.cases.missing.presenters.untold import CUSTODIAN
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account as Person
from lapwing.directory.models import Agency, Area, Catchment, Seat, Team
from lapwing.people import changes as people
from lapwing.people.changes import Telling
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment

pytestmark = pytest.mark.django_db

NIGHT = Moment.local(date(2026, 11, 20), time(22, 10))


def later(hours: int, minutes: int = 0) -> Moment:
    from datetime import timedelta

    return Moment(NIGHT.at + timedelta(hours=hours, minutes=minutes))


@dataclass
class Cast:
    area: Area
    council: Seat
    police: Seat
    home: Seat


def seat(agency: Agency, role: str, team: Team | None = None) -> Seat:
    account = Person.objects.create(email=f"{new_key()}@cast.example", name=role)
    return Seat.objects.create(account=account, agency=agency, team=team, role=role, title=role, since=date(2020, 1, 1))


@pytest.fixture
def cast() -> Cast:
    area = Area.objects.create(name="Ousedale", code="991")
    council = Agency.objects.create(kind="local_authority", name="Ousedale Council", area=area)
    police = Agency.objects.create(kind="police", name="Trentside Police")
    home = Agency.objects.create(kind="childrens_home", name="Ash House", area=area)
    Catchment.objects.create(agency=police, area=area, since=date(2000, 1, 1))
    return Cast(
        area,
        seat(council, "council_missing", Team.objects.create(agency=council, area=area, name="M", purpose="missing")),
        seat(police, "police_missing", Team.objects.create(agency=police, name="M", purpose="missing")),
        seat(home, "home_manager", Team.objects.create(agency=home, name="Staff", purpose="home")),
    )


def told(who: Seat, reference: str = "1") -> UUID:
    with viewer.viewer(who, "find_missing"):
        [outcome] = people.tell(
            [
                Telling(
                    f"{who.agency.kind}-{reference}", "Robin", f"Ashby{reference}", date(2011, 3, 4), "M", "", "ZZ1 4AB"
                )
            ]
        )
        return outcome.person


def joined(who: Seat, other: UUID) -> UUID:
    """The same child, as another agency tells them."""
    person = told(who)
    with viewer.viewer(who, "find_missing"):
        people.join(person=person, child=child_of(other))
    return person


def report(cast: Cast, who: Seat, person: UUID, began: Moment = NIGHT, **more: object) -> Account:
    with viewer.viewer(who, "find_missing"):
        [account] = changes.record_missing([Report(person, more.pop("type", "missing"), began, cast.area.pk, **more)])  # type: ignore[arg-type]
        return account


@pytest.fixture
def both(cast: Cast) -> tuple[Account, Account]:
    """The home reports at ten past ten, the police an hour later; they are one child."""
    home = told(cast.home)
    police = joined(cast.police, home)
    return report(cast, cast.home, home), report(cast, cast.police, police, later(1), risk="MED", occurrence="T-1")


def the_absence(who: Seat, key: UUID) -> Absence:
    with viewer.viewer(who, "find_missing"):
        return Absence.objects.get(pk=key)


def test_two_agencies_tell_of_one_absence(cast: Cast, both: tuple[Account, Account]) -> None:
    home, police = both
    assert home.absence_id == police.absence_id
    absence = the_absence(cast.police, police.absence_id)
    assert (absence.began, absence.type, absence.risk, absence.state) == (NIGHT, "missing", "MED", State.MISSING)


def test_a_correction_changes_no_other_account(cast: Cast, both: tuple[Account, Account]) -> None:
    home, police = both
    with viewer.viewer(cast.police, "find_missing"):
        changes.correct_account(police.pk, Report(police.person, "away", later(0, 30), cast.area.pk), version=1)
        accounts = {row.pk: row for row in queries.accounts_of([police.absence_id])[police.absence_id]}
        assert accounts[police.pk].version == 2
        assert [row.type for row in accounts[police.pk].history.all()] == ["missing"]
        assert accounts[home.pk].type == "missing"
        absence = Absence.objects.get(pk=police.absence_id)
        assert (absence.began, absence.type) == (NIGHT, "missing")


def test_the_second_of_two_people_who_correct_is_told(cast: Cast, both: tuple[Account, Account]) -> None:
    _, police = both
    corrected = Report(police.person, "missing", later(2), cast.area.pk)
    with viewer.viewer(cast.police, "find_missing"):
        changes.correct_account(police.pk, corrected, version=1)
        with pytest.raises(changes.Stale):
            changes.correct_account(police.pk, replace(corrected, occurrence="T-2"), version=1)


def test_found_and_returned_are_facts_of_their_own(cast: Cast, both: tuple[Account, Account]) -> None:
    _, police = both
    key = police.absence_id
    with viewer.viewer(cast.police, "find_missing"):
        changes.record_located([Located(key, "found", later(5), "bus station")])
        found = Absence.objects.get(pk=key)
        assert (found.state, found.ended, found.returned) == (State.LOCATED, later(5), None)
        changes.record_located([Located(key, "in_hospital", later(6)), Located(key, "returned", later(9))])
        back = Absence.objects.get(pk=key)
        assert (back.state, back.ended, back.returned) == (State.RETURNED, later(5), later(9))


def test_a_fact_taken_back_makes_the_child_missing_again(cast: Cast, both: tuple[Account, Account]) -> None:
    _, police = both
    with viewer.viewer(cast.police, "find_missing"):
        rows = changes.record_located([Located(police.absence_id, "found", later(5))])
        changes.withdraw(rows, "It was another child.")
        assert Absence.objects.get(pk=police.absence_id).state == State.MISSING


def test_an_account_of_another_night_is_another_absence(cast: Cast, both: tuple[Account, Account]) -> None:
    home, _ = both
    with viewer.viewer(cast.home, "find_missing"):
        changes.record_located([Located(home.absence_id, "returned", later(9))])
    again = report(cast, cast.police, both[1].person, later(30))
    assert again.absence_id != home.absence_id


def test_a_file_s_day_and_a_form_s_minute_are_one_absence(cast: Cast, both: tuple[Account, Account]) -> None:
    council = joined(cast.council, both[0].person)
    day = Moment.on(date(2026, 11, 20))
    account = report(cast, cast.council, council, day, ended=Located(None, "found", Moment.on(date(2026, 11, 21))))
    assert account.absence_id == both[0].absence_id
    absence = the_absence(cast.council, account.absence_id)
    assert absence.began == NIGHT
    assert absence.ended == Moment.on(date(2026, 11, 21))


def test_missing_from_education_is_not_the_night_away_within_it(cast: Cast, both: tuple[Account, Account]) -> None:
    council = joined(cast.council, both[0].person)
    account = report(cast, cast.council, council, type="education")
    assert account.absence_id != both[0].absence_id


def test_those_who_answer_for_the_child_stand_in_the_circle(cast: Cast, both: tuple[Account, Account]) -> None:
    with viewer.viewer(cast.council, "find_missing"):
        standing = dict(Place.objects.values_list("holder", "reaches"))
        assert standing[cast.council.team_id] == Level.DETAIL
        assert standing[cast.police.team_id] == Level.DETAIL
        assert standing[cast.home.team_id] == Level.SUMMARY
        assert {place.basis for place in Place.objects.filter(holder=cast.police.team_id)} == {"law_enforcement"}
        assert [one.pk for one in queries.missing_now()] == [both[0].absence_id]


def test_an_absence_follows_facts_of_those_who_cannot_see_it(cast: Cast, both: tuple[Account, Account]) -> None:
    """The child is sealed: the home still tells of the return, sees nothing, and the absence is right."""
    home, _ = both
    inside = sealed_by(cast, joined(cast.council, home.person))
    with viewer.viewer(cast.home, "find_missing"):
        assert not Absence.objects.exists()
        changes.record_located([Located(home.absence_id, "returned", later(9))])
        assert not Absence.objects.exists()
    assert the_absence(inside, home.absence_id).returned == later(9)


def test_a_sealed_child_s_second_account_joins_unseen(cast: Cast, both: tuple[Account, Account]) -> None:
    home, _ = both
    council = joined(cast.council, home.person)
    inside = sealed_by(cast, council)
    with viewer.viewer(inside, "protect"):
        before = Place.objects.count()
    account = report(cast, cast.council, council)
    assert account.absence_id == home.absence_id
    with viewer.viewer(inside, "protect"):
        assert Place.objects.count() == before, "nobody is opened to a sealed child"
        [absence] = Absence.objects.all()
        assert beside([absence])[absence.pk].untold == (CUSTODIAN,), "and nobody else is to be rung of one"


def sealed_by(cast: Cast, person: UUID) -> Seat:
    """Seal the child; answers with the custodian's seat."""
    custody = Team.objects.create(agency=cast.council.agency, name="Custodian", purpose="custody")
    inside = seat(cast.council.agency, "custodian", custody)
    with viewer.viewer(inside, "protect"):
        child = Identity.objects.get(person=person).child
        circle.seal_child(child=child, person=person, reason="Protected identity.", holder=custody.pk)
    return inside


def test_a_thousand_go_as_a_set(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with viewer.viewer(cast.police, "find_missing"):
        persons = [o.person for o in people.tell([Telling(f"P{n}") for n in range(50)])]
        over = Located(None, "returned", later(3))
        reports = [Report(person, "missing", NIGHT, cast.area.pk, ended=over) for person in persons]
        with django_assert_max_num_queries(105):
            changes.record_missing(reports)
        assert Absence.objects.count() == 50


def test_an_absence_is_written_once_and_not_counted_again_for_every_part(cast: Cast) -> None:
    """What account, fact and risk make of it, it is from the start: no former state is kept of a moment between."""
    with viewer.viewer(cast.police, "find_missing"):
        persons = [o.person for o in people.tell([Telling(f"P{n}") for n in range(120)])]
        over = Located(None, "returned", later(3))
        changes.record_missing([Report(p, "missing", NIGHT, cast.area.pk, risk="HIGH", ended=over) for p in persons])
        assert set(Absence.objects.values_list("risk", "whereabouts")) == {("HIGH", "returned")}
        assert not Absence.pgh_event_model.objects.exists()  # type: ignore[attr-defined]


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="not a type"):
        Report(new_key(), "runaway", NIGHT)


def test_now_is_known() -> None:
    assert Moment.now().at <= timezone.now()


def test_what_two_agencies_tell_differently_is_said(cast: Cast, both: tuple[Account, Account]) -> None:
    """A time of their own, a number of their own: they differ as they should; what one does not tell is no doubt."""
    home, police = both
    home.last_seen_place, police.occurrence, police.accepted = "the gate", "MP-1", True
    assert [name for name, _, differ in compared([home, police]) if differ] == ["Missing since"]
    police.withdrawn_at = timezone.now()
    assert not any(differ for _, _, differ in compared([home, police]))
