"""The worksheets of both guides, each made once however many tests look at it."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from guide.kept import Kept, code_digest, digest
from guide.library import Library
from guide.links import read_guide
from guide.paper import Typesetter
from guide.places import show
from guide.surroundings import PAPERS, Surroundings
from tests.built import ROOT, SECOND
from tests.paper.reader import Paper

SITE = "https://guide.example/below/"


@cache
def around(root: Path) -> Surroundings:
    """A guide, read."""
    library, problems = read_guide(root)
    serious = [show(problem) for problem in problems if problem.serious]
    assert library is not None, serious
    assert serious == []
    return Surroundings(library)


def cases(*uses: str) -> list[tuple[str, str, str]]:
    """Every worksheet of both guides that is printed for one of these uses: guide, checklist, paper."""
    return [
        (guide, name, paper)
        for guide, root in {"real": ROOT, "second": SECOND}.items()
        for name in around(root / "checklists").library.sheets
        for paper in around(root / "checklists").papers_of(name)
        if PAPERS[paper].use in uses
    ]


class Printer:
    """Makes worksheets, and keeps them for the tests that run beside."""

    def __init__(self, folder: Path) -> None:
        self.kept = Kept(folder)

    @cache  # noqa: B019  there is one, and it lives as long as the tests
    def setter(self, guide: str) -> Typesetter:
        return Typesetter(around((ROOT if guide == "real" else SECOND) / "checklists"), SITE)

    @cache  # noqa: B019
    def sheet(self, guide: str, name: str, paper: str) -> Paper:
        model = self.setter(guide).model(name, paper)
        key = digest(code_digest(), json.dumps(model), paper)
        data = self.kept.get_bytes("pdf", key) or self.setter(guide).make(name, paper)
        self.kept.put_bytes("pdf", key, data)
        return Paper(data)


@pytest.fixture(scope="session")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(tmp_path_factory.getbasetemp().parent / "worksheets")


class Desk:
    """The second guide, where a test may put checklists of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SECOND / "checklists", folder)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def read(self) -> Surroundings:
        around.cache_clear()
        return around(self.folder)

    @property
    def library(self) -> Library:
        return self.read().library

    def setter(self, site: str = "") -> Typesetter:
        return Typesetter(self.read(), site)

    def print(self, name: str, paper: str = "a4") -> Paper:
        return Paper(self.setter().make(name, paper))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "checklists")
