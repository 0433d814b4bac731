"""The pages made from code say what the code says."""

import re
from pathlib import Path

import pytest

from lapwing.config.reference import FOLDER, PAGES

HOUSE = Path(__file__).resolve().parents[2] / "src" / "lapwing"
# What one process tells another; and what production refuses.
UNTOLD = {"LAPWING_AS", "LAPWING_DEMO", "LAPWING_ONE_CLICK_SIGN_IN"}


@pytest.mark.parametrize("name", list(PAGES))
def test_the_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "Make it anew: ./lapwing docs"


def test_every_setting_that_the_site_reads_is_told() -> None:
    read = "".join((HOUSE / name).read_text(encoding="utf-8") for name in ("config/settings.py", "cli/serve.py"))
    named = set(re.findall(r'"(LAPWING_[A-Z_]+|DATABASE_[A-Z_]*URL)"', read)) - UNTOLD
    told = PAGES["settings.md"]()
    assert [name for name in sorted(named) if f"| `{name}` |" not in told] == []
