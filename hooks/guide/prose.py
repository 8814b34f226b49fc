"""An author's prose as safe HTML: a little Markdown, through an allow-list."""

from __future__ import annotations

import re
from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "code", "br"}
SCHEMES = {"https", "mailto", "tel"}
OFF = {
    "preprocessors": ["html_block"],
    "inline": [
        "reference",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
        "html",
        "entity",
    ],
    "block": ["hashheader", "setextheader", "hr", "quote", "reference", "code"],
}
"""What of Markdown is not for authors of checklists: with these off, HTML stays text."""

_marked = re.compile(r"[*_`\[\\]|^\s*(?:[+-]|[0-9]+\.)\s|  $", re.MULTILINE)
"""Where Markdown could mean something; without it a text is paragraphs, and costs nothing."""
_between = re.compile(r"\n[ \t]*\n\s*")


@cache
def _markdown() -> Markdown:
    reader = Markdown(output_format="html")
    for name in OFF["preprocessors"]:
        reader.preprocessors.deregister(name)
    for name in OFF["inline"]:
        reader.inlinePatterns.deregister(name)
    for name in OFF["block"]:
        reader.parser.blockprocessors.deregister(name)
    return reader


@cache
def prose(text: str) -> Markup:
    """Paragraphs, lists, emphasis and links of a text; everything else stands as typed."""
    if not _marked.search(text):
        return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in _between.split(text.strip()))
    html = _markdown().reset().convert(text)
    return Markup(  # noqa: S704  nh3 has just cleaned it
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    )
