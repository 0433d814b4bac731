"""Publishing a section for good: its words, values and definitions, the snapshot that they came from, and its files."""

import hashlib

from django.conf import settings
from django.utils import timezone

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report import beside, content, missing
from lapwing.leadership.annual_report.content import Section
from lapwing.leadership.annual_report.models import PublishedFile, PublishedSection
from lapwing.leadership.annual_report.pdf import pdf
from lapwing.leadership.annual_report.standing import Standing
from lapwing.leadership.annual_report.word import word
from lapwing.measures.periods import Year

MISSING = "missing-children"
MAKERS = {PublishedFile.Form.PDF: pdf, PublishedFile.Form.WORD: word}


class TellsOfFew(ValueError):
    """Beside what was published the section would tell of few records; the message says what was."""


def publish(of: Snapshot, year: Year) -> PublishedSection:
    """Freeze the section as this snapshot gives it. The same again changes nothing and gives the same row.

    Raises TellsOfFew where it must not stand beside what was published.
    """
    if said := beside.refusal(of, year):
        raise TellsOfFew(said)
    section = missing.build(of, year)
    made = content.canonical(section)
    row, is_new = PublishedSection.objects.get_or_create(
        section=MISSING,
        start=year.start,
        snapshot=of,
        definition_digest=definitions(section),
        defaults={
            "content": made,
            "digest": content.digest(made),
            "address": settings.SITE_ADDRESS,
            "published_at": timezone.now().replace(microsecond=0),
            "published_by": viewer.current().seat,
        },
    )
    if is_new:
        PublishedFile.objects.bulk_create(_files(row, section))
        ledger.line(LedgerAct.CHANGE, "annual_report.publish", subjects=[row.pk])
    return row


def _files(row: PublishedSection, section: Section) -> list[PublishedFile]:
    made = {form: build(form, section, standing(row)) for form in MAKERS}
    return [
        PublishedFile(section=row, form=form, content=file, digest=hashlib.sha256(file).hexdigest())
        for form, file in made.items()
    ]


def build(form: str, section: Section, as_it_stands: Standing) -> bytes:
    """The section as a file: the same section, standing alike, gives the same bytes."""
    return MAKERS[PublishedFile.Form(form)](section, as_it_stands)


def standing(row: PublishedSection) -> Standing:
    return Standing(row.published_at, row.address, row.digest, is_draft=False)


def draft(section: Section, of: Snapshot) -> Standing:
    """A draft is as old as its snapshot, so that it too is the same when it is made again."""
    made = content.digest(content.canonical(section))
    return Standing(of.taken_at.replace(microsecond=0), settings.SITE_ADDRESS, made, is_draft=True)


def definitions(section: Section) -> str:
    """SHA-256 over the digests of a section's definitions."""
    return hashlib.sha256("\n".join(each.digest for each in section.definitions).encode()).hexdigest()
