"""Evaluation cases: leads with what a reader would accept as the answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.errors import InputError
from chainmatch.leads.figures import flag
from chainmatch.registry.known import Registry


@dataclass(frozen=True, slots=True)
class Case:
    """One lead with its labels; None means not labelled.

    `park` is the true park, `zone` the true zone; `core` and `accept` the links that are right and
    that are acceptable ("none": outside the plan's links); `gbt` the acceptable classes. `kind`
    says how a lead is out of scope (far, near, vague); "" for leads in scope.
    """

    id: str
    name: str
    desc: str
    desc_short: str
    park: str | None
    zone: str | None
    core: frozenset[str] | None
    accept: frozenset[str] | None
    gbt: frozenset[str] | None
    in_scope: bool
    kind: str = ""


def read_cases(rows: Iterable[Mapping[str, Any]]) -> tuple[Case, ...]:
    """Read cases from rows with `desc` and any labels.

    A row with `why` and no label, or with `in_scope` false, is out of scope. Raises InputError for
    a row without a description, and where there is no row at all.
    """
    cases = tuple(_case(row, number) for number, row in enumerate(rows, 1))
    if not cases:
        raise InputError("the file of cases holds no case; each row needs at least `desc`")
    return cases


def registry_cases(registry: Registry) -> tuple[Case, ...]:
    """Return the known enterprises as cases: what weights are fitted on."""
    return read_cases(asdict(enterprise) for enterprise in registry.enterprises)


def _case(row: Mapping[str, Any], number: int) -> Case:
    if not str(row.get("desc") or row.get("text") or "").strip():
        raise InputError(f"case {number} has no `desc`; each row needs at least `desc`")
    stated = row.get("in_scope")
    in_scope = "why" not in row if stated is None else _yes(stated, number)
    return Case(
        id=str(row.get("id") or f"case{number}"),
        name=str(row.get("name") or ""),
        desc=str(row.get("desc") or row.get("text")),
        desc_short=str(row.get("desc_short") or ""),
        park=row.get("park") or None,
        zone=row.get("zone") or None,
        core=_set(row.get("directions_core")),
        accept=_set(row.get("directions_accept")),
        gbt=_set(row.get("gbt_accept")),
        in_scope=in_scope,
        kind="" if in_scope else str(row.get("kind") or "far"),
    )


def _yes(value: object, number: int) -> bool:
    read = flag(value)
    if read is None:
        raise InputError(f"case {number} has in_scope {value!r}; allowed are true and false")
    return read


def _set(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    if isinstance(value, str | int | float):
        value = re.split(r"[\s,;，；、]+", str(value).strip())
    return (
        frozenset(str(item) for item in value if item != "")
        if isinstance(value, Iterable)
        else None
    )
