"""A section as a Word document: real headings, tables whose first row is marked as heading, alternative texts,
language and title. The same section gives the same bytes.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lapwing.leadership.annual_report import pictures
from lapwing.leadership.annual_report.content import Chart, Definition, Heading, Note, Paragraph, Part, Run, Section
from lapwing.leadership.annual_report.content import Table as TablePart
from lapwing.leadership.annual_report.standing import Standing
from lapwing.leadership.scorecard import charts

LANGUAGE = "en-GB"
FONT = "Arial"
GREEN, GREY, LINK = RGBColor(0x1C, 0x4A, 0x3B), RGBColor(0x48, 0x49, 0x49), "0C5A47"
LINE = Cm(16.2)
FIRST, FIRST_OF_WORDS = Cm(7), Cm(4.6)  # how wide the column is that names the rows
# A file inside the document bears no time of its own: the document's own properties say when.
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def word(section: Section, standing: Standing) -> bytes:
    """The document."""
    made = _Writer(section, standing)
    made.write()
    return _same_bytes(made.document)


class _Writer:
    """Writes one section into one document."""

    def __init__(self, section: Section, standing: Standing) -> None:
        self.section, self.standing = section, standing
        self.document: Any = Document()
        self.marks = 0

    def write(self) -> None:
        self._set_up()
        self.document.add_heading(self.standing.title(self.section), 0)
        self._quiet(self.section.period, 13)
        for sentence in self.standing.sentences(self.section):
            self._quiet(sentence, 10)
        for part in self.section.parts:
            self._part(part)
        self.document.add_heading("Notes: each number, opened", 1)
        self.document.add_paragraph(self.standing.about_notes)
        for note in self.section.notes:
            self._note(note)
        self.document.add_heading("How the numbers are counted", 1)
        for each in self.section.definitions:
            self._definition(each)

    # ---- the document -----------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self._properties()
        self._styles()
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.4)
        head = page.header.paragraphs[0]
        head.text = f"Yearly report {self.section.year}: {self.section.title.lower()}"
        if self.standing.mark:
            head.add_run(f"    {self.standing.mark}").bold = True
        foot = page.footer.paragraphs[0]
        foot.add_run(f"{self.standing.foot} · page ")
        _field(foot, "PAGE")

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title = self.standing.title(self.section)
        core.subject = f"{self.section.title}, {self.section.year}, from the snapshot {self.section.snapshot}"
        core.author = core.last_modified_by = "Safeguarding children partnership"
        core.language, core.comments, core.keywords, core.revision = LANGUAGE, "", "", 1
        # These properties hold a time without a zone, which Word takes for UTC.
        core.created = core.modified = self.standing.at.replace(tzinfo=None, microsecond=0)

    def _styles(self) -> None:
        styles = self.document.styles
        fonts = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for language in fonts.findall(qn("w:lang")):
            fonts.remove(language)
        fonts.append(_element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
        _font(styles["Normal"], 11)
        for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12), ("Caption", 10)):
            _font(styles[name], size)
            styles[name].font.color.rgb = GREEN
        styles["Title"].paragraph_format.space_after = Pt(2)
        styles["Caption"].paragraph_format.keep_with_next = True

    # ---- its parts --------------------------------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        if isinstance(part, Heading):
            self.document.add_heading(part.text, 1)
        elif isinstance(part, Paragraph):
            self._runs(self.document.add_paragraph(), part.runs)
        elif isinstance(part, TablePart):
            self._table(part)
        else:
            self._chart(part)

    def _quiet(self, words: str, size: int) -> None:
        run = self.document.add_paragraph().add_run(words)
        run.font.color.rgb, run.font.size = GREY, Pt(size)

    def _runs(self, paragraph: Any, runs: Sequence[Run], size: float | None = None) -> None:
        for run in runs:
            if run.path:
                self._link(paragraph, run.text, self.standing.address + run.path, size)
            elif run.text:
                paragraph.add_run(run.text).font.size = Pt(size) if size else None
            if run.note:
                _inner_link(paragraph, f"note-{run.note}", str(run.note), raised=True)

    def _link(self, paragraph: Any, words: str, address: str, size: float | None = None) -> None:
        key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = _element("r:id", tag="w:hyperlink", val=key)
        link.append(_linked_run(words, size))
        paragraph._p.append(link)

    def _table(self, part: TablePart) -> None:
        self.document.add_paragraph(part.caption, style="Caption")
        table = self.document.add_table(rows=1, cols=len(part.heads))
        table.style, table.alignment = "Light Shading", WD_TABLE_ALIGNMENT.LEFT
        _describe_table(table, part.caption)
        for place, (cell, head) in enumerate(zip(table.rows[0].cells, part.heads, strict=True)):
            self._cell(cell, [Run(head)], place, part.words)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
        for row in part.rows:
            added = table.add_row()
            added._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
            for place, (cell, run) in enumerate(zip(added.cells, row, strict=True)):
                self._cell(cell, [run], place, part.words)
        _set_widths(table, FIRST_OF_WORDS if part.words else FIRST)
        self.document.add_paragraph().paragraph_format.space_after = Pt(4)

    def _cell(self, cell: Any, runs: Sequence[Run], place: int, words: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        if place and not words:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(paragraph, runs, 9.5)

    def _chart(self, part: Chart) -> None:
        self.document.add_paragraph(part.caption, style="Caption")
        width = min(LINE, int(LINE * charts.width(part.spec) / charts.WIDEST))
        picture = self.document.add_picture(io.BytesIO(pictures.png(part.spec)), width=width)
        about = picture._inline.docPr
        about.set("descr", part.alt)
        about.set("title", part.caption)

    def _note(self, note: Note) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        self._bookmark(paragraph, f"note-{note.number}")
        paragraph.add_run(f"{note.number}  {note.what}").bold = True
        paragraph.add_run(f", {note.period}: {note.count}. ")
        _inner_link(paragraph, f"measure-{note.measure}", "How it is counted")
        paragraph.add_run("; ")
        self._link(paragraph, "open this number", self.standing.address + note.path)
        paragraph.add_run(".")

    def _definition(self, each: Definition) -> None:
        heading = self.document.add_heading(each.title, 2)
        self._bookmark(heading, f"measure-{each.key}")
        for head, words in each.said:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{head}. ").bold = True
            paragraph.add_run(words)
        self._quiet(f"Digest of words and code: {each.digest}", 8)

    def _bookmark(self, paragraph: Any, name: str) -> None:
        self.marks += 1
        start = _element("w:id", tag="w:bookmarkStart", val=str(self.marks))
        start.set(qn("w:name"), _mark(name))
        paragraph._p.append(start)
        paragraph._p.append(_element("w:id", tag="w:bookmarkEnd", val=str(self.marks)))


def _mark(name: str) -> str:
    """A bookmark's name as Word allows it."""
    return name.replace("-", "_")[:40]


def _element(name: str, *, tag: str = "", **attributes: str) -> Any:
    """An element; `val` is its own attribute: `w:val`, or the one named where `tag` names the element."""
    made = OxmlElement(tag or name)
    for key, value in attributes.items():
        made.set(qn(name if tag and key == "val" else f"w:{key}"), value)
    return made


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), FONT)


def _linked_run(words: str, size: float | None = None, *, raised: bool = False) -> Any:
    run, looks, text = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
    looks.append(_element("w:color", val=LINK))
    if size:
        looks.append(_element("w:sz", val=str(int(size * 2))))
    looks.append(_element("w:u", val="single"))
    if raised:
        looks.append(_element("w:vertAlign", val="superscript"))
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(looks)
    run.append(text)
    return run


def _inner_link(paragraph: Any, name: str, words: str, *, raised: bool = False) -> None:
    link = _element("w:anchor", tag="w:hyperlink", val=_mark(name))
    link.append(_linked_run(words, raised=raised))
    paragraph._p.append(link)


def _field(paragraph: Any, name: str) -> None:
    field = _element("w:instr", tag="w:fldSimple", val=name)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def _describe_table(table: Any, words: str) -> None:
    """Its first row and first column are headings; its title and description are its caption."""
    about = table._tbl.tblPr
    for look in about.findall(qn("w:tblLook")):
        about.remove(look)
    about.append(_element("w:tblLook", val="06A0", firstRow="1", firstColumn="1", lastRow="0", lastColumn="0",
                          noHBand="1", noVBand="1"))  # fmt: skip
    about.append(_element("w:tblCaption", val=words))
    about.append(_element("w:tblDescription", val=words))


def _set_widths(table: Any, first: int) -> None:
    """The first column, which names the rows, is wide; the others share what is left of the line."""
    table.autofit = False
    rest = (LINE - first) // (len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        column.width = rest if place else first
        for cell in column.cells:
            cell.width = column.width


def _same_bytes(document: Any) -> bytes:
    """The document, its files in their order and without the time at which they were packed."""
    packed, out = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
