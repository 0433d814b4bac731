"""`./lapwing check REPORT`: the command line of the check."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from lapwing.arithmetic.checking import check
from lapwing.arithmetic.findings import Finding, Result, Verdict
from lapwing.arithmetic.reading import CannotRead
from lapwing.arithmetic.settings import wording_sizes

UNREADABLE = 2
ONLY = {verdict.value.replace(" ", "-"): verdict for verdict in Verdict}
AFTERWARDS = """
exit code: 0 where nothing fails, 1 where something does, 2 where the report could not be read,
or what was found could not be written

Nothing leaves this computer. A finding is a question to the author, not a verdict on the work.
"""


def main(argv: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    settings = {"slight": options.slight, "significant": options.significant}
    try:
        with wording_sizes(**settings):
            result = check(options.report)
    except CannotRead as problem:
        sys.stderr.write(f"lapwing check: {problem}\n")
        return UNREADABLE
    chosen = [one for one in result.findings if not options.only or one.verdict in options.only]
    try:
        _write(result, chosen, options.format)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as problem:
        sys.stderr.write(f"lapwing check: what was found could not be written: {problem.strerror}.\n")
        # As it ends, Python would try to write the rest once more.
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - open until the end
        return UNREADABLE
    return result.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lapwing check",
        description="Check the arithmetic of a report: text, Markdown, HTML, Word (.docx) or PDF.",
        epilog=AFTERWARDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("report", help="the report's file, or - for standard input")
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to show what is found")
    parser.add_argument(
        "--only",
        action="append",
        type=_verdict,
        metavar="VERDICT",
        help=f"show only these: {', '.join(ONLY)}; may be given again",
    )
    parser.add_argument(
        "--slight", type=float, default=5.0, metavar="PERCENT", help="the most that “slight” may be (5)"
    )
    parser.add_argument(
        "--significant", type=float, default=10.0, metavar="PERCENT", help="the least for “significant” (10)"
    )
    return parser


def _verdict(written: str) -> Verdict:
    try:
        return ONLY[written.lower().replace(" ", "-")]
    except KeyError:
        raise argparse.ArgumentTypeError(f"{written!r} is not one of {', '.join(ONLY)}") from None


def _write(result: Result, chosen: list[Finding], form: str) -> None:
    if form == "json":
        from lapwing.arithmetic.output import as_json

        sys.stdout.write(as_json.write(result, chosen))
    elif form == "html":
        from lapwing.arithmetic.output import page

        sys.stdout.write(page.write(result, chosen))
    else:
        from lapwing.arithmetic.output import terminal

        terminal.write(result, chosen, sys.stdout)
