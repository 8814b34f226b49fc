"""The command line: `guide check`, `guide schema`, `guide ids`. It needs no MkDocs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from guide.library import prose_pages
from guide.links import read_guide
from guide.places import Problem, annotation, show

MOST_ANNOTATIONS = 9
"""A code host drops what is beyond ten in one step, without a word."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, or 1 where a checklist has a problem."""
    parser = argparse.ArgumentParser(prog="guide", description="Check the checklists of a guide.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem of every checklist")
    check.add_argument("paths", nargs="*", type=Path, help="files or folders to speak of; left out: all")
    check.add_argument("--format", choices=["text", "github"], default="text", help="github: annotations of a workflow")
    check.add_argument("--checklists", type=Path, default=None, help="the folder of the checklists")
    schema = commands.add_parser("schema", help="print the JSON Schema that editors use")
    schema.add_argument("of", nargs="?", choices=["checklist", "guide", "sources"], default="checklist")
    options = parser.parse_args(arguments)
    if options.command == "schema":
        from guide.schema import schema_text

        print(schema_text(options.of), end="")
        return 0
    return run_check(options.paths, options.checklists, options.format)


def run_check(paths: Sequence[Path], folder: Path | None, form: str) -> int:
    """Check the guide that `paths` belong to; print the problems of these paths, or all."""
    root = folder or guide_folder(paths)
    if root is None:
        print("There is no folder `checklists` with a guide.yml here.", file=sys.stderr)
        return 1
    library, problems = read_guide(root, pages=prose_pages(root.parent / "docs"))
    chosen = [problem for problem in problems if _concerns(problem, paths, root)]
    print_problems(chosen, form)
    count = len(library.sheets) + len(library.broken) if library else 0
    wrong = sum(problem.serious for problem in chosen)
    print(_closing(count, wrong, len(chosen) - wrong), file=sys.stderr)
    return 1 if wrong else 0


def guide_folder(paths: Sequence[Path]) -> Path | None:
    """The folder with guide.yml: around the first path, or `checklists` here."""
    start = paths[0].absolute() if paths else Path.cwd() / "checklists"
    for folder in (start, *start.parents):
        for candidate in (folder, folder / "checklists"):
            if (candidate / "guide.yml").is_file():
                return candidate
    return None


def _concerns(problem: Problem, paths: Sequence[Path], root: Path) -> bool:
    if not paths:
        return True
    file = (root / Path(problem.place.file).relative_to(_label_of(problem, root))).resolve()
    return any(file == path.resolve() or path.resolve() in file.parents for path in paths)


def _label_of(problem: Problem, root: Path) -> Path:
    """The part of a problem's file name that stands for the folder."""
    parts = Path(problem.place.file).parts
    return Path(*parts[: len(parts) - 1 - parts[::-1].index(root.name)], root.name) if root.name in parts else Path()


def print_problems(problems: Sequence[Problem], form: str) -> None:
    if form == "github":
        for problem in problems[:MOST_ANNOTATIONS]:
            print(annotation(problem))
        if len(problems) > MOST_ANNOTATIONS:
            print(f"… and {len(problems) - MOST_ANNOTATIONS} more. `guide check` names them all.")
        return
    for problem in problems:
        print(show(problem), end="\n\n")


def _closing(count: int, wrong: int, hints: int) -> str:
    said = f"{count} checklists checked: " + (f"{wrong} to mend" if wrong else "nothing to mend")
    return said + (f", {hints} to think about." if hints else ".")


if __name__ == "__main__":
    sys.exit(main())
