"""The pages about missing children: each works by form, keeps what was typed, and writes once."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lapwing.access.models import Entry, LedgerAct, Place
from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes, queries, repeating, views
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.models import Absence, Account, Proposal, Whereabouts
from lapwing.cases.missing.search.models import Enquiry
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, join, tell
from lapwing.people.queries import child_of
from lapwing.rules.moments import LONDON, Moment
from lapwing.work.alerts.models import Alert
from lapwing.work.deadlines.models import OPEN_STATES, Clock
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build()


def told(seat: Seat, reference: str = "R1", given: str = "Robin", family: str = "Ashby") -> UUID:
    with viewer(seat, "test"):
        return tell([Telling(reference, given, family, date(2011, 3, 4), "M", "", "ZZ1 4AB")])[0].person


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


def boxes(name: str, at: Moment) -> dict[str, str]:
    local = at.at.astimezone(LONDON)
    return {f"{name}-day": str(local.day), f"{name}-month": str(local.month), f"{name}-year": str(local.year),
            f"{name}-time": f"{local:%H:%M}"}  # fmt: skip


def words(answer) -> str:  # type: ignore[no-untyped-def]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def missing(cast: Cast, seat: Seat, began: Moment, **more: object) -> Account:
    person = more.pop("person", None) or told(seat)
    with viewer(seat, "find_missing"):
        [account] = changes.record_missing([Report(person, "missing", began, cast.areas["ashmere"].pk, **more)])  # type: ignore[arg-type]
    return account


def as_(seat: Seat) -> Client:
    client = Client()
    sign_in(client, seat)
    return client


def test_the_home_reports_and_the_council_s_coordinator_is_told(cast: Cast) -> None:
    person = told(cast.home_manager)
    home = as_(cast.home_manager)
    with viewer(cast.home_manager, "test"):
        child = child_of(person)
    assert "Robin Ashby" in words(home.get("/missing/report/"))
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, "last_seen_place": "the garden",
            "from_agency": cast.agencies["home"].pk, **boxes("began", ago(3))}  # fmt: skip
    answer = home.post(f"/missing/report/{child}/", form, follow=True)
    assert "Reported. Reference" in words(answer)
    assert "Robin Ashby" in words(answer)
    board = words(as_(cast.council_missing).get("/missing/"))
    assert "1 child" in board
    assert "missing 3 h" in board
    assert "Last seen the garden, from Ash House (children" in board
    with viewer(cast.council_missing, "test"):
        alerts = Alert.objects.filter(intended=cast.council_missing.pk)
        assert {alert.kind for alert in alerts} == {"child_missing"}
    assert "Missing coordinator" in board
    assert "Ashmere Council: not read" in board


def test_a_form_sent_twice_reports_once(cast: Cast) -> None:
    person = told(cast.police_missing)
    with viewer(cast.police_missing, "test"):
        child = child_of(person)
    client = as_(cast.police_missing)
    page = client.get(f"/missing/report/{child}/").content.decode()
    mark = re.search(r'name="once" value="([^"]+)"', page)
    assert mark
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, "once": mark[1], **boxes("began", ago(2))}
    client.post(f"/missing/report/{child}/", form)
    answer = client.post(f"/missing/report/{child}/", form, follow=True)
    assert "already saved" in words(answer)
    with viewer(cast.police_missing, "test"):
        assert Account.objects.count() == 1


def test_two_colleagues_at_once_do_not_make_two_absences(cast: Cast) -> None:
    person = told(cast.police_missing)
    with viewer(cast.police_missing, "test"):
        url = f"/missing/report/{child_of(person)}/"
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, "open_now": "", **boxes("began", ago(2))}
    assert as_(cast.police_missing).post(url, form).status_code == 302
    second = as_(cast.police_missing_deputy).post(url, form | {"last_seen_place": "the weir"})
    assert "reported this child missing while you were writing" in words(second)
    assert 'value="the weir"' in second.content.decode()
    with viewer(cast.police_missing, "test"):
        [account] = Account.objects.all()
    again = as_(cast.police_missing_deputy).post(url, form | {"open_now": str(account.absence_id)})
    assert again.status_code == 302, "another absence, if they say so"


def test_a_child_nobody_told_before_is_reported_at_once(cast: Cast) -> None:
    client = as_(cast.police_missing)
    looked = client.post("/missing/report/", {"given": "Wren", "family": "Tolley"})
    assert "You may see nobody who fits" in words(looked)
    first = client.post("/missing/report/new/", {"given": "Wren", "family": "Tolley", "reference": ""})
    assert first.status_code == 200
    form = {"given": "Wren", "family": "Tolley", "sex": "F", "type": "missing", "area": cast.areas["ashmere"].pk,
            **boxes("began", ago(1))}  # fmt: skip
    assert "Wren Tolley" in words(client.post("/missing/report/new/", form, follow=True))


def test_a_school_tells_and_corrects_what_it_told_though_the_board_is_closed_to_it(cast: Cast) -> None:
    school = as_(cast.school_lead)
    asked = words(school.post("/missing/report/new/", {"given": "Isla", "family": "Marchant"}))
    assert "There is a problem" not in asked, "nobody has answered the form yet"
    said = {
        "given": "Isla",
        "family": "Marchant",
        "sex": "U",
        "type": "education",
        "area": str(cast.areas["ashmere"].pk),
    }
    done = school.post("/missing/report/new/", {**said, **boxes("began", ago(2))}, follow=True)
    assert done.status_code == 200
    assert "Isla Marchant: missing from education since" in words(done)
    told_here = re.search(r'href="(/missing/account/[^"]+/correct/)"', done.content.decode())
    assert told_here
    assert school.get(told_here[1]).status_code == 200
    assert told_here[1] not in as_(cast.other_school_lead).get("/missing/report/").content.decode()


def test_the_return_starts_the_interview_clock(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    client = as_(cast.council_missing)
    answer = client.post(
        f"/missing/{account.absence_id}/located/", {"kind": "returned", **boxes("at", ago(1))}, follow=True
    )
    page = words(answer)
    assert "Return interview" in page
    with viewer(cast.council_missing, "test"):
        clock = Clock.objects.get(duty="return_interview")
        assert clock.late_from is not None
        assert timedelta(hours=70) < clock.late_from - timezone.now() < timedelta(hours=72)
        assert clock.holder == cast.teams["missing"].pk
        assert Clock.objects.filter(duty="prevention_interview", holder=cast.teams["police_missing"].pk).exists()


def test_a_mistyped_time_keeps_what_was_typed(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    client = as_(cast.police_missing)
    form = {"kind": "found", "place": "bus station", "at-day": "31", "at-month": "2", "at-year": "2026", "at-time": "1"}
    page = client.post(f"/missing/{account.absence_id}/located/", form).content.decode()
    assert "That is not a real date" in page
    assert 'value="bus station"' in page


def test_two_people_correct_one_account(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    first, second = as_(cast.police_missing), as_(cast.police_missing_deputy)
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, "version": "1", **boxes("began", ago(9))}
    url = f"/missing/account/{account.pk}/correct/"
    assert first.post(url, form | {"occurrence": "MP-1"}).status_code == 302
    answer = second.post(url, form | {"occurrence": "MP-2", "last_seen_place": "the old mill"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "MP-1" in page
    assert 'value="MP-2"' in page
    assert 'value="the old mill"' in page
    assert second.post(url, form | {"occurrence": "MP-2", "version": "2"}).status_code == 302
    assert "MP-1" in words(second.get(f"/child/record/account/{account.pk}/"))


def test_what_a_coordinator_decides_while_absences_change_stays(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    person, filled = told(cast.police_missing), repeating._filled
    for days in (60, 30):
        over = Located(None, "returned", ago(24 * days - 5))
        missing(cast, cast.police_missing, ago(24 * days), person=person, ended=over)
    wrong = missing(cast, cast.police_missing, ago(20), person=person, ended=Located(None, "returned", ago(15)))

    def meanwhile(*given: Any) -> list[Absence]:
        Proposal.objects.update(state=Proposal.State.OPENED)
        return filled(*given)

    monkeypatch.setattr(repeating, "_filled", meanwhile)
    with viewer(cast.police_missing, "test"):
        changes.withdraw([wrong], "It was his brother.")
    with viewer(cast.council_missing, "test"):
        proposal = Proposal.objects.get()
        assert (proposal.state, proposal.reason) == (Proposal.State.OPENED, "")


def test_three_in_ninety_days_propose_a_meeting_in_whatever_order_they_are_told(cast: Cast) -> None:
    person = told(cast.police_missing)

    def tell(days: int) -> Account:
        over = Located(None, "returned", ago(24 * days - 5))
        return missing(cast, cast.police_missing, ago(24 * days), person=person, ended=over)

    last, _, first = tell(1), tell(10), tell(20)
    with viewer(cast.police_missing, "test"):
        changes.withdraw([first], "It was his brother.")
    tell(20)
    with viewer(cast.council_missing, "test"):
        lapsed, waiting = Proposal.objects.order_by("recorded_at")
        assert [lapsed.state, waiting.state] == [Proposal.State.LAPSED, Proposal.State.PROPOSED]
        assert lapsed.absence_id == waiting.absence_id == last.absence_id
        assert len(set(waiting.absences)) == 3
        assert Clock.objects.get(duty="proposal_decided", state="running").subject == last.absence_id


def test_three_in_ninety_days_propose_a_meeting_however_late_they_are_told(cast: Cast) -> None:
    """But not what was over before the ninety days that end now; and nobody is told of what is told for the record."""
    long_ago, lately = told(cast.police_missing), told(cast.police_missing, "R2", "Sorrel", "Fenwick")
    for person, told_late in ((long_ago, (180, 160, 140)), (lately, (80, 60, 40))):
        for days in told_late:
            over = Located(None, "returned", ago(24 * days - 5))
            missing(cast, cast.police_missing, ago(24 * days), person=person, ended=over)
    with viewer(cast.council_missing, "test"):
        [proposal] = Proposal.objects.all()
        assert proposal.person == lately
        assert Clock.objects.get(duty="proposal_decided", state="running").subject == proposal.absence_id
    with viewer(cast.police_missing, "test"):
        [place] = Place.objects.filter(because__in=proposal.absences)
        assert place.holder == proposal.holder, "whoever decides stands in the circle, and nobody else"
        assert not Alert.objects.filter(person=lately).exists()
    page = words(as_(cast.council_missing).get("/missing/"))
    assert "missing 3 times in 41 days" in page
    assert "call the meeting about Sorrel Fenwick" in page
    told(cast.social_worker, "R3", "Sorrel", "Fenwick")
    beside = words(as_(cast.social_worker).get("/missing/"))
    assert "A missing coordinator decides whether it is opened" in beside, (
        "who is not shown the absence is offered no form"
    )
    assert as_(cast.social_worker).get(f"/missing/proposal/{proposal.pk}/open/").status_code == 404


def test_three_in_ninety_days_propose_a_meeting(cast: Cast) -> None:
    person = told(cast.police_missing)
    for days in (60, 30):
        over = Located(None, "returned", ago(24 * days - 5))
        missing(cast, cast.police_missing, ago(24 * days), person=person, ended=over)
    with viewer(cast.council_missing, "test"):
        assert not Proposal.objects.exists()
    wrong = missing(cast, cast.police_missing, ago(20), person=person, ended=Located(None, "returned", ago(15)))
    with viewer(cast.police_missing, "test"):
        changes.withdraw([wrong], "It was his brother.")
    client = as_(cast.council_missing)
    assert "Waiting for a coordinator" not in words(client.get("/missing/"))
    assert "was taken back: what remains calls for no meeting" in words(client.get(f"/missing/{wrong.absence_id}/"))
    with viewer(cast.council_missing, "test"):
        [lapsed] = Proposal.objects.all()
        assert lapsed.state == Proposal.State.LAPSED
        assert Clock.objects.get(duty="proposal_decided").state == "not_needed"
    too_late = words(client.get(f"/missing/proposal/{lapsed.pk}/open/", follow=True))
    assert "This was withdrawn meanwhile. The absence of" in too_late
    second_wrong = missing(cast, cast.police_missing, ago(10), person=person, ended=Located(None, "returned", ago(9)))
    missing(cast, cast.police_missing, ago(4), person=person)
    with viewer(cast.police_missing, "test"):
        changes.withdraw([second_wrong], "It was his brother.")
    page = words(client.get("/missing/"))
    assert "Missing 3 times in 90 days" in page
    assert "Waiting for a coordinator" in page
    with viewer(cast.council_missing, "test"):
        [proposal] = Proposal.objects.exclude(pk=lapsed.pk)
        assert second_wrong.absence_id not in proposal.absences
        assert Clock.objects.get(duty="proposal_decided", state="running").subject == proposal.absence_id
    client.post(f"/missing/proposal/{proposal.pk}/decline/", {"reason": "A plan is in place since last week."})
    assert "Declined" in words(client.get(f"/missing/{proposal.absence_id}/"))
    late = client.get(f"/missing/proposal/{proposal.pk}/open/", follow=True)
    assert "Somebody else decided this meanwhile: declined." in words(late)
    typed = {"reason": "The school has <met> the family"}
    second = client.post(f"/missing/proposal/{proposal.pk}/decline/", typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert second.status_code == 409
    assert "The school has &lt;met&gt; the family" in second.content.decode(), "who comes second keeps their words"
    with viewer(cast.council_missing, "test"):
        assert Proposal.objects.get(pk=proposal.pk).opened is None, "no plan is opened for what was declined"


def test_nobody_is_found_before_they_went_nor_missing_before_they_were_born(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    client = as_(cast.police_missing)
    url = f"/missing/{account.absence_id}/located/"
    early = client.post(url, {"kind": "returned", "how": "On foot", **boxes("at", ago(30))})
    assert "That is before the child went missing" in words(early)
    assert 'value="On foot"' in early.content.decode()
    assert "still to come" in words(client.post(url, {"kind": "returned", **boxes("at", ago(-30))}))
    assert client.post(url, {"kind": "found", **boxes("at", ago(10.5))}).status_code == 302, "clocks differ a little"
    with viewer(cast.police_missing, "test"):
        child = child_of(account.person)
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, **boxes("began", ago(24 * 365 * 30))}
    answer = words(client.post(f"/missing/report/{child}/", form))
    assert "That is before the child was born (4 Mar 2011)" in answer


def test_a_return_before_the_finding_is_asked_about_and_nothing_is_lost(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    client, url = as_(cast.police_missing), f"/missing/{account.absence_id}/located/"
    assert "as_told" in client.get(url).content.decode()
    client.post(url, {"kind": "found", **boxes("at", ago(3))})
    back = {"kind": "returned", "how": "On foot", **boxes("at", ago(5))}
    asked = client.post(url, back)
    assert "Mereside Police tells that the child was found later" in words(asked)
    assert 'name="as_told" type="checkbox"' in asked.content.decode()
    assert 'value="On foot"' in asked.content.decode()
    page = f"/missing/{account.absence_id}/"
    with viewer(cast.police_missing, "test"):
        assert not Whereabouts.objects.filter(kind="returned").exists()
    assert client.post(url, {**back, "as_told": "on"}).status_code == 302
    assert "Told for a time before the child was found" in words(client.get(page))
    with viewer(cast.police_missing, "test"):
        found, returned = Whereabouts.objects.get(kind="found"), Whereabouts.objects.get(kind="returned")
    correct = {"kind": "found", "version": "1", **boxes("at", ago(4))}
    assert "Mereside Police tells that the child was back before" in words(
        client.post(f"/missing/fact/{found.pk}/correct/", correct)
    )
    sooner = {"kind": "returned", "version": "1", **boxes("at", ago(2))}
    assert client.post(f"/missing/fact/{returned.pk}/correct/", sooner).status_code == 302
    assert "Told for a time before" not in words(client.get(page))
    later = {"type": "missing", "area": cast.areas["ashmere"].pk, "version": "1", **boxes("began", ago(0.5))}
    answer = client.post(f"/missing/account/{account.pk}/correct/", later)
    assert "That is after this: found" in words(answer), "nor missing only after it was over"


def test_words_sent_to_a_page_that_has_gone_come_back(cast: Cast) -> None:
    client = as_(cast.police_missing)
    url, form = f"/missing/{new_key()}/enquiry/", {"what": "Is she <b>there</b>?", "version": "1", "at-day": "3"}
    gone = client.post(url, form, headers={"Sec-Fetch-Site": "same-origin"})
    assert gone.status_code == 404
    assert "Is she &lt;b&gt;there&lt;/b&gt;?" in gone.content.decode()
    assert "Version" not in words(gone)
    assert "Is she" not in words(client.post(url, form)), "what another site sends is not shown"


def test_after_the_browsers_back_the_same_words_are_asked_about_and_stand_once(cast: Cast) -> None:
    """The page comes anew, with a fresh mark; whoever means it twice says so."""
    account, client = missing(cast, cast.police_missing, ago(4)), as_(cast.police_missing)
    url = f"/missing/{account.absence_id}/enquiry/"
    asked = {"what": "Is she with her aunt?", **boxes("at", ago(1))}

    def send(**more: str) -> HttpResponse:
        mark = re.search(r'name="once" value="([^"]+)"', client.get(url).content.decode())
        assert mark
        return client.post(url, {**asked, "once": mark[1], **more})  # type: ignore[return-value]

    assert send().status_code == 302
    back = send(**boxes("at", ago(0.5)))
    assert back.status_code == 409, "the form that the browser fetched anew offers another time"
    assert "Do these words stand twice?" in words(back)
    assert 'value="Is she with her aunt?"' in back.content.decode()
    assert send(what="Is she with her uncle?").status_code == 302
    assert send(again="yes").status_code == 302
    colleague = as_(cast.council_missing)
    assert colleague.post(url, asked).status_code == 302, "another person's words are their own"
    with viewer(cast.police_missing, "find_missing"):
        assert Enquiry.objects.count() == 4


def test_the_wall_shows_initials_and_references(cast: Cast) -> None:
    missing(cast, cast.police_missing, ago(4), last_seen_place="Mill Lane")
    page = words(as_(cast.council_missing).get("/missing/wall/"))
    assert "R. A." in page
    assert "Robin" not in page
    assert "Mill Lane" not in page


def test_a_long_board_has_pages_and_says_how_many_there_are(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "A_PAGE", 1)
    monkeypatch.setattr(views, "ON_A_WALL", 1)
    for number, (hours, risk) in enumerate(((2, "LOW"), (9, "HIGH"), (5, "HIGH"))):
        person = told(cast.police_missing, f"R{number}", f"Robin{number}")
        missing(cast, cast.police_missing, ago(hours), person=person, risk=risk)
    police = as_(cast.police_missing)
    pages = [words(police.get("/missing/cards/", {"page": number})) for number in (1, 2, 3)]
    assert all("3 children · 2 high risk" in each for each in pages)
    assert [re.findall(r"Robin\d", each)[0] for each in pages] == ["Robin2", "Robin1", "Robin0"], "the gravest first"
    assert "Showing 1 to 1 of 3" in pages[0]
    wall = words(police.get("/missing/wall/"))
    assert "3 children" in wall
    assert "And 2 more, whom this screen cannot hold" in wall


def test_a_board_that_refreshes_itself_writes_a_line_when_the_children_change(cast: Cast) -> None:
    missing(cast, cast.police_missing, ago(4))
    client = as_(cast.council_missing)

    def lines() -> int:
        with viewer(cast.ig_lead, "test"):
            return Entry.objects.filter(act=LedgerAct.READ, door="missing_cards").count()

    for _ in range(3):
        client.get("/missing/cards/", headers={"X-Unattended": "1"})
    assert lines() == 1
    missing(cast, cast.police_missing, ago(2), person=told(cast.police_missing, "R2", "Jay", "Cole"))
    client.get("/missing/cards/", headers={"X-Unattended": "1"})
    assert lines() == 2


def test_the_list_filters_by_address(cast: Cast) -> None:
    missing(cast, cast.police_missing, ago(4), risk="HIGH")
    client = as_(cast.police_missing)
    assert "Robin Ashby" in words(client.get("/missing/all/?risk=HIGH&state=missing"))
    assert "No episode that you may see fits" in words(client.get("/missing/all/?risk=LOW"))
    assert "Robin Ashby" in words(client.get("/missing/all/?area=nonsense&since-day=x"))


def test_a_stranger_sees_nothing(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(4))
    client = as_(cast.stranger)
    assert "Nobody is missing" in words(client.get("/missing/"))
    assert client.get(f"/missing/{account.absence_id}/").status_code == 404


def test_what_was_recorded_in_error_is_taken_back_with_its_reason(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    client, review = as_(cast.police_missing), ago(-2)
    with viewer(cast.police_missing, "test"):
        changes.judge_risk([changes.Judgement(account.absence_id, "MED", ago(9), review=review)])
    client.post(f"/missing/{account.absence_id}/located/", {"kind": "returned", **boxes("at", ago(1))})
    with viewer(cast.police_missing, "test"):
        fact = Whereabouts.objects.get()
        assert Clock.objects.get(duty="risk_review").state == "not_needed"
    client.post(f"/missing/fact/{fact.pk}/withdraw/", {"reason": "It was his brother."})
    with viewer(cast.police_missing, "test"):
        again = Clock.objects.get(duty="risk_review", state="running")
        assert (again.trigger_at, again.holder) == (review.at, cast.teams["police_missing"].pk), "to be judged still"
        assert Clock.objects.get(duty="prevention_interview").state == "not_needed"
    assert "It was his brother" in words(client.get(f"/missing/{account.absence_id}/"))
    with viewer(cast.council_missing, "test"):
        assert Absence.objects.get().returned is None
        assert Clock.objects.get(duty="return_interview").state == "not_needed"
        told = Alert.objects.filter(kind="child_missing", intended=cast.council_missing.pk).order_by(
            "raised_at", "step"
        )
        assert [(one.words, one.state) for one in told if one.step == 0] == [
            ("A child is missing", "ended"), ("A child is missing still: they were not found", "waiting"),
        ]  # fmt: skip


def test_an_absence_of_which_every_account_was_taken_back_is_missing_nowhere(cast: Cast) -> None:
    """Whether the return is taken back before the account or after it; and a child who goes then is missing anew."""
    account = missing(cast, cast.police_missing, ago(10), risk="HIGH")
    client, council = as_(cast.police_missing), as_(cast.council_missing)
    page = f"/missing/{account.absence_id}/"
    client.post(f"{page}located/", {"kind": "found", **boxes("at", ago(1))})
    client.post(f"/missing/account/{account.pk}/withdraw/", {"reason": "It was his brother."})
    with viewer(cast.council_missing, "test"):
        fact = Whereabouts.objects.get()
        assert Absence.objects.get().state == "taken_back"
        assert {row.state for row in Alert.objects.all()} <= {"ended", "recalled", "acknowledged"}
        assert not Clock.objects.filter(state__in=OPEN_STATES).exists()
        assert queries.open_to_reader([account.absence_id])
    client.post(f"/missing/fact/{fact.pk}/withdraw/", {"reason": "It was his brother."})
    shown = words(council.get(page))
    assert "Taken back: it was recorded in error" in shown
    assert "Record found or returned" not in shown
    for where in ("/missing/", "/missing/cards/", "/missing/wall/"):
        assert "Robin" not in words(council.get(where)), where
    again = missing(cast, cast.council_missing, ago(2), person=joined_to(cast, account))
    assert again.absence_id != account.absence_id
    assert "1 child" in words(council.get("/missing/"))


def joined_to(cast: Cast, account: Account) -> UUID:
    """The same child, as the council tells them."""
    person = told(cast.council_missing, "C1")
    with viewer(cast.council_missing, "find_missing"):
        if child_of(person) != child_of(account.person):
            join(person=person, child=child_of(account.person))
    return person


def test_the_child_s_page_tells_what_is_due_and_what_repeats(cast: Cast) -> None:
    person = told(cast.police_missing)
    for days in (60, 30):
        over = Located(None, "returned", ago(24 * days - 5), place="Quay Street")
        missing(cast, cast.police_missing, ago(24 * days), person=person, ended=over)
    missing(cast, cast.police_missing, ago(4), person=person, ended=Located(None, "returned", ago(1)))
    with viewer(cast.police_missing, "test"):
        child = child_of(person)
    page = words(as_(cast.police_missing).get(f"/child/{child}/"))
    assert "Missing 3 times in 90 days" in page
    assert "Returned" in page
    assert "Police prevention interview" in page
    why = words(as_(cast.police_missing).get(f"/child/{child}/why/"))
    assert "It is your own agency" in why
    assert as_(cast.stranger).get(f"/child/{child}/").status_code == 404


def test_a_joined_child_has_one_page(cast: Cast) -> None:
    home, police = told(cast.home_manager), told(cast.police_missing)
    with viewer(cast.police_missing, "test"):
        child = child_of(home)
        join(person=police, child=child)
    account = missing(cast, cast.home_manager, ago(5), person=home)
    second = missing(cast, cast.police_missing, ago(4), person=police)
    assert account.absence_id == second.absence_id
    page = words(as_(cast.council_missing).get(f"/missing/{account.absence_id}/"))
    assert "Mereside Police" in page
    assert "Ash House" in page


def test_the_police_record_their_own_interview(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10), ended=Located(None, "returned", ago(2)))
    client = as_(cast.police_missing)
    assert "Police prevention interview" in words(client.get(f"/missing/{account.absence_id}/"))
    client.post(f"/missing/{account.absence_id}/prevention/", boxes("at", ago(1)) | {"held": "yes"})
    with viewer(cast.police_missing, "test"):
        assert Clock.objects.get(duty="prevention_interview").state == "met"
        assert Clock.objects.get(duty="return_interview").state == "running"
        changes.record_located([Located(account.absence_id, "returned", ago(1.5), "Quay Street")])
        assert Clock.objects.get(duty="prevention_interview").state == "met", "what was done is not asked for again"


def test_declined_needs_an_attempt(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10), ended=Located(None, "returned", ago(2)))
    client = as_(cast.council_missing)
    url = f"/missing/{account.absence_id}/interview/"
    offer = {"interviewer": "Asha Bright", "employer": "Lantern Advocacy", "independence": "independent"}
    client.post(f"{url}offer/", offer | boxes("offered", ago(1)))
    declined = {"status": "declined", "reason": "She did not want to talk."}
    assert "Record the attempt" in words(client.post(f"{url}close/", declined))
    client.post(f"{url}attempt/", {"how": "In person", "outcome": "declined", **boxes("at", ago(1))})
    assert client.post(f"{url}close/", declined).status_code == 302
    assert "Declined" in words(client.get(url))
    with viewer(cast.council_missing, "test"):
        assert Clock.objects.get(duty="return_interview").state == "not_needed"
        changes.record_located([Located(account.absence_id, "returned", ago(1.5))])
        assert Clock.objects.get(duty="return_interview").state == "not_needed", "it was declined, and stays so"


def test_the_second_of_two_who_record_one_interview_keeps_their_words(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10), ended=Located(None, "returned", ago(2)))
    client = as_(cast.council_missing)
    url = f"/missing/{account.absence_id}/interview/"
    offer = {"interviewer": "Asha Bright", "employer": "Lantern Advocacy", "independence": "independent"}
    client.post(f"{url}offer/", offer | boxes("offered", ago(1)))
    nothing = client.post(f"{url}hold/", boxes("at", ago(1)))
    assert "Answer something" in words(nothing), "an empty form records no interview"
    said = {"own_words": "I went to the harbour.", **boxes("at", ago(1))}
    assert client.post(f"{url}hold/", said).status_code == 302
    again = client.post(f"{url}hold/", said | {"own_words": "I went to see the boats."}).content.decode()
    assert "Somebody else recorded this interview" in again
    assert "I went to see the boats." in again
    closed = words(client.post(f"{url}close/", {"status": "not_required", "reason": "Asked by another team."}))
    assert "Somebody else recorded this interview" in closed
    assert "Asked by another team." in closed
    assert "Completed in time" in words(client.get(url))
    other = as_(cast.other_council_missing)
    assert other.get(f"{url}hold/").status_code == 404, "an interview is its own agency's to record"


def test_an_interview_before_the_return_is_in_time(cast: Cast) -> None:
    account = missing(cast, cast.police_missing, ago(10))
    with viewer(cast.council_missing, "find_missing"):
        changes.record_located([Located(account.absence_id, "in_hospital", ago(6))])
    client = as_(cast.council_missing)
    url = f"/missing/{account.absence_id}/interview/"
    offer = {"interviewer": "Asha Bright", "employer": "Lantern Advocacy", "independence": "independent"}
    client.post(f"{url}offer/", offer | boxes("offered", ago(5)))
    client.post(f"{url}hold/", {"own_words": "I fell.", **boxes("at", ago(4))})
    with viewer(cast.council_missing, "find_missing"):
        changes.record_located([Located(account.absence_id, "returned", ago(1))])
        clock = Clock.objects.get(duty="return_interview")
        assert (clock.state, clock.timeliness) == ("met", "in_time")
