"""Everything an author wrote: the files of `checklists/`, each read and checked by itself."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guide.letters import BYTES
from guide.mends import tried
from guide.model import ID_LENGTH, ID_PATTERN, RESERVED, Checklist, Evidence, Guide, Overlay, Sources, Tone, near_id
from guide.places import Place, Problem
from guide.problems import Draft, draft_of, listed, meant, nearest
from guide.readings import Reading, read_checklist, read_shape
from guide.source import Source

FIXED_PAGES = frozenset(
    ["index", "help", "assets", "search", "404", "sitemap", "print", "sources", "notebook", "workbook"]
)
"""Page names the site needs for itself."""

WINDOWS_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)
BESIDE = (".md", ".json")
"""Endings of files that may lie beside the checklists and are not read."""
IDS = "ids.txt"
CHECKLIST_NAME = re.compile(r"(?P<id>.+?)(?:\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?))?\.yml")


@dataclass(frozen=True)
class Sheet:
    """One checklist and where it came from."""

    id: str
    stage: str
    """"" for a facts sheet."""
    checklist: Checklist
    source: Source
    salvage: Draft | None = None
    """Where something was left out: the places of what is left."""
    doubtful: frozenset[str] = frozenset()
    """Items that are not as their author wrote them."""

    def draft(self) -> Draft:
        """The places of everything in the file."""
        return self.salvage or draft_of(self.source)


@dataclass(frozen=True)
class Translation:
    """The words of one checklist in another language."""

    of: str
    """The id in the file's name."""
    language: str
    stage: str
    overlay: Overlay
    source: Source
    salvage: Draft | None = None

    def draft(self) -> Draft:
        return self.salvage or draft_of(self.source)


@dataclass
class Library:
    """All files of one guide."""

    root: Path
    guide: Guide
    guide_source: Source
    unsure: frozenset[str] = frozenset()
    """Fields of guide.yml with a mistake, and `sources` where sources.yml cannot be read: what others
    draw from these is not checked."""
    guide_salvage: Draft | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    evidence_source: Source | None = None
    tone: Tone = field(default_factory=Tone)
    tone_source: Source | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Ids of checklists whose file, or whose list of items, could not be read."""
    translations: list[Translation] = field(default_factory=list)
    published: Source | None = None
    pages: frozenset[str] = frozenset()
    """Names that prose pages have taken."""

    def sure(self, field: str) -> bool:
        """Whether all that others draw from this field of guide.yml (or from sources.yml) is known."""
        return field not in self.unsure

    def of_stage(self, stage: str) -> list[Sheet]:
        """The checklists of a stage, in the order the guide gives, then by title."""
        order = {name: place for place, name in enumerate(self.guide.stages[stage].order)}
        found = (sheet for sheet in self.sheets.values() if sheet.stage == stage)
        return sorted(found, key=lambda sheet: (order.get(sheet.id, len(order)), sheet.checklist.title, sheet.id))

    def in_order(self) -> list[Sheet]:
        """Every checklist a reader walks through, stage by stage."""
        return [sheet for stage in self.guide.stages for sheet in self.of_stage(stage)]

    def facts(self) -> list[Sheet]:
        """The sheets others draw on, what is about the reader first."""
        found = [sheet for sheet in self.sheets.values() if not sheet.stage]
        return sorted(found, key=lambda sheet: sheet.checklist.for_, reverse=True)

    def guide_draft(self) -> Draft:
        """The places of everything in guide.yml."""
        return self.guide_salvage or draft_of(self.guide_source)


Reader = Callable[[Source], Reading[Checklist]]


def read_library(
    root: Path, *, pages: Iterable[str] = (), label: str | None = None, reader: Reader = read_checklist
) -> tuple[Library | None, list[Problem]]:
    """Read every file below `root`; `pages` are names that prose pages have taken.

    Gives None where there is no guide.yml. Problems of all files come together. `reader` reads one
    checklist: one that remembers saves work where the same guide is read again and again.
    """
    shelf = _Shelf(root, label or label_of(root), frozenset(pages), reader)
    library = shelf.read()
    return library, shelf.problems


def label_of(root: Path) -> str:
    """How the folder is named in messages: as a person would type it from here."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.name


class _Shelf:
    """One reading of the folder; gathers problems on the way."""

    def __init__(self, root: Path, label: str, pages: frozenset[str], reader: Reader) -> None:
        self.root, self.label, self.pages, self.reader = root, label, pages, reader
        self.problems: list[Problem] = []
        self.broken: set[str] = set()

    def read(self) -> Library | None:
        files = dict(self._files())
        guide_file = files.pop("guide.yml", None)
        if guide_file is None:
            self._tell("guide.yml", "no-guide", "there is no 'guide.yml'", "a file that names the guide and its stages")
            return None
        library = self._guide(guide_file, files)
        self._evidence(files.pop("sources.yml", None), library)
        self._tone(files.pop("tone.yml", None), library)
        library.published = files.pop(IDS, None)
        for name, source in files.items():
            self._file(name, source, library)
        library.broken = frozenset(self.broken)
        self._old_names(library)
        return library

    # --- which files there are

    def _files(self) -> Iterator[tuple[str, Source]]:
        """Every file that is read, by its path below the root, in one fixed order."""
        seen: dict[str, str] = {}
        for name in sorted(self._walked(), key=lambda name: (name.casefold(), name != name.casefold(), name)):
            alike = unicodedata.normalize("NFC", name).casefold()
            if self._ordinary(name) and self._of_ours(name) and self._alone(name, seen.setdefault(alike, name)):
                data = self._bytes(name)
                if data is not None:
                    yield name, Source(f"{self.label}/{name}", data)

    def _walked(self) -> Iterator[str]:
        for folder, names, files in os.walk(self.root, followlinks=False, onerror=self._closed):
            names[:] = sorted(name for name in names if not name.startswith("."))
            links = [name for name in names if (Path(folder) / name).is_symlink()]
            for name in [*files, *links]:
                if not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self.root).as_posix()

    def _closed(self, error: OSError) -> None:
        name = Path(error.filename).relative_to(self.root).as_posix()
        self._tell(name, "not-readable", "this folder cannot be opened", "a folder that you are allowed to read")

    def _ordinary(self, name: str) -> bool:
        path = self.root / name
        if path.is_symlink():
            self._tell(
                name, "not-a-file", "this is a link to another file", "a file of its own; copy the words into it"
            )
        elif not stat.S_ISREG(path.lstat().st_mode):
            self._tell(name, "not-a-file", "this is not an ordinary file", "a file with words in it")
        else:
            return True
        return False

    def _alone(self, name: str, first: str) -> bool:
        if name != first:
            message = f"the names '{first}' and '{name}' differ only in capital letters"
            self._tell(name, "names-alike", message, "another name; many computers take them for one file")
        return name == first

    def _of_ours(self, name: str) -> bool:
        if name.endswith(".yml") or name == IDS or name.endswith(BESIDE):
            return not name.endswith(BESIDE)
        stem = re.sub(r"\.(ya?ml|txt)", "", Path(name).name, flags=re.IGNORECASE)
        if re.search(r"\.(ya?ml|txt)$", name, re.IGNORECASE):
            message = f"the name of this file ends in '{Path(name).suffix}'"
            self._refuse(name, stem, "wrong-ending", message, f"'.yml' at its end: '{stem}.yml'")
        if re.search(r"\.(docx?|odt|rtf|pages)$", name, re.IGNORECASE):
            message = f"'{Path(name).name}' is a document of a word processor, so it is not read"
            self._refuse(name, Path(name).stem, "wrong-ending", message, "a file of plain text that ends in '.yml'")
        return False

    def _bytes(self, name: str) -> bytes | None:
        """The file's bytes, no more than are read anyway; never through a link put there meanwhile."""
        try:
            handle = os.open(self.root / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as file:
                return file.read(BYTES + 1)
        except OSError:
            stem, wanted = Path(name).stem, "a file that you are allowed to read"
            self._refuse(name, stem, "not-readable", "this file cannot be opened", wanted)
            return None

    # --- what they hold

    def _guide(self, source: Source, files: Iterable[str]) -> Library:
        found = read_shape(source, Guide)
        self.problems += found.problems
        guide, unsure = found.value, found.unsure
        if guide is None:
            guide, unsure = (
                _bare_guide(files),
                frozenset(field.alias or name for name, field in Guide.model_fields.items()),
            )
        return Library(self.root, guide, source, unsure, found.draft, pages=self.pages)

    def _evidence(self, source: Source | None, library: Library) -> None:
        if source is None:
            return
        library.evidence_source = source
        found = read_shape(source, Sources)
        self.problems += tried(found.problems, source, lambda changed: read_shape(changed, Sources).problems)
        if found.value is not None:
            library.evidence = dict(found.value.root)
        if found.unsure - library.evidence.keys() or found.value is None:
            library.unsure |= {"sources"}

    def _tone(self, source: Source | None, library: Library) -> None:
        if source is None:
            return
        library.tone_source = source
        found = read_shape(source, Tone)
        self.problems += tried(found.problems, source, lambda changed: read_shape(changed, Tone).problems)
        library.tone = found.value or library.tone

    def _file(self, name: str, source: Source, library: Library) -> None:
        *folders, file = name.split("/")
        stage = folders[0] if folders else ""
        found = CHECKLIST_NAME.fullmatch(file)
        stem, language = (found["id"], found["language"]) if found else (file.removesuffix(".yml"), "")
        if len(folders) > 1 or (stage not in library.guide.stages and stage and "stages" not in library.unsure):
            self._no_stage(name, stem, "/".join(folders), list(library.guide.stages))
        elif language:
            self._translation(stem, language, stage, source, library)
        elif told := _name_trouble(stem, stage, library):
            self._refuse(name, stem, *told)
        else:
            self._checklist(stem, stage, source, library)

    def _no_stage(self, name: str, stem: str, folder: str, stages: list[str]) -> None:
        near = nearest(folder, stages)
        expected = f"the folder of a stage in 'guide.yml': {listed(stages)}"
        self._refuse(name, stem, "no-stage", f"there is no stage '{folder}'{meant(near)}", expected)

    def _refuse(self, name: str, stem: str, rule: str, message: str, expected: str) -> None:
        """A file that is not read: nothing is said of those that lead to it."""
        self.broken.add(stem)
        self._tell(name, rule, message, expected)

    def _checklist(self, stem: str, stage: str, source: Source, library: Library) -> None:
        found = self.reader(source)
        self.problems += found.problems if found.value else tried(found.problems, source, _check_checklist)
        if stem in library.sheets:
            first = library.sheets[stem]
            copied = _is_ordered(stem, stage, library) and not _is_ordered(stem, first.stage, library)
            file, other = (first.source.file, source.file) if copied else (source.file, first.source.file)
            wanted = "a name that no other folder has; or, where this is a copy, no such file"
            self._tell(
                file.removeprefix(f"{self.label}/"), "same-name", f"'{stem}' is already the name of '{other}'", wanted
            )
            if not copied:
                return
        if found.value is None or "items" in found.unsure:
            self.broken.add(stem)
        if found.value is not None:
            sheet = Sheet(stem, stage, found.value, source, found.draft, found.doubtful)
            library.sheets[stem] = sheet
            if "kind" not in found.unsure:
                self._right_kind(sheet, library)

    def _right_kind(self, sheet: Sheet, library: Library) -> None:
        is_facts = sheet.checklist.kind == "facts"
        if sheet.stage and is_facts:
            message = "a facts sheet stands outside the stages"
            self._tell_kind(
                sheet,
                "facts-in-stage",
                message,
                f"another kind; facts stand in 'me.yml' and '{library.guide.folder.id}.yml'",
            )
        elif not sheet.stage and not is_facts:
            self._tell_kind(sheet, "not-facts", f"'{sheet.id}.yml' holds facts for the others to use", "'kind: facts'")

    def _tell_kind(self, sheet: Sheet, rule: str, message: str, expected: str) -> None:
        draft = sheet.draft()
        self.problems.append(draft.problem(rule, draft.at(("kind",)), message, expected))

    def _translation(self, stem: str, language: str, stage: str, source: Source, library: Library) -> None:
        found = read_shape(source, Overlay)
        self.problems += found.problems if found.value else tried(found.problems, source, _check_overlay)
        if found.value is not None:
            library.translations.append(Translation(stem, language, stage, found.value, source, found.draft))

    def _old_names(self, library: Library) -> None:
        """An old name of one checklist is not the name of another."""
        for sheet in library.sheets.values():
            for number, old in enumerate(sheet.checklist.was):
                if old in library.sheets:
                    draft = sheet.draft()
                    message = f"'{old}' is the name of '{library.sheets[old].source.file}'"
                    place = draft.at(("was", number))
                    self.problems.append(
                        draft.problem("old-name-in-use", place, message, "a name that no file has any more")
                    )

    def _tell(self, name: str, rule: str, message: str, expected: str) -> None:
        """A problem with a whole file."""
        place = Place(f"{self.label}/{name}" if name != "." else self.label, 1, 1)
        self.problems.append(Problem(rule, place, message, expected))


def _is_ordered(stem: str, stage: str, library: Library) -> bool:
    """Whether guide.yml names a checklist in the order of a stage."""
    return stage in library.guide.stages and stem in library.guide.stages[stage].order


def _check_checklist(source: Source) -> list[Problem]:
    return read_checklist(source).problems


def _check_overlay(source: Source) -> list[Problem]:
    return read_shape(source, Overlay).problems


def _name_trouble(stem: str, stage: str, library: Library) -> tuple[str, str, str] | None:
    """What is wrong with the name of a checklist's file: rule, message, what was expected."""
    guide, another = library.guide, "another name"
    if not re.fullmatch(ID_PATTERN, stem) or len(stem) > ID_LENGTH:
        wanted = f"small letters, digits and single hyphens, at most {ID_LENGTH}, such as '{near_id(stem) or 'first-day'}.yml'"
        return "bad-name", f"'{stem}.yml' cannot be the name of a checklist", wanted
    if stem in RESERVED or stem in WINDOWS_NAMES:
        return "reserved-name", f"'{stem}' is a word that the guide or some computers use themselves", another
    facts = {"me", guide.folder.id}
    if stage and stem in facts:
        return "reserved-name", f"'{stem}' is the name of a facts sheet", another
    if not stage and stem not in facts and "folder" not in library.unsure:
        return "no-stage", "a checklist stands in the folder of a stage", f"the folder {listed(guide.stages)}"
    if stem in FIXED_PAGES or stem in library.pages or stem in guide.stages:
        whose = "a stage" if stem in guide.stages else "a page"
        return "name-of-a-page", f"'{stem}' is already the name of {whose}, and both would have one address", another
    return None


def _bare_guide(files: Iterable[str]) -> Guide:
    """Enough of a guide to go on checking the other files when guide.yml cannot be read."""
    stages = sorted({name.split("/")[0] for name in files if "/" in name})
    words = {"title": "…", "summary": "…"}
    return Guide.model_validate(
        {
            **words, "id": "guide", "language": "en", "folder": {"id": "unknown", "one": "…", "many": "…"},
            "stages": {name: words for name in stages if re.fullmatch(ID_PATTERN, name)} or {"stage": words},
            "depths": {"short": "…", "middle": "…", "full": "…"},
        }
    )  # fmt: skip


def prose_pages(docs: Path) -> list[str]:
    """The names that prose pages and folders of the site have taken."""
    return [path.stem for path in docs.iterdir() if not path.name.startswith(".")] if docs.is_dir() else []
