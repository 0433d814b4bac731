"""What repeats in absences: for one child over time, and for children who are away at the same time.

Facts about absences, each with the row that shows it; never a score. The same definitions as a child's page states
(`rules.duties` for the window), written for millions of rows: one sort by child and time serves them all.
"""

from typing import Any

import ibis

from lapwing.measures.tables import ABSENCES, BY_TIME, by_time
from lapwing.rules import duties
from lapwing.rules.duties import Window

DUTY = "repeat_missing"
RISK = ("", "NAR", "ABSENT", "VLR", "LOW", "MED", "HIGH")


def window_of_the_duty() -> Window:
    """So many absences in so many days, and the types that count, as the duty has it."""
    window = duties.get(DUTY).window
    assert window is not None
    return window


def repeated(absences: Any = ABSENCES, window: Window | None = None) -> Any:
    """The absences with which a child reached the window: the third in any 90 days, and each after it that does.

    Columns child, absence, began_on, and `first_on`, the day of the first absence of that run.
    """
    window = window or window_of_the_duty()
    counted = absences.filter(absences.child.notnull(), absences.type.isin(sorted(window.kinds)))
    first = counted.began_on.lag(window.times - 1).over(_of_a_child(counted))
    runs = counted.select("child", "absence", "began_on", first_on=first)
    return runs.filter(runs.began_on < runs.first_on + _days(window.days))


def reached(absences: Any, window: Window | None = None) -> Any:
    """Of each absence, whether the child reached the window with it. `of_a_kind`: that the duty counts its type."""
    window = window or window_of_the_duty()
    over = ibis.window(group_by=[absences.child, absences.of_a_kind], order_by=by_time(absences))
    first = absences.began_on.lag(window.times - 1).over(over)
    return (absences.of_a_kind & (absences.began_on < first + _days(window.days))).fill_null(False)


def patterns(absences: Any = ABSENCES, window: Window | None = None) -> Any:
    """Of each absence of a child that is of a type that counts, what it repeats or changes.

    `first_ever`; `repeated`, as above; `sooner`, after a shorter time than the one before; `longer` than any before,
    where both are over; `graver`, at a higher risk than the one before. Null where there is nothing to compare with.
    """
    window = window or window_of_the_duty()
    counted = absences.filter(absences.child.notnull(), absences.type.isin(sorted(window.kinds)))
    measured = counted.select(
        "child", "absence", "began_at", "began_on",
        minutes=counted.ended_at.epoch_seconds() - counted.began_at.epoch_seconds(), grade=_grade(counted.risk),
    )  # fmt: skip
    over = _of_a_child(measured)
    before = ibis.window(group_by="child", order_by=[*BY_TIME], preceding=(None, 1))
    compared = measured.select(
        "child", "absence", "began_on", "minutes", "grade",
        last_on=measured.began_on.lag(1).over(over), last_but_one_on=measured.began_on.lag(2).over(over),
        first_on=measured.began_on.lag(window.times - 1).over(over), last_grade=measured.grade.lag(1).over(over),
        longest=measured.minutes.max().over(before),
    )  # fmt: skip
    return compared.select(
        "child", "absence", "began_on",
        first_ever=compared.last_on.isnull(),
        repeated=(compared.began_on < compared.first_on + _days(window.days)).fill_null(False),
        sooner=compared.began_on - compared.last_on < compared.last_on - compared.last_but_one_on,
        longer=compared.minutes > compared.longest,
        graver=compared.grade > compared.last_grade,
    )  # fmt: skip


def away_together(absences: Any = ABSENCES, *, until: Any, least: int = 2) -> Any:
    """Pairs of children of one area who were away at overlapping times at least so often.

    Columns one, other, area, times, first_on, last_on; `one` is the lesser key. `until` is the moment to which an
    absence that lasts is taken to last. Each overlap is found once: on the day on which the later of the two began.
    Being away at the same time is not being together: a page names those found or named together apart.
    """
    known = absences.filter(absences.child.notnull(), absences.area != "", absences.type != "education")
    ended = known.ended_at.fill_null(until)
    # Numbers for children: pairs of a pseudonym's thirty-two bytes are many times dearer to count.
    numbered = known.select(
        "child", "absence", "area", "began_on", "began_at", ended_at=ended,
        who=ibis.dense_rank().over(order_by=known.child), day=_number(known.began_at), last=_number(ended),
    )  # fmt: skip
    counted = _pairs(numbered, least)
    names = numbered.select("who", "child").distinct()
    one, other = names.view(), names.view()
    named = counted.join(one, counted.one_number == one.who).join(other, counted.other_number == other.who)
    return named.select(one=one.child, other=other.child, area=counted.area, times=counted.times,
                        first_on=counted.first_on, last_on=counted.last_on)  # fmt: skip


def _pairs(numbered: Any, least: int) -> Any:
    """Each absence beside those that began, in its area, on one of its days: no pair of absences meets twice."""
    away = numbered.mutate(day=ibis.range(numbered.day, numbered["last"] + 1)).unnest("day")
    later = numbered.view()
    met = away.join(
        later,
        [
            away.area == later.area, away.day == later.day, away.who != later.who,
            away.began_at <= later.began_at, later.began_at < away.ended_at,
            (away.began_at < later.began_at) | (away.absence < later.absence),
        ],
    )  # fmt: skip
    pairs = met.select(
        one_number=ibis.least(away.who, later.who), other_number=ibis.greatest(away.who, later.who), area=away.area,
        began_on=later.began_on,
    )  # fmt: skip
    counted = pairs.group_by(["one_number", "other_number"]).agg(
        area=pairs.area.max(), times=pairs.count(), first_on=pairs.began_on.min(), last_on=pairs.began_on.max()
    )
    return counted.filter(counted.times >= least)


def _number(at: Any) -> Any:
    """The number of the day, in UTC, on which a moment falls."""
    return (at.epoch_seconds() / 86_400).floor().cast("int64")


def _of_a_child(table: Any) -> Any:
    return ibis.window(group_by=table.child, order_by=by_time(table))


def _days(number: int) -> Any:
    return ibis.interval(days=number)


def _grade(risk: Any) -> Any:
    """The rank of a risk level; null where none is recorded."""
    cases = [(risk == code, place) for place, code in enumerate(RISK) if code]
    return ibis.cases(*cases, else_=ibis.null("int64"))
