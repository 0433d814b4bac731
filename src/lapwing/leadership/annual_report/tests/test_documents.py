"""The PDF and the Word document, read back with other programs than those that wrote them."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
from docx import Document
from docx.oxml.ns import qn

from lapwing.leadership.annual_report import content
from lapwing.leadership.annual_report.content import Chart, Section
from lapwing.leadership.annual_report.pdf import pdf
from lapwing.leadership.annual_report.standing import Standing
from lapwing.leadership.annual_report.tests.samples import ALT, section
from lapwing.leadership.annual_report.word import word

ADDRESS = "https://lapwing.example"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PUBLISHED = Standing(AT, ADDRESS, "cd" * 32, is_draft=False)
DRAFT = replace(PUBLISHED, is_draft=True)
HEADINGS = [
    "How often were children missing?", "Where?", "Notes: each number, opened", "How the numbers are counted",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(section(), PUBLISHED)


@pytest.fixture(scope="module")
def read(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


@pytest.fixture(scope="module")
def written() -> bytes:
    return word(section(), PUBLISHED)


@pytest.fixture(scope="module")
def document(written: bytes) -> Any:
    return Document(io.BytesIO(written))


def elements(node: Any) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [found for kid in node for found in elements(kid)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node, *(elements(node["/K"]) if "/K" in node else [])]
    return []


def tree(read: pikepdf.Pdf) -> list[Any]:
    return elements(read.Root.StructTreeRoot.K)


def of_kind(read: pikepdf.Pdf, kind: str) -> list[Any]:
    return [one for one in tree(read) if str(one.S) == kind]


def test_a_section_comes_back_from_its_json() -> None:
    said = content.canonical(section())
    assert content.canonical(content.read(said)) == said


def test_the_pdf_says_that_it_is_tagged_its_language_and_its_title(read: pikepdf.Pdf) -> None:
    assert bool(read.Root.MarkInfo.Marked)
    assert str(read.Root.Lang) == "en-GB"
    assert bool(read.Root.ViewerPreferences.DisplayDocTitle)
    with read.open_metadata() as metadata:
        assert metadata["dc:title"] == "Missing children, 2019/20"
        assert metadata["pdfuaid:part"] == "1"


def test_its_headings_stand_in_reading_order(read: pikepdf.Pdf) -> None:
    assert [str(one.T) for one in of_kind(read, "/H1")] == HEADINGS
    kinds = [str(one.S) for one in tree(read)]
    places = [kinds.index(kind) for kind in ("/Title", "/H1", "/Figure", "/Table")]
    assert places == sorted(places)


def test_each_figure_says_what_it_shows(read: pikepdf.Pdf) -> None:
    assert [str(one.Alt) for one in of_kind(read, "/Figure")] == [ALT]


def test_heads_of_columns_are_heads_and_each_cell_names_its_own(read: pikepdf.Pdf) -> None:
    heads = of_kind(read, "/TH")
    assert len(heads) == 4
    scopes = [str(attributes.Scope) for one in heads for attributes in one.A if "/Scope" in attributes]
    assert scopes == ["/Column"] * 4
    named = {str(one.ID) for one in heads}
    cells = of_kind(read, "/TD")
    assert len(cells) == 8
    for cell in cells:
        assert {str(key) for attributes in cell.A for key in attributes.get("/Headers", [])} <= named


def test_everything_that_is_drawn_is_tagged_or_no_part_of_the_text(read: pikepdf.Pdf) -> None:
    """No operator that paints stands outside marked content."""
    paints = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
    for page in read.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in {"BDC", "BMC"}
            depth -= name == "EMC"
            assert depth or name not in paints, (operands, name)


def test_each_number_links_to_its_page_and_to_its_note(read: pikepdf.Pdf) -> None:
    links = [one for page in read.pages for one in page.get("/Annots", [])]
    outside = [str(one.A.URI) for one in links if "/A" in one and "/URI" in one.A]
    assert outside.count(f"{ADDRESS}/number/a/") == 3, "in the sentence, in the table, in its note"
    assert len(links) - len(outside) >= 6, "the others lead to notes and definitions"
    assert all("/Contents" in one for one in links), "each says where it leads"


def test_letters_are_embedded_and_can_be_read_out(made: bytes, read: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont): font for page in read.pages for font in page.Resources.get("/Font", {}).values()}
    assert fonts
    assert all("/ToUnicode" in font for font in fonts.values())
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)).replace("\r\n", " ")
    assert "Missing episodes fell from 2,203" in text
    assert "down 8.4%." in text
    assert "#Ashmere *& Moor*" in text, "what somebody wrote is never read as markup"


def test_typst_refuses_a_chart_without_alternative_text() -> None:
    whole = section()
    parts = tuple(replace(part, alt=None) if isinstance(part, Chart) else part for part in whole.parts)  # type: ignore[arg-type] # what must not be
    with pytest.raises(typst.TypstError, match="alt"):
        pdf(replace(whole, parts=parts), PUBLISHED)


@pytest.mark.parametrize("make", [pdf, word])
def test_the_same_section_gives_the_same_bytes(make: Any, made: bytes, written: bytes) -> None:
    assert make(content.read(content.canonical(section())), PUBLISHED) == (made if make is pdf else written)


@pytest.mark.parametrize(("standing", "is_draft"), [(DRAFT, True), (PUBLISHED, False)])
def test_a_draft_says_on_each_page_that_it_is_one(standing: Standing, is_draft: bool) -> None:
    pages = pypdfium2.PdfDocument(pdf(long_section(), standing))
    assert len(pages) > 1
    for page in pages:
        assert ("DRAFT" in page.get_textpage().get_text_range()) == is_draft
    head = Document(io.BytesIO(word(section(), standing))).sections[0].header.paragraphs[0].text
    assert ("DRAFT" in head) == is_draft


def long_section() -> Section:
    whole = section()
    return replace(whole, parts=whole.parts * 3)


def test_word_has_a_title_a_language_and_real_headings(document: Any) -> None:
    assert document.core_properties.title == "Missing children, 2019/20"
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.created == AT
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == HEADINGS
    assert document.paragraphs[0].style.name == "Title"


def test_word_marks_heads_of_tables_and_says_what_pictures_show(document: Any) -> None:
    [table] = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "By area"
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == ALT


def test_word_links_each_number_to_its_page_and_to_its_note(document: Any) -> None:
    body = document.element.body
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    inner = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert inner == {"note_1", "note_2", "note_3", "note_4", "measure_missing_episodes"}
    assert inner <= marks
    outside = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert outside == {f"{ADDRESS}/number/{key}/" for key in "abcd"}


def test_word_holds_no_time_but_that_of_the_section(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}
