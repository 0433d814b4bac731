"""Whom no alert has told that a child is missing, and whom to telephone there instead.

Asked of the council and the police of where the child went missing, and of the council that answers for the child. Who
told of the absence themselves, or had an alert of it, knows. Of a sealed child nobody but its custodian is told, so
nobody else is named.
"""

import uuid
from collections.abc import Mapping, Sequence, Set

from lapwing.access.levels import Level
from lapwing.access.reach import Kind, Relation, highest
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.answering import COUNCIL, POLICE, Directory
from lapwing.cases.missing.models import Absence, State
from lapwing.cases.missing.teams import CHILD_MISSING, RISK_HIGH
from lapwing.directory import changes
from lapwing.people import queries as people
from lapwing.work.alerts.queries import Standing

TELLS = {CHILD_MISSING, RISK_HIGH}
CUSTODIAN = "No alert has gone out: telephone the custodian of this record, and nobody else"
NO_AREA = "No alert has gone out to a council: no account says in which area the child went missing"


def untold(
    absences: Sequence[Absence],
    states: Mapping[uuid.UUID, Sequence[Standing]],
    everyone: Mapping[uuid.UUID, uuid.UUID] | None = None,
) -> dict[uuid.UUID, tuple[str, ...]]:
    """For each absence that lasts, a line for each who was not told. `states` are the alerts about them; `everyone` as
    `people.everyone_beside` has it, where a page has asked that already.
    """
    told_by = _tellers_told_of()
    lasting = [one for one in absences if one.state == State.MISSING and (not told_by or one.agency_id in told_by)]
    if not lasting:
        return {}
    child_of = people.everyone_beside(one.person for one in lasting) if everyone is None else everyone
    directory, responsible = Directory(), people.responsible_areas(child_of)
    accounts = queries.accounts_of(one.pk for one in absences)
    alerted = {
        one.pk: {alert.agency for alert in states.get(one.pk, ()) if alert.kind in TELLS and alert.agency}
        for one in lasting
    }
    told = {one.pk: {one.agency_id, *(each.agency_id for each in accounts.get(one.pk, ()))} for one in lasting}

    def lines_with(after: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, tuple[str, ...]]:
        """`after`: what has become of agencies that are no more. Whoever succeeds one that told, knows."""
        return {
            one.pk: _lines(
                directory, one.area_id, responsible.get(one.person),
                alerted[one.pk].union(*({agency, after.get(agency, agency)} for agency in told[one.pk])),
            )
            for one in lasting
        }  # fmt: skip

    lines = lines_with({})
    if any(lines.values()):  # only then does it matter
        lines = lines_with(changes.became(agency for some in told.values() for agency in some))
    unsure = [one for one in lasting if lines[one.pk] or not alerted[one.pk]]
    sealed = queries.sealed_among({one.person: child_of.get(one.person, one.person) for one in unsure})
    return lines | {one.pk: () if alerted[one.pk] else (CUSTODIAN,) for one in unsure if one.person in sealed}


def _lines(
    directory: Directory, area: uuid.UUID | None, responsible: uuid.UUID | None, knows: Set[uuid.UUID]
) -> tuple[str, ...]:
    asked = [(COUNCIL, responsible), (COUNCIL, area), (POLICE, area)]
    found = [directory.to_ring(kind, where) for kind, where in asked if where]
    said = [] if area or responsible else [NO_AREA]
    return tuple(dict.fromkeys([*said, *(one.words for one in found if not one.agencies & knows)]))


def _tellers_told_of() -> set[uuid.UUID]:
    """Of whose absences the reader can say who was not told; of everybody's where it is empty. A home reads the alerts
    that it raised itself, and no other: of an absence that others told first it cannot say.
    """
    who = current()
    return set() if highest(who.role, Kind.ALERT, Relation.CIRCLE) >= Level.SUMMARY else {who.agency}


def nobody_at(area: uuid.UUID) -> tuple[str, ...]:
    """Of whom in this area nobody can be told, whoever the child is: for somebody who reports one and sees no board."""
    directory = Directory()
    without = [directory.to_ring(kind, area) for kind in (COUNCIL, POLICE) if directory.team_of(kind, area) is None]
    return tuple(one.words for one in without if current().agency not in one.agencies)
