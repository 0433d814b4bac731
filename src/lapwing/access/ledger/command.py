"""`./lapwing verify`: does the ledger hold?"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from lapwing.access.ledger.seal import heads_file
from lapwing.access.ledger.verify import verify


def main(arguments: Sequence[str]) -> int:
    """Print the verdict; 0 where the ledger holds, 1 where it is broken."""
    parser = argparse.ArgumentParser(
        prog="./lapwing verify",
        description="Read the whole ledger and say whether every line is what it was when it was sealed.",
    )
    parser.add_argument("--heads", type=Path, help="the file of heads kept outside the database (default: this site's)")
    given = parser.parse_args(arguments)
    verdict = verify(heads=given.heads or heads_file())
    sys.stdout.write(f"{verdict}\n")
    return 0 if verdict.holds else 1
