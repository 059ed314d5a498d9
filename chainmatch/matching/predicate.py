"""Predicates over named fields: a small closed language with three answers, yes, no and unknown.

Truth is Kleene's: what is not said makes the whole unknown only where it could change the answer.
The written form is in predicate_json.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from chainmatch.matching.fields import FIELDS, Kind, Read, Reading, Value, parts
from chainmatch.matching.result import NumberRelation, Shortfall, Way

Relation = Literal["at_least", "above", "at_most", "below", "equals", "one_of", "starts", "said"]
Operand = float | bool | str | tuple[str, ...]
Logic = Literal["all", "any"]

_TOLERANCE = 1e-9  # relative: 33.3 × 300 / 33.3 is 300, whatever a processor makes of it


@dataclass(frozen=True, slots=True)
class Claim:
    """One field set against an operand."""

    field: str
    relation: Relation
    operand: Operand


@dataclass(frozen=True, slots=True)
class Group:
    """Predicates of which all, or any, must hold."""

    logic: Logic
    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a predicate."""

    part: "Predicate"


Predicate = Claim | Group | Not


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer: True, False, or None for unknown; then `missing` names what would decide it.

    `evidence` holds what a known answer rests on.
    """

    truth: bool | None
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def _close(value: float, bound: float) -> bool:
    return math.isclose(value, bound, rel_tol=_TOLERANCE)


def _starts(value: str, prefixes: Sequence[str]) -> bool | None:
    """Tell whether a code is of one of the groups; a code too short to tell is unknown."""
    if value.startswith(tuple(prefixes)):
        return True
    return None if any(prefix.startswith(value) for prefix in prefixes) else False


NUMBERS: Mapping[NumberRelation, Callable[[float, float], bool]] = {
    "at_least": lambda value, bound: value >= bound or _close(value, bound),
    "above": lambda value, bound: value > bound and not _close(value, bound),
    "at_most": lambda value, bound: value <= bound or _close(value, bound),
    "below": lambda value, bound: value < bound and not _close(value, bound),
}
"""The relations between a number and its bound; equal but for rounding is equal."""
_CONTRARY: Mapping[NumberRelation, NumberRelation] = {
    "at_least": "below",
    "above": "at_most",
    "at_most": "above",
    "below": "at_least",
}
_ANY_KIND: tuple[Kind, ...] = get_args(Kind)
RELATIONS: Mapping[Relation, tuple[Kind, ...]] = {
    **dict.fromkeys(cast("tuple[Relation, ...]", get_args(NumberRelation)), ("number",)),
    "equals": ("flag", "text"),
    "one_of": ("text",),
    "starts": ("code",),
    "said": _ANY_KIND,
}
"""The relations, and the kinds of field that each is for."""


def evaluate(predicate: Predicate, read: Read) -> Outcome:
    """Return the answer of a predicate, given what the fields say."""
    if isinstance(predicate, Claim):
        return _answered(predicate, read(predicate.field))
    if isinstance(predicate, Not):
        inner = evaluate(predicate.part, read)
        contrary = None if inner.truth is None else not inner.truth
        return Outcome(contrary, inner.missing, inner.evidence)
    outcomes = [evaluate(part, read) for part in predicate.parts]
    decisive = predicate.logic == "any"  # the answer of one part that settles the whole
    for truth in (decisive, None, not decisive):
        if found := [outcome for outcome in outcomes if outcome.truth is truth]:
            missing, evidence = (
                tuple(dict.fromkeys(name for o in found for name in getattr(o, kind)))
                for kind in ("missing", "evidence")
            )
            return Outcome(truth, missing, evidence)
    raise ValueError("a group has no parts")  # no file can say so


def _answered(claim: Claim, reading: Reading) -> Outcome:
    if reading.value is None:
        return Outcome(None, reading.missing)
    truth = _holds(claim, reading.value)
    return Outcome(None, (claim.field,)) if truth is None else Outcome(truth, (), reading.evidence)


def _holds(claim: Claim, value: Value) -> bool | None:
    if claim.relation in NUMBERS:
        relation = cast("NumberRelation", claim.relation)
        return NUMBERS[relation](float(value), cast("float", claim.operand))
    if claim.relation == "starts":
        return _starts(str(value), cast("tuple[str, ...]", claim.operand))
    if claim.relation == "one_of":
        return value in cast("tuple[str, ...]", claim.operand)
    return claim.relation == "said" or value == claim.operand


def shortfalls(predicate: Predicate, read: Read, *, wanted: bool = True) -> tuple[Shortfall, ...]:
    """Return what keeps the numbers of a predicate from being as wanted, in order, each once."""
    if isinstance(predicate, Not):
        return shortfalls(predicate.part, read, wanted=not wanted)
    if isinstance(predicate, Group):
        found = (s for part in predicate.parts for s in shortfalls(part, read, wanted=wanted))
        return tuple(dict.fromkeys(found))
    reading = read(predicate.field)
    if predicate.relation not in NUMBERS or reading.value is None:
        return ()
    relation = cast("NumberRelation", predicate.relation)
    asked = relation if wanted else _CONTRARY[relation]
    value, bound = float(reading.value), cast("float", predicate.operand)
    if NUMBERS[asked](value, bound):
        return ()
    ways = _ways(predicate.field, bound, read)
    unit = FIELDS[predicate.field].unit
    estimates = () if reading.firm else tuple(e for e in reading.evidence if e not in FIELDS)
    return (Shortfall(predicate.field, asked, bound, value, unit, ways, estimates),)


def _ways(name: str, bound: float, read: Read) -> tuple[Way, ...]:
    """Return by how much each figure would have to change, the others as they are."""
    figures = parts(name)
    values = [float(read(figure).value or 0.0) for figure in figures]
    if len(figures) == 1:
        return (Way(name, bound - values[0]),)
    (over, under), (top, bottom) = figures, values
    raised = Way(over, bound * bottom - top)
    return (raised, Way(under, top / bound - bottom)) if bound > 0 and top > 0 else (raised,)


def fields_of(predicate: Predicate) -> tuple[str, ...]:
    """Return the fields that a predicate reads, in order, each once."""
    if isinstance(predicate, Claim):
        return (predicate.field,)
    inner = (predicate.part,) if isinstance(predicate, Not) else predicate.parts
    return tuple(dict.fromkeys(name for part in inner for name in fields_of(part)))
