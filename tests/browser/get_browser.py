"""The browser the tests drive: the system's where there is one, else fetched.

python -m tests.browser.get_browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

# Ubuntu's chromium-browser may be a mere sign to a shop, so it comes last.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")

# It stays quiet: no update, no sync, no look-up; every other host has no address.
ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
]


def browser_path() -> str | None:
    """The system's Chromium, or nothing: then Playwright looks for its own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Return 0 when there is a browser to test with, whatever it took to get one."""
    path = browser_path()
    if path and not shutil.which(path):
        print(f"CHROMIUM is {path!r}, and no program is there.", file=sys.stderr)
        return 1
    if path or playwright_has_one():
        return 0
    return 0 if install_debian_package() else install_playwright_browser()


def playwright_has_one() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "--dry-run", "--only-shell", "chromium"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    places = [line.split(":", 1)[1].strip() for line in told.splitlines() if "Install location:" in line]
    shells = [Path(place) for place in places if "chromium" in Path(place).name]
    return bool(shells) and all((place / "INSTALLATION_COMPLETE").exists() for place in shells)


def install_debian_package() -> bool:
    """Whether Debian's own package could be installed; only root on Debian may try."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print("No Chromium here; installing Debian's chromium-headless-shell.", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update"], ["install", "--yes", "--no-install-recommends", "chromium-headless-shell"])
    return all(succeeds([apt, "-qq", *step], env=surroundings) for step in steps)


def install_playwright_browser() -> int:
    """Playwright's own, and what it stands on where that can be had without asking for a password."""
    print("No Chromium here; getting Playwright's.", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell"]
    deps = ["--with-deps"] if may_install() else []
    return subprocess.run([*command, *deps, "chromium"], check=False).returncode


def may_install() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    return sudo is not None and succeeds([sudo, "-n", "true"])


def succeeds(command: list[str], **options: Any) -> bool:
    return subprocess.run(command, check=False, **options).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
