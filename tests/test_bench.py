import re
import subprocess
import sys
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bench.markup import template
from bench.sheets import PAPER, Model, enough, models
from guide.paper import render
from tests.paper.reader import Paper, squeezed

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def sheets() -> list[Model]:
    return models(ROOT)


def texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {squeezed(value)}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set(chain.from_iterable(map(texts, inner)))


def test_what_weasyprint_sets_says_what_our_sheets_say(sheets: list[Model]) -> None:
    for model in sheets:
        html = unescape(template().render(model))
        said = squeezed(re.sub("<[^>]*>", "", html) + html)  # the address of the page stands in an attribute
        paper = Paper(render(model, PAPER)).text
        missing = [text for text in texts(model["sheets"]) if text in paper and text not in said]
        assert not missing, model["title"]


def test_no_sheet_is_measured_twice_in_the_same_words(sheets: list[Model]) -> None:
    many = enough(sheets, 70)
    assert len(many) == 70
    assert many[: len(sheets)] == sheets
    assert len({str(model["sheets"]) for model in many}) == 70


def test_the_benchmark_of_worksheets_still_works() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.paper", "--quick"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^CPU seconds a sheet +\d\.\d+", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^the largest workbook +\d\.\d MB", done.stdout, re.MULTILINE), done.stdout
