"""Words typed are kept for the seat that typed them, come back as they were, and go when the form is sent."""

import uuid
from collections.abc import Callable

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
    draft = "trial"
    place = plain.CharField(label="Where?")
    happened = forms.MomentField(label="When?")
    told = plain.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=plain.CheckboxSelectMultiple)


TYPED = QueryDict("place=by+the+canal&happened-day=31&happened-month=2&told=a&told=b&password=secret")
GET = RequestFactory().get("/")


def test_what_was_typed_comes_back_as_it_was(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep("trial", TYPED)
        form = Trial.open(GET)
    assert form["place"].value() == "by the canal"
    assert form["happened"].value() == {"day": "31", "month": "2", "year": "", "time": ""}
    assert form["told"].value() == ["a", "b"]
    assert form.restored is not None
    assert not form.errors


def test_typing_on_writes_over_the_same_draft(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep("trial", TYPED)
        drafts.keep("trial", QueryDict("place=by+the+weir"))
        assert Draft.objects.count() == 1
        assert Trial.open(GET)["place"].value() == "by the weir"


def test_a_secret_is_never_kept(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep("trial", TYPED)
        assert "password" not in Draft.objects.get().content


def test_drafts_about_different_things_stand_apart(cast: Cast) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    with viewer(cast.social_worker, "test"):
        drafts.keep("trial", QueryDict("place=one"), about=one)
        assert drafts.take("trial", about=two) is None
        assert drafts.take("trial") is None


def test_nobody_else_sees_a_draft_not_even_a_colleague(cast: Cast) -> None:
    with viewer(cast.council_missing, "test"):
        drafts.keep("trial", TYPED)
    for name in ("council_missing_deputy", "ig_lead", "stranger"):
        with viewer(cast.seats[name], "test"):
            assert Draft.objects.count() == 0
            assert drafts.take("trial") is None


def test_a_form_that_was_taken_leaves_no_draft(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        drafts.keep("trial", TYPED)
        Trial.open(GET).done()
        assert Draft.objects.count() == 0


def test_the_page_keeps_words_while_somebody_types(as_seat: Callable[[str], Client]) -> None:
    client = as_seat("social_worker")
    answer = client.post("/drafts/trial/", {"place": "by the canal"})
    assert answer.content.decode().startswith("Kept as a draft at ")
    assert client.post("/drafts/unknown/", {}).status_code == 404


def test_words_that_arrive_after_the_form_do_not_come_back(as_seat: Callable[[str], Client], cast: Cast) -> None:
    mark = once.mark()
    Sent.objects.create(mark=mark)
    as_seat("social_worker").post("/drafts/trial/", {"place": "late", "once": str(mark)})
    with viewer(cast.social_worker, "test"):
        assert drafts.take("trial") is None


def test_a_form_is_taken_once() -> None:
    request = RequestFactory().post("/", {"once": str(once.mark())})
    assert once.first(request)
    assert not once.first(request)


def test_a_form_without_a_mark_is_taken() -> None:
    assert once.first(RequestFactory().post("/", {}))


def test_more_than_anybody_types_is_refused(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"), pytest.raises(drafts.TooLong):
        drafts.keep("trial", QueryDict(f"place={'x' * (drafts.LARGEST + 1)}"))


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
