"""Answers stay: typed as a person would, left, and found again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.pdf_text import text_of
from tests.browser.person import (
    GUIDE,
    HOUR,
    LOG,
    NOTE,
    OWN,
    PLAN,
    REFUSED,
    SHARED,
    SIZES,
    WAKE,
    Open,
    begin,
    field,
    read,
    records,
    saved,
    status,
    stored,
)

# --- whose device, and where answers are


@SIZES
def test_it_asks_once_whose_device_this_is(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    page.goto(LOG)
    expect(status(page)).to_have_text("What you type stays in this browser. Nothing is sent.")
    assert stored(page) == {}
    liked = field(page, "question-log.liked")
    liked.press_sequentially("The way")
    panel = page.get_by_role("group", name="Whose device is this?")
    expect(panel).to_be_visible()
    expect(liked).to_be_focused()
    expect(status(page)).to_contain_text("Kept in this tab only")
    liked.press_sequentially(" they work")
    saved(page, "The way they work")
    assert stored(page) == {}
    assert axe_finds_in_both(page) == []
    panel.get_by_role("button", name=OWN).press("Enter")
    expect(panel).to_have_count(0)
    expect(liked).to_be_focused()
    expect(status(page)).to_have_text(re.compile(r"^Saved on this device at \d\d:\d\d\.$"))
    assert records(page, "question-log")[0]["liked"]["value"] == "The way they work"
    assert stored(page, "session") == {}
    page.goto(HOUR)
    field(page, "first-hour.plain-fact").fill("I lost my place")
    saved(page, "I lost my place")
    expect(page.locator("guide-device")).to_have_count(0)
    assert axe_finds_in_both(page) == []


def test_answers_go_from_page_to_page_before_it_is_said(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LOG)
    field(page, "interview.role").fill("porter")
    page.goto(NOTE)
    page.goto("interview/")
    expect(field(page, "interview.role")).to_have_value("porter")
    assert stored(page) == {}


@SIZES
def test_a_shared_device_keeps_nothing(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, LOG, SHARED)
    expect(status(page)).to_contain_text("Kept until you close this tab. Saved at")
    page.reload()
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")
    assert stored(page) == {}
    assert axe_finds_in_both(page) == []
    other = page.context.new_page()
    other.goto(LOG)
    expect(field(other, "question-log.liked")).to_have_value("")
    page.goto("")
    expect(page.get_by_text("Your answers are kept until you close this tab.")).to_be_visible()
    assert axe_finds_in_both(page) == []
    page.get_by_role("button", name="Clear and leave").click()
    expect(page.get_by_text("What you wrote here is gone.")).to_be_visible()
    expect(page.get_by_role("button", name="Clear and leave")).to_be_hidden()
    assert stored(page, "session") == {}
    page.goto(LOG)
    expect(field(page, "question-log.liked")).to_have_value("")


def test_it_can_be_said_otherwise_later(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG, SHARED)
    page.get_by_role("button", name="This is my own device").click()
    expect(status(page)).to_contain_text("Saved on this device")
    assert len(records(page, "question-log")) == 1
    page.get_by_role("button", name="I share this device").click()
    expect(status(page)).to_contain_text("Kept until you close this tab")
    assert records(page, "question-log") == []
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")


# --- every kind of answer


def answer_all(page: Page) -> None:
    """Something of every kind, on four pages."""
    page.goto(LOG)
    field(page, "question-log.liked").fill("  two words ")
    page.get_by_role("button", name=OWN).click()
    field(page, "interview.date").fill("2026-03-05")
    page.get_by_label("I was late").check()
    page.get_by_label("something else").first.check()
    field(page, "question-log.unusual.own").fill("a fire drill")
    page.get_by_label("by phone").check()
    page.locator("[name^='question-log.questions.question#']").nth(0).fill("Why us?")
    page.locator("[name^='question-log.questions.went#']").nth(0).select_option("blank")
    page.locator("[name^='question-log.questions.question#']").nth(1).fill("Why you?")
    page.get_by_label("I have saved the advert").check()
    page.goto(PLAN)
    field(page, "next-seven-days.application.done").check()
    field(page, "next-seven-days.practice.on").fill("2026-03-09")
    field(page, "next-seven-days.plans.cue#apply").fill("it is nine")
    page.goto("practice-plan/")
    page.locator("[name='pattern-log.good-signs'], main textarea").first.fill("one\ntwo")


def test_every_kind_of_answer_is_found_again(quiet_page: Page) -> None:
    page = quiet_page
    answer_all(page)
    page.goto(LOG)
    expect(field(page, "question-log.liked")).to_have_value("  two words ")
    expect(field(page, "interview.date")).to_have_value("2026-03-05")
    expect(page.get_by_label("I was late")).to_be_checked()
    expect(field(page, "question-log.unusual.own")).to_have_value("a fire drill")
    expect(page.get_by_label("by phone")).to_be_checked()
    expect(page.locator("[name^='question-log.questions.question#']").nth(1)).to_have_value("Why you?")
    expect(page.locator("[name^='question-log.questions.went#']").nth(0)).to_have_value("blank")
    expect(page.get_by_label("I have saved the advert")).to_be_checked()
    page.goto(PLAN)
    expect(field(page, "next-seven-days.application.done")).to_be_checked()
    expect(field(page, "next-seven-days.practice.on")).to_have_value("2026-03-09")
    expect(field(page, "next-seven-days.plans.cue#apply")).to_have_value("it is nine")

    log = records(page, "question-log")[0]
    assert log["liked"]["asked"] == "What did you like hearing about?"
    assert log["unusual"]["value"] == ["late", "other"]
    assert log["unusual"]["own"] == "a fire drill"
    assert log["unusual"]["words"] == {"late": "I was late", "other": "something else"}
    assert log["saved"]["value"] is True
    first, second = log["questions"]["order"]["value"]
    assert re.fullmatch(r"[a-z0-9]{8}", first)
    assert log["questions"]["rows"][first]["went"]["value"] == "blank"
    assert log["questions"]["rows"][second]["question"]["value"] == "Why you?"
    assert log["questions"]["columns"]["went"]["words"] == {"blank": "went blank"}
    assert records(page, "interview")[0]["format"]["value"] == "phone"
    plan = records(page, "next-seven-days")[0]
    assert plan["application"]["done"] is True
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", plan["application"]["on"])
    assert plan["practice"]["own"] == "2026-03-09"
    assert plan["plans"]["rows"]["apply"]["cue"]["value"] == "it is nine"


def test_what_is_taken_out_stays_out(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG)
    page.get_by_label("I was late").check()
    page.get_by_label("I was late").uncheck()
    field(page, "question-log.liked").fill("")
    page.reload()
    expect(field(page, "question-log.liked")).to_have_value("")
    expect(page.get_by_label("I was late")).not_to_be_checked()
    log = records(page, "question-log")[0]
    assert log["liked"]["value"] is None
    assert log["unusual"]["value"] is None


def test_what_is_never_kept_is_nowhere(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, HOUR, name="first-hour.plain-fact")
    page.get_by_label("low, but coping").check()
    field(page, "first-hour.good-enough").fill("beans on toast")
    saved(page, "beans on toast")
    assert "coping" not in json.dumps(stored(page))
    assert "how-am-i" not in json.dumps(stored(page))
    page.reload()
    expect(page.get_by_label("low, but coping")).not_to_be_checked()


@SIZES
def test_leaving_at_once_loses_nothing(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG)
    field(page, "question-log.liked").press_sequentially(" and pairs")
    page.goto(NOTE)
    page.go_back()
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs and pairs")


def test_nothing_typed_is_in_title_address_or_history(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LOG)
    title, address, length = page.title(), page.url, page.evaluate("history.length")
    field(page, "question-log.liked").fill("canary4711")
    page.get_by_role("button", name=OWN).click()
    saved(page, "canary4711")
    assert (page.title(), page.url, page.evaluate("history.length"), page.evaluate("history.state")) == (
        title,
        address,
        length,
        None,
    )


# --- trouble

FULL = """() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"""


def test_a_browser_that_refuses(open_context: Open, axe_finds: Callable[..., list[str]], noise: list[str]) -> None:
    context = open_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    page.goto(LOG)
    liked = field(page, "question-log.liked")
    liked.fill("still here")
    page.keyboard.press("Tab")
    expect(page.locator("[data-item=liked] .trouble")).to_contain_text("This browser does not save answers.")
    expect(status(page)).to_contain_text("This browser does not save answers.")
    expect(liked).to_have_value("still here")
    page.get_by_role("button", name=OWN).click()
    expect(status(page)).to_contain_text("This browser does not save answers.")
    page.get_by_label("with a task or test").check()
    expect(page.locator("[data-item=a-task]")).to_be_visible()
    assert axe_finds(page) == []
    # The theme keeps its own things there, and says so.
    noise[:] = [told for told in noise if "SecurityError" not in told and "no" not in told.split(": ")[-1:]]


@SIZES
def test_a_browser_that_is_full(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, LOG)
    saved(page, "in pairs")
    page.evaluate("() => { window.before = Storage.prototype.setItem }")
    page.evaluate(FULL)
    field(page, "question-log.my-questions").fill("who would train me")
    expect(page.locator("[data-item=my-questions] .trouble")).to_contain_text("There is no room left")
    expect(status(page)).to_contain_text("There is no room left")
    assert axe_finds_in_both(page) == []
    page.evaluate("() => { Storage.prototype.setItem = window.before }")
    field(page, "question-log.promised-to-send").fill("my certificate")
    expect(page.locator(".trouble")).to_have_count(0)
    saved(page, "who would train me")
    saved(page, "my certificate")
    expect(status(page)).to_contain_text("Saved on this device")


def keep(page: Page, key: str, text: str) -> None:
    page.goto("help/")
    page.evaluate(
        "([key, text]) => { localStorage[key.split('/')[0] + '/1/device'] = 'own'; localStorage[key] = text }",
        [key, text],
    )


@pytest.mark.parametrize("text", ['{"liked": {"value": "as it w', '{"liked": {"value": {"a": 1}, "at": 5}}', "[1]"])
def test_a_broken_record(quiet_page: Page, text: str) -> None:
    page = quiet_page
    keep(page, f"{GUIDE}/1/abcd1234/question-log", text)
    page.evaluate(f'localStorage[\'{GUIDE}/1/folders\'] = \'{{"abcd1234": {{"at": 5, "made": 5}}}}\'')
    page.goto(LOG)
    expect(status(page)).to_contain_text("Some of what was saved could not be read.")
    field(page, "question-log.liked").fill("anew")
    saved(page, "anew")
    assert read(text) in stored(page).values()


def test_a_newer_record_is_only_read(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG)
    saved(page, "in pairs")
    page.evaluate(f"localStorage['{GUIDE}/2/abcd1234/question-log'] = '{{}}'")
    before = stored(page)
    page.reload()
    expect(status(page)).to_contain_text("A newer edition of this guide saved your answers.")
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")
    field(page, "question-log.liked").fill("not over it")
    expect(page.locator("[data-item=liked] .trouble")).to_contain_text("is not saved")
    assert stored(page) == before


# --- two tabs


def test_two_tabs_lose_nothing_of_each_other(quiet_page: Page) -> None:
    """Typing in turns, in fields of the same and of other answers; both tabs end with all of it."""
    one = quiet_page
    begin(one, LOG)
    two = one.context.new_page()
    two.goto(LOG)
    names = ["question-log.liked", "question-log.my-questions", "question-log.promised-to-send", "interview.role"]
    wanted = {}
    for turn in range(8):
        page, name = (one, two)[turn % 2], names[(turn * 3 + turn // 4) % 4]
        wanted[name] = f"turn {turn}"
        field(page, name).fill(wanted[name])
        (two, one)[turn % 2].locator("[name^='question-log.people.role#']").nth(turn % 3).fill(f"person {turn}")
        saved(page, wanted[name])
    for page in (one, two):
        page.get_by_label("I have saved the advert").focus()
        for name, text in wanted.items():
            expect(field(page, name)).to_have_value(text)
    people = [page.locator("[name^='question-log.people.role#']") for page in (one, two)]
    typed = [sorted(filter(None, all_of.evaluate_all("all => all.map(one => one.value)"))) for all_of in people]
    assert typed[0] == typed[1]
    one.get_by_label("by phone").check()
    expect(two.get_by_label("by phone")).to_be_checked()


def test_a_field_in_use_is_left_alone(quiet_page: Page) -> None:
    one = quiet_page
    begin(one, LOG)
    two = one.context.new_page()
    two.goto(LOG)
    mine = field(two, "question-log.my-questions")
    mine.focus()
    field(one, "question-log.my-questions").fill("from the other tab")
    saved(one, "from the other tab")
    expect(mine).to_have_value("")
    two.keyboard.press("Tab")
    expect(mine).to_have_value("from the other tab")


def test_the_other_tab_learns_whose_device_it_is(quiet_page: Page) -> None:
    one = quiet_page
    two = one.context.new_page()
    two.goto(HOUR)
    field(two, "first-hour.plain-fact").fill("typed before")
    begin(one, LOG)
    expect(two.locator("guide-keeping [role=status]")).to_contain_text("Saved on this device")
    saved(one, "typed before")


# --- taking away


@SIZES
def test_clear_this_page_and_undo(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, LOG)
    page.locator("[name^='question-log.questions.question#']").nth(0).fill("Why us?")
    field(page, "interview.role").fill("porter")
    clear = page.get_by_role("button", name="Clear this page")
    clear.click()
    expect(field(page, "question-log.liked")).to_have_value("")
    expect(field(page, "interview.role")).to_have_value("porter")
    assert axe_finds_in_both(page) == []
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")
    expect(page.locator("[name^='question-log.questions.question#']").nth(0)).to_have_value("Why us?")
    expect(clear).to_be_focused()
    clear.click()
    field(page, "question-log.my-questions").fill("on I go")
    expect(undo).to_have_count(0)
    page.reload()
    expect(field(page, "question-log.liked")).to_have_value("")
    expect(field(page, "question-log.my-questions")).to_have_value("on I go")


# --- what counts, and how much is shown


def test_what_does_not_count_is_folded_away_and_keeps_its_answer(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(NOTE)
    why = page.locator("[data-item=why]")
    expect(why).to_be_hidden()
    field(page, "thank-you.omitted").fill("I passed my test")
    page.get_by_role("button", name=OWN).click()
    expect(why).to_be_visible()
    field(page, "thank-you.why").fill("you need drivers")
    field(page, "thank-you.omitted").fill("")
    expect(why).to_be_hidden()
    page.reload()
    expect(why).to_be_hidden()
    field(page, "thank-you.omitted").fill("I passed my test")
    expect(why).to_be_visible()
    expect(field(page, "thank-you.why")).to_have_value("you need drivers")


def test_a_cell_that_waits_for_another(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("rebuild-answer/")
    short = page.locator("[name^='rebuild-answer.answers.short#']").first
    expect(short).to_be_hidden()
    page.locator("[name^='rebuild-answer.answers.send#']").first.select_option("yes")
    expect(short).to_be_visible()
    expect(page.locator("[data-item=send-it]")).to_be_visible()


@SIZES
def test_three_depths_over_the_same_answers(quiet_page: Page, viewport: ViewportSize) -> None:
    page = quiet_page
    begin(page, LOG)
    shown = page.locator(".item:visible")
    whole = shown.count()
    page.get_by_role("button", name="Two minutes").click()
    few = shown.count()
    assert few < whole
    expect(field(page, "question-log.liked")).to_be_visible()
    page.get_by_role("button", name="Fifteen minutes").click()
    assert few < shown.count() < whole
    page.goto("debrief/")
    expect(page.get_by_role("button", name="Fifteen minutes")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="All of it").click()
    page.goto(LOG)
    expect(shown).to_have_count(whole)
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


# --- a page that comes late, comes back, or goes on paper


def test_what_was_typed_before_the_script_came(quiet_page: Page) -> None:
    page = quiet_page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/elements/guide.js", hold)
    page.goto(LOG, wait_until="commit")
    field(page, "question-log.liked").fill("typed early")
    page.get_by_label("by phone").check()
    held[0].continue_()
    page.get_by_role("button", name=OWN).click()
    saved(page, "typed early")
    expect(page.get_by_label("by phone")).to_be_checked()
    assert records(page, "interview")[0]["format"]["value"] == "phone"


def test_a_page_come_back_to_shows_what_was_written_since(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG)
    page.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage))
          localStorage[key] = text.replace('in pairs', 'alone').replaceAll('"at":1', '"at":2') }"""
    )
    page.evaluate(WAKE)
    expect(field(page, "question-log.liked")).to_have_value("How new staff work alone")


def test_a_page_come_back_to_shows_nothing_that_was_taken_away(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, HOUR, SHARED, "first-hour.plain-fact")
    page.get_by_label("low, but coping").check()
    page.evaluate("sessionStorage.clear()")
    page.evaluate(f"sessionStorage['{GUIDE}:left'] = Date.now()")
    page.evaluate(WAKE)
    expect(field(page, "first-hour.plain-fact")).to_have_value("")
    expect(page.get_by_label("low, but coping")).not_to_be_checked()


def test_going_back_leaves_filling_in_to_us(quiet_page: Page) -> None:
    """Browsers put back what stood in a page's fields, some time after it is loaded."""
    page = quiet_page
    begin(page, HOUR, name="first-hour.plain-fact")
    page.get_by_label("low, but coping").check()
    page.get_by_label("angry").check()
    page.goto(LOG)
    page.go_back()
    expect(page.get_by_label("angry")).to_be_checked()
    page.evaluate("new Promise(done => setTimeout(done, 500))")
    expect(page.get_by_label("low, but coping")).not_to_be_checked()
    expect(page.get_by_label("angry")).to_be_checked()


def test_paper_holds_all_that_was_typed_and_leaves_out_what_is_folded(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, LOG, name="interview.role")
    lines = [f"Line {number}, whole." for number in range(30)]
    page.locator("[name^='question-log.questions.gist#']").first.fill("\n".join(lines))
    field(page, "question-log.liked").fill("A long line. " * 20 + "End of it")
    field(page, "interview.date").fill("2026-03-05")
    page.emulate_media(media="print")
    paper = text_of(page.pdf(format="A4"))
    for wanted in (*lines, "End of it", "5 March 2026", "What did you ask them?"):
        assert "".join(wanted.split()) in paper
    for unwanted in ("Saved on", "Two minutes", "Clear this", "A task has a page", "Nothing is sent"):
        assert "".join(unwanted.split()) not in paper


def test_a_blank_page_prints_every_question_for_the_pen(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LOG)
    expect(page.locator("[data-item=a-task]")).to_be_hidden()
    page.emulate_media(media="print")
    paper = text_of(page.pdf(format="A4"))
    for wanted in ("A task has a page of its own", "is “with a task or test”"):
        assert "".join(wanted.split()) in paper


# --- rows


@SIZES
def test_rows_are_added_and_removed_and_brought_back(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize
) -> None:
    page = quiet_page
    begin(page, LOG)
    table = page.locator("[data-item=unsaid]")
    cells = table.locator("textarea")
    for number in range(3):
        cells.nth(number).fill(f"thing {number}")
    table.get_by_role("button", name="Add a row").click()
    expect(cells).to_have_count(4)
    expect(cells.nth(3)).to_be_focused()
    page.keyboard.type("thing 3")
    saved(page, "thing 3")
    assert axe_finds_in_both(page) == []
    table.get_by_role("button", name="Remove row 2").press("Enter")
    expect(cells).to_have_count(3)
    assert cells.evaluate_all("all => all.map(one => one.value)") == ["thing 0", "thing 2", "thing 3"]
    undo = table.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    assert axe_finds_in_both(page) == []
    undo.press("Enter")
    expect(cells).to_have_count(4)
    assert cells.evaluate_all("all => all.map(one => one.value)") == [f"thing {number}" for number in range(4)]
    expect(cells.nth(1)).to_be_focused()
    table.get_by_role("button", name="Remove row 1").click()
    cells.first.fill("thing 1, again")
    expect(undo).to_be_hidden()
    page.reload()
    expect(cells).to_have_count(3)
    assert cells.evaluate_all("all => all.map(one => one.value)") == ["thing 1, again", "thing 2", "thing 3"]
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_there_are_no_more_rows_than_there_can_be(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("rebuild-answer/")
    add = page.locator("[data-item=answers]").get_by_role("button", name="Add a row")
    add.click()
    add.click()
    expect(add).to_be_hidden()
    expect(page.locator("[name^='rebuild-answer.answers.question#']")).to_have_count(3)
    page.locator("[name^='rebuild-answer.answers.question#']").nth(2).fill("the third")
    saved(page, "the third")
    page.get_by_role("button", name="Remove row 3").click()
    expect(page.locator("[name^='rebuild-answer.answers.question#']")).to_have_count(2)
    expect(add).to_be_visible()


# --- several folders


@SIZES
def test_answers_of_one_and_of_another(quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]) -> None:
    page = quiet_page
    page.goto(LOG)
    holds = page.locator("guide-folder summary")
    expect(holds).to_have_text("For: your first interview")
    begin(page, LOG)
    expect(holds).to_have_text(re.compile(r"^For: interview begun on \d+ \w+$"))
    holds.click()
    page.get_by_label("A name for this interview").fill("Porter, Hill Road")
    expect(holds).to_have_text("For: Porter, Hill Road")
    assert axe_finds_in_both(page) == []
    page.get_by_role("button", name="Begin another interview").click()
    expect(holds).to_be_focused()
    expect(field(page, "question-log.liked")).to_have_value("")
    field(page, "question-log.liked").fill("The garden")
    saved(page, "The garden")
    page.goto(NOTE)
    field(page, "me.place").first.check()
    expect(holds).to_have_text(re.compile(r"^For: interview begun on"))
    holds.click()
    page.get_by_role("button", name="Go to: Porter, Hill Road").click()
    expect(field(page, "me.place").first).to_be_checked()
    page.goto(LOG)
    expect(holds).to_have_text("For: Porter, Hill Road")
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")
    holds.click()
    page.get_by_role("button", name="Delete this interview").click()
    undo = page.locator("guide-folder").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(page.get_by_text("Deleted: Porter, Hill Road.")).to_be_visible()
    expect(field(page, "question-log.liked")).to_have_value("The garden")
    assert axe_finds_in_both(page) == []
    undo.click()
    expect(holds).to_have_text("For: Porter, Hill Road")
    expect(field(page, "question-log.liked")).to_have_value("How new staff work in pairs")
    page.get_by_role("button", name="Put this interview away").click()
    page.locator("guide-folder li button").first.click()
    expect(page.get_by_role("button", name="Go to: Porter, Hill Road (put away)")).to_be_visible()
    page.goto("experience-bank/")
    expect(page.locator("guide-folder")).to_have_text("About you. It is the same for every interview.")


def test_another_tab_stays_where_it_is(quiet_page: Page) -> None:
    one = quiet_page
    begin(one, LOG)
    two = one.context.new_page()
    two.goto(LOG)
    expect(field(two, "question-log.liked")).to_have_value("How new staff work in pairs")
    one.locator("guide-folder summary").click()
    one.get_by_role("button", name="Begin another interview").click()
    field(one, "question-log.liked").fill("The garden")
    saved(two, "The garden")
    field(two, "question-log.my-questions").fill("who would train me")
    saved(two, "who would train me")
    expect(field(two, "question-log.liked")).to_have_value("How new staff work in pairs")
    expect(field(one, "question-log.my-questions")).to_have_value("")
    one.get_by_role("button", name="Delete this interview").click()
    expect(two.get_by_role("button", name=re.compile("Go to"))).to_have_count(0)


# --- answers that flow from one checklist into another


def test_what_was_written_is_told_where_it_helps(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    page.goto("send-or-not/")
    told = page.locator("[data-item=could-add]")
    expect(told).to_be_hidden()
    page.goto(LOG)
    page.locator("[name^='question-log.unsaid.what#']").first.fill("I ran the count")
    page.get_by_role("button", name=OWN).click()
    saved(page, "I ran the count")
    page.goto("send-or-not/")
    expect(told.locator("mark")).to_have_text("I ran the count")
    told.get_by_role("link", name="Write it down while it is fresh").click()
    page.wait_for_url("**/question-log/#unsaid")
    page.goto("send-or-not/")
    field(page, "me.place").nth(1).check()
    expect(page.locator("[data-item=by-place] .tell:visible")).to_have_text(re.compile("^In the US[^:]*$"))
    assert axe_finds(page) == []


def test_one_of_several_is_picked(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    page.goto(LOG)
    for number, text in enumerate(("I ran the count", "I speak Polish")):
        page.locator("[name^='question-log.unsaid.what#']").nth(number).fill(text)
    page.get_by_role("button", name=OWN).click()
    saved(page, "I speak Polish")
    page.goto(NOTE)
    picks = page.locator("[data-item=omitted]").get_by_role("radiogroup", name="Which of these goes in?")
    expect(picks.get_by_role("radio")).to_have_count(3)
    expect(picks.get_by_label("I ran the count")).to_be_checked()
    picks.get_by_label("I speak Polish").check()
    expect(picks.get_by_label("I speak Polish")).to_be_focused()
    assert re.fullmatch(r"question-log\.unsaid\.what#\w{8}", records(page, "thank-you")[0]["omitted"]["pick"])
    assert axe_finds(page) == []
    field(page, "thank-you.omitted").fill("my own idea")
    picks.get_by_label("my own idea").check()
    page.reload()
    expect(picks.get_by_label("my own idea")).to_be_checked()
    picks.get_by_label("None of these").check()
    expect(page.locator("[data-item=why]")).to_be_hidden()
    page.reload()
    expect(picks.get_by_label("None of these")).to_be_checked()
    expect(field(page, "thank-you.omitted")).to_have_value("my own idea")


def test_a_copy_to_start_from_is_an_answer_of_its_own(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, "fair-word/", name="fair-word.kind")
    page.goto("lesson-card/")
    kind = field(page, "lesson-card.kind")
    offers = page.locator("[data-item=kind] details")
    offers.locator("summary").click()
    assert axe_finds(page) == []
    offers.get_by_role("button", name="How new staff work in pairs").click()
    expect(kind).to_have_value("How new staff work in pairs")
    expect(kind).to_be_focused()
    expect(offers).to_be_hidden()
    kind.fill("Mine now")
    saved(page, "Mine now")
    page.goto("fair-word/")
    expect(field(page, "fair-word.kind")).to_have_value("How new staff work in pairs")
    page.locator("guide-folder summary").click()
    page.get_by_label("A name for this interview").fill("Porter")
    page.get_by_role("button", name="Begin another interview").click()
    page.goto("lesson-card/")
    offers.locator("summary").click()
    expect(offers).to_contain_text("(Porter)")


def test_one_page_looks_at_all_folders(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, "interview/", name="interview.role")
    page.get_by_label("still waiting").check()
    page.locator("guide-folder summary").click()
    page.get_by_role("button", name="Begin another interview").click()
    field(page, "interview.role").fill("night porter")
    page.get_by_label("still waiting").check()
    saved(page, "night porter")
    page.goto("pattern-log/")
    table = page.locator("[data-item=interviews] table")
    expect(table.get_by_role("row").filter(has_text="night porter")).to_have_count(1)
    expect(table.locator("tbody tr:visible")).to_have_count(2)
    expect(page.get_by_role("textbox", name="still waiting")).to_have_value("2")
    assert axe_finds(page) == []


# --- the message, what fits, how far it is


def test_how_far_it_is_stands_in_words(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("lesson-card/")
    progress = page.locator(".progress")
    expect(progress).to_be_empty()
    field(page, "lesson-card.keep").fill("asking how they train people")
    expect(progress).to_have_text("Here you have answered 1 of 9.")
    field(page, "lesson-card.change").fill("the example first")
    expect(progress).to_have_text("Here you have answered 2 of 9.")


# --- the very first answer


@pytest.mark.parametrize("where", ["feedback-call/", LOG])
def test_the_first_answer_of_all_stays_in_its_row(quiet_page: Page, where: str) -> None:
    """Nobody said yet whose device this is, and no interview is listed: both come with this answer."""
    page = quiet_page
    page.goto(where)
    rows = page.locator("[data-item=notes] textarea, [data-item=unsaid] textarea")
    rows.nth(0).press_sequentially("alpha beta")
    saved(page, "alpha beta")
    expect(rows.nth(0)).to_have_value("alpha beta")
    rows.nth(1).click()
    rows.nth(1).press_sequentially("gamma")
    saved(page, "gamma")
    expect(rows.nth(0)).to_have_value("alpha beta")
    expect(rows.nth(1)).to_have_value("gamma")
    page.reload()
    assert rows.evaluate_all("all => all.map(one => one.value).filter(Boolean)") == ["alpha beta", "gamma"]


def test_the_first_row_of_all_keeps_its_cells_together(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LOG)
    page.locator("[name^='question-log.people.role#']").first.fill("ward manager")
    page.locator("[name^='question-log.people.initials#']").first.fill("SO")
    page.get_by_role("button", name=OWN).click()
    saved(page, "SO")
    [log] = records(page, "question-log")
    [row] = log["people"]["rows"].values()
    assert {name: cell["value"] for name, cell in row.items()} == {"role": "ward manager", "initials": "SO"}
