"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.built import ROOT, SECOND, Built, build

# Material's notice about its end of life is said in the README; here it would only hide what matters.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

# `make test` tries the same examples each time, so that a red run is about the change in hand and not
# about luck. `make long` looks for new ones. No deadline: a busy machine is no mistake in the code.
settings.register_profile(
    "same-each-time",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same-each-time")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder with mkdocs.yml in it."""
    return ROOT


@pytest.fixture(scope="session")
def hostile_corpora() -> Path:
    """The folder of hostile inputs collected by others; nothing of it is kept in this project."""
    folder = os.environ.get("HOSTILE_CORPORA")
    if not folder:
        pytest.skip("HOSTILE_CORPORA names no folder of hostile inputs")
    if not Path(folder).is_dir():
        pytest.fail(f"HOSTILE_CORPORA is {folder!r}, and there is no such folder")
    return Path(folder)


@pytest.fixture(scope="session")
def real(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The guide of this repository."""
    return build(root, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The guide about something else."""
    return build(SECOND, tmp_path_factory.mktemp("second"), paper=True)


@pytest.fixture(params=["real", "second"])
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two in turn."""
    found: Built = request.getfixturevalue(request.param)
    return found
