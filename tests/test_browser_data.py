"""What a page carries for its scripts: every answer it names, nothing that HTML could take for its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from guide.browser import asked_of, guide_data, page_data, script_text, sheets_behind, shelf_data
from guide.directory import Directory
from guide.library import Library
from guide.links import read_guide
from guide.source import plain, read
from guide.words import words_of
from tests.built import ROOT, SECOND

PAYLOADS = (ROOT / "tests" / "payloads.txt").read_text("utf-8").splitlines()
FOLDERS = {"real": ROOT / "checklists", "second": SECOND / "checklists"}
Data = dict[str, Any]


@cache
def library(guide: str) -> Library:
    found, _ = read_guide(FOLDERS[guide])
    assert found is not None
    return found


def names(guide: str) -> list[tuple[str, str]]:
    return [(guide, name) for name in library(guide).sheets]


def data_of(folder: Library, name: str) -> Data:
    return page_data(folder.sheets[name], Directory(folder), words_of("en"))


EVERY = pytest.mark.parametrize(("guide", "name"), [*names("real"), *names("second")])


# --- every address, found in the file itself


def written(guide: str, name: str) -> list[Data]:
    source = library(guide).sheets[name].source
    tree, _ = read(source.file, source.data)
    assert tree is not None
    whole = plain(tree)
    assert isinstance(whole, dict)
    return [*whole["items"], {"text": whole.get("length", [])}, *whole.get("messages", {}).values()]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def addresses(value: Any, field: str = "") -> Iterator[str]:
    """Every address in a piece of a file, as it stands there."""
    if field in ("if", "fits"):
        yield from (where for group in listed(value) for where in group)
    elif isinstance(value, dict):
        for name, inner in value.items():
            by_id = name in ("options", "columns") and isinstance(inner, dict)
            yield from addresses(list(inner.values()) if by_id else inner, name if name != "then" else field)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner, field)
    elif field in ("text", "say", "tell"):
        yield from (blank for blank in re.findall(r"\{([^{}]*)\}", value) if not blank.startswith("local."))
    elif field == "due":
        yield value.rsplit(" ", 1)[1]
    elif field in ("use", "count", "start-from") or (field == "columns" and isinstance(value, str)):
        yield value


@EVERY
def test_every_address_is_there(guide: str, name: str) -> None:
    data = data_of(library(guide), name)
    own = {f"{name}.{item['id']}" for item in data["sheet"]["items"] if "id" in item}
    for item in written(guide, name):
        columns = {column["id"] for column in item.get("columns", []) if isinstance(column, dict)}
        for where in addresses(item):
            if where in columns:
                continue
            home = where if "." in where else f"{name}.{where}"
            target = ".".join(home.split(".")[:2])
            assert target in own or target in data["targets"], where
            if home.count(".") == 2 and target not in own:
                assert home.split(".")[2] in data["targets"][target]["columns"]


@EVERY
def test_what_is_there_asks_for_nothing_more(guide: str, name: str) -> None:
    """All that decides about another answer is there, too, and no bare id is left."""
    data = data_of(library(guide), name)
    own = {f"{name}.{item['id']}" for item in data["sheet"]["items"] if "id" in item}
    for entry in [*data["sheet"]["items"], *data["targets"].values()]:
        for where in addresses({field: value for field, value in entry.items() if field != "sentence"}):
            assert ".".join(where.split(".")[:2]) in own | set(data["targets"])
            assert "." in where


@EVERY
def test_a_page_is_made_again_with_what_it_is_made_of(guide: str, name: str) -> None:
    found = library(guide)
    data = data_of(found, name)
    assert sheets_behind(found.sheets[name], Directory(found)) == {entry["sheet"] for entry in data["targets"].values()}
    assert name not in sheets_behind(found.sheets[name], Directory(found))


@EVERY
def test_the_text_is_data_and_nothing_else(guide: str, name: str) -> None:
    data = data_of(library(guide), name)
    text = script_text(data)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == json.loads(json.dumps(data))


@EVERY
def test_same_sources_same_bytes(guide: str, name: str) -> None:
    again, _ = read_guide(FOLDERS[guide])
    assert again is not None
    assert script_text(data_of(again, name)) == script_text(data_of(library(guide), name))


# --- one page, by eye


def test_what_stands_in_it() -> None:
    data = data_of(library("second"), "hello")
    assert data["format"] == 1
    assert data["folder"] == {"id": "move", "one": "move", "many": "moves"}
    assert data["avoid"] == {"grumble": {"phrases": ["noisy", "your fault"]}}
    assert data["place"] == "me.place"
    items = {item.get("id"): item for item in data["sheet"]["items"]}
    assert items["greeting"]["text"][1] == {
        "if": [{"hello.to": ["above"]}],
        "then": ["Dear {hello.neighbour},", "Hello up there,"],
    }
    assert items["send-line"]["due"] == ["1 working day before week-plan.insure"]
    assert data["targets"]["week-plan.insure"] == {
        "sheet": "week-plan",
        "title": "Seven small steps",
        "for": "each",
        "step": True,
        "do": "Insure your things",
        "ask": "With whom?",
        "answer": "line",
        "due": ["2 weeks before move.checked-on", "1 month after week-plan.start"],
    }
    assert data["targets"]["week-plan.start"]["gap"] == "the day you begin"
    assert data["sheet"]["messages"]["card"]["length"] == [
        {"if": [{"me.place": ["country"]}], "then": "10-40"},
        "15-60",
    ]


def test_a_column_waits_for_its_row() -> None:
    entry = data_of(library("second"), "hello")["targets"]["meters.broken"]
    assert entry["columns"]["more"]["if"] == [{"meters.broken.where": ["bath"]}]
    assert entry["sentence"] == "{meters.broken.what} ({local.bin} outside)"
    assert data_of(library("second"), "hello")["local"].keys() == {"bin"}


# --- whatever an author writes


class Seen(HTMLParser):
    """Every element of a piece of HTML, and what stands in its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag} {dict(attrs)}")

    def handle_data(self, data: str) -> None:
        self.inside += data


def quoted(text: str) -> str:
    return json.dumps(re.sub(r"[{}\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", "", text), ensure_ascii=False)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    lines = [line.strip() for line in map(quoted, PAYLOADS) if line.strip('" ')]
    items = "".join(f"  - {{id: i{n}, ask: {line}, answer: line, gap: {line}}}\n" for n, line in enumerate(lines))
    parts = "".join(f"  - {{id: p{n}, text: {line}}}\n" for n, line in enumerate(lines))
    folder = tmp_path / "checklists"
    (folder / "first").mkdir(parents=True)
    about = "title: T\nsummary: S\n"
    (folder / "guide.yml").write_text(
        f"id: g\n{about}language: en\nfolder: {{id: f, one: f, many: f}}\nstages: {{first: {{title: T, summary: S}}}}\n"
        "depths: {short: a, middle: b, full: c}\n"
    )
    (folder / "first" / "page.yml").write_text(f"kind: note\n{about}items:\n{items}{parts}", "utf-8")
    found, problems = read_guide(folder)
    assert found is not None
    kept = {item.home for item in found.sheets["page"].checklist.items}
    assert len(kept) > len(lines), problems
    text = script_text(data_of(found, "page"))
    seen = Seen()
    seen.feed(f'<script type="application/json">{text}</script><p>')
    assert [entry.split()[0] for entry in seen.elements] == ["script", "p"]
    asked = [item["ask"] for item in json.loads(seen.inside)["sheet"]["items"] if "ask" in item]
    assert set(asked) <= {json.loads(line).strip() for line in lines}
    assert any("</script>" in line for line in asked)


# --- what can be answered


def test_what_a_reader_can_answer_or_do() -> None:
    checklists = {name: sheet.checklist for name, sheet in library("real").sheets.items()}
    asked, others = asked_of(checklists["next-seven-days"])
    assert {"application", "plans"} <= set(asked)
    assert "how-am-i" not in asked_of(checklists["first-hour"])[0]
    assert asked_of(checklists["pattern-log"])[0].count("interviews") == 0
    for checklist in checklists.values():
        items = {item.id: item for item in checklist.items if item.id}
        asked, others = asked_of(checklist)
        assert all(items[name].if_ is None for name in asked)
        assert all(items[name].if_ for name in others)
        assert all(items[name].answer or items[name].do for name in [*asked, *others])


def test_what_a_page_that_leads_to_checklists_carries() -> None:
    found = library("second")
    data = shelf_data([found.sheets["meters"], found.sheets["week-plan"]], Directory(found), words_of("en"))
    assert list(data["sheets"]) == ["meters", "week-plan"]
    for name, entry in data["sheets"].items():
        checklist = found.sheets[name].checklist
        asked, others = asked_of(checklist)
        assert (entry["asked"], entry.get("others", [])) == (asked, others)
        assert entry.get("minutes") == (f"{checklist.minutes} minutes" if checklist.minutes else None)
    assert data["was"] == {}
    assert all(name.startswith("live-") for name in data["words"])


def test_answers_under_an_old_name_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "checklists"
    shutil.copytree(SECOND / "checklists", folder)
    file = folder / "first-day" / "meters.yml"
    file.write_text("was: [readings]\n" + file.read_text("utf-8").replace("id: meters", "id: meters\n    was: [dials]"))
    found, problems = read_guide(folder)
    assert found is not None, problems
    data = shelf_data([found.sheets["first-night"]], Directory(found), words_of("en"))
    assert data["was"] == {"readings": "meters", "meters.dials": "meters.meters"}


# --- the whole guide, for the notebook


def whole(guide: str) -> Data:
    return guide_data(Directory(library(guide)), words_of("en"))


GUIDES = pytest.mark.parametrize("guide", FOLDERS)


@GUIDES
def test_every_checklist_is_in_it_once_and_in_order(guide: str) -> None:
    data = whole(guide)
    named = [name for stage in data["stages"] for name in stage["sheets"]]
    assert named == list(data["sheets"])
    assert set(named) == set(library(guide).sheets)
    assert named[0] == "me"


@GUIDES
def test_every_answer_that_is_kept_can_be_told(guide: str) -> None:
    data = whole(guide)
    for name, sheet in library(guide).sheets.items():
        told = data["sheets"][name]["items"]
        asked, others = asked_of(sheet.checklist)
        assert set(asked) | set(others) == {item for item, entry in told.items() if "keep" not in entry}
        assert set(others) == {item for item, entry in told.items() if "if" in entry and "keep" not in entry}
        for entry in (
            *told.values(),
            *(column for item in told.values() for column in item.get("columns", {}).values()),
        ):
            assert entry["ask"]
            options = entry.get("options", {})
            assert data["lists"][options] if isinstance(options, str) else all(options.values())
            assert entry.get("answer") not in ("one", "some") or options


@GUIDES
def test_the_whole_guide_is_data_and_nothing_else(guide: str) -> None:
    text = script_text(whole(guide))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert script_text(whole(guide)) == text


def test_what_the_notebook_knows_of_one_checklist() -> None:
    data = whole("second")
    assert data["sheets"]["me"]["items"]["name"] == {"ask": "What do people call you?", "answer": "line", "name": True}
    assert data["sheets"]["week-plan"]["items"]["insure"] == {"ask": "With whom?", "answer": "line", "step": True}
    assert '"tell":' not in json.dumps(data["sheets"])
    assert any(key.startswith("live-book-") for key in data["words"])
    assert not any(key.startswith("live-book-") for key in data_of(library("second"), "hello")["words"])


def test_what_is_private_wherever_that_is_said(tmp_path: Path) -> None:
    about = "title: T\nsummary: S\n"
    folder = tmp_path / "checklists"
    (folder / "first").mkdir(parents=True)
    (folder / "guide.yml").write_text(
        f"id: g\n{about}language: en\nfolder: {{id: f, one: f, many: f}}\nstages: {{first: {{title: T, summary: S}}}}\n"
        "depths: {short: a, middle: b, full: c}\n"
    )
    top = f"kind: reflection\n{about}when: now\nminutes: 2\nitems:\n"
    (folder / "first" / "one.yml").write_text(
        f"{top}  - {{id: a, ask: A, answer: line}}\n  - {{id: b, ask: B, answer: line, private: true}}\n"
    )
    (folder / "first" / "two.yml").write_text(f"{top}  - {{use: one.a, private: true}}\n")
    found, problems = read_guide(folder)
    assert found is not None, problems
    assert guide_data(Directory(found), words_of("en"))["private"] == ["one.b", "one.a"]
