"""Text from strangers is text: whatever stands in a checklist, its page holds nothing but our elements."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.links import read_guide
from guide.pages import Press
from guide.prose import TAGS, prose
from tests.built import SECOND, build
from tests.markup import elements, faults, parse, parse_piece, text_of

PAYLOADS = [line for line in (Path(__file__).parent / "payloads.txt").read_text("utf-8").split("\n") if line]
LINKS = re.compile(r"https://[^/@\s]+\.[^/@\s]+|mailto:|tel:")
MARKS = re.compile(r"[*_`\[\]()\\#+>-]|\d+[.)]")


def only_text(html: str) -> Element:
    """Whatever went in, only these elements and attributes may come out."""
    tree, errors = parse_piece(html)
    assert errors == []
    for element in elements(tree):
        assert element.tag in TAGS
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else set())
        if element.tag == "a":
            assert LINKS.match(element.attrib["href"]), element.attrib
            assert element.attrib["rel"] == "noopener noreferrer"
    return tree


def words(text: str) -> str:
    return " ".join(text.split())


# --- prose by itself


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_is_shown_as_typed(payload: str) -> None:
    tree = only_text(prose(payload))
    if not MARKS.search(payload):
        assert text_of(tree) == words(payload)


@pytest.mark.parametrize(
    "payload",
    [
        "{{ 7*7 }}",
        "{% import os %}",
        "{{ config.items() }}",
        "<b>bold</b> & <i>so on</i>",
        "[here](javascript:alert\\(1\\))",
        "[here](ftp://evil.example/)",
        "[here](../me/)",
        "[here](?q=1)",
        "[here](https://localhost/)",
        "[here](httpſ://good.example/)",
    ],
)
def test_what_is_not_ours_to_understand_stays(payload: str) -> None:
    assert text_of(only_text(prose(payload))) == payload.replace("\\(", "(").replace("\\)", ")")
    assert "<a" not in prose(payload)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("*so* and **so**, `so`", "<p><em>so</em> and <strong>so</strong>, <code>so</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("12 to 3, 1.5 or -2", "<p>12 to 3, 1.5 or -2</p>"),
        ("a_b_c, 2 * 3 * 4", "<p>a_b_c, 2 * 3 * 4</p>"),
        (
            "[a](https://good.example/a?b=1&c=(d)#e)",
            '<p><a href="https://good.example/a?b=1&amp;c=(d)#e" rel="noopener noreferrer">a</a></p>',
        ),
        ("[116 123](tel:116123)", '<p><a href="tel:116123" rel="noopener noreferrer">116 123</a></p>'),
        ("[us](mailto:a.b@good.example)", '<p><a href="mailto:a.b@good.example" rel="noopener noreferrer">us</a></p>'),
        ("“quote” – me", "<p>“quote” – me</p>"),
    ],
)
def test_the_little_markdown_there_is(text: str, html: str) -> None:
    assert prose(text) == html


@given(st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!#-+.\\\n\t /:;=ascript1é{}%|~^$@"), max_size=80))
def test_any_text(text: str) -> None:
    only_text(prose(text))


@given(st.text(max_size=200))
def test_text_without_marks_is_unchanged(text: str) -> None:
    plain = re.sub(r"[^\w ,;!?'\"&<>/=]", "", text).replace("_", "")
    assert text_of(only_text(prose(plain))) == words(plain)


def test_the_corpora_of_others(hostile_corpora: Path) -> None:
    payloads = list(lines_of(hostile_corpora))
    assert len(payloads) > 5_000
    for payload in payloads:
        tree = only_text(prose(payload))
        if not MARKS.search(payload):
            assert text_of(tree) == words(payload)


def lines_of(corpora: Path) -> Iterator[str]:
    """Every line that could stand in a checklist: hidden characters are refused before."""
    for name in ("xss/xss-payload-list.txt", "blns/blns.txt"):
        for line in (corpora / name).read_text("utf-8", errors="replace").splitlines():
            if line.strip() and line.isprintable() and not line.startswith("#"):
                yield line.strip()


TRAPS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "half links": lambda n: "[a](" * (n // 4),
    "links in links": lambda n: "[a](https://" * (n // 12),
    "brackets in an address": lambda n: "[a](https://a.example/" + "(" * n,
    "stars": lambda n: "*" * n,
    "opened stars": lambda n: "*a " * (n // 3),
    "stars and lines": lambda n: "*_" * (n // 2),
    "two kinds of stars": lambda n: "**a *b " * (n // 7),
    "ticks": lambda n: "".join("`" * (1 + i % 50) + "a" for i in range(n // 25)),
    "backslashes": lambda n: "\\" * n,
    "empty lines": lambda n: "*a*" + "\n" * n + "b",
    "empty lines with spaces": lambda n: "*a*" + "\n  " * (n // 3) + "b",
    "spaces": lambda n: "*a*" + " " * n + "b",
    "paragraphs": lambda n: "a\n\n" * (n // 3),
    "a long list": lambda n: "- a\n" * (n // 4),
    "a deep list": lambda n: "\n".join(" " * (2 * i) + "- a" for i in range(int(n**0.5))),
    "lists in a line": lambda n: "- " * (n // 2) + "a",
    "numbers": lambda n: "1. a\n\n" * (n // 6),
    "angles": lambda n: "*a* " + "<" * n,
    "ampersands": lambda n: "*a* " + "&" * n,
}


@pytest.mark.parametrize("trap", TRAPS)
def test_time_grows_no_faster_than_the_text(trap: str) -> None:
    """Against its own time at a tenth of the size, so that a slow or busy machine changes nothing."""
    small, large = (seconds(TRAPS[trap](size)) for size in (1_000, 10_000))
    assert large < max(30 * small, 0.02), f"{small:.4f} s, then {large:.4f} s"


def seconds(text: str) -> float:
    times = []
    for _ in range(3):
        prose.cache_clear()
        start = time.process_time()
        prose(text)
        times.append(time.process_time() - start)
    return min(times)


# --- every field of a checklist


FIELDS: dict[str, Any] = {
    "kind": "script",
    "title": "§",
    "summary": "§",
    "when": "§",
    "minutes": "3",
    "messages": {"first": {"title": "§"}, "second": {"title": "§"}},
    "sources": ["neighbour"],
    "next": ["meters"],
    "with-a-group": {"minutes": "5", "say": "§", "ask": ["§"], "care": "§"},
    "items": [
        {"id": "line", "ask": "§", "hint": "§", "example": "§", "gap": "§", "answer": "line"},
        {"id": "lines", "ask": "§", "answer": "lines"},
        {
            "id": "one",
            "ask": "§",
            "answer": "one",
            "options": {"a": {"words": "§", "tell": "§", "fits": {"line": "answered"}}, "other": "§"},
        },
        {"id": "some", "ask": "§", "answer": "some", "options": {"a": "§", "other": "§"}},
        {"id": "scale", "ask": "§", "answer": "scale", "ends": {"low": "§", "high": "§"}},
        {"id": "date", "ask": "§", "answer": "date", "gap": "§"},
        {"id": "tick", "ask": "§", "answer": "tick"},
        {
            "id": "table",
            "ask": "§",
            "answer": "table",
            "rows": {"a": "§"},
            "sentence": "§ {what}",
            "columns": [
                {"id": "what", "ask": "§", "hint": "§", "example": "§", "answer": "line"},
                {"id": "which", "ask": "§", "answer": "one", "options": {"a": "§"}, "if": {"what": "answered"}},
                {"id": "many", "ask": "§", "answer": "some", "options": {"a": "§"}},
                {"id": "done", "ask": "§", "answer": "tick"},
            ],
        },
        {"id": "told", "tell": ["§ {line}", {"if": {"one": "a"}, "then": ["§"]}]},
        {"id": "step", "do": "§", "hint": "§", "due": "2 days after date", "tell": "§"},
        {"id": "after", "do": "§", "due": "1 week after step", "if": {"one": "a"}},
        {
            "id": "turn",
            "say": ["§", {"if": {"one": "a"}, "then": ["§ {line}"]}],
            "replies": [{"id": "reply", "hear": "§", "say": "§", "tell": "§", "go": "last"}],
        },
        {"id": "ever", "any-time": "true", "hear": "§", "say": "§", "tell": "§", "go": "stop"},
        {"id": "last", "say": "§"},
        {"id": "part", "in": "first", "text": ["§ {line}", {"if": {"one": "a"}, "then": ["§"]}]},
        {"id": "picked", "choose": "one", "text": ["§ {line}", "§ {lines}"]},
    ],
}
"""One checklist with every text there can be; `§` stands for each."""


Shape = list[tuple[str, frozenset[str]]]


def filled(node: Any, texts: Iterator[str]) -> Any:
    if isinstance(node, dict):
        return {name: filled(value, texts) for name, value in node.items()}
    if isinstance(node, list):
        return [filled(value, texts) for value in node]
    return node.replace("§", next(texts)) if "§" in node else node


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SECOND / "checklists", tmp_path_factory.mktemp("guide") / "checklists"))


@pytest.fixture(scope="module")
def plain(folder: Path) -> Shape:
    """What the page is made of where every text is a word."""
    return shape(parse_piece(page_with(folder, steady("words")) or "")[0])


def page_with(folder: Path, texts: Iterator[str]) -> str | None:
    """The page of the checklist with these texts; None where the guide refuses one of them."""
    (folder / "people" / "odd.yml").write_text(json.dumps(filled(FIELDS, texts), indent=1, ensure_ascii=False), "utf-8")
    library, problems = read_guide(folder)
    serious = [problem for problem in problems if problem.serious]
    if serious:
        assert {problem.place.file for problem in serious} == {"checklists/people/odd.yml"}
        return None
    assert library is not None
    return Press(library).checklist(library.sheets["odd"]).html


def shape(tree: Element) -> Shape:
    """The elements with the names of their attributes, those of prose left out."""
    return [(e.tag, frozenset(e.attrib)) for e in elements(tree) if e.tag not in TAGS - {"p"} and e.attrib]


def steady(text: str) -> Iterator[str]:
    while True:
        yield text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_of_a_checklist(folder: Path, plain: Shape, payload: str) -> None:
    odd = page_with(folder, steady(payload[:80]))
    if odd is None:
        assert {"{", "}"} & set(payload)
        return
    tree, errors = parse_piece(odd)
    assert [*errors, *faults(tree)] == []
    assert shape(tree) == plain
    assert_shown(tree, payload[:80])


def assert_shown(tree: Element, payload: str) -> None:
    """Where no Markdown is meant, what is read is what was written."""
    said = words(payload)
    by_id = {element.get("id"): element for element in elements(tree)}
    assert text_of(by_id["_title"]) == said
    assert text_of(by_id["line"]) == f"1 {said}"
    assert by_id["f_one_other_own"].get("aria-label") == payload.strip()
    assert [text_of(e) for e in elements(tree) if e.get("for") == "f_one_a"] == [said]
    assert text_of(by_id["f_table_a"]) == said


def fits(line: str) -> bool:
    """Whether the line may stand in every field: braces mark a blank, and "null" says that nothing was meant."""
    return len(line) <= 80 and not {"{", "}"} & set(line) and line.casefold() != "null"


def test_the_corpora_in_every_field(folder: Path, hostile_corpora: Path) -> None:
    payloads = (line for line in lines_of(hostile_corpora) if fits(line))
    expected = shape(parse_piece(page_with(folder, (f"word {number}" for number in count())) or "")[0])
    need = json.dumps(FIELDS, ensure_ascii=False).count("§")
    pages = 0
    while len(some := list(islice(payloads, need))) == need:
        html = page_with(folder, iter(some))
        assert html
        tree, errors = parse_piece(html)
        assert [*errors, *faults(tree)] == []
        assert shape(tree) == expected
        pages += 1
    assert pages > 20


# --- and of the guide itself, in the theme's own frame


def test_every_text_of_the_guide_in_the_whole_site(tmp_path: Path) -> None:
    odd = "\"'><script>alert(1)</script><img src=x onerror=alert(1)> & more"
    shutil.copytree(SECOND / "checklists", tmp_path / "checklists")
    config = (SECOND / "mkdocs.yml").read_text("utf-8").replace("../../../", f"{SECOND.parents[2].as_posix()}/")
    (tmp_path / "mkdocs.yml").write_text(f"{config}\ndocs_dir: {(SECOND / 'docs').as_posix()}\n", "utf-8")
    plain = build(tmp_path, tmp_path / "plain")
    (tmp_path / "checklists" / "people" / "odd.yml").write_text(
        json.dumps(filled(FIELDS, steady(odd)), indent=1, ensure_ascii=False), "utf-8"
    )
    for file in ("guide.yml", "move.yml", "sources.yml"):
        path = tmp_path / "checklists" / file
        text = path.read_text("utf-8")
        texts = r"^( *(?:title|summary|about|welcome|when|alone|kitchen|town|claim|short): )(?!\|)(?!\{).*$"
        path.write_text(re.sub(texts, lambda found: found[1] + json.dumps(odd), text, flags=re.MULTILINE), "utf-8")
    site = build(tmp_path, tmp_path / "site")
    for url, page in site.pages.items():
        like = plain.pages.get(url, plain.pages["hello/"])
        assert page.errors == []
        assert [fault for fault in faults(page.tree) if "__drawer" not in fault] == [], url
        for name in ("script", "img", "style", "iframe"):
            assert [e.attrib for e in elements(page.tree) if e.tag == name] == [
                e.attrib for e in elements(like.tree) if e.tag == name
            ]
    assert odd in text_of(site.pages[""].tree)
    index = json.loads((site.folder / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        for text in (entry["title"], entry["text"]):
            tree, _ = parse("<!doctype html><title>x</title>" + text)
            assert not {e.tag for e in elements(tree)} & {"script", "img", "svg", "iframe"}, entry
