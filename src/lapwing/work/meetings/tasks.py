"""Invitations that waited to be told, and packs whose time is over."""

from lapwing.access.viewer import clockwork
from lapwing.work.jobs import every
from lapwing.work.meetings import changes


@every("*/5 * * * *", "release_invitations")
def release_invitations() -> None:
    """Give out the invitations that could have tipped somebody off, once they no longer can."""
    with clockwork("release_invitations"):
        changes.release_invitations()


@every("10 2 * * *", "take_back_packs")
def take_back_packs() -> None:
    """Items given to those who belonged to them go back to the chair."""
    with clockwork("take_back_packs"):
        changes.take_back_packs()
