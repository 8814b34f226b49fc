"""An author's prose as safe HTML: a little Markdown, through an allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "br"}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
SCHEMES = {"https", "mailto", "tel"}

_host = r"[a-z0-9-]+(?:\.[a-z0-9-]+)+"
_address = re.compile(
    rf"https://{_host}(?::[0-9]{{1,5}})?(?:[/?#][!-~]*)?|mailto:[a-z0-9._+-]+@{_host}|tel:\+?[0-9-]+"
    r"|(?:(?:\.\./)?[a-z0-9-]+(?:/|\.html))?#[a-z0-9-]+",
    re.IGNORECASE | re.ASCII,
)
"""Where a link may lead: no name before the host, no letters that look like others; or to an item of this guide."""

_markdown = MarkdownIt("zero").enable(["list", "emphasis", "link", "backticks", "escape", "newline"])
"""Starts from nothing: HTML, pictures, headings and all else of Markdown stay as typed."""
_markdown.validateLink = lambda url: _address.fullmatch(url) is not None  # type: ignore[method-assign]

_cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")

_many_lines = re.compile(r"\n(?:[ \t]*\n){2,}")
"""Markdown's time grows with the square of these."""

_marked = re.compile(r"[*_`\[\\]|^[ \t]*(?:[+-]|[0-9]+[.)])\s|  $", re.MULTILINE)
"""Where Markdown could mean something; without it a text is paragraphs, and costs nothing."""
_between = re.compile(r"\n[ \t]*\n\s*")


class Prose(Markup):
    """Safe HTML that still knows its text, so that paper can set the same and need not read HTML."""

    told: tuple[tuple[str, str], ...] = ()
    """Each text after the words that say whom it is for, or ""."""

    @classmethod
    def made(cls, html: str, told: Iterable[tuple[str, str]]) -> Prose:
        """HTML that was made safe, and what it was made from."""
        found = cls(html)
        found.told = tuple(told)
        return found

    def passages(self) -> Iterator[Passage]:
        """The same for paper: conditions, paragraphs and lists in order."""
        for condition, text in self.told:
            if condition:
                yield Passage("condition", [Run(condition)])
            yield from _passages(_tree(text))


@dataclass(frozen=True)
class Run:
    """Words that look alike."""

    text: str
    style: str = ""
    """em, strong or code."""
    url: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph (`p`), words that say whom it is for (`condition`), or a list (`ul`, `ol`)."""

    kind: str
    runs: Sequence[Run] = ()
    entries: Sequence[Sequence[Passage]] = ()


@lru_cache(maxsize=4096)
def prose(text: str) -> Prose:
    """Paragraphs, lists, emphasis and links of a text; everything else stands as typed."""
    if not _marked.search(text):
        parts = Markup("\n").join(Markup("<p>{}</p>").format(part) for part in _between.split(text.strip()))
        return Prose.made(parts, [("", text)])
    html = _markdown.render(_many_lines.sub("\n\n", text))
    return Prose.made(_cleaner.clean(html).rstrip(), [("", text)])  # nh3 has just cleaned it


def for_some(condition: str, text: str) -> Prose:
    """A text after the words that say whom it is for; without them the text alone."""
    said = prose(text)
    if not condition:
        return said
    return Prose.made(Markup('<p class="condition">{}</p>').format(condition) + said, [(condition, text)])


def together(parts: Sequence[Prose]) -> Prose:
    """Several texts as one."""
    return Prose.made(Markup("").join(parts), [told for part in parts for told in part.told])


def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_markdown.parse(_many_lines.sub("\n\n", text)))


def _passages(node: SyntaxTreeNode) -> Iterator[Passage]:
    for child in node.children:
        if child.type in ("bullet_list", "ordered_list"):
            kind = "ul" if child.type == "bullet_list" else "ol"
            yield Passage(kind, entries=[list(_passages(entry)) for entry in child.children])
        else:
            yield Passage("p", list(_runs(child)))


def _runs(node: SyntaxTreeNode, style: str = "", url: str = "") -> Iterator[Run]:
    for child in node.children:
        if child.type in ("softbreak", "hardbreak"):
            yield Run("\n" if child.type == "hardbreak" else " ", style, url)
        elif child.type in ("inline", "em", "strong", "link"):
            inner = child.type if child.type in ("em", "strong") else style
            yield from _runs(child, inner, str(child.attrs.get("href", url)))
        else:
            yield Run(child.content, "code" if child.type == "code_inline" else style, url)
