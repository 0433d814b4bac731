"""What `./lapwing bench` says of the check: how often it is right, how fast it is, and that nothing breaks it."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lapwing.arithmetic.checking import check_document
from lapwing.arithmetic.fuzz import malformed
from lapwing.arithmetic.labelled import Score, read_items, score, wilson
from lapwing.arithmetic.reading import CannotRead, read_bytes
from lapwing.arithmetic.samples import as_html, as_pdf, as_text, as_word

ROOT = Path(__file__).resolve().parents[3]
HALVES = (("made with the rules", ROOT / "tests/arithmetic/labelled"), ("put aside", ROOT / "tests/arithmetic/heldout"))
FIRST_RUN = (
    "blind, before any rule was changed for it: precision 0.864 (57 of 66; 0.761 to 0.927), "
    "recall 0.671 (57 of 85; 0.565 to 0.761)",
    "rules were changed after that run by someone who had seen what it got wrong, so that what follows is no longer blind:",
)
SIZES = (100, 400)
MALFORMED = 10_000
SLOW = 5.0
ONE_RUN = (
    "import resource, sys, time; from lapwing.arithmetic import check; start = time.process_time(); check(sys.argv[1]); "
    "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def main() -> None:
    """Everything, in about ten minutes."""
    accuracy()
    speed()
    robustness()


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def accuracy() -> None:
    """Precision and recall of "fails" on both halves of the labelled set."""
    say("./lapwing check: how often “fails” is right, and how many failures are found")
    for name, folder in HALVES:
        result = score(read_items(folder))
        if not result.items:
            say(f"  {name}: not here")
            continue
        say(f"  {name}: {result.items} items, {result.true} true failures")
        if folder.name == "heldout":
            say("\n".join(f"    {line}" for line in FIRST_RUN))
        say(f"    precision {_proportion(result.rightly_called, result.called)}")
        say(f"    recall    {_proportion(result.found, result.true)}")
        _examples(result)


def _proportion(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 1:.3f}  ({hits} of {of}; 95% interval {low:.3f} to {high:.3f})"


def _examples(result: Score) -> None:
    if result.wrong:
        say(f"    called and not so: {', '.join(result.wrong)}")
    if result.missed:
        say(f"    not found: {', '.join(result.missed)}")


def speed() -> None:
    """Processor time and memory at two sizes, each in a process of its own, starting cold."""
    say(f"./lapwing check: processor time and memory at {SIZES[0]} and {SIZES[1]} pages")
    forms = (
        ("text", "txt", as_text),
        ("HTML", "html", as_html),
        ("Word", "docx", as_word),
        ("PDF, its text", "pdf", as_pdf),
        ("PDF, a table on every page", "pdf", lambda pages: as_pdf(pages, tables=True)),
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, ending, make in forms:
            runs = []
            for pages in SIZES:
                path = Path(folder) / f"report.{ending}"
                path.write_bytes(make(pages))
                runs.append(_one_run(path))
            (short, little), (long, much) = runs
            say(
                f"  {name}: {short:.2f} s and {long:.2f} s ({long / short:.1f} times); {little:.0f} MB and {much:.0f} MB"
            )


def _one_run(path: Path) -> tuple[float, float]:
    ran = subprocess.run([sys.executable, "-c", ONE_RUN, str(path)], check=True, capture_output=True, text=True)  # noqa: S603
    seconds, memory = ran.stdout.split()
    return float(seconds), float(memory)


def robustness(count: int = MALFORMED) -> None:
    """Malformed inputs: how many were read, how many refused, and the slowest."""
    say(f"./lapwing check: {count:,} malformed inputs")
    read, refused, slowest = run_malformed(count)
    say(f"  {read:,} read, {refused:,} refused with a sentence, none crashed; slowest {slowest:.2f} s")


def run_malformed(count: int, seed: int = 7) -> tuple[int, int, float]:
    """Check malformed inputs; anything but a result or a refusal is raised, and so is slowness."""
    read = refused = 0
    slowest = 0.0
    for name, content in malformed(count, seed):
        start = time.process_time()
        try:
            check_document(read_bytes(content, name))
            read += 1
        except CannotRead:
            refused += 1
        took = time.process_time() - start
        slowest = max(slowest, took)
        if took > SLOW:
            raise TimeoutError(f"{name} with {len(content)} bytes took {took:.1f} s")
    return read, refused, slowest


if __name__ == "__main__":
    main()
