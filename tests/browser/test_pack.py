"""An adviser prints: the list of all sheets without scripts; and with them a pack for a group, as one PDF.

The pages are those of the second guide, with worksheets, and with the styles and scripts that it does without elsewhere.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import BELOW, LAPTOP, PHONE, Scheme, Site, running
from tests.browser.person import REFUSED, each_look
from tests.built import ROOT, SECOND, build
from tests.serve import StaticServer

PRINT = "print/"
SHEETS = ("first-night", "looking-back", "hello")
LED = ("first-night", "looking-back")
"""Those of these with a sheet for whoever leads: the second has it here alone."""
LED_HERE = """
with-a-group:
  minutes: 20
  ask: [What do you see?]
"""
CANARY = "Zitronenfalter in Ünna"
ASSETS = """
extra_css: [styles/all.css]
extra_javascript: [elements/early.js, {path: elements/guide.js, type: module}]
exclude_docs: "*.d.ts"
"""
MM = 72 / 25.4
Open = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(SECOND, source, dirs_exist_ok=True, ignore=shutil.ignore_patterns("styles"))
    for name in ("elements", "vendor", "styles", "fonts"):
        (source / "docs" / name).symlink_to(ROOT / "docs" / name)
    (sheet,) = source.glob(f"checklists/*/{LED[1]}.yml")
    sheet.write_text(sheet.read_text("utf-8") + LED_HERE, "utf-8")
    settings = source / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("../../..", ROOT.as_posix()) + ASSETS, "utf-8")
    folder = build(source, tmp_path_factory.mktemp("site"), paper=True).folder
    with running(StaticServer(folder, below=BELOW, keep=600)) as server:
        yield Site(folder, server.url)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, int]:
    """How many pages each file has."""
    counts: dict[str, int] = json.loads((site.folder / "sheets" / "pages.json").read_text("utf-8"))
    return counts


# --- what a PDF holds


def contents(file: Path) -> list[bytes]:
    """What each page draws."""
    with pikepdf.open(file) as pdf:
        return [drawn(page) for page in pdf.pages]


def drawn(page: pikepdf.Page) -> bytes:
    found = page.obj.get("/Contents")
    streams = [] if found is None else list(found) if isinstance(found, pikepdf.Array) else [found]
    return b"\n".join(stream.read_bytes() for stream in streams)


def sheets_in(pack: Path, site: Site, paper: str = "a4") -> list[str]:
    """What each page shows: a sheet and its page, or nothing."""
    files = sorted((site.folder / "sheets").glob(f"*-{paper}*.pdf"))
    known = {(file.stem, number): text for file in files for number, text in enumerate(contents(file), 1)}
    return [told(page, known) for page in contents(pack)]


def told(page: bytes, known: dict[tuple[str, int], bytes]) -> str:
    if not page.strip():
        return ""
    return next(f"{name} {number}" for (name, number), text in known.items() if text in page)


def expected(site: Site, files: list[str], *, sides: bool) -> list[str]:
    """The same for files that belong together each by itself."""
    found = []
    for name in files:
        count = len(contents(site.folder / "sheets" / f"{name}.pdf"))
        found += [f"{name} {number}" for number in range(1, count + 1)]
        found += [""] * (sides and count % 2)
    return found


def same(told: list[str], wanted: list[str], site: Site) -> None:
    """By what they show: a file that holds the same as another stands for it."""
    text = {"": b""}
    for file in (site.folder / "sheets").glob("*.pdf"):
        text |= {f"{file.stem} {number}": page for number, page in enumerate(contents(file), 1)}
    assert [text[name] for name in told] == [text[name] for name in wanted], (told, wanted)


def stamps(pack: Path) -> list[bool]:
    """Which pages have words on top of them."""
    with pikepdf.open(pack) as pdf:
        return [bool(re.search(rb"/Stamp-?\w* Do", drawn(page))) for page in pdf.pages]


def picture(pack: Path) -> tuple[Any, tuple[float, ...]]:
    """The words on top of the first page, and where they stand."""
    with pikepdf.open(pack) as pdf:
        page = pdf.pages[0]
        (image,) = [image for name, image in page.Resources.XObject.items() if name.startswith("/Stamp")]
        matrix = re.findall(rb"([\d. -]+) cm\s+/Stamp", drawn(page))[0]
        return dict(image.items()), tuple(float(number) for number in matrix.split())


# --- what a person does


def tick(page: Page, *names: str) -> None:
    for name in names:
        box(page, name).check()


def box(page: Page, name: str) -> Locator:
    return page.locator(f"#{name} input[type=checkbox]")


def begin(page: Page, *names: str) -> None:
    page.goto(PRINT)
    tick(page, *names or SHEETS)


def make(page: Page) -> None:
    page.get_by_role("button", name="Make the pack").click()


def saved(page: Page) -> Path:
    make(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save the pack").click()
    return waiting.value.path().rename(waiting.value.path().with_name(waiting.value.suggested_filename))


def status(page: Page) -> Locator:
    return page.locator(".pack > [role=status]").last


def count(page: Page) -> Locator:
    return page.locator(".pack .count")


# --- without scripts


def test_without_scripts_every_sheet_is_there_in_every_way(no_script_page: Page, site: Site) -> None:
    page = no_script_page
    page.goto(PRINT)
    expect(page.locator("h1")).to_have_text("Print sheets")
    named = page.locator(".printed > li").evaluate_all("all => all.map(one => one.id)")
    sheets = {file.stem.removesuffix("-a4") for file in (site.folder / "sheets").glob("*-a4.pdf")}
    assert set(named) == sheets - {"workbook"}
    assert {"help", *SHEETS} < sheets
    found = page.locator(".printed a[data-paper]").evaluate_all("all => all.map(one => one.href)")
    assert len(found) == len(set(found))
    assert [url for url in found if not (site.folder / url.removeprefix(site.url)).is_file()] == []
    expect(page.locator(".prints input, .prints button")).to_have_count(0)


def test_without_scripts_a_checklist_leads_there(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("hello/")
    page.locator("summary", has_text="Large print").click()
    page.get_by_role("link", name="Print sheets").first.click()
    expect(page).to_have_url(re.compile("print/#hello$"))
    page.goto("hello/")
    page.locator("footer.foot").get_by_role("link", name="Print sheets").click()
    expect(page.locator("h1")).to_have_text("Print sheets")


# --- a pack


def test_a_pack_for_four_people_on_both_sides(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    begin(page)
    page.get_by_label("How many people?").fill("4")
    page.get_by_label("Name of the group").fill("Tuesday, Ünna")
    page.get_by_label("Date", exact=True).fill("2026-12-01")
    page.get_by_label("With the sheets for whoever leads").check()
    pack = saved(page)
    assert pack.name == "pack-2026-12-01.pdf"
    led = expected(site, [f"{name}-a4-group" for name in LED], sides=True)
    assert "" in led[:-1]
    person = expected(site, [f"{name}-a4" for name in SHEETS], sides=True)
    same(sheets_in(pack, site), [*led, *4 * person], site)
    assert len(led) % 2 == len(person) % 2 == 0
    assert "" in person
    first = [name.endswith(" 1") for name in (*led, *4 * person)]
    assert stamps(pack) == first
    expect(page.get_by_role("link", name=f"Save the pack (PDF, {len(first)} pages)")).to_be_visible()
    with pikepdf.open(pack) as pdf:
        wanted = pdf.Root.ViewerPreferences
        assert [str(wanted.Duplex), str(wanted.PrintScaling)] == ["/DuplexFlipLongEdge", "/None"]
        assert pdf.Root.Lang == "en"
        assert not any(len(page.obj.get("/Annots", [])) for page in pdf.pages)


def test_on_one_side_nothing_is_put_between(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    begin(page)
    page.get_by_label("How many people?").fill("2")
    page.get_by_label("For printing on both sides").uncheck()
    page.get_by_label("US Letter").check()
    pack = saved(page)
    assert re.fullmatch(r"pack-\d{4}-\d\d-\d\d\.pdf", pack.name)
    same(
        sheets_in(pack, site, "letter"),
        2 * expected(site, [f"{name}-letter" for name in SHEETS], sides=False),
        site,
    )
    assert not any(stamps(pack))
    with pikepdf.open(pack) as pdf:
        assert {tuple(map(float, page.MediaBox)) for page in pdf.pages} == {(0, 0, 612, 792)}
        assert "/Duplex" not in pdf.Root.ViewerPreferences


@pytest.mark.parametrize(("paper", "large"), [("a4", False), ("letter", False), ("a4", True)])
def test_the_sheet_with_people_to_talk_to(quiet_page: Page, site: Site, paper: str, *, large: bool) -> None:
    """It is no checklist: nobody fills it in, and no sheet for whoever leads belongs to it."""
    page = quiet_page
    begin(page, "hello", "help")
    page.locator(f"#_pack_{paper}").check()
    if large:
        page.get_by_label("Large print", exact=True).check()
    page.get_by_label("With the sheets for whoever leads").check()
    pack = saved(page)
    end = f"{paper}-large" if large else paper
    same(sheets_in(pack, site, paper), expected(site, [f"help-{end}", f"hello-{end}"], sides=True), site)


def test_large_print_where_there_is_any(quiet_page: Page, site: Site) -> None:
    page = quiet_page
    begin(page, "hello")
    large = page.get_by_label("Large print", exact=True)
    large.check()
    expect(page.locator("#_pack_large_hint")).to_have_text(re.compile("^For a mixed group make two packs"))
    page.get_by_label("US Letter").check()
    expect(large).to_be_disabled()
    expect(large).not_to_be_checked()
    expect(large).to_have_accessible_description("A4 only")
    expect(page.locator("#_pack_large_hint")).to_be_visible()
    page.get_by_label("A4").check()
    expect(large).to_be_checked()
    page.get_by_label("Date", exact=True).fill("2026-12-01")
    pack = saved(page)
    assert pack.name == "pack-2026-12-01-large.pdf"
    same(sheets_in(pack, site), expected(site, ["hello-a4-large"], sides=True), site)


def test_many_people_share_what_pages_show(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    page.get_by_label("Name of the group").fill("Tuesday")
    one = saved(page).stat().st_size
    page.get_by_label("How many people?").fill("30")
    expect(page.locator(".made a")).to_have_count(0)
    pack = saved(page)
    with pikepdf.open(pack) as pdf:
        # The entry of a page, and where it stands in the file.
        assert pack.stat().st_size < one + 300 * len(pdf.pages)
        first = [page.obj.Contents for page in pdf.pages if re.search(rb"/Stamp", drawn(page))]
        assert len(first) == 30 * len(SHEETS)
        assert len({tuple(stream.objgen for stream in streams) for streams in first}) == len(SHEETS)


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "مجموعة الثلاثاء",
        "星期二小组 🙂",
        "\u202eevil \u2066",
        "W" * 60,
        'a/b\\c"d%PDF-1.7 endobj',
    ],
)
def test_any_name_stands_where_nothing_else_is(quiet_page: Page, name: str) -> None:
    page = quiet_page
    begin(page, "hello")
    page.get_by_label("Name of the group").fill(name)
    pack = saved(page)
    image, (width, *skew, height, left, below) = picture(pack)
    assert (image["/ImageMask"], image["/BitsPerComponent"]) == (True, 1)
    assert skew == [0, 0]
    assert width / 72 * 600 == pytest.approx(image["/Width"], abs=0.1)
    assert left + 0.01 >= 18 * MM
    assert left + width <= 192 * MM + 0.01
    assert below + height <= 297 * MM - 8 * MM + 0.1
    assert below >= 297 * MM - 14 * MM - 0.1
    assert pack.name.startswith("pack-")
    expect(page.locator("main img[src='x']")).to_have_count(0)


def test_a_name_of_spaces_is_none(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, "hello")
    page.get_by_label("Name of the group").fill("   ")
    assert not any(stamps(saved(page)))


NOISE = """CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) =>
  new ImageData(new Uint8ClampedArray(4 * width * height).map((_, at) => at % 251), width, height)"""


def test_a_browser_that_gives_out_noise_prints_none(open_context: Open) -> None:
    context = open_context()
    context.add_init_script(NOISE)
    page = context.new_page()
    begin(page, "hello")
    page.get_by_label("Name of the group").fill("Tuesday")
    assert not any(stamps(saved(page)))
    expect(page.locator(".made")).to_contain_text("Please write them by hand.")


def test_it_opens_in_a_new_tab(quiet_page: Page) -> None:
    """What the tab shows is the browser's own affair; that the policy lets it is seen by its address and by no noise."""
    page = quiet_page
    begin(page, "hello")
    make(page)
    link = page.get_by_role("link", name="Open it in a new tab")
    expect(link).to_have_attribute("target", "_blank")
    with page.context.expect_page() as waiting:
        link.click()
    assert waiting.value.url in ("", "about:blank", link.get_attribute("href"))


# --- counting


def test_pages_and_paper_are_counted(quiet_page: Page, pages: dict[str, int]) -> None:
    page = quiet_page
    page.goto(PRINT)
    expect(count(page)).to_have_text("Nothing is ticked yet.")
    expect(page.locator(".pack-bar")).to_be_hidden()
    make(page)
    expect(status(page)).to_have_text("Nothing is ticked yet.")
    tick(page, *SHEETS)
    n = [pages[f"{name}-a4"] for name in SHEETS]
    papers = sum((each + 1) // 2 for each in n)
    short = f"3 sheets: {sum(n)} pages on {papers} pieces of paper for each person."
    expect(page.locator(".pack-bar p")).to_have_text(short)
    expect(page.locator(f"#{SHEETS[0]} .pages")).to_have_text(f"{n[0]} pages" if n[0] > 1 else "1 page")
    page.get_by_label("How many people?").fill("10")
    expect(count(page)).to_have_text(f"{short} {10 * papers} pieces of paper for 10 people.")
    page.get_by_label("With the sheets for whoever leads").check()
    led = sum((pages[f"{name}-a4-group"] + 1) // 2 for name in LED)
    expect(count(page)).to_have_text(f"{short} {10 * papers} pieces of paper for 10 people, and {led} for you.")
    page.get_by_label("For printing on both sides").uncheck()
    expect(count(page)).to_contain_text(f"{sum(n)} pages on {sum(n)} pieces of paper")


@pytest.mark.parametrize("people", ["0", "100", "1.5", "-3", "", "1e5"])
def test_a_number_that_cannot_be(quiet_page: Page, people: str) -> None:
    page = quiet_page
    begin(page, "hello")
    field = page.get_by_label("How many people?")
    field.fill(people)
    expect(page.locator("#_pack_people_wrong")).to_have_text(
        "It can be 1 to 99 people. For more, print the pack twice."
    )
    why = re.compile(r" for each person\. There is no count for the group: it can be 1 to 99 people\.$")
    expect(count(page)).to_have_text(why)
    make(page)
    expect(field).to_be_focused()
    expect(page.locator(".made > *")).to_have_count(0)
    field.fill("2")
    expect(page.locator("#_pack_people_wrong")).to_be_empty()
    expect(count(page)).to_have_text(re.compile(r"for 2 people\.$"))


def test_a_whole_stage_at_once(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(PRINT)
    expect(count(page)).to_be_visible()
    section = page.locator("guide-pack > section").filter(has=page.locator("#hello"))
    boxes = section.locator("li input").all()
    every = section.get_by_label("All of")
    every.check()
    assert all(each.is_checked() for each in boxes)
    expect(page.locator(".pack-bar p")).to_contain_text(f"{len(boxes)} sheets:")
    boxes[0].uncheck()
    assert every.evaluate("box => box.indeterminate")
    every.check()
    every.uncheck()
    assert not any(each.is_checked() for each in boxes)


def test_without_the_numbers_of_pages_it_comes_all_the_same(quiet_page: Page, noise: list[str]) -> None:
    page = quiet_page
    page.route("**/pages.json", lambda route: route.fulfill(status=404))
    begin(page, "hello")
    expect(count(page)).to_have_text("1 sheet for each person.")
    saved(page)
    noise[:] = [told for told in noise if "404" not in told]


# --- what is kept, and what is not


def test_what_was_ticked_stays_for_the_tab(quiet_page: Page) -> None:
    page = quiet_page
    begin(page)
    page.get_by_label("US Letter").check()
    page.get_by_label("Name of the group").fill(CANARY)
    page.get_by_label("Date", exact=True).fill("2026-12-01")
    page.get_by_label("How many people?").fill("7")
    page.get_by_label("With the sheets for whoever leads").check()
    page.get_by_label("For printing on both sides").uncheck()
    told = count(page).inner_text()
    page.locator("#hello h3 a").click()
    page.go_back()
    for name in SHEETS:
        expect(box(page, name)).to_be_checked()
    expect(page.get_by_label("US Letter")).to_be_checked()
    expect(count(page)).to_have_text(told)
    expect(page.get_by_label("How many people?")).to_have_value("7")
    for label in ("Name of the group", "Date"):
        expect(page.get_by_label(label, exact=True)).to_have_value("")
    expect(page.get_by_label("Name of the group")).to_have_accessible_description(
        re.compile("60 letters.*kept nowhere")
    )
    page.get_by_label("A4").check()
    page.get_by_label("Large print", exact=True).check()
    page.get_by_label("US Letter").check()
    page.reload()
    page.get_by_label("A4").check()
    expect(page.get_by_label("Large print", exact=True)).to_be_checked()
    other = page.context.new_page()
    other.goto(PRINT)
    expect(box(other, "hello")).not_to_be_checked()


@pytest.mark.parametrize("found", ['["hello"]', "null", "{", '{"sheets": 7}', '{"sheets": [{}], "people": "<b>"}'])
def test_what_is_kept_in_another_form_is_nothing(quiet_page: Page, found: str) -> None:
    page = quiet_page
    begin(page, "hello")
    key = page.evaluate("Object.keys(sessionStorage).find(key => key.endsWith(':pack'))")
    page.evaluate("([key, found]) => sessionStorage.setItem(key, found)", [key, found])
    page.reload()
    expect(page.locator(".pack")).to_be_visible()
    expect(count(page)).to_have_text("Nothing is ticked yet.")
    tick(page, "hello")
    expect(count(page)).to_contain_text("1 sheet")


def test_who_only_looks_leaves_nothing_behind(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(PRINT)
    expect(count(page)).to_have_text("Nothing is ticked yet.")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.endsWith(':pack'))") == []


def test_what_was_typed_is_kept_nowhere_and_goes_nowhere(quiet_page: Page) -> None:
    page = quiet_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    begin(page, "hello")
    name = page.get_by_label("Name of the group")
    name.fill(CANARY)
    name.press("Enter")
    page.get_by_label("Date", exact=True).fill("2031-12-01")
    pack = saved(page)
    assert "Zitronenfalter" not in page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"
    )
    assert "2031" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not [one for one in asked if "Zitronen" in one]
    assert b"Zitronen" not in pack.read_bytes()
    assert page.evaluate("document.cookie") == ""


def test_what_makes_it_comes_when_it_is_asked_for(quiet_page: Page) -> None:
    page = quiet_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    begin(page)
    expect(count(page)).to_contain_text("3 sheets")
    assert not {"pdflib.js", "pack-file.js", "stamp.js"} & set(asked)
    assert not [name for name in asked if name.endswith(".pdf")]
    saved(page)
    assert "pdflib.js" in asked


def test_a_browser_that_keeps_nothing(open_context: Open, noise: list[str]) -> None:
    context = open_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    begin(page, "hello")
    saved(page)
    # The theme keeps its own things there, and says so.
    noise[:] = [told for told in noise if told.split(": ")[-1] != "no"]


# --- when something does not come


@pytest.mark.parametrize("how", ["404", "no network"])
def test_a_missing_sheet_is_named_and_the_others_are_there(quiet_page: Page, noise: list[str], how: str) -> None:
    page = quiet_page

    def answer(route: Route) -> None:
        if how == "404":
            route.fulfill(status=404)
        else:
            route.abort()

    begin(page)
    page.route("**/looking-back-a4.pdf", answer)
    make(page)
    title = page.locator("#looking-back h3").inner_text()
    expect(status(page)).to_have_text(f"“{title}” did not come. The network may be slow, so you can try again.")
    links = page.locator(".made li a")
    expect(links).to_have_count(3)
    expect(links.nth(1)).to_have_text(f"{title}: Blank sheet, A4 (PDF)")
    assert [(link.get_attribute("href") or "").rpartition("/")[2] for link in links.all()] == [
        f"{name}-a4.pdf" for name in SHEETS
    ]
    page.unroute("**/looking-back-a4.pdf")
    saved(page)
    noise[:] = [told for told in noise if "Failed to load" not in told]


def test_something_that_is_no_sheet(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, "hello")
    page.route("**/hello-a4.pdf", lambda route: route.fulfill(body="<html>Please sign in</html>"))
    make(page)
    expect(status(page)).to_have_text("The pack could not be made in this browser.")
    expect(page.locator(".made li a")).to_have_count(1)


def test_a_choice_meanwhile_begins_anew(quiet_page: Page) -> None:
    page = quiet_page
    begin(page, "hello")
    make(page)
    box(page, "looking-back").check()
    expect(page.locator(".made > *")).to_have_count(0)
    saved(page)


# --- the way in, and how it looks


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP])
def test_an_address_leads_to_a_sheet_and_ticks_nothing(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(f"{PRINT}#hello")
    expect(count(page)).to_have_text("Nothing is ticked yet.")
    expect(page.locator("#hello")).to_be_in_viewport()
    expect(box(page, "hello")).not_to_be_checked()


@each_look()
def test_axe_finds_nothing(
    quiet_page: Page, axe_finds_in_both: Callable[..., list[str]], viewport: ViewportSize, colour_scheme: Scheme
) -> None:
    page = quiet_page
    page.goto(PRINT)
    expect(count(page)).to_be_visible()
    assert axe_finds_in_both(page) == [], (viewport, colour_scheme)
    tick(page, *SHEETS)
    page.get_by_label("How many people?").fill("0")
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert axe_finds_in_both(page) == []
    page.get_by_label("How many people?").fill("2")
    make(page)
    expect(page.get_by_role("link", name="Save the pack")).to_be_visible()
    assert axe_finds_in_both(page) == []


def test_by_keyboard_and_with_names(quiet_page: Page) -> None:
    page = quiet_page
    page.goto(PRINT)
    title = page.locator("#hello h3").inner_text()
    by_name = page.get_by_role("checkbox", name=title, exact=True)
    by_name.focus()
    page.keyboard.press("Space")
    expect(by_name).to_be_checked()
    ways = page.get_by_role("link", name="Go to your pack")
    expect(ways).to_have_count(2)
    for way in ways.all():
        way.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Your pack")).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(page.get_by_label("How many people?")).to_be_focused()
        page.get_by_role("link", name="Back to the list").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="A pack for a group")).to_be_in_viewport()


def test_nothing_is_wider_than_a_narrow_phone(quiet_page: Page) -> None:
    page = quiet_page
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page)
    make(page)
    expect(page.get_by_role("link", name="Save the pack")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_what_has_the_focus_is_not_under_the_bar(quiet_page: Page) -> None:
    page = quiet_page
    page.set_viewport_size({"width": 360, "height": 640})
    begin(page)
    page.evaluate("scrollTo(0, 0)")
    page.locator("guide-pack li input").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const one = document.activeElement, bar = document.querySelector('.pack-bar')
              if (bar.contains(one)) return false
              return one.getBoundingClientRect().top >= bar.getBoundingClientRect().top && !one.closest('.pack') }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")
