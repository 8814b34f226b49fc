"""What may know what: the floors of `guide`, the one module that knows MkDocs, and no guide in the code."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import guide
from guide.links import read_guide
from tests.built import ROOT

HOOKS = ROOT / "hooks"
MODULES = {path.stem: path for path in sorted((HOOKS / "guide").glob("*.py")) if path.stem != "__init__"}
CODE = sorted(
    path
    for folder in (HOOKS, ROOT / "docs" / "elements")
    for path in folder.rglob("*")
    if path.is_file()
    and path.suffix in {".py", ".js", ".mjs", ".html", ".yml", ".css"}
    and "__pycache__" not in path.parts
)


def floors() -> list[list[str]]:
    """The floors as the package's docstring lists them."""
    return [line.split() for line in (guide.__doc__ or "").splitlines() if line.startswith("    ")]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports from a place that depends on its own"
            yield node.module or ""


def test_every_module_has_a_floor() -> None:
    assert sorted(name for floor in floors() for name in floor) == sorted(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_floors_before_its_own(name: str) -> None:
    at = {module: number for number, floor in enumerate(floors()) for module in floor}
    ours = {found.removeprefix("guide.") for found in imports(MODULES[name]) if found.split(".")[0] == "guide"}
    assert [other for other in sorted(ours) if at[other] >= at[name]] == []


def test_only_one_module_knows_mkdocs() -> None:
    knowing = [
        name for name, path in MODULES.items() if any(found.split(".")[0] == "mkdocs" for found in imports(path))
    ]
    assert knowing == ["site"]


def test_the_command_line_needs_no_mkdocs() -> None:
    reached, left = set(), ["cli"]
    while left:
        name = left.pop()
        reached.add(name)
        ours = {found.removeprefix("guide.") for found in imports(MODULES[name]) if found.startswith("guide.")}
        left += ours - reached
    assert "site" not in reached
    assert not {"jinja2", "markdown"} & {found for name in reached for found in imports(MODULES[name])}


# --- nothing about what one guide is about -----------------------------------------------------------


def spoken(path: Path) -> str:
    """A file less its comments and docstrings: examples may stand there."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return " ".join(python_words(text))
    text = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", " ", text, flags=re.DOTALL)
    return re.sub(r"(^|\s)(//|# ).*", " ", text)


def python_words(text: str) -> Iterator[str]:
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING and before in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            continue
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            before = token.type
            yield token.string


def own_words(root: Path) -> tuple[set[str], set[str]]:
    """What a guide has several of, in its own words; and the names of its stages and checklists."""
    library, _ = read_guide(root)
    assert library is not None
    folder = library.guide.folder
    names = {*library.guide.stages, *library.sheets} - {"me", folder.id}
    return {folder.id, folder.one, folder.many}, names


def test_the_code_does_not_know_what_the_guide_is_about() -> None:
    """No word for what the reader has several of; no stage or checklist by name, alone or in an address."""
    several, names = own_words(ROOT / "checklists")
    said = re.compile(rf"\b({'|'.join(map(re.escape, sorted(several)))})\b", re.IGNORECASE)
    named = re.compile(rf"""["'{{`]({"|".join(map(re.escape, sorted(names)))})["'}}`.]""")
    found = {path.name: hits for path in CODE if (hits := [*said.findall(spoken(path)), *named.findall(spoken(path))])}
    assert found == {}
