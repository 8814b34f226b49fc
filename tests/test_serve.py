from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serve import StaticServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    around = tmp_path_factory.mktemp("around")
    folder = around / "site"
    for name, text in {"index.html": "home", "debrief/index.html": "debrief", "404.html": "lost"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "a.woff2").write_bytes(b"letters")
    (around / "secret.txt").write_text("secret", "utf-8")
    with running(StaticServer(folder, below="/repo-name/")) as server:
        yield server


@contextmanager
def running(server: StaticServer) -> Iterator[StaticServer]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    with server:
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def get(
    server: StaticServer, path: str, *, method: str = "GET", accept: str = ""
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, headers={"Accept-Encoding": accept})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/repo-name/", b"home"),
        ("/repo-name/index.html", b"home"),
        ("/repo-name/debrief/", b"debrief"),
        ("/repo-name/debrief/?q=1", b"debrief"),
    ],
)
def test_a_page_is_found_below_the_sub_path(server: StaticServer, path: str, text: bytes) -> None:
    status, headers, body = get(server, path)
    assert (status, body) == (200, text)
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/debrief/",
        "/repo-name",
        "/repo-name/nowhere/",
        "/repo-name/../secret.txt",
        "/repo-name/%2e%2e/secret.txt",
        "/repo-name//etc/passwd",
        "/repo-name/a%00b",
    ],
)
def test_what_is_not_there_gets_the_sites_own_page(server: StaticServer, path: str) -> None:
    status, _, body = get(server, path)
    assert (status, body) == (404, b"lost")


def test_a_folder_without_its_slash_is_sent_on(server: StaticServer) -> None:
    status, headers, _ = get(server, "/repo-name/debrief")
    assert (status, headers["Location"]) == (301, "/repo-name/debrief/")


def test_text_is_packed_for_whoever_can_unpack_it(server: StaticServer) -> None:
    _, headers, body = get(server, "/repo-name/", accept="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"home"
    assert get(server, "/repo-name/a.woff2", accept="gzip")[1]["Content-Encoding"] is None


def test_head_tells_the_length_and_sends_nothing(server: StaticServer) -> None:
    status, headers, body = get(server, "/repo-name/", method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, "4", b"")


@pytest.mark.parametrize(("keep", "told"), [(0, "no-cache"), (600, "max-age=600")])
def test_what_a_browser_may_keep_and_how_long(tmp_path: Path, keep: int, told: str) -> None:
    (tmp_path / "index.html").write_text("home", "utf-8")
    with running(StaticServer(tmp_path, keep=keep)) as server:
        assert get(server, "/")[1]["Cache-Control"] == told
        assert get(server, "/nowhere")[1]["Cache-Control"] == "no-cache"
