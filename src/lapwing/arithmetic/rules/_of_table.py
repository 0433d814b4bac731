"""Which row and which column of a table a sentence is of."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.grid import Grid, Line
from lapwing.arithmetic.sentences import Sentence

YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")


def names(label: str, sentence: Sentence) -> bool:
    """Whether a sentence names a row: all its words, or, where they are figures ("0 to 4"), just as it is written."""
    words = set(stems(label))
    if not words or any(character.isdigit() for character in label):
        return bool(label.strip()) and re.search(rf"\b{re.escape(label.strip().lower())}\b", sentence.lower) is not None
    return words <= set(stems(sentence.text))


def rows_named(grid: Grid, sentence: Sentence) -> list[Line]:
    """The rows that a sentence names, and no total."""
    return [row for row in grid.rows if not row.is_total and names(row.label, sentence)]


def of_one_column(grid: Grid, sentence: Sentence) -> Grid | None:
    """The grid as it is where it has one column; else with the one column whose year alone the sentence names."""
    if len(grid.columns) == 1:
        return grid
    years = set(YEAR.findall(sentence.text))
    columns = [i for i, column in enumerate(grid.columns) if YEAR.fullmatch(column.label.strip())]
    own = [i for i in columns if grid.columns[i].label.strip() in years]
    return grid.only(own[0]) if len(own) == 1 == len(years) and len(columns) == len(grid.columns) else None
