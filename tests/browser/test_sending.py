"""A message goes out: copied, opened in a mail program, saved as a file, printed. The page sends nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import docx
import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import PHONE, Scheme
from tests.browser.pdf_text import pages_of, text_of
from tests.browser.person import NOTE, OWN, each_look, field

STRENGTH = "I trained four new starters"
SUBJECT = "Thank you"


def begin(page: Page, strength: str = STRENGTH) -> Locator:
    """A note with a first answer in it, and what takes it out of the page."""
    page.goto(NOTE)
    field(page, "thank-you.strength").fill(strength)
    page.get_by_role("button", name=OWN).click()
    ways = page.locator("guide-send")
    expect(ways.get_by_role("button", name="Copy the text")).to_be_visible()
    return ways


def told(page: Page) -> Locator:
    return page.locator("guide-send [role=status]")


def letter(page: Page) -> str:
    """The note as it stands, a paragraph a line."""
    return page.locator("guide-note .letter.now").inner_text()


def words(text: str) -> list[str]:
    return text.split()


def clipboard(page: Page, kind: str) -> str:
    found: str = page.evaluate(
        "async kind => await (await (await navigator.clipboard.read())[0].getType(kind)).text()", kind
    )
    return found


def refuse(page: Page, *names: str) -> None:
    for name in names:
        page.evaluate("name => { navigator.clipboard[name] = () => Promise.reject(new Error()) }", name)


def saved(page: Page, button: str) -> Path:
    page.get_by_text("Save as…").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().rename(waiting.value.path().with_name(waiting.value.suggested_filename))


def followed(page: Page, noise: list[str]) -> str:
    """Open the mail program; the address it is given. To the browser that is a way to go, and it takes nobody there."""
    link = page.get_by_role("link", name="Open in mail")
    before = page.url, page.evaluate("history.length")
    with page.expect_request(re.compile("^mailto:")) as waiting:
        link.click()
    assert noise == [f"request: {waiting.value.url}"]
    noise.clear()
    assert (page.url, page.evaluate("history.length")) == before
    return waiting.value.url


# --- without scripts, and before there is anything


def test_without_scripts_the_letter_is_there_to_copy_by_hand(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(NOTE)
    expect(page.locator(".note > .letter")).to_contain_text("Dear [their full name],")
    expect(page.get_by_text("Copy it, fill the gaps in brackets")).to_be_visible()
    expect(page.locator("guide-send")).to_have_count(0)


def test_it_comes_when_a_message_is_begun_and_what_makes_files_when_a_file_is(quiet_page: Page) -> None:
    page = quiet_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(NOTE)
    page.wait_for_function("() => Boolean(customElements.get('guide-note'))")
    expect(page.get_by_role("button", name="Copy the text")).to_have_count(0)
    assert not {"guide-send.js", "mail-draft.js", "word-file.js", "docx.js", "mimetext.js"} & set(asked)
    begin(page)
    assert "guide-send.js" in asked
    saved(page, "Text file")
    assert not {"mail-draft.js", "word-file.js", "docx.js", "mimetext.js"} & set(asked)


# --- copied


def test_it_is_copied_plain_and_rich(quiet_page: Page) -> None:
    page = quiet_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, "I <b>trained</b> four & more")
    copy = page.get_by_role("button", name="Copy the text")
    copy.click()
    expect(told(page)).to_have_text("Copied. There are still gaps in brackets to fill.")
    expect(copy).to_be_focused()
    plain, rich = clipboard(page, "text/plain"), clipboard(page, "text/html")
    assert words(plain) == words(letter(page))
    assert "\n\n" in plain
    assert "<p>Dear [their full name],</p>" in rich
    assert "&lt;b&gt;trained&lt;/b&gt; four &amp; more" in rich
    assert set(re.findall(r"<(/?\w+)", rich)) <= {
        "p",
        "/p",
        "br",
        "meta",
        "html",
        "/html",
        "body",
        "/body",
        "head",
        "/head",
    }
    field(page, "thank-you.strength").fill("I led a team")
    expect(told(page)).to_be_empty()


def test_without_gaps_it_says_only_that_it_is_copied(quiet_page: Page) -> None:
    page = quiet_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page)
    page.get_by_role("button", name="Change it by hand").click()
    by_hand = page.get_by_role("textbox", name="Your message, to change by hand")
    by_hand.fill("Dear Ann,\n\nThank you.\n\nKind regards,\nAlex")
    by_hand.blur()
    page.get_by_role("button", name="Copy the text").click()
    expect(told(page)).to_have_text("Copied.")
    assert clipboard(page, "text/plain").replace("\r\n", "\n") == "Dear Ann,\n\nThank you.\n\nKind regards,\nAlex"


@pytest.mark.parametrize("refused", [("write",), ("write", "writeText")], ids=["rich", "all"])
def test_where_the_browser_refuses_there_is_another_way(quiet_page: Page, refused: tuple[str, ...]) -> None:
    page = quiet_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page)
    refuse(page, *refused)
    page.get_by_role("button", name="Copy the text").click()
    marked = page.get_by_role("textbox", name="Your message, to copy")
    if "writeText" not in refused:
        expect(told(page)).to_contain_text("Copied.")
        assert words(clipboard(page, "text/plain")) == words(letter(page))
        expect(marked).to_be_hidden()
        return
    expect(told(page)).to_have_text("The text is marked. You can copy it with your device.")
    expect(marked).to_be_focused()
    assert words(page.evaluate("getSelection().toString()")) == words(letter(page))


# --- in a mail program


def test_a_mail_program_gets_subject_and_text(quiet_page: Page, noise: list[str]) -> None:
    page = quiet_page
    begin(page)
    url = urlsplit(followed(page, noise))
    assert (url.netloc, url.path) == ("", "")
    said = dict(parse_qsl(url.query))
    assert set(said) == {"subject", "body"}
    assert said["subject"].startswith(SUBJECT)
    assert words(said["body"]) == words(letter(page))
    assert "\r\n\r\n" in said["body"]
    expect(told(page)).to_have_text("If no mail program opens, copy the text and paste it there.")
    expect(page.get_by_role("link", name="Open in mail")).to_be_focused()


def test_what_is_too_long_for_a_link_is_copied(quiet_page: Page, noise: list[str]) -> None:
    page = quiet_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, "I trained four new starters. " * 80)
    assert set(dict(parse_qsl(urlsplit(followed(page, noise)).query))) == {"subject"}
    expect(told(page)).to_have_text("It is too long for a link, so it is copied. Paste it into the mail.")
    assert words(clipboard(page, "text/plain")) == words(letter(page))


# --- as a file


def test_a_text_file(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    file = saved(page, "Text file")
    content = file.read_bytes()
    assert file.name == "Thank-you note.txt"
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n\r\n" in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert words(content.decode()) == words(letter(page))
    expect(told(page)).to_have_text("Your browser saves it as “Thank-you note.txt”.")
    expect(page.get_by_role("button", name="Text file")).to_be_focused()


def test_a_file_for_word(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    file = saved(page, "Word file")
    heading, *rest = docx.Document(str(file)).paragraphs
    assert heading.style is not None
    assert (heading.style.name, heading.text) == ("Heading 1", "Thank-you note")
    assert words(" ".join(paragraph.text for paragraph in rest)) == words(letter(page))
    expect(told(page)).to_have_text("Your browser saves it as “Thank-you note.docx”.")


def test_a_mail_draft(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    file = saved(page, "Mail draft")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["X-Unsent"] == "1"
    assert not {"To", "From", "Date"} & set(mail)
    assert mail["Subject"].startswith(SUBJECT)
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert words(plain.get_content()) == words(letter(page))
    expect(told(page)).to_contain_text("“Thank-you note.eml”. Open that in your mail program.")


def test_where_what_makes_files_cannot_come_it_says_so(quiet_page: Page, noise: list[str]) -> None:
    page = quiet_page
    begin(page)
    page.route("**/vendor/docx.js", lambda route: route.abort())
    page.get_by_text("Save as…").click()
    page.get_by_role("button", name="Word file").click()
    expect(told(page)).to_have_text("The file could not be made. You can copy the text.")
    page.unroute("**/vendor/docx.js")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Mail draft").click()
    assert waiting.value.suggested_filename == "Thank-you note.eml"
    noise[:] = [line for line in noise if "ERR_FAILED" not in line]


# --- on paper


def test_the_message_is_printed_alone(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    whole = text_of(page.pdf())
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print only this").click()
    alone = page.locator(".alone")
    expect(alone).to_be_hidden()
    page.emulate_media(media="print")
    assert alone.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    pdf = page.pdf()
    page.emulate_media(media="null")
    assert pages_of(pdf) == 1
    assert text_of(pdf) == "".join(words(f"Thank-you note {letter(page)}"))
    expect(alone).to_have_count(0)
    assert text_of(page.pdf()) == whole


def test_where_no_browser_says_that_printing_is_over(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print only this").press("Enter")
    expect(page.locator(".alone")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".alone")).to_have_count(0)


# --- how it looks


@each_look()
def test_it_fits_and_everybody_can_use_it(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    assert colour_scheme
    begin(page)
    refuse(page, "write", "writeText")
    page.get_by_text("Save as…").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("textbox", name="Your message, to copy")).to_be_visible()
    assert axe_finds_in_both(page) == []
    page.set_viewport_size({"width": 320, "height": viewport["height"]})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("viewport", [PHONE])
def test_by_keyboard(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    page.get_by_role("button", name="Copy the text").focus()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent"))
    assert names == ["Open in mail", "Print only this", "Save as…"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Text file")).to_be_focused()
