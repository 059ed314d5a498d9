"""Blocks -> outline: numbered running items, boxes with their items, zone paragraphs, tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chainmatch.plan.ingest.lines import Block
from chainmatch.plan.schema import Group

_CHAPTER = re.compile(r"^([一二三四五六七八九十]+)、(.+)$")
_SECTION = re.compile(r"^（([一二三四五六七八九十]+)）(.{2,30}?)。?$")
_BOX = re.compile(r"^专栏(\d+)(.{2,40})$")
_TABLE = re.compile(r"^表(\d+(?:[—–-]\d+)?)(.{2,40})$")
_ITEM = re.compile(r"^(\d{1,2})\.(?!\d)\s*(.+)$")
_NAME = re.compile(r"^([^。，]{2,30})。(.*)$")
GROUPS: tuple[tuple[str, Group], ...] = (
    ("传统产业", "traditional"),
    ("新兴产业", "emerging"),
    ("未来产业", "future"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: `name` is what stands before the first full stop, `text` the rest."""

    number: int
    name: str
    text: str
    line: int


@dataclass(slots=True)
class Box:
    """A numbered box (专栏) with its title and items."""

    number: int
    title: str
    line: int
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A section (一) of a chapter: running items, paragraphs without a number, boxes."""

    chapter: str
    number: str
    title: str
    items: list[Item] = field(default_factory=list)
    paragraphs: list[tuple[int, str]] = field(default_factory=list)  # (running item before, text)
    boxes: list[Box] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The place as the plan's readers write it, e.g. 四(二)."""
        return f"{self.chapter}({self.number})"

    @property
    def group(self) -> Group | None:
        """The group of industries that the section is about, if it is about one."""
        return next((group for word, group in GROUPS if self.title.endswith(word)), None)


@dataclass(slots=True)
class Table:
    """A table: its number (`1-2`), its caption and its rows over all pages."""

    number: str
    title: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    note: str = ""


@dataclass(slots=True)
class Outline:
    """All sections, boxes and tables in the order of the text."""

    head: list[Block]
    sections: list[Section]
    tables: list[Table]

    @property
    def boxes(self) -> list[Box]:
        """All boxes in the order of the text."""
        return [box for section in self.sections for box in section.boxes]


def item_of(text: str, line: int) -> Item | None:
    """Return the numbered item that `text` is, or None where it has no number."""
    found = _ITEM.match(text)
    if not found:
        return None
    named = _NAME.match(found[2])
    name, rest = (named[1], named[2]) if named else ("", found[2])
    return Item(int(found[1]), name, rest, line)


def outline(blocks: Sequence[Block]) -> Outline:
    """Return the outline of a plan."""
    builder = _Builder()
    for block, following in pairwise([*blocks, Block("heading", "", 0)]):
        builder.add(block, following)
    return builder.outline


class _Builder:
    """Holds where the reading stands: chapter, section, box, table."""

    def __init__(self) -> None:
        self.outline = Outline([], [], [])
        self._chapter = ""
        self._section: Section | None = None
        self._box: Box | None = None
        self._table: Table | None = None

    def add(self, block: Block, following: Block) -> None:
        """Take one block; `following` tells a running item from an item of the box before it."""
        if block.kind == "row":
            if self._table:
                self._table.rows.append(block.cells)
        elif not self._heading(block):
            self._text(block, following)

    def _heading(self, block: Block) -> bool:
        """Open a chapter, section, box or table; say whether the block was such a heading."""
        if found := _CHAPTER.match(block.text):
            self._chapter, self._section = found[1], None
        elif found := _SECTION.match(block.text):
            self._section = Section(self._chapter, found[1], found[2])
            self.outline.sections.append(self._section)
        elif found := _BOX.match(block.text):
            return self._open_box(Box(int(found[1]), found[2].strip(), block.line))
        elif found := _TABLE.match(block.text):
            number = re.sub(r"[—–]", "-", found[1])
            self._table = Table(number, found[2].strip())
            self.outline.tables.append(self._table)
            return True
        else:
            return False
        self._box = self._table = None
        return True

    def _open_box(self, box: Box) -> bool:
        self._box = box
        if self._section is None:
            self._section = Section(self._chapter, "", "")
            self.outline.sections.append(self._section)
        self._section.boxes.append(box)
        return True

    def _text(self, block: Block, following: Block) -> None:
        if self._table and block.text.startswith("注"):
            self._table.note = block.text
            return
        if self._section is None:
            self.outline.head.append(block)
            return
        item = item_of(block.text, block.line)
        if item and self._box and not self._is_running(item, following):
            self._box.items.append(item)
            return
        self._box = None
        if item:
            self._section.items.append(item)
        else:
            before = self._section.items[-1].number if self._section.items else 0
            self._section.paragraphs.append((before, block.text))

    def _is_running(self, item: Item, following: Block) -> bool:
        """Say whether an item after a box belongs to the running text.

        The text marks no end of a box. In a chapter of industries a running item leans on parks
        or is followed by the box of its own name; elsewhere it carries on the running numbers.
        """
        section, box = self._section, self._box
        if section is None or box is None:
            return True
        title = _BOX.match(following.text)
        if item.name and title and title[2].startswith(item.name):
            return True
        if section.group:
            return item.text.startswith("依托")
        running = section.items[-1].number if section.items else 0
        last = box.items[-1].number if box.items else 0
        return item.number == running + 1 and item.number != last + 1
