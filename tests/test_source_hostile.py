"""Whatever bytes arrive, reading ends with a tree or with problems that can be told safely."""

from __future__ import annotations

import re
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from guide import source
from guide.places import annotation, show, unseen
from guide.source import Fields, List, Node, Text, plain, read

FILE = "checklists/learn/odd.yml"
GOOD = Path(__file__).parents[1] / "checklists"
JARGON = re.compile(r"(?i)\b(mapping|scalar|token|pars\w*|schema|string|null|boolean|yaml|indent\w*|syntax)\b")


def texts(node: Node) -> Iterator[Text]:
    """Every text of a tree, the names of fields too."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Fields):
        yield from node.keys.values()
        for value in node.fields.values():
            yield from texts(value)
    elif isinstance(node, List):
        for item in node.items:
            yield from texts(item)


def hold(data: bytes, file: str = FILE) -> Fields | None:
    """Read, and check all that must hold for any bytes; the tree, where nothing was wrong."""
    tree, problems = read(file, data)
    lines = source.Source(file, data).lines() or [""]
    assert tree is not None or problems
    for problem in problems:
        place = problem.place
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.width >= 1
        assert problem.expected
        told = [show(problem), annotation(problem)]
        for line in "\n".join(told[:1]).split("\n"):
            assert not line.strip().startswith("::")
        for text in told:
            assert "##[" not in text
            assert not list(unseen(text.replace("\n", "")))
            text.encode()
        assert not re.search(r"[\n\r]", told[1])
    if tree is not None:
        for node in texts(tree):
            assert not [at for at in unseen(node.text) if node.text[at] != "\n"]
            assert 1 <= node.line <= node.end_line <= len(lines) + 1
    if len(problems) == 1 and problems[0].mend and problems[0].rule != "not-utf-8":
        assert read(file, problems[0].mend.apply(data.decode()).encode())[1] == []
    return None if problems else tree


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


visible = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))).filter(
    lambda text: not list(unseen(text)) and "\ufffd" not in text
)
odd = st.text(
    st.sampled_from(string.ascii_lowercase[:3] + " \t\n\r-:#{}[]\"'\\*&!|>%@`,?.~<=\u00a0\u202e\u200b\ufeff\0é😀")
)


@given(st.binary())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfea\x00")
@example(b"a: \xed\xa0\x80")
@example(b"a: b\r# c\rd: 'e")
def test_any_bytes(data: bytes) -> None:
    hold(data)


@given(odd)
@example('"\\P": a')
@example("? a\n? b")
@example("{a: {b: [c, {d}]}}")
@example("a: !<tag:yaml.org,2002:str> b\nc: ! d")
@example("%TAG ! x:\n--- a: b\n... \n--- c")
@example("a: |2-\n   b\n c")
@example("- \u00a0- a\n\u00a0 - b")
def test_any_signs(text: str) -> None:
    hold(text.encode())


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(range(9)))
def test_any_text_in_any_position(text: str, position: int) -> None:
    forms = (
        "{}", "title: {}", "title: '{}'", 'title: "{}"', "{}: title", "items:\n  - {}", "items:\n  - id: {}\n",
        "title: [{}]", "title: >-\n  {}\nkind: note\n",
    )  # fmt: skip
    hold(forms[position].replace("{}", text).encode())


@given(visible)
def test_what_is_accepted_is_what_was_typed(text: str) -> None:
    tree = hold(f"title: {quoted(text)}\n".encode())
    assert tree is not None
    assert plain(tree) == {"title": text}
    bare = hold(f"title: {text}\n".encode())
    if bare and isinstance(bare.fields["title"], Text) and bare.fields["title"].plain:
        assert bare.fields["title"].text in (text.strip(" \t"), text.split(" # ", maxsplit=1)[0].strip(" \t"), "")


def good_files() -> list[bytes]:
    return [path.read_bytes() for path in sorted(GOOD.rglob("*.yml"))]


def test_good_files_stay_good() -> None:
    for data in good_files():
        assert hold(data) is not None


@given(st.data())
def test_mistakes_in_good_files(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(good_files()))[:1500]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(odd).encode()[:4] + text[at + gone :]
    hold(text)


@given(odd)
def test_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "LOADER", yaml.SafeLoader)
        hold(text.encode())


@pytest.mark.parametrize("opening", ["- ", "[", "{a: ", "{", "- [", "? ", "a: [", "[{", '["', "- - a: {"])
@pytest.mark.parametrize("layout", ["one line", "many lines", "deeper lines"])
def test_depth_ends_nothing(opening: str, layout: str) -> None:
    """50 KB of this end Python itself when libyaml builds its own tree."""
    if layout == "one line":
        text = opening * (60_000 // len(opening))
    elif layout == "many lines":
        text = (opening + "\n") * (60_000 // (len(opening) + 1))
    else:
        text = "\n".join(" " * 2 * depth + opening for depth in range(330))
    started = time.process_time()
    hold(text.encode())
    assert time.process_time() - started < 10


@pytest.mark.parametrize("opening", ["- ", "[", "{a: "])
def test_depth_ends_nothing_without_libyaml(monkeypatch: pytest.MonkeyPatch, opening: str) -> None:
    monkeypatch.setattr(source, "LOADER", yaml.SafeLoader)
    hold((opening * 20_000).encode())


ATTACKS = {
    "laughs": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*b{n - 1},*b{n - 1}]\n" for n in range(1, 40)),
    "twice": "a: b\n" * 20_000,
    "values": "a:\n" + "- b\n" * 30_000,
    "spaces": "a:" + " " * 200_000 + "b: c",
    "spaces and signs": "a: b" + " " * 3_900 + "#" + "\n\t" * 9_000,
    "spaces in lines": ("a: b" + " " * 3_000 + "#c\n") * 20,
    "quotes": "a: \"'\n" * 9_000,
    "colons": "a: b: c\n" * 9_000,
    "colons in a line": "a: " + "b: " * 1_300,
    "dashes": "-a\n" * 20_000,
    "hidden": "a\u200b: \u202eb\n" * 9_000,
    "not UTF-8": "a: \udcff\n" * 9_000,
    "tabs": "a:\n" + "\tb: c\n" * 9_000,
    "stairs": "\n".join(" " * (n % 37) + f"k{n}: v" for n in range(4_000)),
    "brackets": "a: [b\n" * 5_000,
    "blanks": "a: {b}\n" * 5_000,
    "anchors": "a: &b c\n" * 5_000,
    "backslashes": 'a: "' + "\\x00" * 900 + '"\n',
    "large": "a: b\n" * 60_000,
    "keys": "? a\n" * 5_000,
    "wide key": "k" * 3_000 + ": v\n" + "k" * 1_500 + ": v\n",
    "notes": "# n\n" * 60_000,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_size_costs_no_time(name: str) -> None:
    started = time.process_time()
    hold(ATTACKS[name].encode("utf-8", "surrogateescape"))
    assert time.process_time() - started < 10  # minutes, if it grew with the square


@pytest.mark.parametrize("file", ["::error::.yml", "a\n::b.yml", "a,b:%0A##[group]\u202e.yml", "\udcff.yml"])
def test_odd_file_names(file: str) -> None:
    hold(b"a: b: c", file)


def test_messages_have_no_foreign_words() -> None:
    for path in sorted((Path(__file__).parent / "problems" / "syntax").glob("*.yml")):
        for problem in read("x.yml", path.read_bytes())[1]:
            assert not JARGON.search(re.sub(r"'.*?'", "", f"{problem.message} {problem.expected}"))
            assert not problem.message.endswith((".", "!"))


def test_yaml_test_suite(hostile_corpora: Path) -> None:
    files = sorted((hostile_corpora / "yaml-test-suite").rglob("*.yaml"))
    files += sorted((hostile_corpora / "yaml-test-suite").rglob("*.yml"))
    assert files
    for path in files:
        hold(path.read_bytes())


def test_json_test_suite(hostile_corpora: Path) -> None:
    files = sorted((hostile_corpora / "json-test-suite").rglob("*.json"))
    assert files
    for path in files:
        hold(path.read_bytes())


@pytest.mark.parametrize("corpus", ["blns", "xss"])
def test_naughty_lines(hostile_corpora: Path, corpus: str) -> None:
    """Each as a text, in quotes, as an item and as a name."""
    found = 0
    for path in sorted((hostile_corpora / corpus).rglob("*.txt")):
        for line in path.read_bytes().splitlines():
            found += 1
            hold(b"title: " + line + b"\nkind: note\n")
            hold(b"title: '" + line + b"'\n")
            hold(b"items:\n  - " + line + b"\n  - b\n")
            hold(line + b": a\n")
    assert found
