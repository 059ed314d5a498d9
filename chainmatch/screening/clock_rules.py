"""Clocks read from a file: the shipped rules, with those of the user laid over them."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from chainmatch.errors import DataError, InputError
from chainmatch.leads.pipeline import Status
from chainmatch.plan.decode import decode, fault
from chainmatch.screening.clocks import WATCHED, Clock, Rules
from chainmatch.screening.days import Calendar

MOST_DAYS = 3_650

_ID = re.compile(r"[a-z][a-z0-9_]*")
_PLAIN = ("registered", "note", "moved", "attachment", "changed", "assigned")
_KEYS = ("origin", "marks", "clocks", "holidays", "workdays")


def load_clocks(shipped: Path, overlay: Path | None = None) -> Rules:
    """Return the rules of a file, with those of a second one laid over it.

    A clock of the overlay replaces what it names of the clock with its id, is new, or is left out
    with `"off": true`; marks are replaced one by one, the lists of days whole. Raises DataError
    for the shipped file, InputError for the overlay, with every fault and its place.
    """
    document, file = _object(shipped, DataError), shipped.name
    if overlay is not None:
        document, file = _laid_over(document, _object(overlay, InputError)), overlay.name
    faults = [
        fault(f"{file}#/{key}", document[key], "unexpected", ", ".join(_KEYS))
        for key in document
        if key not in _KEYS
    ]
    marks = {
        id: _words(f"{file}#/marks/{id}", row, faults) for id, row in _by_id(document, "marks")
    }
    clocks = [
        _clock(f"{file}#/clocks/{id}", row, marks, faults) for id, row in _by_id(document, "clocks")
    ]
    calendar = _calendar(file, document, faults)
    made = tuple(clock for clock in clocks if clock is not None)
    if not faults:
        faults += _uncovered(file, made)
    if faults:
        raise (DataError if overlay is None else InputError)("\n".join(faults))
    return Rules(made, marks, calendar)


def _object(path: Path, error: type[DataError | InputError]) -> dict[str, Any]:
    try:
        # Editors of some systems write a mark before the first letter.
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as wrong:
        raise error(f"{path.name} cannot be read: {wrong}") from wrong
    if not isinstance(found, dict):
        raise error(f"{path.name}: {found!r:.60} is no object; one with clocks is needed")
    lists = {key: found[key] for key in ("marks", "clocks") if key in found}
    for key, rows in lists.items():
        if not isinstance(rows, list) or not all(_has_id(row) for row in rows):
            raise error(f"{path.name}#/{key}: {rows!r:.60} is no list of objects with an id")
        ids = [row["id"] for row in rows]
        if len(set(ids)) < len(ids):
            raise error(f"{path.name}#/{key}: an id is there twice; each is allowed once")
    return found


def _has_id(row: object) -> bool:
    return isinstance(row, dict) and bool(_ID.fullmatch(str(row.get("id"))))


def _by_id(document: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    return [(row["id"], row) for row in document.get(key, ())]


def _laid_over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    found = {**shipped, **own}
    for key in ("marks", "clocks"):
        rows = dict(_by_id(shipped, key))
        for id, row in _by_id(own, key):
            rows[id] = {**rows.get(id, {}), **row}
        kept = [row for row in rows.values() if row.get("off") is not True]
        found[key] = [{name: row[name] for name in row if name != "off"} for row in kept]
    return found


def _words(pointer: str, row: dict[str, Any], faults: list[str]) -> tuple[str, ...]:
    words = row.get("words")
    if isinstance(words, list) and words and all(isinstance(w, str) and w.strip() for w in words):
        return tuple(words)
    faults.append(fault(f"{pointer}/words", words, "no list of words", "texts that are not empty"))
    return ()


def _clock(
    pointer: str, row: dict[str, Any], marks: Mapping[str, object], faults: list[str]
) -> Clock | None:
    clock = decode(Clock, row, pointer, faults)
    if clock is None:
        return None
    terms = {"days": clock.days, **{f"longer/{i}/days": t.days for i, t in enumerate(clock.longer)}}
    for place, days in terms.items():
        if not 1 <= days <= MOST_DAYS:
            faults.append(
                fault(f"{pointer}/{place}", days, "no term", f"days from 1 to {MOST_DAYS}")
            )
    names = [*_PLAIN, *(f"note:{mark}" for mark in marks)]
    names += [f"{verb}:{status}" for verb in ("entered", "left") for status in Status]
    waited = [("done", name) for name in clock.done] + [("longer", t.on) for t in clock.longer]
    for place, name in waited:
        if name not in names:
            allowed = f"{', '.join(names[: len(_PLAIN) + len(marks)])}, entered:STAGE, left:STAGE"
            faults.append(fault(f"{pointer}/{place}", name, "unknown", allowed))
    if not clock.done:
        faults.append(fault(f"{pointer}/done", [], "empty", "at least one step that ends it"))
    return clock


def _calendar(file: str, document: Mapping[str, Any], faults: list[str]) -> Calendar:
    holidays, workdays = (
        frozenset(_days(f"{file}#/{key}", document.get(key, []), faults))
        for key in ("holidays", "workdays")
    )
    faults.extend(
        fault(f"{file}#/workdays", day.isoformat(), "a holiday too", "a day in one of the lists")
        for day in sorted(holidays & workdays)
    )
    return Calendar(holidays, workdays)


def _days(pointer: str, rows: object, faults: list[str]) -> Iterator[dt.date]:
    if not isinstance(rows, list):
        faults.append(fault(pointer, rows, "not a list", "days as YYYY-MM-DD"))
        return
    for i, row in enumerate(rows):
        try:
            yield dt.date.fromisoformat(row)
        except (TypeError, ValueError):
            faults.append(fault(f"{pointer}/{i}", row, "no day", "days as YYYY-MM-DD"))


def _uncovered(file: str, clocks: Sequence[Clock]) -> Iterator[str]:
    """Yield a fault for each stage where a lead would be without a clock sooner or later."""
    always = {stage for clock in clocks if clock.repeats for stage in clock.stages}
    for stage in WATCHED:
        if stage not in always:
            yield f"{file}#/clocks: stage {stage} has no clock that repeats; each stage needs one"
