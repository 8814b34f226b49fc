"""From the bytes of one file to a tree with places."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from guide import letters, model, slips, source
from guide.faults import names
from guide.places import show
from guide.source import Fields, List, Node, Source, Text, find, find_key, plain, read

SMALL = """\
title: A calm look back
minutes: 012
items:
  - id: first   # the first of all
    ask: "Why?"
    options: {yes: 'yes', no: no}
  - text: |
      Dear you,
        and me
    when: 12:30
  - rows: [a, b]
    date: 2026-11-23
    nothing:
"""


def tree(text: str | bytes) -> Fields:
    data = text if isinstance(text, bytes) else text.encode()
    found, problems = read("a.yml", data)
    assert problems == []
    assert found is not None
    return found


def rules(text: str | bytes) -> list[str]:
    return [problem.rule for problem in read("a.yml", text if isinstance(text, bytes) else text.encode())[1]]


def span(node: Node) -> tuple[int, int, int, int]:
    return node.line, node.column, node.end_line, node.end_column


def test_every_text_stays_as_typed() -> None:
    assert plain(tree(SMALL)) == {
        "title": "A calm look back",
        "minutes": "012",
        "items": [
            {"id": "first", "ask": "Why?", "options": {"yes": "yes", "no": "no"}},
            {"text": "Dear you,\n  and me\n", "when": "12:30"},
            {"rows": ["a", "b"], "date": "2026-11-23", "nothing": ""},
        ],
    }


@pytest.mark.parametrize("value", ["no", "12:30", "2026-11-23", "1_000", "0x1f", "~", "null", "1e3", ".inf", "=", "y"])
def test_nothing_is_a_number_or_a_date(value: str) -> None:
    assert plain(tree(f"title: {value}\n")) == {"title": value}


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ((), (1, 1, 13, 13)),
        (("title",), (1, 8, 1, 24)),
        (("items",), (4, 3, 13, 13)),
        (("items", 0), (4, 5, 6, 34)),
        (("items", 0, "ask"), (5, 10, 5, 16)),
        (("items", 0, "options"), (6, 14, 6, 34)),
        (("items", 1, "text"), (7, 11, 10, 1)),
        (("items", 2, "nothing"), (13, 13, 13, 13)),
        (("items", 2, "rows", 1), (11, 15, 11, 16)),
        (("items", 7, "ask"), (4, 3, 13, 13)),
        (("title", "deeper"), (1, 8, 1, 24)),
    ],
)
def test_each_part_has_its_place(path: tuple[str | int, ...], where: tuple[int, int, int, int]) -> None:
    assert span(find(tree(SMALL), path)) == where


def test_a_name_has_its_place() -> None:
    root = tree(SMALL)
    assert span(find_key(root, ("items", 1, "when"))) == (10, 5, 10, 9)
    assert span(find_key(root, ("items", 2, "rows", 1))) == (11, 15, 11, 16)
    assert find_key(root, ("items", 9, "title")) is find(root, ("items",))
    assert find_key(root, ()) is root


def test_how_a_text_was_written_is_known() -> None:
    root = tree(SMALL)
    assert [
        (node.plain, node.text) for path in (("title",), ("items", 0, "ask"), ("items", 1, "text"))
        if isinstance(node := find(root, path), Text)
    ] == [(True, "A calm look back"), (False, "Why?"), (False, "Dear you,\n  and me\n")]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"title: a\nkind: note\n",
        b"\xef\xbb\xbftitle: a\nkind: note\n",
        b"title: a\r\nkind: note\r\n",
        b"title: a\rkind: note",
        b"--- # one file\ntitle: a\nkind: note\n...\n",
        b"# note\n\n\ntitle: a   \n\n  # note\nkind:\n  note\n",
        b"{title: a, kind: note}",
        b"\"title\": \"a\"\n'kind' : 'note'\n",
        b"title: >-\n  a\nkind: |-\n  note",
    ],
)
def test_a_file_may_be_saved_in_many_ways(data: bytes) -> None:
    assert plain(tree(data)) == {"title": "a", "kind": "note"}


def test_places_count_letters_not_bytes() -> None:
    root = tree("título: ‘día’ 😀\r\nb: 日本: 'x'\n".replace(": 'x'", ""))
    assert span(find(root, ("título",))) == (1, 9, 1, 16)
    assert span(find(root, ("b",))) == (2, 4, 2, 6)


@pytest.mark.parametrize(
    "text",
    [
        "a: 👩‍💻 ❤️ 1️⃣\n", "a: می‌خواهم\n", "a: it’s “fine”… – really\n", "a: # a note\n", "a: b # note\n", "a: C#\n",
        "a: b#1\n", "a: '#1'\n", "a:\n- b\n- c\n", "a: b\n  c\n  d\n", "a: {}\n", "a: []\n", "a: -5\n", "a: {b: }\n", "a: {b: c}\n",
        "a: 'it''s'\n", 'a: "\\"b\\" \\\\ \\n \\t \\u00e9"\n', "a: |\n  b\n  \tc\n", "a: |\n  #1\n  - b: c: d\n", "a: b: c\n".replace(": c", ":c"),
        "a: https://example.org/#x\n", "a: [b, {c: d}]\n", "a: >-\n  {me.name} *b*\n", "a: {b: c,\n    d: e}\n", "a: b ?\n", "a:\tb\n",
        "a: |+\n  b\n\n\n", "a: \"b\n  c\"\n", "- a: b\n".replace("- ", "") , "a: <\n", "a: b\n \t\nc: d\n", "a: 'b' # note\n",
        "a: Dear {me.name},\n", "a: ''\n", "a: b\\c\n", "a: 'b\\c'\n", "a: b\u00a0c\n", "a: ~\n",
    ],
)  # fmt: skip
def test_what_is_fine_is_fine(text: str) -> None:
    tree(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &b c\n", "anchor"), ("a: *b\n", "alias"), ("a: !!int 4\n", "tag"), ("<<: {b: c}\n", "merge-key"),
        ("? a\n: b\n", "field-name"), ("a: b\n---\nc: d\n", "second-file"), ("%YAML 1.1\n---\na: b\n", "directive"),
        ("a: b\na: c\n", "twice"), ("a: b #1\n", "cut-off"), ("a: #b\n", "cut-off"), ("", "empty-file"), ("\n\n# a\n", "empty-file"),
        ("---\n", "empty-file"), ("- a\n", "not-fields"), ("a\n", "not-fields"), ("'a'\n", "not-fields"), ('"": a\n', "field-name"),
        ("a: {b}\n", "blank-unquoted"), ("a: {{ b }}\n", "blank-unquoted"), ("a: {b} c\n", "blank-unquoted"),
        ('a: "\\u202e"\n', "backslash"), ('a: "\\0"\n', "backslash"), ('a: "\\P"\n', "backslash"), ("a: [{b}]\n", "blank-unquoted"),
        ("a:\n  -b\n  -c\n", "space-after-dash"), ("a: b\u2028c\n", "hidden-character"), ("a: \ufffd\n", "lost-letter"),
        ("a: b\n\tc: d\n", "tab-indent"), ("a:\n\u00a0\u00a0b: c\n", "space-indent"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_limits() -> None:
    assert rules("a: " + "b" * (letters.CHARACTERS - 3)) == []
    assert rules("a: " + "b" * (letters.CHARACTERS - 2)) == ["long-line"]
    assert rules("a:\n" + "- b\n" * (source.VALUES - 3)) == []
    assert rules("a:\n" + "- b\n" * (source.VALUES - 2)) == ["too-many"]
    assert rules("a: " + "[" * (source.DEPTH - 1) + "]" * (source.DEPTH - 1)) == []
    assert rules("a: " + "[" * source.DEPTH + "]" * source.DEPTH) == ["too-deep"]
    line = "# 345\n"
    assert rules("a: b\n" + line * ((letters.BYTES - 5) // 6)) == []
    assert rules("a: b\n" + line * (letters.BYTES // 6)) == ["too-large"]


def test_all_problems_of_a_file_at_once() -> None:
    found, problems = read("a.yml", (Path(__file__).parent / "problems/syntax/several.yml").read_bytes())
    assert [problem.place.line for problem in problems] == [1, 4, 5, 6, 8, 9, 9, 11, 12, 13, 13]
    assert found is not None
    assert plain(find(found, ("items", 0, "ask"))) == "*Which* questions do you remember?"
    assert plain(find(found, ("items", 1, "text"))) == ["{meeting.lead}", "Hello,"]


def test_no_tree_where_part_of_a_file_is_unknown() -> None:
    for text in ("a: ]\n", "a: - b\n", "<<: *a\n", "[a]: b\n", "a: b\n---\na: c\n", "a: &b [c]\nd: *b\n"):
        found, problems = read("a.yml", text.encode())
        assert found is None, text
        assert problems[0].place.line <= 3


def test_a_tree_where_only_a_double_stands() -> None:
    found, _ = read("a.yml", b"a: b\na: c\nd: e\n")
    assert found is not None
    assert plain(found) == {"a": "b", "d": "e"}


def test_a_mend_keeps_the_note_behind_it() -> None:
    _, (problem,) = read("a.yml", b"a: *Now* or never  # a note\n")
    assert problem.mend is not None
    assert problem.mend.new == ('a: "*Now* or never"  # a note',)


def test_at_most_ten_mends_in_a_file() -> None:
    text = "".join(f"a{n}: *b* c\n" for n in range(30))
    _, problems = read("a.yml", text.encode())
    assert sum(problem.mend is not None for problem in problems) == source.MENDS
    assert rules("\n" * source.MENDABLE + "a: *b* c\n") == ["special-start"]
    assert read("a.yml", ("\n" * source.MENDABLE + "a: *b* c\n").encode())[1][0].mend is None


def test_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = sorted((Path(__file__).parent / "problems" / "syntax").glob("*.yml"))
    told = {path.stem: [show(problem) for problem in read("a.yml", path.read_bytes())[1]] for path in cases}
    monkeypatch.setattr(source, "LOADER", yaml.SafeLoader)
    assert plain(tree(SMALL))["items"][1]["when"] == "12:30"
    slower = {path.stem: [show(problem) for problem in read("a.yml", path.read_bytes())[1]] for path in cases}
    assert {name for name in told if slower[name] != told[name]} <= DIFFERENT_WITHOUT_LIBYAML


DIFFERENT_WITHOUT_LIBYAML: frozenset[str] = frozenset()


def test_a_source_gives_its_lines() -> None:
    assert Source("a.yml", b"\xef\xbb\xbfa: b\r\nc: \xe9\r").lines() == ["a: b", "c: \ufffd", ""]


def test_a_path_into_nothing() -> None:
    root = Fields(1, 1, 1, 1, {"a": List(1, 1, 1, 1)}, {})
    assert find(root, ("a", 3)) is root.fields["a"]
    assert find_key(root, ("b",)) is root
    assert plain(Node(1, 1, 1, 1)) == ""


def test_the_names_of_fields_are_those_of_the_format() -> None:
    shapes = [found for found in vars(model).values() if isinstance(found, type) and issubclass(found, BaseModel)]
    assert set().union(*map(names, shapes)) - {"root"} == slips.NAMES
