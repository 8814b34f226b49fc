"""Every word of ours that a reader sees: one file for each language, read by pages, browser and paper alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from guide.source import plain, read


class Words(Mapping[str, str]):
    """The words of one language by key."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language, self._texts = language, texts

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def say(self, key: str, **slots: object) -> str:
        """The words of `key` with its slots filled."""
        return self._texts[key].format(**slots)

    def joined(self, parts: list[str], key: str = "and") -> str:
        """Several things in a sentence: "a, b and c"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self[key]} {parts[-1]}"


@cache
def words_of(language: str) -> Words:
    """The words of a language; English where we have none for it. Read once: the files are ours and do not change."""
    folder = files("guide") / "words"
    name = next(
        (code for code in (language, language.split("-", maxsplit=1)[0]) if (folder / f"{code}.yml").is_file()), "en"
    )
    tree, problems = read(f"{name}.yml", (folder / f"{name}.yml").read_bytes())
    if tree is None or problems:
        raise ValueError(f"words/{name}.yml: {problems}")
    texts = plain(tree)
    assert isinstance(texts, dict)
    return Words(name, {key: re.sub(r"\s+", " ", str(text)).strip() for key, text in texts.items()})
