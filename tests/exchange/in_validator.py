"""Run by the validator's own Python: reads files, prints as JSON what each rule did and found. Imports nothing of ours.

python in_validator.py 2026 apart header.csv episodes.csv missing.csv

`apart` gives each rule tables of its own, as the validator means to: as it stands (`together`) one rule's filling in of
blank ends stays for the rules that come after it, which then say of an open absence that its placement has ended.
"""

import json
import logging
import sys
from pathlib import Path

logging.disable(logging.CRITICAL)

from lac_validator import lac_validator as public  # noqa: E402
from lac_validator.rules.ruleset_utils import get_year_ruleset  # noqa: E402

AUTHORITY = "E06000018"


def main(year: str, how: str, *paths: str) -> None:
    if how == "apart":
        public.copy_datastore = lambda store: {key: _own(table) for key, table in store.items()}
    rules = get_year_ruleset("2026")
    files = [
        {"name": Path(path).name, "description": "This year", "file_content": Path(path).read_bytes()} for path in paths
    ]
    metadata = {"collectionYear": year, "localAuthority": AUTHORITY}
    done = public.LacValidator(metadata=metadata, files=files, registry=rules)
    missing = done.ds_results["Missing"]
    found = {
        column.removeprefix("ERR_"): missing.index[missing[column] == True].tolist()  # noqa: E712 - a column
        for column in missing.columns
        if column.startswith("ERR_")
    }
    about = {
        code: sorted(set(rule.affected_fields) & {"MIS_START", "MIS_END", "MISSING"}) for code, rule in rules.items()
    }
    print(json.dumps({
        "rows": len(missing), "ran": done.dones, "skipped": done.skips, "crashed": done.fails,
        "found": {code: rows for code, rows in found.items() if rows}, "about": about,
    }))  # fmt: skip


def _own(table: object) -> object:
    return table if isinstance(table, dict) else table.copy(deep=True)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
