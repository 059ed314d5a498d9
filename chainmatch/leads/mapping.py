"""What the headers of one's own sheets mean, kept in a file: header, field, unit."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chainmatch.errors import InputError
from chainmatch.leads.columns import Column, column
from chainmatch.leads.plain import plain
from chainmatch.leads.spellings import SPELLINGS, Spelling

_FIELDS: Mapping[str, Spelling] = {spelling.name: spelling for spelling in SPELLINGS}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A header's field, None for a column of its own, and the unit of its bare numbers."""

    field: str | None
    unit: str | None = None


class ColumnMap:
    """Headers whose meaning somebody has said; others mean what they are spelt like."""

    def __init__(self, columns: Mapping[str, Meaning]) -> None:
        self.columns = dict(columns)
        self._said = {plain(header): meaning for header, meaning in columns.items()}

    def column(self, header: str) -> Column:
        """Return what a header means; width, case, script and blanks do not matter."""
        said = self._said.get(plain(header))
        if said is None:
            return column(header)
        if said.field is None:
            return Column(header)
        spelling = _FIELDS[said.field]
        unit = next(iter(spelling.units)) if spelling.bare else said.unit
        return Column(header, spelling, unit)


def found_columns(columns: Iterable[Column]) -> ColumnMap:
    """Return what columns were found to mean, to be kept, read and changed by people."""
    named = {col.header: Meaning(col.name, col.unit) for col in columns if col.header}
    return ColumnMap(named)


def load_map(path: Path) -> ColumnMap:
    """Read a file of `save_map`; InputError for the first header that it says nonsense of."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"mapping {path} cannot be read: {error!s:.80}") from error
    rows = document.get("columns") if isinstance(document, dict) else None
    if not isinstance(rows, dict):
        raise InputError(f'mapping {path}: an object with "columns" is needed')
    return ColumnMap({header: _meaning(path, header, said) for header, said in rows.items()})


def save_map(found: ColumnMap, path: Path) -> None:
    """Write what headers mean; the file appears whole or not at all."""
    columns = {
        header: {"field": said.field} | ({"unit": said.unit} if said.unit else {})
        for header, said in found.columns.items()
    }
    partial = path.with_name(f".{path.name}.part")
    text = json.dumps({"columns": columns}, ensure_ascii=False, indent=1)
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)


def _meaning(path: Path, header: str, said: Any) -> Meaning:  # noqa: ANN401  # any JSON value
    name = said.get("field") if isinstance(said, dict) else said
    unit = said.get("unit") if isinstance(said, dict) else None
    if name is None:
        return Meaning(None)
    if name not in _FIELDS:
        allowed = ", ".join(_FIELDS)
        raise InputError(f"mapping {path.name}: {header!r} is {name!r}; allowed are {allowed}")
    units = _FIELDS[name].units
    if unit is not None and unit not in units:
        allowed = ", ".join(filter(None, units)) or "none"
        raise InputError(
            f"mapping {path.name}: {header!r} is counted in {unit!r}; allowed are {allowed}"
        )
    return Meaning(name, unit)
