"""A web server as a static host is one: a sub-path, folders with an index, a page for what is not there.

    python -m tests.serve FOLDER [PORT] [/sub-path/]

`python -m http.server` knows neither sub-path nor 404.html nor gzip.
"""

from __future__ import annotations

import gzip
import sys
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Said here and not asked of the system, where each machine has its own opinion.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yml": "text/yaml; charset=utf-8",
}
PACKED = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")


class StaticServer(ThreadingHTTPServer):
    """Serves one folder, to this machine only, under one sub-path; port 0 takes a free one.

    A browser may keep what it got for `keep` seconds; hosts of static sites say some minutes.
    """

    daemon_threads = True

    def __init__(self, folder: Path, *, port: int = 0, below: str = "/", keep: int = 0) -> None:
        if not (below.startswith("/") and below.endswith("/")):
            raise ValueError(f"{below!r} must begin and end with a slash")
        self.below = below
        super().__init__(("127.0.0.1", port), partial(Answer, folder=folder.resolve(), below=below, keep=keep))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{self.below}"


class Answer(BaseHTTPRequestHandler):
    """One request to one file."""

    protocol_version = "HTTP/1.1"
    # A waiting browser connection must not keep a thread for ever.
    timeout = 30

    def __init__(self, *args: Any, folder: Path, below: str, keep: int) -> None:
        self.folder, self.below, self.keep = folder, below, keep
        super().__init__(*args)

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = find_file(self.folder, path, self.below)
        if file is None:
            self.send_nothing_there()
        elif file.name == "index.html" and not path.endswith(("/", "/index.html")):
            self.send_on_to(urlsplit(self.path).path + "/")
        else:
            self.send(HTTPStatus.OK, file.read_bytes(), type_of(file))

    def send_on_to(self, path: str) -> None:
        self.send(HTTPStatus.MOVED_PERMANENTLY, b"", TYPES[".txt"], location=path)

    def send_nothing_there(self) -> None:
        page = self.folder / "404.html"
        text = page.read_bytes() if page.is_file() else b"Nothing is here."
        self.send(HTTPStatus.NOT_FOUND, text, TYPES[".html" if page.is_file() else ".txt"])

    def send(self, status: HTTPStatus, body: bytes, kind: str, *, location: str = "") -> None:
        is_packed = kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", "")
        if is_packed:
            body = packed(body)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": f"max-age={self.keep}" if self.keep and status == HTTPStatus.OK else "no-cache",
            "Content-Encoding": "gzip" if is_packed else "",
            "Location": location,
        }
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name http.server gave it
        """Say nothing: tests would drown in it."""


@lru_cache(maxsize=512)
def packed(body: bytes) -> bytes:
    """The same by gzip; hundreds of tests ask for the same few files."""
    return gzip.compress(body, 1)


def find_file(folder: Path, path: str, below: str) -> Path | None:
    """The file for a path, or nothing: not below the sub-path, out of the folder, or not there."""
    if not path.startswith(below) or "\0" in path:
        return None
    found = (folder / path.removeprefix(below)).resolve()
    if found.is_dir():
        found /= "index.html"
    return found if found.is_relative_to(folder) and found.is_file() else None


def type_of(file: Path) -> str:
    return TYPES.get(file.suffix, "application/octet-stream")


def main() -> None:
    folder, port, below = (*sys.argv[1:], *["site", "8000", "/"][len(sys.argv) - 1 :])[:3]
    with StaticServer(Path(folder), port=int(port), below=below) as server:
        print(f"Serving {folder} at {server.url}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
