"""What others made and pages load is what its lock says, byte for byte."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from tools.vendor import FOLDER, LIBRARIES, LOCK, RECORD, locked, needed

KEPT = json.loads(RECORD.read_text("utf-8"))


def test_every_library_is_here_and_nothing_else() -> None:
    wanted = {f"{name}{end}" for name in LIBRARIES for end in (".js", ".d.ts", ".LICENSE")}
    assert {file.name for file in FOLDER.iterdir()} == {*wanted, RECORD.name}
    assert set(KEPT) == set(LIBRARIES)


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_module_is_the_one_that_was_made_from_the_lock(name: str) -> None:
    library, kept = LIBRARIES[name], KEPT[name]
    module = (FOLDER / f"{name}.js").read_bytes()
    assert (kept["package"], kept["version"]) == (library.package, library.version)
    assert kept["from"] == {part: locked()[part]["integrity"] for part in needed(library.pinned)}
    assert all(integrity.startswith("sha512-") for integrity in kept["from"].values())
    assert hashlib.sha256(module).hexdigest() == kept["sha256"]
    first = f"// {library.package} {library.version}, {kept['licence']}. Made by `make vendor`"
    assert module.startswith(first.encode())


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_module_gives_what_ours_ask_of_it_and_stands_alone(name: str) -> None:
    module = (FOLDER / f"{name}.js").read_text("utf-8")
    given = re.findall(r"(?:\bas |[{,])(\w+)(?=[,}])", module[module.rindex("export{") :])
    assert sorted(given) == sorted(LIBRARIES[name].given)
    assert not re.search(r"""\bimport\s*[("'{*]|sourceMappingURL""", module)
    # A text of theirs may hold the word; only after one of these does it bring something in.
    assert not re.search(r"""(?:^|[;}])\s*(?:import|export)\b[^;()]*\bfrom\s*["']""", module, re.MULTILINE)
    assert not re.search(r"\beval\s*\(|\bimportScripts\b|\bXMLHttpRequest\b|\bfetch\s*\(|\bnew WebSocket\b", module)


@pytest.mark.parametrize("name", LIBRARIES)
def test_every_licence_is_here(name: str) -> None:
    text = (FOLDER / f"{name}.LICENSE").read_text("utf-8")
    for part in KEPT[name]["from"]:
        assert re.search(rf"^{re.escape(part)}: \S+\n\n.*\w", text, re.MULTILINE), part


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK.read_text("utf-8")
