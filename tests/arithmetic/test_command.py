"""The command: its three outputs, its choices, its exit codes."""

import io
import itertools
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from lapwing.arithmetic import Verdict, check_text
from lapwing.arithmetic.command import main
from lapwing.arithmetic.output.as_json import SCHEMA

WRONG = "# Plans\n\nPlans fell from 640 to 496, a fall of 15%.\n\nA slight fall followed, from 496 to 400.\n"
RIGHT = "Plans fell from 640 to 496, a fall of 22.5%.\n"


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "report.md"
    path.write_text(WRONG)
    return str(path)


def test_exit_codes(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = tmp_path / "right.txt"
    right.write_text(RIGHT)
    assert main([wrong]) == 1
    assert main([str(right)]) == 0
    assert main([str(tmp_path / "none.txt")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_a_full_disk_is_no_finding(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert main([wrong, "--format", "json"]) == 2
    assert "could not be written: No space left on device." in capsys.readouterr().err


def test_terminal_page(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([wrong])
    said = capsys.readouterr().out
    assert "Does not add up (1)" in said
    assert "−22.5%" in said
    assert "under “Plans”, paragraph 1" in said
    assert "\x1b[" not in said


def test_only(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([wrong, "--only", "fails", "--format", "json"]) == 1
    page = json.loads(capsys.readouterr().out)
    assert {one["verdict"] for one in page["findings"]} == {"fails"}
    assert page["counts"]["remark"] == 1


def test_only_what_there_is_none_of(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([wrong, "--only", "cannot-tell"]) == 1
    assert "None of them is of the kind asked for." in capsys.readouterr().out


def test_an_address_is_not_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["https://example.org/report.pdf"]) == 2
    assert "https://example.org/report.pdf is an address" in capsys.readouterr().err


def test_sizes_can_be_set(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([wrong, "--slight", "50", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["counts"]["remark"] == 0


def test_json_keeps_to_its_schema(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([wrong, "--format", "json"])
    _keeps_to(SCHEMA, json.loads(capsys.readouterr().out))


KINDS = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def _keeps_to(schema: dict[str, Any], value: Any) -> None:
    kinds = schema.get("type", [])
    if kinds:
        assert isinstance(value, tuple(KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)))
    if "enum" in schema:
        assert value in schema["enum"]
    assert set(schema.get("required", [])) <= set(value if isinstance(value, dict) else [])
    for name, part in schema.get("properties", {}).items():
        if name in value:
            _keeps_to(part, value[name])
    if isinstance(value, dict) and schema.get("properties"):
        assert set(value) <= set(schema["properties"])
    for item in value if "items" in schema else []:
        _keeps_to(schema["items"], item)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = io.BytesIO(WRONG.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    assert main(["-"]) == 1
    assert "standard input" in capsys.readouterr().out


class Outline(HTMLParser):
    """What a reader of the page by ear and by keyboard has to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def outline(wrong: str, capsys: pytest.CaptureFixture[str]) -> Outline:
    main([wrong, "--format", "html"])
    page = Outline()
    page.feed(capsys.readouterr().out)
    return page


def test_page_is_one_file_that_needs_nothing(outline: Outline) -> None:
    assert not [tag for tag, _ in outline.tags if tag in {"script", "link", "img", "iframe"}]
    assert all((one["href"] or "").startswith("#") for one in outline.all("a"))


def test_page_can_be_gone_through_by_keyboard_and_ear(outline: Outline) -> None:
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all((one["href"] or "")[1:] in ids for one in outline.all("a"))
    assert outline.all("html")[0]["lang"] == "en-GB"
    assert [tag for tag, _ in outline.tags if tag in {"header", "nav", "main"}] == ["header", "nav", "main"]
    levels = [int(tag[1]) for tag, _ in outline.tags if tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_report_text_cannot_become_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("The <script>alert(1)</script x 5 < 6 & more fell from 640 to 496, a fall of 15%.")
    main([str(path), "--format", "html"])
    assert "<script" not in capsys.readouterr().out


def test_colours_have_contrast() -> None:
    """Every colour of words on white passes the AA level of 4.5 to 1."""
    from lapwing.arithmetic.output.page import STYLE

    for colour in ("--ink", "--quiet", "--fails", "--cannot-tell", "--remark", "--holds"):
        value = STYLE.split(f"{colour}: #")[1][:6]
        assert 1.05 / (_luminance(value) + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_as_a_function() -> None:
    result = check_text(WRONG)
    assert result.exit_code == 1
    assert result.count()[Verdict.FAILS] == 1


def test_starts_no_framework_and_no_database() -> None:
    code = (
        "import sys; from lapwing.arithmetic import check_text; check_text('It fell from 10 to 5 (50%).');"
        "assert not {'django', 'psycopg', 'ibis', 'pandas'} & set(sys.modules)"
    )
    src = Path(__file__).resolve().parents[2] / "src"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(src)})
