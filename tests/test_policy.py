"""Every page says what it may load and run, before anything it says it about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.policy import CHARSET, hashed, inline_scripts, with_policy
from tests.built import Built
from tests.markup import elements


def policy_of(html: str) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    _, _, rest = with_policy(html).partition('Content-Security-Policy" content="')
    parts = rest.partition('"')[0].split("; ")
    return {name: values for name, *values in (part.split(" ") for part in parts)}


def test_each_page_has_its_policy_first(built: Built) -> None:
    for page in built.pages.values():
        metas = [element for element in elements(page.tree) if element.tag == "meta"]
        assert metas[0].get("charset") == "utf-8", page.url
        assert metas[1].get("http-equiv") == "Content-Security-Policy", page.url
        policy = metas[1].get("content") or ""
        assert "unsafe" not in policy
        assert "https:" not in policy


def test_each_inline_script_is_named_by_its_hash(built: Built) -> None:
    for page in built.pages.values():
        policy = next(
            element.get("content") or ""
            for element in elements(page.tree)
            if element.get("http-equiv") == "Content-Security-Policy"
        )
        scripts = [element for element in elements(page.tree) if element.tag == "script" and not element.get("src")]
        for script in scripts:
            kind = script.get("type") or "text/javascript"
            assert kind == "application/json" or f"'sha256-{hashed(script.text or '')}'" in policy, page.url


def test_a_page_the_theme_did_not_make_is_not_published() -> None:
    with pytest.raises(ValueError, match="the theme has changed"):
        with_policy("<!doctype html><title>Bare</title>")


@given(st.lists(st.text(st.characters(exclude_characters="<", exclude_categories=["Cs"])), max_size=4))
def test_scripts_are_hashed_whatever_they_say(scripts: list[str]) -> None:
    html = f"<head>{CHARSET}</head>" + "".join(f"<p>a</p><script>{script}</script>" for script in scripts)
    assert list(inline_scripts(html)) == scripts
    assert policy_of(html)["script-src"] == ["'self'", *(f"'sha256-{hashed(text)}'" for text in dict.fromkeys(scripts))]


def test_a_script_with_an_address_has_no_hash() -> None:
    assert policy_of(f'{CHARSET}<script src="a.js"></script>')["script-src"] == ["'self'"]
