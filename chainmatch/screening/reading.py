"""Score sheets from files: those that ship, and a user's own; every fault with its pointer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from chainmatch.errors import DataError, InputError
from chainmatch.matching import predicate_json
from chainmatch.matching.fields import FIELDS, STATED
from chainmatch.matching.predicate import fields_of
from chainmatch.matching.result import Origin
from chainmatch.matching.rules import is_date
from chainmatch.paths import read_json
from chainmatch.plan.decode import decode, fault
from chainmatch.screening.sheets import (
    HUMAN,
    SHARES,
    Bands,
    Classes,
    Criterion,
    Falls,
    Gate,
    Objection,
    Options,
    Rises,
    Scale,
    Section,
    Sheet,
    Verdicts,
)


@dataclass(frozen=True, slots=True)
class _Gate:
    id: str
    title: str
    requires: object


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as a file writes it; the predicates of its gates are read further below."""

    id: str
    title: str
    region: str
    source: str
    as_of: str
    verified: bool
    total: float
    sections: tuple[Section, ...]
    here: bool = True
    note: str = ""
    gates: tuple[_Gate, ...] = ()
    objections: tuple[Objection, ...] = ()
    verdicts: Verdicts = field(default_factory=Verdicts)


def shipped_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets that ship, all of other regions; raises DataError with every fault."""
    faults: list[str] = []
    sheets = _sheets(read_json(path), path.name, "shipped", faults)
    if faults:
        raise DataError("\n".join(faults))
    return sheets


def own_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a user's own file; raises InputError with every fault and pointer."""
    faults: list[str] = []
    try:
        document = read_json(path)
    except RecursionError as error:
        raise InputError(f"{path.name} is nested too deep to be read") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    sheets = _sheets(document, path.name, "user", faults)
    if faults:
        raise InputError("\n".join(faults))
    return sheets


def _sheets(document: object, file: str, origin: Origin, faults: list[str]) -> tuple[Sheet, ...]:
    if not isinstance(document, dict) or not isinstance(document.get("sheets"), list):
        faults.append(fault(f"{file}#", document, "no list of sheets", '{"sheets": [ … ]}'))
        return ()
    odd = [key for key in document if key not in {"sheets", "origin"}]
    faults += [fault(f"{file}#/{key}", document[key], "unexpected", "sheets") for key in odd]
    rows = cast("list[object]", document["sheets"])
    made = [_sheet(row, f"{file}#/sheets/{i}", origin, faults) for i, row in enumerate(rows)]
    sheets = tuple(sheet for sheet in made if sheet is not None)
    faults += _doubles(f"{file}#/sheets", [sheet.id for sheet in sheets])
    if not rows:
        faults.append(fault(f"{file}#/sheets", [], "empty", "one sheet or more"))
    return sheets


def _sheet(value: object, place: str, origin: Origin, faults: list[str]) -> Sheet | None:
    row = decode(_Sheet, value, place, faults)
    if row is None:
        return None
    before = len(faults)
    predicates = [
        predicate_json.decode(gate.requires, f"{place}/gates/{i}/requires", faults)
        for i, gate in enumerate(row.gates)
    ]
    gates = tuple(
        Gate(gate.id, gate.title, predicate)
        for gate, predicate in zip(row.gates, predicates, strict=True)
        if predicate is not None
    )
    sheet = Sheet(
        row.id, row.title, row.region, row.here, row.source, row.as_of, row.verified, row.note,
        row.total, row.sections, gates, row.objections, row.verdicts, origin,
    )  # fmt: skip
    faults.extend(_faults(sheet, place))
    return sheet if len(faults) == before else None


def _faults(sheet: Sheet, place: str) -> Iterator[str]:
    for name in ("id", "title", "source"):
        if not getattr(sheet, name).strip():
            yield fault(f"{place}/{name}", getattr(sheet, name), "empty", "a text")
    if not is_date(sheet.as_of):
        yield fault(f"{place}/as_of", sheet.as_of, "no date", "2025, 2025-03 or 2025-03-31")
    yield from _doubles(f"{place}/sections", _ids(sheet))
    if not sheet.criteria:
        yield fault(f"{place}/sections", [], "empty", "one criterion or more")
    if sheet.unstated < 0:
        allowed = f"{sheet.total - sheet.unstated:g}, what the criteria add up to, or more"
        yield fault(f"{place}/total", sheet.total, "too low", allowed)
    for i, section in enumerate(sheet.sections):
        for k, criterion in enumerate(section.criteria):
            yield from _criterion_faults(criterion, f"{place}/sections/{i}/criteria/{k}")
    yield from _gate_faults(sheet, place)
    yield from _verdict_faults(sheet.verdicts, f"{place}/verdicts")


def _ids(sheet: Sheet) -> list[str]:
    return [
        *(criterion.id for criterion in sheet.criteria),
        *(gate.id for gate in sheet.gates),
        *(objection.id for objection in sheet.objections),
    ]


def _gate_faults(sheet: Sheet, place: str) -> Iterator[str]:
    for i, gate in enumerate(sheet.gates):
        for name in fields_of(gate.requires):
            if name not in STATED:
                allowed = ", ".join(STATED)
                yield fault(f"{place}/gates/{i}/requires", name, "no field of a sheet", allowed)


def _doubles(place: str, ids: list[str]) -> Iterator[str]:
    for id, count in Counter(ids).items():
        if count > 1:
            yield fault(place, id, "standing twice", "unique ids")


_NUMBERS = (Rises, Falls, Bands)


def _criterion_faults(criterion: Criterion, place: str) -> Iterator[str]:
    scales = _scales(criterion.computed)
    if scales is None:
        allowed = ", ".join((HUMAN, *SHARES, *STATED))
        yield fault(f"{place}/computed", criterion.computed, "unknown", allowed)
    elif not isinstance(criterion.scale, scales):
        allowed = ", ".join(kind.__name__.lower() for kind in scales)
        given = type(criterion.scale).__name__.lower()
        yield fault(f"{place}/scale", given, f"no scale for {criterion.computed}", allowed)
    if criterion.computed == HUMAN and not criterion.ask.strip():
        yield fault(f"{place}/ask", criterion.ask, "empty", "the question to a person")
    if criterion.points <= 0:
        yield fault(f"{place}/points", criterion.points, "nothing", "more than 0")
    odd = [p for p in _points(criterion.scale) if not 0 <= p <= criterion.points]
    if odd:
        allowed = f"0 to {criterion.points:g}"
        yield fault(f"{place}/scale", odd[0], "out of the criterion's points", allowed)
    yield from _scale_faults(criterion, f"{place}/scale")


def _scales(computed: str) -> tuple[type, ...] | None:
    """Return the scales that go with what is computed; None where nothing is known by that name."""
    if computed == HUMAN:
        return (Options,)
    if computed in SHARES:
        return _NUMBERS
    if computed not in STATED or FIELDS[computed].kind not in {"number", "text"}:
        return None
    return _NUMBERS if FIELDS[computed].kind == "number" else (Classes,)


def _points(scale: Scale) -> tuple[float, ...]:
    if isinstance(scale, Bands):
        return tuple(points for band in scale.bands for points in (band.least, band.most))
    if isinstance(scale, Classes | Options):
        options = scale.classes if isinstance(scale, Classes) else scale.options
        return tuple(option.points for option in options)
    return (scale.least,) if isinstance(scale, Falls) else ()


def _scale_faults(criterion: Criterion, place: str) -> Iterator[str]:
    scale = criterion.scale
    if isinstance(scale, Rises) and scale.rises_to <= 0:
        yield fault(f"{place}/rises_to", scale.rises_to, "no bound", "more than 0")
    if isinstance(scale, Falls) and min(scale.per, scale.minus, scale.full_at) <= 0:
        yield fault(place, scale.per, "no step", "full_at, minus and per of more than 0")
    if isinstance(scale, Bands):
        yield from _band_faults(scale, f"{place}/bands")
    if isinstance(scale, Classes) and criterion.computed in FIELDS:
        values = FIELDS[criterion.computed].values
        for i, option in enumerate(scale.classes):
            if option.answer not in values:
                at = f"{place}/classes/{i}/answer"
                yield fault(at, option.answer, "unknown", ", ".join(values))


def _band_faults(scale: Bands, place: str) -> Iterator[str]:
    floors = [band.at_least for band in scale.bands]
    if not _descends_to_nothing(floors):
        yield fault(place, floors, "out of order", "from the highest down to 0")
    if any(band.least > band.most for band in scale.bands):
        yield fault(place, "least", "above most", "least up to most")


def _descends_to_nothing(floors: Sequence[float]) -> bool:
    return bool(floors) and floors[-1] == 0 and list(floors) == sorted(set(floors), reverse=True)


def _verdict_faults(verdicts: Verdicts, place: str) -> Iterator[str]:
    lists: Mapping[str, Any] = {"met": verdicts.met, "missed": verdicts.missed}
    for name, thresholds in lists.items():
        floors = [threshold.at_least for threshold in thresholds]
        if floors and not _descends_to_nothing(floors):
            yield fault(f"{place}/{name}", floors, "out of order", "from the highest down to 0")
    if bool(verdicts.met) is not bool(verdicts.missed):
        yield fault(place, "one list", "alone", "met and missed, or neither")
    if verdicts.met and not verdicts.vetoed.strip():
        yield fault(f"{place}/vetoed", verdicts.vetoed, "empty", "the verdict after a veto")
