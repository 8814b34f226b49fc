"""The schema that editors use: it takes all that `guide check` takes, as an editor reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide.directory import Directory
from guide.ids import Ledger
from guide.links import _check_sheet, read_guide
from guide.mends import Check
from guide.places import show
from guide.schema import SHAPES, schema_of, schema_text
from guide.source import Source
from tests.built import ROOT, SECOND

CHECKLISTS = sorted(
    path
    for folder in (ROOT / "checklists", SECOND / "checklists", ROOT / "tests" / "pages")
    for path in folder.rglob("*.yml")
    if path.name not in ("guide.yml", "sources.yml", "tone.yml") and path.name.count(".") == 1
)
GUIDES = [ROOT / "checklists", SECOND / "checklists", ROOT / "tests" / "problems" / "guide"]


class Editor(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: `no` and a day are text, `true` and 5 are not."""


Editor.yaml_implicit_resolvers = {}
for tag, form, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+0123456789.",
    ),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
]:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(first))


def as_editor(text: str) -> Any:
    return yaml.load(text, Editor)  # noqa: S506, a SafeLoader


def whole(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    """A number as YAML 1.2 counts: 017 is seventeen."""
    text = str(loader.construct_scalar(node))
    return int(text, 0 if re.search("[ox]", text) else 10)


Editor.add_constructor("tag:yaml.org,2002:int", whole)


def complaints(name: str, text: str) -> list[str]:
    """What an editor would underline."""
    validator = jsonschema.Draft202012Validator(schema_of(name))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(as_editor(text))]


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_takes_every_checklist(path: Path) -> None:
    assert complaints("checklist", path.read_text("utf-8")) == []


@pytest.mark.parametrize("folder", GUIDES, ids=lambda folder: folder.parent.name)
def test_it_takes_every_guide_and_its_sources(folder: Path) -> None:
    assert complaints("guide", (folder / "guide.yml").read_text("utf-8")) == []
    assert complaints("sources", (folder / "sources.yml").read_text("utf-8")) == []


def test_it_takes_a_translation() -> None:
    path = ROOT / "tests" / "problems" / "fine" / "translation" / "settle" / "hello-note.es.yml"
    assert complaints("overlay", path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", SHAPES)
def test_it_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    assert schema_text(name) == schema_text(name)


def test_the_schema_beside_the_checklists_is_this_one() -> None:
    """If not: `guide schema > checklists/schema.json`."""
    assert (ROOT / "checklists" / "schema.json").read_text("utf-8") == schema_text("checklist")


def test_an_editor_finds_it() -> None:
    """The line that docs/format.md names leads from a checklist to the schema."""
    text = (ROOT / "docs" / "format.md").read_text("utf-8")
    found = re.search(r"# yaml-language-server: \$schema=(\S+)`", text)
    assert found
    assert (ROOT / "checklists" / "learn" / found[1]).resolve() == ROOT / "checklists" / "schema.json"
    assert any(found[0].rstrip("`") in path.read_text("utf-8").splitlines()[0] for path in CHECKLISTS)


def test_an_editor_sees_what_is_wrong() -> None:
    text = (ROOT / "tests" / "problems" / "meaning" / "unknown-field.yml").read_text("utf-8")
    assert complaints("checklist", text)


def fields_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for shape in [schema, *schema.get("$defs", {}).values()]:
        yield from ((f"{shape.get('title')}.{name}", field) for name, field in shape.get("properties", {}).items())


@pytest.mark.parametrize("name", SHAPES)
def test_every_field_says_what_it_is(name: str) -> None:
    assert [field for field, about in fields_of(schema_of(name)) if not about.get("description")] == []


# --- what the check takes, the schema takes ----------------------------------------------------------

ODD = [
    "no", "yes", "true", "false", "5", "017", "08", "0x1F", "1_000", "12:30", "2026-11-23", "~", "null", "Null", ".inf", "1e3",
    '""', "''", "[]", "{}", "[5]", "[true, no]", "{a: b}", '"5"', '"true"', "-1", "120", "60-150", "me.name", "first-night.mood",
    "fine", "{fine: answered}", "home", "note", "stop", "{me.name: answered}", "[fine, tired]", "{fine: 5, tired: true}",
    "{true: 5, no: 6}", "short", "line", "table", "1 day after home.moved", "'{me.name}'", "a text", "https://example.org/", "|",
]  # fmt: skip
FINE = sorted((ROOT / "tests" / "problems" / "fine").glob("*.yml"))


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A right checklist after a few changes, of which some leave it right."""
    lines = draw(st.sampled_from(FINE)).read_text("utf-8").splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        places = list(re.finditer(r"(?<=: )[^\[\]{},]+|(?<=- )[^\[\]{},]+|[\w.-]+(?=:)", lines[at]))
        if not places or draw(st.integers(0, 3)) == 0:
            lines[at : at + 1] = draw(st.sampled_from([[], [lines[at]] * 2]))
        else:
            place = draw(st.sampled_from(places))
            lines[at] = lines[at][: place.start()] + draw(st.sampled_from(ODD)) + lines[at][place.end() :]
        lines = lines or ["kind: facts"]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def check() -> Check:
    """The whole check of one checklist among those of the small guide."""
    library, _ = read_guide(ROOT / "tests" / "problems" / "guide")
    assert library is not None
    sheet = library.sheets["first-week"]
    return _check_sheet(sheet, Directory(library), Ledger(library))


@given(text=changed())
def test_what_the_check_takes_the_schema_takes(check: Check, text: str) -> None:
    problems = check(Source("case.yml", text.encode()))
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert show(problem)
    if not any(problem.serious for problem in problems):
        assert complaints("checklist", text) == []
