"""Says on the error stream what a long run is doing."""

import sys
import time

_STARTED = time.monotonic()


def say(message: str) -> None:
    """Write one line with the seconds since the start."""
    sys.stderr.write(f"[{time.monotonic() - _STARTED:7.1f} s] {message}\n")
    sys.stderr.flush()
