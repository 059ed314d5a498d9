"""What one request may be and take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a request; beyond them it is refused in one sentence.

    body: bytes that are read of it. rows: leads of one screening. name: characters of a file's
    name or a field's name. seconds: from its first byte to the last of the answer. workers and
    waiting: how many are computed at once, and how many more may wait for that.
    """

    body: int = 10_000_000
    rows: int = 2_000
    name: int = 80
    seconds: float = 120.0
    workers: int = 2
    waiting: int = 16
