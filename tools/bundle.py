"""Join and shrink the modules and styles of a finished site, in place. Its pages stay as they are, byte for byte.

    python tools/bundle.py FOLDER

What a page's own module imports comes in one file with it, and whatever is loaded later leans on that file.

As written they do the same, in more and larger files. So where there is no bundler the site is left alone, and one
line says why. It is esbuild as WebAssembly, in deno: it may read, and write to one folder, and no more.
deno.lock beside this file has its hash.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLER = "npm:esbuild-wasm@0.28.2/esbuild"
PERMISSIONS = ("--allow-env", "--allow-read")
# What others made (docs/vendor) stays in its own files. All chunks stand beside the modules that name it from there.
OPTIONS = (
    "--bundle", "--splitting", "--format=esm", "--minify", "--target=es2022", "--log-level=error",
    "--chunk-names=elements/[name]-[hash]", "--external:*.woff2", "--external:../vendor/*",
)  # fmt: skip
FROM = re.compile(r'^(?:import|export)\s(?:[^;"]*\sfrom\s+)?"(\./[^"]+)"', re.MULTILINE)
LATER = re.compile(r'\bimport\("(\./[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
SHARED = "_shared.js"
"""Imports all that a page's module does. The bundler puts together what is needed at the same times: with this in
front of all that is loaded later, that is one file in place of a dozen small ones."""
PATIENCE = 120
"""Seconds: the first time, the bundler itself must come."""


class NoBundlerError(Exception):
    """There is none here, and none could be fetched."""


class Named(HTMLParser):
    """The scripts and styles that pages name, as files of the site."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Path()
        self.modules: set[Path] = set()
        self.styles: set[Path] = set()
        self.others: set[Path] = set()
        """Scripts that are no modules. What one of them declares, all of them see: they stay as written."""

    def read(self, page: Path) -> None:
        """Add what one page names."""
        self.page = page
        self.feed(page.read_text("utf-8"))
        self.reset()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "script" and said.get("src"):
            self._add(self.modules if said.get("type") == "module" else self.others, said["src"])
        elif tag == "link" and said.get("rel") == "stylesheet":
            self._add(self.styles, said["href"])

    def _add(self, files: set[Path], address: str) -> None:
        """The page for a wrong address names them from the host's root; the other pages name the same."""
        file = (self.page.parent / address).resolve()
        if file.is_file():
            files.add(file)


def main() -> int:
    """Return 0 for a site that was left alone, too: it works."""
    site = Path(sys.argv[1]).resolve()
    named = named_in(site)
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        made = Path(folder).resolve()
        try:
            bundle(site, named, made)
        except NoBundlerError as why:
            print(f"Scripts and styles are published as written, in more files than need be. {why}")
        else:
            put_in_place(site, made, named)
    return 0


def named_in(site: Path) -> Named:
    """What all pages of a site name."""
    named = Named()
    for page in sorted(site.rglob("*.html")):
        named.read(page)
    return named


def bundle(site: Path, named: Named, into: Path) -> None:
    """Make the few and small files. Raises NoBundlerError; and ValueError for a script that no browser could run."""
    with tempfile.TemporaryDirectory(prefix="written-") as folder:
        written = Path(folder).resolve()
        for part in {file.parent for file in named.modules | named.styles}:
            shutil.copytree(part, written / part.relative_to(site))
        entries = sorted(written / file.relative_to(site) for file in named.modules | named.styles)
        for module in (file for file in entries if file.suffix == ".js"):
            share(module)
        run_bundler(written, entries, into)


def share(module: Path) -> None:
    """Let all that a page's module loads later import first what that module imports."""
    whole: dict[Path, str] = {}
    pending = [module]
    while pending:
        file = pending.pop()
        if file not in whole and file.is_file():
            whole[file] = COMMENT.sub("", file.read_text("utf-8"))
            pending += [(file.parent / name).resolve() for name in FROM.findall(whole[file])]
    shared = sorted(file.name for file in whole if file != module and file.parent == module.parent)
    (module.parent / SHARED).write_text("".join(f'import "./{name}";\n' for name in shared), "utf-8")
    texts = {file: COMMENT.sub("", file.read_text("utf-8")) for file in module.parent.glob("*.js")}
    later = {(file.parent / name).resolve() for file, text in texts.items() for name in LATER.findall(text)}
    for file in sorted({module, *(one for one in later if one.is_file())} - set(whole) | {module}):
        file.write_text(f'import "./{SHARED}";\n{file.read_text("utf-8")}', "utf-8")


def run_bundler(written: Path, entries: Sequence[Path], into: Path) -> None:
    """Raises as `bundle` does."""
    command = [
        deno(), "run", "--quiet", "--no-config", f"--lock={Path(__file__).with_name('deno.lock')}", "--frozen",
        "--node-modules-dir=none", *PERMISSIONS, f"--allow-write={into}", BUNDLER,
        *OPTIONS, f"--outbase={written}", f"--outdir={into}", *map(str, entries),
    ]  # fmt: skip
    quiet = {"DENO_DIR": str(ROOT / ".cache" / "deno"), **os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    try:
        # From inside the folder: names of chunks hang on how paths look from here.
        done = subprocess.run(
            command, cwd=written, env=quiet, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise NoBundlerError(f"The bundler was not done after {PATIENCE} seconds.") from None
    if "[ERROR]" in done.stderr:
        raise ValueError(done.stderr)
    if done.returncode:
        told = (done.stderr.strip() or "it did not say why").splitlines()[0].removeprefix("error: ")
        raise NoBundlerError(f"The bundler did not start: {told}.")


def deno() -> str:
    """The program, of this Python or of the system."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    found = shutil.which("deno", path=path)
    if found is None:
        raise NoBundlerError("There is no deno here; requirements-dev.txt has it.")
    return found


def put_in_place(site: Path, made: Path, named: Named) -> None:
    """Take away the modules and styles that now are in others, and put what was made in the place of the rest."""
    for file in named.modules | named.styles:
        for part in set(file.parent.glob(f"*{file.suffix}")) - named.others:
            part.unlink()
    shutil.copytree(made, site, dirs_exist_ok=True)


if __name__ == "__main__":
    sys.exit(main())
