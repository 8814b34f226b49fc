"""A card for a pocket: its lines chosen and edited, said aloud without hurry, printed alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Scheme
from tests.browser.pdf_text import pages_of, text_of
from tests.browser.person import OWN, SIZES, each_look, field

STORY, LESSON, WORDS = "my-story/", "lesson-card/", "words-ready/"
DID = "I ran the evening desk at a school library"
NO_PRINTER = "() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }"
MM = 96 / 25.4
Finds = Callable[..., list[str]]


def card(page: Page) -> Locator:
    return page.locator("guide-card .card")


def told(page: Page) -> Locator:
    return page.locator("guide-card [role=status]")


def write(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    asked = page.get_by_role("button", name=OWN)
    if asked.is_visible():
        asked.click()


def test_without_scripts_there_is_the_page_to_print(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(STORY)
    expect(page.get_by_role("button", name="Print this card")).to_have_count(0)
    expect(page.locator("guide-card > *")).to_have_count(0)
    field(page, "my-story.did").fill(DID)
    page.emulate_media(media="print")
    assert "".join(DID.split()) in text_of(page.pdf(format="A4"))


@each_look()
def test_lines_come_onto_the_card_as_they_are_written(
    quiet_page: Page, axe_finds_in_both: Finds, viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    assert colour_scheme
    page.goto(STORY)
    expect(page.get_by_text("What you write above comes onto this card.")).to_be_visible()
    expect(card(page)).to_be_hidden()
    assert axe_finds_in_both(page) == []
    write(page, "my-story.did", DID)
    write(page, "my-story.since", "<i>Since then</i> I have looked after my father")
    write(page, "my-story.worry", "that I have not used their till system")
    write(page, "my-story.keep-private", "why my last manager and I fell out")
    expect(card(page).locator("p")).to_have_text(
        [DID, "<i>Since then</i> I have looked after my father", "that I have not used their till system"]
    )
    expect(card(page).locator("h3, h4")).to_have_text(["Your four-line story", "What may worry them?"])
    assert axe_finds_in_both(page) == []
    write(page, "my-story.did", "I kept the stock of a chemist")
    expect(card(page).locator("p").first).to_have_text("I kept the stock of a chemist")
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_a_line_of_several_answers_says_each_once(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(LESSON)
    write(page, "lesson-card.keep", "ask how they train people")
    write(page, "lesson-card.cue", "they ask about a mistake")
    expect(card(page).locator("p")).to_have_text(["ask how they train people", "they ask about a mistake"])
    write(page, "lesson-card.action", "tell the story of the delivery")
    expect(card(page).locator("p")).to_have_text(
        ["ask how they train people", "If they ask about a mistake, then I will tell the story of the delivery."]
    )


def test_lines_are_chosen_and_ones_own_stand_with_them(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(WORDS)
    page.get_by_label("Could you ask that another way?").check()
    page.get_by_role("button", name=OWN).click()
    page.get_by_label("Let me think for a moment.").check()
    write(page, "words-ready.personal", "I can do the early shift")
    write(page, "words-ready.salary", "24,000 to 26,000")
    page.locator("[name^='words-ready.cues.question#']").first.fill("a time you calmed someone down")
    page.locator("[name^='words-ready.cues.cue#']").first.fill("bus, tea, phone call")
    expect(card(page).locator("p")).to_have_text(
        [
            "Let me think for a moment.",
            "Could you ask that another way?",
            "I can do the early shift",
            "a time you calmed someone down – bus, tea, phone call",
        ]
    )
    page.reload()
    expect(card(page).locator("p")).to_have_count(4)


# --- said aloud


SPOKEN = [
    (4_000, "a few seconds"),
    (41_000, "about 40 seconds"),
    (121_000, "about 2 minutes"),
    (152_000, "about 2 and a half minutes"),
]


def test_how_long_it_took_is_told_once_at_the_end(quiet_page: Page) -> None:
    page = quiet_page
    page.clock.install()
    page.goto(STORY)
    write(page, "my-story.did", DID)
    for spoken, words in SPOKEN:
        page.get_by_role("button", name="Say it aloud").press("Enter")
        before = told(page).inner_text()
        assert re.match("Take your time", before)
        page.clock.run_for(spoken)
        assert told(page).inner_text() == before
        page.get_by_role("button", name="I have said it").press("Enter")
        expect(told(page)).to_have_text(f"You spoke for {words}.")
        expect(page.get_by_role("button", name="Say it aloud")).to_be_focused()


@each_look()
def test_speaking_has_no_faults(quiet_page: Page, axe_finds_in_both: Finds, colour_scheme: Scheme) -> None:
    page = quiet_page
    assert colour_scheme
    page.goto(STORY)
    write(page, "my-story.did", DID)
    page.get_by_role("button", name="Say it aloud").click()
    assert axe_finds_in_both(page) == []
    page.get_by_role("button", name="I have said it").click()
    assert axe_finds_in_both(page) == []


def test_a_page_put_away_stops_and_keeps_nothing(quiet_page: Page) -> None:
    page = quiet_page
    page.clock.install()
    page.goto(STORY)
    write(page, "my-story.did", DID)
    page.wait_for_function("name => JSON.stringify({...localStorage}).includes(name)", arg=DID)
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    before = page.evaluate(kept)
    page.get_by_role("button", name="Say it aloud").click()
    page.clock.run_for(20_000)
    page.evaluate(
        """() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true})
        document.dispatchEvent(new Event('visibilitychange')); delete document.hidden }"""
    )
    page.clock.run_for(600_000)
    expect(told(page)).to_have_text("You spoke for about 20 seconds.")
    assert page.evaluate(kept) == before


# --- printed alone


def print_card(page: Page) -> None:
    page.evaluate(NO_PRINTER)
    page.get_by_role("button", name="Print this card").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")


@each_look("dark")
def test_the_card_prints_alone_in_the_size_of_a_wallet(quiet_page: Page, colour_scheme: Scheme) -> None:
    page = quiet_page
    assert colour_scheme
    page.goto(STORY)
    write(page, "my-story.did", DID)
    print_card(page)
    box = card(page).bounding_box()
    assert box
    assert (round(box["width"] / MM, 1), round(box["height"] / MM, 1)) == (85.6, 54.0)
    look = (
        card(page)
        .locator("mark")
        .evaluate("one => [getComputedStyle(one).color, getComputedStyle(one.closest('.card')).backgroundColor]")
    )
    assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    pdf = page.pdf(format="A4")
    assert text_of(pdf) == "".join(f"Your four-line story{DID}".split())
    assert pages_of(pdf) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    whole = text_of(page.pdf(format="A4"))
    assert "Whatmayworrythem?" in whole
    assert "Sayitaloud" not in whole


@SIZES
def test_a_long_text_makes_a_longer_card(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(STORY)
    long = " ".join(f"word{number}" for number in range(900))
    write(page, "my-story.why-now", long + " Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3)
    print_card(page)
    pdf = page.pdf(format="A4")
    assert "".join(long.split()) in text_of(pdf)
    assert text_of(pdf).endswith("mützenabzeichen")
    assert pages_of(pdf) > 1
    assert card(page).evaluate("one => one.scrollWidth <= one.clientWidth + 1")
