"""On a phone a row stands as a card: each cell says which column it stands in."""

from django.template import Context, Template

from lapwing.web.stacking import stacked

HEAD = (
    '<thead><tr><th>Child</th><th><span class="govuk-visually-hidden">Source: </span>Ash &amp; Co’s <b>word</b></th>'
    "<th>When?</th></tr></thead>"
)


def test_each_cell_says_its_heading_but_the_first_and_those_that_say_nothing() -> None:
    rows = stacked(
        HEAD + '<tbody><tr><th scope="row">Wren</th><td class="x">\n <a href="/">yes</a></td><td> </td></tr></tbody>'
    )
    assert rows.stacks
    assert '<th scope="row">Wren</th>' in rows.html
    assert '<td class="x" data-said="Ash &amp; Co’s word:"><a href="/">yes</a></td>' in rows.html
    assert "<td></td>" in rows.html


def test_a_question_keeps_its_mark_and_a_cell_that_spans_says_nothing() -> None:
    rows = stacked(HEAD + '<tbody><tr><td>Wren</td><td>a</td><td>b</td></tr><tr><td colspan="3">None</td></tr></tbody>')
    assert '<td data-said="When?">b</td>' in rows.html
    assert '<td colspan="3">None</td>' in rows.html


def test_what_a_page_says_itself_stays() -> None:
    rows = stacked(HEAD + '<tbody><tr><td>Wren</td><td data-said="Told:">a</td><td>b</td></tr></tbody>')
    assert rows.html.count("data-said") == 2
    assert 'data-said="Told:"' in rows.html


def test_two_columns_and_columns_of_numbers_stay_a_table() -> None:
    two = "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
    number = '<th class="govuk-table__header--numeric">1</th>'
    numbers = (
        f"<thead><tr><th>A</th>{number}{number}</tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody>"
    )
    for rows in (two, numbers, "<tbody><tr><td>1</td></tr></tbody>"):
        assert (stacked(rows).html, stacked(rows).stacks) == (rows, False)


def test_the_component_stacks() -> None:
    page = (
        '{% load lapwing %}{% table "Who" %}'
        + HEAD
        + "<tbody><tr><td>Wren</td><td>a</td><td>b</td></tr></tbody>{% endtable %}"
    )
    assert 'class="lw-table lw-table--cards"' in Template(page).render(Context())
