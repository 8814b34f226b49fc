"""Measure what a reader waits for: how long pages hold up typing, when they are there, and how large they are.

    python -m bench.pages [--runs 5] [--as-written] [--quick]

In Chromium slowed down to a quarter, as a cheap phone is, with 50 interviews stored. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from bench import generate
from bench.bench import laid_out
from bench.stored import stored
from tests.browser.conftest import BELOW, running
from tests.browser.get_browser import ARGS, browser_path
from tests.serve import StaticServer

ROOT = Path(__file__).resolve().parent.parent
LONG = "sixty"
SHEETS = ["me", "interview", "question-log", "debrief", "lesson-card", "thank-you", "sort-feedback", LONG]
SLOWER = 4
INTERVIEWS = 50
TYPED = "It went well once we spoke"
BETWEEN, AFTER = 90, 600
"""Milliseconds between two keys of a word, and after a word: longer than typing waits before it is kept."""
QUIET = 500
"""Milliseconds without a long task, before somebody types."""

PATIENCE = 60
"""Seconds."""

# Runs before any script of the page: notes when its fields are filled, and what holds it up.
WATCH = """
window.bench = {filled: 0, busy: 0};
new PerformanceObserver(list => list.getEntries().forEach(({startTime, duration}) => {
  bench.busy = Math.max(bench.busy, startTime + duration);
})).observe({type: 'longtask', buffered: true});
const look = () => {
  const found = document.querySelector(%s);
  if (found && (found.value || found.matches('.now tr, .offers'))) bench.filled = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True, slots=True)
class Place:
    """A page to type on: the field that is typed in, and what shows that answers are there."""

    page: str
    about: str
    typed: str
    shows: str


@dataclass(slots=True)
class Figures:
    """Of all runs, in milliseconds."""

    tasks: list[float] = field(default_factory=list)
    """The longest task of each run, while somebody types."""
    alone: list[float] = field(default_factory=list)
    """The same where our scripts never come: what the browser itself needs for a key and a picture."""
    filled: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    without: list[float] = field(default_factory=list)
    """Painted, where they never come."""
    size: int = 0
    """Bytes of scripts and styles of ours, by gzip."""


PLACES = [
    Place(LONG, "60 questions", f'[name="{LONG}.item-2"]', f'[name="{LONG}.item-0"]'),
    Place("question-log", "tables", '[name="question-log.liked"]', '[name="question-log.liked"]'),
    Place("thank-you", "a message", '[name="thank-you.strength"]', '[name="thank-you.strength"]'),
    Place("practice-plan", "answers to start from", '[name^="practice-plan."].write', ".offers"),
    Place("pattern-log", "all interviews", '[name="pattern-log.good-signs"]', "[data-item=interviews] .now tr"),
]


def main() -> None:
    """Print the table when all is measured."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        project = Path(name).resolve()
        generate.write_with(project, LONG, generate.long_checklist(60))
        site = project / "site"
        with running(StaticServer(site, below=BELOW)) as server:
            build(project, server.url, bundled=not asked.as_written)
            figures = measure(site, server.url, asked.runs)
    print(show(figures, asked.runs))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure pages in the browser.")
    parser.add_argument("--runs", type=int, default=5, help="medians are of so many")
    parser.add_argument("--as-written", action="store_true", help="measure the modules and styles as they are written")
    parser.add_argument("--quick", action="store_true", help="one run: is it all still working?")
    asked = parser.parse_args()
    asked.runs = 1 if asked.quick else asked.runs
    return asked


def build(project: Path, url: str, *, bundled: bool) -> None:
    surroundings = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1", "GUIDE_CACHE": "off"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, env=surroundings, check=True)
    if bundled:
        subprocess.run([sys.executable, str(ROOT / "tools" / "bundle.py"), str(project / "site")], check=True)


def measure(site: Path, url: str, runs: int) -> dict[str, Figures]:
    kept = stored(site, SHEETS, INTERVIEWS)
    origin = url.removesuffix(BELOW)
    state: StorageState = {
        "cookies": [],
        "origins": [{"origin": origin, "localStorage": [{"name": key, "value": kept[key]} for key in kept]}],
    }
    figures = {place.page: Figures() for place in PLACES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGS)
        for number in range(runs):
            print(f"Run {number + 1} of {runs}", file=sys.stderr, flush=True)
            for one in PLACES:
                measure_one(browser, site, url, one, figures[one.page], state)
        browser.close()
    return figures


def measure_one(browser: Browser, site: Path, url: str, place: Place, into: Figures, state: StorageState) -> None:
    page = slow_page(browser, place, state)
    into.size = sum(size_of(site, address) for address in loaded(page, url + place.page + "/"))
    until(page, f"bench.filled && performance.now() - Math.max(bench.filled, bench.busy) > {QUIET}")
    into.filled.append(page.evaluate("bench.filled"))
    into.painted.append(page.evaluate(PAINTED))
    into.tasks.append(max(tasks_while(browser, page, place), default=0))
    page.context.close()
    measure_without_scripts(browser, url, place, into, state)


def slow_page(browser: Browser, place: Place, state: StorageState) -> Page:
    context = browser.new_context(storage_state=state, viewport={"width": 390, "height": 800}, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH % json.dumps(place.shows))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def loaded(page: Page, url: str) -> list[str]:
    """Go there; the addresses of what came."""
    addresses: list[str] = []
    page.on("response", lambda response: addresses.append(response.url))
    page.goto(url)
    until(page, "bench.filled")
    return addresses


def until(page: Page, condition: str) -> None:
    """Playwright's own way to wait makes code of text in the page, and the page's policy forbids that."""
    for _ in range(PATIENCE * 20):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    sys.exit(f"{page.url}: never came true: {condition}")


def size_of(site: Path, address: str) -> int:
    """Bytes of a script or style of ours; nothing for what is the theme's, or a page."""
    path = urlsplit(address).path.removeprefix(BELOW)
    ours = path.endswith((".js", ".css")) and not path.startswith("assets/")
    return len(gzip.compress((site / path).read_bytes(), 9, mtime=0)) if ours else 0


def measure_without_scripts(browser: Browser, url: str, place: Place, into: Figures, state: StorageState) -> None:
    page = slow_page(browser, place, state)
    page.route("**/elements/*.js", lambda route: route.abort())
    page.goto(url + place.page + "/")
    until(page, f"{PAINTED} && performance.now() - bench.busy > {QUIET}")
    into.without.append(page.evaluate(PAINTED))
    into.alone.append(max(tasks_while(browser, page, place), default=0))
    page.context.close()


def tasks_while(browser: Browser, page: Page, place: Place) -> list[float]:
    """The CPU time of each task of the page's main thread while somebody typed.

    What the slowing down adds is in it, since that keeps the thread busy; what other work on the machine adds is not.
    """
    page.locator(place.typed).first.focus()
    page.keyboard.press("End")
    browser.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"])
    for word in TYPED.split():
        page.keyboard.type(f" {word}", delay=BETWEEN)
        page.wait_for_timeout(AFTER)
    return list(tasks_in(json.loads(browser.stop_tracing())["traceEvents"]))


def tasks_in(events: list[dict[str, object]]) -> Iterator[float]:
    """Of the main threads of pages, in milliseconds."""
    threads = [event for event in events if event["name"] == "thread_name"]
    mains = {(one["pid"], one["tid"]) for one in threads if one["args"] == {"name": "CrRendererMain"}}
    for event in events:
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) in mains:
            yield float(str(event.get("tdur", 0))) / 1000


def show(figures: dict[str, Figures], runs: int) -> str:
    header = ["page", "longest task", "at worst", "without scripts", "filled", "painted", "without scripts", "KB"]
    lines = [header, *(line_of(place, figures[place.page]) for place in PLACES)]
    about = f"{SLOWER} times slower, {INTERVIEWS} interviews stored. Medians of {runs} in ms; scripts and styles in KB."
    return "\n".join([about, "", *laid_out(lines)])


def line_of(place: Place, one: Figures) -> list[str]:
    middle = statistics.median
    tasks = [middle(one.tasks), max(one.tasks), middle(one.alone)]
    times = [middle(one.filled), middle(one.painted), middle(one.without)]
    return [f"{place.page}: {place.about}", *(f"{time:.0f}" for time in (*tasks, *times)), f"{one.size / 1024:.1f}"]


if __name__ == "__main__":
    main()
