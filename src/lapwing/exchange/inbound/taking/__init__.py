"""What the rows of each kind of file become, through the acts of the rooms that keep them. Each takes a set."""

from lapwing.exchange.inbound.taking import lapwing, ssda903
from lapwing.exchange.inbound.taking.model import Arriving, Clash, Take, Taken, Tells, Whose

__all__ = ["TAKES", "TELLS", "Arriving", "Clash", "Take", "Taken", "Whose"]

TAKES: dict[str, Take] = {
    "ssda903_header": ssda903.header,
    "ssda903_episodes": ssda903.episodes,
    "ssda903_missing": ssda903.missing,
    "police_missing": lapwing.police,
    "council_missing": lapwing.council,
}
TELLS: dict[str, Tells] = {
    "ssda903_episodes": ssda903.placement_told,
    "ssda903_missing": ssda903.absence_told,
    "police_missing": lapwing.police_told,
    "council_missing": lapwing.council_told,
}
