"""While `mkdocs serve` runs, a mistake in one file takes nothing away from who reads the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from guide.edition import Edition
from guide.site import memory, overdue
from tests.built import ROOT, SECOND


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The second guide in a folder of its own, as `mkdocs serve` sees it."""
    monkeypatch.setenv("GUIDE_PAPER", "off")
    folder = tmp_path / "guide"
    shutil.copytree(SECOND, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    text = (folder / "mkdocs.yml").read_text("utf-8").replace("../../../", f"{ROOT.as_posix()}/")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    yield folder
    memory.serving, memory.good = False, None


def built(folder: Path, *, serving: bool) -> str:
    """The first page after one more build."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    memory.serving = serving
    build(config)
    return (folder / "site" / "index.html").read_text("utf-8")


def broken(folder: Path) -> None:
    file = folder / "checklists" / "guide.yml"
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


def test_the_last_good_guide_stays_up(guide: Path) -> None:
    before = built(guide, serving=True)
    broken(guide)
    assert built(guide, serving=True) == before


def test_what_stayed_up_is_not_kept_as_if_it_were_right(guide: Path) -> None:
    built(guide, serving=True)
    broken(guide)
    built(guide, serving=True)
    with pytest.raises((Abort, BuildError, SystemExit)):
        built(guide, serving=False)


def test_the_first_build_says_what_is_wrong(guide: Path) -> None:
    broken(guide)
    with pytest.raises((Abort, BuildError, SystemExit)):
        built(guide, serving=True)


def test_help_that_nobody_checked_for_long_is_named() -> None:
    edition = Edition("id", "Guide", "en", [], {}, checked={"Fresh": "2026-06-01", "Old": "2026-01-01"})
    assert overdue(edition, date(2026, 11, 1)) == ["Old"]
