"""The child's page in words. It shows what the rooms below registered, and what row security lets through."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lapwing.access import holdings, veil
from lapwing.access.doors import may_follow, opens, way
from lapwing.access.roles import COUNCIL_MISSING, FRONT_DOOR, HEALTH, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import Viewer, current
from lapwing.cases.child import homes
from lapwing.cases.child.described import described
from lapwing.cases.child.forms import ChronologyFilter
from lapwing.cases.missing import queries as missing_queries
from lapwing.cases.missing.models import Absence
from lapwing.directory.models import Agency
from lapwing.people import cards, chronology
from lapwing.people import queries as people
from lapwing.people.chronology import Line
from lapwing.people.models import Audience, Involvement, Placement, Relationship, Schooling, Status, Told
from lapwing.people.queries import Summary
from lapwing.web.paging import Pages
from lapwing.web.parts import Clock, Fact, Item, Tag, clock, when
from lapwing.work.actions.models import Action
from lapwing.work.actions.queries import actions_of
from lapwing.work.deadlines import presenters as clock_words
from lapwing.work.deadlines import queries as clocks
from lapwing.work.subjects import address_of

LINES_ON_A_PAGE, ABSENCE = 30, "absence"
KINDS = {"missing": "Missing", "interview": "Return interviews", "meeting": "Meetings", "action": "Actions"}
MAY_REPORT = {role.key for role in (SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, HEALTH)}


@dataclass(frozen=True)
class Due:
    """What is due: in words, by when, and where it is done."""

    words: str
    clock: Clock
    url: str
    counted: str = ""
    unverified: bool = False


def page(
    who: Summary, persons: Sequence[uuid.UUID], viewer: Viewer, chosen: ChronologyFilter, number: str | None
) -> dict[str, object]:
    """`persons`: every person as told who is believed to be this child."""
    viewer.children.update(dict.fromkeys(persons, who.child))  # the ledger's line need not ask it again
    with holdings.known(persons):
        return _page(who, persons, viewer, chosen, number)


def _page(
    who: Summary, persons: Sequence[uuid.UUID], viewer: Viewer, chosen: ChronologyFilter, number: str | None
) -> dict[str, object]:
    lines = chronology.lines(persons)
    names = _agencies({line.agency for line in lines})
    shown = _narrowed(lines, chosen.offer(sorted(names.items(), key=lambda each: each[1]), _kinds(lines)))
    sheet = Pages(shown, LINES_ON_A_PAGE).get_page(number)
    absences = missing_queries.absences_of(persons)
    return {
        "child": who,
        "tags": tags(persons, absences),
        "holder": held_by(persons),
        "due": due_next(persons, {one.pk for one in absences}),
        "filter": chosen,
        "page": sheet,
        "items": items(sheet, names),
        "episodes": len(absences),
        "family": family(persons),
        "care": [*homes.homes(persons), *care(persons)],
        "place_url": way("placement_add", who.child),
        "lived_before": homes.before(persons),
        "described": described(persons),
        "sources": _sources(who.told),
        "cards": _cards("main", who.child, persons),
        "side_cards": _cards("side", who.child, persons),
        "seen_url": way("ledger_child", who.child),
        "report_url": reverse("missing_report_child", args=[who.child]) if viewer.role in MAY_REPORT else "",
    }


def _cards(column: str, child: uuid.UUID, persons: Sequence[uuid.UUID]) -> list[tuple[cards.Card, dict[str, object]]]:
    filled = ((card, card.content(child, persons)) for card in cards.cards(column))
    return [(card, content) for card, content in filled if content is not None]


def _agencies(keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    kept = veil.hidden_here()
    named = Agency.objects.filter(pk__in=keys).values_list("pk", "name")
    return {key: veil.CALL_BACK if key in kept else name for key, name in named}


def _kinds(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(kind, KINDS.get(kind, kind.replace("_", " ").capitalize())) for kind in sorted({x.kind for x in lines})]


def _narrowed(lines: Sequence[Line], chosen: dict[str, object]) -> list[Line]:
    return [
        line
        for line in lines
        if chosen.get("agency") in (None, line.agency)
        and chosen.get("kind") in (None, line.kind)
        and (line.significant or chosen.get("only") != "significant")
    ]


def items(lines: Page | Sequence[Line], names: dict[uuid.UUID, str]) -> list[Item]:
    return [
        Item(at=line.at, words=line.words, source=names.get(line.agency, ""), url=_open_way(line.url),
             kind=KINDS.get(line.kind, line.kind.replace("_", " ").capitalize()), significant=line.significant)
        for line in lines
    ]  # fmt: skip


def _open_way(url: str) -> str:
    return url if url and may_follow(url) else ""


def tags(persons: Sequence[uuid.UUID], absences: Sequence[Absence]) -> list[Tag]:
    """States in a word or two: missing now, and what holds today."""
    found = [Tag("Missing now", "red")] if any(one.ended_at is None for one in absences) else []
    today = timezone.localdate()
    statuses = Status.objects.of(persons).filter(since__lte=today).order_by("-since")
    now = {row.what: row for row in statuses if row.until is None or row.until >= today}
    return [*found, *(Tag(row.what.replace("_", " ").capitalize(), "blue") for row in now.values())]


def held_by(persons: Sequence[uuid.UUID]) -> str:
    """Who holds the case, and whom to call."""
    rows = (
        Involvement.objects.of(persons)
        .filter(until=None)
        .select_related("agency", "contact_seat__agency", "contact_team__agency")
    )
    council = next((row for row in rows if row.agency.kind == "local_authority"), None)
    if council is None:
        return ""
    return str(council.contact_seat or council.contact_team or council.agency)


def due_next(persons: Sequence[uuid.UUID], absences: set[uuid.UUID]) -> list[Due]:
    """Clocks that run, and open actions, the soonest first. `absences` are those open to the reader: a clock on another
    leads nowhere.
    """
    running = [
        Due(one.what.title, clock_words.clock(one),
            address_of(one.subject_kind, one.subject) if one.subject_kind != ABSENCE or one.subject in absences else "",
            one.due.counted, one.due.unverified)
        for one in clocks.clocks_of(persons)
        if one.is_open
    ]  # fmt: skip
    open_ones = (one for one in actions_of(persons) if one.state == Action.State.OPEN)
    return running + [Due(one.text, _by(one.due), address_of("action", one.pk)) for one in open_ones]


def _by(day: date) -> Clock:
    return clock(day)


@dataclass(frozen=True)
class Relative:
    """Somebody in the family or network: who they are to the child, and what is known of parental responsibility."""

    who: str
    what: str
    responsibility: str
    source: str
    url: str


def family(persons: Sequence[uuid.UUID]) -> list[Relative]:
    """Relationships as agencies told them; those whom the reader may not see have no name here."""
    rows = list(Relationship.objects.of(persons).filter(until=None).select_related("agency").order_by("what"))
    told = {row.pk: row for row in Told.objects.filter(pk__in=[one.other for one in rows])}
    children = people.children_of(one.pk for one in told.values() if one.is_child)
    words = {True: "has parental responsibility", False: "no parental responsibility"}
    return [
        Relative(
            who=(told[one.other].name or "Name not told") if one.other in told else "Not open to you",
            what=one.what.replace("_", " ").capitalize(),
            responsibility=words.get(one.parental_responsibility, "parental responsibility not recorded")  # type: ignore[call-overload]
            if one.other in told and not told[one.other].is_child else "",
            source=one.agency.name,
            url=reverse("child", args=[children[one.other]]) if one.other in children else "",
        )
        for one in rows
    ]  # fmt: skip


def care(persons: Sequence[uuid.UUID]) -> list[Fact]:
    """Where the child lives and learns now, each with its source; and what stays confidential of where it lived."""
    placements = (
        Placement.objects.of(persons)
        .filter(Q(until=None) | Q(audience=Audience.CONFIDENTIAL))
        .select_related("agency", "home", "responsible_area", "host_area")
    )
    facts = [
        Fact("Placement", _placement(row), row.agency.name, _change(row), tags=homes.tags(row))
        for row in placements.order_by("-since")
    ]
    schools = Schooling.objects.of(persons).filter(until=None).select_related("agency", "school")
    return facts + [Fact("School", row.school.name, row.agency.name) for row in schools.order_by("-since")]


def _change(row: Placement) -> str:
    """Whoever placed the child corrects it."""
    return way("placement_change", row.pk) if row.agency_id == current().agency else ""


def _placement(row: Placement) -> str:
    home = row.home.name if row.home else "Placed"
    host = f", in {row.host_area}" if row.host_area and row.host_area != row.responsible_area else ""
    ended = f", until {when(row.until)}" if row.until else ""
    return f"{home}{host}{ended}; {row.responsible_area} is responsible"


@dataclass(frozen=True)
class Source:
    """What one agency tells of who the child is."""

    agency: str
    words: str
    told: str
    history: str
    unjoin: str


def _sources(told: Sequence[Told]) -> list[Source]:
    may = opens("people_unjoin", current().role)
    ours = people.to_unjoin((one.person for one in told), beside=len(told) > 1) if may else {}
    return [source(one, way("people_unjoin", one.person) if one.person in ours else "") for one in told]


def source(told: Told, unjoin: str) -> Source:
    born = f", born {when(told.born)}" if told.born else ""
    return Source(
        agency=told.agency.name,
        words=f"{told.name or 'No name told'}{born}",
        told=when(told.recorded_at),
        history=reverse("record_history", args=["told", told.pk]),
        unjoin=unjoin,
    )
