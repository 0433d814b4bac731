"""Small numbers are hidden, and nothing hidden can be worked back."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.measures import disclosure
from lapwing.measures.bounds import bounds


def crossed(rows):
    """A table of rows, with totals on both sides, as values and equations."""
    height, width = len(rows), len(rows[0])
    values = {(i, j): rows[i][j] for i in range(height) for j in range(width)}
    values |= {(i, "all"): sum(rows[i]) for i in range(height)}
    values |= {("all", j): sum(row[j] for row in rows) for j in range(width)}
    values["all", "all"] = sum(map(sum, rows))
    across = [{**{(i, j): 1 for j in range(width)}, (i, "all"): -1} for i in [*range(height), "all"]]
    down = [{**{(i, j): 1 for i in range(height)}, ("all", j): -1} for j in [*range(width), "all"]]
    return values, [*across, *down]


def one_row(*parts):
    values = dict(enumerate(parts)) | {"all": sum(parts)}
    return values, [{**dict.fromkeys(range(len(parts)), 1), "all": -1}]


def shown(values, equations):
    hidden = disclosure.hidden(values, equations)
    return [disclosure.MARK if key in hidden else value for key, value in values.items()]


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        ((0, 0, 0, 0), [0, 0, 0, 0, 0]),
        ((10, 20, 30, 40), [10, 20, 30, 40, 100]),
        ((3, 20, 30, 40), ["c", "c", 30, 40, 93]),  # the smallest other count goes too, or the total gives 3 away
        ((3, 4, 30, 40), ["c", "c", 30, 40, 77]),  # two small counts that make 7: from 1 and 6 to 6 and 1
        ((2, 2, 2, 0), ["c", "c", "c", 0, "c"]),  # a total of 6 from three hidden counts would say each is 1 to 4
        ((1, 1, 1, 9), ["c", "c", "c", "c", 12]),  # a total of 3 would give every one away
        ((5, 0, 0, 0), ["c", 0, 0, 0, "c"]),  # the total is the same small count
        ((6, 0, 0, 0), [6, 0, 0, 0, 6]),
        ((5, 0, 0, 700), ["c", 0, 0, "c", 705]),
    ],
)
def test_a_row_and_its_total(parts, published):
    assert shown(*one_row(*parts)) == published


def test_a_small_count_in_a_crossed_table_takes_three_others_with_it():
    values, equations = crossed([[3, 40, 50], [60, 70, 80]])
    assert disclosure.hidden(values, equations) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_the_complement_of_a_small_count_is_hidden():
    values, equations = {"yes": 97, "no": 3, "all": 100}, [{"yes": 1, "no": 1, "all": -1}]
    assert disclosure.hidden(values, equations) == {"yes", "no"}


@pytest.mark.parametrize(
    ("part", "whole", "percentage"),
    [(50, 100, "50.0"), (97, 100, None), (3, 100, None), (None, 100, None), (0, 100, "0.0"), (100, 100, "100.0"),
     (0, 0, None), (7, None, None), (0, 4, None), (1, 3, None), (20, 26, "76.9")],
)  # fmt: skip
def test_a_percentage_tells_no_small_number(part, whole, percentage):
    found = disclosure.share(part, whole)
    assert (found if found is None else str(found)) == percentage


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [(2019, 2203, "-8.4"), (12, 9, "33.3"), (9, 0, None), (None, 9, None), (9, None, None), (0, 9, "-100.0")],
)
def test_a_change_in_per_cent(now, before, percent):
    found = disclosure.change(now, before)
    assert (found if found is None else str(found)) == percent


counts = st.one_of(st.integers(0, 3), st.integers(0, 9), st.integers(0, 60))
tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=3)
)


@given(tables)
@settings(max_examples=120, deadline=None)
def test_no_small_number_can_be_narrowed_to_fewer_than_five_values(rows):
    values, equations = crossed(rows)
    hidden = disclosure.hidden(values, equations)
    for key, value in values.items():
        if value in disclosure.SMALL:
            assert key in hidden
            least, most = bounds(values, hidden, equations, key)
            assert least <= value
            assert most is None or (value <= most and most - least >= 4)
    assert all(values[key] for key in hidden), "zero is shown as zero"


@given(tables)
@settings(max_examples=40, deadline=None)
def test_nothing_is_hidden_without_need(rows):
    values, equations = crossed(rows)
    if not any(value in disclosure.SMALL for value in values.values()):
        assert disclosure.hidden(values, equations) == frozenset()


def worlds(values, hidden, equations, most):
    """Every table that a reader could take the published one for, with no hidden count above `most`: by trying all."""
    unknown = sorted(hidden, key=str)
    for guess in product(range(1, most + 1), repeat=len(unknown)):
        table = values | dict(zip(unknown, guess, strict=True))
        if all(sum(sign * table[key] for key, sign in equation.items()) == 0 for equation in equations):
            yield table


small_tables = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=1, max_size=2)


@given(small_tables)
@settings(max_examples=25, deadline=None)
def test_trying_every_table_works_nothing_back(rows):
    """An attacker who shares none of our code: five values, or more, remain for every small number."""
    values, equations = crossed(rows)
    hidden = disclosure.hidden(values, equations)
    totals = {key for key in hidden if "all" in key}
    if len(hidden) - len(totals) > 4:
        return
    free = hidden - totals  # totals follow from their parts
    possible = [t for t in _completed(values, free, totals, rows) if _agrees(t, values, hidden)]
    for key, value in values.items():
        if value in disclosure.SMALL:
            assert len({table[key] for table in possible}) >= 5


def _completed(values, free, totals, rows):
    for guess in product(range(1, 13), repeat=len(free)):
        parts = {**values, **dict(zip(sorted(free, key=str), guess, strict=True))}
        yield crossed([[parts[i, j] for j in range(len(rows[0]))] for i in range(len(rows))])[0]


def _agrees(table, values, hidden):
    return all(table[key] == value for key, value in values.items() if key not in hidden)


@given(small_tables, st.data())
@settings(max_examples=60, deadline=None)
def test_bounds_agree_with_trying_every_table(rows, data):
    values, equations = one_row(*(number for row in rows for number in row))
    candidates = [key for key, value in values.items() if value and key != "all"]
    if not candidates:
        return
    hidden = frozenset(data.draw(st.sets(st.sampled_from(candidates), min_size=1, max_size=3)))
    possible = list(worlds(values, hidden, equations, 30))
    for key in hidden:
        assert bounds(values, hidden, equations, key) == (
            min(table[key] for table in possible), max(table[key] for table in possible),
        )  # fmt: skip
