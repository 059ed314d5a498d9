"""A long job's output, written so that it goes on after being cut off, no line lost or doubled.

Lines are appended to a part file beside the output; a ticket beside it says of what job they are.
Whoever comes with the same ticket goes on behind the last whole line, with another starts anew.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from chainmatch.errors import InputError

Ticket = Mapping[str, str]
"""Digests of all that the output rests on: input, plan, weights, rules …"""

_CHUNK = 1 << 20


class Journal:
    """The part file of one job, open for appending; `done` counts the whole lines in it."""

    def __init__(self, output: Path, ticket: Ticket) -> None:
        self._output = output.resolve()
        self._part = self._output.with_name(f"{self._output.name}.part")
        self._ticket = self._output.with_name(f"{self._output.name}.ticket")
        try:
            self._stream = self._part.open("ab")
        except OSError as error:
            raise InputError(f"{output} cannot be written: {error.strerror or error}") from error
        _lock(self._stream, output)
        self.done = self._resume(ticket)

    def _resume(self, ticket: Ticket) -> int:
        lines = _whole_lines(self._part) if _read(self._ticket) == dict(ticket) else (0, 0)
        # What was cut off in the middle of a line is written again.
        self._stream.truncate(lines[1])
        self._stream.seek(0, os.SEEK_END)
        if not lines[1]:
            _write(self._ticket, ticket)
        return lines[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def lines(self) -> list[str]:
        """Return the lines that are there, for counting."""
        with self._part.open(encoding="utf-8") as stream:
            return stream.readlines()

    def append(self, lines: Sequence[str]) -> None:
        """Append lines, each with its end, and wait until the disk has them."""
        self._stream.write("".join(lines).encode("utf-8", "surrogatepass"))
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def finish(self) -> None:
        """Give the part the name of the output; the ticket goes last."""
        self._stream.close()
        self._part.replace(self._output)
        with suppress(OSError):
            self._ticket.unlink()


def _lock(stream: IO[bytes], output: Path) -> None:
    """Refuse a second process at one output, where the system can tell."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InputError(f"{output} is being written by another process; wait for it") from error


def _whole_lines(path: Path) -> tuple[int, int]:
    """Return how many lines are whole, and at which byte the last of them ends."""
    count, end, at = 0, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk.rfind(b"\n")
            end = at + last + 1 if last >= 0 else end
            at += len(chunk)
    return count, end


def _read(path: Path) -> dict[str, str] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, ticket: Ticket) -> None:
    partial = path.with_name(f".{path.name}.new")
    with partial.open("w", encoding="utf-8") as stream:
        json.dump(dict(ticket), stream)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
