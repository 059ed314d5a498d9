"""Compound files of old Office: what a workbook with a password looks like from outside."""

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LEAST = 4096  # smaller streams live elsewhere; ours are filled up to it


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of at most three streams of at most 20 KB each."""
    bodies = {name: _filled(data) for name, data in streams.items()}
    chains: list[int] = [_FAT, _END]  # sector 0 is this table, sector 1 the directory
    starts: dict[str, int] = {}
    for name, body in bodies.items():
        starts[name] = len(chains)
        count = len(body) // SECTOR
        chains += [*range(len(chains) + 1, len(chains) + count), _END]
    if len(chains) > SECTOR // 4:
        raise ValueError(f"{len(chains)} sectors do not fit one table of {SECTOR // 4}")
    chains += [_FREE] * (SECTOR // 4 - len(chains))
    table = struct.pack(f"<{len(chains)}I", *chains)
    return _header() + table + _directory(bodies, starts) + b"".join(bodies.values())


def _filled(data: bytes) -> bytes:
    size = max(_LEAST, -(-len(data) // SECTOR) * SECTOR)
    return data.ljust(size, b"\0")


def _header() -> bytes:
    start = _MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    start += struct.pack("<9I", 0, 1, 1, 0, _LEAST, _END, 0, _END, 0)
    return start + struct.pack("<109I", 0, *[_FREE] * 108)


def _directory(bodies: Mapping[str, bytes], starts: Mapping[str, int]) -> bytes:
    names = list(bodies)
    entries = [_entry("Root Entry", 5, child=1 if names else _FREE)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(bodies[name])))
    return b"".join(entries).ljust(SECTOR, b"\0")


def _entry(
    name: str,
    kind: int,
    *,
    right: int = _FREE,
    child: int = _FREE,
    start: int = _END,
    size: int = 0,
) -> bytes:
    text = name.encode("utf-16-le")
    start_and_size = struct.pack("<IQ", start, size)
    links = struct.pack("<HBBIII", len(text) + 2, kind, 1, _FREE, right, child)
    return text.ljust(64, b"\0") + links + bytes(36) + start_and_size
