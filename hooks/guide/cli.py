"""The command line: `guide check`, `guide pdf`, `guide schema`, `guide ids`. It needs no MkDocs."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from guide.directory import Directory
from guide.ids import addresses_of, written
from guide.library import IDS, Library, label_of, prose_pages
from guide.links import read_guide
from guide.places import Problem, annotation, show
from guide.problems import meant, nearest
from guide.surroundings import PAPERS, Surroundings, file_of
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
    pdf.add_argument("checklist", nargs="?", help="its file, or the file's name without '.yml'; left out: all")
    pdf.add_argument("--paper", choices=list(PAPERS), help="one size of paper; left out: each")
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
    library, problems = read_guide(root, pages=prose_pages(root.parent / "docs"))
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
    root = next(iter(_by_guide([folder] if folder else [])))
    if root is None:
        return _stop("There is no folder 'checklists' with a 'guide.yml' here.")
    library, problems = read_guide(root, pages=prose_pages(root.parent / "docs"))
    wrong = [problem for problem in problems if problem.serious]
    if library is None or wrong:
        print_problems(wrong, "text")
        return _stop(f"{len(wrong)} to mend before ids can be promised.")
    if write:
        (root / IDS).write_text(written(library), encoding="utf-8", newline="\n")
    else:
        print("".join(f"{line}\n" for line in addresses_of(Directory(library))), end="")
    return 0


# --- pdf -------------------------------------------------------------------------------------------


def run_pdf(name: str | None, papers: Sequence[str], out: Path, site: str) -> int:
    """Write the worksheets of one checklist, or of all."""
    path = Path(name) if name and name.endswith(".yml") else None
    if path and not path.is_file():
        return _stop(f"There is no '{path}' here.")
    root = next(iter(_by_guide([path] if path else [])))
    if root is None:
        return _stop("There is no folder 'checklists' with a 'guide.yml' here.")
    library, problems = read_guide(root, pages=prose_pages(root.parent / "docs"))
    wrong = [problem for problem in problems if problem.serious]
    if library is None or wrong:
        print_problems(wrong, "text")
        return _stop(f"{len(wrong)} to mend before anything can be printed.")
    wanted = path.stem if path else name
    if wanted and wanted not in library.sheets:
        near = meant(nearest(wanted, list(library.sheets)))
        return _stop(f"There is no checklist '{wanted}'{near or '.'}")
    return _write_sheets(library, [wanted] if wanted else list(library.sheets), papers, out, site)


def _write_sheets(library: Library, names: Sequence[str], papers: Sequence[str], out: Path, site: str) -> int:
    from guide.paper import problems_of, render, worksheet  # noqa: PLC0415, `check` should not wait for it

    around = Surroundings(library)
    models = {name: worksheet(library.sheets[name], around, site) for name in names}
    wrong = [problem for name in names for problem in problems_of(models[name], library.sheets[name], library)]
    if wrong:
        print_problems(list(dict.fromkeys(wrong)), "text")
        return _stop("Nothing was printed.")
    out.mkdir(parents=True, exist_ok=True)
    for name, paper in product(names, papers):
        file = out / Path(file_of(name, paper)).name
        file.write_bytes(render(models[name], paper))
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
