"""Instruments: structured questions with versions and scoring. Rooms above define theirs as dated data.

from lapwing.work.instruments import Instrument, Question, get, register
"""

from lapwing.work.instruments.definition import (
    Audience,
    Band,
    Instrument,
    Question,
    QuestionKind,
    Score,
    Scoring,
    all_instruments,
    get,
    register,
)

__all__ = [
    "Audience",
    "Band",
    "Instrument",
    "Question",
    "QuestionKind",
    "Score",
    "Scoring",
    "all_instruments",
    "get",
    "register",
]
