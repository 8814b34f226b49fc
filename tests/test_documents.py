"""What the documents beside the code tell people to do works, and what they show is what they will see."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.links import read_guide
from guide.places import show
from tests.built import ROOT

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
FOR_CONTRIBUTORS = ROOT / "docs" / "for-contributors.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / ".github").glob("*.md"), *(ROOT / "docs").glob("*.md")])

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GENERATED = {"sources.md", "help.md"}
"""Pages that the build makes; MkDocs itself checks links to them."""
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


def blocks(document: Path, language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(document.read_text("utf-8")) if name == language]


def told(checklist: str, folder: Path) -> str:
    """What the author of one more checklist is told, in this guide."""
    shutil.copytree(ROOT / "checklists", folder / "checklists")
    file = folder / "checklists" / "learn" / "small-talk.yml"
    file.write_text(checklist, "utf-8")
    return "\n".join(map(show, read_guide(folder / "checklists")[1]))


@pytest.mark.parametrize("document", [README, FOR_CONTRIBUTORS], ids=lambda document: document.stem)
def test_the_checklist_to_copy_is_right(document: Path, tmp_path: Path) -> None:
    (checklist,) = blocks(document, "yaml")
    assert told(checklist, tmp_path) == ""


def test_the_message_shown_is_the_message_given(tmp_path: Path) -> None:
    (message,) = blocks(CONTRIBUTING, "text")
    wrong = re.search(r"^ +2 \| (.*)$", message, re.MULTILINE)
    assert wrong
    lines = blocks(README, "yaml")[0].splitlines()
    lines[1] = wrong[1]
    assert told("\n".join(lines) + "\n", tmp_path).strip() == message.strip()


def how_we_write(document: Path) -> list[str]:
    text = document.read_text("utf-8")
    return text[text.index("- Write to one") :].partition("\n\n")[0].splitlines()


def test_both_lists_of_how_we_write_say_the_same() -> None:
    assert how_we_write(CONTRIBUTING) == how_we_write(FOR_CONTRIBUTORS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= targets
    links = [link for link in LINK.findall(text) if link not in GENERATED]
    assert [link for link in links if not (document.parent / link).exists()] == []
