"""The score of one candidate, with the reasons a person can read.

Agreement and disagreement on each field add weight of evidence (the logarithm of a likelihood ratio, as Fellegi and
Sunter have it), so that the sum is a probability. The weights are set by hand.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import jellyfish
from rapidfuzz.distance import JaroWinkler

from lapwing.people.matching.candidates import Candidate, Described

PRIOR = -9.0  # before any evidence: one candidate in several hundred is the right one, in powers of two
JOIN = 0.97
LOOK = 0.25
NEAR_NAME = 0.88


@dataclass(frozen=True)
class Reason:
    """One piece of evidence: its code, its weight in bits, and its words."""

    code: str
    weight: float

    @property
    def words(self) -> str:
        return WORDS[self.code]


WORDS = {
    "number_same": "the same official number",
    "born_same": "the same date of birth",
    "born_swapped": "day and month of birth changed over",
    "born_near": "born within a month",
    "born_year": "the same day and month, another year",
    "born_differs": "another date of birth",
    "family_same": "the same surname",
    "family_sounds": "the surname sounds alike",
    "family_near": "the surname is spelt nearly alike",
    "family_differs": "another surname",
    "given_same": "the same first name",
    "given_near": "the first name is nearly the same",
    "given_initial": "the same initial",
    "given_differs": "another first name",
    "postcode_same": "the same postcode",
    "postcode_near": "postcodes of one neighbourhood",
    "postcode_differs": "another postcode",
    "sex_differs": "another sex",
    "by_hand": "somebody sees one child in two records",
}
WEIGHTS = {
    "number_same": 14.0,
    "born_same": 9.0,
    "born_swapped": 5.0,
    "born_near": 1.5,
    "born_year": 2.0,
    "born_differs": -5.0,
    "family_same": 6.0,
    "family_sounds": 4.0,
    "family_near": 4.5,
    "family_differs": -3.0,
    "given_same": 5.0,
    "given_near": 3.5,
    "given_initial": 0.5,
    "given_differs": -6.0,
    "postcode_same": 5.0,
    "postcode_near": 2.0,
    "postcode_differs": -0.5,
    "sex_differs": -3.0,
}
REASONS = {code: Reason(code, weight) for code, weight in WEIGHTS.items()}


@dataclass(frozen=True)
class Scored:
    """A candidate with its probability (0 to 1) and its reasons, strongest first."""

    candidate: Candidate
    probability: float
    reasons: tuple[Reason, ...]

    @property
    def sentence(self) -> str:
        words = "; ".join(reason.words for reason in self.reasons)
        return words[:1].upper() + words[1:]


def score(described: Described, candidate: Candidate) -> Scored:
    """Weigh one candidate. A field that either side lacks says nothing."""
    codes = [
        "number_same" if candidate.same_number else None,
        _born(described.born, candidate.born),
        _family(described.family, candidate.family),
        _given(described.given, candidate.given),
        _postcode(described.postcode, candidate.postcode),
        "sex_differs" if {described.sex, candidate.sex} == {"F", "M"} else None,
    ]
    reasons = tuple(sorted([REASONS[code] for code in codes if code], key=_heaviest_first))
    return Scored(candidate, _probability(reasons), reasons)


def _heaviest_first(reason: Reason) -> float:
    return -abs(reason.weight)


def words_of(evidence: Iterable[Mapping[str, object]]) -> str:
    """Kept evidence as a sentence: "The same date of birth; the surname sounds alike"."""
    words = "; ".join(WORDS[str(one["code"])] for one in evidence if one.get("code") in WORDS)
    return words[:1].upper() + words[1:]


def best(described: Described, candidates: Iterable[Candidate]) -> list[Scored]:
    """All candidates with their scores, likeliest first."""
    return sorted((score(described, c) for c in candidates), key=lambda s: (-s.probability, str(s.candidate.person)))


def _probability(reasons: Iterable[Reason]) -> float:
    bits = PRIOR + sum([reason.weight for reason in reasons])
    return 1 / (1 + math.pow(2, -bits))


def _born(ours: date | None, theirs: date | None) -> str | None:
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        return "born_same"
    if (ours.year, ours.day, ours.month) == (theirs.year, theirs.month, theirs.day):
        return "born_swapped"
    if (ours.month, ours.day) == (theirs.month, theirs.day):
        return "born_year"
    return "born_near" if abs((ours - theirs).days) <= 31 else "born_differs"


def _family(ours: str, theirs: str) -> str | None:
    ours, theirs = ours.strip().lower(), theirs.strip().lower()
    if not ours or not theirs:
        return None
    if ours == theirs:
        return "family_same"
    if JaroWinkler.similarity(ours, theirs) >= NEAR_NAME:
        return "family_near"
    return "family_sounds" if jellyfish.metaphone(ours) == jellyfish.metaphone(theirs) else "family_differs"


def _given(ours: str, theirs: str) -> str | None:
    ours, theirs = ours.strip().lower(), theirs.strip().lower()
    if not ours or not theirs:
        return None
    if ours == theirs:
        return "given_same"
    if JaroWinkler.similarity(ours, theirs) >= NEAR_NAME:
        return "given_near"
    return "given_initial" if ours[0] == theirs[0] else "given_differs"


def _postcode(ours: str, theirs: str) -> str | None:
    ours, theirs = ours.replace(" ", "").upper(), theirs.replace(" ", "").upper()
    if not ours or not theirs:
        return None
    if ours == theirs:
        return "postcode_same"
    return "postcode_near" if ours[:-2] == theirs[:-2] else "postcode_differs"
