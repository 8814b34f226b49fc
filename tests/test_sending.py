"""A message that goes out, read back by programs that others made: mail by Python's, Word files by python-docx.

Our modules make all of a batch at once, in deno.
"""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import docx
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.built import ROOT

Made = dict[str, Any]
BATCH = 120
TEXT = "Dear Ann Lee,\n\nThank you – it was good to meet “you”. 👩‍🚒\n\nKind regards,\nAlex"
LETTER = {"title": "Thank-you note", "subject": "Thank you – night porter", "text": TEXT}
ODD = [
    "", " ", "\r\nBcc: x@example.org", "\nTo: y@example.org\n\nhello", "a\r\n\r\n--", "\r", "\x00", "\x0b", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800",
    "=?utf-8?B?QmNjOiB4?=", "=?x?=", "=?utf-8?Q?=0D=0ABcc:_x?=", "\"quoted\" 'so'", "\u202egnp.exe", "שלום עולם", "👩‍🚒" * 40, "é" * 200, "x" * 2000, "日本語 " * 60,
    "\t", "  a  b  ", "<b>&amp;</b>", "]]>", "<!--", "--boundary", ".", "..\n.\n", "From me", "%0D%0A", "{a} $& \\1", "con", "nul.txt", "a/b\\c:d*e?f\"g<h>i|j", "...",
]  # fmt: skip
LINE = st.text(max_size=30)
TEXTS = st.lists(st.sampled_from(ODD) | LINE, min_size=1, max_size=5).map("".join)
PARTS = st.lists(TEXTS, max_size=4).map("\n\n".join)
SPACE = "[\\s\ufeff]"
"""What a browser takes for space."""
UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
WINDOWS = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[ .]$')
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789¹²³")}


def made(folder: Path, messages: Iterable[Made]) -> list[Made]:
    """What our modules make of messages."""
    file = folder / "messages.json"
    file.write_text(json.dumps(list(messages)), "utf-8")
    deno = Path(sys.executable).with_name("deno")
    script = ROOT / "tests" / "elements" / "sent.js"
    alone = ["--quiet", "--no-check", "--no-remote", "--no-npm", "--cached-only", "--no-prompt"]
    command = [str(deno), "run", *alone, f"--allow-read={ROOT},{file}", str(script), str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        pytest.fail(done.stderr, pytrace=False)
    found: list[Made] = json.loads(done.stdout)
    return found


# --- what must hold of any message


def clean(text: str) -> str:
    """A text with one kind of line end, and without what no file can hold."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return UNFIT.sub("", re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", whole))


def trimmed(text: str) -> str:
    return re.sub(rf"^{SPACE}+|{SPACE}+$", "", text)


def one_line(text: str) -> str:
    return trimmed(re.sub(f"{SPACE}+", " ", clean(text)))


def paragraphs(text: str) -> list[str]:
    parts = re.split(r"\n(?:[^\S\n]|\ufeff)*\n+", clean(text))
    return [trimmed(part) for part in parts if trimmed(part)]


def mail_holds(message: Made, raw: str) -> None:
    assert raw.isascii()
    assert not re.search(r"[^\r]\n|\r[^\n]", raw)
    assert max(map(len, raw.split("\r\n"))) <= 78
    mail = message_from_bytes(raw.encode(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    subject = one_line(message["subject"])
    assert sorted(mail.keys()) == sorted(
        ["Content-Type", "MIME-Version", *(["Subject"] if subject else []), "X-Unsent"]
    )
    assert str(mail["subject"] or "") == subject
    assert not mail.defects
    plain, rich = mail.iter_parts()
    assert [part.get_content_type() for part in (plain, rich)] == ["text/plain", "text/html"]
    assert not [defect for part in (plain, rich) for defect in part.defects]
    assert plain.get_content().replace("\r\n", "\n") == clean(message["text"])
    only_paragraphs(rich.get_content(), message["text"])


def only_paragraphs(html: str, text: str) -> None:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if element is not tree and isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= {"p", "br"}
    assert not any(element.attrib for element in elements)
    for line_end in tree.iter("br"):
        line_end.text = "\n"
    assert one_line("".join(tree.itertext())) == one_line(text)


def word_holds(message: Made, content: bytes) -> None:
    document = docx.Document(io.BytesIO(content))
    heading, *rest = document.paragraphs
    assert heading.style is not None
    assert heading.style.name == "Heading 1"
    assert heading.text == one_line(message["title"])
    assert [paragraph.text for paragraph in rest] == paragraphs(message["text"])
    assert not any(run.font.highlight_color or run.bold or run.italic for each in rest for run in each.runs)
    assert document.core_properties.author == ""


def link_holds(message: Made, link: Made) -> None:
    url = urlsplit(link["href"])
    assert (url.scheme, url.netloc, url.path, url.fragment) == ("mailto", "", "", "")
    assert len(link["href"]) <= 1900
    assert link["href"].isascii()
    subject = one_line(message["subject"])
    said = [("subject", subject)] if subject else []
    if link["isWhole"]:
        said.append(("body", clean(message["text"]).replace("\n", "\r\n")))
    assert parse_qsl(url.query, keep_blank_values=True) == said or (not link["isWhole"] and not url.query)


def name_holds(name: str) -> None:
    assert name.endswith(".docx")
    assert not WINDOWS.search(name.removesuffix(".docx"))
    assert name.split(".", maxsplit=1)[0].strip().lower() not in RESERVED
    assert name[0] not in ". "
    assert len(name.encode()) < 255
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", name)


def all_hold(folder: Path, messages: list[Made]) -> None:
    for message, found in zip(messages, made(folder, messages), strict=True):
        mail_holds(message, found["mail"])
        word_holds(message, base64.b64decode(found["word"]))
        link_holds(message, found["link"])
        name_holds(found["file"])
        only_paragraphs(found["html"], message["text"])


# --- messages


def test_a_letter(tmp_path: Path) -> None:
    all_hold(tmp_path, [LETTER])
    (found,) = made(tmp_path, [LETTER])
    assert found["file"] == "Thank-you note.docx"
    assert "To:" not in found["mail"]
    assert "Subject: =?utf-8?B?" in found["mail"]


def test_a_word_file_says_its_language_and_paper(tmp_path: Path) -> None:
    (found,) = made(tmp_path, [LETTER])
    content = io.BytesIO(base64.b64decode(found["word"]))
    with zipfile.ZipFile(content) as packed:
        assert '<w:lang w:val="en-GB"' in packed.read("word/styles.xml").decode()
        assert not [name for name in packed.namelist() if "vba" in name or "embed" in name]
    (section,) = docx.Document(content).sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    last = docx.Document(content).paragraphs[-1]
    assert last.text == "Kind regards,\nAlex"


def test_odd_messages(tmp_path: Path) -> None:
    messages: list[Made] = [{"title": odd, "subject": odd, "text": odd} for odd in ODD]

    @settings(max_examples=BATCH)
    @given(TEXTS, TEXTS, PARTS)
    def gather(title: str, subject: str, text: str) -> None:
        messages.append({"title": title, "subject": subject, "text": text})

    gather()
    all_hold(tmp_path, messages)


def test_hostile_texts(tmp_path: Path, hostile_corpora: Path) -> None:
    texts = json.loads((hostile_corpora / "blns" / "blns.json").read_text("utf-8"))
    for file in sorted((hostile_corpora / "xss").glob("*.txt")):
        texts += file.read_text("utf-8", "surrogateescape").split("\n")
    assert len(texts) > 5000
    some = [texts[start : start + 20] for start in range(0, len(texts), 20)]
    all_hold(tmp_path, [{"title": each[0], "subject": "\n".join(each), "text": "\n\n".join(each)} for each in some])
