"""Build the site beside the old one, and put it in its place only when it is whole.

    python tools/build.py [FOLDER]

Until then, and whenever something is wrong, the old site stays as it was. What is set in the
environment goes to MkDocs: SITE_URL, EDIT_URI_TEMPLATE, SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Return what MkDocs returned: 0 when the new site stands in its place."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()
    with tempfile.TemporaryDirectory(prefix=".site-", dir=site.parent) as folder:
        beside = Path(folder)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(beside / "new")]
        done = subprocess.run(command, cwd=ROOT, env=surroundings(), check=False)
        if done.returncode == 0:
            subprocess.run([sys.executable, str(ROOT / "tools" / "bundle.py"), str(beside / "new")], check=True)
            put_in_place(beside / "new", site, old=beside / "old")
    return done.returncode


def surroundings() -> dict[str, str]:
    """What MkDocs finds in its environment, so that the same commit gives the same bytes."""
    found = {"NO_MKDOCS_2_WARNING": "1", "GUIDE_CACHE": ".cache", **os.environ}
    if not found.get("SOURCE_DATE_EPOCH"):
        found.pop("SOURCE_DATE_EPOCH", None)
        if when := last_commit_time():
            found["SOURCE_DATE_EPOCH"] = when
    return found


def last_commit_time() -> str:
    """Seconds since 1970, or nothing where there is no git or no commit."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def put_in_place(new: Path, site: Path, *, old: Path) -> None:
    """Swap two folders; if the second step fails, take back the first."""
    had_one = site.exists()
    if had_one:
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if had_one:
            old.rename(site)
        raise


if __name__ == "__main__":
    sys.exit(main())
