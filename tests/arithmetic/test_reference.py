"""The reference pages are what the code makes of itself today."""

from lapwing.arithmetic.reference import FOLDER, pages


def test_reference_pages_are_current() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert written == pages(), "run: python -m lapwing.arithmetic.reference"
