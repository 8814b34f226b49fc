from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.built import ROOT
from tools import bundle

PAGE = """<!doctype html><link rel="stylesheet" href="../styles/a.css"><link rel="icon" href="../styles/a.png">
<script src="../elements/early.js"></script><script>let own</script><script src="/elsewhere/b.js"></script>
<script type="module" src="../elements/guide.js"></script>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    names = {
        "page/index.html": PAGE,
        "styles/a.css": "a { b: c }",
        "styles/part.css": "",
        "styles/a.png": "",
        "elements/early.js": "let a",
    }
    modules = {"elements/guide.js": 'import "./part.js";', "elements/part.js": "export const a = 1;"}
    for name, text in {**names, **modules}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_pages_name_is_found(site: Path) -> None:
    named = bundle.named_in(site)
    assert named.modules == {site / "elements" / "guide.js"}
    assert named.others == {site / "elements" / "early.js"}
    assert named.styles == {site / "styles" / "a.css"}


def test_only_what_is_in_another_file_now_is_taken_away(site: Path, tmp_path: Path) -> None:
    before = everything(site)
    made = {str(Path(name)): b"both" for name in ("elements/guide.js", "styles/a.css")}
    for name, text in made.items():
        (tmp_path / "made" / name).parent.mkdir(parents=True)
        (tmp_path / "made" / name).write_bytes(text)
    bundle.put_in_place(site, tmp_path / "made", bundle.named_in(site))
    gone = {str(Path(name)) for name in ("elements/part.js", "styles/part.css")}
    assert everything(site) == {name: text for name, text in {**before, **made}.items() if name not in gone}


def test_what_comes_later_leans_on_what_is_there(tmp_path: Path) -> None:
    """With that the bundler has one file for all of it; without it, one for each set of modules that share some."""
    texts = {
        "guide.js": '/** import("./said.js") */\nimport { a } from "./a.js";\nvoid import("./later.js");\n',
        "a.js": 'import { b } from "./b.js";\nexport * from "../elsewhere.js";\nexport const a = b;\n',
        "b.js": 'export const b = async () => await import("./last.js");\n',
        "later.js": 'import { b } from "./b.js";\n',
        "last.js": "",
        "said.js": "",
        "other.js": "",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    bundle.share(tmp_path / "guide.js")
    changed = {file.name for file in tmp_path.iterdir() if file.read_text("utf-8") != texts.get(file.name)}
    assert changed == {"guide.js", "later.js", "last.js", bundle.SHARED}
    assert (tmp_path / bundle.SHARED).read_text("utf-8") == 'import "./a.js";\nimport "./b.js";\n'
    assert (tmp_path / "later.js").read_text("utf-8") == f'import "./{bundle.SHARED}";\n{texts["later.js"]}'


def test_without_a_bundler_the_site_stays_and_one_line_says_why(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(site)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    monkeypatch.setattr(sys, "argv", ["bundle.py", str(site)])
    assert bundle.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line == (
        "Scripts and styles are published as written, in more files than need be. "
        "There is no deno here; requirements-dev.txt has it."
    )
    assert everything(site) == before


def test_without_a_network_the_line_says_so(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bundle, "PERMISSIONS", (*bundle.PERMISSIONS, "--cached-only"))
    monkeypatch.setenv("DENO_DIR", str(tmp_path / "empty"))
    monkeypatch.setattr(sys, "argv", ["bundle.py", str(site)])
    assert bundle.main() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "esbuild-wasm" in line


def test_the_bundler_is_pinned_by_hash_and_by_no_address() -> None:
    text = (ROOT / "tools" / "deno.lock").read_text("utf-8")
    (name, pinned), *others = json.loads(text)["npm"].items()
    assert f"npm:{name}/esbuild" == bundle.BUNDLER
    assert pinned["integrity"].startswith("sha512-")
    assert not others
    assert "://" not in text
