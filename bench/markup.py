"""Worksheets as HTML, from the same data as those for typst."""

from __future__ import annotations

import base64
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

HERE = Path(__file__).resolve().parent


def template() -> Template:
    """It prints what authors typed as it is."""
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    made.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode()
    return made.get_template("worksheet.html")
