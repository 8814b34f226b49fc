"""The MkDocs events this site answers; the work is done in `guide`."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from guide.site import add_guide, finish, furnish, memory, place, prepare, protect, protect_template, with_sheets


def on_startup(*, command: str, **_: Any) -> None:
    """Remember what was read while `mkdocs serve` runs; a single build has nothing to remember for."""
    memory.serving = command == "serve"


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """While serving, make each sheet when somebody opens it: nobody who saves a file waits for all of them."""
    app = server.get_app()
    assert app is not None
    server.set_app(with_sheets(app, config))
    return server


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Read and check everything an author wrote, before MkDocs empties the site folder."""
    prepare(config, Path(config.config_file_path).parent / "checklists")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what was prepared: pages, the schemas and the list of ids."""
    return add_guide(files, config)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme our words and menu."""
    return furnish(env, config, files)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """Put each page of ours into the search, and leave "previous" and "next" to the page itself."""
    place(page, config)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give each page its policy, and keep ours for the next build."""
    return protect(output, page, config)


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """Give the pages that belong to no file theirs."""
    return protect_template(output, template_name)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Let go of what only earlier builds needed."""
    finish(config)
