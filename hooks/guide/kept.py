"""What one build keeps for the next, each thing by a key that holds all it was made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from guide.fonts import PACKAGES


def digest(*parts: str | bytes) -> str:
    """One short name for what is given; the bounds between the parts count."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


@cache
def code_digest() -> str:
    """Changes with our code, templates and words, and with the libraries that make pages and sheets.

    Read once: Python runs the code it has read, so a change counts from the next start.
    """
    root = Path(str(files("guide")))
    ours = (path for path in sorted(root.rglob("*")) if path.suffix in {".py", ".html", ".typ", ".xml", ".yml"})
    return digest(*(part for path in ours for part in (path.name, path.read_bytes())), *_versions())


LIBRARIES = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "nh3",
    "pydantic",
    "python-docx",
    "pyyaml",
    "segno",
    "typst",
)


def _versions() -> Iterator[str]:
    for name in (*LIBRARIES, *PACKAGES):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} none"


def folder_digest(folders: Iterable[str]) -> str:
    """Changes with any file in these folders; those of an installed package go by its version instead."""
    ours = [Path(folder) for folder in folders if "site-packages" not in Path(folder).parts]
    paths = sorted(path for folder in ours for path in folder.rglob("*") if path.is_file())
    return digest(*(part for path in paths for part in (str(path), path.read_bytes())))


class Kept:
    """Texts and files by kind and key, one file each; what a build did not ask for goes at its end.

    Without a folder nothing is kept. A file is written beside its place and renamed, so
    that two builds at once only ever read whole ones.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.asked: set[str] = set()

    def get(self, kind: str, key: str) -> str | None:
        """The text that was kept under this key, or None."""
        data = self.get_bytes(kind, key)
        try:
            return None if data is None else data.decode()
        except UnicodeDecodeError:
            return None

    def put(self, kind: str, key: str, text: str) -> None:
        """Keep a text; a folder that cannot be written only costs time."""
        self.put_bytes(kind, key, text.encode())

    def get_bytes(self, kind: str, key: str) -> bytes | None:
        """The same for what is no text."""
        self.asked.add(f"{key}.{kind}")
        if self.folder is None:
            return None
        try:
            return (self.folder / f"{key}.{kind}").read_bytes()
        except OSError:
            return None

    def put_bytes(self, kind: str, key: str, data: bytes) -> None:
        """The same for what is no text."""
        self.asked.add(f"{key}.{kind}")
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.folder, suffix=".new")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(beside).replace(self.folder / f"{key}.{kind}")
        except OSError:
            return

    def tidy(self) -> None:
        """Let go of what this build did not ask for."""
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in self.asked and path.suffix != ".new":
                path.unlink(missing_ok=True)
