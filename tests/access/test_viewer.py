"""The viewer: settings that do not outlive it, and no answer where nobody looks."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory

from lapwing.access import holdings, viewer
from lapwing.access.doors import Door
from lapwing.access.middleware import ViewerMiddleware
from lapwing.access.models import Entry, EntryChild
from lapwing.people.models import Told
from tests.access.told import Cast

pytestmark = pytest.mark.django_db


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"lapwing.{name}"])
        return str(cursor.fetchone()[0] or "")


def test_a_viewer_inside_a_viewer_puts_the_one_before_back() -> None:
    cast = Cast()
    outer, inner = cast.seat("social_worker"), cast.seat("police_missing", "police")
    person = cast.told()
    with viewer.viewer(outer, "plan"):
        before = {name: setting(name) for name in ("seat", "agency", "role", "purpose", "reach", "hidden_children")}
        with viewer.viewer(inner, "find_missing"):
            assert setting("agency") == str(inner.agency_id)
            assert not Told.objects.filter(pk=person).exists()
        assert before == {name: setting(name) for name in before}
        assert Told.objects.filter(pk=person).exists()
        with pytest.raises(ZeroDivisionError), viewer.viewer(inner, "find_missing"):
            _ = 1 / 0
        assert before == {name: setting(name) for name in before}
        assert viewer.current().seat == outer.pk


def test_a_viewer_inside_a_viewer_restores_also_when_the_database_refused_something() -> None:
    cast = Cast()
    outer, inner = cast.seat("social_worker"), cast.seat("police_missing", "police")
    with viewer.viewer(outer, "plan"):
        with pytest.raises(ProgrammingError), viewer.viewer(inner, "find_missing"), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        assert setting("agency") == str(outer.agency_id)


def test_what_a_page_reads_once_is_neither_another_viewers_nor_kept_after_it() -> None:
    cast = Cast()
    person, reads = cast.told(), []

    def read() -> int:
        reads.append(viewer.current().role)
        return len(reads)

    with viewer.viewer(cast.seat("social_worker"), "plan"):
        with holdings.known([person]):
            assert [holdings.once("it", read), holdings.once("it", read)] == [1, 1]
            with viewer.viewer(cast.seat("police_missing", "police"), "find_missing"):
                assert holdings.once("it", read) == 2
            with viewer.turning():
                assert holdings.once("it", read) == 3
            assert holdings.once("it", read) == 1
        assert [holdings.once("it", read), holdings.once("it", read)] == [4, 5]


def test_what_an_inner_viewer_was_shown_is_not_counted_as_shown_to_the_outer() -> None:
    cast = Cast()
    person = cast.told()
    with viewer.viewer(cast.seat("ig_lead"), "answer") as outer:
        with viewer.viewer(cast.seat("social_worker"), "plan") as inner:
            list(Told.objects.all())
        assert (person in inner.shown, person in outer.shown) == (True, False)


def test_nobody_looking_raises_in_the_program() -> None:
    with pytest.raises(viewer.NoViewer):
        list(Told.objects.all())


def test_nobody_looking_raises_also_where_a_table_is_named_in_raw_words() -> None:
    with pytest.raises(viewer.NoViewer), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_told")


def answer(cast: Cast, view: object) -> HttpResponse:
    """What the middleware makes of a view, for a social worker of the council."""
    seat = cast.seat("social_worker")
    middleware = ViewerMiddleware(view)  # type: ignore[arg-type]
    return middleware._answer(RequestFactory().get("/"), seat, Door("plan", "A page", ("social_worker",)), "page")


def test_a_page_that_showed_a_child_leaves_one_line_whatever_it_showed() -> None:
    cast = Cast()
    person = cast.told()
    answer(cast, lambda request: HttpResponse(str([list(Told.objects.all()), list(Told.objects.all())])))
    with viewer.viewer(cast.seat("ig_lead"), "answer"):
        entry = Entry.objects.get(door="page")
        assert (entry.seat, entry.purpose, entry.act) == (cast.seat("social_worker").pk, "plan", "read")
        shown = EntryChild.objects.filter(entry=entry.pk).values_list("child", flat=True)
        assert set(shown) == {cast.child(person)}


def test_a_stream_that_showed_a_child_is_a_fault() -> None:
    cast = Cast()
    cast.told()
    with pytest.raises(RuntimeError, match="stream"):
        answer(cast, lambda request: StreamingHttpResponse([str(list(Told.objects.all()))]))


def test_a_page_rendered_after_its_viewer_closed_is_a_fault() -> None:
    cast = Cast()
    cast.told()
    template = engines["django"].from_string("{% for one in told %}{{ one.given }}{% endfor %}")
    page = TemplateResponse(RequestFactory().get("/"), template, {"told": Told.objects.all()})  # type: ignore[arg-type]
    answer(cast, lambda request: page)
    with pytest.raises(viewer.NoViewer):
        page.render()


def test_an_answer_that_failed_leaves_nothing_behind() -> None:
    cast = Cast()
    person = cast.told()

    def view(_request: object) -> HttpResponse:
        Told.objects.filter(pk=person).update(given="Changed")
        return HttpResponse(status=500)

    answer(cast, view)
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        assert Told.objects.get(pk=person).given == "Wren"
