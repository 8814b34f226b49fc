"""What a person does with a checklist in a browser, and what the browser keeps of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import LAPTOP, LOOKS, PHONE, Scheme

GUIDE = "after-the-interview"
OWN = "It is my own"
SHARED = "It is shared"
LOG, HOUR, NOTE, PLAN = "question-log/", "first-hour/", "thank-you/", "next-seven-days/"
Open = Callable[..., BrowserContext]

SIZES = pytest.mark.parametrize("viewport", [PHONE, pytest.param(LAPTOP, marks=pytest.mark.long)])
"""On a phone; `make long` goes the same way on a laptop."""


def each_look(scheme: Scheme = "light") -> pytest.MarkDecorator:
    """In this scheme on a phone, where axe_finds_in_both has a look at the other; `make long` goes the whole way in all."""
    first: tuple[Scheme, ViewportSize] = (scheme, PHONE)
    others = [pytest.param(*look, marks=pytest.mark.long) for look in LOOKS if look != first]
    return pytest.mark.parametrize(("colour_scheme", "viewport"), [first, *others])


def field(page: Page, name: str) -> Locator:
    """The field of an answer, by its address."""
    return page.locator(f'[name="{name}"]')


def status(page: Page) -> Locator:
    return page.locator("guide-keeping [role=status]")


def stored(page: Page, area: str = "local") -> dict[str, Any]:
    """What the browser keeps of answers, by key; read where it can be."""
    found: dict[str, str] = page.evaluate(f"({{...{area}Storage}})")
    return {key: read(text) for key, text in found.items() if key.startswith(f"{GUIDE}/")}


def read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def records(page: Page, sheet: str, area: str = "local") -> list[dict[str, Any]]:
    return [value for key, value in stored(page, area).items() if re.fullmatch(rf"{GUIDE}/1/\w+/{sheet}", key)]


def begin(page: Page, url: str, device: str = OWN, name: str = "question-log.liked") -> None:
    """A first answer, and whose device it is."""
    page.goto(url)
    field(page, name).fill("How new staff work in pairs")
    page.get_by_role("button", name=device).click()
    expect(page.locator("guide-device")).to_have_count(0)


def saved(page: Page, wanted: str) -> None:
    """Wait until a text is in the browser's store."""
    page.wait_for_function(
        "wanted => [localStorage, sessionStorage].some(area => JSON.stringify({...area}).includes(wanted))", arg=wanted
    )


# --- what a browser may do

REFUSED = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }})"""

WAKE = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
"""As a browser does that kept a page whole for going back; the one without a window keeps none."""
