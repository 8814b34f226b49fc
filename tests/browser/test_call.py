"""A talk: what to say with the reader's words in it, what they may say, and one turn at a time while one talks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Scheme
from tests.browser.pdf_text import text_of
from tests.browser.person import OWN, SIZES, each_look, field, saved

CALL = "feedback-call/"
BEGIN = "Use this while you talk"
NOTES = "[name^='feedback-call.notes.words#']"
Finds = Callable[..., list[str]]


def line(page: Page) -> Locator:
    """What to say now, in large letters."""
    return page.locator(".call h2")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).press("Enter")


def begin_talk(page: Page, url: str = CALL) -> None:
    page.goto(url)
    press(page, BEGIN)


def write(page: Page, url: str, name: str, text: str) -> None:
    """An answer on another page, and whose device it is where that is asked."""
    page.goto(url)
    field(page, name).fill(text)
    asked = page.get_by_role("button", name=OWN)
    if asked.is_visible():
        asked.click()
    saved(page, text)


# --- without scripts


def test_without_scripts_all_turns_stand_there(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(CALL)
    expect(page.get_by_role("button", name=BEGIN)).to_have_count(0)
    expect(page.locator("#opening")).to_contain_text("this is [your name]")
    vague = page.locator("#vague")
    vague.locator("summary").press("Enter")
    expect(vague.get_by_text("Was it more my experience")).to_be_visible()
    vague.get_by_role("link", name="Thank you for your time. Goodbye.").press("Enter")
    expect(page.locator("#thanks")).to_be_focused()


def test_without_scripts_it_says_where_to_stop(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(CALL)
    page.locator("#too-much summary").press("Enter")
    expect(page.locator("#too-much")).to_contain_text("Then stop. That is enough.")


# --- the reader's words in what they say


@SIZES
def test_a_line_has_the_words_that_are_there(quiet_page: Page, axe_finds_in_both: Finds) -> None:
    page = quiet_page
    page.goto(CALL)
    opening = page.locator("[data-item=opening]")
    expect(opening.locator("q:visible").first).to_have_text(re.compile("^Hello. Thank you for making time to talk. I"))
    expect(opening.get_by_role("link", name="your name")).to_have_attribute("href", re.compile("/me/#name$"))
    write(page, "me/", "me.name", "Sam Okoro")
    page.goto(CALL)
    expect(opening.locator("h2 mark")).to_have_text("Sam Okoro")
    expect(opening.locator("q:visible").first).to_have_text(re.compile("^Hello, this is Sam Okoro. Thank you"))
    expect(opening).to_contain_text("You can add: name of the job")
    opening.get_by_role("link", name="About you").click()
    page.wait_for_url("**/me/#name")
    page.goto(CALL)
    assert axe_finds_in_both(page) == []


def test_what_is_typed_is_in_the_line_and_in_the_answer_at_once(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("words-ready/")
    turn = page.locator("[data-item=do-not-know]")
    expect(turn.locator("h2.say q:visible")).to_have_text(re.compile("I would look it up"))
    field(page, "words-ready.do-not-know").fill("I would ask the nurse in charge")
    expect(turn.locator("h2.say mark")).to_have_text("I would ask the nurse in charge")
    reply = page.locator("#you-first")
    reply.locator("summary").click()
    expect(reply.locator(".say:visible")).to_have_text("I would like to hear a little more about the work first.")
    field(page, "words-ready.salary").fill("24,000 to 26,000")
    expect(reply.locator(".say:visible")).to_have_text(
        "My range is 24,000 to 26,000. I am open to talk about the whole offer."
    )
    empty = page.locator("[data-item=my-line] h2.say")
    expect(empty.locator(".gap:visible")).to_have_text("[a line of your own]")
    field(page, "words-ready.my-line").fill("<b>May I</b> write that down?")
    expect(empty.locator("mark")).to_have_text("<b>May I</b> write that down?")


def test_paper_has_what_is_said_now_and_a_blank_page_its_gaps(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(CALL)
    page.emulate_media(media="print")
    blank = text_of(page.pdf(format="A4"))
    assert "Hello,thisis[yourname].Thankyou" in blank
    assert "Youcanadd" not in blank
    page.emulate_media(media="screen")
    write(page, "me/", "me.name", "Sam Okoro")
    page.goto(CALL)
    press(page, BEGIN)
    page.emulate_media(media="print")
    filled = text_of(page.pdf(format="A4"))
    assert "Hello,thisisSamOkoro.Thankyouformakingtimetotalk.Ihave" in filled
    assert "[yourname]" not in filled
    assert "Somethingvague." in filled
    assert "Usethiswhileyoutalk" not in filled
    assert filled.count("SamOkoro") == 1


# --- where an answer leads


@pytest.mark.parametrize("shown", ["Two minutes", "One question at a time"])
def test_what_follows_is_shown_though_it_was_not(quiet_page: Page, shown: str) -> None:
    page = quiet_page
    page.goto(CALL)
    page.get_by_role("button", name=shown).click()
    page.evaluate("location.hash = 'change'")
    page.locator("#clear").evaluate("fold => { fold.removeAttribute('data-depth'); fold.open = true }")
    page.locator("#clear").get_by_role("link").press("Enter")
    expect(page.locator("#chosen")).to_be_visible()
    expect(page.locator("#chosen")).to_be_in_viewport()
    expect(page.locator("#chosen")).to_be_focused()


# --- one turn at a time


def refused(page: Page) -> None:
    """From the first page to the call, and to what to say to a no."""
    page.goto("")
    no = page.locator("details.moment").filter(has_text="They have said no")
    no.locator("> summary").click()
    call = page.locator("a[href='feedback-call/']")
    way = no.locator("details.way").filter(has=call).first
    way.locator("summary").click()
    way.locator(call).click()
    page.wait_for_url(f"**/{CALL}")
    press(page, BEGIN)
    expect(line(page)).to_be_focused()
    press(page, "They say: We do not give feedback.")


@each_look()
def test_a_person_who_is_refused(
    quiet_page: Page, axe_finds_in_both: Finds, viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    assert colour_scheme
    refused(page)
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_text(re.compile("I understand. Thank you for telling me. I would be glad to hear"))
    expect(page.locator(".call .heard")).to_have_text("They say: We do not give feedback.")
    assert float(line(page).evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 1.6 * 18
    expect(page.locator(NOTES).first).to_be_visible()
    for name in ("Something that seems unfair", "You may cry or freeze"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    press(page, "Next")
    expect(line(page)).to_have_text(re.compile("Thank you for your time. Goodbye."))
    expect(page.get_by_text("Then stop. That is enough.").locator("visible=true")).to_have_count(1)
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    press(page, "Back")
    press(page, "Back")
    expect(line(page)).to_have_text(re.compile("Hello. Thank you for making time"))
    expect(page.get_by_role("button", name="Back", exact=True)).to_have_count(0)
    press(page, "Show the whole page")
    expect(page.get_by_role("button", name=BEGIN)).to_be_focused()
    expect(page.locator("#thanks")).to_be_visible()
    assert page.evaluate("history.state.call.length") == 0


@SIZES
def test_vague_harsh_and_the_turn_after(quiet_page: Page, axe_finds_in_both: Finds) -> None:
    page = quiet_page
    begin_talk(page)
    press(page, "Next")
    press(page, "They say: They go straight to what did not work.")
    press(page, "Next")
    expect(line(page)).to_have_text(re.compile("What is one thing to work on"))
    assert axe_finds_in_both(page) == []
    press(page, "They say: Something vague.")
    expect(line(page)).to_have_text(re.compile("Was it more my experience"))
    press(page, "Back")
    press(page, "They say: Something harsh.")
    expect(line(page)).to_have_text(re.compile("Thank you for being direct. I will think about it."))
    press(page, "Next")
    expect(line(page)).to_have_text(re.compile("Thank you for your time. Goodbye."))


@each_look()
def test_what_may_come_at_any_time(quiet_page: Page, axe_finds_in_both: Finds, colour_scheme: Scheme) -> None:
    page = quiet_page
    assert colour_scheme
    begin_talk(page)
    press(page, "You may cry or freeze.")
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_text(re.compile("Thank you. May I email you instead"))
    expect(page.locator(".call")).to_contain_text("Then stop. That is enough.")
    assert axe_finds_in_both(page) == []
    press(page, "Back")
    expect(line(page)).to_have_text(re.compile("Hello. Thank you for making time"))
    press(page, "Something that seems unfair")
    expect(line(page)).to_have_text(re.compile("Please send me that in writing"))
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    assert axe_finds_in_both(page) == []
    page.locator(".call").get_by_role("link", name="Write down what felt wrong").click()
    page.wait_for_url("**/something-felt-wrong/")
    page.go_back()
    expect(line(page)).to_have_text(re.compile("Please send me that in writing"))


@SIZES
def test_notes_taken_meanwhile_stay_and_flow_on(quiet_page: Page, axe_finds_in_both: Finds) -> None:
    page = quiet_page
    begin_talk(page)
    press(page, "Next")
    page.locator(NOTES).first.fill("good examples, but they went on a bit")
    page.get_by_role("button", name=OWN).click()
    saved(page, "they went on a bit")
    assert axe_finds_in_both(page) == []
    page.reload()
    expect(line(page)).to_have_text(re.compile("What is one thing I did well"))
    expect(page.locator(NOTES).first).to_have_value("good examples, but they went on a bit")
    press(page, "Next")
    expect(line(page)).to_have_text(re.compile("What is one thing to work on"))
    press(page, "Show the whole page")
    page.get_by_role("link", name="Sort what you heard").first.click()
    page.wait_for_url("**/sort-feedback/")
    heard = page.locator("[name^='sort-feedback.heard.words#']").first
    heard.locator("xpath=ancestor::td").get_by_text("Start from something you wrote").click()
    page.get_by_role("button", name="good examples, but they went on a bit").first.click()
    expect(heard).to_have_value("good examples, but they went on a bit")


def test_a_name_written_elsewhere_is_said(quiet_page: Page) -> None:
    page = quiet_page
    write(page, "me/", "me.name", "Sam Okoro")
    begin_talk(page)
    expect(line(page).locator("mark")).to_have_text("Sam Okoro")


def test_a_turn_asks_beside_what_is_said(quiet_page: Page) -> None:
    page = quiet_page
    begin_talk(page, "internal-talk/#again")
    expect(line(page)).to_have_text(re.compile("When could we look at this again"))
    agreed = field(page, "internal-talk.again")
    expect(agreed).to_be_visible()
    expect(page.locator("[data-item=again] h2.say")).to_be_hidden()
    expect(page.locator("[name^='internal-talk.agreed.what#']").first).to_be_visible()
    press(page, "Next")
    expect(line(page)).to_have_text(re.compile("I will send you a short note"))
    expect(agreed).to_be_hidden()


def test_one_question_at_a_time_and_a_talk_leave_each_other_alone(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(CALL)
    press(page, "One question at a time")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".pace")).to_contain_text("2 of")
    press(page, BEGIN)
    expect(page.locator(".pace")).to_be_hidden()
    expect(page.locator(NOTES).first).to_be_visible()
    press(page, "Show the whole page")
    expect(page.locator(".pace")).to_contain_text("2 of")
    expect(page.locator(".items > .item:visible")).to_have_count(1)


def test_all_notes_are_there_however_little_is_shown(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(CALL)
    page.get_by_role("button", name="Two minutes").click()
    expect(page.locator(NOTES).first).to_be_hidden()
    press(page, BEGIN)
    expect(page.locator(NOTES).first).to_be_visible()
