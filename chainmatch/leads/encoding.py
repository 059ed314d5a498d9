"""Bytes of a text file to text, without guessing."""

import codecs
import unicodedata

from chainmatch.leads.refusal import Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip archive or an xlsx workbook; give a workbook the ending .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old or protected Office file; save it as .xlsx without a password"),
    (b"%PDF", "a PDF; copy its text into a .txt file"),
)
_SAMPLE = 64 * 1024  # enough to tell which half of each pair of bytes is NUL


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`: by its byte order mark, else UTF-16, UTF-8 or GB18030.

    Line ends stay as they are. Raises Refusal with `name` and what was tried.
    """
    for mark, what in _NOT_TEXT:
        if data.startswith(mark):
            raise Refusal("format", f"{name} is {what}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    text = _without_mark(data, name)
    controls = sum(
        unicodedata.category(c) in {"Cc", "Cn"} and c not in "\t\r\n" for c in text[:9999]
    )
    if controls * 10 > min(len(text), 9999):
        raise Refusal("format", f"{name} is not a text file; allowed are UTF-8, GB18030 and UTF-16")
    return text


def _without_mark(data: bytes, name: str) -> str:
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    valid = _is_utf8(data)
    # UTF-16 of ASCII is valid UTF-8 with half of it NUL; a stray NUL in UTF-8 is no such sign.
    if nuls and not (valid and nuls * 5 < len(sample)):
        little = sample[1::2].count(0) * 2 >= nuls
        return _strict(data, "utf-16-le" if little else "utf-16-be", name)
    if valid:
        return data.decode("utf-8")
    _refuse_broken_utf8(data, name)
    return _strict(data, "gb18030", name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_broken_utf8(data: bytes, name: str) -> None:
    """Most of a GB18030 file is no UTF-8; one broken place in UTF-8 would pass for GB18030."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(c > "\x7f" for c in text) - broken
    if broken * 4 < sound:
        line = text[: text.index("\ufffd")].count("\n") + 1
        raise Refusal(
            "encoding", f"{name} line {line} has broken UTF-8; save the file as UTF-8 once more"
        )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(
            "encoding",
            f"{name} is neither UTF-8 nor GB18030 nor UTF-16 (as {encoding} it breaks at byte "
            f"{error.start}); save it as UTF-8",
        ) from error
