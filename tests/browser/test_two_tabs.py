"""Two tabs of one reader: whatever is written in turns, in whatever order, both end with all of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.person import GUIDE, LOG, Open

LINES = ["question-log.liked", "question-log.my-questions", "question-log.promised-to-send", "interview.role"]
BOXES = ["late", "ill", "tech"]
ROWS = 3

TEXTS = st.sampled_from(["", "a", "b  ", "é\u0301", "<b>", "{x}", "שלום", "0", "null", "two words"])
TABS = st.integers(0, 1)
WRITES = st.tuples(TABS, st.just("write"), st.sampled_from(LINES), TEXTS)
TICKS = st.tuples(TABS, st.just("tick"), st.sampled_from(BOXES), st.just(""))
CELLS = st.tuples(TABS, st.just("cell"), st.integers(0, ROWS - 1).map(str), TEXTS)
LOADS = st.tuples(TABS, st.just("load"), st.just(""), st.just(""))
STEPS = st.lists(st.one_of(WRITES, WRITES, TICKS, CELLS, LOADS), min_size=1, max_size=14)
Step = tuple[int, str, str, str]

# Leaving a field keeps what was typed at once; so the last one to be left is the last write.
DO = """([what, name, text]) => {
  const cells = document.querySelectorAll('[name^="question-log.unsaid.what#"]')
  const field = {
    write: () => document.querySelector(`[name="${name}"]`),
    tick: () => document.querySelector(`[name="question-log.unusual"][value="${name}"]`),
    cell: () => cells[Number(name)],
  }[what]()
  if (what === 'tick') field.checked = !field.checked
  else field.value = text
  field.dispatchEvent(new Event('input', {bubbles: true}))
  const row = field.closest('tr')?.dataset.row
  field.dispatchEvent(new Event('change', {bubbles: true}))
  return what === 'cell' ? row
    : what === 'tick' ? [...document.querySelectorAll('[name="question-log.unusual"]:checked')].map(one => one.value)
    : ''
}"""

SHOWN = """const names = JSON.parse(`NAMES`)
window.shown = () => JSON.stringify({
  lines: Object.fromEntries(names.map(name => [name, document.querySelector(`[name="${name}"]`).value])),
  boxes: [...document.querySelectorAll('[name="question-log.unusual"]:checked')].map(one => one.value),
  cells: [...document.querySelectorAll('[data-item=unsaid] tbody tr[data-row]')]
    .map(row => [row.dataset.row, row.querySelector('textarea').value]).filter(([, text]) => text).sort(),
})""".replace("NAMES", json.dumps(LINES))

START = f"""() => {{
  localStorage.clear()
  localStorage['{GUIDE}/1/device'] = 'own'
  localStorage['{GUIDE}/1/folders'] = '{{"abcd1234": {{"at": 1, "made": 1}}}}'
}}"""


@dataclass
class Model:
    """What must stand in both tabs in the end: the last write of each item and each cell."""

    lines: dict[str, str] = field(default_factory=lambda: dict.fromkeys(LINES, ""))
    boxes: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    def hear(self, what: str, name: str, text: str, done: Any) -> None:
        if what == "write":
            self.lines[name] = text
        elif what == "tick":
            self.boxes = done
        elif text:
            self.cells[done] = text
        else:
            self.cells.pop(done, None)


def test_two_tabs_end_with_all_of_it(open_context: Open) -> None:
    context = open_context()
    context.add_init_script(SHOWN)
    tabs = [context.new_page(), context.new_page()]
    for page in tabs:
        page.goto(LOG)

    # Each try loads two pages; making a failure smaller takes minutes, and says little more.
    @settings(max_examples=settings().max_examples // 12, phases=[Phase.generate])
    @given(steps=STEPS)
    def check(steps: list[Step]) -> None:
        run(tabs, steps)

    check()


def run(tabs: list[Page], steps: list[Step]) -> None:
    """From an empty store, without waiting for one tab to hear of the other."""
    tabs[0].evaluate(START)
    for page in tabs:
        page.reload()
    model = Model()
    for tab, what, name, text in steps:
        if what == "load":
            tabs[tab].reload()
        else:
            model.hear(what, name, text, tabs[tab].evaluate(DO, [what, name, text]))
    wanted = {"lines": model.lines, "boxes": model.boxes, "cells": sorted(map(list, model.cells.items()))}
    for page in tabs:
        try:
            page.wait_for_function(
                "wanted => shown() === wanted", arg=page.evaluate("JSON.stringify", wanted), timeout=5000
            )
        except TookTooLong:
            assert json.loads(page.evaluate("shown()")) == wanted
            raise
