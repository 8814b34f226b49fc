"""Everything an author wrote: the files of `checklists/`, read and checked one by one."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from guide.model import ID_LENGTH, ID_PATTERN, RESERVED, Checklist, Evidence, Guide, Overlay, Shape
from guide.places import Place, Problem
from guide.problems import Draft, listed, nearest, path_of, problems_of
from guide.rules import Ruling
from guide.source import Fields, Source, plain, read

FIXED_PAGES = frozenset(["index", "help", "assets", "search", "404", "sitemap", "print"])
"""Page names the site needs for itself."""

WINDOWS_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)

MENDS = 10
"""Mends tried for one file at most; each costs one reading."""

ShapeT = TypeVar("ShapeT", bound=Shape)


@dataclass(frozen=True)
class Sheet:
    """One checklist and where it came from.

    `places` says for each item where it stands in the file: items with a problem of
    their own are left out of the checklist, so that the rest can be checked. `claimed`
    holds the ids of those left out.
    """

    id: str
    stage: str
    checklist: Checklist
    source: Source
    places: Sequence[int]
    claimed: frozenset[str] = frozenset()

    def draft(self) -> Draft:
        """The file again, with the place of everything in it."""
        return draft_of(self.source)


@dataclass(frozen=True)
class Translation:
    """The words of one checklist in another language."""

    overlay: Overlay
    source: Source


@dataclass
class Library:
    """All files of one guide."""

    root: Path
    guide: Guide
    guide_source: Source
    whole: bool = True
    """False where guide.yml or sources.yml had a problem: then what others draw from them is not checked."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Ids of checklists whose file could not be read."""
    translations: list[Translation] = field(default_factory=list)
    published: Source | None = None

    def of_stage(self, stage: str) -> list[Sheet]:
        """The checklists of a stage, in the order the guide gives, then by title."""
        order = {name: place for place, name in enumerate(self.guide.stages[stage].order)}
        found = (sheet for sheet in self.sheets.values() if sheet.stage == stage)
        return sorted(found, key=lambda sheet: (order.get(sheet.id, len(order)), sheet.checklist.title, sheet.id))

    def in_order(self) -> list[Sheet]:
        """Every checklist a reader walks through, stage by stage."""
        return [sheet for stage in self.guide.stages for sheet in self.of_stage(stage)]

    def facts(self) -> list[Sheet]:
        """The sheets others draw on."""
        return [sheet for sheet in self.sheets.values() if not sheet.stage]


def draft_of(source: Source) -> Draft:
    tree, _ = read(source.file, source.data)
    return Draft(source.file, source.lines(), tree if tree is not None else Fields(1, 1, 1, 1, {}, {}))


# --- one file --------------------------------------------------------------------------------------


def check_checklist(source: Source) -> tuple[Checklist | None, list[Problem], Sequence[int], frozenset[str]]:
    """Read one checklist: its checked part, its problems, its items' places, the ids left out."""
    tree, problems = read(source.file, source.data)
    if tree is None:
        return None, problems, (), frozenset()
    draft = Draft(source.file, source.lines(), tree)
    data = plain(tree)
    assert isinstance(data, dict)
    checklist, found, places = _salvaged(data, draft)
    problems += found
    if checklist is not None:
        problems += Ruling(checklist, draft, places).problems()
    items = data.get("items")
    left_out = frozenset(
        str(item.get("id") or str(item.get("use", "")).split(".")[-1])
        for number, item in enumerate(items if isinstance(items, list) else [])
        if isinstance(item, dict) and number not in places
    )
    return checklist, problems, places, left_out


def _salvaged(data: dict[str, Any], draft: Draft) -> tuple[Checklist | None, list[Problem], Sequence[int]]:
    """Validate; where that fails, leave out what is wrong and validate the rest."""
    items = data.get("items")
    places = range(len(items)) if isinstance(items, list) else range(0)
    try:
        return Checklist.model_validate(data), [], places
    except ValidationError as error:
        problems = list(problems_of(error, Checklist, draft))
        rest, kept = _rest(data, error)
    try:
        return Checklist.model_validate(rest), problems, kept
    except ValidationError:
        return None, problems, ()


def _rest(data: dict[str, Any], error: ValidationError) -> tuple[dict[str, Any], list[int]]:
    wrong_items: set[int] = set()
    wrong: set[str] = set()
    for found in error.errors(include_url=False):
        path = path_of(found)
        if len(path) > 1 and path[0] == "items" and isinstance(path[1], int):
            wrong_items.add(path[1])
        elif path:
            wrong.add(str(path[0]))
    items = data.get("items") if "items" not in wrong else []
    kept = [number for number in range(len(items if isinstance(items, list) else [])) if number not in wrong_items]
    rest = {"kind": "facts", "title": "…"} | {name: value for name, value in data.items() if name not in wrong}
    rest["items"] = [items[number] for number in kept] if isinstance(items, list) else []
    return rest, kept


def check_shape(source: Source, shape: type[ShapeT]) -> tuple[ShapeT | None, list[Problem]]:
    """Read a file that is one group of fields."""
    tree, problems = read(source.file, source.data)
    if tree is None:
        return None, problems
    try:
        return shape.model_validate(plain(tree)), problems
    except ValidationError as error:
        draft = Draft(source.file, source.lines(), tree)
        return None, [*problems, *problems_of(error, shape, draft)]


def check_evidence(source: Source) -> tuple[dict[str, Evidence], list[Problem]]:
    """Read sources.yml: each entry by itself."""
    tree, problems = read(source.file, source.data)
    found: dict[str, Evidence] = {}
    lines = source.lines()
    if tree is None:
        return found, problems
    for name, node in tree.fields.items():
        if not re.fullmatch(ID_PATTERN, name):
            draft = Draft(source.file, lines, tree)
            problems.append(
                draft.problem(
                    "bad-id", (name,), f"`{name}` is not an id", "small letters, digits and single hyphens", key=True
                )
            )
            continue
        try:
            found[name] = Evidence.model_validate(plain(node))
        except ValidationError as error:
            problems += problems_of(error, Evidence, Draft(source.file, lines, node))
    return found, problems


def check_file(source: Source) -> list[Problem]:
    """The problems of one checklist by itself, each mend tried."""
    problems = check_checklist(source)[1]
    return tried(problems, source, problems, lambda changed: check_checklist(changed)[1])


def tried(
    problems: list[Problem], source: Source, before: Sequence[Problem], check: Callable[[Source], list[Problem]]
) -> list[Problem]:
    """The problems, less every mend that does not work.

    A mend works when the file, checked again with it, has lost this problem and gained
    none; `before` is what the same check finds without it.
    """
    done: list[Problem] = []
    left = MENDS
    for problem in problems:
        if problem.mend is not None:
            left -= 1
            if left < 0 or not _works(problem, before, source, check):
                problem = replace(problem, mend=None)
        done.append(problem)
    return done


def _works(
    problem: Problem, before: Sequence[Problem], source: Source, check: Callable[[Source], list[Problem]]
) -> bool:
    assert problem.mend is not None
    try:
        changed = problem.mend.apply(source.data.decode("utf-8-sig")).encode()
    except UnicodeDecodeError:
        return False
    after = check(Source(source.file, changed))
    same = (problem.rule, problem.place, problem.message)
    return len(after) < len(before) and all((other.rule, other.place, other.message) != same for other in after)


# --- all files -------------------------------------------------------------------------------------


def read_library(
    root: Path, *, pages: Iterable[str] = (), label: str | None = None
) -> tuple[Library | None, list[Problem]]:
    """Read every file below `root`; `pages` are names that prose pages have taken.

    Gives None where there is no usable guide.yml. Problems of all files come together.
    """
    shelf = _Shelf(root, label or _label(root), frozenset(pages))
    library = shelf.read()
    return library, shelf.problems


def _label(root: Path) -> str:
    """How the folder is named in messages: as a person would type it from here."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.name


class _Shelf:
    """One reading of the folder; gathers problems on the way."""

    def __init__(self, root: Path, label: str, pages: frozenset[str]) -> None:
        self.root, self.label, self.pages = root, label, pages
        self.problems: list[Problem] = []
        self.broken: set[str] = set()

    def read(self) -> Library | None:
        files = self._files()
        guide_file = files.pop("guide.yml", None)
        if guide_file is None:
            self._whole_file(
                "guide.yml", "no-guide", "there is no guide.yml", "a file that names the guide and its stages"
            )
            return None
        guide, found = check_shape(guide_file, Guide)
        self.problems += found
        evidence, whole = self._evidence(files.pop("sources.yml", None))
        published = files.pop("ids.txt", None)
        library = Library(
            self.root,
            guide or _bare_guide(files),
            guide_file,
            whole=whole and guide is not None,
            evidence=evidence,
            published=published,
        )
        stages = list(library.guide.stages)
        for name, source in files.items():
            self._file(name, source, library, stages, known_stages=guide is not None)
        self._claims(library)
        library.broken = frozenset(self.broken)
        return library

    def _evidence(self, source: Source | None) -> tuple[dict[str, Evidence], bool]:
        if source is None:
            return {}, True
        evidence, found = check_evidence(source)
        self.problems += found
        return evidence, not found

    def _files(self) -> dict[str, Source]:
        """Every ordinary file by its path below the root, in one fixed order."""
        found: dict[str, Source] = {}
        seen: dict[str, str] = {}
        for name in sorted(_walk(self.root)):
            path = self.root / name
            alike = unicodedata.normalize("NFC", name).casefold()
            if path.is_symlink() or any(
                parent.is_symlink()
                for parent in path.parents
                if parent.is_relative_to(self.root) and parent != self.root
            ):
                self._whole_file(
                    name, "not-a-file", "this is a link to another file", "an ordinary file; copy the text into it"
                )
            elif not stat.S_ISREG(path.lstat().st_mode):
                self._whole_file(name, "not-a-file", "this is not an ordinary file", "a text file")
            elif alike in seen:
                self._whole_file(
                    name,
                    "names-alike",
                    f"this name differs from `{seen[alike]}` only in capitals",
                    "another name; some computers see one file",
                )
            elif name.endswith(".yaml"):
                self._whole_file(
                    name, "wrong-ending", "this file ends in `.yaml`", f"the ending `.yml`: `{Path(name).stem}.yml`"
                )
            elif name.endswith(".yml") or name == "ids.txt":
                seen[alike] = name
                found[name] = Source(f"{self.label}/{name}", _bytes(path))
        return found

    def _file(self, name: str, source: Source, library: Library, stages: list[str], *, known_stages: bool) -> None:
        parts = name.split("/")
        stem, language = _stem(parts[-1])
        if len(parts) > 2 or (len(parts) == 2 and parts[0] not in stages and known_stages):
            self._no_stage(name, parts[0], stages)
            return
        if language:
            self._translation(source, library)
            return
        if not self._good_name(name, stem):
            return
        facts = {"me", library.guide.folder.id}
        if len(parts) == 1 and stem not in facts and known_stages:
            self._whole_file(
                name, "no-stage", "a checklist stands in the folder of a stage", f"one of {listed(stages)}"
            )
            return
        if len(parts) == 2 and stem in facts:
            self._whole_file(name, "reserved-name", f"`{stem}` is the name of a facts sheet", "another name")
            return
        self._checklist(name, stem, parts[0] if len(parts) == 2 else "", source, library)

    def _checklist(self, name: str, stem: str, stage: str, source: Source, library: Library) -> None:
        checklist, problems, places, claimed = check_checklist(source)
        self.problems += problems
        if stem in library.sheets:
            other = library.sheets[stem].source.file
            self._whole_file(
                name, "same-name", f"`{stem}` is already the name of {other}", "a name that no other folder has"
            )
        elif checklist is None:
            self.broken.add(stem)
        else:
            if not stage and checklist.kind != "facts":
                draft = draft_of(source)
                self.problems.append(
                    draft.problem(
                        "no-stage",
                        ("kind",),
                        "only `kind: facts` stands outside a stage",
                        f"the folder of a stage: one of {listed(list(library.guide.stages))}",
                    )
                )
            if stage and checklist.kind == "facts":
                if not any(problem.place.file == source.file for problem in problems):
                    draft = draft_of(source)
                    self.problems.append(
                        draft.problem(
                            "facts-in-stage",
                            ("kind",),
                            "a facts sheet stands outside the stages",
                            f"`me.yml` or `{library.guide.folder.id}.yml`",
                        )
                    )
            library.sheets[stem] = Sheet(stem, stage, checklist, source, places, claimed)

    def _translation(self, source: Source, library: Library) -> None:
        overlay, problems = check_shape(source, Overlay)
        self.problems += problems
        if overlay is not None:
            library.translations.append(Translation(overlay, source))

    def _good_name(self, name: str, stem: str) -> bool:
        near = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "first-hour"
        if not re.fullmatch(ID_PATTERN, stem) or len(stem) > ID_LENGTH:
            self._whole_file(
                name,
                "bad-name",
                f"`{stem}` is not a file name for a checklist",
                f"small letters, digits and single hyphens, at most {ID_LENGTH}, such as `{near[:ID_LENGTH]}.yml`",
            )
        elif stem in RESERVED or stem in WINDOWS_NAMES:
            self._whole_file(
                name,
                "reserved-name",
                f"`{stem}` cannot be a file name; the guide or some computers use it themselves",
                "another name",
            )
        elif stem in FIXED_PAGES or stem in self.pages:
            self._whole_file(name, "name-of-a-page", f"`{stem}` is already the name of a page", "another name")
        else:
            return True
        return False

    def _no_stage(self, name: str, folder: str, stages: list[str]) -> None:
        near = nearest(folder, stages)
        hint = f"; did you mean `{near}`?" if near else ""
        self._whole_file(
            name, "no-stage", f"there is no stage `{folder}`{hint}", f"one of the folders {listed(stages)}"
        )

    def _claims(self, library: Library) -> None:
        """An old name of one checklist is not the name of another."""
        for sheet in library.sheets.values():
            for number, old in enumerate(sheet.checklist.was):
                if old in library.sheets:
                    other = library.sheets[old].source.file
                    self.problems.append(
                        sheet.draft().problem(
                            "id-twice",
                            ("was", number),
                            f"`{old}` is the name of {other}",
                            "a name that is no longer used",
                        )
                    )

    def _whole_file(self, name: str, rule: str, message: str, expected: str) -> None:
        self.problems.append(
            Problem(rule=rule, place=Place(f"{self.label}/{name}", 1, 1), message=message, expected=expected)
        )


def _walk(root: Path) -> Iterator[str]:
    for folder, names, files in os.walk(root, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in [*files, *(name for name in names if (Path(folder) / name).is_symlink())]:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _bytes(path: Path) -> bytes:
    """The file's bytes; never through a link that was put there meanwhile."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _stem(file: str) -> tuple[str, str]:
    """The id and the language of a file name: `debrief.es.yml` is ("debrief", "es")."""
    found = re.fullmatch(r"(.+?)(?:\.([a-z]{2,3}(?:-[a-z]{2,4})?))?\.yml", file)
    return (found[1], found[2] or "") if found else (file, "")


def _bare_guide(files: Mapping[str, Source]) -> Guide:
    """Enough of a guide to go on checking the other files when guide.yml is wrong."""
    stages = sorted({name.split("/")[0] for name in files if "/" in name})
    return Guide.model_validate(
        {
            "id": "guide", "title": "…", "summary": "…", "language": "en",
            "folder": {"id": "interview", "one": "…", "many": "…"},
            "stages": {name: {"title": "…", "summary": "…"} for name in stages if re.fullmatch(ID_PATTERN, name)},
            "depths": {"short": "…", "middle": "…", "full": "…"},
        }
    )  # fmt: skip


def prose_pages(docs: Path) -> list[str]:
    """The names that prose pages and folders of the site have taken."""
    return [path.stem for path in docs.iterdir() if not path.name.startswith(".")] if docs.is_dir() else []
