"""`guide check`, `guide schema` and `guide ids`, as a person calls them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide import cli
from guide.cli import main
from tests.built import ROOT, SECOND

CASES = ROOT / "tests" / "problems"


class Output:
    """What a command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def guide(capsys: pytest.CaptureFixture[str]) -> Output:
    return Output(capsys)


@pytest.fixture(autouse=True)
def _early_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day on which no help line of these guides is old: 1 March 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder around a copy of the small guide, and the one a person stands in."""
    shutil.copytree(CASES / "guide", tmp_path / "checklists")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def wrong(here: Path) -> Path:
    """Two wrong checklists: the first with two problems, the second with one and a hint."""
    shutil.copy(CASES / "meaning" / "use-of-own.yml", here / "checklists" / "arrive" / "use-of-own.yml")
    shutil.copy(CASES / "meaning" / "no-such-moment.yml", here / "checklists" / "settle" / "no-such-moment.yml")
    shutil.copy(CASES / "meaning" / "stray-bracket.yml", here / "checklists" / "settle" / "stray-bracket.yml")
    return here


@pytest.mark.usefixtures("here")
def test_a_right_guide(guide: Output) -> None:
    assert guide("check") == (0, "", "5 checklists checked: nothing to mend.\n")


@pytest.mark.usefixtures("wrong")
def test_every_problem_of_every_file(guide: Output) -> None:
    code, told, summary = guide("check")
    places = [line.split(": ")[0] for line in told.splitlines() if line.startswith("checklists/")]
    assert places == [
        "checklists/arrive/use-of-own.yml:8:10",
        "checklists/settle/no-such-moment.yml:6:11",
        "checklists/settle/stray-bracket.yml:7:29",
    ]
    assert code == 1
    assert summary == "8 checklists checked: 2 to mend, 1 to think about.\n"


@pytest.mark.usefixtures("wrong")
def test_a_hint_stops_nothing(guide: Output) -> None:
    code, told, summary = guide("check", "checklists/settle/stray-bracket.yml")
    assert code == 0
    assert "hint: a square bracket" in told
    assert summary == "1 checklist checked: nothing to mend, 1 to think about.\n"


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("checklists/settle/no-such-moment.yml", 1),
        ("checklists/settle", 4),
        ("checklists", 8),
        (".", 8),
        ("checklists/me.yml", 0),
    ],
)
def test_the_files_a_person_names(guide: Output, wrong: Path, path: str, count: int) -> None:
    for named in (path, wrong / path, wrong / "checklists" / ".." / path):
        code, told, summary = guide("check", named)
        assert code == (count > 0)
        assert summary.startswith(f"{max(count, 1)} checklist")
        assert ("no-such-moment.yml:6:11" in told) == (count > 0)


@pytest.mark.usefixtures("wrong")
def test_several_paths(guide: Output) -> None:
    _, _, summary = guide("check", "checklists/arrive", "checklists/settle/no-such-moment.yml", "checklists/arrive")
    assert summary == "3 checklists checked: 2 to mend.\n"


def test_from_a_folder_inside(guide: Output, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wrong / "checklists" / "settle")
    code, told, _ = guide("check", "no-such-moment.yml")
    assert code == 1
    assert told.startswith("checklists/settle/no-such-moment.yml:6:11: ")
    assert guide("check")[0] == 1


@pytest.mark.usefixtures("here")
def test_another_guide(guide: Output) -> None:
    for path in (SECOND, SECOND / "checklists", SECOND / "checklists" / "me.yml"):
        code, told, _ = guide("check", path)
        assert (code, told) == (0, "")
    assert guide("check", "checklists/me.yml", SECOND / "checklists" / "me.yml")[2].startswith("2 checklists checked")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "There is no 'nowhere' here.\n"),
        (["checklists/settle/gone.yml"], "There is no 'checklists/settle/gone.yml' here.\n"),
        (["elsewhere"], "'elsewhere' is in no guide: no folder around it has a 'guide.yml'.\n"),
        (["checklists/sources.yml"], "No checklist there. A checklist is a file that ends in '.yml'.\n"),
    ],
)
def test_nothing_to_check(guide: Output, here: Path, arguments: list[str], said: str) -> None:
    (here / "elsewhere").mkdir()
    assert guide("check", *arguments) == (1, "", said)


def test_no_guide_here(guide: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "ids"):
        assert guide(command) == (1, "", "There is no folder 'checklists' with a 'guide.yml' here.\n")


@pytest.mark.usefixtures("wrong")
def test_annotations(guide: Output) -> None:
    code, told, _ = guide("check", "--format", "github")
    lines = told.splitlines()
    assert code == 1
    assert lines[0].startswith("::error file=checklists/arrive/use-of-own.yml,line=8,col=10,title=")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::notice"]


@pytest.mark.usefixtures("wrong")
def test_more_annotations_than_are_shown(guide: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "MOST_ANNOTATIONS", 1)
    _, told, _ = guide("check", "--format", "github")
    assert told.splitlines()[1:] == ["… and 2 more. 'guide check' names them all."]


@pytest.mark.usefixtures("here")
def test_the_closed_folder(guide: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> object:
        if Path(path).name == "settle":
            raise PermissionError(13, "closed", str(path))
        return scan(path)

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", closed)
    code, told, _ = guide("check")
    assert code == 1
    assert "checklists/settle:1:1: this folder cannot be opened\n" in told


def test_schemas(guide: Output) -> None:
    for arguments in ([], ["guide"], ["sources"], ["overlay"]):
        code, told, _ = guide("schema", *arguments)
        assert code == 0
        assert json.loads(told)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.usefixtures("here")
def test_it_runs_as_a_program() -> None:
    """Once as a person calls it: without MkDocs, and with no line of Python's own."""
    command = [sys.executable, "-X", "importtime", "-m", "guide.cli", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "hooks")})
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("5 checklists checked: nothing to mend.\n")
    assert "mkdocs" not in done.stderr


# --- ids ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_the_ids_of_a_guide(guide: Output) -> None:
    code, told, _ = guide("ids")
    assert code == 0
    for line in [
        "new-home guide", "me me", "home each", "home.road line", "home.street line", "first-night.lost line never",
        "first-night.mood=tired option", "first-night.rooms.colour line", "first-night.hello", "greeting.post step",
        "hello-note.note message", "first-week.keys step",
    ]:  # fmt: skip
        assert line in told.splitlines()
    assert told.splitlines() == sorted(told.splitlines())


def test_ids_once_written_are_kept(guide: Output, here: Path) -> None:
    assert guide("ids", "--write")[0] == 0
    ids = here / "checklists" / "ids.txt"
    first = ids.read_text("utf-8")
    assert first.startswith("# Every id")
    assert guide("check")[0] == 0

    me = here / "checklists" / "me.yml"
    before = me.read_text("utf-8")
    me.write_text(before.replace("{id: name,", "{id: whole-name,"), "utf-8")
    code, told, _ = guide("check", "checklists/me.yml")
    assert code == 1
    assert "'name' was published and is gone" in told

    me.write_text(before.replace("{id: name,", "{id: whole-name, was: [name],"), "utf-8")
    note = here / "checklists" / "settle" / "hello-note.yml"
    note.write_text(note.read_text("utf-8").replace("{me.name}", "{me.whole-name}"), "utf-8")
    assert guide("check")[0] == 0
    assert guide("ids", "--write")[0] == 0
    assert set(ids.read_text("utf-8").splitlines()) == {*first.splitlines(), "me.whole-name line"}


def test_a_file_keeps_its_ids_under_a_new_name(guide: Output, here: Path) -> None:
    guide("ids", "--write")
    settle = here / "checklists" / "settle"
    (settle / "first-week.yml").rename(settle / "week-one.yml")
    for path in here.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("first-week", "week-one"), "utf-8")
    code, told, _ = guide("check")
    assert code == 1
    assert "'first-week' was published and is gone" in told
    moved = settle / "week-one.yml"
    moved.write_text("was: [first-week]\n" + moved.read_text("utf-8"), "utf-8")
    assert guide("check")[0] == 0


def test_an_id_taken_away_for_good(guide: Output, here: Path) -> None:
    guide("ids", "--write")
    me = here / "checklists" / "me.yml"
    whole = me.read_text("utf-8")
    me.write_text("\n".join(line for line in whole.splitlines() if "tools" not in line) + "\n", "utf-8")
    assert guide("check")[0] == 1
    ids = here / "checklists" / "ids.txt"
    ids.write_text(ids.read_text("utf-8").replace("me.tools tick", "me.tools tick gone"), "utf-8")
    assert guide("check")[0] == 0
    guide("ids", "--write")
    assert "me.tools tick gone\n" in ids.read_text("utf-8")
    me.write_text(whole, "utf-8")
    assert "taken away for good" in guide("check")[1]


def test_no_ids_of_a_wrong_guide(guide: Output, wrong: Path) -> None:
    code, told, said = guide("ids", "--write")
    assert code == 1
    assert "no-such-moment.yml:6:11" in told
    assert said == "2 to mend before ids can be promised.\n"
    assert not (wrong / "checklists" / "ids.txt").exists()


def test_our_own_guide_keeps_what_it_published(guide: Output) -> None:
    """Before anything is published: delete ids.txt and `guide ids --write`. After that: never."""
    assert guide("check", ROOT / "checklists")[0] == 0
    lines = (ROOT / "checklists" / "ids.txt").read_text("utf-8").splitlines()
    assert len(lines) > 100
    kept = {line for line in lines if not line.startswith("#")}
    assert sorted(kept) == lines[1:]
