"""HTML as a browser reads it: what is wrong with it, and how it reads line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "popovertarget", "list")
"""Attributes that hold ids of the same page."""
LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "use": "href",
    "image": "href",
}
PHRASING = {
    *("a", "abbr", "b", "br", "code", "em", "i", "input", "label", "mark", "option", "q", "s", "select", "small"),
    *("span", "strong", "sub", "sup", "svg", "textarea", "button"),
}
UNTYPED = ("checkbox", "radio")
EMPTY = {"br", "hr", "img", "input", "link", "meta"}
PREFORMATTED = {"textarea", "pre"}


def parse(html: str) -> tuple[Element, list[str]]:
    """A whole page, and every fault the HTML standard names in it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    return tree, [told(html, *error) for error in parser.errors]


def parse_piece(html: str) -> tuple[Element, list[str]]:
    """A piece of a page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    return tree, [told(html, *error) for error in parser.errors]


def told(html: str, place: tuple[int, int], name: str, details: object) -> str:
    line = html.split("\n")[place[0] - 1].strip()
    return f"{name} {details or ''}: {line[max(0, place[1] - 60) : place[1] + 30]}"


def text_of(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def elements(tree: Element) -> Iterator[Element]:
    """Every element; a comment is none."""
    return (element for element in tree.iter() if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT")


# --- what is wrong


def faults(tree: Element) -> list[str]:
    """What is wrong with a page or a piece of one, beyond what a parser says."""
    return [*ids_used_twice(tree), *loose_pointers(tree), *unnamed_fields(tree), *risks(tree)]


def ids_used_twice(tree: Element) -> Iterator[str]:
    found = Counter(element.get("id") for element in elements(tree))
    yield from (f"id {name} stands {count} times" for name, count in found.items() if name and count > 1)
    yield from (f"an empty id on {element.tag}" for element in elements(tree) if element.get("id") == "")


def loose_pointers(tree: Element) -> Iterator[str]:
    known = {element.get("id") for element in elements(tree)}
    for element in elements(tree):
        for name in POINTERS:
            yield from (f"{name} names no element: {id_}" for id_ in element.get(name, "").split() if id_ not in known)


def unnamed_fields(tree: Element) -> Iterator[str]:
    names = labels(tree)
    by_id = {element.get("id"): element for element in elements(tree)}
    for element in elements(tree):
        if element.tag not in ("input", "textarea", "select", "button") or element.get("type") == "hidden":
            continue
        marked = [text_of(by_id[id_]) for id_ in element.get("aria-labelledby", "").split() if id_ in by_id]
        words = [
            *marked,
            element.get("aria-label", ""),
            *names.get(element.get("id") or "", []),
            element.get("title", ""),
        ]
        if element.tag == "button":
            words.append(text_of(element))
        if not any(word.strip() for word in words):
            yield f"a field without a name: {element.tag} {element.attrib}"
        if element.get("type") not in UNTYPED and element.tag != "button" and element.get("autocomplete") != "off":
            yield f"a field that browsers fill in: {element.tag} {element.attrib}"


def labels(tree: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements(tree):
        if element.tag == "label" and "for" in element.attrib:
            words = text_of(element) or element.get("title", "")
            found.setdefault(element.attrib["for"], []).append(words)
    return found


def risks(tree: Element) -> Iterator[str]:
    """What could act, send, or look otherwise than the site wants."""
    for element in elements(tree):
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{name} on {element.tag}: {value}"
            if re.match(r"[\s\x00-\x20]*(javascript|data|vbscript):", value, re.IGNORECASE) and name != "content":
                yield f"{name} on {element.tag}: {value}"
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            yield f"{element.tag} on the page"


def away(tree: Element, origin: str = "") -> list[str]:
    """What a page would fetch from elsewhere."""
    found = [(element, element.get(LOADS.get(element.tag, ""), "")) for element in elements(tree)]
    return [
        f"{element.tag}: {url}"
        for element, url in found
        if (urlsplit(url).scheme or urlsplit(url).netloc) and not (origin and url.startswith(origin))
    ]


def skipped_headings(tree: Element) -> Iterator[str]:
    before = 0
    for element in elements(tree):
        found = re.fullmatch(r"h([1-6])", element.tag)
        if found:
            level = int(found[1])
            if level > before + 1:
                yield f"h{level} after h{before}: {text_of(element)}"
            if not text_of(element):
                yield f"an empty h{level}"
            before = level


# --- how it reads


def tidy(html: str) -> str:
    """One element a line, so that a changed word is a changed line."""
    return "\n".join(line for node in [parse_piece(html)[0]] for line in inside(node, "")) + "\n"


def inside(element: Element, indent: str) -> Iterator[str]:
    if element.text and element.text.strip():
        yield indent + spaced(element.text).strip()
    for child in element:
        yield from lines(child, indent)
        if child.tail and child.tail.strip():
            yield indent + spaced(child.tail).strip()


def lines(element: Element, indent: str) -> Iterator[str]:
    tag = opening(element)
    if element.tag in EMPTY:
        yield indent + tag
    elif in_one_line(element):
        yield f"{indent}{tag}{run(element).strip()}</{element.tag}>"
    else:
        yield indent + tag
        yield from inside(element, indent + "  ")
        yield f"{indent}</{element.tag}>"


def in_one_line(element: Element) -> bool:
    return all(child.tag in PHRASING for child in element.iter() if child is not element) and not (
        element.tag in ("div", "td", "tr", "select", "details") and len(element)
    )


def run(element: Element) -> str:
    parts = [spaced(element.text or "")]
    for child in element:
        own = "" if child.tag in EMPTY else f"{run(child)}</{child.tag}>"
        parts += [opening(child), own, spaced(child.tail or "")]
    return "".join(parts)


def opening(element: Element) -> str:
    written = "".join(f' {name}="{escape(" ".join(value.split()))}"' for name, value in element.attrib.items())
    return f"<{element.tag}{written}>"


def spaced(text: str) -> str:
    """A line break of the reader's or author's is kept as one we can see."""
    return escape(re.sub(r"[ \t\n]+", " ", text), quote=False)
