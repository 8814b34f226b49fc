"""A strict Content-Security-Policy for each page, as a static host can give it: inside the page.

Nothing but this site's own files and the theme's own inline scripts, each by its hash, may run or load.
What a meta element cannot say (frame-ancestors, for one) a host with headers may add.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

CHARSET = '<meta charset="utf-8">'
"""What stands first in every page's head; the policy follows it, before anything it is about."""

OPEN, CLOSE = "<script>", "</script>"
"""The theme's inline scripts have no attributes; no text of an author can hold this, since it is escaped."""

DIRECTIVES = {
    "default-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
    "frame-src": "'none'",
}


def with_policy(html: str) -> str:
    """A page with its policy, and with no address told to the sites it links to.

    Raises ValueError where the page does not begin as the theme's pages do: a page without
    its policy is not to be published.
    """
    if CHARSET not in html:
        raise ValueError(f"a page without {CHARSET}: the theme has changed")
    hashes = " ".join(f"'sha256-{hashed(script)}'" for script in dict.fromkeys(inline_scripts(html)))
    said = {**DIRECTIVES, "script-src": f"'self' {hashes}".strip()}
    policy = "; ".join(f"{name} {value}" for name, value in said.items())
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    )
    return html.replace(CHARSET, CHARSET + metas, 1)


def inline_scripts(html: str) -> Iterator[str]:
    """The text of each inline script, in order."""
    start = html.find(OPEN)
    while start >= 0:
        end = html.index(CLOSE, start)
        yield html[start + len(OPEN) : end]
        start = html.find(OPEN, end)


def hashed(script: str) -> str:
    """The hash of a script as a policy names it."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
