"""What public reports say that a park as a whole holds or is to hold, beside the plan."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chainmatch.errors import DataError
from chainmatch.paths import read_json


@dataclass(frozen=True, slots=True)
class Focus:
    """One report on one park: the industries that it names, whether they are there, and since when.

    `as_of` is the date of the report as far as known (2013, 2019-09) or None.
    """

    id: str
    park: str
    terms: tuple[str, ...]
    status: Literal["existing", "planned"]
    as_of: str | None
    source: str
    confidence: str


def read_focus(path: Path, parks: Collection[str]) -> tuple[Focus, ...]:
    """Read the reports on some parks; raises DataError naming each row that breaks the form.

    Reports on other parks are left out: a second plan has parks of its own.
    """
    rows = read_json(path)["statements"]
    faults = [
        f"{path.name}#/statements/{i}: a report needs id, park, terms, status and source"
        for i, row in enumerate(rows)
        if not (row.get("id") and row.get("park") and row.get("terms") and row.get("source"))
        or row.get("status") not in {"existing", "planned"}
    ]
    if faults:
        raise DataError("\n".join(faults))
    found = (Focus(**row | {"terms": tuple(row["terms"])}) for row in rows)
    return tuple(focus for focus in found if focus.park in parks)
