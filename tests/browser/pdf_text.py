"""The words of a PDF that Chromium printed, in the order they were drawn; as much of the format as that takes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
RUN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>(?: <([0-9A-F]+)>)?")


def text_of(pdf: bytes) -> str:
    """All words without their spaces: lines and columns are only places on paper."""
    streams = dict(unpacked(pdf))
    fonts = {name: letters(streams[number]) for name, number in unicode_maps(pdf) if number in streams}
    return "".join(drawn(stream, fonts) for stream in streams.values() if b" Tf" in stream)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def unpacked(pdf: bytes) -> Iterator[tuple[bytes, bytes]]:
    for number, content in OBJECT.findall(pdf):
        found = STREAM.fullmatch(content)
        if found:
            yield number, zlib.decompress(found[2]) if b"/FlateDecode" in found[1] else found[2]


def unicode_maps(pdf: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name each font has on the pages, and the stream that says which letters it draws."""
    maps = {number: found[1] for number, content in OBJECT.findall(pdf) if (found := TO_UNICODE.search(content))}
    for name, font in set(re.findall(rb"/(F\d+) (\d+) 0 R", pdf)):
        if font in maps:
            yield name, maps[font]


def letters(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", cmap, re.DOTALL):
        for first, last, start in PAIR.findall(body):
            low, high, code = (
                (int(first, 16), int(first, 16), last) if kind == b"bfchar" else (int(first, 16), int(last, 16), start)
            )
            for step in range(high - low + 1):
                base = bytes.fromhex(code.decode()).decode("utf-16-be")
                found[low + step] = base[:-1] + chr(ord(base[-1]) + step)
    return found


def drawn(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    said = []
    for name, glyphs in RUN.findall(stream):
        if name:
            font = fonts.get(name, {})
        elif glyphs:
            codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
            said += [font.get(code, "") for code in codes]
    return re.sub(r"\s", "", "".join(said))
