"""New values for a lead as people give them: cells under the headings of sheets."""

from collections.abc import Mapping, Sequence
from typing import cast

from chainmatch.errors import InputError
from chainmatch.leads.columns import UNPARSED, canonical, column


def values_of_cells(cells: Mapping[str, object]) -> dict[str, object]:
    """Read cells as a sheet's columns are read: 总投资 1.2亿元 is invest_wanyuan 12000.

    Raises InputError where a list or an object stands for a field of ours.
    """
    try:
        return canonical(cells)
    except TypeError as error:
        wrong = (name for name, cell in cells.items() if isinstance(cell, list | dict))
        name = next(wrong, "a field")
        raise InputError(f"{name!r:.60} is a list or an object; a text is needed") from error


def edited(
    id: str, before: Mapping[str, object], new: Mapping[str, object], dropped: Sequence[str] = ()
) -> dict[str, object]:
    """Return the values of lead `id` with new ones and without dropped fields.

    What could not be read stays until its field is given. Raises InputError for a dropped field
    that there is not; a header stands for its field.
    """
    out = {_field(id, before, name) for name in dropped}
    kept = {name: value for name, value in before.items() if name not in out}
    told, read = (dict(cast("dict[str, str]", part.get(UNPARSED, {}))) for part in (kept, new))
    unparsed = {name: said for name, said in told.items() if name not in new} | read
    found = {**kept, **new}
    found.pop(UNPARSED, None)
    return found | ({UNPARSED: unparsed} if unparsed else {})


def _field(id: str, before: Mapping[str, object], name: str) -> str:
    """Return the field that a name or a header means."""
    for field in (name, column(name).name):
        if field in before:
            return str(field)
    raise InputError(f"{id} has no field {name!r:.60}; its fields are {', '.join(before)}")
