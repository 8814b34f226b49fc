"""The command line: `guide check`, `guide pdf`, `guide schema`, `guide ids`. It needs no MkDocs."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guide.directory import Directory
from guide.ids import addresses_of, written
from guide.library import IDS, Library, label_of, prose_pages
from guide.links import read_guide
from guide.places import Problem, annotation, show
from guide.printable import unprintable
from guide.problems import meant, nearest
from guide.surroundings import HELP, PAPERS, WORKBOOK, Surroundings, file_of, papers_wanted
from guide.tone import hints, this_day

MOST_ANNOTATIONS = 9
"""A code host drops what is beyond ten in one step, without a word."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, or 1 where something is to mend."""
    options = _parser().parse_args(arguments)
    if options.command == "schema":
        return run_schema(options.of)
    # Nothing here is a circle of objects, and a process this short has no use for looking for them.
    gc.disable()
    if options.command == "ids":
        return run_ids(options.folder, write=options.write)
    if options.command == "pdf":
        return run_pdf(options.checklist, [options.paper] if options.paper else list(PAPERS), options.out, options.site)
    return run_check(options.paths, options.format)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="Check the checklists of a guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem of every checklist")
    check.add_argument("paths", nargs="*", type=Path, help="files or folders to speak of; left out: all")
    check.add_argument("--format", choices=["text", "github"], default="text", help="github: annotations of a workflow")
    pdf = commands.add_parser("pdf", help="make worksheets to print")
    pdf.add_argument(
        "checklist", nargs="?", help="its file, or the file's name without '.yml', or 'workbook'; left out: all"
    )
    pdf.add_argument("--paper", choices=list(PAPERS), help="one way to print it; left out: each")
    pdf.add_argument("--out", type=Path, default=Path("sheets"), help="the folder to write to; left out: sheets")
    pdf.add_argument("--site", default=os.environ.get("SITE_URL", ""), help="where the pages are, such as https://…")
    schema = commands.add_parser("schema", help="print the JSON Schema that editors use")
    schema.add_argument("of", nargs="?", choices=["checklist", "guide", "sources", "overlay"], default="checklist")
    ids = commands.add_parser("ids", help="print every id that readers' answers are kept under")
    ids.add_argument("folder", nargs="?", type=Path, default=None, help="the folder of the checklists")
    ids.add_argument("--write", action="store_true", help=f"write them to {IDS} there")
    return parser


def run_schema(name: str) -> int:
    """Print one schema."""
    from guide.schema import schema_text  # noqa: PLC0415, `check` should not wait for it

    print(schema_text(name), end="")
    return 0


# --- check -----------------------------------------------------------------------------------------


@dataclass
class _Found:
    """What was found for the paths a person named."""

    problems: list[Problem] = field(default_factory=list)
    checked: int = 0


def run_check(paths: Sequence[Path], form: str) -> int:
    """Check the guides that the paths belong to; print the problems of these paths, or all."""
    gone = [path for path in paths if not path.exists()]
    if gone:
        return _stop(*(f"There is no '{path}' here." for path in gone))
    groups = _by_guide(paths)
    if None in groups:
        return _stop(
            *(f"'{path}' is in no guide: no folder around it has a 'guide.yml'." for path in groups[None])
            if paths
            else ("There is no folder 'checklists' with a 'guide.yml' here.",)
        )
    found = _Found()
    for root, chosen in groups.items():
        if root is not None:
            _check(root, chosen, found)
    if not found.checked and not found.problems:
        return _stop("No checklist there. A checklist is a file that ends in '.yml'.")
    print_problems(found.problems, form)
    wrong = sum(problem.serious for problem in found.problems)
    print(_closing(found.checked, wrong, len(found.problems) - wrong), file=sys.stderr)
    return 1 if wrong else 0


def _stop(*sentences: str) -> int:
    print(*sentences, sep="\n", file=sys.stderr)
    return 1


def _by_guide(paths: Sequence[Path]) -> dict[Path | None, list[Path]]:
    """The paths by the guide they belong to; no path at all stands for the whole guide here."""
    if not paths:
        here = Path.cwd()
        roots = (root for folder in (here, *here.parents) for root in (folder, folder / "checklists"))
        return {next((root for root in roots if _is_guide(root)), None): []}
    groups: dict[Path | None, list[Path]] = {}
    for path in paths:
        full = path.absolute()
        around = (full / "checklists", full, *full.parents)
        groups.setdefault(next(filter(_is_guide, around), None), []).append(path)
    return groups


def _is_guide(folder: Path) -> bool:
    return (folder / "guide.yml").is_file()


def _check(root: Path, paths: Sequence[Path], found: _Found) -> None:
    library, problems = _read(root)
    problems += hints(library, today=this_day()) if library else []
    chosen = _Chosen(root, paths)
    found.problems += [problem for problem in problems if problem.place.file in chosen]
    found.checked += sum(file in chosen for file in _files(library)) if library else 0


def _files(library: Library) -> list[str]:
    return [sheet.source.file for sheet in library.sheets.values()] + [
        other.source.file for other in library.translations
    ]


class _Chosen:
    """The files that a person wants to hear of."""

    def __init__(self, root: Path, paths: Sequence[Path]) -> None:
        self.root, self.label = root, label_of(root)
        self.paths = [path.resolve() for path in paths]

    def __contains__(self, file: str) -> bool:
        if not self.paths:
            return True
        full = (self.root / Path(file).relative_to(self.label)).resolve()
        return any(path in (full, *full.parents) for path in self.paths)


def print_problems(problems: Sequence[Problem], form: str) -> None:
    """Print them for a person, or for a workflow, which shows a few beside their lines."""
    if form == "text":
        for problem in problems:
            print(show(problem), end="\n\n")
        return
    first = sorted(problems, key=lambda problem: not problem.serious)
    for problem in first[:MOST_ANNOTATIONS]:
        print(annotation(problem))
    if len(problems) > MOST_ANNOTATIONS:
        print(f"… and {len(problems) - MOST_ANNOTATIONS} more. 'guide check' names them all.")


def _closing(count: int, wrong: int, hints: int) -> str:
    said = f"{count} checklist{'s' * (count != 1)} checked: " + (f"{wrong} to mend" if wrong else "nothing to mend")
    return said + (f", {hints} to think about." if hints else ".")


# --- ids -------------------------------------------------------------------------------------------


def run_ids(folder: Path | None, *, write: bool) -> int:
    """Print the promised ids of one guide, or write them where they are kept."""
    library = _opened([folder] if folder else [], "before ids can be promised")
    if library is None:
        return 1
    if write:
        (library.root / IDS).write_text(written(library), encoding="utf-8", newline="\n")
    else:
        print("".join(f"{line}\n" for line in addresses_of(Directory(library))), end="")
    return 0


def _opened(paths: Sequence[Path], until: str) -> Library | None:
    """The library that a path belongs to, where it has nothing to mend; else None, and it was said why."""
    root = next(iter(_by_guide(paths)))
    if root is None:
        _stop("There is no folder 'checklists' with a 'guide.yml' here.")
        return None
    library, wrong = _read(root)
    wrong = [problem for problem in wrong if problem.serious]
    if library is None or wrong:
        print_problems(wrong, "text")
        _stop(f"{len(wrong)} to mend {until}.")
        return None
    return library


def _read(root: Path) -> tuple[Library | None, list[Problem]]:
    """A library and its problems, those of paper too where the guide is printed."""
    library, problems = read_guide(root, pages=prose_pages(root.parent / "docs"))
    return library, problems + (unprintable(library) if library and papers_wanted() else [])


# --- pdf -------------------------------------------------------------------------------------------


def run_pdf(name: str | None, papers: Sequence[str], out: Path, site: str) -> int:
    """Write what is printed of one checklist, or the workbook, or all."""
    path = Path(name) if name and name.endswith(".yml") else None
    if path and not path.is_file():
        return _stop(f"There is no '{path}' here.")
    library = _opened([path] if path else [], "before anything can be printed")
    if library is None:
        return 1
    known = [*library.sheets, HELP, WORKBOOK]
    wanted = path.stem if path else name
    if wanted and wanted not in known:
        near = meant(nearest(wanted, known))
        return _stop(f"There is no checklist '{wanted}'{near or '.'}")
    return _write_sheets(library, [wanted] if wanted else known, papers, out, site)


def _write_sheets(library: Library, names: Sequence[str], papers: Sequence[str], out: Path, site: str) -> int:
    from guide.paper import Typesetter, UnprintableError  # noqa: PLC0415, `check` should not wait for it

    around = Surroundings(library, papers=papers)
    setter = Typesetter(around, site)
    out.mkdir(parents=True, exist_ok=True)
    problems: dict[Problem, None] = {}
    for name in names:
        for paper in around.papers_of(name):
            try:
                made = setter.make(name, paper)
            except UnprintableError as error:
                problems[error.problem(name, library)] = None
                continue
            file = out / Path(file_of(name, paper)).name
            file.write_bytes(made)
            print(file)
    print_problems(list(problems), "text")
    return _stop(f"{len(problems)} could not be printed.") if problems else 0


if __name__ == "__main__":
    sys.exit(main())
