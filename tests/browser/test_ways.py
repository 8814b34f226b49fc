"""The way in remembers and leads, and what is done stands beside each link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Site
from tests.browser.person import OWN, REFUSED, SHARED, WAKE, each_look, field, saved
from tests.browser.test_without_scripts import follow, tab_to

GUIDE = "after-the-interview"
WAY = f"{GUIDE}:way"
LEAVE = "Clear and leave"
CHOSEN = "Your choice stays in this tab."
FACT = "first-hour.plain-fact"


def moment(page: Page) -> Locator:
    return page.locator("#_when_just-now")


def way(page: Page) -> Locator:
    """One of several in it."""
    return moment(page).locator("details.way").filter(has_text="I went blank")


def step(page: Page, title: str) -> Locator:
    return way(page).get_by_role("listitem").filter(has_text=title)


def line(page: Page) -> Locator:
    """What comes next, on the first page or at the end of a checklist."""
    return page.locator(".next")


def choose(page: Page) -> None:
    """A reader who says how long ago it was, and what happened."""
    page.goto("")
    moment(page).locator("> summary").click()
    way(page).locator("summary").click()
    expect(line(page)).to_be_visible()


def write(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    saved(page, text)


def kept(page: Page, area: str) -> dict[str, str]:
    """All of this guide that one of the browser's stores holds."""
    found: dict[str, str] = page.evaluate(f"({{...{area}Storage}})")
    return {key: text for key, text in found.items() if key.startswith(GUIDE)}


def ready(page: Page) -> None:
    """Wait until the elements of this page have done their first work."""
    page.wait_for_function("() => document.querySelector('guide-progress, guide-onward').matches(':defined')")


def leave(page: Page) -> None:
    """Clear and leave, and see the first page come whole."""
    with page.expect_navigation():
        page.get_by_role("button", name=LEAVE).click()


def is_narrow(page: Page) -> bool:
    page.set_viewport_size({"width": 320, "height": 640})
    needed: int = page.evaluate("document.scrollingElement.scrollWidth")
    return needed <= 320


# --- without scripts


def test_the_way_in_is_whole_without_scripts(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("")
    moment(page).locator("> summary").click()
    way(page).locator("summary").click()
    expect(way(page).get_by_role("link", name="The first hour")).to_be_visible()
    expect(line(page)).to_have_count(0)
    for url in ("", "learn/", "first-hour/"):
        page.goto(url)
        added = page.locator("guide-progress, guide-onward")
        heights = added.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert heights
        assert set(heights) == {0}
    page.goto("")
    expect(page.locator("details[open]")).to_have_count(0)


def test_nothing_is_said_before_there_is_something_to_say(quiet_page: Page) -> None:
    page = quiet_page
    for url in ("", "learn/", "first-hour/"):
        page.goto(url)
        ready(page)
        expect(page.locator("guide-progress:not(:empty), guide-onward:not(:empty), .next")).to_have_count(0)
        expect(page.get_by_role("button", name=LEAVE)).to_be_hidden()
        assert kept(page, "local") == kept(page, "session") == {}


# --- as a person


@each_look()
def test_a_way_is_open_again_and_leads_on(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize
) -> None:
    page = quiet_page
    choose(page)
    expect(line(page)).to_have_text("Start with: The first hour, 5 minutes")
    assert axe_finds_in_both(page) == []
    line(page).get_by_role("link").click()

    expect(line(page)).to_have_text("Next for you: Write it down while it is fresh, 15 minutes")
    write(page, FACT, "I lost my place")
    page.get_by_role("button", name=OWN).click()
    assert axe_finds_in_both(page) == []
    page.get_by_role("link", name="Back to my steps").click()

    expect(way(page).locator("summary")).to_be_in_viewport()
    expect(line(page)).to_have_text("Next: Write it down while it is fresh, 15 minutes")
    expect(step(page, "The first hour").locator("guide-progress")).to_have_text("1 answered")
    expect(step(page, "Rebuild one answer").locator("guide-progress")).to_be_empty()
    steady = page.locator(".whole li").first.locator("guide-progress")
    expect(steady).to_have_text("1 of 2 begun")
    assert axe_finds_in_both(page) == []
    assert is_narrow(page)
    page.set_viewport_size(viewport)

    line(page).get_by_role("link").click()
    write(page, "question-log.liked", "How new staff work in pairs")
    field(page, "question-log.saved").check()
    page.goto("learn/")
    expect(page.locator(".top guide-progress")).to_have_text("1 of 9 begun")
    fresh = page.get_by_role("listitem").filter(has_text="Write it down while it is fresh")
    expect(fresh.locator("guide-progress")).to_have_text("2 answered")
    assert axe_finds_in_both(page) == []
    assert is_narrow(page)


def test_on_ones_own_device_it_is_remembered(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    assert WAY in kept(page, "session")
    assert kept(page, "local") == {}
    page.goto("first-hour/")
    page.get_by_role("button", name="Two minutes").click()
    write(page, FACT, "I lost my place")
    page.get_by_role("button", name=OWN).click()
    expect(page.get_by_role("button", name=LEAVE)).to_be_hidden()
    assert kept(page, "session") == {}
    assert kept(page, "local")[f"{GUIDE}:depth"] == "short"

    other = page.context.new_page()
    other.goto("")
    expect(way(other).get_by_role("link", name="The first hour").last).to_be_visible()
    expect(line(other)).to_have_text(re.compile("^Next: Write it down"))
    expect(other.locator("guide-keeping")).to_be_hidden()


def test_on_a_shared_device_it_is_remembered_in_the_tab_alone(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    page.goto("first-hour/")
    write(page, FACT, "I lost my place")
    page.get_by_role("button", name=SHARED).click()
    page.goto("")
    expect(line(page)).to_have_text(re.compile("^Next: Write it down"))
    expect(step(page, "The first hour").locator("guide-progress")).to_have_text("1 answered")
    assert kept(page, "local") == {}

    other = page.context.new_page()
    for url in ("", "steady/", "first-hour/"):
        other.goto(url)
        expect(other.locator("details[open]")).to_have_count(0)
        expect(other.locator("guide-progress:not(:empty), guide-onward:not(:empty)")).to_have_count(0)
    assert kept(other, "session") == {}

    leave(page)
    expect(page.get_by_text("What you wrote here is gone.")).to_be_visible()
    assert list(kept(page, "session")) == [f"{GUIDE}:left"]
    assert kept(page, "local") == {}
    expect(page.locator("details[open]")).to_have_count(0)
    expect(page.locator("guide-progress:not(:empty)")).to_have_count(0)


def test_a_choice_alone_can_be_cleared(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    choose(page)
    expect(page.locator("guide-keeping [role=status]")).to_have_text(CHOSEN)
    page.goto("question-log/")
    expect(page.locator("guide-keeping [role=status]")).to_have_text(
        "What you type stays in this browser. Nothing is sent."
    )
    assert axe_finds(page) == []
    leave(page)
    expect(page.locator("h1")).to_contain_text("That was a hard one")
    assert list(kept(page, "session")) == [f"{GUIDE}:left"]
    expect(page.locator("details[open]")).to_have_count(0)
    page.evaluate(WAKE)
    page.wait_for_load_state()
    expect(page.locator("details[open]")).to_have_count(0)


def test_what_moves_to_a_shared_device_leaves_nothing_behind(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    page.goto("first-hour/")
    write(page, FACT, "I lost my place")
    page.get_by_role("button", name=OWN).click()
    page.get_by_role("button", name="I share this device").click()
    expect(page.get_by_role("button", name=LEAVE)).to_be_visible()
    assert kept(page, "local") == {}
    assert WAY in kept(page, "session")
    leave(page)
    expect(page.get_by_text("What you wrote here is gone.")).to_be_visible()
    assert list(kept(page, "session")) == [f"{GUIDE}:left"]


def test_what_is_folded_again_is_forgotten(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    way(page).locator("summary").click()
    expect(page.locator("guide-keeping")).to_be_hidden()
    assert kept(page, "session") == {}
    page.reload()
    expect(page.locator("details[open]")).to_have_count(0)


def test_what_was_opened_last_counts(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    later = page.locator("#_when_waiting")
    later.locator("> summary").click()
    expect(moment(page)).not_to_have_attribute("open", "")
    expect(page.locator("guide-keeping")).to_be_hidden()
    other = later.locator("details.way").nth(3)
    other.locator("summary").click()
    expect(line(page)).to_have_count(1)
    expect(other.locator(".next")).to_be_visible()
    page.reload()
    expect(other.locator(".next")).to_be_visible()
    expect(page.locator("details[open]")).to_have_count(2)


def test_by_keyboard_alone(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("")
    tab_to(page, moment(page).locator("> summary"))
    page.keyboard.press("Enter")
    tab_to(page, way(page).locator("summary"))
    page.keyboard.press("Enter")
    expect(way(page).locator("summary")).to_be_focused()
    follow(page, line(page).get_by_role("link"))
    expect(page.locator("h1")).to_have_text("The first hour")
    tab_to(page, field(page, FACT))
    page.keyboard.type("I lost my place")
    follow_back = page.get_by_role("link", name="Back to my steps")
    page.locator("guide-tidy button").last.focus()
    follow(page, follow_back)
    expect(line(page)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(line(page).get_by_role("link")).to_be_focused()


# --- what it says


def test_each_step_is_named_in_turn(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    page.goto("question-log/")
    expect(line(page)).to_have_text("Next for you: Rebuild one answer, 15 minutes")
    write(page, "question-log.liked", "the garden")
    page.goto("add-an-answer/")
    expect(line(page)).to_have_text("Next for you: The first hour, 5 minutes")
    page.goto("lesson-card/")
    expect(page.locator("guide-onward")).to_be_empty()
    page.goto("first-hour/")
    expect(line(page)).to_have_text("Next for you: Rebuild one answer, 15 minutes")


def test_at_the_end_of_a_way_one_can_stop(quiet_page: Page) -> None:
    page = quiet_page
    choose(page)
    page.goto("send-or-not/")
    page.get_by_label("someone who was there").check()
    saved(page, "someone who was there")
    for name in (
        "first-hour.plain-fact",
        "question-log.liked",
        "rebuild-answer.answers.question#",
        "add-an-answer.question",
    ):
        page.goto(f"{name.split('.')[0]}/")
        page.locator(f"[name^='{name}']").first.fill(f"about {name}")
        saved(page, f"about {name}")
    expect(line(page)).to_have_count(0)
    page.get_by_role("link", name="Back to my steps").click()
    expect(line(page)).to_have_text("Each of these is begun. You can stop here.")


def test_a_plan_alone_is_begun(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("next-seven-days/")
    field(page, "next-seven-days.practice.on").fill("2026-03-09")
    saved(page, "2026-03-09")
    page.goto("back-out/")
    plan = page.locator("guide-progress[of=next-seven-days]")
    expect(plan).to_have_text("Begun")
    expect(plan.locator("progress")).to_have_count(0)


def test_what_is_taken_back_is_no_longer_counted(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("first-hour/")
    write(page, FACT, "I lost my place")
    page.get_by_role("button", name=OWN).click()
    other = page.context.new_page()
    other.goto("steady/")
    beside = other.locator("guide-progress[of=first-hour]")
    expect(beside).to_have_text("1 answered")
    field(page, FACT).fill("")
    expect(beside).to_be_empty()
    expect(other.locator(".top guide-progress")).to_be_empty()


def test_a_reader_hears_it_with_the_link(quiet_page: Page) -> None:
    """In its list item, in words, and from no live region."""
    page = quiet_page
    page.goto("first-hour/")
    write(page, FACT, "I lost my place")
    page.goto("steady/")
    hour = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="The first hour"))
    expect(hour.get_by_text("1 answered")).to_be_visible()
    tree = hour.aria_snapshot()
    assert "1 answered" in tree
    assert "progressbar" not in tree
    assert page.locator("guide-progress").first.evaluate("one => one.closest('[aria-live], [role=status]')") is None


HOSTILE = [
    "{",
    json.dumps({"name": "_when_just-now blank", "steps": [{"id": "javascript:alert(1)", "title": "x"}]}),
    json.dumps({"name": "_when_nowhere", "steps": []}),
    json.dumps({"name": "_when_just-now blank", "steps": [{"id": "first-hour", "title": ["x"]}]}),
]


def test_what_stands_there_and_is_none_of_ours_is_let_be(quiet_page: Page) -> None:
    page = quiet_page
    for text in HOSTILE:
        page.goto("")
        page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [WAY, text])
        page.reload()
        ready(page)
        expect(page.locator("details[open]")).to_have_count(0)
        page.goto("first-hour/")
        ready(page)
        expect(page.locator("guide-onward")).to_be_empty()


def test_a_title_is_text(quiet_page: Page) -> None:
    page = quiet_page
    title = "<img src=x onerror=alert(1)>"
    steps = [{"id": "first-hour", "title": "x"}, {"id": "debrief", "title": title}]
    page.goto("")
    page.evaluate(
        "([key, text]) => sessionStorage.setItem(key, text)", [WAY, json.dumps({"name": "x", "steps": steps})]
    )
    page.goto("first-hour/")
    expect(line(page)).to_have_text(f"Next for you: {title}")


# --- everything else stays as it was


def test_paper_is_as_it_was(quiet_page: Page, no_script_page: Page) -> None:
    page = quiet_page
    choose(page)
    page.goto("first-hour/")
    write(page, FACT, "I lost my place")
    page.goto("")
    expect(step(page, "The first hour").locator("guide-progress")).to_be_visible()
    plain = no_script_page
    plain.goto("")
    moment(plain).locator("> summary").click()
    way(plain).locator("summary").click()
    assert paper(page) == paper(plain)
    expect(way(page).get_by_role("link", name="The first hour")).to_be_visible()
    for one in (page, plain):
        one.goto("steady/")
    assert paper(page) == paper(plain)


def paper(page: Page) -> bytes:
    page.mouse.move(0, 0)
    page.emulate_media(media="print")
    return page.screenshot(full_page=True)


def test_back_and_forward_find_the_way_open(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    choose(page)
    step(page, "Rebuild one answer").get_by_role("link", name="Rebuild one answer").click()
    expect(page.locator("h1")).to_have_text("Rebuild one answer")
    page.go_back()
    assert page.url == site.url
    expect(way(page).locator("ol")).to_be_visible()
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Rebuild one answer")
    page.go_back()
    expect(line(page)).to_be_visible()


def test_nothing_chosen_ends_in_an_address(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page)
    assert page.url == site.url
    line(page).get_by_role("link").click()
    page.get_by_role("link", name="Back to my steps").click()
    expect(line(page)).to_be_visible()
    assert page.url == f"{site.url}#_way"
    assert [url for url in asked if "blank" in url or "just-now" in url] == []


def test_a_browser_that_refuses(open_context: Callable[..., BrowserContext], noise: list[str]) -> None:
    """Then the way still opens and leads, on this page."""
    context = open_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    choose(page)
    expect(line(page)).to_have_text("Start with: The first hour, 5 minutes")
    page.goto("first-hour/")
    ready(page)
    expect(page.locator("guide-onward")).to_be_empty()
    # The theme keeps its own things there, and says so.
    noise[:] = [told for told in noise if "SecurityError" not in told and "no" not in told.split(": ")[-1:]]
