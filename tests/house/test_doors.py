"""Every route says who may enter."""

from lapwing.access.checks import every_route_has_a_door


def test_every_route_has_a_door() -> None:
    assert every_route_has_a_door() == []
