"""The same sources give the same site: whoever doubts the published one can build it and compare."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = ["checklists", "docs", "hooks", "mkdocs.yml"]


def test_folder_time_zone_and_chance_leave_no_trace(root: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    elsewhere = tmp_path / "else where"
    for folder in (here, elsewhere):
        copy_sources(root, folder)
    ours = built(here, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    theirs = built(elsewhere, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")
    assert {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)} == set()


def test_what_a_build_keeps_changes_nothing(root: Path, tmp_path: Path) -> None:
    copy_sources(root, tmp_path / "here")
    assert built(tmp_path / "here") == built(tmp_path / "here")


def copy_sources(root: Path, folder: Path) -> None:
    """Contents alone: the times of the files are those of the copy."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        source, target = root / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=unwanted, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, target)


def built(folder: Path, **surroundings: str) -> dict[str, str]:
    """The digest of every file of the site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "GUIDE_PAPER": "off", **surroundings}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The site does not build:\n{done.stdout}{done.stderr}", pytrace=False)
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }
