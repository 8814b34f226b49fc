"""What to do, and when: the page counts the days, says kindly that one is past, and puts them all in a calendar."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site, build, running
from tests.browser.pdf_text import text_of
from tests.browser.person import OWN, PLAN, SHARED, SIZES, Open, each_look, field, saved, stored
from tests.built import ROOT, SECOND
from tests.serve import StaticServer

CHECK_IN, FACTS, NOTE = "check-in/", "interview/", "thank-you/"
SAVE = "Save these dates for my calendar"
PASSED = "That day has passed. You can still do it, or choose another day."
HOLIDAYS = "Working days are Monday to Friday. A holiday counts as a working day."
SCRIPTS = """
extra_css: [styles/all.css]
extra_javascript: [elements/early.js, {path: elements/guide.js, type: module}]
exclude_docs: "*.d.ts"
"""
NOON = "2026-12-01T12:00:00"


def block(page: Page, item: str) -> Locator:
    return page.locator(f'[data-item="{item}"]')


def due(page: Page, item: str) -> Locator:
    """When a step is due, as it is shown now."""
    return block(page, item).locator(".due:visible")


def dates(page: Page) -> Locator:
    return page.locator("guide-dates li")


def at(page: Page, now: str = NOON) -> Page:
    """From here on the page's clock shows another day: in the reader's own time, and it runs."""
    page.clock.install(time=now)
    return page


def give(page: Page, **days: str) -> None:
    """Days for questions and steps of a page, by address; two underscores are a dot, one is a hyphen."""
    for name, day in days.items():
        field(page, name.replace("__", ".").replace("_", "-")).fill(day)
        page.keyboard.press("Tab")


def own(page: Page) -> None:
    page.get_by_role("button", name=OWN).click()


def three_dates(page: Page) -> None:
    """Someone who was there on Monday, was promised news for Thursday, and begins on Wednesday."""
    at(page).goto(FACTS)
    give(page, interview__date="2026-11-30", interview__promised="2026-12-03")
    own(page)
    page.goto(PLAN)
    give(page, next_seven_days__start="2026-12-02")


def events(page: Page) -> dict[str, Event]:
    """What is saved for a calendar, by the step's or the question's address."""
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVE).click()
    assert re.fullmatch(r"[a-z-]+-\d{4}-\d\d-\d\d\.ics", download.value.suggested_filename)
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    assert calendar.errors == []
    return {event.uid.rpartition(".")[0]: event for event in calendar.events}


def squeezed(text: str) -> str:
    return text.replace(" ", "")


def days(found: dict[str, Event]) -> dict[str, str]:
    return {where: event.start.isoformat() for where, event in found.items()}


# --- without scripts


def test_without_scripts_each_phrase_can_be_read(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(PLAN)
    expect(block(page, "application").locator(".due")).to_have_text("By: 2 days after the day you start")
    expect(block(page, "ask-news").locator(".due")).to_have_text("By: the day of your first message")
    expect(page.get_by_label("My own date").first).to_be_visible()
    expect(page.get_by_role("button", name=SAVE)).to_have_count(0)
    expect(page.locator("guide-dates")).to_be_hidden()
    page.goto(CHECK_IN)
    phrases = "By: 3 working days after the day they promised or 7 days after the day of the interview"
    expect(block(page, "chase").locator(".due")).to_have_text(phrases)
    expect(page.get_by_text(HOLIDAYS)).to_have_count(1)


# --- the days


@each_look()
def test_a_phrase_becomes_a_day(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    at(page).goto(CHECK_IN)
    expect(due(page, "chase")).to_have_text(re.compile("^By: 3 working days after the day they promised or 7 days"))
    waits = block(page, "chase").locator(".waits")
    expect(waits).to_have_text(
        "There is no day yet. It counts from: When did they say you would hear? or When was it? (About this interview)"
    )
    expect(page.get_by_role("button", name=SAVE)).to_be_hidden()
    assert axe_finds_in_both(page) == []

    waits.get_by_role("link", name="When was it?").click()
    expect(page).to_have_url(re.compile("/interview/#date$"))
    expect(field(page, "interview.date")).to_be_in_viewport()
    page.go_back()
    waits.get_by_role("link", name="When did they say you would hear?").click()
    expect(field(page, "interview.promised")).to_be_focused()
    give(page, interview__promised="2026-12-03")
    own(page)
    expect(due(page, "chase")).to_have_text(
        "By: Tuesday 8 December3 working days after the day they promised (Thursday 3 December)"
    )
    expect(due(page, "chase-again")).to_have_text(re.compile("^By: Tuesday 15 December7 days after"))
    expect(waits).to_have_count(0)
    expect(page.get_by_text(HOLIDAYS)).to_have_count(1)
    expect(dates(page)).to_have_text(
        [
            "Thursday 3 December the day they promised (About this interview)",
            "Tuesday 8 December Send the first message",
            "Tuesday 15 December Send the second message, and no more after that",
            "Tuesday 22 December Stop waiting for them",
        ]
    )
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_date_that_is_missing_here_is_a_step_away(quiet_page: Page) -> None:
    """By keyboard, and where only the two-minute questions are shown."""
    page = quiet_page
    at(page).goto(PLAN)
    link = block(page, "look-back").get_by_role("link", name="Which day do the seven days begin?")
    link.focus()
    page.keyboard.press("Enter")
    expect(field(page, "next-seven-days.start")).to_be_focused()
    give(page, next_seven_days__start="2026-12-02")
    expect(due(page, "look-back")).to_have_text(re.compile("^By: Wednesday 9 December7 days after"))
    page.goto("adjustments/")
    page.get_by_role("button", name="Two minutes").click()
    page.evaluate("location.hash = 'f_reply-by'")
    expect(field(page, "adjustments.reply-by")).to_be_in_viewport()


def test_ones_own_date_wins(quiet_page: Page) -> None:
    page = quiet_page
    three_dates(page)
    expect(due(page, "application")).to_have_text(re.compile("^By: Friday 4 December2 days after the day you start"))
    give(page, next_seven_days__application__on="2027-01-02")
    expect(due(page, "application")).to_have_text("By: Saturday 2 January 2027Your own date.")
    expect(dates(page).last).to_have_text(re.compile("^Saturday 2 January 2027 Send one application"))
    give(page, next_seven_days__application__on="")
    expect(due(page, "application")).to_have_text(re.compile("^By: Friday 4 December"))


def test_a_day_that_has_passed_gets_a_kind_word(quiet_page: Page) -> None:
    page = quiet_page
    three_dates(page)
    give(page, next_seven_days__start="2026-11-29", next_seven_days__practice__on="2026-11-30")
    expect(due(page, "application")).to_have_text(re.compile(r"^By: Tuesday 1 December.*Today\.$"))
    passed = block(page, "practice").locator(".passed")
    expect(passed).to_have_text(PASSED)
    ink = "one => getComputedStyle(one).color"
    assert passed.evaluate(ink) == block(page, "practice").locator("h2").first.evaluate(ink)
    expect(dates(page).filter(has_text="Practise")).to_have_count(0)

    field(page, "next-seven-days.practice.done").check()
    expect(due(page, "practice")).to_have_text("Done on Tuesday 1 December.")
    expect(page.get_by_text(PASSED)).to_have_count(0)
    expect(dates(page).filter(has_text="Practise")).to_have_text(
        "Tuesday 1 December Done: Practise the part that went wrong, for 20 minutes"
    )


@pytest.mark.parametrize(
    ("zone", "now", "told"),
    [
        ("Pacific/Auckland", "2026-12-01T23:30:00+13:00", "Today."),
        ("Pacific/Auckland", "2026-12-02T00:30:00+13:00", PASSED),
        ("America/Los_Angeles", "2026-12-01T23:30:00-08:00", "Today."),
        ("America/Los_Angeles", "2026-12-02T00:30:00-08:00", PASSED),
    ],
)
def test_today_is_the_day_where_the_reader_is(open_context: Open, zone: str, now: str, told: str) -> None:
    page = open_context(timezone_id=zone).new_page()
    at(page, now).goto(PLAN)
    give(page, next_seven_days__start="2026-11-29", next_seven_days__look_back__on="2026-12-25")
    own(page)
    expect(due(page, "application")).to_contain_text("By: Tuesday 1 December")
    expect(due(page, "application").locator("p").last).to_have_text(told)
    assert days(events(page))["next-seven-days.look-back"] == "2026-12-25"


# --- a calendar


@each_look("dark")
def test_three_dates_are_in_a_calendar(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    three_dates(page)
    field(page, "next-seven-days.application").fill("Hill Road; with my CV,\\n and a \U0001f600")
    saved(page, "Hill Road")
    expect(page.get_by_text("Nothing is sent. What your calendar has")).to_be_visible()
    first = events(page)
    status = page.locator("guide-dates [role=status]")
    expect(status).to_have_text("The file is saved, with 6 dates. Open it to add them to your calendar.")
    assert axe_finds_in_both(page) == []
    assert days(first) == {
        "interview.promised": "2026-12-03",
        "next-seven-days.start": "2026-12-02",
        "next-seven-days.application": "2026-12-04",
        "next-seven-days.practice": "2026-12-05",
        "next-seven-days.ask-news": "2026-12-08",
        "next-seven-days.look-back": "2026-12-09",
    }
    event = first["next-seven-days.application"]
    link = page.url.partition("?")[0].partition("#")[0] + "#application"
    assert str(event["SUMMARY"]) == "Send one application, or contact one person about work (The next seven days)"
    assert str(event["DESCRIPTION"]) == f"Which one?\nHill Road; with my CV,\\n and a \U0001f600\n{link}"
    assert str(event["URL"]) == link
    assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")

    page.clock.fast_forward(2000)
    give(page, next_seven_days__start="2026-12-03")
    expect(status).to_have_text("")
    second = events(page)
    assert {where: each.uid for where, each in second.items()} == {where: each.uid for where, each in first.items()}
    assert days(second)["next-seven-days.application"] == "2026-12-05"
    assert days(second)["next-seven-days.ask-news"] == "2026-12-08"
    assert all(second[where].sequence > first[where].sequence for where in first)
    page.reload()
    assert [each.uid for each in events(page).values()] == [each.uid for each in second.values()]


def test_what_is_done_rings_no_more_and_what_is_folded_is_not_there(quiet_page: Page) -> None:
    page = quiet_page
    three_dates(page)
    field(page, "next-seven-days.application.done").check()
    page.locator('[name="interview.result"][value="first-no"]').check()
    expect(block(page, "ask-news")).to_be_hidden()
    found = events(page)
    assert days(found)["next-seven-days.application"] == "2026-12-01"
    assert str(found["next-seven-days.application"]["SUMMARY"]).startswith("Done: Send one application")
    assert found["next-seven-days.application"].alarms.times == []
    assert found["next-seven-days.practice"].walk("VALARM")
    assert "next-seven-days.ask-news" not in found


def test_two_interviews_are_told_apart(quiet_page: Page) -> None:
    page = quiet_page
    three_dates(page)
    first = events(page)
    page.locator("guide-folder summary").click()
    page.get_by_role("button", name="Begin another interview").click()
    give(page, next_seven_days__start="2026-12-10")
    second = events(page)
    assert set(second) == {f"next-seven-days.{name}" for name in ("start", "application", "practice", "look-back")}
    assert not {each.uid for each in first.values()} & {each.uid for each in second.values()}
    assert "For: interview begun on" in str(second["next-seven-days.practice"]["DESCRIPTION"])


def test_nothing_is_loaded_before_it_is_asked_for(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    three_dates(page)
    assert not [url for url in asked if url.startswith("vendor/")]
    events(page)
    assert [url for url in asked if url.startswith("vendor/")] == ["vendor/ical.js"]


def test_a_file_that_cannot_be_made_says_so(quiet_page: Page, noise: list[str]) -> None:
    page = quiet_page
    three_dates(page)
    page.route("**/vendor/ical.js", lambda route: route.abort())
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator("guide-dates [role=status]")).to_have_text(re.compile("^The file could not be made just now"))
    assert all("ical.js" in told or "ERR_FAILED" in told for told in noise)
    noise.clear()


def test_on_a_shared_device_it_works_too(quiet_page: Page) -> None:
    page = quiet_page
    at(page).goto(PLAN)
    give(page, next_seven_days__start="2026-12-02")
    page.get_by_role("button", name=SHARED).click()
    assert days(events(page))["next-seven-days.look-back"] == "2026-12-09"
    assert stored(page) == {}


# --- sentences, and paper


@SIZES
def test_rows_become_sentences(quiet_page: Page) -> None:
    page = quiet_page
    at(page).goto(PLAN)
    plans = block(page, "plans")
    field(page, "next-seven-days.plans.cue#apply").fill("it is Tuesday <b>and</b> I have had breakfast")
    own(page)
    expect(plans.locator(".sentences li")).to_have_count(0)
    field(page, "next-seven-days.plans.action#apply").fill("send one application.")
    sentence = "If it is Tuesday <b>and</b> I have had breakfast, then I will send one application."
    expect(plans.locator(".sentences li")).to_have_text([sentence])
    expect(plans.locator(".sentences mark").first).to_have_text("it is Tuesday <b>and</b> I have had breakfast")
    field(page, "next-seven-days.plans.cue#rest").fill("it is nine in the evening")
    field(page, "next-seven-days.plans.action#rest").fill("close the laptop")
    expect(plans.locator(".sentences li").last).to_have_text(
        "If it is nine in the evening, then I will close the laptop."
    )
    field(page, "next-seven-days.plans.action#apply").fill(" ")
    expect(plans.locator(".sentences li")).to_have_count(1)


def test_dates_and_sentences_are_on_paper(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    three_dates(page)
    field(page, "next-seven-days.plans.cue#apply").fill("it is Tuesday")
    field(page, "next-seven-days.plans.action#apply").fill("send one application")
    expect(page.locator(".sentences li")).to_have_count(1)
    page.emulate_media(media="print")
    assert axe_finds(page) == []
    text = text_of(page.pdf(format="A4"))
    for wanted in (
        "If it is Tuesday, then I will send one application.",
        "By: Friday 4 December",
        "2 days after the day you start (Wednesday 2 December)",
        "By: Tuesday 8 December",
    ):
        assert squeezed(wanted) in text
    assert squeezed(SAVE) not in text


def test_an_empty_sheet_has_its_phrases_on_paper(quiet_page: Page) -> None:
    page = quiet_page
    at(page).goto(PLAN)
    expect(page.locator(".waits").first).to_be_visible()
    page.emulate_media(media="print")
    text = text_of(page.pdf(format="A4"))
    assert squeezed("By: 2 days after the day you start") in text
    assert squeezed("There is no day yet") not in text


# --- a guide about something else


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide for a new home, with the same elements and styles."""
    root = tmp_path_factory.mktemp("root")
    guide = Path(shutil.copytree(SECOND, root / SECOND.relative_to(ROOT)))
    for shared in ("docs", "hooks"):
        (root / shared).symlink_to(ROOT / shared)
    for shared in ("elements", "fonts", "styles", "vendor"):
        shutil.copytree(ROOT / "docs" / shared, guide / "docs" / shared, dirs_exist_ok=True)
    with (guide / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(SCRIPTS)
    with running(StaticServer(root / "site")) as server:
        build(guide, root / "site", server.url)
        yield server.url


@SIZES
def test_another_guide_has_dates_too(
    moving: str, open_context: Open, noise: list[str], axe_finds_in_both: Callable[..., list[str]]
) -> None:
    context: BrowserContext = open_context(base_url=moving)
    page = at(context.new_page(), "2026-03-02T12:00:00")
    page.goto("week-plan/")
    expect(page.get_by_text(HOLIDAYS)).to_have_count(2)
    expect(page.get_by_text(HOLIDAYS).last).to_be_hidden()
    give(page, week_plan__start="2026-03-05")
    own(page)
    expect(due(page, "insure")).to_have_text("By: Sunday 5 April1 month after the day you begin (Thursday 5 March)")
    found = events(page)
    assert found["week-plan.insure"].start == date(2026, 4, 5)
    assert found["week-plan.insure"].uid.endswith("@settling-in")
    assert axe_finds_in_both(page) == []
    noise[:] = [told for told in noise if not told.startswith(f"request: {moving}")]
