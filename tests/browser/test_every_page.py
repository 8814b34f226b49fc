"""What must hold on every page, seen by a reader with scripts: quiet, clear to everyone, nothing given away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.browser.conftest import LOOK, LOOKS, Scheme, Site
from tests.browser.person import each_look
from tests.browser.test_without_scripts import OPEN_ALL, pages

# What is typed is kept soon, or when the page is left; to leave each field would keep the whole page as many times.
FILL = """all => all.forEach(one => { one.focus(); one.value = 'canary4711'
  one.dispatchEvent(new Event('input', {bubbles: true})) })"""


QUARTERS = pytest.mark.parametrize("quarter", range(4))
"""What takes longest is told in parts, so that no worker is left alone with it at the end."""


@QUARTERS
def test_axe_finds_nothing(quiet_page: Page, site: Site, axe_finds: Callable[..., list[str]], quarter: int) -> None:
    """Every page with everything folded open, in one of four looks: all are made of the same pieces."""
    page = quiet_page
    found = []
    for number, url in enumerate(pages(site)[quarter::4]):
        found += in_look(page, url, *LOOKS[number % 4], axe_finds)
    assert found == []


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_look(
    quiet_page: Page, site: Site, axe_finds: Callable[..., list[str]], look: tuple[Scheme, ViewportSize]
) -> None:
    assert [told for url in pages(site) for told in in_look(quiet_page, url, *look, axe_finds)] == []


def in_look(
    page: Page, url: str, scheme: Scheme, viewport: ViewportSize, axe_finds: Callable[..., list[str]]
) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(viewport)
    page.goto(url)
    page.locator("main details").evaluate_all(OPEN_ALL)
    return [f"{url or 'home'}, {scheme}: {told}" for told in axe_finds(page)]


@each_look()
@pytest.mark.parametrize("url", ["", "thank-you/"])
def test_axe_finds_nothing_in_what_opens(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], url: str
) -> None:
    page = quiet_page
    page.goto(url)
    assert axe_finds_in_both(page) == []
    page.get_by_role("button", name="All steps").click()
    assert axe_finds_in_both(page, *LOOK) == []
    page.keyboard.press("Escape")
    page.get_by_title("Search", exact=True).click()
    page.keyboard.type("thank")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert axe_finds_in_both(page) == []


def test_axe_finds_nothing_on_paper(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    page.emulate_media(media="print")
    for url in ("", "debrief/", "feedback-call/"):
        page.goto(url)
        assert axe_finds(page) == []


def to_write_on(site: Site) -> list[str]:
    """The pages with a field to type in."""
    texts = {url: (site.folder / url / "index.html") for url in pages(site) if not url.endswith(".html")}
    return [url for url, file in texts.items() if 'class="write" type="text"' in file.read_text("utf-8")]


@QUARTERS
def test_nothing_typed_ends_in_an_address(quiet_page: Page, site: Site, quarter: int) -> None:
    """A canary in every field of every page, Enter in each, then away by a link: no request and no address has it."""
    page = quiet_page
    asked: list[str] = []

    def hear(request: Request) -> None:
        asked.append(f"{request.url} {request.post_data or ''}")

    page.on("request", hear)
    for number, url in enumerate(to_write_on(site)[quarter::4]):
        page.goto(url)
        typed = page.locator("main textarea, main input[type=text]:visible")
        before = page.url
        typed.evaluate_all(FILL)
        for field in (typed.first, typed.last):
            field.press("4")
            field.press("Enter")
        for box in page.locator("main input[type=checkbox]:visible").all()[:1]:
            box.check()
            box.press("Enter")
        assert page.url == before
        if number % 4 == 0:
            page.locator("footer.foot a").first.click()
    assert len(asked) > 10
    assert [told for told in asked if "canary4711" in told] == []
    assert page.evaluate("document.cookie") == ""
