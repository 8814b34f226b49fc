"""Measure the worksheets: CPU time, memory and sizes, and how WeasyPrint does with the same sheets as HTML.

    python -m bench.paper [--sheets 1 20 200] [--runs 5] [--quick] [--no-weasyprint]

Each figure is the median of runs taken in turn on this machine, in CPU time of the whole process (user and
system). Both make tagged PDF/UA in the same letters, from the same data: `bench/worksheet.html` says the same as
the templates for typst. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import generate
from bench.bench import MKDOCS, ROOT, Row, Run, cpu, installed, laid_out, memory, paired, run, say, table
from guide.fonts import folders

NEEDS = (
    "On Debian and Ubuntu, 'apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' adds what it needs."
)
PAPER = "a4"
ABSENT = "not here"


@dataclass(frozen=True, slots=True)
class Bench:
    """Where it is measured, what of, and how often."""

    folder: Path
    project: Path
    runs: int
    weasyprint: Path | None
    """The Python that has it."""


@dataclass(slots=True)
class Builds:
    """The same builds of the guide with and without worksheets."""

    sheets: list[Run] = field(default_factory=list)
    without: list[Run] = field(default_factory=list)

    def difference(self) -> str:
        """What the worksheets take; of runs taken in turn."""
        pairs = zip(self.sheets, self.without, strict=True)
        return f"{statistics.median(one.cpu - other.cpu for one, other in pairs):.2f} s"


def main() -> None:
    """Print both tables when all is measured, and what is being measured meanwhile."""
    asked = arguments()
    python = find_weasyprint() if asked.weasyprint else None
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        bench = Bench(Path(name), small_guide(Path(name)) if asked.quick else ROOT, asked.runs, python)
        rows = sheets(bench, asked.sheets)
        about = f"CPU time and memory of whole processes, median of {asked.runs}. Smaller is better."
        told = [about, "", *table(rows, asked.sheets), "", *guide(bench)]
    print("\n".join(told))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the worksheets.")
    parser.add_argument("--sheets", type=int, nargs="+", default=[1, 20, 200], help="how many in one process")
    parser.add_argument("--runs", type=int, default=5, help="the median is of so many")
    parser.add_argument("--quick", action="store_true", help="a small guide, one run: is it all still working?")
    parser.add_argument("--no-weasyprint", dest="weasyprint", action="store_false", help="leave that one out")
    asked = parser.parse_args()
    if asked.quick:
        asked.sheets, asked.runs, asked.weasyprint = [1, 4], 1, False
    return asked


def small_guide(folder: Path) -> Path:
    project = folder / "small"
    project.mkdir()
    generate.write_guided(project, 3)
    return project


def find_weasyprint() -> Path | None:
    """The Python that has WeasyPrint, if it can be had and used."""
    programs = installed("weasyprint", "jinja2")
    python = programs / "python" if programs else None
    # Without Pango it can be installed, but not imported.
    if (
        python is None
        or subprocess.run([python, "-c", "import weasyprint"], capture_output=True, check=False).returncode
    ):
        say(f"WeasyPrint cannot be used here, so only our own figures are shown. {NEEDS}")
        return None
    return python


# --- so many sheets in one process


def sheets(bench: Bench, counts: list[int]) -> list[Row]:
    rows = {
        "ratio": Row("CPU time of so many sheets, to WeasyPrint", "0.1"),
        "memory": Row("memory at its highest, to WeasyPrint", ""),
        "sheet": Row("CPU seconds a sheet", "0.1 at 20 and more"),
        "megabytes": Row("MB of memory", ""),
        "size": Row("KB of the sheet in the middle", "80"),
        "theirs": Row("(WeasyPrint, CPU seconds a sheet)", ""),
        "their-megabytes": Row("(WeasyPrint, MB of memory)", ""),
        "their-size": Row("(WeasyPrint, KB of the sheet in the middle)", ""),
    }
    models = bench.folder / "models.json"
    run([sys.executable, "-m", "bench.sheets", "models", str(bench.project), str(max(counts)), str(models)], ROOT)
    for count in counts:
        say(f"{count} sheets, {bench.runs} runs each")
        ours, theirs = in_turn(bench, models, count)
        figures = {
            "ratio": to_theirs(ours, theirs),
            "memory": f"{memory(ours) / memory(theirs):.2f}" if theirs else ABSENT,
            "sheet": f"{cpu(ours) / count:.3f}",
            "megabytes": f"{memory(ours):.0f}",
            "size": f"{middle(made_by_us(models)):.0f}",
            "theirs": f"{cpu(theirs) / count:.3f}" if theirs else ABSENT,
            "their-megabytes": f"{memory(theirs):.0f}" if theirs else ABSENT,
            "their-size": f"{middle(made_by_them(models)):.0f}" if theirs else ABSENT,
        }
        for key, figure in figures.items():
            rows[key].figures[count] = figure
    return list(rows.values())


def in_turn(bench: Bench, models: Path, count: int) -> tuple[list[Run], list[Run]]:
    """The first sheets of a file, by both."""
    for out in (made_by_us(models), made_by_them(models)):
        out.mkdir(exist_ok=True)
    letters = [str(file) for folder in folders() for file in sorted(folder.glob("*.ttf"))]
    asked = [str(models), str(count), PAPER]
    taken: tuple[list[Run], list[Run]] = ([], [])
    for _ in range(bench.runs):
        taken[0].append(run([sys.executable, "-m", "bench.sheets", "render", *asked, str(made_by_us(models))], ROOT))
        if bench.weasyprint:
            command = [str(bench.weasyprint), "-m", "bench.weasy", *asked, str(made_by_them(models)), *letters]
            taken[1].append(run(command, ROOT))
    return taken


def made_by_us(models: Path) -> Path:
    return models.with_suffix(".ours")


def made_by_them(models: Path) -> Path:
    return models.with_suffix(".theirs")


def to_theirs(ours: list[Run], theirs: list[Run]) -> str:
    return f"{paired(ours, theirs):.2f}" if theirs else ABSENT


def middle(folder: Path) -> float:
    return statistics.median(map(kilobytes, folder.glob("*.pdf")))


def kilobytes(file: Path) -> float:
    return file.stat().st_size / 1024


# --- all that is printed of a guide


def guide(bench: Bench) -> list[str]:
    first, again = builds(bench)
    ours, theirs = workbooks(bench)
    return laid_out(
        [
            ["all that is printed of the guide", "", "aim"],
            ["CPU time of a build, nothing kept", first.difference(), "15 s"],
            ["CPU time of a build, nothing changed", again.difference(), "0.5 s"],
            ["memory of a build at its highest, nothing kept", f"{memory(first.sheets):.0f} MB", ""],
            ["the same without anything printed", f"{memory(first.without):.0f} MB", ""],
            ["CPU time of the workbook, to WeasyPrint", to_theirs(ours, theirs), "0.1"],
            ["CPU time and memory of the workbook", f"{cpu(ours):.2f} s, {memory(ours):.0f} MB", ""],
            *sizes(list((bench.folder / "site" / "sheets").glob("*.pdf"))),
        ]
    )


def builds(bench: Bench) -> tuple[Builds, Builds]:
    """With nothing kept, then with all of that kept; each without worksheets, then with them; in turn."""
    say(f"the guide, {bench.runs} builds each")
    first, again = Builds(), Builds()
    for _ in range(bench.runs):
        shutil.rmtree(bench.folder / "kept", ignore_errors=True)
        for taken in (first, again):
            taken.without.append(build(bench, "off"))
            taken.sheets.append(build(bench, "on"))
    return first, again


def build(bench: Bench, sheets: str) -> Run:
    """Each way keeps what it keeps in a folder of its own."""
    kept = str(bench.folder / "kept" / sheets)
    command = [*MKDOCS, "build", "--quiet", "--site-dir", str(bench.folder / "site")]
    address = "https://example.org/guide/"
    return run(command, bench.project, SITE_URL=address, GUIDE_CACHE=kept, GUIDE_PAPER=sheets)


def workbooks(bench: Bench) -> tuple[list[Run], list[Run]]:
    """All worksheets as one file; WeasyPrint's has no cover, no contents and no help lines."""
    say(f"the workbook, {bench.runs} runs each")
    model = bench.folder / "workbook.json"
    run([sys.executable, "-m", "bench.sheets", "workbook", str(bench.project), str(model)], ROOT)
    return in_turn(bench, model, 1)


def sizes(found: list[Path]) -> Iterator[list[str]]:
    """Of the sheets, and of the books that hold them all."""
    books = [file for file in found if file.name.startswith("workbook-")]
    single = [file for file in found if file not in books]
    largest = max(single, key=kilobytes)
    yield ["the largest sheet", f"{kilobytes(largest):.0f} KB, {largest.stem}", "80 KB"]
    yield ["the sheet in the middle", f"{statistics.median(map(kilobytes, single)):.0f} KB", "80 KB"]
    yield ["the largest workbook", f"{max(map(kilobytes, books)) / 1024:.1f} MB", "2 MB"]
    yield ["all PDFs together", f"{sum(map(kilobytes, found)) / 1024:.1f} MB in {len(found)} files", ""]


if __name__ == "__main__":
    main()
