"""What may be done with people as told: tell them, join and un-join them, decide doubts. Each act takes a set."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import Identity, LedgerAct
from lapwing.access.turns import take_turns
from lapwing.access.viewer import current
from lapwing.access.writing import row, write
from lapwing.directory.keys import new_key, reference
from lapwing.people import unjoining
from lapwing.people.matching.candidates import Candidate, Described, find_many
from lapwing.people.matching.score import JOIN, LOOK, Scored, best
from lapwing.people.models import Characteristics, Doubt, Identifier, Link, Told
from lapwing.people.queries import child_of, children_of, persons_of
from lapwing.people.retelling import retell, told_before
from lapwing.people.two_persons import is_same_human, need_two
from lapwing.rules.identifiers import Checked, check_nhs_number, check_upn

BY_HAND = 20
CHECKS = {Identifier.Scheme.UPN: check_upn, Identifier.Scheme.NHS: check_nhs_number}


@dataclass(frozen=True)
class Telling:
    """A person as an agency tells them: its reference, and what it says of them."""

    reference: str
    given: str = ""
    family: str = ""
    born: date | None = None
    sex: str = "U"
    ethnicity: str = ""
    postcode: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    is_child: bool = True
    expected: date | None = None
    disabilities: tuple[str, ...] = ()  # codes of the census, or NONE alone; nothing where it is not recorded

    def described(self) -> Described:
        """What may be matched on: an identifier that fails its check may not."""
        checked = [(scheme, _checked(scheme, value)) for scheme, value in self.identifiers]
        numbers = tuple((scheme, result.value) for scheme, result in checked if result.ok)
        return Described(self.given, self.family, self.born, self.sex, self.postcode, numbers)

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(vars(self), default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What became of one telling: the person's key, and `new`, `joined`, `doubtful`, `updated` or `unchanged`."""

    reference: str
    person: uuid.UUID
    what: str


@dataclass(frozen=True)
class _Arrival:
    """A person told for the first time: the telling, its new keys, and who they are believed to be."""

    telling: Telling
    person: uuid.UUID
    child: uuid.UUID
    what: str
    scored: tuple[Scored, ...]


def _checked(scheme: str, value: str) -> Checked:
    """An identifier as checked; schemes without a check digit are taken as told."""
    known = CHECKS.get(Identifier.Scheme(scheme))
    return known(value) if known else Checked(value)


def tell(tellings: Sequence[Telling]) -> list[Outcome]:
    """Take what the viewer's agency tells of these people; each distinct person is matched once.

    Doubt never delays anything: a doubtful person is live at once, as a child of its own, while somebody looks.
    """
    latest = {telling.reference: telling for telling in tellings}
    _take_turns(list(latest.values()))
    before = told_before(list(latest))
    changed = [t for t in latest.values() if t.reference in before and before[t.reference][1] != t.digest]
    _retell(changed, before)
    arrivals = _arrive([t for t in latest.values() if t.reference not in before])
    _keep_identifiers([(before[t.reference][0], t) for t in changed], known=True)
    told_again = {t.reference for t in changed}
    outcomes = {a.telling.reference: Outcome(a.telling.reference, a.person, a.what) for a in arrivals}
    for known, (person, _) in before.items():
        outcomes[known] = Outcome(known, person, "updated" if known in told_again else "unchanged")
    touched = [o.person for o in outcomes.values() if o.what != "unchanged"]
    if touched:
        ledger.line(LedgerAct.CHANGE, "people.tell", persons=touched, subjects=touched)
    return [outcomes[known] for known in latest]


def _take_turns(tellings: Sequence[Telling]) -> None:
    """Two agencies that tell of one child for the first time in the same moment: the second finds the child of the
    first. Files take one turn among themselves, and hold up nobody who tells of a child by hand.
    """
    by_hand = len(tellings) <= BY_HAND
    take_turns(*({f"told:{telling.born}" for telling in tellings} if by_hand else ["told:files"]))


def _retell(changed: Sequence[Telling], before: dict[str, tuple[uuid.UUID, str]]) -> None:
    retell(
        [
            {
                "person": before[t.reference][0], "given": t.given, "family": t.family, "born": t.born, "sex": t.sex,
                "ethnicity": t.ethnicity, "postcode": t.postcode, "expected": t.expected, "digest": t.digest,
                "disabilities": t.disabilities,
            }
            for t in changed
        ]
    )  # fmt: skip


def _arrive(tellings: Sequence[Telling]) -> list[_Arrival]:
    arrivals = _recognise_all(tellings)
    agency, seat, now = current().agency, current().seat, timezone.now()
    write(
        [
            row(
                Told, id=a.person, person=a.person, agency_id=agency, level=Level.POINTER,
                reference=a.telling.reference, is_child=a.telling.is_child, given=a.telling.given,
                family=a.telling.family, born=a.telling.born, sex=a.telling.sex,
                postcode=a.telling.postcode, expected=a.telling.expected, digest=a.telling.digest,
            )
            for a in arrivals
        ]
    )  # fmt: skip
    write(
        [
            row(
                Link, id=new_key(), person=a.person, agency_id=agency, level=Level.SUMMARY, child=a.child, since=now,
                outcome=Link.Outcome.JOINED if a.what == "joined" else Link.Outcome.NEW,
                score=a.scored[0].probability if a.what == "joined" else None,
                evidence=_evidence(a.scored[0]) if a.what == "joined" else [], decided_by=seat,
            )
            for a in arrivals
        ]
    )  # fmt: skip
    write(
        [
            row(
                Characteristics, id=a.person, person=a.person, agency_id=agency, level=Level.DETAIL,
                ethnicity=a.telling.ethnicity, disabilities=list(a.telling.disabilities),
            )
            for a in arrivals
            if a.telling.ethnicity or a.telling.disabilities
        ]
    )  # fmt: skip
    _keep_identifiers([(a.person, a.telling) for a in arrivals], known=False)
    _raise_doubts([a for a in arrivals if a.what == "doubtful"])
    return arrivals


def _recognise_all(tellings: Sequence[Telling]) -> list[_Arrival]:
    """Match persons told for the first time; only children are looked for."""
    children = [telling for telling in tellings if telling.is_child]
    found = dict(zip((t.reference for t in children), find_many([t.described() for t in children]), strict=True))
    return _without_restricted([_recognise(telling, found.get(telling.reference, [])) for telling in tellings])


def _without_restricted(arrivals: list[_Arrival]) -> list[_Arrival]:
    """However sure the score: whom two persons join is doubtful first, on a child of their own."""
    two = need_two(arrival.child for arrival in arrivals if arrival.what == "joined")
    return [
        replace(arrival, child=new_key(), what="doubtful") if two and arrival.child in two else arrival
        for arrival in arrivals
    ]


def _recognise(telling: Telling, candidates: Sequence[Candidate]) -> _Arrival:
    """One person told for the first time: joined, doubtful, or new."""
    person = new_key()
    scored = tuple(best(telling.described(), candidates))
    if _is_certain(scored):
        return _Arrival(telling, person, scored[0].candidate.child, "joined", scored)
    what = "doubtful" if any(_is_worth_a_look(one) for one in scored) else "new"
    return _Arrival(telling, person, new_key(), what, scored)


def _is_worth_a_look(one: Scored) -> bool:
    """Likely enough, and on more than one piece of evidence: in a return without names, hundreds of children share a
    date of birth with another, and nothing else.
    """
    speaks_for = [reason.code for reason in one.reasons if reason.weight > 0]
    return one.probability >= LOOK and (len(speaks_for) > 1 or speaks_for == ["number_same"])


def _is_certain(scored: Sequence[Scored]) -> bool:
    """One child stands out: no second child is likely too, and it is not another person of the same agency."""
    if not scored or scored[0].probability < JOIN:
        return False
    first = scored[0].candidate
    rivals = [s for s in scored if s.candidate.child != first.child and s.probability >= LOOK]
    ours = [s for s in scored if s.candidate.child == first.child and s.candidate.agency == current().agency]
    return not rivals and not ours


def _keep_identifiers(told: Iterable[tuple[uuid.UUID, Telling]], *, known: bool) -> None:
    rows = []
    for person, telling in told:
        for scheme, value in telling.identifiers:
            result = _checked(scheme, value)
            rows.append(
                row(
                    Identifier, id=new_key(), person=person, agency_id=current().agency, level=Level.DETAIL,
                    scheme=scheme, value=result.value, is_valid=result.ok, why_not=result.why_not,
                )
            )  # fmt: skip
    write(rows, unless="ON CONFLICT DO NOTHING" if known else "")


def _raise_doubts(doubtful: Iterable[_Arrival]) -> None:
    write(
        [
            row(
                Doubt, id=new_key(), person=a.person, agency_id=current().agency, level=Level.SUMMARY,
                other=s.candidate.person, score=s.probability, evidence=_evidence(s),
            )
            for a in doubtful
            for s in a.scored[:3]
            if _is_worth_a_look(s)
        ]
    )  # fmt: skip


def _evidence(scored: Scored) -> list[dict[str, object]]:
    """Reasons as codes and weights: a joined row keeps no other agency's name or address."""
    return [{"code": reason.code, "weight": reason.weight} for reason in scored.reasons]


def join(
    *, person: uuid.UUID, child: uuid.UUID, evidence: Sequence[dict[str, object]] = (), score: float | None = None
) -> Link:
    """From now on this person as told is believed to be this child. Writes links alone."""
    return _move(person, child, Link.Outcome.JOINED, evidence, score)


class NotJoined(ValueError):
    """There is no join to undo; the message says it."""


def unjoin(*, person: uuid.UUID, reason: str = "", used: Iterable[uuid.UUID] = ()) -> Link:
    """Restore what was believed before this person was joined: the child it was, exactly, or a child of its own.

    `used` are the records that used the join: each is named in the new link, as one to be corrected. Rooms above list
    everything that used it, whoever may see it, for those who made it to correct. Raises NotJoined where it was undone
    before: what stood before that is the very child that it is not.
    """
    link = Link.objects.select_for_update().get(person=person, until=None)
    if link.outcome == Link.Outcome.UNJOINED and set(persons_of(link.child)) <= {person}:
        raise NotJoined("Somebody un-joined this record meanwhile: it stands alone already.")
    undone = tuple({person, *persons_of(link.child)})
    wrong: list[dict[str, object]] = [{"code": "to_correct", "record": str(key)} for key in used]
    if reason:
        wrong.insert(0, {"code": "reason", "words": reason})
    before = link.before if link.outcome == Link.Outcome.JOINED else None
    fresh = _move(person, before or new_key(), Link.Outcome.UNJOINED, wrong, None)
    unjoining.tell(unjoining.Undone(fresh.pk, undone, link.since, reason))
    return fresh


def _move(
    person: uuid.UUID, child: uuid.UUID, outcome: str, evidence: Sequence[dict[str, object]], score: float | None
) -> Link:
    now = timezone.now()
    link = Link.objects.select_for_update().get(person=person, until=None)
    Link.objects.filter(pk=link.pk).update(until=now)
    fresh = Link(
        id=new_key(), person=person, agency_id=link.agency_id, level=Level.SUMMARY, child=child, since=now,
        outcome=outcome, evidence=list(evidence), score=score, decided_by=current().seat, before=link.child,
    )  # fmt: skip
    ledger.line(LedgerAct.CHANGE, f"people.{outcome}", children=[link.child, child], subjects=[link.pk, fresh.pk])
    Link.objects.bulk_create([fresh])
    return fresh


class NeedsAnother(ValueError):
    """Two persons join these two, and this one said so first; the message says it."""


class Decided(ValueError):
    """Somebody else decided meanwhile; the message says it."""


def decide_doubt(*, doubt: Doubt, same: bool, reason: str) -> bool:
    """Somebody looked: the same child, or two. A reason is part of the decision.

    Restricted people are joined by two persons: False after the first of them, and the doubt waits for the second.
    Raises NeedsAnother where the first would be the second as well, and Decided where somebody decided meanwhile.
    """
    if not reason.strip():
        raise ValueError("Say what you went by: the reason is part of the decision.")
    doubt = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if doubt.state != Doubt.State.WAITING:
        raise Decided(f"Somebody decided this meanwhile: {doubt.get_state_display().lower()}.")
    if same and need_two([child_of(doubt.person), child_of(doubt.other)]):
        if doubt.first_by is None:
            Doubt.objects.filter(pk=doubt.pk).update(first_by=current().seat, first_reason=reason)
            persons = [doubt.person, doubt.other]
            ledger.line(LedgerAct.CHANGE, "people.first_to_join", persons=persons, subjects=[doubt.pk])
            return False
        if is_same_human(doubt.first_by):
            raise NeedsAnother("You said so first: somebody else of your agency decides.")
    answered = [doubt.pk]
    if same:
        child = child_of(doubt.other)
        join(person=doubt.person, child=child, evidence=doubt.evidence, score=doubt.score)
        # Several agencies tell of that child: the same question about each of their records is answered too.
        alike = Doubt.objects.filter(person=doubt.person, state=Doubt.State.WAITING).exclude(pk=doubt.pk)
        children = children_of(one.other for one in alike)
        answered += [one.pk for one in alike if children.get(one.other) == child]
    Doubt.objects.filter(pk__in=answered).update(
        state=Doubt.State.JOINED if same else Doubt.State.APART,
        decided_by=current().seat,
        decided_at=timezone.now(),
        reason=reason,
    )
    ledger.line(LedgerAct.CHANGE, "people.decide_doubt", persons=[doubt.person, doubt.other], subjects=[doubt.pk])
    return True


def doubt_by_hand(*, person: uuid.UUID, child: uuid.UUID) -> Doubt:
    """Somebody sees one child in two records that no score brought together: it is looked at like any other doubt."""
    waiting = Doubt.objects.filter(person=person, other__in=persons_of(child), state=Doubt.State.WAITING).first()
    if waiting is not None:
        return waiting
    other = persons_of(child)[0]
    found = Doubt(
        id=new_key(), person=person, agency_id=current().agency, level=Level.SUMMARY, other=other, score=0.0,
        evidence=[{"code": "by_hand", "weight": 0}],
    )  # fmt: skip
    Doubt.objects.bulk_create([found])
    ledger.line(LedgerAct.CHANGE, "people.doubt_by_hand", persons=[person, other], subjects=[found.pk])
    return found


def known_by_reference(references: Iterable[str]) -> dict[str, uuid.UUID]:
    """The persons whom the viewer's agency told before under these references, sealed ones among them."""
    return {reference: person for reference, (person, _) in told_before(list(references)).items()}


def own_person(child: uuid.UUID) -> uuid.UUID:
    """The viewer's agency's own person as told for this child, made if it has told none yet.

    A record hangs on what its own agency told: an agency that acts about a child whom it knows only through the circle
    gets a person of its own, under the reference that people read out, and says nothing more of them.
    """
    agency = current().agency
    # Not by links: a home or a school, which tells of its own children, reads no links.
    persons = Identity.objects.filter(child=child).values("person")
    known = Told.objects.filter(agency=agency, pk__in=persons).order_by("recorded_at", "pk").first()
    if known is not None:
        return known.pk
    person, now = new_key(), timezone.now()
    Told.objects.bulk_create(
        [Told(id=person, person=person, agency_id=agency, level=Level.POINTER, reference=f"lapwing:{reference(child)}")]
    )
    Link.objects.bulk_create(
        [
            Link(
                id=new_key(), person=person, agency_id=agency, level=Level.SUMMARY, child=child, since=now,
                outcome=Link.Outcome.JOINED, evidence=[{"code": "through_circle", "weight": 0}],
                decided_by=current().seat,
            )
        ]
    )  # fmt: skip
    return person
