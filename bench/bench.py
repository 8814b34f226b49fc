"""Measure this project's builds against plain MkDocs with the same pages as ready Markdown.

    python -m bench.bench [--pages 100 1000] [--runs 5] [--quick] [--no-zensical]

Every figure is a ratio of runs taken in turn on this machine, the median of them all, in CPU time of the
whole process (user and system): other work on the machine then matters little. Plain MkDocs prints nothing, so
no worksheets are made here either (GUIDE_PAPER=off); `bench/paper.py` measures those. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bench import generate

ROOT = Path(__file__).resolve().parent.parent
HOOKS = ROOT / "hooks"
QUIET = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "GUIDE_CACHE": ".cache",
    "GUIDE_PAPER": "off",
    "PYTHONPATH": str(HOOKS),
}
MKDOCS = [sys.executable, "-m", "mkdocs"]
SERVING, REBUILT = "Serving on", "Reloading browsers"
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: CPU seconds, and at most so many MB of memory at once."""

    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Size:
    """Both projects with one number of pages."""

    pages: int
    guided: Path
    plain: Path


@dataclass(slots=True)
class Row:
    """One line of the table: a figure for each size, and what we aim at."""

    name: str
    aim: str
    figures: dict[int, str] = field(default_factory=dict)


def main() -> None:
    """Print the table when all is measured, and what is being measured meanwhile."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sizes = [prepare(Path(folder), pages) for pages in asked.pages]
        table = measure(sizes, asked.runs, zensical=asked.zensical)
    print(show(table, asked.pages, asked.runs))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds against plain MkDocs.")
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000], help="how many checklists")
    parser.add_argument("--runs", type=int, default=5, help="the median is of so many")
    parser.add_argument("--quick", action="store_true", help="100 checklists, one run: is it all still working?")
    parser.add_argument("--no-zensical", dest="zensical", action="store_false", help="leave that one out")
    asked = parser.parse_args()
    if asked.quick:
        asked.pages, asked.runs, asked.zensical = [100], 1, False
    return asked


def prepare(folder: Path, pages: int) -> Size:
    size = Size(pages, folder / f"guided-{pages}", folder / f"plain-{pages}")
    size.guided.mkdir()
    size.plain.mkdir()
    generate.write_guided(size.guided, pages)
    generate.write_plain(size.plain, pages)
    return size


def measure(sizes: list[Size], runs: int, *, zensical: bool) -> list[Row]:
    rows = {
        "cold": Row("build, nothing kept, to plain MkDocs", "0.65 at 100, 0.5 at 1,000"),
        "warm": Row("build, nothing changed, to plain MkDocs", "0.4 at 100, 0.25 at 1,000"),
        "share": Row("the hook's own share of a build", ""),
        "memory": Row("memory at its highest, to plain MkDocs", "1.2"),
        "growth": Row("CPU time, to the smallest size", "the ratio of pages"),
        "serve": Row("build again after one change, to a full build", "0.1"),
        "check": Row("guide check, CPU seconds and MB", "2 s, 120 MB at 1,000"),
        "zensical": Row("build, nothing kept, to Zensical", "under 1 at 1,000"),
        "cpu": Row("(build, nothing kept, CPU seconds)", ""),
        "plain": Row("(plain MkDocs, CPU seconds)", ""),
    }
    program = find_zensical() if zensical else None
    first = 0.0
    for size in sizes:
        say(f"{size.pages} checklists, {runs} runs each")
        cold, warm, plain = builds(size, runs)
        first = first or cpu(cold)
        full = cpu(cold)
        figures = {
            "cold": f"{paired(cold, plain):.2f}",
            "warm": f"{paired(warm, plain):.2f}",
            "share": f"{share(size, runs):.2f}",
            "memory": f"{memory(cold) / memory(plain):.2f}",
            "growth": f"{full / first:.1f} of {size.pages / sizes[0].pages:.0f}",
            "serve": f"{rebuild(size, runs) / full:.2f}",
            "check": check(size, runs),
            "zensical": against_zensical(program, size, runs, full),
            "cpu": f"{full:.2f}",
            "plain": f"{cpu(plain):.2f}",
        }
        for key, figure in figures.items():
            rows[key].figures[size.pages] = figure
    return list(rows.values())


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def run(command: list[str], folder: Path, **surroundings: str) -> Run:
    """Run to the end; an error ends the benchmark, since its figures would mean nothing."""
    with tempfile.TemporaryFile("w+") as told:
        env = {**QUIET, **surroundings}
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(f"{' '.join(command)} in {folder} failed:\n{told.read()[-3000:]}")
    scale = 1024 if sys.platform == "darwin" else 1
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / scale / 1024)


def cpu(runs: list[Run]) -> float:
    return statistics.median(run.cpu for run in runs)


def memory(runs: list[Run]) -> float:
    return statistics.median(run.memory for run in runs)


def paired(ours: list[Run], theirs: list[Run]) -> float:
    """Of runs taken in turn: what slows down one slows down the other."""
    return statistics.median(our.cpu / their.cpu for our, their in zip(ours, theirs, strict=True))


def builds(size: Size, runs: int) -> tuple[list[Run], list[Run], list[Run]]:
    """With nothing kept, then with all of that kept, then plain; in turn."""
    taken: tuple[list[Run], list[Run], list[Run]] = ([], [], [])
    for _ in range(runs):
        forget(size.guided)
        for project, into in zip((size.guided, size.guided, size.plain), taken, strict=True):
            into.append(run([*MKDOCS, "build", "--quiet"], project))
    return taken


def forget(project: Path) -> None:
    """Take away all that a build left for the next one."""
    for name in (".cache", "site"):
        shutil.rmtree(project / name, ignore_errors=True)


def share(size: Size, runs: int) -> float:
    command = [sys.executable, str(ROOT / "bench" / "share.py"), str(HOOKS), "build", "--quiet"]
    found = []
    for _ in range(runs):
        forget(size.guided)
        done = subprocess.run(command, cwd=size.guided, env=QUIET, capture_output=True, text=True, check=True)
        found.append(float(done.stdout.split()[-1]))
    return statistics.median(found)


def check(size: Size, runs: int) -> str:
    forget(size.guided)
    command = [sys.executable, "-m", "guide.cli", "check"]
    taken = [run(command, size.guided, GUIDE_PAPER="on") for _ in range(runs)]
    return f"{cpu(taken):.2f} s, {memory(taken):.0f} MB"


def rebuild(size: Size, runs: int) -> float:
    """CPU seconds of a running `mkdocs serve` from a change to its new site."""
    if not Path("/proc/self/stat").exists():
        return float("nan")
    edited = sorted((size.guided / "checklists").rglob("page-*.yml"))[size.pages // 2]
    with serving(size.guided) as (process, told):
        return statistics.median(one_rebuild(process, told, edited, number) for number in range(runs))


@contextmanager
def serving(project: Path) -> Iterator[tuple[subprocess.Popen[str], Told]]:
    command = [*MKDOCS, "serve", "--livereload", "--dev-addr", "127.0.0.1:0"]
    with subprocess.Popen(command, cwd=project, env=QUIET, stderr=subprocess.PIPE, text=True) as process:
        try:
            told = Told(process.stderr)
            told.wait_for(SERVING)
            yield process, told
        finally:
            process.terminate()


class Told:
    """The lines that a process prints, waited for with patience and an end to it."""

    def __init__(self, stream: IO[str] | None) -> None:
        self.lines: list[str] = []
        self.more = threading.Condition()
        threading.Thread(target=self.read, args=(stream,), daemon=True).start()

    def read(self, stream: IO[str] | None) -> None:
        for line in stream or ():
            with self.more:
                self.lines.append(line)
                self.more.notify()

    def wait_for(self, words: str) -> None:
        with self.more:
            if not self.more.wait_for(lambda: any(words in line for line in self.lines), PATIENCE):
                sys.exit(f"mkdocs serve did not say {words!r}:\n{''.join(self.lines)[-3000:]}")
            self.lines.clear()


def one_rebuild(process: subprocess.Popen[str], told: Told, edited: Path, number: int) -> float:
    time.sleep(1)  # so that the watcher sees a new time, and what came before is over
    before = used_so_far(process.pid)
    text = edited.read_text("utf-8")
    edited.write_text(text.replace("hint: ", f"hint: Now {number}. ", 1), "utf-8")
    told.wait_for(REBUILT)
    return used_so_far(process.pid) - before


def used_so_far(pid: int) -> float:
    """User and system seconds of a process, its threads among them."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def find_zensical() -> list[str] | None:
    programs = installed("zensical")
    return [str(programs / "zensical"), "build", "--clean"] if programs else None


def installed(package: str, *beside: str) -> Path | None:
    """The programs of a package, in a place of its own, if it can be had."""
    place = ROOT / ".bench" / package
    programs = place / "bin"
    if not (programs / package).exists():
        say(f"getting {package}")
        venv.create(place, with_pip=True)
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "-qq", package, *beside], check=False)
    return programs if (programs / package).exists() else None


def against_zensical(program: list[str] | None, size: Size, runs: int, full: float) -> str:
    if program is None:
        return "not here"
    forget(size.plain)
    return f"{full / cpu([run(program, size.plain) for _ in range(runs)]):.2f}"


def show(rows: list[Row], sizes: list[int], runs: int) -> str:
    return "\n".join([f"Ratios of CPU time, median of {runs}. Smaller is better.", "", *table(rows, sizes)])


def table(rows: list[Row], sizes: list[int]) -> list[str]:
    header = ["", *(f"{size:,}" for size in sizes), "aim"]
    return laid_out([header, *([row.name, *(row.figures[size] for size in sizes), row.aim] for row in rows)])


def laid_out(lines: list[list[str]]) -> list[str]:
    """Cells as lines of text, each column as wide as it must be."""
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


if __name__ == "__main__":
    main()
