"""What may be done with people as told: tell them, join and un-join them, decide doubts. Each act takes a set."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key, reference
from lapwing.people.matching.candidates import Described, find, retell, told_before
from lapwing.people.matching.score import JOIN, LOOK, Scored, best
from lapwing.people.models import Doubt, Identifier, Link, Told
from lapwing.rules.identifiers import Checked, check_nhs_number, check_upn

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

    def described(self) -> Described:
        """What may be matched on: an identifier that fails its check may not."""
        checked = [(scheme, _checked(scheme, value)) for scheme, value in self.identifiers]
        numbers = tuple((scheme, result.value) for scheme, result in checked if result.ok)
        return Described(self.given, self.family, self.born, self.sex, self.postcode, numbers)

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


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


def _retell(changed: Sequence[Telling], before: dict[str, tuple[uuid.UUID, str]]) -> None:
    retell(
        [
            {
                "person": before[t.reference][0], "given": t.given, "family": t.family, "born": t.born, "sex": t.sex,
                "ethnicity": t.ethnicity, "postcode": t.postcode, "expected": t.expected, "digest": t.digest,
            }
            for t in changed
        ]
    )  # fmt: skip


def _arrive(tellings: Sequence[Telling]) -> list[_Arrival]:
    arrivals = [_recognise(telling) for telling in tellings]
    agency, seat, now = current().agency, current().seat, timezone.now()
    Told.objects.bulk_create(
        [
            Told(
                id=a.person, person=a.person, agency_id=agency, level=Level.POINTER, reference=a.telling.reference,
                is_child=a.telling.is_child, given=a.telling.given, family=a.telling.family, born=a.telling.born,
                sex=a.telling.sex, ethnicity=a.telling.ethnicity, postcode=a.telling.postcode,
                expected=a.telling.expected, digest=a.telling.digest,
            )
            for a in arrivals
        ],
        batch_size=1_000,
    )  # fmt: skip
    Link.objects.bulk_create(
        [
            Link(
                id=new_key(), person=a.person, agency_id=agency, level=Level.SUMMARY, child=a.child, since=now,
                outcome=Link.Outcome.JOINED if a.what == "joined" else Link.Outcome.NEW,
                score=a.scored[0].probability if a.what == "joined" else None,
                evidence=_evidence(a.scored[0]) if a.what == "joined" else [], decided_by=seat,
            )
            for a in arrivals
        ],
        batch_size=1_000,
    )  # fmt: skip
    _keep_identifiers([(a.person, a.telling) for a in arrivals], known=False)
    _raise_doubts([a for a in arrivals if a.what == "doubtful"])
    return arrivals


def _recognise(telling: Telling) -> _Arrival:
    """Match one person told for the first time: joined, doubtful, or new."""
    person = new_key()
    if not telling.is_child:
        return _Arrival(telling, person, new_key(), "new", ())
    described = telling.described()
    scored = tuple(best(described, find(described)))
    if _is_certain(scored):
        return _Arrival(telling, person, scored[0].candidate.child, "joined", scored)
    what = "doubtful" if scored and scored[0].probability >= LOOK else "new"
    return _Arrival(telling, person, new_key(), what, scored)


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
                Identifier(
                    id=new_key(), person=person, agency_id=current().agency, level=Level.DETAIL, scheme=scheme,
                    value=result.value, is_valid=result.ok, why_not=result.why_not,
                )
            )  # fmt: skip
    Identifier.objects.bulk_create(rows, ignore_conflicts=known, batch_size=1_000)


def _raise_doubts(doubtful: Iterable[_Arrival]) -> None:
    Doubt.objects.bulk_create(
        [
            Doubt(
                id=new_key(), person=a.person, agency_id=current().agency, level=Level.SUMMARY,
                other=s.candidate.person, score=s.probability, evidence=_evidence(s),
            )
            for a in doubtful
            for s in a.scored[:3]
            if s.probability >= LOOK
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


def unjoin(*, person: uuid.UUID) -> Link:
    """Restore what was believed before this person was joined: the child it was, exactly, or a child of its own."""
    link = Link.objects.get(person=person, until=None)
    return _move(person, link.before or new_key(), Link.Outcome.UNJOINED, [], None)


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


def decide_doubt(*, doubt: Doubt, same: bool, reason: str) -> None:
    """Somebody looked: the same child, or two. A reason is part of the decision."""
    if not reason.strip():
        raise ValueError("Say what you went by: the reason is part of the decision.")
    if same:
        other = Link.objects.get(person=doubt.other, until=None)
        join(person=doubt.person, child=other.child, evidence=doubt.evidence, score=doubt.score)
    Doubt.objects.filter(pk=doubt.pk).update(
        state=Doubt.State.JOINED if same else Doubt.State.APART,
        decided_by=current().seat,
        decided_at=timezone.now(),
        reason=reason,
    )
    ledger.line(LedgerAct.CHANGE, "people.decide_doubt", persons=[doubt.person, doubt.other], subjects=[doubt.pk])


def own_person(child: uuid.UUID) -> uuid.UUID:
    """The viewer's agency's own person as told for this child, made if it has told none yet.

    A record hangs on what its own agency told: an agency that acts about a child whom it knows only through the circle
    gets a person of its own, under the reference that people read out, and says nothing more of them.
    """
    agency = current().agency
    known = Link.objects.filter(child=child, until=None, agency=agency).order_by("since").first()
    if known is not None:
        return known.person
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
