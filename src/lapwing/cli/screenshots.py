"""`./lapwing screenshots`: the pictures of the documentation, taken from the running demo."""

import argparse
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lapwing.arithmetic import Result, Verdict, check
from lapwing.arithmetic.output import page as check_page
from lapwing.arithmetic.output import terminal
from lapwing.cli import demo, serve
from lapwing.cli.browser import prepare_browser
from lapwing.cli.postgres import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = ROOT / "docs" / "images"
REPORT = ROOT / "docs" / "examples" / "northshire-yearly-report.md"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
MOST_BYTES = 200_000
COLOURS = (256, 128, 64, 32)
TALLEST = 1_600
PORT = 8790


@dataclass(frozen=True)
class Shot:
    """One picture: its name, who signs in, where they go, and the links they follow from there (as CSS selectors); and
    whether the documentation shows it on a phone as well.
    """

    name: str
    member: str
    path: str
    follow: tuple[str, ...] = ()
    phone: bool = False

    @property
    def sizes(self) -> tuple[str, ...]:
        return tuple(SIZES) if self.phone else ("desktop",)


CHILD = "main a[href^='/child/']"
ABSENCE = "main a[href^='/missing/0']"
SHOTS = (
    Shot("cast", "", "/demo/"),
    Shot("ten-minutes", "", "/demo/ten-minutes/"),
    Shot("today", "council_missing", "/"),
    Shot("missing-now", "council_missing", "/missing/", phone=True),
    Shot("absence", "police_missing", "/missing/", (ABSENCE,), phone=True),
    Shot("child", "council_missing", "/missing/", (ABSENCE, CHILD)),
    Shot("worklist", "council_missing", "/worklist/"),
    Shot("alerts", "school_lead", "/alerts/", phone=True),
    Shot("return-read-in", "data_steward", "/exchange/"),
    Shot("scorecard", "analyst", "/scorecard/missing/?year=2019-20"),
    Shot("measure", "analyst", "/scorecard/missing/measure/missing-episodes/?area=990"),
    Shot("yearly-report", "analyst", "/report/", ("main a[href*='/missing/'] >> nth=1",)),
)


def do_screenshots(arguments: Sequence[str]) -> int:
    """Start the demo, sign in as several of the cast, and keep each page in docs/images, some as on a phone too."""
    parser = argparse.ArgumentParser(prog="./lapwing screenshots", description=do_screenshots.__doc__)
    parser.add_argument("--to", type=Path, default=IMAGES, help="the folder of the pictures")
    parser.add_argument("--name", default=demo.NAME, help="the name of the demo's world")
    parser.add_argument("--check", action="store_true", help="only those of the check of a report, which need no demo")
    given = parser.parse_args(arguments)
    browser = prepare_browser()
    if browser is None:
        return 1
    given.to.mkdir(parents=True, exist_ok=True)
    _take_check(browser, given.to)
    if given.check:
        return 0
    with serve.stoppable(), demo.visiting(given.name):
        if not demo.prepare_world(None, demo.SEED, fresh=False):
            return 1
        with _site() as address:
            return _take(address, browser, given.to)


def _take_check(path: str, folder: Path) -> None:
    """The terminal page and the HTML page of `./lapwing check`, of the invented report."""
    from playwright.sync_api import sync_playwright

    result = check(REPORT)
    pages = {
        "check-a-report-terminal": _terminal(result),
        "check-a-report-page": check_page.write(result, list(result.findings)),
    }
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for name, content in pages.items():
            shown = browser.new_page(viewport={"width": 1180, "height": 600})
            shown.set_content(content)
            _keep(shown, folder / f"{name}.png", 1180)
        browser.close()


def _terminal(result: Result) -> str:
    """What a terminal shows, with its colours, but for what holds."""
    from rich.console import Console

    console = Console(file=io.StringIO(), record=True, width=110, force_terminal=True, highlight=False)
    console.print(f"$ ./lapwing check {REPORT.name}")
    terminal.show(result, [one for one in result.findings if one.verdict is not Verdict.HOLDS], console)
    return console.export_html(inline_styles=True)


@contextmanager
def _site() -> Iterator[str]:
    port = demo.free_port(PORT)
    processes = [serve.site("127.0.0.1", port)]
    try:
        if not serve.answers(f"http://127.0.0.1:{port}", processes):
            raise SystemExit("The site did not start; what went wrong stands above.")
        yield f"http://127.0.0.1:{port}"
    finally:
        serve.end(processes)


def _take(address: str, path: str, folder: Path) -> int:
    from playwright.sync_api import sync_playwright

    failed = 0
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for shot in SHOTS:
            for size in shot.sizes:
                failed += not _one(browser, address, shot, size, folder)
        browser.close()
    return 1 if failed else 0


def _one(browser: "Browser", address: str, shot: Shot, size: str, folder: Path) -> bool:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London"
    )
    page = context.new_page()
    try:
        if shot.member:
            _sign_in(page, address, shot.member)
        answer = page.goto(urljoin(address, shot.path))
        for selector in shot.follow:
            page.locator(selector).first.click()
            page.wait_for_load_state()
        if answer is None or not answer.ok:
            print(f"  {shot.name}: {shot.path} answers {answer.status if answer else 'nothing'}")
            return False
        _keep(page, folder / f"{shot.name}-{size}.png", width)
    except Exception as error:
        print(f"  {shot.name}, {size}: {str(error).splitlines()[0]}")
        return False
    finally:
        context.close()
    return True


def _sign_in(page: "Page", address: str, member: str) -> None:
    """With one click, as one of the cast; their name stands on the button or beside it."""
    from lapwing.demo.cast import EVERYBODY

    name = next(each.name for each in EVERYBODY if each.key == member)
    page.goto(urljoin(address, "/demo/"))
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def _keep(page: "Page", path: Path, width: int) -> None:
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=True)
    path.write_bytes(_small(picture))
    print(f"  {path.name} {path.stat().st_size // 1000} kB")


def _small(picture: bytes) -> bytes:
    """The same picture in as many colours as fit into the size allowed."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        image.quantize(colours).save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            break
    return out.getvalue()
