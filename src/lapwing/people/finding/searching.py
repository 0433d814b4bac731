"""One search: whom it finds, shown by name where the viewer may see that row, else as a pointer, else not at all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from lapwing.access import ledger, veil
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.models import Agency
from lapwing.people import queries
from lapwing.people.matching.candidates import Described, covering, find
from lapwing.people.matching.score import LOOK, Scored, best
from lapwing.people.models import Told
from lapwing.people.queries import Summary, summaries

MOST = 20
# Agencies that tell of children: what one of them has not told is not "nothing found".
TELLERS = ("local_authority", "police", "icb", "hospital_trust", "community_health", "school")


@dataclass(frozen=True)
class Found:
    """A child that the search found. Without `seen`, a pointer: which agencies know the child, and whom to call."""

    child: uuid.UUID
    seen: Summary | None
    agencies: tuple[Agency, ...]
    why: str
    likely: bool

    @property
    def reference(self) -> str:
        return Summary(self.child).reference


@dataclass(frozen=True)
class Answer:
    """What a search answers: whom it found, and which agencies have told Lapwing of nobody."""

    found: tuple[Found, ...]
    uncovered: tuple[Agency, ...]
    covered: tuple[Agency, ...]


def search(described: Described, *, door: str) -> Answer:
    """Search, under the viewer, and write its line: each child found counts as shown, a pointer too."""
    scored = [one for one in best(described, find(described)) if one.probability >= LOOK]
    by_child: dict[uuid.UUID, list[Scored]] = {}
    for one in scored:
        by_child.setdefault(one.candidate.child, []).append(one)
    kept = dict(list(by_child.items())[:MOST])
    agencies = Agency.objects.in_bulk({one.candidate.agency for each in kept.values() for one in each})
    seen = {child: who for child, who in summaries(kept).items() if who.told}
    found = tuple(_found(child, each, seen.get(child), agencies) for child, each in kept.items())
    current().shown.update(told.person for who in seen.values() for told in who.told)
    ledger.line(LedgerAct.SEARCH, door, children=kept)
    covers = covering()
    tellers = list(Agency.objects.filter(kind__in=TELLERS, closed_on=None).order_by("kind", "name"))
    return Answer(found, tuple(a for a in tellers if a.pk not in covers), tuple(a for a in tellers if a.pk in covers))


def _found(
    child: uuid.UUID, scored: Sequence[Scored], seen: Summary | None, agencies: dict[uuid.UUID, Agency]
) -> Found:
    kept = veil.hidden(one.candidate.person for one in scored)
    keys = {one.candidate.agency for one in scored}
    known = {key: veil.unnamed(agencies[key]) if key in kept else agencies[key] for key in keys}
    return Found(child, seen, tuple(known.values()), scored[0].sentence, scored[0].probability >= 0.9)


def side_by_side(person: uuid.UUID, other: uuid.UUID) -> list[tuple[str, str, str]]:
    """What two persons as told say of themselves, line by line, as far as the viewer may see each."""
    told = Told.objects.in_bulk([person, other])
    rows = (
        ("Name", lambda t: t.name), ("Born", lambda t: f"{t.born:%-d %b %Y}" if t.born else ""),
        ("Sex", lambda t: t.get_sex_display()), ("Postcode", lambda t: t.postcode),
    )  # fmt: skip
    hidden = "Not shown to you"
    return [
        (words, *(value(told[key]) or "Not recorded" if key in told else hidden for key in (person, other)))
        for words, value in rows
    ]  # type: ignore[misc]


def beside(person: uuid.UUID) -> list[Told]:
    """Who is taken for one child with a person as told, as far as the viewer may see: that person first."""
    persons = queries.persons_of(queries.child_of(person))
    return sorted(Told.objects.filter(pk__in=persons).select_related("agency"), key=lambda one: one.pk != person)
