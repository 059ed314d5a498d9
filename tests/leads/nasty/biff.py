"""The records of an .xls of 1997, to be changed where no library would."""

import io
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import xlrd.compdoc

_BOUNDSHEET = 0x85
NEVER_HIDDEN = {0x809, _BOUNDSHEET}  # a password leaves starts and the places of sheets readable


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what it is, and what is inside."""

    kind: int
    body: bytes

    def hidden(self, noise: Callable[[int], bytes]) -> "Record":
        """Return the record with its inside made unreadable."""
        mixed = (a ^ b for a, b in zip(self.body, noise(len(self.body)), strict=True))
        return replace(self, body=bytes(mixed))

    def packed(self, moved: int) -> bytes:
        """Return the bytes of the record; sheets have moved back by that many."""
        body = self.body
        if self.kind == _BOUNDSHEET:
            place = struct.unpack("<I", body[:4])[0] + moved
            body = struct.pack("<I", place) + body[4:]
        return struct.pack("<HH", self.kind, len(body)) + body


def stream_of(data: bytes) -> bytes:
    """Return the workbook that lies in a compound file."""
    file = xlrd.compdoc.CompDoc(data, logfile=io.StringIO())
    memory, start, size = file.locate_named_stream("Workbook")
    return bytes(memory[start : start + size])


def records(stream: bytes) -> Iterator[Record]:
    """Yield the records of a workbook."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack("<HH", stream[at : at + 4])
        if kind == 0:  # what fills the last sector
            return
        yield Record(kind, stream[at + 4 : at + 4 + length])
        at += 4 + length


def joined(first: Record, inserted: bytes, others: Iterable[Record]) -> bytes:
    """Return a workbook with some bytes between its first record and the others."""
    moved = len(inserted)
    rest = b"".join(record.packed(moved) for record in others)
    return first.packed(0) + inserted + rest
