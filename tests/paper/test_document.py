"""The worksheets for Word, read back by python-docx and as XML: what holds for each of them, and text that would break one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from guide.document import document
from guide.paper import Typesetter
from tests.built import ROOT, SECOND
from tests.paper.conftest import SITE, around, cases
from tests.paper.reader import squeezed
from tests.paper.test_sheets import apart, blocks_of

Data = dict[str, Any]
Case = tuple[str, str]
PAYLOADS = (ROOT / "tests" / "payloads.txt").read_text("utf-8").splitlines()
ODD = [*PAYLOADS, "x" * 5000, "Wort " * 2000, "a\tb", "]]>", "&amp;", "\u2028", "\ufeff", "{n} {total} %s", "👩‍🚒" * 40]


@cache
def model_of(guide: str, name: str) -> Data:
    found = around((ROOT if guide == "real" else SECOND) / "checklists")
    return Typesetter(found, SITE).alone(name)


@cache
def made(guide: str, name: str) -> bytes:
    return document(model_of(guide, name))


def copy_of(guide: str, name: str) -> Data:
    """A model that a test may change."""
    found: Data = json.loads(json.dumps(model_of(guide, name)))
    return found


@pytest.fixture(params=[case[:2] for case in cases("change")], ids="-".join)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def model(case: Case) -> Data:
    return model_of(*case)


@pytest.fixture
def data(case: Case) -> bytes:
    return made(*case)


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@cache
def parts(data: bytes) -> dict[str, ET.Element]:
    """Each part, read by another parser than python-docx's."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        return {name: ET.fromstring(file.read(name)) for name in xml}  # noqa: S314  made by us


def body(data: bytes) -> ET.Element:
    return parts(data)["word/document.xml"]


SAID = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n"}


def text(element: ET.Element) -> str:
    """All words in an element, those in controls too, which python-docx leaves out."""
    found = (each for each in element.iter() if each.tag in SAID and not each.attrib.get(qn("w:pos")))
    return "".join(SAID[each.tag] or each.text or "" for each in found)


def headings(data: bytes) -> Iterator[tuple[str, str]]:
    for paragraph in body(data).iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.attrib[qn("w:val")] in ("Title", "Heading1", "Heading2", "Heading3"):
            yield style.attrib[qn("w:val")], text(paragraph)


def controls(data: bytes, kind: str) -> list[tuple[str, str]]:
    """The controls of one kind: the name of each, and what stands in it."""
    found = [sdt for sdt in body(data).iter(qn("w:sdt")) if sdt.find(f"{qn('w:sdtPr')}/{qn(kind)}") is not None]
    names = [sdt.find(f"{qn('w:sdtPr')}/{qn('w:alias')}") for sdt in found]
    return [(name.attrib[qn("w:val")], text(sdt)) for name, sdt in zip(names, found, strict=True) if name is not None]


# --- every worksheet


def test_it_is_a_whole_file(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        first, *rest = file.namelist()
        assert (first, rest) == ("[Content_Types].xml", sorted(rest))
        assert not [name for name in rest if "vba" in name or "embed" in name]
    read_parts = parts(data)
    assert {"word/document.xml", "word/styles.xml", "word/footer1.xml"} <= set(read_parts)
    ids = [control.attrib[qn("w:val")] for control in body(data).iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")]
    assert len(ids) == len(set(ids))


def test_it_says_what_it_is(data: bytes, model: Data) -> None:
    about = read(data).core_properties
    assert (about.title, about.author, about.language) == (model["title"], model["guide"], "en")
    assert about.comments == model["description"]
    assert str(about.created) == str(about.modified) == "2026-01-01 00:00:00+00:00"
    assert '<w:lang w:val="en" w:bidi="en"/>' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_only_styles_that_are_there_are_used(data: bytes) -> None:
    known = {style.style_id for style in read(data).styles}
    used = [part.iter(qn(f"w:{tag}")) for part in parts(data).values() for tag in ("pStyle", "rStyle", "tblStyle")]
    assert {each.attrib[qn("w:val")] for found in used for each in found} <= known


def test_headings_are_in_order_without_jumps(data: bytes, model: Data) -> None:
    (first, title), *others = headings(data)
    assert (first, title) == ("Title", model["title"])
    levels = [int(style.removeprefix("Heading")) for style, _ in others]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = {style.name for style in read(data).styles}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= names


def test_every_question_is_there_in_order(data: bytes, case: Case) -> None:
    said_all, at = squeezed(text(body(data))), 0
    for block in blocks_of(*case):
        said = squeezed(block.do or block.ask)
        number = f"{block.number}." if block.number and not block.say and (block.do or block.answer) else ""
        start = said_all.find(number + said, 0 if apart((*case, "")) else at)
        assert start >= 0, block.id
        at = start + len(said)
        options = [option.words for option in block.options] if block.answer in ("one", "some", "count") else []
        columns = [option.words for column in block.columns for option in column.options]
        for words in [*(column.ask for column in block.columns), *options, *columns]:
            assert squeezed(words) in said_all[start:], block.id


def test_it_says_what_the_paper_says(data: bytes, model: Data) -> None:
    """Every text of an item, a reply and a letter stands in it; on cards there is no room for examples."""
    said = squeezed(text(body(data)))
    items = [{**item, "example": "" if model["card"] else item["example"]} for item in model["items"]]
    for shown in texts([items, *(model[name] for name in ("any_time", "letters", "summary"))]):
        assert squeezed(shown) in said, shown


NOT_SHOWN = {
    "id", "kind", "depth", "style", "url", "address", "answer", "sentence", "also", "replaces", "stage", "when", "anchor", "holds", "number",
    "minutes", "summary_url", "panel", "fits", "open", "go", "help", "sends", "low_id", "next",
}  # fmt: skip


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, dict):
        if value.get("same"):
            return
        yield from (said for name, inner in value.items() if name not in NOT_SHOWN for said in texts(inner))


def gaps(model: Data) -> list[str]:
    """Every gap of a message or a talk, in order, but those that a variant shares with its message."""
    letters = [[letter["subject"], letter["paragraphs"]] for letter in model["letters"]]
    others = [part for letter in model["letters"] for variant in letter["variants"] for part in variant["paragraphs"]]
    return [*gaps_in(letters), *gaps_in([part for part in others if not part["same"]])]


def gaps_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("kind") == "gap":
            yield value["text"]
        value = [inner for name, inner in value.items() if name != "joins"]
    if isinstance(value, list | tuple):
        for inner in value:
            yield from gaps_in(inner)


def test_every_gap_is_a_control_with_its_name(data: bytes, model: Data) -> None:
    found = [(name, shown) for name, shown in controls(data, "w:text") if shown.startswith("[")]
    assert [name for name, shown in found if not shown.startswith(f"[{name}] __")] == []
    expected = [*gaps_in(model["items"]), *gaps_in(model["any_time"]), *gaps(model)]
    assert sorted(name for name, _ in found) == sorted(expected)


def test_gaps_stand_in_the_order_of_their_message(data: bytes, model: Data) -> None:
    if len(model["letters"]) == 1:
        found = [name for name, shown in controls(data, "w:text") if shown.startswith("[")]
        assert found[len(found) - len(gaps(model)) :] == gaps(model)


def test_what_is_picked_has_boxes_and_days_have_calendars(data: bytes, model: Data) -> None:
    boxes, days = [name for name, _ in controls(data, "w14:checkbox")], [name for name, _ in controls(data, "w:date")]
    assert {shown for _, shown in controls(data, "w14:checkbox")} <= {"☐"}
    for item in model["items"]:
        if item["answer"] in ("one", "some"):
            assert {held(choice["words"]) for choice in item["options"]} <= set(boxes)
        if item["do"] or item["answer"] == "tick":
            assert held(item["do"] or item["ask"]) in boxes
        if item["answer"] == "date" and not item["do"]:
            assert held(item["ask"]) in days
        if item["answer"] == "scale":
            assert [f"{item['ask']} {point}" for point in range(1, 6)] == [
                name for name in boxes if name.startswith(item["ask"])
            ]
    assert len(days) >= sum(bool(item["do"]) for item in model["items"])


def held(name: str) -> str:
    """A name as a control has it."""
    return name if len(name) <= 64 else f"{name[:63]}…"


def test_its_foot_counts_the_pages(data: bytes, model: Data) -> None:
    foot = parts(data)["word/footer1.xml"]
    assert [field.attrib[qn("w:instr")] for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert text(foot) == f"{model['address']}\tpage 1 of 1"


def test_it_has_its_address_to_scan_and_to_follow(data: bytes, model: Data) -> None:
    pictures = [picture.attrib["descr"] for picture in body(data).iter() if picture.tag.endswith("}docPr")]
    assert pictures == [f"Scan to open this page {model['link']}"]
    links = parts(data)["word/_rels/document.xml.rels"]
    assert model["link"] in [link.attrib["Target"] for link in links if link.attrib.get("TargetMode") == "External"]


# --- some of them


def test_variants_have_headings_below_their_message() -> None:
    found = list(headings(made("real", "thank-you")))
    at = found.index(("Heading1", "Your message"))
    assert found[at + 1 :][:2] == [
        ("Heading2", "If 1 is “someone where I work”:"),
        ("Heading2", "If 1 is “a panel, through the office”:"),
    ]


def test_what_is_said_on_the_phone_is_on_a_page_of_its_own() -> None:
    paragraphs = list(read(made("real", "internal-talk")).paragraphs)
    (first,) = [paragraph for paragraph in paragraphs if paragraph.paragraph_format.page_break_before]
    assert first.text.startswith("7. You say: “Thank you for making time.")
    said = [style for style, words in headings(made("real", "feedback-call")) if words.startswith("2. You say: “Hello")]
    assert said == ["Heading1"]


def test_lists_with_numbers_begin_at_one() -> None:
    data = document(copy_of("second", "first-night"))
    numbering = parts(data)["word/numbering.xml"]
    assert len(list(numbering.iter(qn("w:startOverride")))) == 3
    (*_, own) = [number.attrib[qn("w:numId")] for number in numbering.iter(qn("w:num"))]
    used = [number.attrib[qn("w:val")] for number in body(data).iter(qn("w:numId"))]
    assert used == [own] * 3


@pytest.mark.parametrize(("paper", "across", "down"), [("a4", 210, 297), ("letter", 216, 279)])
def test_its_paper(paper: str, across: int, down: int) -> None:
    (section,) = read(document(model_of("real", "check-in"), paper)).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (across, down)


def test_without_a_site_there_is_no_code() -> None:
    found = around(ROOT / "checklists")
    data = document(Typesetter(found).alone("thank-you"))
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]


def test_words_from_right_to_left() -> None:
    model = copy_of("real", "feedback-call") | {"direction": "rtl", "language": "ar", "title": "العربية"}
    data = document(model)
    found = body(data)
    assert len(list(found.iter(qn("w:bidiVisual")))) == len(list(found.iter(qn("w:tbl")))) > 0
    assert found.find(f".//{qn('w:sectPr')}/{qn('w:bidi')}") is not None
    styles = parts(data)["word/styles.xml"]
    normal = next(style for style in styles if style.attrib.get(qn("w:styleId")) == "Normal")
    assert normal.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    runs = [run for run in found.iter(qn("w:r")) if text(run).strip() and "☐" not in text(run)]
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in runs)
    assert read(data).core_properties.language == "ar"


# --- text that would break one


@pytest.mark.parametrize("said", ODD)
def test_text_is_only_text(said: str) -> None:
    model = copy_of("real", "thank-you")
    item = model["items"][2]
    for name in ("ask", "example"):
        item[name] = said
    model["title"] = model["guide"] = said
    model["letters"][0]["paragraphs"][0]["lines"][0]["pieces"] = [
        {"kind": "gap", "text": said},
        {"kind": "ours", "text": said},
    ]
    data = document(model)
    whole = text(body(data))
    assert whole.count(said) >= 6
    assert read(data).core_properties.title in (said, f"{said[:254]}…")
    assert not [part for part in parts(data)["word/document.xml"].iter() if "script" in str(part.tag)]
    targets = [
        link.attrib["Target"] for link in parts(data)["word/_rels/document.xml.rels"] if "TargetMode" in link.attrib
    ]
    assert targets == [model["link"]]


def test_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="XML compatible"):
        document(model_of("real", "thank-you") | {"title": "a\x0bb"})


@pytest.mark.parametrize("name", ["n" * 64, "n" * 65, "👩‍🚒" * 40])
def test_a_name_is_never_longer_than_word_allows(name: str) -> None:
    model = copy_of("real", "thank-you")
    model["letters"][0]["paragraphs"][0]["lines"][0]["pieces"] = [{"kind": "gap", "text": name}]
    ((found, shown),) = [each for each in controls(document(model), "w:text") if name in each[1]]
    assert len(found.encode("utf-16-le")) <= 128
    assert found == name or found.endswith("…")
    assert shown.startswith(f"[{name}] ")


# --- the same bytes

SCRIPT = """
import hashlib, pathlib, sys
from guide.document import document
from guide.links import read_guide
from guide.paper import Typesetter
from guide.surroundings import Surroundings

library, _ = read_guide(pathlib.Path(sys.argv[1]))
around = Surroundings(library)
for name in ("thank-you", "feedback-call"):
    print(hashlib.sha256(document(Typesetter(around, sys.argv[2]).alone(name))).hexdigest())
"""


def test_chance_and_time_zone_leave_no_trace() -> None:
    found = []
    for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2")):
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SCRIPT, str(ROOT / "checklists"), SITE]
        done = subprocess.run(
            command, env=surroundings, check=True, capture_output=True, text=True, cwd=Path(__file__).parent
        )
        found.append(done.stdout)
    assert found[0] == found[1]
    assert len(found[0].split()) == 2


def test_the_same_words_give_the_same_bytes(data: bytes, model: Data) -> None:
    assert document(model) == data
