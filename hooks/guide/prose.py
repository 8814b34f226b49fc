"""An author's prose as safe HTML: a little Markdown, through an allow-list."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "br"}
SCHEMES = {"https", "mailto", "tel"}

_markdown = MarkdownIt("zero").enable(["list", "emphasis", "link", "backticks", "escape", "newline"])
"""Starts from nothing: HTML, pictures, headings and all else of Markdown stay as typed."""

_marked = re.compile(r"[*_`\[\\]|^\s*(?:[+-]|[0-9]+[.)])\s|  $", re.MULTILINE)
"""Where Markdown could mean something; without it a text is paragraphs, and costs nothing."""
_between = re.compile(r"\n[ \t]*\n\s*")


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Paragraphs, lists, emphasis and links of a text; everything else stands as typed."""
    if not _marked.search(text):
        return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in _between.split(text.strip()))
    html = _markdown.render(text)
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    return Markup(clean.rstrip())  # noqa: S704  nh3 has just cleaned it
