"""Leads of a file matched in a thread: into one temporary file and out of another."""

import itertools
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chainmatch.answers.matching import answer_row, match_line
from chainmatch.api.limits import Limits
from chainmatch.api.refusal import RefusedError
from chainmatch.leads.reading import BadRow, Row, read_leads
from chainmatch.workbench import Workbench

_CHUNK = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name, by whose ending it is read, and its bytes."""

    name: str
    data: bytes


def checked_name(name: str, limits: Limits) -> str:
    """Return the last part of a file's name; 422 for a name that no file of ours may have."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = last.isprintable() and last not in {"", ".", ".."}
    if not plain or len(last) > limits.name or len(last.encode()) > 255:
        raise RefusedError(
            422,
            "the file has no name that can be used",
            "body.file",
            f"1 to {limits.name} printable characters",
        )
    return last


def screen(
    workbench: Workbench, limits: Limits, upload: Upload, stop: threading.Event
) -> IO[bytes]:
    """Return the answers to all leads of a file, a line each, as a file at its start.

    All rows are read before the first is matched, and all are matched before anything is sent: a
    fault halfway leaves no half of an answer. Raises InputError for a file that is none.
    """
    rows = _rows(upload, limits)
    answers = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    try:
        for number, row in enumerate(rows, start=1):
            if stop.is_set():
                break
            line = match_line(answer_row(workbench, number, row).match)
            answers.write(line.encode())
        answers.seek(0)
    except BaseException:  # boundary: nothing stays open behind any error
        answers.close()
        raise
    return answers


def chunks(answers: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from where it stands and close it."""
    with answers:
        while chunk := answers.read(_CHUNK):
            yield chunk


def _rows(upload: Upload, limits: Limits) -> list[Row | BadRow]:
    # The folder is for its owner alone, and gone with all in it whatever happens.
    with tempfile.TemporaryDirectory(prefix="chainmatch-") as folder:
        path = Path(folder) / upload.name
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(upload.data)
        # One row more than is allowed is enough to know; the rest is not even read.
        rows = list(itertools.islice(read_leads(path, keep_going=True), limits.rows + 1))
    if len(rows) > limits.rows:
        raise RefusedError(
            413,
            f"{upload.name} holds more than {limits.rows:,} leads; split it",
            "body",
            f"at most {limits.rows:,} leads",
        )
    return rows
