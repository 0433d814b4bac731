"""What the rows of each kind of file become, through the acts of the rooms that keep them. Each takes a set."""

from lapwing.exchange.inbound.taking import lapwing, ssda903
from lapwing.exchange.inbound.taking.model import Arriving, Take, Taken, Whose

__all__ = ["TAKES", "Arriving", "Take", "Taken", "Whose"]

TAKES: dict[str, Take] = {
    "ssda903_header": ssda903.header,
    "ssda903_episodes": ssda903.episodes,
    "ssda903_missing": ssda903.missing,
    "police_missing": lapwing.police,
    "council_missing": lapwing.council,
}
