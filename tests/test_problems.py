"""Every wrong file in `tests/problems/` gives exactly the message beside it.

`syntax/` holds files that cannot be read as they stand. Each file of `meaning/` is a checklist of its own in
the small guide of `guide/`; each folder of `folders/` is laid over that guide. `fine/` has nothing wrong.

`UPDATE_CASES=1 pytest tests/test_problems.py` writes the messages anew; read the diff before you commit it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from guide import faults, source
from guide.links import read_guide
from guide.places import Problem, show
from tests.built import ROOT

CASES = ROOT / "tests" / "problems"
SYNTAX = sorted((CASES / "syntax").glob("*.yml"))
MEANING = sorted((CASES / "meaning").glob("*.yml"))
FOLDERS = sorted(path for path in (CASES / "folders").iterdir() if path.is_dir())
FINE = sorted(path for path in (CASES / "fine").iterdir() if path.suffix != ".txt")
MODULES = sorted((ROOT / "hooks" / "guide").glob("*.py"))


# --- files that only a computer can make: some systems cannot keep them ------------------------------


def link_to_a_file(root: Path) -> None:
    (root.parent / "secret.yml").write_text("kind: facts\n", "utf-8")
    (root / "settle" / "rest.yml").symlink_to(root.parent / "secret.yml")


def link_to_a_folder(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root / "more").symlink_to(root.parent / "elsewhere")


def two_cases(root: Path) -> None:
    for name in ("Hello-note.yml", "FIRST-WEEK.yml"):
        (root / "settle" / name).write_text("kind: facts\n", "utf-8")
    if len(list((root / "settle").iterdir())) < 4:
        pytest.skip("this system takes names in capitals for the same")


def a_pipe(root: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes")
    os.mkfifo(root / "settle" / "rest.yml")


def no_guide(root: Path) -> None:
    (root / "guide.yml").unlink()


MADE: dict[str, Callable[[Path], None]] = {
    "names-alike": two_cases,
    "no-guide": no_guide,
    "not-a-file-but-a-folder-elsewhere": link_to_a_folder,
    "not-a-file-but-a-link": link_to_a_file,
    "not-a-file-but-a-pipe": a_pipe,
}


# --- what an author is told --------------------------------------------------------------------------


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small guide, seen from the folder around it."""
    shutil.copytree(CASES / "guide", tmp_path / "checklists")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "checklists"


def checked(guide: Path) -> list[Problem]:
    return read_guide(guide, pages=["about"])[1]


def held(problems: Sequence[Problem], message: Path) -> None:
    """The message is the one beside the case."""
    told = "\n\n".join(map(show, problems)) + "\n"
    if os.environ.get("UPDATE_CASES"):
        message.write_text(told, encoding="utf-8")
    assert told == message.read_text(encoding="utf-8")
    for problem in problems:
        in_plain_words(problem)


@pytest.mark.parametrize("path", SYNTAX, ids=lambda path: path.stem)
def test_of_a_file_that_cannot_be_read(path: Path) -> None:
    held(source.read(path.name, path.read_bytes())[1], path.with_suffix(".txt"))


@pytest.mark.parametrize("path", MEANING, ids=lambda path: path.stem)
def test_of_a_checklist(path: Path, guide: Path) -> None:
    shutil.copy(path, guide / "settle" / path.name)
    found = checked(guide)
    held(found, path.with_suffix(".txt"))
    assert any(path.stem.startswith(problem.rule) for problem in found)
    assert {problem.place.file for problem in found} == {f"checklists/settle/{path.name}"}
    for problem in found:
        something_is_underlined(problem)


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)
def test_of_several_files(path: Path, guide: Path) -> None:
    shutil.copytree(path, guide, dirs_exist_ok=True)
    found = checked(guide)
    held(found, path.with_suffix(".txt"))
    assert any(path.name.startswith(problem.rule) for problem in found)


@pytest.mark.parametrize("name", MADE)
def test_of_odd_files(name: str, guide: Path) -> None:
    MADE[name](guide)
    held(checked(guide), CASES / "folders" / f"{name}.txt")


@pytest.mark.parametrize("path", FINE, ids=lambda path: path.stem)
def test_nothing_is_wrong(path: Path, guide: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, guide, dirs_exist_ok=True)
    else:
        shutil.copy(path, guide / "settle" / path.name)
    assert checked(guide) == []


def test_nothing_is_wrong_with_the_small_guide(guide: Path) -> None:
    assert checked(guide) == []


def test_a_file_that_cannot_be_opened(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.open

    def closed(path: Path, *more: int) -> int:
        if Path(path).name == "first-week.yml":
            raise PermissionError(path)
        return whole(path, *more)

    monkeypatch.setattr(os, "open", closed)
    (found,) = checked(guide)
    assert found.rule == "not-readable"
    in_plain_words(found)


def test_very_many_mistakes_are_counted(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "MOST", 2)
    shutil.copy(CASES / "meaning" / "unknown-field-in-item.yml", guide / "settle" / "rest.yml")
    found = checked(guide)
    assert [problem.rule for problem in found] == ["unknown-field", "unknown-field", "many-more"]
    assert "3 more fields" in found[-1].message
    in_plain_words(found[-1])


def test_each_message_has_its_case() -> None:
    messages = {path.with_suffix("") for path in CASES.glob("*/*.txt")}
    cases = {path.with_suffix("") for path in [*SYNTAX, *MEANING]} | {*FOLDERS}
    assert messages == cases | {CASES / "folders" / name for name in MADE}


# --- every rule --------------------------------------------------------------------------------------

TELLING = frozenset(
    ["problem", "Problem", "say", "unknown", "_problem", "_tell", "_refuse", "_tell_kind", "slip", "Slip"]
)
"""What makes a problem out of a rule, a place and words."""
A_RULE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
WITHOUT_FILE = frozenset(["many-more", "no-letter", "no-room", "not-readable", "too-large"])
"""Rules whose cases are functions: above, in `test_source.py`, and in `paper/test_published.py`."""


def rules_in(tree: ast.AST) -> set[str]:
    """Every rule that a module can tell."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in TELLING:
            rule = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            found |= texts_in([*rule, *node.args[:3]])
        elif isinstance(node, ast.Assign) and name_of(node.targets[0]) == "rule":
            found |= texts_in([node.value])
        elif isinstance(node, ast.Assign) and name_of(node.targets[0]) == "KINDS":
            found |= texts_in([rule for pair in node.value.values for rule in pair.elts[1:]])  # type: ignore[attr-defined]
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
            found |= texts_in(node.value.elts[:1])
    return {text for text in found if A_RULE.fullmatch(text)}


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def texts_in(nodes: Sequence[ast.expr]) -> set[str]:
    """The texts themselves, or those of which one is taken."""
    either = [inner for node in nodes if isinstance(node, ast.IfExp) for inner in (node.body, node.orelse)]
    return {node.value for node in [*nodes, *either] if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def all_rules() -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    telling = [tree for tree in trees if {"Problem", "PydanticCustomError"} & imported(tree)]
    return set().union(*map(rules_in, telling))


def imported(tree: ast.Module) -> set[str]:
    return {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def begins_with(name: str, rule: str) -> bool:
    return name == rule or name.startswith(f"{rule}-")


CASE_NAMES = [path.stem for path in [*SYNTAX, *MEANING]] + [path.name for path in FOLDERS] + list(MADE)


def test_every_rule_has_a_case() -> None:
    rules = all_rules() - WITHOUT_FILE
    assert len(rules) > 80
    assert sorted(rule for rule in rules if not any(begins_with(name, rule) for name in CASE_NAMES)) == []


def test_every_case_is_named_after_its_rule() -> None:
    rules = all_rules()
    names = set(CASE_NAMES) - {path.stem for path in SYNTAX}
    assert sorted(name for name in names if not any(begins_with(name, rule) for rule in rules)) == []


# --- in plain words ----------------------------------------------------------------------------------

OUR_TRADE = re.compile(
    r"\b(mapping|scalar|sequence|token|pars\w+|schema|strings?|null|boolean|integer|float|dict|tuple|regex|"
    r"invalid|illegal|syntax|key|keys|values?|property|type|types|error|exception|valid\w*|yaml|json|python)\b",
    re.IGNORECASE,
)
OF_PYTHON = re.compile(r"<class|object at 0x|\bNone\b|\bTrue\b|\bFalse\b|\\[nt]|\[\]|\{\}|frozenset|b'")
QUOTED = re.compile(r"'[^']*'|: .*$")


def in_plain_words(problem: Problem) -> None:
    """What a message must be for somebody who has never coded."""
    assert A_RULE.fullmatch(problem.rule)
    assert problem.expected, problem
    for words in (problem.message, problem.expected):
        ours = QUOTED.sub("", words)
        assert not OUR_TRADE.search(ours), words
        assert not OF_PYTHON.search(ours), words
        assert "\n" not in words
        assert words[-1] not in ".!", words
        assert "please" not in words.lower()
    assert problem.message[0].islower() or not problem.message[0].isalpha(), problem.message
    assert len(problem.message) < 300


def something_is_underlined(problem: Problem) -> None:
    start = problem.place.column - 1
    pointed = problem.line[start : start + problem.place.width]
    assert pointed.strip() or start >= len(problem.line.rstrip())
    assert problem.line
