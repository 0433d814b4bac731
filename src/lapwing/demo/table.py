"""A table of a file that an agency sends, as the programs of agencies write it."""

import csv
import io
from collections.abc import Iterable, Sequence


def text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()
