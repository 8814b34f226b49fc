"""How questions are asked: one at a time, with what fits, and with what they read when they were answered."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Scheme
from tests.browser.pdf_text import text_of
from tests.browser.person import GUIDE, LOG, SIZES, begin, each_look, field, records, saved

DECISION = "send-or-not/"

# --- one at a time


def test_without_scripts_all_questions_stand_there(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(LOG)
    expect(page.locator("guide-pace button")).to_have_count(0)
    expect(field(page, "interview.role")).to_be_visible()
    expect(field(page, "question-log.liked")).to_be_visible()


@each_look()
def test_one_question_at_a_time(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    assert colour_scheme
    begin(page, LOG, name="interview.role")
    shown = page.locator(".items > .item:visible")
    whole = shown.count()
    toggle = page.get_by_role("button", name="One question at a time")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.press("Enter")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(shown).to_have_count(1)
    expect(field(page, "interview.role")).to_be_visible()
    expect(page.locator("footer.after")).to_be_hidden()
    turning = page.get_by_role("navigation", name="One question at a time")
    steps = int(re.search(r"^1 of (\d+)$", turning.locator("span").inner_text())[1])  # type: ignore[index]
    assert 5 < steps <= whole
    expect(turning.get_by_role("button", name="Back")).to_be_hidden()
    turning.get_by_role("button", name="Next").press("Enter")
    expect(page.locator(":focus")).to_have_text(re.compile("Which organisation"))
    expect(field(page, "interview.organisation")).to_be_visible()
    expect(field(page, "interview.role")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(field(page, "interview.organisation")).to_be_focused()
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    page.reload()
    expect(shown).to_have_count(1)
    for _ in range(steps - 1):
        expect(page.locator("footer.after")).to_be_hidden()
        turning.get_by_role("button", name="Next").click()
    expect(turning).to_contain_text(f"{steps} of {steps}")
    expect(turning.get_by_role("button", name="Next")).to_be_hidden()
    expect(page.locator("footer.after")).to_be_visible()
    page.emulate_media(media="print")
    paper = text_of(page.pdf(format="A4"))
    assert "Whichorganisationwasit?" in paper
    assert "Onequestionatatime" not in paper
    page.emulate_media(media="screen")
    toggle.click()
    expect(shown).to_have_count(whole)


def test_an_address_leads_to_its_question(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LOG)
    page.get_by_role("button", name="One question at a time").click()
    page.goto(f"{LOG}#liked")
    page.reload()
    expect(field(page, "question-log.liked")).to_be_visible()
    expect(page.locator(".items > .item:visible")).to_have_count(1)
    page.evaluate("location.hash = 'my-questions'")
    expect(field(page, "question-log.my-questions")).to_be_visible()
    expect(field(page, "question-log.liked")).to_be_hidden()


def test_what_an_answer_brings_is_counted_in(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(DECISION)
    page.get_by_role("button", name="One question at a time").click()
    place = page.locator(".pace span")
    before = int(place.inner_text().split()[-1])
    page.get_by_role("button", name="All of it").click()
    while not page.get_by_label("an agency").is_visible():
        page.get_by_role("button", name="Next").click()
    page.get_by_label("an agency").check()
    expect(place).to_have_text(re.compile(rf"of {before}$"))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Write to the agency.")).to_be_visible()


# --- what fits


@SIZES
def test_what_fits_is_suggested_with_why_and_the_way_there(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]
) -> None:
    page = quiet_page
    page.goto(DECISION)
    fits = page.locator("[data-item=send] .fits")
    expect(fits).to_be_empty()
    expect(page.get_by_text("Fits when:").first).to_be_hidden()
    page.get_by_label("I gave a wrong fact that matters").check()
    expect(fits).to_contain_text("This fits what you answered: a few lines to put something right.")
    expect(fits).to_contain_text("Because of this: “I gave a wrong fact that matters”.")
    expect(page.locator("[data-item=send] input:checked")).to_have_count(0)
    assert axe_finds_in_both(page) == []
    page.get_by_label("I gave a wrong fact that matters").uncheck()
    page.get_by_label("yes, one fact").check()
    expect(fits).to_contain_text("Because of this: “Do you have one useful thing to add?” – “yes, one fact”.")
    page.get_by_label("They asked people not to write").check()
    expect(fits).to_contain_text("This fits what you answered: nothing.")
    page.get_by_label("a thank-you note").check()
    expect(page.get_by_label("a thank-you note")).to_be_checked()
    page.get_by_label("They asked people not to write").uncheck()
    fits.get_by_role("link", name="Thank-you note").click()
    page.wait_for_url("**/thank-you/")


def test_without_scripts_each_line_says_when_it_fits(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(DECISION)
    expect(page.get_by_text("Fits when:").first).to_be_visible()


# --- questions that read otherwise then


def kept_then(page: Page, sheet: str, change: str) -> None:
    """Make what is stored an answer to an older wording. `change`: JavaScript over the record `it`."""
    page.evaluate(
        f"""sheet => {{ for (const [key, text] of Object.entries(localStorage)) {{
          if (!key.startsWith('{GUIDE}/1/') || !key.endsWith('/' + sheet)) continue
          const it = JSON.parse(text); {change}; localStorage[key] = JSON.stringify(it) }} }}""",
        sheet,
    )


def test_the_old_wording_stands_beside_the_new(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin(page, LOG)
    saved(page, "in pairs")
    page.get_by_label("I was late").check()
    page.locator("[name^='question-log.questions.question#']").nth(0).fill("Why us?")
    page.locator("[name^='question-log.questions.went#']").nth(0).select_option("blank")
    saved(page, "went blank")
    expect(page.locator(".reworded")).to_have_count(0)
    page.reload()
    expect(page.locator(".reworded")).to_have_count(0)
    kept_then(
        page,
        "question-log",
        """it.liked.asked = 'What was good about them?'; it.unusual.words.late = 'I came late';
           it.unusual.value.push('fire'); it.unusual.words.fire = 'there was a fire';
           it.questions.columns.went.words.blank = 'my mind was empty'""",
    )
    page.reload()
    expect(page.locator("[data-item=liked] .reworded")).to_have_text(
        "When you answered, this read: “What was good about them?”"
    )
    unusual = page.locator("[data-item=unusual] .reworded")
    expect(unusual).to_contain_text("You chose “I came late”. That now reads “I was late”.")
    expect(unusual).to_contain_text("You chose “there was a fire”. It is no longer on this list")
    expect(page.locator("[data-item=questions] .reworded")).to_contain_text("You chose “my mind was empty”.")
    assert axe_finds(page) == []
    field(page, "question-log.liked").fill("How they train people")
    saved(page, "train people")
    expect(page.locator("[data-item=liked] .reworded")).to_have_count(0)
    assert records(page, "question-log")[0]["liked"]["asked"] == "What did you like hearing about?"
    page.get_by_label("I was late").uncheck()
    page.get_by_label("I was ill").check()
    saved(page, "I was ill")
    kept = records(page, "question-log")[0]["unusual"]
    assert kept["value"] == ["fire", "ill"]
    assert kept["words"]["fire"] == "there was a fire"


def test_a_place_is_no_other_wording(quiet_page: Page) -> None:
    """A question with a word that differs by place reads the same, wherever the reader is."""
    page = quiet_page
    page.goto("apply-again/")
    page.get_by_label("letter are not the same as last time").check()
    page.get_by_role("button", name="It is my own").click()
    saved(page, "letter are not the same")
    page.goto("me/")
    page.get_by_label("US").check()
    saved(page, "US")
    page.goto("apply-again/")
    expect(page.get_by_label("letter are not the same as last time")).to_be_checked()
    expect(page.locator(".reworded")).to_have_count(0)
