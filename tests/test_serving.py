"""While `mkdocs serve` runs, a mistake in one file takes nothing away from who reads the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError

from guide.edition import Edition
from guide.paper import Typesetter
from guide.site import memory, overdue, with_sheets
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


def ask(app: WSGIApplication, path: str) -> tuple[str, bytes]:
    """What a server answers: its status, and what it sends."""
    told: list[str] = []

    def start(status: str, *_: object) -> Callable[[bytes], object]:
        told.append(status)
        return bytes

    sent = b"".join(app({"PATH_INFO": path}, start))
    return told[0], sent


def other(_: object, start_response: StartResponse) -> Iterable[bytes]:
    start_response("404 Not Found", [])
    return [b"nothing here"]


def test_a_sheet_is_made_when_it_is_asked_for(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDE_PAPER", "on")
    monkeypatch.setenv("SITE_URL", "http://127.0.0.1:8000/below/")
    made: list[str] = []
    make = Typesetter.make

    def noted(setter: Typesetter, name: str, paper: str) -> bytes:
        made.append(name)
        return make(setter, name, paper)

    monkeypatch.setattr(Typesetter, "make", noted)
    built(guide, serving=True)
    assert made == []
    assert not (guide / "site" / "sheets").exists()
    app = with_sheets(other, load_config(str(guide / "mkdocs.yml")))
    status, sent = ask(app, "/below/sheets/hello-a4.pdf")
    assert (status, sent[:5], made) == ("200 OK", b"%PDF-", ["hello"])
    assert ask(app, "/below/sheets/hello.png")[1].startswith(b"\x89PNG")
    assert ask(app, "/below/sheets/nobody-a4.pdf")[0] == "404 Not Found"
    assert ask(app, "/below/hello/")[1] == b"nothing here"
    hello = next((guide / "checklists").rglob("hello.yml"))
    hello.write_text(hello.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8")
    built(guide, serving=True)
    assert ask(app, "/below/sheets/hello-a4.pdf")[1] != sent


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
