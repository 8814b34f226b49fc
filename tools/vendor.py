"""Bring libraries that others made into the site, each as one module: `make vendor`.

    python -m tools.vendor

They are committed under docs/vendor and served from there; no page fetches them from elsewhere. To add one, or to
take a newer one, change LIBRARIES, run this, and commit what it wrote. vendor.lock beside this file has the hash of
every package; docs/vendor/vendor.json says what each module was made from. The same lock gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bundle import BUNDLER, PERMISSIONS, ROOT, deno

FOLDER = ROOT / "docs" / "vendor"
LOCK = ROOT / "tools" / "vendor.lock"
RECORD = FOLDER / "vendor.json"
OPTIONS = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=none", "--log-level=error")
PATIENCE = 600
"""Seconds: the first time, all must come; and the bundler takes its time on a busy machine."""


@dataclass(frozen=True, slots=True)
class Library:
    """A package of the npm registry, and what of it is served."""

    package: str
    version: str
    names: tuple[str, ...]
    """What our modules import from it, "as" the name they know it by. The rest is left out."""
    part: str = ""
    """What of the package holds them, as its own documentation names it."""

    @property
    def given(self) -> tuple[str, ...]:
        """The names our modules know."""
        return tuple(name.split()[-1] for name in self.names)

    @property
    def pinned(self) -> str:
        return f"{self.package}@{self.version}"


LIBRARIES = {
    "docx": Library("docx", "9.15.2", ("Document", "HeadingLevel", "Packer", "Paragraph", "TextRun")),
    "ical": Library("ical.js", "2.2.1", ("default as ICAL",)),
    "mimetext": Library("mimetext", "3.0.28", ("createMimeMessage",), part="browser"),
    "pdflib": Library(
        "@cantoo/pdf-lib",
        "2.11.1",
        (
            "Duplex",
            "PDFDocument",
            "PDFName",
            "PDFPage",
            "PrintScaling",
            "concatTransformationMatrix",
            "drawObject",
            "popGraphicsState",
            "pushGraphicsState",
        ),
    ),
}
"""By the name of the module that is served."""


def main() -> int:
    """Write docs/vendor anew."""
    with tempfile.TemporaryDirectory(prefix="vendor-") as folder:
        work = Path(folder).resolve()
        fetch(work)
        record = {name: made(work, name, library) for name, library in sorted(LIBRARIES.items())}
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(work / "vendor", FOLDER)
    RECORD.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    for name in record:
        print(f"docs/vendor/{name}.js: {(FOLDER / f'{name}.js').stat().st_size:,} bytes")
    return 0


def fetch(work: Path) -> None:
    """Lay out the packages in a folder, those of the lock by their hashes."""
    imports = {library.package: f"npm:{library.pinned}" for library in LIBRARIES.values()}
    (work / "deno.json").write_text(json.dumps({"nodeModulesDir": "auto", "imports": imports}), "utf-8")
    run(work, "install", "--quiet", f"--lock={LOCK}")


def made(work: Path, name: str, library: Library) -> dict[str, Any]:
    """Write one module with its types and its licences, and return what is to be known of it."""
    parts = sorted(needed(library.pinned))
    licence = about(work, library.pinned)["license"]
    first = f"// {library.package} {library.version}, {licence}. Made by `make vendor`; not to be changed by hand.\n"
    types = f'// @ts-nocheck\n// @ts-self-types="./{name}.d.ts"\n'
    module = f"{first}{types}".encode() + bundled(work, name, library)
    put(work / "vendor" / f"{name}.js", module)
    put(work / "vendor" / f"{name}.d.ts", "".join(f"export const {each}: any;\n" for each in library.given).encode())
    put(work / "vendor" / f"{name}.LICENSE", "\n".join(licence_text(work, part) for part in parts).encode())
    return {
        "package": library.package,
        "version": library.version,
        "licence": licence,
        "from": {part: locked()[part]["integrity"] for part in parts},
        "sha256": hashlib.sha256(module).hexdigest(),
    }


def bundled(work: Path, name: str, library: Library) -> bytes:
    """The library with all that it needs, as one small module."""
    entry, into = work / f"{name}.js", work / "made"
    wanted = "/".join(filter(None, (library.package, library.part)))
    entry.write_text(f'export {{ {", ".join(library.names)} }} from "{wanted}";\n', "utf-8")
    into.mkdir(exist_ok=True)
    run(
        work, "run", "--quiet", "--no-config", f"--lock={ROOT / 'tools' / 'deno.lock'}", "--frozen",
        "--node-modules-dir=none", *PERMISSIONS, f"--allow-write={into}", BUNDLER,
        *OPTIONS, f"--outdir={into}", str(entry),
    )  # fmt: skip
    return (into / f"{name}.js").read_bytes()


def run(work: Path, *arguments: str) -> None:
    quiet = {"DENO_DIR": str(ROOT / ".cache" / "deno"), **os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    subprocess.run([deno(), *arguments], cwd=work, env=quiet, check=True, timeout=PATIENCE)


def locked() -> dict[str, Any]:
    """Every package of the lock, by name and version."""
    packages: dict[str, Any] = json.loads(LOCK.read_text("utf-8"))["npm"]
    return {alone(each): about for each, about in packages.items()}


def alone(named: str) -> str:
    """A package's name and version, less the peers that the lock names after them: `a@1_b@2` is `a@1`."""
    scope, name, rest = named[:1], *named[1:].split("@", 1)
    return f"{scope}{name}@{rest.partition('_')[0]}"


def needed(pinned: str) -> set[str]:
    """A package and all that it needs, by name and version; types are for its makers only."""
    packages = locked()
    ways = {each.rpartition("@")[0]: each for each in packages}
    found, left = set(), [pinned]
    while left:
        each = left.pop()
        if each not in found and not each.startswith("@types/"):
            found.add(each)
            left += [ways.get(name, name) for name in packages[each].get("dependencies", ())]
    return found


def folder_of(work: Path, part: str) -> Path:
    """Where a package lies, by its name and version."""
    name = part.rpartition("@")[0]
    return work / "node_modules" / ".deno" / part.replace("/", "+") / "node_modules" / name


def about(work: Path, part: str) -> dict[str, Any]:
    """What a package says of itself."""
    said: dict[str, Any] = json.loads((folder_of(work, part) / "package.json").read_text("utf-8"))
    return said


def licence_text(work: Path, part: str) -> str:
    """What a package asks to be kept with it."""
    files = sorted(folder_of(work, part).glob("[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"))
    texts = [file.read_text("utf-8").strip() for file in files]
    return "\n\n".join([f"{part}: {about(work, part)['license']}", *texts, source(work, part)]) + "\n"


def source(work: Path, part: str) -> str:
    """Where a package can be had as its makers wrote it: the licence of some asks to say so."""
    said = about(work, part).get("repository", "")
    address = said["url"] if isinstance(said, dict) else said
    return f"Source: {address.removeprefix('git+')}"


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
