"""Every form is read alike, and what cannot be read is refused with a sentence."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import io
import zipfile
from pathlib import Path

import pytest

from lapwing.arithmetic import CannotRead
from lapwing.arithmetic.document import Document, Role
from lapwing.arithmetic.reading import read, read_bytes
from lapwing.arithmetic.samples import _pdf, as_html, as_pdf, as_text, as_word, table

FORMS = {"report.txt": as_text, "report.html": as_html, "report.docx": as_word}


def texts(document: Document) -> list[str]:
    return [passage.text for passage in document.passages() if passage.place.table is None]


@pytest.mark.parametrize("name", FORMS)
def test_forms_give_the_same_text_and_tables(name: str) -> None:
    document = read_bytes(FORMS[name](4), name)
    plain = read_bytes(as_text(4), "plain.txt")
    assert texts(document) == texts(plain)
    assert [[cell.text for cell in one.cells()] for one in document.tables()] == [
        [cell.text for cell in one.cells()] for one in plain.tables()
    ]


def test_pdf_keeps_pages_headings_paragraphs_and_tables() -> None:
    document = read_bytes(as_pdf(3, tables=True), "report.pdf")
    headings = [passage for passage in document.passages() if passage.role is Role.HEADING]
    assert [(one.text, one.place.page) for one in headings] == [("Section 1", 1), ("Section 2", 2), ("Section 3", 3)]
    assert [[cell.text for cell in row] for row in next(document.tables()).rows] == table(0)
    assert texts(document)[1] == texts(read_bytes(as_text(1), "x.txt"))[1]


def test_pipe_table_with_paragraphs_and_breaks_inside() -> None:
    text = "| <p>Plan</p> | <p>Done</p> |\n|---|---|\n| One<br>two | <p>A.</p> <ul> <li>• first</li> <li>second</li></ul> |\n"
    grid = next(read_bytes(text.encode(), "x.md").tables())
    assert grid.rows[1][0].text == "One\ntwo"
    assert [(one.text, one.role) for one in grid.rows[1][1].passages()] == [
        ("A.", Role.PARAGRAPH),
        ("first", Role.ITEM),
        ("second", Role.ITEM),
    ]


def test_place_says_where() -> None:
    document = read_bytes(b"# Training\n\nOne.\n\nTwo.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "x.md")
    assert texts(document)[2] == "Two."
    assert list(document.passages())[2].place.words() == "under “Training”, paragraph 2"
    assert next(document.tables()).rows[1][1].place.words() == "under “Training”, table 1, row 2, column 2"


def test_lines_wrapped_at_a_margin_are_one_paragraph() -> None:
    wrapped = "The number of referrals to the front door rose in the year from 400\nto 480, which is an increase of a fifth on the year before it."
    assert len(texts(read_bytes(wrapped.encode(), "x.txt"))) == 1


def test_gaps_in_a_pdf_part_paragraphs_and_headings() -> None:
    """No line is empty, and none stops short: only the page's own gaps and sizes tell."""
    lines = [
        (18, 0, "Plans and what became of them"),
        (10, 30, "Child protection plans came to 640 at the start of the year, and fewer were made than in"),
        (10, 13, "the year before, for the fourth year."),
        (10, 22, "The number of plans that ended came to 496, and most of the children were not known before."),
        (18, 34, "Visits"),
        (10, 26, "Every child was seen."),
    ]
    drawn = "".join(f"/F1 {size} Tf 0 -{step} Td ({words}) Tj\n" for size, step, words in lines)
    document = read_bytes(_pdf([f"BT 50 800 Td\n{drawn}ET".encode()]), "report.pdf")
    assert [(one.role, one.text[:14]) for one in document.passages()] == [
        (Role.HEADING, "Plans and what"),
        (Role.PARAGRAPH, "Child protecti"),
        (Role.PARAGRAPH, "The number of "),
        (Role.HEADING, "Visits"),
        (Role.PARAGRAPH, "Every child wa"),
    ]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.txt", "empty"),
        (b" \n ", "empty.md", "empty"),
        (b"hello", "report.pdf", "not what its name says"),
        (b"hello", "report.docx", "not what its name says"),
        (as_pdf(1), "report.txt", "not what its name says"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture.txt", "not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "old", "old Word"),
        (b"{\\rtf1 Plans fell.}", "plans.rtf", "rich text"),
        (b"{\\rtf1 Plans fell.}", "plans.txt", "not text"),
        (b"%PDF-1.4 nothing more", "report.pdf", "damaged"),
        (_pdf([b""]), "scan.pdf", "scanned"),
        (b"<html><body><script>1</script></body></html>", "page.html", "no text"),
    ],
)
def test_refused_with_a_sentence(content: bytes, name: str, words: str) -> None:
    with pytest.raises(CannotRead, match=words) as refused:
        read_bytes(content, name)
    assert str(refused.value).endswith(".")


ENCRYPTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >> /ID [<00><00>]" % (
    b"00" * 32,
    b"11" * 32,
)


def test_encrypted_pdf_is_refused() -> None:
    content = as_pdf(1).replace(b"/Root 1 0 R", b"/Root 1 0 R " + ENCRYPTED)
    with pytest.raises(CannotRead, match="encrypted"):
        read_bytes(content, "report.pdf")


def test_zip_that_is_not_word_and_damaged_word() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(CannotRead):
        read_bytes(held.getvalue(), "archive")
    with pytest.raises(CannotRead, match="damaged"):
        read_bytes(as_word(1)[:400], "report.docx")


def test_word_that_unpacks_to_a_great_deal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lapwing.arithmetic.reading.word.LARGEST_PART", 1000)
    with pytest.raises(CannotRead, match="unpacks"):
        read_bytes(as_word(2), "report.docx")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(CannotRead):
            read(path)
