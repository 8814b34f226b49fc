"""Every wrong file in `tests/problems/` gives exactly the message beside it.

`UPDATE_CASES=1 pytest tests/test_problems.py` writes the messages anew; read the diff before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guide.places import show
from guide.source import read

CASES = Path(__file__).parent / "problems"
FILES = sorted(CASES.rglob("*.yml"))


def told(path: Path) -> str:
    """All that an author is told about one file."""
    _, problems = read(path.name, path.read_bytes())
    return "\n\n".join(map(show, problems)) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).with_suffix("").as_posix())
def test_message(path: Path) -> None:
    message = path.with_suffix(".txt")
    if os.environ.get("UPDATE_CASES"):
        message.write_text(told(path), encoding="utf-8")
    assert told(path) == message.read_text(encoding="utf-8")


def test_each_message_has_its_file() -> None:
    assert sorted(path.with_suffix(".yml") for path in CASES.rglob("*.txt")) == FILES
