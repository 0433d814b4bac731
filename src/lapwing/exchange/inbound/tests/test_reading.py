"""A file is read whole, whatever habits its exporter has; what is wrong with it is said in sentences."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.exchange.inbound.checking import Reading, read
from lapwing.exchange.inbound.text import Refused

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
ROW = "259754,02/05/2007,M,26/02/2018,11/03/2018\n"
SAID = {"CHILD": "259754", "DOB": "2007-05-02", "MISSING": "M", "MIS_START": "2018-02-26", "MIS_END": "2018-03-11"}


def of(text: str, encoding: str = "utf-8") -> Reading:
    return read(text.encode(encoding))


def codes(reading: Reading) -> list[list[str]]:
    return [[note.code for note in row.notes] for row in reading.rows]


@pytest.mark.parametrize(
    "text",
    [
        MISSING + ROW,
        (MISSING + ROW).replace("\n", "\r\n"),
        (MISSING + ROW).replace("\n", "\r"),
        "\ufeff" + MISSING + ROW,
        MISSING + ROW.strip(),
        (MISSING + ROW).replace(",", ";"),
        (MISSING + ROW).replace(",", "\t"),
        MISSING.lower().replace("_", " ") + ROW,
        MISSING + '"259754","02/05/2007","M","26/02/2018","11/03/2018"\n',
        "Missing report\n\n" + MISSING + "\n" + ROW + ",,,,\n",
        "MIS_END,MIS_START,MISSING,DOB,CHILD,TEAM\n11/03/2018,26/02/2018,M,02/05/2007,259754,East\n",
        MISSING + "259754.0,2007-05-02,m,26-Feb-2018,11 March 2018\n",
        MISSING + " 259754 ,02/05/2007 00:00:00, M ,26.2.2018,2018-03-11T00:00:00\n",
    ],
)
def test_the_same_row_in_many_habits(text: str) -> None:
    reading = of(text)
    assert [(dict(row.cells), row.notes) for row in reading.rows] == [(SAID, ())]
    assert reading.rows[0].reference == "259754 2018-02-26"


@pytest.mark.parametrize(("encoding", "said"), [("utf-16", "UTF-16"), ("cp1252", "Windows-1252"), ("utf-8", "UTF-8")])
def test_letters_are_read_as_they_were_written(encoding: str, said: str) -> None:
    reading = of("CHILD,DOB,MISSING,MIS_START,MIS_END,NOTE\n" + ROW.strip() + ",Zoë – café\n", encoding)
    assert (reading.encoding, reading.rows[0].told[5]) == (said, "Zoë – café")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\r\n ,,, \r\n", "The file is empty"),
        (b"PK\x03\x04 and more", "an Excel workbook"),
        (b"%PDF-1.7 and more", "a PDF"),
        (b"<html><body>", "XML or a web page"),
        (bytes(range(32)) * 20, "not a text file"),
        (b"one two three", "None of the kinds of file"),
        (b"CHILD,DOB,MISSING,MIS_END\n1,,M,\n", "a heading is missing: MIS_START"),
        (b"CHILD,CHILD,DOB,MISSING,MIS_START,MIS_END\n1,1,,M,01/01/2020,\n", "Two columns are headed CHILD"),
        (b"CHILD,DOB,MISSING,MIS_START,MIS_END\n", "no rows below them"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2010,01/01/2020,PN1\n", "SSDA903 reviews"),
        (MISSING.encode() + b"x" * 200_000, "Line 2 is 200,000 characters long"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(content)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",02/05/2007,M,26/02/2018,", ["blank"]),
        ("259754,02/05/2007,X,26/02/2018,", ["unreadable"]),
        ("259754,02/05/2007,M,31/02/2018,", ["unreadable"]),
        ("259754,02/05/2007,M,43157,", ["unreadable"]),
        ("259754,02/05/2007,M,26/02/2018,11/02/2018", ["ends_before"]),
        ("259754,02/05/2007,M,26/02/2090,", ["future"]),
        ("259754,02/05/2007,M,26/02/2018,,,,", ["long_row"]),
        ("259754,02/05/2007,M", ["short_row"]),
        ('"259754,02/05/2007,M,26/02/2018,', ["open_quote"]),
        ("CHILD,DOB,MISSING,MIS_START,MIS_END", ["headings_again"]),
        ("2597\x0054,02/05/2007,M,26/02/2018,", ["unreadable"]),
        ("259754,nonsense,M,26/02/2018,", ["left_out"]),
        ("259754,,M,26/02/2018,43157", ["unreadable"]),
        ("259754,,M,26/02/2018,not yet", ["left_out"]),
        ("259754,02/05/2007,M,26/02/2018", ["cut_short"]),
    ],
)
def test_a_damaged_row_harms_itself_alone(row: str, expected: list[str]) -> None:
    other = ROW.replace("259754", "670407")
    assert codes(of(MISSING + row + "\n" + other)) == [expected, []]


def test_a_spreadsheets_number_is_explained() -> None:
    [note] = of(MISSING + "259754,,M,43157,\n").rows[0].notes
    assert "a spreadsheet's own number for Mon 26 Feb 2018" in note.words


def test_a_row_said_twice_and_a_row_that_contradicts() -> None:
    reading = of(MISSING + ROW + ROW + ROW.replace(",M,", ",A,"))
    assert codes(reading) == [[], ["same_line"], ["contradicts"]]
    assert reading.rows[2].notes[0].words.startswith("Line 2 says otherwise")


def test_a_cell_may_hold_line_ends_inside_quotation_marks() -> None:
    text = 'CHILD,DOB,MISSING,MIS_START,MIS_END,NOTE\n259754,,M,26/02/2018,,"two\nlines"\n' + ROW.strip() + ",\n"
    assert [row.told[5] for row in of(text).rows] == ["two\nlines", ""]


@given(st.binary(max_size=400))
def test_no_bytes_crash_it(content: bytes) -> None:
    for start in (b"", MISSING.encode()):
        with suppress(Refused):
            assert all(row.notes or row.cells for row in read(start + content).rows)


def test_a_separator_too_many_among_the_headings_shifts_no_row() -> None:
    reading = of("CHILD,DOB,MISSING,,MIS_START,MIS_END\n" + ROW)
    assert codes(reading) == [["short_row"]]
    assert "A heading is empty" in reading.rows[0].notes[0].words
    assert codes(of("CHILD,DOB,MISSING,MIS_START,MIS_END,,\n" + ROW)) == [["cut_short"]]
