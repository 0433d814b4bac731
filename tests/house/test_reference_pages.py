"""The pages made from code say what the code says."""

import pytest

from lapwing.config.reference import FOLDER, PAGES


@pytest.mark.parametrize("name", list(PAGES))
def test_the_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "Make it anew: ./lapwing docs"
