"""Predicates as JSON: {"all": […]}, {"any": […]}, {"not": …} or {"field": name, relation: operand}.

The relations are those of predicate.RELATIONS, the fields those of fields.FIELDS; nothing else is
understood, and nothing is executed.
"""

import math
from collections.abc import Mapping
from typing import Any, cast

from chainmatch.matching.fields import FIELDS, Field
from chainmatch.matching.predicate import (
    NUMBERS,
    RELATIONS,
    Claim,
    Group,
    Logic,
    Not,
    Operand,
    Predicate,
    Relation,
)
from chainmatch.plan.decode import fault

MOST_DEPTH = 20


def encode(predicate: Predicate) -> dict[str, Any]:
    """Return the JSON form of a predicate; decode() gives the predicate back."""
    if isinstance(predicate, Claim):
        operand = predicate.operand
        plain = list(operand) if isinstance(operand, tuple) else operand
        return {"field": predicate.field, predicate.relation: plain}
    if isinstance(predicate, Not):
        return {"not": encode(predicate.part)}
    return {predicate.logic: [encode(part) for part in predicate.parts]}


def decode(value: object, pointer: str, faults: list[str], depth: int = 0) -> Predicate | None:
    """Return the predicate of a JSON value; None, with every fault added, where it is none."""
    if not isinstance(value, dict):
        faults.append(fault(pointer, value, "no predicate", "an object"))
        return None
    if depth > MOST_DEPTH:
        faults.append(fault(pointer, "…", "nested too deep", f"{MOST_DEPTH} levels"))
        return None
    if "field" in value:
        return _claim(value, pointer, faults)
    if len(value) != 1 or next(iter(value)) not in {"all", "any", "not"}:
        allowed = "field with a relation, or one of all, any, not alone"
        faults.append(fault(pointer, list(value), "no predicate", allowed))
        return None
    ((logic, inner),) = value.items()
    if logic == "not":
        part = decode(inner, f"{pointer}/not", faults, depth + 1)
        return None if part is None else Not(part)
    return _group(cast("Logic", logic), inner, f"{pointer}/{logic}", faults, depth)


def _group(
    logic: Logic, inner: object, pointer: str, faults: list[str], depth: int
) -> Predicate | None:
    if not isinstance(inner, list) or not inner:
        faults.append(fault(pointer, inner, "no list of predicates", "a list of one or more"))
        return None
    made = [decode(part, f"{pointer}/{i}", faults, depth + 1) for i, part in enumerate(inner)]
    whole = tuple(part for part in made if part is not None)
    return Group(logic, whole) if len(whole) == len(made) else None


def _claim(value: Mapping[str, object], pointer: str, faults: list[str]) -> Predicate | None:
    name = value["field"]
    field = FIELDS.get(name) if isinstance(name, str) else None
    if field is None:
        faults.append(fault(f"{pointer}/field", name, "no field", ", ".join(FIELDS)))
        return None
    allowed = [relation for relation, kinds in RELATIONS.items() if field.kind in kinds]
    given = [key for key in value if key != "field"]
    if len(given) != 1 or given[0] not in allowed:
        wrong = f"not one relation for {field.name}, a {field.kind}"
        faults.append(fault(pointer, given, wrong, ", ".join(allowed)))
        return None
    relation = given[0]
    operand = _operand(relation, field, value[relation])
    if operand is None:
        wrong = f"no operand of {relation}"
        faults.append(
            fault(f"{pointer}/{relation}", value[relation], wrong, _kind(relation, field))
        )
        return None
    return Claim(field.name, relation, operand)


def _operand(relation: Relation, field: Field, value: object) -> Operand | None:
    """Return the operand as the predicate holds it; None where it is not of its kind."""
    if relation in NUMBERS:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        fits = number and math.isfinite(cast("float", value)) and cast("float", value) >= 0
        return float(cast("float", value)) if fits else None
    if relation == "said":
        return True if value is True else None
    if relation == "equals":
        fits = isinstance(value, bool) if field.kind == "flag" else value in field.values
        return cast("Operand", value) if fits else None
    if not isinstance(value, list) or not value:
        return None
    one_of = relation == "one_of"
    fits = all(part in field.values if one_of else _is_code(part) for part in value)
    return tuple(value) if fits else None


def _is_code(value: object) -> bool:
    return isinstance(value, str) and 2 <= len(value) <= 4 and value.isascii() and value.isdigit()


def _kind(relation: Relation, field: Field) -> str:
    """Say what the operand of a relation may be."""
    if relation in NUMBERS:
        return "a finite number of 0 or more"
    if relation == "said":
        return "true"
    if relation == "starts":
        return "a list of codes of two to four digits"
    values = ", ".join(field.values) or "true, false"
    return values if relation == "equals" else f"a list of {values}"
