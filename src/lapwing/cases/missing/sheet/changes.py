"""What may be done to a sheet: add lines, add a photograph, say that something no longer holds."""

import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from PIL import Image, ImageOps, UnidentifiedImageError

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.answering import Directory
from lapwing.cases.missing.sheet.models import AUDIENCE_LEVEL, Audience, ForASearch, Line, Photograph
from lapwing.directory.keys import new_key

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
SIDE = 900


class NotAPicture(ValueError):
    """A file that is no picture we take; the message says what to do."""


@dataclass(frozen=True)
class NewLine:
    """A line of a child's sheet. `person` is the viewer's agency's own; `area` is whose police may know it alone."""

    person: uuid.UUID
    what: str
    words: str
    audience: str = Audience.SEARCHERS
    area: uuid.UUID | None = None


def add_lines(lines: Sequence[NewLine]) -> list[Line]:
    """Put lines on sheets. Raises ValueError for a line for the police where no police team answers for the area."""
    teams = Directory()
    rows = [
        Line(
            id=new_key(), person=one.person, agency_id=current().agency, area_id=one.area, what=Line.What(one.what),
            words=one.words, audience=one.audience, level=AUDIENCE_LEVEL[Audience(one.audience)],
            holder=_holder(teams, one.audience, one.area),
        )
        for one in lines
    ]  # fmt: skip
    Line.objects.bulk_create(rows)
    _line("missing.add_to_sheet", rows)
    return rows


def _holder(teams: Directory, audience: str, area: uuid.UUID | None) -> uuid.UUID | None:
    if audience != Audience.POLICE:
        return None
    team = teams.police(area)
    if team is None:
        raise ValueError("No police team for missing children answers for this area: choose a wider audience.")
    return team.key


@dataclass(frozen=True)
class NewPhotograph:
    """A picture as it was sent, and when it was taken."""

    person: uuid.UUID
    picture: bytes
    taken_on: date | None = None
    audience: str = Audience.SEARCHERS
    area: uuid.UUID | None = None


def add_photographs(pictures: Sequence[NewPhotograph]) -> list[Photograph]:
    """Put photographs on sheets, each freed of what a camera writes into it. Raises NotAPicture."""
    teams = Directory()
    rows = [
        Photograph(
            id=new_key(), person=one.person, agency_id=current().agency, area_id=one.area, audience=one.audience,
            level=AUDIENCE_LEVEL[Audience(one.audience)], holder=_holder(teams, one.audience, one.area),
            taken_on=one.taken_on, picture=made_plain(one.picture),
        )
        for one in pictures
    ]  # fmt: skip
    Photograph.objects.bulk_create(rows)
    _line("missing.add_photograph", rows)
    return rows


def made_plain(sent: bytes) -> bytes:
    """The picture alone, as JPEG, no longer than 900 pixels: a camera's place, time and name do not come with it."""
    if len(sent) > MOST_BYTES:
        raise NotAPicture("The file is larger than 10 MB. Send a smaller picture.")
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("The picture is too large. Send one of fewer than 50 million points.")
            turned = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, NotAPicture):
            raise
        raise NotAPicture("This is not a picture that we can read. Send a JPEG, PNG or WebP.") from error
    turned.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", turned.size)
    plain.paste(turned)
    kept = io.BytesIO()
    plain.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def end(rows: Iterable[Line | Photograph]) -> None:
    """These no longer hold, from today. They leave the sheet, and stay in the record."""
    kept = [row for row in rows if row.agency_id == current().agency]
    for model in (Line, Photograph):
        keys = [row.pk for row in kept if isinstance(row, model)]
        model.objects.filter(pk__in=keys, until=None).update(until=timezone.localdate())
    _line("missing.end_on_sheet", kept)


def _line(door: str, rows: Sequence[ForASearch]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in rows], subjects=[row.pk for row in rows])
