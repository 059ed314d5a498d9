"""Leads from the files that people have: JSON Lines, JSON, CSV, TSV, xlsx, Parquet, plain text."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from chainmatch.errors import InputError
from chainmatch.leads import parquet, sheet
from chainmatch.leads.columns import canonical, is_heading, missing_text
from chainmatch.leads.encoding import decode
from chainmatch.leads.rows import BadRow, Row, RowError

__all__ = ["BadRow", "Row", "read_leads"]

MAX_BYTES = 200_000_000
_HEADING_WITHIN = 10  # rows; above the heading stand a title, a date, a unit

_Cells = Sequence[object]


def read_leads(path: Path, *, keep_going: bool = False) -> Iterator[Row | BadRow]:
    """Yield the leads of a file in its order; rows without any content are passed over.

    A row that cannot be read raises InputError with its place, or with `keep_going` is yielded
    as a BadRow. Raises InputError for a file that is missing, empty, of an unknown kind or
    encoding, or without a column that says what an enterprise does.
    """
    data = _bytes(path)
    found = False
    for item in _FORMATS[path.suffix.lower()](data, path.name):
        found = True
        try:
            yield item if isinstance(item, Row) else _raised(item)
        except RowError as error:
            if not keep_going:
                raise
            yield error.bad
    if not found:
        raise InputError(f"{path.name} holds no leads")


def _raised(error: RowError) -> Row:
    raise error


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in _FORMATS:
        hint = "save it as .xlsx" if path.suffix.lower() in {".xls", ".et", ".ods"} else ""
        raise InputError(
            f"{path.name}: files ending in {path.suffix or 'nothing'} are not read; "
            + (hint or f"allowed are {', '.join(_FORMATS)}")
        )
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; a file of leads is needed")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name} has more than {MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    if not data.strip(b"\0\t\r\n "):
        raise InputError(f"{path.name} is empty")
    return data


def _json_lines(data: bytes, name: str) -> Iterator[Row | RowError]:
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if line.strip():
            yield _from_json(f"{name} line {number}", line)


def _from_json(place: str, line: str) -> Row | RowError:
    try:
        return _object(place, json.loads(line), line)
    except (ValueError, RecursionError) as error:
        return RowError(place, f"no valid JSON ({_short(error)})", line)


def _json_list(data: bytes, name: str) -> Iterator[Row | RowError]:
    try:
        document = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no valid JSON: {_short(error)}") from error
    for number, value in enumerate(document if isinstance(document, list) else [document], start=1):
        yield _object(f"{name} item {number}", value, _dumped(value))


def _dumped(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _object(place: str, value: object, raw: str) -> Row | RowError:
    if not isinstance(value, dict):
        return RowError(place, f"{_short(raw)} is no object with named fields", raw)
    if not is_heading([str(key) for key in value]):
        return RowError(place, missing_text([str(key) for key in value]), raw)
    return _row(place, value, raw)


def _row(place: str, cells: Mapping[str, object], raw: str) -> Row | RowError:
    try:
        return Row(place, canonical(cells))
    except TypeError as error:
        return RowError(place, str(error), raw)


def _lines(data: bytes, name: str) -> Iterator[Row | RowError]:
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if line.strip():
            yield Row(f"{name} line {number}", {"text": line.removesuffix("\r")})


def _separated(data: bytes, name: str) -> Iterator[Row | RowError]:
    text = decode(data, name)
    yield from _table(_records(text, _separator(text), name), name)


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t,;", key=first.count)


def _records(text: str, separator: str, name: str) -> Iterator[_Cells]:
    csv.field_size_limit(MAX_BYTES)
    _refuse_open_quotation(text, separator, name)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _refuse_open_quotation(text: str, separator: str, name: str) -> None:
    """A quotation that is never closed would make one cell of all rows below."""
    row = 1
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            row += 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            reason = 'a quotation mark (") is opened and never closed'
            raise InputError(f"{name} row {row}: {reason}") from error


def _workbook(data: bytes, name: str) -> Iterator[Row | RowError]:
    skipped: list[InputError] = []
    found = False
    for title, rows in sheet.sheets(data, name):
        try:
            yield from _table(rows, f"{name} sheet {title}")
            found = True
        except _HeadingError as error:  # a sheet of notes beside a sheet of leads
            skipped.append(error)
    if skipped and not found:
        raise InputError(str(skipped[0]))


def _parquet(data: bytes, name: str) -> Iterator[Row | RowError]:
    # The names of the columns are row 1, as in a sheet.
    yield from _table(parquet.records(data, name), name)


class _HeadingError(InputError):
    """A table has no column that says what an enterprise does."""


def _table(records: Iterable[_Cells], name: str) -> Iterator[Row | RowError]:
    """Yield the rows below the heading; rows count as a spreadsheet counts them."""
    headers: list[str] | None = None
    first: list[str] = []
    for number, record in enumerate(records, start=1):
        cells = list(record)
        if not any(str(cell).strip() for cell in cells if cell is not None):
            continue
        if headers is None:
            titles = ["" if cell is None else str(cell).strip() for cell in cells]
            first = first or [title for title in titles if title]
            if is_heading(titles):
                headers = titles
            elif number >= _HEADING_WITHIN:
                break
            continue
        yield _row(f"{name} row {number}", _named(headers, cells), "\t".join(map(_shown, cells)))
    if headers is None and first:
        raise _HeadingError(f"{name} {missing_text(first)}")


def _named(headers: Sequence[str], cells: _Cells) -> dict[str, object]:
    """Pair headers and cells; a header that comes again, or is missing, gets its column number."""
    named: dict[str, object] = {}
    for number, cell in enumerate(cells, start=1):
        header = headers[number - 1] if number <= len(headers) else ""
        if not header or header in named:
            header = f"{header or 'column'} {number}"
        named[header] = cell
    return named


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def _short(what: object) -> str:
    text = str(what)
    return text if len(text) <= 60 else text[:59] + "…"


_FORMATS: Mapping[str, Callable[[bytes, str], Iterator[Row | RowError]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_list,
    ".csv": _separated,
    ".tsv": _separated,
    ".xlsx": _workbook,
    ".parquet": _parquet,
    ".txt": _lines,
}
