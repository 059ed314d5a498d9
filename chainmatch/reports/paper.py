"""A document as plain values: sections of headings, paragraphs, tables and pictures.

Nothing here knows of Word: content is made and tested without it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chainmatch.reports.wording import Language

Kind = Literal["body", "topic", "item", "caption", "note", "title", "under_title"]
"""What a paragraph is: running text, a topic above text, one of a list, words of a table or
picture, a remark in small print, the title of the whole, what stands under it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; it is never empty."""

    text: str
    kind: Kind = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row; `widths` are relative, one a column. An empty cell shows a dash.

    A `small` one is set in smaller print.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG as wide as the page, and the words for those who do not see it."""

    png: bytes
    told: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation; `points` is the size of body text."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    points: float = 11.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document: the title and day that its header names, language, sections."""

    title: str
    on: dt.date
    language: Language
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block in order."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(block.text for block in self.blocks if isinstance(block, Heading))


def day(on: dt.date, language: Language) -> str:
    """Return a day as people write it."""
    return f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat()


def texts(blocks: Sequence[Block]) -> list[str]:
    """Return every text of blocks, cells in the order of reading."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [cell for row in (block.header, *block.rows) for cell in row]
        elif not isinstance(block, Picture):
            found.append(block.text)
    return found
