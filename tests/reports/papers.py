"""Word documents as tests read them."""

import zipfile
from pathlib import Path
from typing import Any

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of an office file by its name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(path: Path) -> Any:  # noqa: ANN401  # an element of lxml
    """Return the tree of the document itself."""
    return Document(str(path)).element


def headings(path: Path) -> list[str]:
    """Return the headings of the first level."""
    return [p.text for p in Document(str(path)).paragraphs if p.style.name.startswith("Heading")]


def everything(path: Path) -> str:
    """Return every text of the body in the order of reading."""
    return "\n".join(
        "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for paragraph in body(path).iter(f"{W}p")
    )
