"""Run MkDocs and tell how much of its CPU time the hook used.

    python bench/share.py FOLDER mkdocs-arguments...

The clock of the process looks every millisecond whether code of FOLDER is at work, or something it
called. Cheaper than a profiler, so that what is measured stays what it was.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

from mkdocs.__main__ import cli


def main() -> None:
    """Print the share as the last line, from 0 to 1."""
    folder = sys.argv[1]
    seen = {True: 0, False: 0}

    def look(_: int, frame: FrameType | None) -> None:
        seen[is_inside(folder, frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    try:
        cli(sys.argv[2:], prog_name="mkdocs")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(seen[True] / max(1, sum(seen.values())))


def is_inside(folder: str, frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(folder):
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    main()
