from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.build import last_commit_time, put_in_place, surroundings


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, "utf-8")
    return path


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    site, new = folder(tmp_path / "site", "old"), folder(tmp_path / "new", "new")
    put_in_place(new, site, old=tmp_path / "old")
    assert (site / "index.html").read_text("utf-8") == "new"
    assert not new.exists()


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    put_in_place(folder(tmp_path / "new", "new"), tmp_path / "site", old=tmp_path / "old")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "new"


def test_the_old_site_comes_back_when_the_new_one_cannot_take_its_place(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "missing", site, old=tmp_path / "old")
    assert (site / "index.html").read_text("utf-8") == "old"


def test_the_old_site_stays_when_the_new_one_does_not_build(tmp_path: Path, root: Path) -> None:
    """With no mkdocs.yml at all; the checklists that stop a build have tests of their own."""
    (tmp_path / "tools").mkdir()
    script = tmp_path / "tools" / "build.py"
    script.write_bytes((root / "tools" / "build.py").read_bytes())
    site = folder(tmp_path / "site", "old")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (site / "index.html").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "tools"]


def test_the_time_of_a_build_is_that_of_the_last_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert surroundings().get("SOURCE_DATE_EPOCH", "") == last_commit_time()


def test_a_time_that_is_set_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12")
    assert surroundings()["SOURCE_DATE_EPOCH"] == "12"
