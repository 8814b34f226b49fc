"""What a reader typed prints whole: every line, black on white, on A4 and on Letter, and nothing of the furniture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from unicodedata import normalize

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Site
from tests.browser.pdf_text import pages_of, text_of
from tests.browser.person import OWN, field, saved

pytestmark = pytest.mark.parametrize("colour_scheme", ["dark"])
PAPER = pytest.mark.parametrize("paper", ["A4", "Letter"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False])

RIGHT_TO_LEFT = ["שלום עולם", "مرحبا بالعالم"]
HOSTILE = [
    "<script>alert(1)</script> &amp; <b>not bold</b>",
    "</textarea><style>* { display: none }</style>",
    "{{ 7 * 7 }} {% raw %} \"double\" 'single' `back` \\",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2,
    *RIGHT_TO_LEFT,
]
LONG = [f"Line {number} of what I remember of it" for number in range(1, 91)]
"""More than one page holds."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def missing(lines: list[str], pdf: bytes) -> list[str]:
    """Lines that are not on paper; those from right to left are drawn from their end on."""
    text = text_of(pdf)
    shaped = normalize("NFKC", text)
    return [
        line
        for line in lines
        if squeezed(line) not in text and not (line in RIGHT_TO_LEFT and squeezed(line)[::-1] in shaped)
    ]


def inks(pdf: bytes) -> Iterator[str]:
    """All that is drawn with: parts of colours, and the names of patterns."""
    for page in pikepdf.open(BytesIO(pdf)).pages:
        for drawn in pikepdf.parse_content_stream(page):
            if str(drawn.operator) in {"rg", "RG", "g", "G", "k", "K", "sc", "scn"}:
                yield from map(str, drawn.operands)


def printed(page: Page, paper: str = "A4") -> bytes:
    pdf = page.pdf(format=paper)
    assert {ink for ink in inks(pdf) if not ink.startswith("/")} <= {"0", "1"}
    return pdf


def fields(page: Page) -> list[Locator]:
    return page.locator("guide-sheet :is(textarea, input[type=text])[name]").filter(visible=True).all()


def fill(page: Page) -> list[str]:
    """Choose the last of everything, and write into every field; what should be on paper, line by line."""
    names = page.locator("guide-sheet input:is([type=radio], [type=checkbox])").filter(visible=True)
    for name in dict.fromkeys(names.evaluate_all("all => all.map(one => one.name)")):
        field(page, name).filter(visible=True).last.check()
    chosen = []
    for one in page.locator("guide-sheet select").filter(visible=True).all():
        one.select_option(index=one.locator("option").count() - 1)
        chosen.append(one.locator("option").last.inner_text())
    for one in page.locator("guide-sheet input[type=date]").filter(visible=True).all():
        one.fill("2026-12-04")
    return [*chosen, *write(page)]


def write(page: Page) -> list[str]:
    written: list[str] = []
    for number, one in enumerate(fields(page)):
        if one.evaluate("one => one.tagName == 'INPUT'"):
            lines = [f"{HOSTILE[number % len(HOSTILE)]}"]
        elif one.evaluate("one => !!one.closest('td')"):
            lines = [f"r{number} {word}" for word in ("<i>one</i>", "two", "three")]
        else:
            lines = [f"{number}.", *HOSTILE, *LONG, "", f"the end of {number}"]
        one.fill("\n".join(lines))
        written += [line for line in lines if line]
    return written


def open_sheet(open_context: Callable[..., BrowserContext], url: str, *, scripts: bool = True) -> Page:
    """A checklist whose reader has said whose device it is, where a script asks."""
    page = open_context(java_script_enabled=scripts).new_page()
    page.goto(url)
    if scripts:
        fields(page)[0].fill("a first word")
        page.get_by_role("button", name=OWN).click()
        saved(page, "a first word")
        fields(page)[0].fill("")
    return page


# --- what was typed


@PAPER
@pytest.mark.parametrize("url", ["debrief/", "question-log/", "experience-bank/"])
def test_every_line_and_choice_is_on_paper(open_context: Callable[..., BrowserContext], url: str, paper: str) -> None:
    page = open_sheet(open_context, url)
    wanted = fill(page)
    pdf = printed(page, paper)
    assert missing(wanted, pdf) == []
    dates = page.locator("guide-sheet input[type=date]").filter(visible=True).count()
    assert text_of(pdf).count("4December2026") >= dates
    page.emulate_media(media="print")
    assert page.locator("main").evaluate("main => main.scrollWidth <= main.clientWidth + 1")


@PAPER
def test_long_answers_need_no_script(open_context: Callable[..., BrowserContext], paper: str) -> None:
    page = open_sheet(open_context, "debrief/", scripts=False)
    wanted = []
    for number, one in enumerate(page.locator("guide-sheet .item > textarea").all()):
        lines = [f"{number}.", *HOSTILE, *LONG[:30], f"the end of {number}"]
        one.fill("\n".join(lines))
        wanted += lines
    select = page.locator("guide-sheet select").first
    select.select_option(label="Something outside me got in the way")
    pdf = printed(page, paper)
    assert missing([*wanted, "Something outside me got in the way"], pdf) == []


def test_text_from_right_to_left_begins_at_the_right(open_context: Callable[..., BrowserContext]) -> None:
    page = open_sheet(open_context, "debrief/")
    area = page.locator("guide-sheet .item > textarea").first
    area.fill("\n".join([*RIGHT_TO_LEFT, "and English"]))
    page.emulate_media(media="print")
    copy = area.locator("+ .typed")
    assert copy.text_content() == area.input_value()
    assert copy.evaluate(LINES_AT) == ["right", "right", "left"]


LINES_AT = """copy => { const box = copy.getBoundingClientRect(), range = document.createRange()
  range.selectNodeContents(copy)
  return [...range.getClientRects()].filter(line => line.width > 1)
    .map(line => line.left - box.left < box.right - line.right ? 'left' : 'right') }"""


def test_answers_print_at_every_depth(open_context: Callable[..., BrowserContext]) -> None:
    page = open_sheet(open_context, "debrief/")
    deep = page.locator("[data-depth=full] textarea, .item:not([data-depth]) textarea").first
    deep.fill("I would say the result first")
    saved(page, "I would say the result first")
    other = page.locator("[data-depth=full]:not([data-answered]) h2 > :last-child").first.inner_text()
    page.get_by_role("button", name="Two minutes").click()
    text = text_of(printed(page))
    assert squeezed("I would say the result first") in text
    assert squeezed(other) not in text


@SCRIPTS
def test_what_is_never_kept_is_not_on_paper(open_context: Callable[..., BrowserContext], *, scripts: bool) -> None:
    page = open_sheet(open_context, "next-seven-days/", scripts=scripts)
    item = page.locator(".item:has(> .unkept)")
    item.get_by_role("radio").first.check()
    page.emulate_media(media="print")
    mark = item.get_by_role("radio").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert mark == "none"
    expect(item.locator(".option label").first).to_have_css("font-weight", "400")


def test_a_message_prints_once(open_context: Callable[..., BrowserContext]) -> None:
    page = open_sheet(open_context, "thank-you/")
    said = "I fixed the old label printer"
    field(page, "thank-you.omitted").fill(said)
    expect(page.locator(".letter.now")).to_contain_text(said)
    text = text_of(printed(page))
    assert text.count(squeezed("One thing I did not get to say")) == 1
    assert text.count(squeezed(said)) == 2
    page.get_by_role("button", name="Change it by hand").click()
    mine = "\n".join(["Dear Sam,", *LONG])
    page.locator("textarea.letter").fill(mine)
    saved(page, LONG[-1])
    pdf = printed(page)
    assert missing(LONG, pdf) == []
    assert squeezed("One thing I did not get to say") not in text_of(pdf)


# --- what is empty


RULES = """async png => {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const { width, height } = image
  const canvas = new OffscreenCanvas(width, height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  const { data } = canvas.getImageData(0, 0, width, height)
  const isDark = (x, y) => data[(y * width + x) * 4] < 128
  const isRule = y => Array.from({ length: width }, (_, x) => isDark(x, y)).filter(Boolean).length > width * .9
  return Array.from({ length: height }, (_, y) => isRule(y) && !(y && isRule(y - 1))).filter(Boolean).length
}"""


@SCRIPTS
@pytest.mark.parametrize("url", ["debrief/", "next-seven-days/"])
def test_empty_fields_are_lines_to_write_on(
    open_context: Callable[..., BrowserContext], url: str, *, scripts: bool
) -> None:
    page = open_context(java_script_enabled=scripts).new_page()
    eye = open_context().new_page()
    page.goto(url)
    pdf = printed(page)
    page.emulate_media(media="print")
    for one in page.locator("guide-sheet .write").filter(visible=True).all():
        rows = int(one.get_attribute("rows") or "1")
        seen = eye.evaluate(RULES, b64encode(one.screenshot()).decode())
        assert seen == rows, one.evaluate("one => one.outerHTML")
    # Rules are a background, which printers leave out unless they are told.
    ruled = page.locator("guide-sheet textarea").filter(visible=True).count()
    assert len([ink for ink in inks(pdf) if ink.startswith("/")]) >= ruled > 0


def test_a_day_not_chosen_is_no_pattern_of_letters(open_context: Callable[..., BrowserContext]) -> None:
    page = open_sheet(open_context, "next-seven-days/")
    assert "mm/dd/yyyy" not in text_of(printed(page))
    assert "dd/mm/yyyy" not in text_of(printed(page))


# --- what is of the page and not of the reader


@pytest.mark.parametrize(
    "url", ["", "learn/", "notebook/", "debrief/", "thank-you/", "feedback-call/", "next-seven-days/"]
)
def test_nothing_to_press_is_on_paper(open_context: Callable[..., BrowserContext], site: Site, url: str) -> None:
    page = open_sheet(open_context, "question-log/")
    fill(page)
    saved(page, "r4 three")
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    pressed = page.locator("button, .button, .tool, [role=status], progress, meter, .foot a, .turn-page a")
    assert pressed.filter(visible=True).evaluate_all("all => all.map(one => one.outerHTML)") == []
    text = text_of(printed(page))
    for unwanted in ("All steps", "Two minutes", "Clear and leave", "Saved on", "Print this", "Suggest a change"):
        assert squeezed(unwanted) not in text
    assert squeezed(site.url.removeprefix("http://") + url) in text
    assert f"1/{pages_of(page.pdf(format='A4'))}" in text


def test_each_page_says_what_it_is_and_where_it_stands(open_context: Callable[..., BrowserContext]) -> None:
    page = open_sheet(open_context, "debrief/")
    fill(page)
    pdf = printed(page)
    all_pages = pages_of(pdf)
    assert all_pages > 3
    text = text_of(pdf)
    assert text.count(squeezed("Look at it once, properly - After the Interview")) == all_pages
    for number in range(1, all_pages + 1):
        assert f"{number}/{all_pages}" in text


@SCRIPTS
def test_what_is_folded_prints_once_it_is_opened(open_context: Callable[..., BrowserContext], *, scripts: bool) -> None:
    page = open_context(java_script_enabled=scripts).new_page()
    page.goto("debrief/")
    notes = page.locator(".after > details", has_text="Using this with a group")
    told = squeezed(notes.locator("p").last.text_content() or "")
    assert told not in text_of(printed(page))
    notes.locator("summary").click()
    text = text_of(printed(page))
    assert told in text
    assert squeezed("Where this comes from") not in text
    expect(page.locator("details[open]")).to_have_count(1)


def test_printing_leaves_the_chosen_way_as_it_is(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context().new_page()
    page.goto("")
    page.locator("#_when_just-now > summary").click()
    way = page.locator("#_when_just-now details.way", has_text="I went blank")
    way.locator("summary").click()
    expect(page.locator(".next")).to_be_visible()
    text = text_of(printed(page))
    assert squeezed("I went blank") in text
    assert squeezed(way.locator(".path a").first.inner_text()) in text
    assert squeezed("They have said no") not in text
    page.emulate_media(media="screen")
    chosen = page.locator("guide-ways details[open] > summary").all_inner_texts()
    assert chosen == ["Just now, or earlier today", "I went blank"]
