"""What is inside a workbook's archive, looked at before anything is parsed."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from chainmatch.leads.refusal import Refusal

MAX_UNPACKED = 400_000_000  # bytes; counted while unpacking, never believed
_CHUNK = 1 << 20
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")  # what entity bombs are built with; Excel writes none
_ODD = (NotImplementedError, ValueError)  # a compression that nobody uses; impossible offsets
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, *_ODD)
_KEEP = max(map(len, _DECLARATIONS)) - 1
_FAR = re.compile(rb"<[^<>]*worksheet[^<>]*TargetMode\s*=\s*[\"']External|"
                  rb"<[^<>]*TargetMode\s*=\s*[\"']External[^<>]*/worksheet[\"']")  # fmt: skip


def guard(data: bytes, name: str) -> None:
    """Raise Refusal unless `data` is a zip of modest size, without passwords, macros or entities.

    Every part is unpacked once and thrown away.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refusal(
            "format" if data[:2] != b"PK" else "damaged",
            f"{name} is no xlsx workbook; open it in a spreadsheet and save it as .xlsx",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive, name)
            unpacked = 0
            for part in archive.infolist():
                with archive.open(part) as stream:
                    unpacked = _scan(stream, unpacked, name)
            _check_links(archive, name)
    except RuntimeError as error:  # what zipfile raises for a part that needs a password
        raise Refusal("protected", f"{name} is protected; save it without a password") from error
    except _DAMAGE as error:
        raise Refusal("damaged", f"{name} is a damaged workbook: {error}") from error


def parts(data: bytes) -> zipfile.ZipFile:
    """Open the archive of a workbook that `guard` has let pass."""
    return zipfile.ZipFile(io.BytesIO(data))


def _check_names(archive: zipfile.ZipFile, name: str) -> None:
    names = [part.filename for part in archive.infolist()]
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise Refusal("protected", f"{name} is protected; save it without a password")
    if len(set(names)) < len(names):
        raise Refusal("damaged", f"{name} is a damaged workbook: a part stands in it twice")
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise Refusal("unsafe", f"{name} holds macros; save it as .xlsx, which has none")


def _check_links(archive: zipfile.ZipFile, name: str) -> None:
    for part in archive.namelist():
        if part.endswith("workbook.xml.rels") and _FAR.search(archive.read(part)):
            raise Refusal("unsafe", f"{name} takes a sheet from elsewhere; save it with its sheets")


def _scan(stream: IO[bytes], unpacked: int, name: str) -> int:
    tail = b""
    for chunk in _chunks(stream):
        unpacked += len(chunk)
        if unpacked > MAX_UNPACKED:
            most = MAX_UNPACKED // 1_000_000
            raise Refusal("too_large", f"{name} unpacks to more than {most} MB; split it")
        # UTF-16 spells a declaration with NULs between its letters.
        seen = (tail + chunk).replace(b"\0", b"")
        if any(word in seen for word in _DECLARATIONS):
            raise Refusal("unsafe", f"{name} declares XML entities, which no workbook needs")
        tail = chunk[-2 * _KEEP :]
    return unpacked


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
