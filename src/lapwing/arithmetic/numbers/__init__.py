"""Understanding numbers as partnership reports write them."""

from lapwing.arithmetic.numbers.find import find_quantities
from lapwing.arithmetic.numbers.periods import Period
from lapwing.arithmetic.numbers.quantity import Hedge, Kind, Quantity

__all__ = ["Hedge", "Kind", "Period", "Quantity", "find_quantities"]
