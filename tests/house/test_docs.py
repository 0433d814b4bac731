"""The documents: every link leads somewhere, no page knows the machine that it was written on, pictures stay small."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"```.*?```", re.DOTALL)
# Homes and workplaces; what a reader installs under /srv, /etc or /var is theirs.
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work/(?:wt|main|shared)|tmp|mnt)/\w")
MOST_BYTES = 200_000


def _heading_links(page: Path) -> set[str]:
    text = page.read_text()
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return set(re.findall(r'<a (?:id|name)="([^"]+)"', text)) | {
        re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCED.sub("", page.read_text())):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, part = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{link} leads nowhere"
        assert ROOT in [target, *target.parents], f"{link} leads out of the project"
        if part and target.suffix == ".md":
            assert part in _heading_links(target), f"{link}: there is no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_knows_the_machine_it_was_written_on(page: Path) -> None:
    assert not MACHINE.findall(page.read_text())


def test_pictures_are_small_enough_to_load_on_a_telephone() -> None:
    large = [path.name for path in (ROOT / "docs").rglob("*.png") if path.stat().st_size > MOST_BYTES]
    assert not large


def test_every_decision_stands_in_the_list_and_is_numbered_once() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("0*.md"))
    assert all(page in (folder / "README.md").read_text() for page in pages)
    assert len({page[:4] for page in pages}) == len(pages)
