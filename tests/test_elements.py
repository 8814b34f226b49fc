"""The modules of the browser side that know no page: their own tests, in deno, without network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT

ELEMENTS = ROOT / "tests" / "elements"
DENO = Path(sys.executable).with_name("deno.exe" if os.name == "nt" else "deno")
HOSTILE = "hostile.test.js"
ALONE = ["--quiet", "--no-check", "--no-remote", "--no-npm", "--cached-only", "--no-prompt"]


def run(name: str, *readable: Path) -> None:
    """Run one file of tests, which may read only what is named."""
    reads = ",".join(map(str, [ROOT, *readable]))
    quiet = {"NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": str(ROOT / ".cache" / "deno")}
    rights = [f"--allow-read={reads}", "--allow-env=HOSTILE_CORPORA"]
    command = [str(DENO), "test", *ALONE, *rights, str(ELEMENTS / name)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


@pytest.mark.parametrize("name", [path.name for path in sorted(ELEMENTS.glob("*.test.js")) if path.name != HOSTILE])
def test_module(name: str) -> None:
    run(name)


def test_hostile_inputs(hostile_corpora: Path) -> None:
    run(HOSTILE, hostile_corpora)


def test_no_module_fetches_another_ones_code() -> None:
    """Every import is of a file beside it, with its ending: what is reviewed is what is served.

    What others made is reviewed as what its lock says (docs/vendor), and comes only when it is needed.
    """
    for path in (ROOT / "docs" / "elements").glob("*.js"):
        text = path.read_text("utf-8")
        wanted = [line.split(" from ")[1] for line in text.splitlines() if ' from "' in line]
        assert all(name.startswith('"./') and name.endswith(('.js";', '.js" */')) for name in wanted), path.name
        later = re.findall(r"\bimport\((.*?)\)", text)
        assert all(re.fullmatch(r'"\./[\w-]+\.js"|"\.\./vendor/\w+\.js"', name) for name in later), path.name
