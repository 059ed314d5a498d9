"""What a sheet's XML shows and readers of values do not: hidden rows, merges, errors, formulas."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from chainmatch.leads.cells import Broken
from chainmatch.leads.grid import Span

_CHUNK = 1 << 20
_PLAIN = frozenset({"c", "v", "row", "f", "t"})  # without a prefix, as nearly all are written
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class Marks:
    """What is found in one sheet; rows from 1, columns from 0.

    `rows` and `columns` are how far filled cells reach.
    """

    hidden: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by the name of its part in the archive."""

    title: str
    part: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The sheets of a workbook, and whether its days count from 1904."""

    sheets: tuple[Sheet, ...]
    from_1904: bool


def contents(archive: zipfile.ZipFile) -> Contents:
    """Return the sheets by title and part; raises KeyError or ExpatError where it is damaged."""
    names: list[tuple[str, str]] = []
    calendar: list[bool] = []

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "sheet":
            link = next((v for k, v in attributes.items() if k.endswith(":id") or k == "id"), "")
            names.append((attributes.get("name", ""), link))
        elif _local(tag) == "workbookPr":
            calendar.append(attributes.get("date1904", "0") in {"1", "true", "on"})

    folder, whole = _main_part(archive)
    _parse(archive.read(f"{folder}{whole}"), begin)
    targets = _targets(archive, f"{folder}_rels/{whole}.rels")
    found = [Sheet(name, _joined(folder, targets[link])) for name, link in names if link in targets]
    return Contents(tuple(found), any(calendar))


def marks(archive: zipfile.ZipFile, part: str, struck: frozenset[int]) -> Marks:
    """Return what one sheet's XML shows; `struck` are shared strings of which part is struck."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reading = _Reading(parser, struck)
    parser.StartElementHandler = reading.begin
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003
    parser.Parse(b"", True)  # noqa: FBT003
    reading.end_row()
    return reading.found


def struck_strings(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the shared strings with a part that is struck out."""
    name = next((n for n in archive.namelist() if n.lower().endswith("sharedstrings.xml")), None)
    if name is None:
        return frozenset()
    data = archive.read(name)
    if b"strike" not in data:
        return frozenset()
    found: set[int] = set()
    number = -1

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal number
        if _local(tag) == "si":
            number += 1
        elif _local(tag) in {"strike", "dstrike"} and attributes.get("val", "1") not in {
            "0",
            "false",
        }:
            found.add(number)

    _parse(data, begin)
    return frozenset(found)


class _Reading:
    """Follows the elements of a sheet; cells without a reference follow the one before.

    A sheet has millions of elements: nothing is looked at that no one asked about. Words are only
    taken in cells that may be broken, and a cell ends where the next begins.
    """

    def __init__(self, parser: expat.XMLParserType, struck: frozenset[int]) -> None:
        self.found = Marks()
        self._parser, self._struck = parser, struck
        self._watched = {"e", "s"} if struck else {"e"}
        self._row, self._column = 0, -1
        self._cell: dict[str, str] = {}
        self._last: str | int = -1
        self._words: dict[str, str] = {}
        self._into = ""
        self._crossed = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        name = tag if tag in _PLAIN else _local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t":  # noqa: PLR1714  # called for every cell
            self._last = self._cell.get("r") or self._column
            if self._words or self._cell.get("t") in self._watched:
                self._listen(name)
        elif name == "row":
            self.end_row()
            self._begin_row(attributes)
        elif name == "f":
            self._last = self._cell.get("r") or self._column
            self._listen(name)
        elif name in {"strike", "dstrike"}:
            self._crossed = attributes.get("val", "1") not in {"0", "false"}
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end_row(self) -> None:
        """Take the end of a row: its last filled cell is the furthest."""
        self._end_cell()
        if self._last != -1:
            self.found.rows = max(self.found.rows, self._row)
            self.found.columns = max(self.found.columns, self._place(self._last) + 1)
        self._last = -1

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._cell, self._column = {}, -1
        if attributes.get("hidden", "0") in {"1", "true"}:
            self.found.hidden.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if self._words or self._crossed:
            self._end_cell()
        if "r" not in attributes:
            before = self._cell.get("r")
            self._column = (self._place(before) if before else self._column) + 1
        self._cell = attributes

    def _listen(self, name: str) -> None:
        self._into = name
        self._words[name] = ""
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._deafen

    def _text(self, data: str) -> None:
        self._words[self._into] += data

    def _deafen(self, tag: str) -> None:  # noqa: ARG002  # the parser's
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None

    def _end_cell(self) -> None:
        broken = self._broken() if self._words or self._crossed else None
        if broken is not None:
            at = self._cell.get("r") or self._column
            self.found.broken[self._row, self._place(at)] = broken
        self._words, self._crossed = {}, False

    def _broken(self) -> Broken | None:
        value, kind = self._words.get("v", ""), self._cell.get("t", "n")
        if kind == "e":
            return Broken(value or "#?", "error")
        if "f" in self._words and not value and kind != "str" and "t" not in self._words:
            return Broken(f"={self._words['f']}", "no_value")
        if kind == "s" and value.isdigit() and int(value) in self._struck:
            return Broken("", "struck")
        return Broken("", "struck") if self._crossed else None

    def _place(self, at: str | int) -> int:
        if isinstance(at, int):
            return at
        found = _REFERENCE.fullmatch(at)
        return _number(found[1]) if found else 0

    def _merge(self, reference: str) -> None:
        ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = (
                (_number(end[1]), int(end[2])) for end in (ends[0], ends[1])
            )
            self.found.spans.append(Span(top, left, bottom, right))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _parse(data: bytes, begin: object) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = begin  # type: ignore[assignment]
    parser.Parse(data, True)  # noqa: FBT003


def _main_part(archive: zipfile.ZipFile) -> tuple[str, str]:
    """Return the folder and the name of the part that lists the sheets."""
    targets = _targets(archive, "_rels/.rels", "/officeDocument")
    whole = next(iter(targets.values()), "xl/workbook.xml").lstrip("/")
    folder, _, name = whole.rpartition("/")
    return f"{folder}/" if folder else "", name


def _targets(archive: zipfile.ZipFile, part: str, kind: str = "") -> dict[str, str]:
    found: dict[str, str] = {}

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("Type", "").endswith(kind):
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(archive.read(part), begin)
    return found


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}{target}"
