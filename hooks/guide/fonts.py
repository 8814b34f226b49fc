"""The letters that paper is set in: which folders they lie in, and what they can draw."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGES = (
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-noto-sans",
    "fontpkg-noto-sans-arabic",
    "fontpkg-noto-sans-devanagari",
)
"""Each holds one family as its publisher made it, and no code that we run."""

SHAPES = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They choose how the character before them looks."""


@cache
def folders() -> tuple[Path, ...]:
    """Where the files of the families lie."""
    return tuple(Path(str(files(name.replace("-", "_")))) / "files" for name in PACKAGES)


@cache
def drawn() -> frozenset[int]:
    """Every character that some upright font of ours can draw."""
    paths = (path for folder in folders() for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name)
    return frozenset(code for path in paths for code in _characters(path.read_bytes()))


def undrawable(text: str) -> Iterator[int]:
    """Where characters stand that no font of ours has; what is only for the shape of others needs none."""
    if text.isascii():
        return
    for at, character in enumerate(text):
        shapes = character in SHAPES or unicodedata.category(character) in ("Cc", "Cf", "Zs")
        if not shapes and ord(character) not in drawn():
            yield at


def _characters(font: bytes) -> Iterator[int]:
    """The characters in the `cmap` of a font; its forms 4 and 12 hold all that Unicode fonts have."""
    table = _table(font, b"cmap")
    for number in range(struct.unpack_from(">H", font, table + 2)[0]):
        start = table + struct.unpack_from(">HHI", font, table + 4 + 8 * number)[2]
        form = struct.unpack_from(">H", font, start)[0]
        yield from _short_form(font, start) if form == 4 else _long_form(font, start) if form == 12 else ()


def _table(font: bytes, tag: bytes) -> int:
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return next(int(offset) for name, _, offset, _ in entries if name == tag)


def _short_form(font: bytes, start: int) -> Iterator[int]:
    """Ranges of the first 65,536 characters; the last range only says that it is the last."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _long_form(font: bytes, start: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * number)
        yield from range(first, last + 1)
