"""The reference page of duties says what the duties say."""

from lapwing.rules.reference import PAGE, render


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == render(), "Write it again: python -m lapwing.rules.reference"
