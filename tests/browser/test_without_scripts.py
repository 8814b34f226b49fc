"""A reader whose browser runs no script: every page is whole, by keyboard, on a narrow phone and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.pdf_text import pages_of, text_of

OPEN_ALL = "all => all.forEach(one => { one.removeAttribute('name'); one.open = true })"
FOCUSABLE = "a[href], button, input, select, textarea, summary"
CANARY = "Zitronenfalter in Ünna"


def pages(site: Site) -> list[str]:
    """The address of every page, from the site's own."""
    files = sorted(file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*.html"))
    return [name.removesuffix("index.html") for name in files]


def tab_to(page: Page, goal: Locator, *, at_most: int = 80) -> None:
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {goal}")


def follow(page: Page, goal: Locator) -> None:
    tab_to(page, goal)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_the_way_in_and_through_by_keyboard(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("")
    moment = page.locator("details.moment").first
    tab_to(page, moment.locator("> summary"))
    page.keyboard.press("Enter")
    way = moment.locator("details.way").first
    tab_to(page, way.locator("summary"))
    page.keyboard.press("Enter")
    step = way.locator("ol a").nth(1)
    title = step.inner_text()
    follow(page, step)
    expect(page.locator("h1")).to_have_text(title)

    field = page.locator("main textarea, main input[type=text]").first
    tab_to(page, field)
    page.keyboard.type(CANARY)
    expect(field).to_have_value(CANARY)
    tick = page.locator("main input[type=checkbox]").first
    tab_to(page, tick)
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    choice = page.locator("main input[type=radio]").first
    choice.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("main input[type=radio]").nth(1)).to_be_checked()

    after = page.locator("a[rel=next]")
    title = after.inner_text().split("\n")[-1]
    page.locator("main input, main textarea").last.focus()
    follow(page, after)
    expect(page.locator("h1")).to_have_text(title.strip())
    follow(page, page.locator("a[rel=prev]"))
    follow(page, page.locator(".stage a"))
    expect(page.locator(".shelf h2")).not_to_have_count(0)
    follow(page, page.locator("footer.foot a").first)
    expect(page.locator("h1")).to_have_text("Talk to someone")


@pytest.mark.parametrize("url", ["", "question-log/", "send-or-not/", "feedback-call/", "thank-you/", "404.html"])
def test_tab_reaches_everything_there_is(no_script_page: Page, url: str) -> None:
    page = no_script_page
    page.goto(url)
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    there = page.locator(FOCUSABLE).evaluate_all(
        """all => all.filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0)
             .map((one, place) => { one.dataset.place = one.type == 'radio' ? one.name : place; return one.dataset.place })"""
    )
    reached = set()
    for _ in range(len(there) + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.place"))
    assert set(there) - reached == set()


def test_nothing_is_wider_than_a_phone(no_script_page: Page, site: Site) -> None:
    """A narrow phone; and a common one whose reader has set letters twice as large."""
    page = no_script_page
    letters = page.context.new_cdp_session(page)
    found = []
    for url in pages(site):
        page.goto(url)
        page.locator("details").evaluate_all(OPEN_ALL)
        for width, size in ((320, 16), (360, 32)):
            page.set_viewport_size({"width": width, "height": 640})
            letters.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            needed = page.evaluate("document.scrollingElement.scrollWidth")
            if needed > width:
                found.append(f"{url}: {needed} px for {width}, {page.evaluate(WIDEST)}")
    assert found == []


WIDEST = """() => { const all = [...document.querySelectorAll('main *, header *, footer *')]
  const right = one => one.getBoundingClientRect().right
  return all.sort((a, b) => right(b) - right(a)).slice(0, 2).map(one => one.outerHTML.slice(0, 120)) }"""


DRAWN = """all => all.map(one => { const copy = one.cloneNode(true)
  copy.querySelectorAll('.hush').forEach(told => told.remove()); return copy.textContent })"""


@pytest.mark.parametrize("url", ["question-log/", "debrief/", "thank-you/", "feedback-call/", "next-seven-days/"])
@pytest.mark.parametrize("colour_scheme", ["dark"])
def test_paper_holds_each_question_and_what_was_typed(no_script_page: Page, url: str) -> None:
    page = no_script_page
    page.goto(url)
    fields = page.locator("main textarea, main input[type=text]:visible")
    typed = [f"{CANARY} {number}." for number in range(fields.count())]
    for number, words in enumerate(typed):
        fields.nth(number).fill(words)
    page.emulate_media(media="print")
    asking = page.locator("main h1, .item h2 > :last-child, main label, main .say q").filter(visible=True)
    asked = asking.evaluate_all(DRAWN)
    pdf = page.pdf(format="A4")
    paper = text_of(pdf)
    wanted = [words for words in [*typed, *asked] if words.strip()]
    assert [words for words in wanted if "".join(words.split()) not in paper] == []
    furniture = ["All steps", "Search", "What stays private", "CC BY", "Suggest a change"]
    assert [words for words in furniture if "".join(words.split()) in paper] == []
    assert 1 <= pages_of(pdf) <= 8


@pytest.mark.parametrize("viewport", [PHONE])
def test_nothing_offers_what_needs_a_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("debrief/")
    for name in ("Search", "Change to light colours"):
        expect(page.get_by_title(name, exact=True)).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_page_that_is_not_there(no_script_page: Page, noise: list[str], site: Site) -> None:
    page = no_script_page
    answer = page.goto("deep/down/nowhere/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("This page is not here")
    assert page.evaluate("document.fonts.ready.then(all => [...all].some(font => font.status === 'loaded'))")
    page.get_by_role("link", name="Go to the start").click()
    assert page.url == site.url
    noise[:] = [told for told in noise if "404" not in told]


def test_the_letters_are_our_own(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em \"Atkinson Hyperlegible\"'))")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
