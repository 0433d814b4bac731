"""Words for what was done to find a child."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from lapwing.access.viewer import Viewer
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.search.models import Enquiry, Informant, ParentTold, Sighting
from lapwing.people import queries as people
from lapwing.people.models import Relationship, Told

# They see what every agency records of it, so that "nobody" is true for them.
ASKED_TO_TELL = ("social_worker", "front_door", "council_missing", "police_missing", "custodian")
NOT_RECORDED = "Nobody has recorded whether those with parental responsibility were told."


@dataclass(frozen=True)
class SearchLine:
    """One thing that was done or learned, in a sentence, with its source; `url` where it may be added to."""

    words: str
    detail: str
    source: str
    url: str = ""
    link: str = ""
    kept_apart: str = ""


def search_of(absence: Absence, who: Viewer) -> dict[str, object]:
    """What the page of an absence shows of the search, as far as the viewer may see it."""
    enquiries = Enquiry.objects.filter(absence=absence.pk).select_related("agency").order_by("at", "pk")
    sightings = list(Sighting.objects.filter(absence=absence.pk).select_related("agency").order_by("at", "pk"))
    rows = ParentTold.objects.filter(absence=absence.pk).select_related("agency").order_by("recorded_at", "pk")
    parents = list(rows)
    informants = _informants([one.pk for one in sightings])
    return {
        "enquiries": [enquiry_line(one, ours=one.agency_id == who.agency) for one in enquiries],
        "sightings": [
            sighting_line(one, ours=one.agency_id == who.agency, informant=informants.get(one.pk, ""))
            for one in sightings
        ],
        "parents": [parent_line(one, ours=one.agency_id == who.agency) for one in parents],
        "not_yet": not_yet_told(absence, parents) if who.role in ASKED_TO_TELL else [],
        "nobody_told": NOT_RECORDED,
        "urls": {name: reverse(f"absence_{name}", args=[absence.pk]) for name in ("enquiry", "sighting", "parents")},
    }


def _informants(sightings: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who told, where row security lets the viewer read it: the agency that they told."""
    rows = Informant.objects.filter(sighting__in=sightings)
    return {row.sighting_id: f"{row.who} (a child)" if row.is_child else row.who for row in rows}


def not_yet_told(absence: Absence, parents: Iterable[ParentTold]) -> list[str]:
    """Those known to have parental responsibility of whom nobody recorded whether they were told, or why not."""
    said = {one.who.casefold() for one in parents}
    rows = Relationship.objects.of(people.persons_of(people.child_of(absence.person)))
    hold = rows.filter(until=None, parental_responsibility=True).order_by("what", "pk")
    what = {row.other: row.what.replace("_", " ") for row in hold}
    names = {told.pk: told.name for told in Told.objects.filter(pk__in=what) if told.name}
    asked = dict.fromkeys(
        f"{name} ({what[key]})" for key, name in names.items() if not any(name.casefold() in one for one in said)
    )
    return [f"{one}: nobody has recorded, that you may see, whether they were told or why not" for one in asked]


def enquiry_line(one: Enquiry, *, ours: bool) -> SearchLine:
    asked = f", of {one.asked_of}" if one.asked_of else ""
    answered = f"{one.answered.words}: " if one.answered and one.answered != one.moment else ""
    open_ = ours and not one.outcome
    return SearchLine(
        words=f"{one.what}{asked}, {one.moment.words}",
        detail=f"{answered}{one.outcome}" if one.outcome else "No answer yet",
        source=one.agency.name,
        url=reverse("enquiry_answer", args=[one.pk]) if open_ else "",
        link="Add what came of it",
    )


def sighting_line(one: Sighting, *, ours: bool, informant: str = "") -> SearchLine:
    company = f", with {one.with_whom}" if one.with_whom else ""
    detail = ". ".join(part for part in (one.get_state_display(), one.get_source_display(), one.note) if part)
    return SearchLine(
        words=f"Seen {one.moment.words}, {one.place}{company}",
        detail=detail,
        source=one.agency.name,
        url=reverse("sighting_settle", args=[one.pk]) if ours else "",
        link="Confirm or discount it",
        kept_apart=f"Told by {informant}. Only your own agency sees this line." if informant else "",
    )


def parent_line(one: ParentTold, *, ours: bool) -> SearchLine:
    by = f" by {one.told_by}" if one.told_by else ""
    told = f"told {one.moment.words}{by}" if one.told and one.moment else f"not told. {one.get_reason_display()}"
    url = reverse("parent_correct", args=[one.pk]) if ours else ""
    return SearchLine(f"{one.who}: {told}", one.note, one.agency.name, url, "Correct it")
