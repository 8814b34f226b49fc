"""What must be true of the files beside the code: pins, licences of trust, addresses."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.built import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Written so that this line is no such name itself.
PACKAGE_HOSTS = re.compile(r"\b(?:pypi|pythonhosted|npmjs|deb\.debian)\.(?:com|org)\b")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_by_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^[\w.-]+==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+$", text, re.MULTILINE)
    assert len(pins) == text.count("==") - text.count(" == ")
    assert "://" not in text
    assert "index" not in text


def test_both_lock_files_pin_the_same_versions() -> None:
    site, dev = ({line for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line} for name in LOCKS)
    assert not site - dev


def test_no_file_names_a_host_of_packages() -> None:
    found = [str(file) for file in kept_files() if PACKAGE_HOSTS.search(file.read_bytes().decode("latin-1"))]
    assert not found


def kept_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only git can say which files are kept")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [file for name in listed.split("\0") if name and (file := ROOT / name).is_file()]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (.*)", workflow.read_text("utf-8"))
    pinned = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/[\w./-]+")
    assert used
    assert [line for line in used if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_a_strangers_code_finds_nothing_worth_taking(workflow: Path) -> None:
    """A pull request runs with no secret and no right to write, so none can reach the live site."""
    text = workflow.read_text("utf-8")
    asked: dict[Any, Any] = yaml.safe_load(text)
    when = asked[True]  # YAML reads `on` as true
    assert asked["permissions"] == {}
    assert "secrets." not in text
    assert not {"pull_request_target", "workflow_run"} & set(when)
    if "pull_request" in when:
        assert "write" not in re.sub(r"#.*", "", text)


def test_only_the_job_that_publishes_may_write() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8"))["jobs"]
    writing = [name for name, job in jobs.items() if "write" in job["permissions"].values()]
    assert writing == ["deploy"]
