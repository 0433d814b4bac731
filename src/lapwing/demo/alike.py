"""Nobody in the world is another's double by accident: whoever the matcher could take for somebody else is drawn anew.

Who is to be mistaken is planned. Otherwise an absence that two agencies told of would stay two, and the totals with it.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from lapwing.demo.child import Child
from lapwing.demo.names import Names
from lapwing.people.matching.candidates import Candidate, Described
from lapwing.people.matching.score import LOOK, score

NOBODY = uuid.UUID(int=0)
NEAR = 31  # days
TRIES = 40


class Faces:
    """Everybody drawn so far, by day of birth and by postcode."""

    def __init__(self) -> None:
        self._born: dict[date, list[Child]] = defaultdict(list)
        self._lives: dict[str, list[Child]] = defaultdict(list)

    def unlike(self, child: Child, names: Names) -> Child:
        """The child, with another first name, and then another day of birth, until it is like nobody's."""
        for tries in range(TRIES):
            if not any(_could_be(child, other) for other in self._near(child)):
                break
            born = child.born + timedelta(days=37) * (tries % 4 == 3)
            child = replace(child, given=names.given(child.sex), born=born)
        self._born[child.born].append(child)
        self._lives[child.postcode].append(child)
        return child

    def _near(self, child: Child) -> Iterator[Child]:
        """Whom the matcher's ways in could find: names that begin alike and a day near, slipped, or a year out."""
        days = {child.born + timedelta(days=days) for days in range(-NEAR, NEAR + 1)}
        days |= {child.born + timedelta(days=days) for days in (-366, -365, 365, 366)}
        if child.born.day <= 12:
            days.add(date(child.born.year, child.born.day, child.born.month))
        for day in days:
            for other in self._born.get(day, ()):
                if other.given[0] == child.given[0] or other.family[0] == child.family[0]:
                    yield other
        yield from self._lives.get(child.postcode, ())


def _could_be(child: Child, other: Child) -> bool:
    described = Described(child.given, child.family, child.born, child.sex, child.postcode)
    candidate = Candidate(
        NOBODY, NOBODY, NOBODY, other.given, other.family, other.born, other.sex, other.postcode, False, 0.0
    )
    return score(described, candidate).probability >= LOOK
