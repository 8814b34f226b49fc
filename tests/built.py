"""The two guides of this repository, built: the real one, and a second that has nothing to do with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.markup import parse

ROOT = Path(__file__).resolve().parent.parent
SECOND = ROOT / "tests" / "guides" / "settling-in"
ORIGIN = "https://guide.example/below/"


@dataclass(frozen=True)
class Page:
    """One HTML file, and what was wrong in it."""

    path: str
    tree: Element
    errors: list[str]

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return self.path.removesuffix("index.html")


@dataclass(frozen=True)
class Built:
    """One built site."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its address."""
        return {page.url: page for page in self._read()}

    def _read(self) -> Iterator[Page]:
        for file in sorted(self.folder.rglob("*.html")):
            tree, errors = parse(file.read_text("utf-8"))
            yield Page(file.relative_to(self.folder).as_posix(), tree, errors)


def build(source: Path, folder: Path, *options: str, paper: bool = False) -> Built:
    """Build a guide; its worksheets take most of the time, so they come only where a test asks for them."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder), *options]
    surroundings = {**os.environ, "SITE_URL": ORIGIN, "GUIDE_CACHE": "off", "GUIDE_PAPER": "on" if paper else "off"}
    done = subprocess.run(command, cwd=source, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        pytest.fail(f"{source.name} does not build in peace:\n{done.stdout}{done.stderr}", pytrace=False)
    return Built(folder)
