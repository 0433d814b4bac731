"""Somebody at a browser: where they go, what they see, and whether each page is fit for everybody."""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.journeys.site import ROOT, Site

AXE = cache((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No sound and no film stands on a page, so nothing needs to be fetched before axe looks.
ASK = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false, selectors: false})"
# What a page is made of: each part and what it stands in, without its words; headings and landmarks as they follow on.
MADE_OF = """() => {
  const told = /^(class|role|type|scope|hidden|disabled|open|tabindex|aria-(hidden|expanded|current|live|modal))$/;
  const unread = /^(data-|hx-|(action|method|enctype|novalidate|maxlength|rows|spellcheck|draggable|inputmode)$)/;
  const of = one => one.name + (told.test(one.name) ? "=" + one.value : one.value.trim() ? "" : "=");
  const read = node => [...node.attributes].filter(one => !unread.test(one.name));
  const says = node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  const whole = id => !id || id.split(" ").every(one => document.querySelectorAll("#" + CSS.escape(one)).length === 1);
  const part = node => [node.localName, read(node).map(of).sort(), says(node), whole(node.htmlFor),
    whole(node.getAttribute("aria-labelledby")), whole(node.getAttribute("aria-describedby"))].join(" ");
  const made = [...document.querySelectorAll("*")].map(node => part(node) + " in "
    + (node.parentElement ? part(node.parentElement) : ""));
  const outline = [...document.querySelectorAll("h1,h2,h3,h4,main,nav,header,footer")];
  outline.forEach((node, place) => made.push(node.localName + " after " + outline[place - 1]?.localName));
  return [...new Set(made)].map(one => (window.innerWidth + " " + one).replace(/\\s+/g, " "));
}"""
# On a phone a row of several columns stands as a card: nobody pushes a table sideways to read it.
TABLES_FIT = """() => window.innerWidth > 640
  || [...document.querySelectorAll(".lw-table--cards")].every(one => one.scrollWidth <= one.clientWidth + 1)"""
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class Passed:
    """What the pages that passed are made of: a file that each process of this run adds to, and reads on in."""

    def __init__(self, file: Path) -> None:
        self.file, self.known, self.read = file, set[str](), 0
        file.touch()

    def covers(self, made: set[str]) -> bool:
        with self.file.open("rb") as more:
            more.seek(self.read)
            whole = more.read().rpartition(b"\n")[0]
        self.read += len(whole) + 1 if whole else 0
        self.known.update(whole.decode().split("\n"))
        return made <= self.known

    def add(self, made: set[str]) -> None:
        with self.file.open("ab") as handle:
            handle.write("".join(f"{one}\n" for one in made - self.known).encode())


@dataclass
class Traveller:
    """One person's journey. Any error in the console, and any breach of the security policy, fails it."""

    site: Site
    context: BrowserContext
    page: Page
    passed: Passed
    scripts: bool = True
    troubles: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def sign_in(self, name: str) -> "Traveller":
        """Sit down in a seat of the cast without the pages for it; one journey goes through those."""
        key = self.site.session_for(self.site.cast.seats[name])
        self.context.add_cookies([{"name": "lapwing", "value": key, "url": self.site.url}])
        return self

    def go(self, path: str, status: int = 200) -> Page:
        """Open a page of the site, and check it."""
        self.expected.add(status)
        answer = self.page.goto(self.site.url + path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}, not {status}"
        self.check()
        return self.page

    def press(self, words: str, role: str = "button") -> Page:
        """Press a button, or follow a link, by its words; and check the page that comes."""
        self.page.get_by_role(role, name=words).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state("load")
        self.check()
        return self.page

    def follow(self, words: str) -> Page:
        return self.press(words, "link")

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def reads(self, heading: str) -> None:
        """The page's one heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def check(self) -> None:
        """One main heading, a language, nothing wider than the screen, and no fault that axe can see."""
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one h1"
        if self.scripts:
            width, room = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
            assert width <= room, f"{self.page.url} is {width} wide on a screen of {room}"
            assert self.page.evaluate(TABLES_FIT), (
                f"{self.page.url}: a table of several columns is wider than the screen"
            )
            self.accessible()

    def accessible(self) -> None:
        """No violation of WCAG 2.2 AA, nor of axe's best practice; asked wherever a page has a part, or an order of
        headings and landmarks, that no page which passed has had at this width.
        """
        made = set(self.page.evaluate(MADE_OF))
        if self.passed.covers(made):
            return
        self.page.evaluate(AXE())
        found = self.page.evaluate(ASK, WCAG)
        assert not found["violations"], f"{self.page.url}\n" + "\n".join(map(_fault, found["violations"]))
        self.passed.add(made)

    def settle(self) -> None:
        """Told at the end: nothing went wrong on the way."""
        assert not self.troubles, "\n".join(self.troubles)

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if "Failed to load resource" in message.text and any(f"status of {s} " in message.text for s in self.expected):
            return
        self.troubles.append(f"{self.page.url}: {message.text}")

    def note_error(self, error: Any) -> None:
        self.troubles.append(f"{self.page.url}: {error}")

    def shoot(self, name: str) -> None:
        """A picture of the whole page in `.shots`, for people to look at; taken where LAPWING_SHOTS is set."""
        if os.environ.get("LAPWING_SHOTS"):
            self.page.screenshot(path=ROOT / ".shots" / f"{name}.png", full_page=True)


def _fault(violation: dict[str, Any]) -> str:
    where = "\n".join(f"    {node['html'][:200]}" for node in violation["nodes"][:5])
    return f"  {violation['id']}: {violation['help']}\n{where}"


def setting_out(site: Site, context: BrowserContext, passed: Passed, *, scripts: bool = True) -> Traveller:
    page = context.new_page()
    traveller = Traveller(site, context, page, passed, scripts)
    page.on("console", traveller.note_console)
    page.on("pageerror", traveller.note_error)
    page.set_default_timeout(10_000)
    return traveller
