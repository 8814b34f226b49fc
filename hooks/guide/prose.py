"""An author's prose as safe HTML: a little Markdown, through an allow-list."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
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


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Paragraphs, lists, emphasis and links of a text; everything else stands as typed."""
    if not _marked.search(text):
        return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in _between.split(text.strip()))
    html = _markdown.render(_many_lines.sub("\n\n", text))
    return Markup(_cleaner.clean(html).rstrip())  # noqa: S704  nh3 has just cleaned it
