"""Words typed are kept for the seat that typed them, come back as they were, and go when the form is sent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django import forms as plain
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.test import Client, RequestFactory

from lapwing.access.viewer import viewer
from lapwing.web import drafts, forms, once
from lapwing.web.models import Draft, Sent
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Trial(forms.Form):
    place = plain.CharField(label="Where?")
    happened = forms.MomentField(label="When?")
    told = plain.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=plain.CheckboxSelectMultiple)


TYPED = QueryDict("place=by+the+canal&happened-day=31&happened-month=2&told=a&told=b&password=secret")
TRIAL = "/trial/"
GET = RequestFactory().get(TRIAL)


def test_what_was_typed_comes_back_as_it_was(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep(TRIAL, TYPED)
        form = Trial.open(GET)
    assert form["place"].value() == "by the canal"
    assert form["happened"].value() == {"day": "31", "month": "2", "year": "", "time": ""}
    assert form["told"].value() == ["a", "b"]
    assert form.restored is not None
    assert not form.errors


def test_typing_on_writes_over_the_same_draft(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep(TRIAL, TYPED)
        drafts.keep(TRIAL, QueryDict("place=by+the+weir"))
        assert Draft.objects.count() == 1
        assert Trial.open(GET)["place"].value() == "by the weir"


def test_a_secret_is_never_kept(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep(TRIAL, TYPED)
        assert "password" not in Draft.objects.get().content


def test_nobody_else_sees_a_draft_not_even_a_colleague(cast: Cast) -> None:
    with viewer(cast.council_missing, "test"):
        drafts.keep(TRIAL, TYPED)
    for name in ("council_missing_deputy", "ig_lead", "stranger"):
        with viewer(cast.seats[name], "test"):
            assert Draft.objects.count() == 0
            assert drafts.take(TRIAL) is None


def test_words_that_came_back_with_an_error_are_there_when_the_page_is_left_and_opened_again(
    as_seat: Callable[[str], Client], cast: Cast
) -> None:
    """Where nobody's browser kept them as they were typed. Once they are recorded they go."""
    client, seat = as_seat("partnership_manager"), cast.social_worker
    page = f"/directory/seat/{seat.pk}/hand-over/"
    said = {"name": "Sorrel Dunnock", "email": "", "on-day": "1", "on-month": "2", "on-year": "2026"}
    assert "There is a problem" in client.post(page, said).content.decode()
    again = client.get(page).content.decode()
    assert "Sorrel Dunnock" in again
    assert "These are the words you typed before" in again
    client.post(page, said | {"email": "sorrel@example.org"})
    assert "Sorrel Dunnock" not in client.get(page).content.decode().partition("<main")[2]


def test_the_page_keeps_words_while_somebody_types_and_throws_them_away_when_asked(
    as_seat: Callable[[str], Client], cast: Cast
) -> None:
    client, keeper = as_seat("social_worker"), "/draft/?at=/missing/report/"
    answer = client.post(keeper, {"place": "by the canal"})
    assert answer.content.decode().startswith("Kept as a draft at ")
    for nowhere in ("/draft/", "/draft/?at=/no/such/page/", "/draft/?at=//elsewhere.example/", keeper + "?" * 300):
        assert client.post(nowhere, {}).status_code == 404, nowhere
    thrown = client.post(keeper, {"throw_away": "/missing/report/"})
    assert thrown.headers["HX-Redirect"] == "/missing/report/"
    with viewer(cast.social_worker, "test"):
        assert Draft.objects.count() == 0
    client.logout()
    late = client.post(keeper, {"place": "by the canal"}, headers={"HX-Request": "true"})
    assert "You are signed out" in late.content.decode()


def test_words_that_arrive_after_the_form_do_not_come_back(as_seat: Callable[[str], Client], cast: Cast) -> None:
    mark = once.mark()
    Sent.objects.create(mark=mark)
    as_seat("social_worker").post("/draft/?at=/missing/report/", {"place": "late", "once": str(mark)})
    with viewer(cast.social_worker, "test"):
        assert drafts.take(TRIAL) is None


def test_a_form_is_taken_once() -> None:
    request = RequestFactory().post("/", {"once": str(once.mark())})
    assert once.first(request)
    assert not once.first(request)


def test_a_form_without_a_mark_is_taken() -> None:
    assert once.first(RequestFactory().post("/", {}))


def test_more_than_anybody_types_is_refused(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"), pytest.raises(drafts.TooLong):
        drafts.keep(TRIAL, QueryDict(f"place={'x' * (drafts.LARGEST + 1)}"))


def test_a_form_with_errors_may_be_sent_again_with_the_same_mark() -> None:
    answers = [HttpResponse("errors"), HttpResponseRedirect("/"), HttpResponseRedirect("/")]
    view = once.only_once("today")(lambda request: answers.pop(0))
    mark = str(once.mark())
    request = RequestFactory().post("/", {"once": mark})
    request._messages = CookieStorage(request)
    assert view(request).content == b"errors"
    assert view(request).status_code == 302
    view(request)
    assert len(answers) == 1  # the third sending did nothing


def test_a_second_sending_goes_where_the_first_one_went() -> None:
    view = once.only_once("today")(lambda request: HttpResponseRedirect("/missing/1/"))
    request = RequestFactory().post("/", {"once": str(once.mark())})
    request._messages = CookieStorage(request)
    assert view(request).url == "/missing/1/"
    assert view(request).url == "/missing/1/", "to the thing itself, and not to a board it stands on"


def test_every_form_that_records_something_keeps_its_words() -> None:
    """One made from what was sent, and not by `Form.open`, would lose them: only what records nothing may be."""
    nothing_recorded = {"FindForm", "Search", "AreaFilter", "ChooseFiles"}
    views = [*Path(forms.__file__).parents[1].rglob("*.py")]
    made = {name for view in views for name in re.findall(r"(\w+)\(request\.POST\b(?!\.)", view.read_text())}
    assert made <= nothing_recorded | {"cls"}
