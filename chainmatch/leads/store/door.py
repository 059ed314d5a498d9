"""What may enter a store: text that every database takes, and JSON in one spelling.

PostgreSQL takes no NUL and no encoding takes a lone surrogate. At this door, the same for every
database, NUL becomes ␀ (U+2400) and a lone surrogate � (U+FFFD); any other text stays as it is.
"""

import datetime as dt
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from chainmatch.digest import digest
from chainmatch.errors import InputError

MOST_DEPTH = 40  # of lists and objects in each other
LARGEST = 2**63 - 1  # what a column of whole numbers holds

_REFUSED = re.compile("[\0\ud800-\udfff]")
_POSITION = frozenset({"id"})  # 序号: where a row stands in its list, not what it says


def clean(text: str) -> str:
    """Return text as a store keeps it: NUL as ␀, lone surrogates as �."""
    return _REFUSED.sub(lambda found: "\u2400" if found[0] == "\0" else "\ufffd", text)


def stripped(text: str) -> str:
    """Return cleaned text without blanks around it."""
    return clean(text).strip()


def required(text: str, what: str) -> str:
    """Return stripped text; raises InputError where nothing is left."""
    said = stripped(text)
    if not said:
        raise InputError(f"{what} is empty; the store keeps it, so say it")
    return said


def plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401  # any JSON value
    """Return a value as JSON knows it, texts cleaned; raises InputError for what JSON lacks."""
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if depth >= MOST_DEPTH:
        raise InputError(f"values are nested more than {MOST_DEPTH} deep")
    if isinstance(value, Mapping):
        return _object(value, depth)
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    raise InputError(f"{value!r:.60} cannot be kept; allowed are text, numbers, lists and objects")


def _number(value: float) -> float:
    if not math.isfinite(value):
        raise InputError(f"{value} is no number that can be kept; allowed are finite ones")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise InputError(
            f"a whole number has more than {len(str(LARGEST))} digits; keep it as text"
        )
    return value


def _object(value: Mapping[Any, object], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, item in value.items():
        if not isinstance(name, str):
            raise InputError(f"field {name!r:.60} has a name that is no text")
        if clean(name) in found:
            raise InputError(f"two fields are both called {clean(name)!r:.60}")
        found[clean(name)] = plain(item, depth + 1)
    return found


def to_json(value: object) -> str:
    """Return canonical JSON of a value; raises InputError for what JSON lacks."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def raw_json(value: object) -> str:
    """Return JSON of cells as they stand; what JSON lacks is written out, never refused."""
    try:
        return to_json(value)
    except (InputError, RecursionError):
        return json.dumps(clean(f"{value!r:.10000}"), ensure_ascii=False)


def content_key(values: Mapping[str, object]) -> str:
    """Return the digest of what a lead says, wherever it stands: 64 hex digits.

    Width, blanks, 1.0 or 1, and the number of the row in its list do not matter.
    """
    said = {name: value for name, value in values.items() if name not in _POSITION}
    return digest(_same(said))


def _same(value: object) -> object:
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): _same(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_same(item) for item in value]
    return value


def folded(text: str) -> str:
    """Return text for finding: width and case do not matter."""
    return unicodedata.normalize("NFKC", clean(text)).casefold()


def search_text(values: Mapping[str, object]) -> str:
    """Return all texts of a lead's values, folded, a line each."""
    return folded("\n".join(_texts(values)))


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def stamp(moment: dt.datetime) -> str:
    """Return a moment as UTC in ISO 8601, with microseconds so that texts sort as times do."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} names no time zone")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(text: str) -> dt.datetime:
    """Return the moment that `stamp` wrote."""
    return dt.datetime.fromisoformat(text)
