"""Build the site, serve it to this machine only, and build again whenever a file changes.

    python tools/serve.py [PORT]

Without a port: 8000, or the next free one.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST, LAST = 8000, 8020


def main() -> int:
    """Serve until stopped by Ctrl+C; MkDocs prints the address once the site stands."""
    asked = sys.argv[1:2]
    ports = [int(asked[0])] if asked else range(FIRST, LAST + 1)
    port = next((port for port in ports if is_free(port)), None)
    if port is None:
        busy = f"Port {ports[0]} is" if asked else f"Ports {FIRST} to {LAST} are all"
        print(f"{busy} busy.", file=sys.stderr)
        print("Name a free one: make site PORT=9000, or python tools/serve.py 9000", file=sys.stderr)
        return 1
    if port != ports[0]:
        print(f"Port {FIRST} is busy, so this is port {port}.")
    print(f"Building. The guide will be at http://127.0.0.1:{port}/ (Ctrl+C stops it.)", flush=True)
    return serve(port)


def is_free(port: int) -> bool:
    """Whether nobody answers at this port and we could."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as probe:
        if os.name != "nt":  # there it would allow two at one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def serve(port: int) -> int:
    # Some versions of click lose the default of --livereload, so it is said.
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    here = {"SITE_URL": f"http://127.0.0.1:{port}/"}
    surroundings = {"NO_MKDOCS_2_WARNING": "1", "GUIDE_CACHE": ".cache", **os.environ, **here}
    try:
        return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
