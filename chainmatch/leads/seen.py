"""What was seen while a file was read: its columns, how its rows were taken, what is unread."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from chainmatch.leads.columns import UNPARSED, Column, with_unit
from chainmatch.leads.rows import At, BadRow, Passed, Row
from chainmatch.leads.table import Found

_SAMPLES = 3
_LONGEST = 40  # characters of a sample


@dataclass
class SeenColumn:
    """One column of one sheet: what it means, and the first cells under it."""

    sheet: str
    column: Column
    samples: list[str] = field(default_factory=list)
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be read safely: where, the field, and what stands there."""

    at: At
    field: str
    raw: str


@dataclass
class Seen:
    """A file as far as it was read."""

    rows: int = 0
    columns: dict[tuple[str, str], SeenColumn] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    refused: list[BadRow] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heading: dict[str, tuple[Column, ...]] = {}

    def take(self, item: Found) -> None:
        """Take note of one row."""
        if isinstance(item, Passed) and item.kind == "sheet":
            self.skipped.append(item.at.sheet)
            return
        if isinstance(item, Passed):
            self.passed[item.kind] += 1
            if item.columns:
                self._heading[item.at.sheet] = item.columns
            return
        if isinstance(item, BadRow):
            self.refused.append(item)
        else:
            self.rows += 1
            self.unread += [Unread(item.at, name, raw) for name, raw in unread(item.values)]
        self._sample(item)

    def headers(self, sheet: str) -> tuple[str, ...]:
        """Return the headers in force for a sheet; empty where it has none."""
        return tuple(col.header for col in self._heading.get(sheet, ()))

    def headers_with_units(self, sheet: str) -> tuple[str, ...]:
        """Return headers that mean the same without the lines above them that name units."""
        return tuple(with_unit(col) for col in self._heading.get(sheet, ()))

    def _sample(self, item: Row | BadRow) -> None:
        for col, cell in zip(self._heading.get(item.at.sheet, ()), item.cells, strict=False):
            if not col.header or not cell:
                continue
            seen = self.columns.setdefault(
                (item.at.sheet, col.header), SeenColumn(item.at.sheet, col)
            )
            seen.filled += 1
            if len(seen.samples) < _SAMPLES and cell[:_LONGEST] not in seen.samples:
                seen.samples.append(cell[:_LONGEST])


def unread(values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the fields of a row that could not be read, with what stands there."""
    found = values.get(UNPARSED)
    if not isinstance(found, Mapping):
        return []
    return [(str(name), str(raw)) for name, raw in found.items()]
