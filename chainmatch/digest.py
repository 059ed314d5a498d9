"""Digests that tie results to what made them."""

import hashlib
import json
from pathlib import Path
from typing import Any


def canonical(value: Any) -> bytes:  # noqa: ANN401  # any JSON value
    """Return the one canonical JSON encoding of `value`: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:  # noqa: ANN401  # any JSON value
    """Return the sha256 of the canonical JSON of `value` as 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def file_digest(path: Path) -> str:
    """Return the sha256 of a file's bytes as 64 hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
