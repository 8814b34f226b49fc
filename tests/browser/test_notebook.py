"""The notebook: all that a reader wrote, kept in a file, and loaded back; as a person would do it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, StorageState, ViewportSize, expect

from tests.browser.conftest import PHONE, Site
from tests.browser.pdf_text import text_of
from tests.browser.person import GUIDE, LOG, OWN, REFUSED, SHARED, each_look, field, read, saved, stored
from tests.built import ROOT

Open = Callable[..., BrowserContext]
Finds = Callable[..., list[str]]
BOOK = "notebook/"
ADD, REPLACE = "Add to what is here", "Put in place of what is here"
FORMATS = ROOT / "tests" / "elements" / "formats"


def write(page: Page) -> None:
    """Something of every kind, about oneself and for two folders; the first has a name."""
    page.goto(LOG)
    field(page, "question-log.liked").fill("How new staff work in pairs")
    page.get_by_role("button", name=OWN).click()
    field(page, "interview.date").fill("2026-03-05")
    field(page, "interview.lead").fill("Sam Okafor")
    page.get_by_label("I was late").check()
    field(page, "question-log.promised-to-send").fill("my certificate, to Sam")
    page.locator("[name^='question-log.questions.question#']").nth(0).fill("Why us?")
    page.locator("[name^='question-log.questions.went#']").nth(0).select_option("blank")
    page.goto("debrief/")
    field(page, "debrief.guess").first.check()
    page.goto("next-seven-days/")
    field(page, "next-seven-days.application.done").check()
    field(page, "next-seven-days.plans.cue#apply").fill("it is nine")
    page.goto("fair-word/")
    field(page, "fair-word.stung").fill("the long silence")
    field(page, "fair-word.kind").fill("You stayed to the end")
    page.goto("me/")
    field(page, "me.name").fill("Alex Reed")
    page.locator("guide-tidy").wait_for()
    page.goto(LOG)
    page.locator("guide-folder summary").click()
    page.get_by_label("A name for this interview").fill("Porter, Hill Road")
    page.get_by_role("button", name="Begin another interview").click()
    field(page, "question-log.liked").fill("The garden")
    saved(page, "The garden")


@pytest.fixture(scope="session")
def kept(browser: Browser, site: Site) -> StorageState:
    """What a browser keeps once all this is written."""
    context = browser.new_context(base_url=site.url, locale="en-GB", service_workers="block")
    write(context.new_page())
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def written(open_context: Open, kept: StorageState) -> Page:
    """A quiet page of a reader who wrote all this."""
    return open_context(storage_state=kept).new_page()


def book(page: Page) -> Locator:
    """Go to the notebook."""
    page.goto(BOOK)
    page.wait_for_selector("guide-load summary")
    return page.locator("guide-notebook")


def save(page: Page, name: str = "Save everything in one file") -> Download:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).click()
    return waited.value


def text_in(download: Download) -> str:
    return Path(download.path()).read_text("utf-8")


def choose(page: Page, text: str, name: str = "mine.html") -> None:
    """Give the page a file, by its button."""
    box = page.locator("guide-load details")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/html", "buffer": text.encode()})


def panel(page: Page) -> Locator:
    return page.locator("guide-load .panel")


def answers(page: Page) -> dict[str, Any]:
    """What the browser keeps, less where the reader is."""
    return {key: value for key, value in stored(page).items() if not key.endswith(("/here", "/device"))}


def said(page: Page) -> dict[str, Any]:
    """The same without times, and without what is empty or gone: what a reader would see of it."""
    return {key: told for key, value in answers(page).items() if (told := bare(value))}


def bare(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value.get("deleted"):
        return None
    kept = {name: bare(inner) for name, inner in value.items() if name not in ("at", "gone", "order", "deleted")}
    found = {name: inner for name, inner in kept.items() if inner not in (None, "", [], {})}
    return found if set(found) - {"asked", "words", "columns", "made"} else None


def file_of(data: dict[str, Any]) -> str:
    whole = {"format": 1, "guide": GUIDE, "language": "en", "me": {}, "folders": {}, **data}
    return f'<!doctype html><script type="application/json" id="answers">{json.dumps(whole)}</script>'


# --- a reader without scripts


@pytest.mark.parametrize("viewport", [PHONE])
def test_without_scripts_it_says_so_and_lists_all(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("")
    page.get_by_role("link", name="Your notebook").click()
    expect(page.locator("h1")).to_have_text("Your notebook")
    expect(page.get_by_text("Only scripts can keep answers")).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    links = page.locator("main .all a")
    assert links.count() == len(list((ROOT / "checklists").glob("*/*.yml"))) + 2
    page.get_by_role("link", name="Look at it once, properly").click()
    expect(page.locator("h1")).to_have_text("Look at it once, properly")


# --- what is written


@each_look("dark")
def test_all_that_was_written_is_there(quiet_page: Page, axe_finds_in_both: Finds, viewport: ViewportSize) -> None:
    page = quiet_page
    shown = book(page)
    expect(shown).to_contain_text("Nothing is written yet.")
    expect(page.get_by_role("button", name="Save everything")).to_be_hidden()
    assert axe_finds_in_both(page) == []
    write(page)
    page.goto("")
    page.locator("main").get_by_role("link", name="Your notebook").click()
    expect(shown.locator("h2:visible")).to_have_text(
        ["About you", re.compile("^interview begun on"), "Porter, Hill Road"]
    )
    porter = shown.locator("details.folder").nth(1)
    told = porter.locator("dt:visible, dd:visible").all_inner_texts()
    answers = dict(zip(told[::2], told[1::2], strict=True))
    assert answers["When was it?"] == "5 March 2026"
    assert answers["Was anything out of the ordinary?"] == "I was late"
    assert answers["How do you think it went?"].startswith("1, where 1 is ")
    assert re.fullmatch(r"Done, \d+ \w+ \d{4}", answers["Which one?"])
    table = porter.locator("dd", has_text="Why us?")
    expect(table).to_contain_text("went blank")
    expect(porter.locator("dd", has_text="it is nine")).to_contain_text("Apply")
    expect(porter.get_by_role("meter", name="A fair word to yourself")).to_have_attribute(
        "aria-valuetext", "2 answered"
    )
    expect(porter.locator("section[data-stage='3']")).to_contain_text("Not begun: 5")
    assert "%" not in shown.inner_text()
    porter.locator("section[data-stage='3'] summary").click()
    expect(porter.get_by_role("link", name="Thank-you note")).to_be_visible()
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    porter.get_by_role("link", name="What did you like hearing about?").click()
    page.wait_for_url("**/question-log/#liked")


def test_what_is_asked_otherwise_or_no_more_is_kept_and_shown(quiet_page: Page, axe_finds: Finds) -> None:
    page = quiet_page
    sheets = {
        "question-log": {
            "liked": {"value": "the garden", "at": 5, "asked": "What pleased you?"},
            "unusual": {"value": ["late"], "at": 5, "words": {"late": "I came late"}},
            "smell": {"value": "of paint", "at": 5, "asked": "How did it smell?"},
        },
        "once": {"a": {"value": "an old answer", "at": 5, "asked": "An old question"}},
        "thank-you": {"note": {"text": "Dear Sam, by hand", "made-from": "Dear Sam,", "at": 5}},
    }
    book(page)
    page.evaluate(
        "([guide, sheets]) => { localStorage[guide + '/1/device'] = 'own'; for (const [sheet, record] of Object.entries(sheets))"
        " localStorage[guide + '/1/abcd1234/' + sheet] = JSON.stringify(record) }",
        [GUIDE, sheets],
    )
    before = stored(page)
    shown = book(page)
    expect(shown.locator("dt", has_text="What did you like hearing about?")).to_contain_text("“What pleased you?”")
    expect(shown.locator("dt", has_text="out of the ordinary")).to_contain_text("You chose: “I came late”")
    expect(shown.locator("dt", has_text="How did it smell?")).to_contain_text("This guide does not ask this now.")
    expect(shown.locator("dd", has_text="of paint")).to_be_visible()
    expect(shown.locator("section", has_text="From another edition of this guide").last).to_contain_text(
        "an old answer"
    )
    expect(shown.locator("dd", has_text="Dear Sam, by hand")).to_be_visible()
    assert axe_finds(page) == []
    assert stored(page) == before
    data = text_in(save(page))
    assert all(text in data for text in ("of paint", "an old answer", "Dear Sam, by hand"))


def test_it_follows_what_another_tab_does(written: Page) -> None:
    one = written
    one.goto(LOG)
    two = one.context.new_page()
    shown = book(two)
    two.get_by_text("Name it, put it away, or delete it").first.click()
    name = two.get_by_label("A name for this interview").first
    name.fill("Gardens")
    expect(shown.locator("h2").nth(1)).to_have_text("Gardens")
    field(one, "question-log.liked").fill("The garden, at noon")
    saved(one, "at noon")
    expect(shown.locator("dd", has_text="The garden, at noon")).to_be_visible()
    expect(name).to_be_focused()
    expect(one.locator("guide-folder summary")).to_have_text("For: Gardens")


# --- folders


@each_look("dark")
def test_folders_are_named_gone_to_put_away_and_deleted(written: Page, axe_finds_in_both: Finds) -> None:
    page = written
    shown = book(page)
    parts = shown.locator("details.folder")
    porter = parts.filter(has=page.locator("h2", has_text="Porter, Hill Road"))
    porter.get_by_role("button", name="Go on with this interview").click()
    expect(porter).to_contain_text("This is the interview you are in.")
    expect(porter.locator("> summary")).to_be_focused()
    porter.get_by_text("Name it, put it away").press("Enter")
    assert axe_finds_in_both(page) == []
    porter.get_by_role("button", name="Put this interview away").press("Enter")
    expect(porter.locator("h2")).to_have_text("Porter, Hill Road (put away)")
    expect(porter.get_by_role("button", name="Bring this interview back")).to_be_focused()
    page.reload()
    expect(porter).not_to_have_attribute("open", "")
    porter.locator("> summary").click()
    porter.get_by_text("Name it, put it away").click()
    before = said(page)
    porter.get_by_role("button", name="Delete this interview").press("Enter")
    expect(porter).to_have_count(0)
    undo = shown.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(shown.get_by_text("Deleted: Porter, Hill Road.")).to_be_visible()
    assert axe_finds_in_both(page) == []
    undo.press("Enter")
    expect(porter).to_have_count(1)
    assert said(page) == before
    assert page.evaluate("document.activeElement !== document.body")
    shown.get_by_role("button", name="Begin another interview").click()
    expect(parts).to_have_count(3)
    expect(parts.first.locator("> summary")).to_be_focused()


def test_everything_is_deleted_and_brought_back(written: Page, axe_finds: Finds) -> None:
    page = written
    shown = book(page)
    before = said(page)
    shown.get_by_role("button", name="Delete everything").click()
    expect(shown).to_contain_text("Everything is deleted.")
    assert said(page) == {}
    assert axe_finds(page) == []
    undo = shown.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(shown.locator("h2", has_text="Porter")).to_be_visible()
    assert said(page) == before


# --- a file


@each_look("dark")
def test_save_here_and_load_on_a_fresh_device(written: Page, open_context: Open, axe_finds_in_both: Finds) -> None:
    """Nothing is lost on the way, and the file says whose it is and when it was made."""
    page = written
    book(page)
    file = save(page)
    assert re.fullmatch(rf"{GUIDE}-\d{{4}}-\d\d-\d\d\.html", file.suggested_filename)
    text = text_in(file)
    fresh = open_context().new_page()
    shown = book(fresh)
    choose(fresh, text)
    expect(panel(fresh)).to_contain_text("answers are new.")
    expect(panel(fresh).get_by_role("heading", name="What would change")).to_be_focused()
    expect(panel(fresh)).to_contain_text("Porter, Hill Road (a new interview)")
    expect(panel(fresh).get_by_role("button", name=ADD)).to_have_count(0)
    assert axe_finds_in_both(fresh) == []
    assert stored(fresh) == {}
    panel(fresh).get_by_role("button", name=OWN).click()
    add = panel(fresh).get_by_role("button", name=ADD)
    expect(add).to_be_focused()
    assert axe_finds_in_both(fresh) == []
    add.press("Enter")
    undo = fresh.locator("guide-load").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    assert answers(fresh) == answers(page)
    expect(shown.locator("h2:visible").nth(2)).to_have_text("Porter, Hill Road")
    assert axe_finds_in_both(fresh) == []
    undo.press("Enter")
    assert said(fresh) == {}
    expect(fresh.locator("guide-load summary")).to_be_focused()


def test_the_file_reads_by_itself(
    written: Page, open_context: Open, axe_finds: Finds, noise: list[str], tmp_path: Path
) -> None:
    page = written
    book(page)
    path = tmp_path / "mine.html"
    save(page).save_as(path)
    reader = open_context().new_page()
    reader.goto(path.as_uri())
    expect(reader.locator("h2")).to_have_text(["About you", "Porter, Hill Road", re.compile("^interview begun on")])
    porter = reader.locator("section").nth(1)
    expect(porter.locator("h3").first).to_have_text("About this interview")
    expect(porter.locator("dd", has_text="it is nine")).to_contain_text("Apply")
    assert axe_finds(reader) == []
    assert noise == [f"request: {path.as_uri()}"]
    noise.clear()


def test_a_shared_device_keeps_what_is_loaded_in_the_tab(written: Page, open_context: Open) -> None:
    page = written
    book(page)
    text = text_in(save(page))
    fresh = open_context().new_page()
    book(fresh)
    choose(fresh, text)
    panel(fresh).get_by_role("button", name=SHARED).click()
    panel(fresh).get_by_role("button", name=ADD).click()
    expect(fresh.locator("guide-load")).to_contain_text("The file is loaded.")
    assert stored(fresh) == {}
    assert len(stored(fresh, "session")) > 5
    fresh.get_by_role("button", name="Clear and leave").click()
    expect(fresh.get_by_text("What you wrote here is gone.")).to_be_visible()
    assert stored(fresh, "session") == {}


def two_copies(page: Page) -> str:
    """A file, and other answers written here since."""
    book(page)
    text = text_in(save(page))
    page.goto(LOG)
    field(page, "question-log.liked").fill("The garden, and the quiet")
    field(page, "question-log.my-questions").fill("who would train me")
    saved(page, "who would train me")
    return text


@each_look("dark")
def test_adding_keeps_the_last_of_each_and_shows_both_first(
    written: Page, axe_finds_in_both: Finds, viewport: ViewportSize
) -> None:
    page = written
    text = two_copies(page)
    data = json.loads(text.split('id="answers">')[1].split("</script>")[0])
    name = next(name for name, folder in data["folders"].items() if folder.get("name") == "Porter, Hill Road")
    kept = data["folders"][name]["sheets"]["question-log"]
    kept["liked"] |= {"value": "Pairs, as I wrote later elsewhere", "at": kept["liked"]["at"] + 3_600_000}
    kept["wrong"] = {"value": None, "at": 5}
    book(page)
    before = said(page)
    choose(page, file_of(data))
    expect(panel(page).locator("li")).to_have_text(
        ["2 answers are not the same.", re.compile(r"^\d+ answers are the same\.$"), "1 answer is only here."]
    )
    sides = panel(page).locator(".sides")
    expect(sides).to_have_count(2)
    garden = sides.filter(has_text="The garden, and the quiet")
    expect(garden.locator("> div").nth(0)).to_contain_text("Here. Adding keeps this one:")
    expect(garden.locator("> div").nth(1)).to_contain_text("In the file:")
    pairs = sides.filter(has_text="later elsewhere")
    expect(pairs.locator("> div").nth(1)).to_contain_text("In the file. Adding keeps this one:")
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert said(page) == before
    panel(page).get_by_role("button", name=ADD).click()
    for wanted in ("The garden, and the quiet", "who would train me", "later elsewhere"):
        expect(page.locator("guide-notebook dd", has_text=wanted)).to_be_visible()
    page.locator("guide-load").get_by_role("button", name="Undo").click()
    assert said(page) == before


@each_look("dark")
def test_replacing_leaves_what_the_file_has_and_can_be_undone(written: Page) -> None:
    page = written
    text = two_copies(page)
    book(page)
    before = said(page)
    choose(page, text)
    expect(panel(page)).to_contain_text("1 answer that is only here would go.")
    panel(page).get_by_role("button", name="Leave it as it is").click()
    expect(page.locator("guide-load summary")).to_be_focused()
    expect(page.locator("guide-load")).to_contain_text("Nothing has changed.")
    assert said(page) == before
    choose(page, text)
    panel(page).get_by_role("button", name=REPLACE).click()
    expect(page.locator("guide-notebook dd", has_text="who would train me")).to_have_count(0)
    assert "and the quiet" not in json.dumps(stored(page))
    page.locator("guide-load").get_by_role("button", name="Undo").click()
    expect(page.locator("guide-notebook dd", has_text="who would train me")).to_be_visible()
    assert said(page) == before


def test_a_file_comes_by_drop_and_by_paste(quiet_page: Page) -> None:
    page = quiet_page
    book(page)
    text = file_of({"me": {"me": {"name": {"value": "Alex", "at": 5}}}})
    page.evaluate(
        """text => { const carried = new DataTransfer(); carried.items.add(new File([text], 'mine.html'))
          for (const kind of ['dragover', 'drop']) document.querySelector('footer').dispatchEvent(
            new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true})) }""",
        text,
    )
    expect(panel(page)).to_contain_text("1 answer is new.")
    panel(page).get_by_role("button", name="Leave it").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field_for_text = page.get_by_label("Or its text")
    field_for_text.focus()
    page.keyboard.press("Control+V")
    expect(panel(page)).to_contain_text("1 answer is new.")
    expect(field_for_text).to_have_value("")
    panel(page).get_by_role("button", name="Leave it").click()
    field_for_text.fill("just some words")
    page.keyboard.press("Tab")
    expect(page.locator("guide-load")).to_contain_text("This is not a file that was saved in this guide.")


CUT = file_of({"me": {"me": {"name": {"value": "Alex", "at": 5}}}})[:-30]


REFUSALS = [
    ("My shopping list", "not a file that was saved in this guide"),
    (CUT, "cut off or damaged"),
    (file_of({"guide": "settling-in"}), "not a file that was saved in this guide"),
    (file_of({"format": 2}), "A newer edition of this guide made this file"),
    (file_of({"locked": {"rounds": 1e9, "salt": "", "iv": "", "data": ""}}), "locked"),
]


def test_a_file_is_refused_with_a_reason(quiet_page: Page, axe_finds: Finds) -> None:
    page = quiet_page
    book(page)
    page.evaluate(f"localStorage['{GUIDE}/1/device'] = 'own'")
    page.evaluate(f'localStorage[\'{GUIDE}/1/me/me\'] = \'{{"name": {{"value": "Alex", "at": 5}}}}\'')
    page.reload()
    before = stored(page)
    for text, reason in REFUSALS:
        choose(page, text)
        expect(page.locator("guide-load [role=status]").first).to_contain_text(reason)
        expect(panel(page).get_by_role("button", name=ADD)).to_have_count(0)
        assert axe_finds(page) == []
        assert stored(page) == before
        choose(page, file_of({"me": {"me": {"name": {"value": "Kim", "at": 6}}}}))
        expect(panel(page)).to_contain_text("1 answer is not the same.")


def test_a_file_that_is_too_large_is_not_read(quiet_page: Page) -> None:
    """It is made in the page: to hand it over from outside takes longer than to refuse it."""
    page = quiet_page
    book(page)
    before = stored(page)
    page.evaluate(
        """() => { const carried = new DataTransfer()
          carried.items.add(new File(['x'.repeat(11 * 1024 * 1024)], 'mine.html', {type: 'text/html'}))
          const field = document.querySelector('guide-load input[type=file]')
          field.files = carried.files
          field.dispatchEvent(new Event('change', {bubbles: true})) }"""
    )
    expect(page.locator("guide-load [role=status]").first).to_contain_text("too large")
    expect(panel(page).get_by_role("button", name=ADD)).to_have_count(0)
    assert stored(page) == before


HOSTILE = "</script><script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'>"


def test_a_file_with_script_in_it_is_text(quiet_page: Page) -> None:
    page = quiet_page
    entry = {"value": HOSTILE, "asked": HOSTILE, "at": 5, "own": HOSTILE, "__proto__": {"hurt": 1}}
    table = {"at": 5, "columns": {"c": {"asked": HOSTILE}}, "rows": {"r": {"c": {"value": HOSTILE, "at": 5}}}}
    data = file_of(
        {
            "me": {"me": {"name": entry, "lost": entry}, "constructor": {"toString": entry}},
            "folders": {"abcd1234": {"at": 5, "name": HOSTILE, "sheets": {"question-log": {"questions": table}}}},
        }
    )
    escaped = data.replace("</script><script>", "<\\/script><script>", 3).replace("</script><", "<\\/script><")
    book(page)
    choose(page, escaped)
    expect(panel(page)).to_contain_text("answers are new.")
    panel(page).get_by_role("button", name=OWN).click()
    panel(page).get_by_role("button", name=ADD).click()
    expect(page.locator("guide-notebook")).to_contain_text("onerror")
    text = text_in(save(page))
    page.reload()
    expect(page.locator("guide-notebook h2", has_text="onerror")).to_be_visible()
    assert page.evaluate("window.hurt === undefined && ({}).hurt === undefined")
    assert text.count("<script") == 1
    assert "<img" not in text


def test_what_could_not_be_used_is_said(quiet_page: Page) -> None:
    page = quiet_page
    book(page)
    choose(page, file_of({"me": {"me": {"name": {"value": "Alex", "at": 5}, "bad": 3, "worse": []}, "other": 1}}))
    expect(panel(page)).to_contain_text("3 things in the file could not be read. They are left out.")
    expect(panel(page)).to_contain_text("1 answer is new.")


@pytest.mark.parametrize("format_", [path.name for path in sorted(FORMATS.iterdir())])
def test_a_file_of_every_format_loads(quiet_page: Page, format_: str) -> None:
    page = quiet_page
    book(page)
    choose(page, (FORMATS / format_ / "file.html").read_text("utf-8").replace('"a-guide"', f'"{GUIDE}"'))
    panel(page).get_by_role("button", name=OWN).click()
    panel(page).get_by_role("button", name=ADD).click()
    expect(page.locator("guide-notebook h2", has_text="Baker <One>")).to_be_visible()
    expect(page.locator("guide-notebook")).to_contain_text("A time you led?")


def test_there_is_no_room_for_a_file(written: Page) -> None:
    page = written
    book(page)
    before = stored(page)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    choose(page, file_of({"me": {"me": {"name": {"value": "Kim", "at": 9e12}}}}))
    panel(page).get_by_role("button", name=ADD).click()
    expect(page.locator("guide-load")).to_contain_text("There is not enough room left in this browser for this file.")
    assert stored(page) == before
    expect(page.locator("guide-notebook dd", has_text="Kim")).to_have_count(0)


# --- a pass phrase


@each_look("dark")
def test_a_file_behind_a_pass_phrase(written: Page, open_context: Open, axe_finds_in_both: Finds) -> None:
    page = written
    book(page)
    page.get_by_text("Save it with a pass phrase").click()
    expect(page.get_by_text("Nobody can find the phrase for you.")).to_be_visible()
    phrase, again = page.get_by_label("Pass phrase"), page.get_by_label("The same once more")
    lock = page.get_by_role("button", name="Save the locked file")
    lock.click()
    expect(page.locator("guide-save")).to_contain_text("Type a pass phrase first.")
    expect(phrase).to_be_focused()
    phrase.fill("four calm words here")
    again.fill("four calm words")
    lock.click()
    expect(page.locator("guide-save")).to_contain_text("The two are not the same.")
    expect(again).to_be_focused()
    page.get_by_label("Show what I type").check()
    expect(again).to_have_attribute("type", "text")
    again.fill("four calm words here")
    assert axe_finds_in_both(page) == []
    text = text_in(save(page, "Save the locked file"))
    assert "Porter" not in text
    assert "pairs" not in text

    fresh = open_context().new_page()
    book(fresh)
    choose(fresh, text)
    key = fresh.locator("guide-load").get_by_label("Pass phrase")
    expect(key).to_be_focused()
    assert axe_finds_in_both(fresh) == []
    key.fill("four calm word here")
    key.press("Enter")
    expect(fresh.locator("guide-load")).to_contain_text("The phrase does not open this file.")
    assert stored(fresh) == {}
    key.fill("four calm words here")
    fresh.get_by_role("button", name="Open it").click()
    expect(panel(fresh)).to_contain_text("answers are new.")
    panel(fresh).get_by_role("button", name=OWN).click()
    panel(fresh).get_by_role("button", name=ADD).click()
    expect(fresh.locator("guide-load")).to_contain_text("The file is loaded.")
    assert answers(fresh) == answers(page)


def test_a_browser_that_cannot_lock_says_so(written: Page) -> None:
    page = written
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    book(page)
    page.get_by_text("Save it with a pass phrase").click()
    expect(page.get_by_text("This browser can lock files only on a page with a secure address")).to_be_visible()
    expect(page.get_by_role("button", name="Save the locked file")).to_have_count(0)
    choose(page, file_of({"locked": {}}))
    expect(page.locator("guide-load")).to_contain_text("This browser can open it only")


# --- a copy for somebody else


@each_look("dark")
def test_a_copy_has_nothing_private_and_no_names(
    written: Page, axe_finds_in_both: Finds, viewport: ViewportSize
) -> None:
    page = written
    book(page)
    before = stored(page)
    copy = page.locator("guide-copy")
    copy.locator("summary").click()
    preview = copy.locator(".preview")
    expect(preview).to_contain_text("You stayed to the end")
    expect(copy).to_contain_text("1 private answer is left out.")
    expect(preview).to_contain_text("my certificate, to (name)")
    for word in ("Sam", "Okafor", "Alex", "silence"):
        expect(preview).not_to_contain_text(word)
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    copy.get_by_label("Look at it once, properly").uncheck()
    expect(preview).not_to_contain_text("How do you think it went?")
    copy.get_by_label(re.compile("^interview begun on")).uncheck()
    expect(preview).not_to_contain_text("The garden")
    file = save(page, "Save the copy")
    assert "-copy-" in file.suggested_filename
    text = text_in(file)
    for word in ("Sam", "Okafor", "Alex", "silence", "The garden", "It went badly"):
        assert word not in text
    assert "You stayed to the end" in text
    copy.get_by_label("Hide names").uncheck()
    expect(preview).to_contain_text("Sam Okafor")
    expect(preview).not_to_contain_text("silence")
    assert stored(page) == before
    choose(page, text)
    expect(panel(page)).to_contain_text("This is a copy that was made for somebody else.")
    expect(panel(page).locator(".sides").first).to_contain_text("Adding keeps this one")
    unchanged = said(page)
    panel(page).get_by_role("button", name=ADD).click()
    expect(page.locator("guide-load")).to_contain_text("The file is loaded.")
    assert said(page) == unchanged


# --- where nothing can be stored, and what could not be read


def test_a_page_that_cannot_keep_answers_saves_them_all(open_context: Open, axe_finds: Finds, noise: list[str]) -> None:
    context = open_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    page.goto(LOG)
    field(page, "question-log.liked").fill("still here")
    page.keyboard.press("Tab")
    field(page, "interview.role").fill("porter")
    page.keyboard.press("Tab")
    trouble = page.locator(".trouble")
    expect(trouble).to_be_visible()
    assert axe_finds(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    with page.expect_download() as waited:
        trouble.get_by_role("button", name="Save a copy to a file").click()
    text = text_in(waited.value)
    assert "<h3>About this interview</h3>" in text
    assert "still here" in text
    with page.expect_download() as waited:
        page.locator("guide-keeping").get_by_role("button", name="Save a copy to a file").click()
    fresh = open_context().new_page()
    book(fresh)
    choose(fresh, text_in(waited.value))
    expect(panel(fresh)).to_contain_text("2 answers are new.")
    noise[:] = [told for told in noise if "SecurityError" not in told and "no" not in told.split(": ")[-1:]]


def test_titles_of_pages_that_a_page_does_not_know(written: Page, noise: list[str]) -> None:
    page = written
    page.goto("me/")
    text = text_in(save(page, "Save it in a file"))
    assert "<h3>Look at it once, properly</h3>" in text
    page.route("**/titles.json", lambda route: route.abort())
    assert "<h3>debrief</h3>" in text_in(save(page, "Save it in a file"))
    noise[:] = [told for told in noise if "ERR_FAILED" not in told]


def test_what_was_set_aside_can_be_had(quiet_page: Page, axe_finds: Finds) -> None:
    page = quiet_page
    book(page)
    page.evaluate(f"localStorage['{GUIDE}/1/device'] = 'own'")
    broken = '{"liked": {"value": "as it w'
    page.evaluate(f"text => {{ localStorage['{GUIDE}/1/me/me/broken'] = text }}", broken)
    page.reload()
    expect(page.get_by_text("It is set aside, as it was.")).to_be_visible()
    assert axe_finds(page) == []
    file = save(page, "Save what was set aside")
    assert file.suggested_filename.endswith(".txt")
    assert broken in text_in(file)
    assert read(broken) in stored(page).values()


# --- paper


@pytest.mark.parametrize("colour_scheme", ["dark"])
def test_it_prints_whole_and_without_furniture(written: Page, axe_finds: Finds) -> None:
    page = written
    shown = book(page)
    shown.get_by_text("Name it, put it away").last.click()
    shown.get_by_role("button", name="Put this interview away").last.click()
    page.reload()
    expect(shown.locator("dd", has_text="it is nine")).to_be_hidden()
    page.emulate_media(media="print")
    assert axe_finds(page) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.folder')).backgroundColor") == "rgb(255, 255, 255)"
    paper = text_of(page.pdf(format="A4"))
    for wanted in ("Why us?", "went blank", "it is nine", "You stayed to the end", "The garden", "Alex Reed"):
        assert "".join(wanted.split()) in paper
    for unwanted in ("Save everything", "Load a file", "Make a copy", "Delete", "Not begun", "Follow up", "answered"):
        assert "".join(unwanted.split()) not in paper
