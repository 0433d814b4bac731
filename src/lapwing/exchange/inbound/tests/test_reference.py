"""The reference page of file formats says what the formats say."""

from lapwing.exchange.inbound.reference import PAGE, render


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "Write it again: ./lapwing docs"
