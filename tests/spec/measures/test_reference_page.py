"""The reference page of measures says what the measures say."""

from lapwing.measures.reference import PAGE, render


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == render(), "Write it again: python -m lapwing.measures.reference"
