"""The theme's own scripts: search, the menu of all steps, colours, and the keys they would like to have."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Site


def test_search_finds_one_question_and_lands_on_it(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    page.goto("")
    page.get_by_title("Search", exact=True).click()
    field = page.get_by_role("textbox", name="Search the guide")
    expect(field).to_be_focused()
    field.press_sequentially("moments would you change")
    found = page.locator(".md-search-result__link").filter(has_text="Which two moments would you change")
    expect(found.first).to_be_visible()
    found.first.click()
    expect(page).to_have_url(re.compile("debrief/#moments$"))
    expect(page.locator("#moments")).to_be_in_viewport()
    assert page.url == f"{site.url}debrief/#moments"


@pytest.mark.parametrize("viewport", [PHONE])
def test_search_by_keyboard_and_back(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("debrief/")
    field = page.get_by_role("textbox", name="Search the guide")
    for _ in range(8):
        page.keyboard.press("Tab")
        if field.evaluate("element => element === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("kind sentence")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_all_steps_by_keyboard(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("debrief/")
    button = page.get_by_role("button", name="All steps")
    menu = page.get_by_role("navigation", name="All steps")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link")).to_have_count(6)
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Follow up").press("Enter")
    expect(page.locator("h1")).to_have_text("Follow up")
    button.click()
    expect(menu.locator("[aria-current=page]")).to_contain_text("Follow up")


def test_light_and_dark(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_title("Change to light colours").click()
    page.get_by_title("Change to dark colours").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("debrief/")
    assert page.evaluate(ground) == dark
    page.get_by_title("Use the colours of this device").click()
    assert page.evaluate(ground) == light
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => {ground} === '{dark}'")  # a bare expression would need eval


@pytest.mark.parametrize("url", ["send-or-not/", "for-advisers/", "learn/"])
def test_single_keys_take_nobody_away(quiet_page: Page, url: str) -> None:
    """The theme searches at f, s and /, and turns the page at p, n, comma and dot."""
    page = quiet_page
    page.goto(url)
    places = page.locator("main input[type=radio], main input[type=checkbox], main a, header button, body").all()
    here = page.url
    for place in [places[0], *places[1:40:8], places[-1]]:
        place.evaluate("element => element.focus()")
        page.evaluate("() => { window.focused = document.activeElement }")
        for key in "nps/f,.":
            page.keyboard.press(key)
        # A page that is left says so at once to whoever waits for it.
        page.evaluate("new Promise(done => setTimeout(done))")
        assert page.url == here
        assert page.evaluate("document.activeElement === window.focused")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_the_keys_still_write(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("debrief/")
    field = page.locator("main textarea").first
    field.focus()
    page.keyboard.type("nps/f,. as typed")
    expect(field).to_have_value("nps/f,. as typed")


def test_going_back_finds_what_was_typed(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("debrief/#moments")
    expect(page.locator("#moments")).to_be_in_viewport()
    page.get_by_role("link", name="Look at it once").first.or_(page.locator("a[rel=next]")).first.click()
    page.go_back()
    expect(page).to_have_url(re.compile("debrief/#moments$"))
