"""What other rooms say of an absence: who was told and has read it, who was not told, and what is due."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.presenters.untold import untold
from lapwing.web.parts import Clock
from lapwing.work.alerts import queries as alert_queries
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.queries import Standing
from lapwing.work.deadlines import presenters as clock_words
from lapwing.work.deadlines import queries as clock_queries
from lapwing.work.deadlines.models import Clock as Running

STATE = Alert.State
UNREAD, KNOWN = {STATE.WAITING, STATE.HELD}, {STATE.OPENED, STATE.ACKNOWLEDGED}
OVER = {STATE.RECALLED, STATE.ENDED}


@dataclass(frozen=True)
class Beside:
    """What other rooms say of an absence: who was told and has read it, in full and in brief; who was not told,
    and whom to telephone; what is due.
    """

    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    told_briefly: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    due: tuple[tuple[str, Clock], ...] = ()


def beside(
    absences: Sequence[Absence],
    everyone: Mapping[uuid.UUID, uuid.UUID] | None = None,
    clocks: Iterable[Running] | None = None,
    *,
    with_untold: bool = True,
) -> dict[uuid.UUID, Beside]:
    """For each absence, in a fixed number of statements. `everyone` as `people.everyone_beside` has it; `clocks` are
    those that run on the absences, where a page has read them already; a page that does not say who was not told
    leaves that out.
    """
    keys = [one.pk for one in absences]
    states = alert_queries.states_of(keys)
    due = due_on(clock_queries.open_for(keys) if clocks is None else clocks)
    missed = untold(absences, states, everyone) if with_untold else {}
    return {
        one.pk: Beside(
            by_alert(states.get(one.pk, [])),
            in_brief(states.get(one.pk, [])),
            missed.get(one.pk, ()),
            due.get(one.pk, ()),
        )
        for one in absences
    }


def due_on(clocks: Iterable[Running]) -> dict[uuid.UUID, tuple[tuple[str, Clock], ...]]:
    """What is due on each subject of these clocks, in their order."""
    due: dict[uuid.UUID, list[tuple[str, Clock]]] = defaultdict(list)
    for running in clocks:
        due[running.subject].append((running.what.title, clock_words.clock(running)))
    return {subject: tuple(some) for subject, some in due.items()}


def by_alert(told: Sequence[Standing]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everybody who was told, under what each alert tells, in the order in which they were told: a name comes once,
    though two agencies told it of one absence.
    """
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        said[one.about][one.to].append(one.words)
    return tuple(
        (about, tuple(f"{to}: {'. Told again: '.join(words)}" for to, words in each.items()))
        for about, each in said.items()
    )


def in_brief(told: Sequence[Standing]) -> tuple[str, ...]:
    """How many have read it, and a line for each who has not, or whom somebody must still ring: a name comes once.

    Two agencies tell of one absence, so the same team is often told twice: who has read one of the two knows.
    """
    said = [one for one in told if one.state not in OVER]
    open_to = {one.to: one for one in said if one.state in UNREAD or one.needs_call}
    knows = {one.to for one in said if one.state in KNOWN}
    lines = [f"{to}: {one.words}" for to, one in open_to.items() if to not in knows or one.needs_call]
    counted = f"Read by {len(knows)} of {len({one.to for one in said})}" if said else ""
    return tuple(line for line in (counted, *lines) if line)
