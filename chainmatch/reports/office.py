"""What every office file needs: text that XML can hold, whole files, the same bytes each time."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

# XML 1.0 has no place for these, not even escaped; a lone surrogate has no UTF-8.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_REPLACEMENT = "\ufffd"
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name


def legal(text: str) -> str:
    r"""Return a text as an office file holds it.

    Characters that XML cannot hold become U+FFFD, one for one; `\r\n` and `\r` become `\n`, which
    is what every reader of XML makes of them. All else stays.
    """
    return _LINE_ENDS.sub("\n", _ILLEGAL.sub(_REPLACEMENT, text))


def write_office(save: Callable[[BinaryIO], object], path: Path, on: dt.date) -> None:
    """Write what `save` gives as a file of the day `on`, whole or not at all.

    The same content gives the same bytes: no clock is in them.
    """
    made = io.BytesIO()
    save(made)
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(settled(made.getvalue(), on))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def settled(data: bytes, on: dt.date) -> bytes:
    """Return an office file without the time of its making, as if saved at midnight of a day."""
    saved = f"{on.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _SAVED.sub(rb"\g<1>" + saved + rb"\g<2>", content)
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.external_attr = 0o600 << 16
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
