"""The board: one card for each child who is missing, or found and not yet back; and the screen on a wall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString

from lapwing.access.doors import address
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, State
from lapwing.cases.missing.presenters.beside import Beside, beside
from lapwing.cases.missing.presenters.patterns import in_time
from lapwing.cases.missing.presenters.words import last_seen_words, risk_tag, standing, type_tags
from lapwing.people import queries as people
from lapwing.people.queries import Known, Summary
from lapwing.web.parts import Clock, Tag
from lapwing.work.deadlines.models import Clock as Running


@dataclass(frozen=True)
class Card:
    """One child on the board."""

    absence: Absence
    child: Summary
    url: str
    tags: tuple[Tag, ...]
    standing: str
    last_seen: str = ""
    patterns: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    due: tuple[tuple[str, Clock], ...] = ()
    alarm: bool = False

    @property
    def key(self) -> SafeString:
        return SafeString(self.absence.pk)

    @property
    def sheet_url(self) -> str:
        return address("if_missing", self.child.child)

    @property
    def patterns_url(self) -> str:
        return address("child_patterns", self.child.child)

    @property
    def who(self) -> str:
        age = f", {self.child.age}" if self.child.age is not None else ""
        return f"{self.child.words}{age}"


def cards(
    absences: Sequence[Absence],
    now: datetime | None = None,
    known: Known | None = None,
    clocks: Iterable[Running] | None = None,
    *,
    with_untold: bool = True,
) -> list[Card]:
    """The board's cards, in the order given. A fixed number of statements, whatever their number. `known`: who they
    are, and others, and `clocks`: what runs on them, where a page has asked that already; `with_untold`: whether the
    page says who was not told.
    """
    now = now or timezone.now()
    known = known or people.known(one.person for one in absences)
    children, summaries = known.child_of, known.summaries
    shown = {children[one.person] for one in absences if one.person in children}
    everyone = {person: child for person, child in children.items() if child in shown}
    accounts = queries.accounts_of(one.pk for one in absences)
    repeats = in_time(everyone, now)
    extras = beside(absences, everyone, clocks, with_untold=with_untold)
    made = []
    for absence in absences:
        child = children.get(absence.person, absence.person)
        said = extras.get(absence.pk, Beside())
        made.append(
            Card(
                absence=absence,
                child=summaries.get(child) or Summary(child),
                url=address("absence", absence.pk),
                tags=(risk_tag(absence.risk), *type_tags(absence)),
                standing=standing(absence, now),
                last_seen=last_seen_words(accounts.get(absence.pk, [])),
                patterns=tuple(repeats.get(child, [])),
                told=said.told_briefly,
                untold=said.untold,
                due=said.due,
                alarm=absence.risk == "HIGH" and absence.state == State.MISSING,
            )
        )
    return made


@dataclass(frozen=True)
class WallCard:
    """A child on a screen that has visitors: initials, reference, risk, how long. No place, no name, no age."""

    who: str
    reference: str
    tag: Tag
    standing: str


def wall_cards(absences: Sequence[Absence], now: datetime) -> list[WallCard]:
    known = people.known(one.person for one in absences)
    made = []
    for absence in absences:
        child = known.child_of.get(absence.person, absence.person)
        who = known.summaries.get(child) or Summary(child)
        made.append(WallCard(who.initials or "Child", who.reference, risk_tag(absence.risk), standing(absence, now)))
    return made
