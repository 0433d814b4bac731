"""What Lapwing proposes after so many absences, with the absences that prove it."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lapwing.access.doors import address, way
from lapwing.cases.missing.models import Absence, Proposal
from lapwing.people import queries as people
from lapwing.people.queries import Known, Summary
from lapwing.rules.moments import short_day_words
from lapwing.web.parts import when
from lapwing.work import subjects


@dataclass(frozen=True)
class ProposalLine:
    """What Lapwing proposes, with the absences that prove it, and where it is decided: by whoever may, and is shown the
    absence that it stands on.
    """

    proposal: Proposal
    words: str
    child: Summary
    proof: tuple[tuple[str, str], ...]
    open_url: str
    decline_url: str
    decided: str = ""
    opened: tuple[tuple[str, str], ...] = ()


def proposals(rows: Sequence[Proposal], known: Known | None = None) -> list[ProposalLine]:
    """`known`: who the children are, and others, where a page has asked that already."""
    known = known or people.known(one.person for one in rows)
    shown = [key for one in rows for key in (one.absence_id, *one.absences)]
    proof = {one.pk: one for one in Absence.objects.filter(pk__in=shown)}
    return [
        _proposal(one, known.summaries[known.child_of[one.person]], proof)
        for one in rows
        if one.person in known.child_of
    ]


def _proposal(one: Proposal, child: Summary, proof: Mapping[uuid.UUID, Absence]) -> ProposalLine:
    shown = [proof[key] for key in one.absences if key in proof]
    return ProposalLine(
        proposal=one,
        words=one.words,
        child=child,
        proof=tuple((short_day_words(absence.began.day), address("absence", absence.pk)) for absence in shown),
        open_url=way("proposal_open", one.pk) if one.absence_id in proof else "",
        decline_url=way("proposal_decline", one.pk) if one.absence_id in proof else "",
        decided="" if one.state == Proposal.State.PROPOSED else _decided(one),
        opened=tuple(_opened(one)),
    )


def _opened(one: Proposal) -> Iterator[tuple[str, str]]:
    """What was opened, each with its page."""
    for kind, key in ((one.opened_kind, one.opened), ("meeting", one.meeting)):
        if kind and key:
            yield subjects.words_of(kind), subjects.url_of(kind, key)


def _decided(one: Proposal) -> str:
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.get_state_display()} {when(one.decided_at)}{reason}"
