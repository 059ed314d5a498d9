"""Admission rules as data: those that ship, and a file of the user's own laid over them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from chainmatch.errors import DataError, InputError
from chainmatch.matching import predicate_json
from chainmatch.matching.fields import FIELDS
from chainmatch.matching.predicate import Predicate, fields_of
from chainmatch.matching.result import Origin, Severity
from chainmatch.paths import read_json
from chainmatch.plan.decode import decode, fault

Unsaid = Literal["ask", "leave"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule's predicate written as data: what it `requires`, of those that it `applies` to.

    Where `applies` is not known, the rule asks, or with `unsaid` of "leave" says nothing. Without
    `requires` it only asks for what the rule `needs`.
    """

    requires: Predicate | None = None
    applies: Predicate | None = None
    unsaid: Unsaid = "ask"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it reads, each once."""
        both = (part for part in (self.applies, self.requires) if part is not None)
        return tuple(dict.fromkeys(name for part in both for name in fields_of(part)))


@dataclass(frozen=True, slots=True)
class Rule:
    """An admission rule: what it asks (`predicate`), where it holds (`parks`), and who says so.

    The predicate is a name in eligibility.PREDICATES or a Condition; `parks` is "all", "chemical"
    or ids of parks and zones. `needs` are papers that no field states: while they are open, the
    answer is unknown. `once` marks a rule of the lead alone, told once and not beside each park.
    """

    id: str
    title: str
    predicate: str | Condition
    parks: str | tuple[str, ...]
    severity: Severity
    source: str
    as_of: str
    verified: bool
    note: str = ""
    needs: tuple[str, ...] = ()
    once: bool = False
    origin: Origin = "shipped"


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A shipped rule that the user has switched off, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules in force, and what the user's own file `overlay` ("" for none) did to them."""

    rules: tuple[Rule, ...]
    off: tuple[SwitchedOff, ...] = ()
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may name: predicates in code, parks with facts, and zones."""

    predicates: Collection[str]
    parks: Collection[str]
    zones: Collection[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A rule as a file writes it; predicate and parks are read further below."""

    id: str
    title: str
    predicate: object
    parks: object
    severity: Severity
    source: str
    as_of: str
    verified: bool
    note: str = ""
    needs: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class _Condition:
    requires: object = None
    applies: object = None
    unsaid: Unsaid = "ask"


def read_rules(path: Path, known: Known) -> tuple[Rule, ...]:
    """Return the rules of a file; raises DataError with every fault and its JSON pointer."""
    faults: list[str] = []
    rows = _rows(_document(path, faults, ("rules", "origin")), "rules", path.name, faults)
    rules = _rules(rows, path.name, known, faults)
    if faults:
        raise DataError("\n".join(faults))
    return tuple(rule for rule in rules if rule is not None)


def laid_over(path: Path, shipped: Sequence[Rule], known: Known) -> Rulebook:
    """Return the shipped rules with the user's own file laid over them.

    Its `rules` are added, or take the place of those of their id; `off` lists ids with a reason
    (why). Raises InputError with every fault and its JSON pointer.
    """
    faults: list[str] = []
    document = _document(path, faults, ("rules", "off", "origin"))
    rules = _rules(_rows(document, "rules", path.name, faults), path.name, known, faults)
    own = {rule.id: replace(rule, origin="user") for rule in rules if rule is not None}
    off = _switched_off(document, path.name, {rule.id for rule in shipped}, faults)
    faults += [
        fault(f"{path.name}#/off/{i}/id", one.id, "also among the rules", "one of the two")
        for i, one in enumerate(off)
        if one.id in own
    ]
    if faults:
        raise InputError("\n".join(faults))
    gone = {one.id for one in off}
    replaced = [own.pop(rule.id, rule) for rule in shipped if rule.id not in gone]
    return Rulebook((*replaced, *own.values()), tuple(off), path.name)


def _document(path: Path, faults: list[str], keys: tuple[str, ...]) -> Mapping[str, Any]:
    try:
        document = read_json(path)
    except RecursionError as error:
        raise InputError(f"{path.name} is nested too deep to be read") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if not isinstance(document, dict):
        faults.append(fault(f"{path.name}#", document, "not an object", " and ".join(keys)))
        return {}
    faults += [
        fault(f"{path.name}#/{key}", document[key], "unexpected", ", ".join(keys))
        for key in document
        if key not in keys
    ]
    return document


def _rows(document: Mapping[str, Any], key: str, file: str, faults: list[str]) -> Sequence[object]:
    rows = document.get(key, [])
    if isinstance(rows, list):
        return rows
    faults.append(fault(f"{file}#/{key}", rows, "not a list", "a list"))
    return []


def _switched_off(
    document: Mapping[str, Any], file: str, shipped: set[str], faults: list[str]
) -> list[SwitchedOff]:
    found = []
    for i, row in enumerate(_rows(document, "off", file, faults)):
        place = f"{file}#/off/{i}"
        made = decode(SwitchedOff, row, place, faults)
        if made is None:
            continue
        if made.id not in shipped:
            faults.append(fault(f"{place}/id", made.id, "no shipped rule", ", ".join(shipped)))
        if not made.why.strip():
            faults.append(fault(f"{place}/why", made.why, "no reason", "a reason in words"))
        found.append(made)
    return found


def _rules(rows: Sequence[object], file: str, known: Known, faults: list[str]) -> list[Rule | None]:
    made = [_rule(row, f"{file}#/rules/{i}", known, faults) for i, row in enumerate(rows)]
    seen: set[str] = set()
    for i, rule in enumerate(made):
        if rule is not None and rule.id in seen:
            faults.append(fault(f"{file}#/rules/{i}/id", rule.id, "standing twice", "unique ids"))
        seen |= {rule.id} if rule is not None else set()
    return made


def _rule(value: object, place: str, known: Known, faults: list[str]) -> Rule | None:
    row = decode(_Row, value, place, faults)
    if row is None:
        return None
    before = len(faults)
    predicate = _predicate(row.predicate, f"{place}/predicate", faults)
    parks = _scope(row.parks, f"{place}/parks", known, faults)
    if predicate is None or parks is None:
        return None
    rule = Rule(
        row.id, row.title, predicate, parks, row.severity, row.source, row.as_of, row.verified,
        row.note, row.needs, row.once,
    )  # fmt: skip
    faults.extend(rule_faults(rule, place, known.predicates))
    return rule if len(faults) == before else None


def _predicate(value: object, place: str, faults: list[str]) -> str | Condition | None:
    if isinstance(value, str):
        return value
    row = decode(_Condition, value, place, faults)
    if row is None:
        return None
    before = len(faults)
    requires, applies = (
        None if part is None else predicate_json.decode(part, f"{place}/{key}", faults)
        for key, part in (("requires", row.requires), ("applies", row.applies))
    )
    if row.requires is None and row.applies is None:
        faults.append(fault(place, value, "empty", "requires, applies or both"))
    return Condition(requires, applies, row.unsaid) if len(faults) == before else None


def _scope(
    value: object, place: str, known: Known, faults: list[str]
) -> str | tuple[str, ...] | None:
    if isinstance(value, str) and value in {"all", "chemical"}:
        return value
    if not isinstance(value, list) or not value:
        allowed = "all, chemical, or a list of ids of parks and zones"
        faults.append(fault(place, value, "no scope", allowed))
        return None
    ids = {*known.parks, *known.zones}
    odd = [id for id in value if not isinstance(id, str) or id not in ids]
    faults.extend(f"{place}: {id!r} has no facts in park_facts.json" for id in odd)
    return None if odd else tuple(value)


def rule_faults(rule: Rule, place: str, predicates: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a rule as a whole; `place` is its JSON pointer."""
    for name in ("id", "title", "source"):
        if not getattr(rule, name).strip():
            yield fault(f"{place}/{name}", getattr(rule, name), "empty", "a text")
    if not is_date(rule.as_of):
        allowed = "2025, 2025-03 or 2025-03-31"
        yield fault(f"{place}/as_of", rule.as_of, "no date", allowed)
    if rule.severity == "veto" and not rule.verified:
        yield f"{place}/severity: {rule.id!r} is not verified; allowed: gate, hint"
    yield from _predicate_faults(rule, place, predicates)
    if rule.once and not _of_lead_alone(rule):
        allowed = "false, or parks all and no field of a park"
        yield fault(f"{place}/once", rule.once, "not for this rule", allowed)


def _predicate_faults(rule: Rule, place: str, predicates: Collection[str]) -> Iterator[str]:
    if isinstance(rule.predicate, str):
        if rule.predicate not in predicates:
            allowed = ", ".join(sorted(predicates))
            yield f"{place}/predicate: {rule.predicate!r}; allowed: {allowed}"
        if rule.needs:
            yield fault(f"{place}/needs", list(rule.needs), "of no use", "with applies or requires")
    elif rule.predicate.requires is None and not rule.needs:
        yield fault(f"{place}/needs", [], "empty", "what is asked for, as nothing is required")


def _of_lead_alone(rule: Rule) -> bool:
    names = rule.predicate.fields if isinstance(rule.predicate, Condition) else ("park.?",)
    of_lead = all(name in FIELDS and not FIELDS[name].of_park for name in names)
    return rule.parks == "all" and of_lead


def is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day: 2025, 2025-03, 2025-03-31."""
    return _DATE.fullmatch(text) is not None


def stale(as_of: str, today: date, years: int) -> bool:
    """Tell whether a date (a year, month or day) is more than `years` years past.

    A year or month counts from its end, so nothing is called stale too early.
    """
    year, *rest = (int(part) for part in as_of.split("-"))
    month, day = (*rest, *(12, 31)[len(rest) :])
    return (year + years, month, day) < (today.year, today.month, today.day)
