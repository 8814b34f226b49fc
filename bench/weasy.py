"""Make worksheets with WeasyPrint, from the same data as ours: what `bench/paper.py` compares them with.

    python -m bench.weasy MODELS COUNT PAPER OUT FONTS...

It runs in an environment of its own, so nothing of this project is imported but what makes the HTML. What can be
read once is read once, and each sheet is set once; ours are set again where a page is nearly empty.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from weasyprint import CSS, HTML  # type: ignore[import-not-found, unused-ignore]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found, unused-ignore]

from bench.markup import HERE, template


def main() -> None:
    """Write as many sheets as are asked for."""
    models, count, paper, out = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    fonts = FontConfiguration()
    style = f"{faces(sys.argv[5:])} @page {{ size: {paper} }} {(HERE / 'worksheet.css').read_text('utf-8')}"
    styles = [CSS(string=style, font_config=fonts)]
    sheet = template()
    for number, model in enumerate(json.loads(models.read_text("utf-8"))[:count]):
        html = HTML(string=sheet.render(model))
        html.write_pdf(out / f"{number}.pdf", stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")


def faces(fonts: list[str]) -> str:
    """The rules that name these files; each file's name begins with its family's."""
    return " ".join(map(face, map(Path, fonts)))


def face(path: Path) -> str:
    family = path.stem.partition("[")[0].partition("-")[0]
    spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in family).strip()
    slanted = "italic" if "Italic" in path.stem else "normal"
    weight = "100 900" if "[" in path.stem else "700" if "Bold" in path.stem else "400"
    source = f"src: url('{path.as_uri()}')"
    return f"@font-face {{ font-family: '{spaced}'; font-style: {slanted}; font-weight: {weight}; {source} }}"


if __name__ == "__main__":
    main()
