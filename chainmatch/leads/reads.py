"""How the cells of each kind of field are read: a value, "" for no answer, None for not safe."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chainmatch.leads.cells import Cell, clean, shown
from chainmatch.leads.codes import CreditCode, credit_code
from chainmatch.leads.dates import day
from chainmatch.leads.figures import Scale, figure, flag, says_nothing
from chainmatch.leads.plain import plain
from chainmatch.leads.spellings import How


@dataclass(frozen=True, slots=True)
class Under:
    """What a cell stands under: the units of its column and the one named, the file's calendar."""

    units: Mapping[str, float] = field(default_factory=dict)
    unit: str | None = None
    from_1904: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_INDUSTRY = re.compile(r"[a-t]?(\d{2,4})(?![\d年])")


def _words(cell: Cell, under: Under) -> object:  # noqa: ARG001  # one shape
    return clean(shown(cell))


def _amount(cell: Cell, under: Under) -> object:
    if says_nothing(cell):
        return ""
    return figure(cell, Scale(under.units, under.unit, yuan="元" in under.units))


def _date(cell: Cell, under: Under) -> object:
    return "" if says_nothing(cell) else day(cell, from_1904=under.from_1904)


def _flag(cell: Cell, under: Under) -> object:  # noqa: ARG001  # one shape
    return flag(cell)


def _class(cell: Cell, under: Under) -> object:  # noqa: ARG001  # one shape
    found = _INDUSTRY.match(plain(shown(cell)))
    return found[1] if found else None


def _code(cell: Cell, under: Under) -> object:  # noqa: ARG001  # one shape
    # A number of 18 digits has lost the last of them.
    found = credit_code(cell) if isinstance(cell, str) else None
    return found.text if isinstance(found, CreditCode) else None


def _choice(cell: Cell, under: Under) -> object:
    return under.choices.get(plain(shown(cell)))


def _phone(cell: Cell, under: Under) -> object:  # noqa: ARG001  # one shape
    said = clean(shown(cell)).removeprefix("'")
    return None if _SCIENTIFIC.fullmatch(said) else said


READERS: Mapping[How, Callable[[Cell, Under], object]] = {
    "words": _words,
    "label": _words,
    "id": _words,
    "amount": _amount,
    "date": _date,
    "flag": _flag,
    "class": _class,
    "code": _code,
    "phone": _phone,
    "choice": _choice,
}
