"""Whatever is typed into any file of a guide is told with a place: never a traceback, never a mend that hurts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import read_guide
from guide.places import Problem, show
from guide.source import Fields, List, Node, Text, read
from tests.built import ROOT
from tests.test_problems import SYNTAX, in_plain_words

CASES = ROOT / "tests" / "problems"
OF_READING = {problem.rule for path in SYNTAX for problem in read(path.name, path.read_bytes())[1]}
WORDS = [
    "", "no", "true", "null", "~", "5", "-1", "[]", "{}", "[a, b]", "{a: b}", "{", "}", "[", "]", '"', "'", "#", "&a", "*a", "!!x", "|", ">",
    "id", "items", "kind", "text", "if", "then", "use", "was", "each", "options", "columns", "note", "stop", "any", "me", "home",
    "me.name", "home.street.x", "first-night.rooms.room", "[key]", "<text>", "__proto__", "constructor", "Étage", "日本", "\u202e", "\x00",
    "3 days after start", "the day of home.moved", "{me.name}", "{local.bin}", "{}", "a: b", "x" * 90, "x" * 5000, "gone", "en", "es",
]  # fmt: skip


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A whole guide: with a translation, published ids and every construct."""
    around = tmp_path_factory.mktemp("changes")
    root = around / "checklists"
    shutil.copytree(CASES / "guide", root)
    for path in (CASES / "fine").iterdir():
        if path.is_dir():
            shutil.copytree(path, root, dirs_exist_ok=True)
        else:
            shutil.copy(path, root / "settle" / path.name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(around)
        yield Path("checklists")


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[float, float, str | int]]:
    """Where in a file something is changed, and into what; a number stands for lines moved or doubled."""
    place = st.floats(0, 1, exclude_max=True)
    return draw(st.lists(st.tuples(place, place, st.sampled_from(WORDS) | st.integers(0, 3)), min_size=1, max_size=3))


def changed(text: str, made: list[tuple[float, float, str | int]]) -> str:
    lines = text.splitlines()
    for down, along, what in made:
        at = int(down * len(lines))
        words = list(re.finditer(r"[^\s\[\]{},]+", lines[at])) if lines else []
        if isinstance(what, int):
            lines[at : at + 1] = [[], [lines[at]] * 2, ["  " + lines[at]], [lines[at][2:]]][what] if lines else []
        elif words:
            word = words[int(along * len(words))]
            lines[at] = lines[at][: word.start()] + what + lines[at][word.end() :]
    return "\n".join(lines) + "\n"


@given(made=changes(), which=st.floats(0, 1, exclude_max=True))
def test_whatever_is_typed_is_told(guide: Path, made: list[tuple[float, float, str | int]], which: float) -> None:
    files = sorted(path for path in guide.rglob("*") if path.is_file())
    file = files[int(which * len(files))]
    before = file.read_bytes()
    try:
        file.write_text(changed(before.decode(), made), "utf-8")
        problems = read_guide(guide)[1]
        for problem in problems:
            in_plain_words(problem)
            stands_somewhere(problem)
            assert show(problem)
        for problem in [problem for problem in problems if problem.mend][:2]:
            mended(problem, problems, guide)
    finally:
        file.write_bytes(before)


def stands_somewhere(problem: Problem) -> None:
    lines = Path(problem.place.file).read_text("utf-8").splitlines()
    assert problem.place.line <= len(lines) + 1
    assert problem.place.column >= 1


def mended(problem: Problem, problems: list[Problem], guide: Path) -> None:
    """With the lines that were offered there is one problem less, and none more in that file.

    A file that could not be read as it stood may show more once it can be.
    """
    file = Path(problem.place.file)
    before = file.read_bytes()
    assert problem.mend
    try:
        file.write_text(problem.mend.apply(before.decode()), "utf-8")
        left = [other for other in read_guide(guide)[1] if other.place.file == problem.place.file]
    finally:
        file.write_bytes(before)
    same = [other for other in problems if other.place.file == problem.place.file]
    assert len(left) < len(same) or any(other.rule in OF_READING for other in same)


# --- a slip of the hand in one line ------------------------------------------------------------------

SLIPS = {
    "no dash": (r"^( *)- (?=[a-z-]+: )", r"\1"),
    "spaces for a dash": (r"^( *)- (?=[a-z-]+: )", r"\1  "),
    "a long dash": (r"^( *)- ", r"\1– "),
    "a special space after a dash": (r"^( *)- ", "\\1-\u00a0"),
    "no space after a dash": (r"^( *)- ", r"\1-"),
    "no colon": (r"^([ -]*[a-z-]+):", r"\1"),
    "a special space": (r"^([ -]*[a-z-]+): ", "\\1:\u00a0"),
    "no space": (r"^([ -]*[a-z-]+): ", r"\1:"),
    "further in": (r"^", "  "),
    "further out": (r"^  ", ""),
    "a tab": (r"^  ", "\t"),
    "an open quote": (r"^([ -]*[a-z-]+): (?=[A-Za-z])", r'\1: "'),
}


@given(
    slip=st.sampled_from(sorted(SLIPS)),
    where=st.floats(0, 1, exclude_max=True),
    which=st.floats(0, 1, exclude_max=True),
)
def test_a_mend_of_a_slip_loses_no_line(slip: str, where: float, which: float) -> None:
    """With the lines that were offered, a file that can be read has every text of the other lines as it was."""
    files = [*sorted(CASES.glob("guide/*/*.yml")), *sorted((ROOT / "checklists").glob("*/*.yml"))]
    good = files[int(which * len(files))].read_text("utf-8")
    lines = good.split("\n")
    old, new = SLIPS[slip]
    rows = [row for row, line in enumerate(lines) if line.strip() and re.search(old, line)]
    if not rows:
        return
    row = rows[int(where * len(rows))]
    text = "\n".join([*lines[:row], re.sub(old, new, lines[row]), *lines[row + 1 :]])
    _, problems = read("a.yml", text.encode())
    offered = [problem.mend for problem in problems if problem.mend]
    for mend in reversed(offered):
        text = mend.apply(text)
    tree, left = read("a.yml", text.encode())
    if offered and tree and not left:
        before, _ = read("a.yml", good.encode())
        assert before
        assert set(stands(before)) - set(stands(tree)) <= {part for part in stands(before) if part[0] == row + 1}


def stands(node: Node) -> Iterator[tuple[int, str]]:
    """Every name and text with its line."""
    if isinstance(node, Text):
        yield node.line, node.text
    inner: list[Node] = node.items if isinstance(node, List) else []
    for part in [*inner, *(*node.keys.values(), *node.fields.values())] if isinstance(node, Fields) else inner:
        yield from stands(part)
