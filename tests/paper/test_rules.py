"""What others' programs say of our sheets: the rules of PDF/UA that pdfua knows. CONTRIBUTING tells of veraPDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

from tests.paper.conftest import Printer, cases

SHEETS = [*cases("blank", "fill", "group"), ("real", "workbook", "a4"), ("real", "workbook", "a4-group")]
SOME = [case if "letter" not in case[2] else pytest.param(*case, marks=pytest.mark.long) for case in SHEETS]
"""Letter differs from A4 in its size alone, which no rule is about."""


def findings(data: bytes, file: Path) -> list[str]:
    file.write_bytes(data)
    report = pdfua.validate(str(file))
    return [f"{found.rule_id}: {found.message}" for found in report.findings]


@pytest.mark.parametrize(("guide", "name", "paper"), SOME)
def test_it_keeps_the_rules(printer: Printer, guide: str, name: str, paper: str, tmp_path: Path) -> None:
    assert findings(printer.sheet(guide, name, paper).data, tmp_path / "sheet.pdf") == []


def test_what_breaks_them_is_found(printer: Printer, tmp_path: Path) -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(printer.sheet("real", "debrief", "a4").data)) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(made)
    assert findings(made.getvalue(), tmp_path / "sheet.pdf")
