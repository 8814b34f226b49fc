"""The message: it grows beside the questions, is changed by hand, and is looked through before it goes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import LAPTOP, Scheme
from tests.browser.pdf_text import text_of
from tests.browser.person import NOTE, OWN, SIZES, each_look, field, records, saved

STRENGTH = "I trained four new starters"


def begin_note(page: Page, strength: str = STRENGTH) -> Locator:
    """A first answer that goes into the thank-you note; the note as it stands then."""
    page.goto(NOTE)
    field(page, "thank-you.strength").fill(strength)
    page.get_by_role("button", name=OWN).click()
    expect(page.locator("guide-device")).to_have_count(0)
    note = page.locator("guide-note")
    expect(note).to_be_visible()
    return note


def advice(page: Page) -> Locator:
    return page.locator("guide-note .advice")


def by_hand(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your message, to change by hand")


def test_without_scripts_the_letter_stands_with_its_gaps(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(NOTE)
    expect(page.locator("guide-note")).to_have_count(0)
    expect(page.get_by_text("Subject: Thank you – [name of the job]")).to_be_visible()
    expect(page.locator(".note > .letter")).to_contain_text("Dear [their full name],")


@each_look()
def test_it_grows_with_the_answers(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    assert colour_scheme
    page.goto(NOTE)
    expect(page.locator(".note > .letter")).to_be_visible()
    expect(page.locator("guide-note")).to_be_hidden()
    note = begin_note(page)
    expect(page.locator(".note > .letter")).to_be_hidden()
    expect(note.locator("mark")).to_have_text(STRENGTH)
    expect(note.locator(".gap").first).to_have_text("[their full name]")
    expect(note).to_contain_text(re.compile(r"\b\d\d words\. Good length: 60 to 150\."))
    page.get_by_label("a panel, through the office").check()
    expect(note.locator(".letter.now")).to_contain_text("to the panel")
    page.get_by_label("UK").check()
    expect(note).to_contain_text("Good length: 40 to 120.")
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("viewport", [LAPTOP])
def test_on_a_wide_screen_it_stands_beside_the_question(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    field(page, "thank-you.strength").scroll_into_view_if_needed()
    boxes = [place.bounding_box() for place in (field(page, "thank-you.strength"), note.locator(".letter.now"))]
    question, letter = boxes
    assert question is not None
    assert letter is not None
    assert letter["x"] > question["x"] + question["width"]
    assert abs(letter["y"] - question["y"]) < LAPTOP["height"]


def test_whose_words_they_are_can_be_seen_or_not(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    line = "getComputedStyle(document.querySelector('guide-note mark')).borderBlockEndStyle"
    whose = note.get_by_role("button", name="Mark my own words")
    expect(whose).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(line) == "solid"
    whose.click()
    assert page.evaluate(line) == "none"
    page.reload()
    expect(whose).to_have_attribute("aria-pressed", "false")


def test_a_gap_leads_to_its_question_or_is_filled_beside_the_note(
    quiet_page: Page, axe_finds: Callable[..., list[str]]
) -> None:
    page = quiet_page
    note = begin_note(page)
    name = note.get_by_label("What name do you sign with?")
    name.fill("Alex Reed")
    saved(page, "Alex Reed")
    expect(note.locator(".letter.now")).to_contain_text("Kind regards,\nAlex Reed", use_inner_text=True)
    expect(name).to_be_focused()
    assert axe_finds(page) == []
    page.reload()
    expect(note.locator(".letter.now")).to_contain_text("Alex Reed")
    expect(name).to_have_count(0)
    page.goto("me/")
    expect(field(page, "me.name")).to_have_value("Alex Reed")


def test_what_was_written_elsewhere_says_from_where(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("question-log/")
    page.locator("[name^='question-log.unsaid.what#']").first.fill("I ran the count")
    page.get_by_role("button", name=OWN).click()
    saved(page, "I ran the count")
    page.goto(NOTE)
    note = page.locator("guide-note")
    expect(note.locator("mark")).to_have_text("I ran the count")
    note.get_by_role("link", name="Write it down while it is fresh").click()
    page.wait_for_url("**/question-log/#unsaid")


def test_parts_are_taken_out_and_put_back(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    note = begin_note(page)
    letter = note.locator(".letter.now")
    note.get_by_text("Choose what is in it").click()
    glad = note.get_by_label("I would be glad to do this work.")
    expect(glad).to_be_checked()
    assert axe_finds(page) == []
    glad.uncheck()
    expect(letter).not_to_contain_text("glad to do this work")
    expect(glad).to_be_focused()
    page.reload()
    expect(letter).not_to_contain_text("glad to do this work")
    note.get_by_text("Choose what is in it").click()
    expect(glad).not_to_be_checked()
    glad.check()
    expect(letter).to_contain_text("glad to do this work")
    expect(note.get_by_label("Kind regards")).to_have_count(0)


@SIZES
def test_it_is_changed_by_hand_and_answers_are_offered(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]]
) -> None:
    page = quiet_page
    note = begin_note(page)
    note.get_by_role("button", name="Change it by hand").click()
    text = by_hand(page)
    expect(text).to_be_focused()
    mine = "Dear Sam,\n\nThank you. I enjoyed it.\n\nKind regards,\nAlex"
    text.fill(mine)
    saved(page, "I enjoyed it.")
    entry = records(page, "thank-you")[0]["note"]
    assert entry["text"] == mine
    assert entry["made-from"][0] == "Dear [their full name],"
    page.reload()
    expect(text).to_have_value(mine)
    field(page, "thank-you.omitted").fill("I passed my test")
    news = note.locator(".news")
    expect(news).to_contain_text("One thing I did not get to say: I passed my test.")
    expect(text).to_have_value(mine)
    assert axe_finds_in_both(page) == []
    news.get_by_role("button", name="Put it in").click()
    expect(text).to_have_value(
        re.compile(r"^Dear Sam,[\s\S]*I enjoyed it\.[\s\S]*One thing I did not get to say: I passed my test\.")
    )
    expect(text).to_be_focused()
    expect(news).to_be_empty()
    field(page, "thank-you.omitted").fill("I passed my test in May")
    news.get_by_role("button", name="Leave my message as it is").click()
    expect(news).to_be_empty()
    page.emulate_media(media="print")
    assert "IpassedmytestThankyou" not in text_of(page.pdf(format="A4"))
    assert "Ienjoyedit." in text_of(page.pdf(format="A4"))


def test_it_is_made_again_and_that_can_be_undone(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    note.get_by_role("button", name="Change it by hand").click()
    by_hand(page).fill("My own words.")
    note.get_by_role("button", name="Make it from my answers again").click()
    expect(note.locator(".letter.now")).to_contain_text(STRENGTH)
    undo = note.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(by_hand(page)).to_have_value("My own words.")
    expect(by_hand(page)).to_be_focused()
    page.reload()
    expect(by_hand(page)).to_have_value("My own words.")


def test_changing_nothing_keeps_nothing(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    note.get_by_role("button", name="Change it by hand").click()
    note.get_by_role("button", name="Make it from my answers again").click()
    expect(note.get_by_role("button", name="Change it by hand")).to_be_focused()
    saved(page, STRENGTH)
    assert "note" not in records(page, "thank-you")[0]


def test_two_tabs_share_a_message_changed_by_hand(quiet_page: Page) -> None:
    one = quiet_page
    begin_note(one)
    saved(one, STRENGTH)
    two = one.context.new_page()
    two.goto(NOTE)
    one.get_by_role("button", name="Change it by hand").click()
    by_hand(one).fill("My own words.")
    expect(by_hand(two)).to_have_value("My own words.")


def test_the_subject_follows_and_can_be_changed(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    subject = note.get_by_label("Subject")
    expect(subject).to_have_value("Thank you")
    page.goto("interview/")
    field(page, "interview.role").fill("porter")
    saved(page, "porter")
    page.goto(NOTE)
    expect(subject).to_have_value("Thank you – porter")
    subject.fill("")
    page.keyboard.press("Tab")
    expect(advice(page)).to_contain_text("It has no subject yet.")
    subject.fill("Thank you for Monday")
    page.reload()
    expect(subject).to_have_value("Thank you for Monday")


# --- before it goes


def test_what_to_look_at_is_said_kindly_and_with_the_way(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    page = quiet_page
    begin_note(page, "I am so sorry I was terrible, I trained four people")
    said = advice(page)
    expect(said).to_contain_text("Still to fill: their full name.")
    expect(said).to_contain_text("It says sorry for how it went. They probably saw less than you felt.")
    expect(said).to_contain_text("Here: “sorry”.")
    expect(said).to_contain_text("This may sound harder on you than you mean.")
    expect(said).to_contain_text("It is short.")
    assert axe_finds(page) == []
    said.get_by_role("listitem").filter(has_text="sorry").get_by_role("link").click()
    page.wait_for_url("**/thank-you/#strength")
    field(page, "thank-you.strength").fill("I trained four people")
    expect(said).not_to_contain_text("sorry")


def test_a_front_runner_whose_every_draft_says_sorry(quiet_page: Page) -> None:
    """From the home page's way to a warm note of a good length, with no apology in it and nothing to fill."""
    page = quiet_page
    page.goto("question-log/")
    field(page, "interview.role").fill("ward clerk")
    page.get_by_role("button", name=OWN).click()
    field(page, "question-log.liked").fill("how new staff work in pairs at first")
    page.locator("[name^='question-log.unsaid.what#']").first.fill("I ran the evening desk alone for a year")
    saved(page, "evening desk")
    page.goto(NOTE)
    page.get_by_label("the person who led it").check()
    page.get_by_label("UK").check()
    field(page, "thank-you.strength").fill("I am sorry I shook, but I trained four new starters last year")
    expect(advice(page)).to_contain_text("It says sorry")
    field(page, "thank-you.strength").fill("I trained four new starters last year")
    note = page.locator("guide-note")
    note.get_by_label("Who led it?").fill("Sam Okafor")
    note.get_by_label("What name do you sign with?").fill("Alex Reed")
    expect(advice(page)).to_contain_text("Nothing to mend that we can see.")
    letter = note.locator(".letter.now").inner_text()
    assert "sorry" not in letter
    assert "[" not in letter
    assert 40 <= len(letter.split()) <= 120


def test_it_can_wait_until_tomorrow_where_they_have_not_slept_on_it(quiet_page: Page) -> None:
    page = quiet_page
    page.goto("send-or-not/")
    page.get_by_label("a thank-you note").check()
    page.get_by_role("button", name=OWN).click()
    note = page.locator("guide-note")
    page.goto(NOTE)
    field(page, "thank-you.strength").fill(STRENGTH)
    expect(note).to_contain_text("you can read it again tomorrow")
    page.goto("send-or-not/")
    page.get_by_label("I have slept on it, or read it aloud").check()
    saved(page, "slept")
    page.goto(NOTE)
    expect(note.locator("mark")).to_have_text(STRENGTH)
    expect(note).not_to_contain_text("tomorrow")


def test_a_note_that_went_says_so(quiet_page: Page) -> None:
    page = quiet_page
    note = begin_note(page)
    expect(note.locator(".went")).to_be_empty()
    field(page, "thank-you.send-it.done").check()
    expect(note.locator(".went")).to_have_text(re.compile(r"^This went on \w+day \d+ \w+\. Once is enough\.$"))


def test_several_messages_in_one_checklist(quiet_page: Page, axe_finds: Callable[..., list[str]]) -> None:
    """Someone whose follow-up never arrived sends three lines today."""
    page = quiet_page
    page.goto("check-in/")
    field(page, "interview.contact").fill("Priya Shah")
    page.get_by_role("button", name=OWN).click()
    first, second = (page.locator(f"guide-note[message={name}]") for name in ("first", "second"))
    first.get_by_label("What name do you sign with?").fill("Alex Reed")
    expect(first.locator(".letter.now")).to_contain_text("Dear Priya Shah,")
    expect(first.locator(".letter.now")).to_contain_text("Could you tell me when to expect news?")
    expect(second.locator(".letter.now")).to_contain_text("Is there a date yet for a decision?")
    expect(second.locator(".letter.now")).to_contain_text("Alex Reed")
    expect(first.get_by_label("Subject")).to_have_value("Is there news?")
    expect(first.locator(".advice")).to_contain_text("Nothing to mend that we can see.")
    assert axe_finds(page) == []
