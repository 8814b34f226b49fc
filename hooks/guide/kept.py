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
    """Changes with our code, templates and words, and with the libraries that make pages.

    Read once: Python runs the code it has read, so a change counts from the next start.
    """
    root = Path(str(files("guide")))
    ours = (path for path in sorted(root.rglob("*")) if path.suffix in {".py", ".html", ".yml"})
    return digest(*(part for path in ours for part in (path.name, path.read_bytes())), *_versions())


def _versions() -> Iterator[str]:
    for name in ("jinja2", "markdown-it-py", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pydantic", "pyyaml"):
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
    """Texts by kind and key, one file each; what a build did not ask for goes at its end.

    Without a folder nothing is kept. A file is written beside its place and renamed, so
    that two builds at once only ever read whole ones.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.asked: set[str] = set()

    def get(self, kind: str, key: str) -> str | None:
        """What was kept under this key, or None."""
        self.asked.add(f"{key}.{kind}")
        if self.folder is None:
            return None
        try:
            return (self.folder / f"{key}.{kind}").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, kind: str, key: str, text: str) -> None:
        """Keep a text; a folder that cannot be written only costs time."""
        self.asked.add(f"{key}.{kind}")
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.folder, suffix=".new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
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
