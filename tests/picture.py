"""Takes the pictures of the guide: for the README its first page and a checklist, for advisers three sheets.

python -m tests.picture
"""

from __future__ import annotations

import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from guide.links import read_guide
from guide.paper import Typesetter
from guide.surroundings import Surroundings
from tests.browser.conftest import BELOW, build, running
from tests.browser.get_browser import ARGS, browser_path
from tests.built import ROOT
from tests.serve import StaticServer

PICTURE = ROOT / ".github" / "picture.png"
WIDTH, HEIGHT = 1280, 800
SHEETS = ROOT / "docs" / "pictures"
SHOWN = ("debrief", "thank-you", "feedback-call")
"""A sheet to think with, one for a message, one to lie beside the phone."""
DOTS = 72
MOST = 150 * 1024
"""Bytes; whoever opens the README waits for it."""


def main() -> int:
    with TemporaryDirectory() as name, running(StaticServer(Path(name), below=BELOW)) as server:
        build(ROOT, Path(name), server.url)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGS)
            sides = [view(browser, server.url, "details.moment"), view(browser, f"{server.url}lesson-card/")]
            PICTURE.write_bytes(beside(browser, sides))
            browser.close()
    draw_sheets()
    sizes = {file: file.stat().st_size for file in [PICTURE, *sorted(SHEETS.iterdir())]}
    for file, size in sizes.items():
        print(f"{file.relative_to(ROOT)}: {size:,} bytes")
    return 0 if max(sizes.values()) < MOST else 1


def draw_sheets() -> None:
    """Draw the first pages of some sheets, in grey: colour would be three times the bytes."""
    library, _ = read_guide(ROOT / "checklists")
    assert library is not None
    setter = Typesetter(Surroundings(library), "https://guide.example")
    SHEETS.mkdir(exist_ok=True)
    for name in SHOWN:
        drawn = Image.open(BytesIO(setter.picture(name, DOTS))).convert("L")
        drawn.save(SHEETS / f"{name}.png", optimize=True)


def view(browser: Browser, url: str, fold: str = "") -> bytes:
    """A page as half of the picture, the first of `fold` open."""
    page = browser.new_page(viewport={"width": WIDTH // 2, "height": HEIGHT}, locale="en-GB", color_scheme="light")
    page.goto(url)
    page.evaluate("document.fonts.ready")
    if fold:
        page.locator(f"{fold} > summary").first.click()
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
    return page.screenshot()


def beside(browser: Browser, pictures: list[bytes]) -> bytes:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    images = "".join(f'<img src="data:image/png;base64,{b64encode(one).decode()}">' for one in pictures)
    page.set_content(f"<style>body {{ margin: 0; display: flex }}</style>{images}")
    page.wait_for_function("[...document.images].every(one => one.complete)")
    return page.screenshot()


if __name__ == "__main__":
    sys.exit(main())
