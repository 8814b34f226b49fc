"""Make worksheets as the guide does, in a process of their own: what `bench/paper.py` measures.

    python -m bench.sheets models FOLDER COUNT FILE
    python -m bench.sheets workbook FOLDER FILE
    python -m bench.sheets render MODELS COUNT PAPER OUT

The first two write what is to be printed of a guide. Both `render` here and `bench/weasy.py` print that.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from guide.library import prose_pages
from guide.links import read_guide
from guide.paper import Typesetter, render
from guide.surroundings import Surroundings

PAPER = "a4"
Model = dict[str, Any]
SPOKEN = frozenset(["text", "ask", "words", "title", "hear", "do", "low", "high", "example"])
"""The fields whose texts are words of an author."""


def main() -> None:
    """Do one of the three."""
    work, source, *rest = sys.argv[1:]
    if work == "render":
        count, paper, out = rest
        render_all(json.loads(Path(source).read_text("utf-8"))[: int(count)], paper, Path(out))
    else:
        *counts, file = rest
        made = enough(models(Path(source)), int(counts[0])) if work == "models" else [workbook(Path(source))]
        Path(file).write_text(json.dumps(made, ensure_ascii=False), "utf-8")


def models(folder: Path) -> list[Model]:
    """The worksheets of the guide in this folder, in the order of the guide."""
    setter = typesetter(folder)
    return [setter.model(sheet.id, PAPER) for sheet in setter.around.order]


def workbook(folder: Path) -> Model:
    return typesetter(folder).workbook()


def typesetter(folder: Path) -> Typesetter:
    library, problems = read_guide(folder / "checklists", pages=prose_pages(folder / "docs"))
    assert library, problems
    return Typesetter(Surroundings(library, papers=[PAPER]), "https://example.org/guide")


def enough(made: list[Model], count: int) -> list[Model]:
    """These, and then again with other words, since typst keeps what it has set before."""
    rounds = -(-count // len(made))
    return [model if number == 0 else varied(model, number) for number in range(rounds) for model in made][:count]


def varied(value: Any, number: int) -> Any:
    """The same with a number behind each text of an author."""
    if isinstance(value, list):
        return [varied(inner, number) for inner in value]
    if isinstance(value, dict):
        return {
            key: f"{inner} {number}" if key in SPOKEN and isinstance(inner, str) and inner else varied(inner, number)
            for key, inner in value.items()
        }
    return value


def render_all(sheets: list[Model], paper: str, out: Path) -> None:
    for number, model in enumerate(sheets):
        (out / f"{number}.pdf").write_bytes(render(model, paper))


if __name__ == "__main__":
    main()
