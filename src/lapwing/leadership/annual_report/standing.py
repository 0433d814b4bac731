"""How a document stands: published and frozen, or a draft, which says so on every page."""

from dataclasses import dataclass
from datetime import datetime

from lapwing.leadership.annual_report.content import Section
from lapwing.rules.moments import Moment, moment_words


@dataclass(frozen=True)
class Standing:
    """When the document was made or published, the site's address for its links, and the digest of what it says."""

    at: datetime
    address: str
    digest: str
    is_draft: bool

    @property
    def mark(self) -> str:
        return "DRAFT: not published" if self.is_draft else ""

    @property
    def foot(self) -> str:
        return "Draft" if self.is_draft else f"Published {moment_words(Moment(self.at))}"

    def title(self, section: Section) -> str:
        title = f"{section.title}, {section.year}"
        return f"{title} (draft)" if self.is_draft else title

    def sentences(self, section: Section) -> list[str]:
        """What stands under the title: where the numbers come from, and what keeps them."""
        taken = moment_words(Moment(datetime.fromisoformat(section.taken_at)))
        if self.is_draft:
            return [f"This is a draft and may change. Its numbers come from the snapshot of {taken}."]
        return [
            f"Published {moment_words(Moment(self.at))}, from the snapshot of {taken}. The words and the numbers are "
            f"kept as they were published. Digest of what it says: {self.digest[:16]}."
        ]

    @property
    def about_notes(self) -> str:
        return (
            "Small numbers are hidden (c): from 1 to 5, and any other from which such a number could be worked out. "
            "Zero is shown as 0, and “not recorded” is not zero. The links open for those who may read the "
            "partnership's numbers."
        )
