"""JSON values -> frozen dataclasses, strictly: every breach is reported with its pointer."""

import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any, str, list[str]], Any]
"""Takes a JSON value, its pointer and the list of faults; returns the value or BAD."""

BAD = object()


def decode(kind: type[T], value: object, pointer: str, faults: list[str]) -> T | None:
    """Return `value` as a `kind`; None, with every fault added to `faults`, where it is not one."""
    wanted: Any = kind
    done = _reader(wanted)(value, pointer, faults)
    return None if done is BAD else cast("T", done)


def fault(pointer: str, value: object, wrong: str, allowed: str) -> str:
    """Return one sentence: the place, the value, what is wrong with it, what is allowed."""
    shown = repr(value)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    return f"{pointer}: {shown} is {wrong}; allowed: {allowed}"


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401  # any type of the schema
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of(tuple(kind))
    if origin is tuple:
        return _list_of(_reader(get_args(kind)[0]))
    if origin in (Union, types.UnionType):
        return _either(get_args(kind))
    if is_dataclass(kind):
        return _record(cast("type[Any]", kind))
    return _SCALARS[kind]


def _text(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value
    faults.append(fault(pointer, value, "not a text", "a text"))
    return BAD


def _integer(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    faults.append(fault(pointer, value, "not a whole number", "a whole number"))
    return BAD


def _number(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    faults.append(fault(pointer, value, "not a number", "a finite number"))
    return BAD


def _flag(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    faults.append(fault(pointer, value, "not a yes or no", "true, false"))
    return BAD


def _anything(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401, ARG001
    return value  # its reader is elsewhere


_SCALARS: Mapping[object, Reader] = {
    str: _text,
    int: _integer,
    float: _number,
    bool: _flag,
    object: _anything,
}


def _one_of(values: tuple[Any, ...]) -> Reader:
    def read(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
        if isinstance(value, str) and value in values:
            return values[values.index(value)]
        faults.append(fault(pointer, value, "unknown", ", ".join(values)))
        return BAD

    return read


def _list_of(item: Reader) -> Reader:
    def read(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
        if not isinstance(value, list):
            faults.append(fault(pointer, value, "not a list", "a list"))
            return BAD
        done = tuple(item(part, f"{pointer}/{i}", faults) for i, part in enumerate(value))
        return BAD if BAD in done else done

    return read


def _either(kinds: tuple[type[Any], ...]) -> Reader:
    """Read one of several records; the keys say which."""

    def read(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
        for kind in kinds:
            names = {field.name for field in fields(kind)}
            if isinstance(value, dict) and names & value.keys():
                wanted: Any = kind
                return _reader(wanted)(value, pointer, faults)
        allowed = " or ".join(kind.__name__ for kind in kinds)
        faults.append(fault(pointer, value, "of no known form", allowed))
        return BAD

    return read


def _record(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    needed = [
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    ]

    def read(value: Any, pointer: str, faults: list[str]) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            faults.append(fault(pointer, value, "not an object", f"a {kind.__name__}"))
            return BAD
        before = len(faults)
        faults.extend(
            fault(f"{pointer}/{name}", value[name], "unexpected", ", ".join(readers))
            for name in value
            if name not in readers
        )
        faults.extend(
            fault(f"{pointer}/{name}", None, "missing", "a value")
            for name in needed
            if name not in value
        )
        done = {
            name: reader(value[name], f"{pointer}/{name}", faults)
            for name, reader in readers.items()
            if name in value
        }
        return kind(**done) if len(faults) == before else BAD

    return read
