"""Enterprises and projects that public sources place in a zone or park."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from chainmatch.digest import digest
from chainmatch.errors import DataError
from chainmatch.paths import read_json
from chainmatch.registry.focus import Focus

LabelBasis = Literal["stated", "inferred", "public_knowledge", "zone_only"]


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One enterprise or project, with where a public source places it and how sure that is.

    `park` is None where only the zone is known. `directions_core` are the chain links that it
    fills, `directions_accept` those that a reader would also accept (both None where nobody has
    judged; "none" among them means: outside the plan's links). `label_basis` says how the park is
    known: `stated` by the source, `inferred` from the county, `public_knowledge`, or `zone_only`.
    """

    id: str
    name: str
    zone: str | None
    park: str | None
    desc: str
    desc_short: str
    kind: str
    date: str | None
    invest_wanyuan: float | None
    land_mu: float | None
    directions_core: tuple[str, ...] | None
    directions_accept: tuple[str, ...] | None
    gbt: str | None
    gbt_accept: tuple[str, ...] | None
    source: str
    evidence: str
    confidence: str
    label_basis: LabelBasis
    strict: bool
    desc_basis: str

    @property
    def uncertain(self) -> bool:
        """Whether the place is less than stated with high confidence by a named source."""
        return self.label_basis != "stated" or self.confidence != "high" or not self.source


_TUPLES = ("directions_core", "directions_accept", "gbt_accept")
_FIELDS = frozenset(field.name for field in fields(Enterprise))


class Registry:
    """Known enterprises in the order of their file, and reports on parks as a whole.

    `digest` ties results to both.
    """

    def __init__(self, enterprises: Iterable[Enterprise], focus: Iterable[Focus] = ()) -> None:
        self.enterprises, self.focus = tuple(enterprises), tuple(focus)

    def with_focus(self, focus: Iterable[Focus]) -> "Registry":
        """Return the same enterprises with other reports on parks."""
        return Registry(self.enterprises, focus)

    @cached_property
    def digest(self) -> str:
        """The sha256 of all enterprises and reports, computed when first asked for."""
        known = [asdict(enterprise) for enterprise in self.enterprises]
        return digest(known + [asdict(report) for report in self.focus])

    @classmethod
    def from_json(cls, path: Path) -> "Registry":
        """Read a registry file; raises DataError with every fault and its pointer."""
        document = read_json(path)
        if not isinstance(document, dict) or not isinstance(document.get("enterprises"), list):
            raise DataError(f"{path.name} has no list `enterprises`")
        return cls.from_rows(document["enterprises"], path.name)

    @classmethod
    def from_jsonl(cls, path: Path) -> "Registry":
        """Read one enterprise a line; raises DataError with every fault and its place."""
        rows, faults = [], []
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                faults.append(f"{path.name} line {number}: no JSON ({error})")
        if faults:
            raise DataError("\n".join(faults))
        return cls.from_rows(rows, path.name)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]], file: str) -> "Registry":
        """Build a registry from plain rows; `file` names their place in faults."""
        listed: list[Any] = list(rows)
        odd = [i for i, row in enumerate(listed) if not isinstance(row, Mapping)]
        if odd:
            raise DataError("\n".join(f"{file}#/{i}: no object with named fields" for i in odd))
        faults = [fault for i, row in enumerate(listed) for fault in _faults(row, f"{file}#/{i}")]
        seen: set[str] = set()
        for i, row in enumerate(listed):
            if row.get("id") in seen:
                faults.append(f"{file}#/{i}/id: {row.get('id')!r} stands twice; ids are unique")
            seen.add(str(row.get("id")))
        if faults:
            raise DataError("\n".join(faults))
        return cls(_enterprise(row) for row in listed)

    def write(self, path: Path, origin: Mapping[str, str]) -> None:
        """Write the registry with its `origin` (what it was made from, when) as readable JSON."""
        document = {"origin": dict(origin), "enterprises": [asdict(e) for e in self.enterprises]}
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _faults(row: Mapping[str, Any], place: str) -> list[str]:
    faults = [f"{place}: field {name!r} is missing" for name in sorted(_FIELDS - set(row))]
    if row.get("label_basis") == "zone_only" and row.get("park"):
        faults.append(f"{place}/park: {row['park']!r} beside zone_only; zone_only has no park")
    if row.get("park") and row.get("zone") != str(row["park"]).split("-", maxsplit=1)[0]:
        faults.append(f"{place}/zone: {row.get('zone')!r} is not the zone of {row['park']!r}")
    return faults


def _enterprise(row: Mapping[str, Any]) -> Enterprise:
    values = {name: row[name] for name in _FIELDS}
    for name in _TUPLES:
        values[name] = tuple(values[name]) if values[name] is not None else None
    return Enterprise(**values)
