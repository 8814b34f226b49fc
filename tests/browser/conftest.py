"""A browser, the built site behind a server, and pages that report every noise they hear.

A test asks for `quiet_page` (or `no_script_page`) and goes to `""`, `"debrief/"` and so on: addresses are
seen from the site's own. It may say which window and scheme it means, with
`viewport` and `colour_scheme`, or that it holds in all of them: `@SIZES`, `@each_look()`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from tests.browser.get_browser import ARGS, browser_path
from tests.serve import StaticServer

PHONE: ViewportSize = {"width": 360, "height": 740}
LAPTOP: ViewportSize = {"width": 1280, "height": 900}
BELOW = "/repo-name/"
Scheme = Literal["light", "dark"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = ["color-contrast", "link-in-text-block", "target-size"]
"""The rules that colours and width can change; they take four fifths of axe's time."""

LOOKS: list[tuple[Scheme, ViewportSize]] = [("light", PHONE), ("dark", LAPTOP), ("dark", PHONE), ("light", LAPTOP)]

# A violation is only told to documents that listen, and from their first line on.
LISTEN = """document.addEventListener('securitypolicyviolation', event =>
  console.error('policy: ' + event.effectiveDirective + ' refused ' + event.blockedURI))"""


@dataclass(frozen=True, slots=True)
class Site:
    """The built site: its folder, and the address of its home page (with a sub-path, as many hosts have)."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One build for each worker: the address holds the port, and each worker has its own."""
    folder = tmp_path_factory.mktemp("site")
    with running(StaticServer(folder, below=BELOW, keep=600)) as server:
        build(root, folder, server.url)
        yield Site(folder, server.url)


@contextmanager
def running(server: StaticServer) -> Iterator[StaticServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build(root: Path, folder: Path, url: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    surroundings = {
        **os.environ,
        "SITE_URL": url,
        "GUIDE_PAPER": "off",
        "EDIT_URI_TEMPLATE": "https://code.example/edit/{path}",
    }
    done = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The site does not build:\n{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def viewport() -> ViewportSize:
    return LAPTOP


@pytest.fixture
def colour_scheme() -> Scheme:
    return "light"


@pytest.fixture
def noise() -> list[str]:
    """What the pages of this test were heard to say; a test that expects something takes it out."""
    return []


@pytest.fixture
def open_context(
    browser: Browser, site: Site, viewport: ViewportSize, colour_scheme: Scheme, noise: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens further contexts as this test's own: another reader, another machine."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        chosen = {"viewport": viewport, "color_scheme": colour_scheme, "base_url": site.url, **options}
        context = browser.new_context(**{"service_workers": "block", "locale": "en-GB", **chosen})
        contexts.append(context)
        context.add_init_script(LISTEN)
        listen(context, site, noise)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert not noise, "the page was not quiet:\n" + "\n".join(noise)


def listen(context: BrowserContext, site: Site, noise: list[str]) -> None:
    """Note console errors, uncaught errors, refusals by the policy, and requests to anywhere else."""
    origin = site.url.removesuffix(BELOW) + "/"

    def hear_request(request: Request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            noise.append(f"request: {request.url}")

    def hear_console(told: ConsoleMessage) -> None:
        if told.type in {"error", "warning"}:
            noise.append(f"{told.type}: {told.text}")

    context.on("request", hear_request)
    context.on("console", hear_console)
    context.on("weberror", lambda error: noise.append(f"error: {error.error}"))


@pytest.fixture
def quiet_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page that fails the test for every error, refusal and request to anywhere but the site."""
    return open_context().new_page()


@pytest.fixture
def no_script_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page of a reader whose browser runs no script."""
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def axe_finds() -> Callable[..., list[str]]:
    """What axe finds wrong on a page, a line for each element; by all rules, or by those named."""
    script = Axe().axe_script

    def find(page: Page, *rules: str) -> list[str]:
        options = {"runOnly": list(rules) or WCAG, "resultTypes": ["violations"], "preload": False}
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(script)
        found = page.evaluate("async options => (await axe.run(options)).violations", options)
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return find


@pytest.fixture
def axe_finds_in_both(
    axe_finds: Callable[..., list[str]], viewport: ViewportSize, colour_scheme: Scheme
) -> Callable[..., list[str]]:
    """The same, and then by what colours and width can change, in the other scheme at the other width."""
    here = colour_scheme, viewport
    there: tuple[Scheme, ViewportSize] = (
        "light" if colour_scheme == "dark" else "dark",
        LAPTOP if viewport == PHONE else PHONE,
    )

    def find(page: Page, *rules: str) -> list[str]:
        found = axe_finds(page, *rules)
        show(page, *there)
        found += [f"{there[0]}: {told}" for told in axe_finds(page, *LOOK)]
        show(page, *here)
        return found

    return find


def show(page: Page, scheme: Scheme, viewport: ViewportSize) -> None:
    """Change how a page is looked at, and wait until it has taken the colours."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(viewport)
    page.wait_for_function("scheme => getComputedStyle(document.body).colorScheme === scheme", arg=scheme)
