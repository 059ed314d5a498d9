"""Leads from the files that people have: workbooks, separated text, JSON, Parquet, plain text."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chainmatch.errors import InputError
from chainmatch.leads import books, child, parquet, separated, webtable
from chainmatch.leads.columns import UNPARSED, column, missing_text, values
from chainmatch.leads.encoding import decode
from chainmatch.leads.grid import Grid, Line
from chainmatch.leads.heading import Resolve
from chainmatch.leads.refusal import Refusal
from chainmatch.leads.rows import At, BadRow, Passed, Row, RowError
from chainmatch.leads.table import Found, NoHeading, leads_of

__all__ = ["BadRow", "Passed", "Row", "read_everything", "read_leads", "read_line"]

MAX_BYTES = 200_000_000
MAX_LINE = 2_000_000  # characters of one JSON line or one line of text

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"


def read_leads(path: Path, *, keep_going: bool = False) -> Iterator[Row | BadRow]:
    """Yield the leads of a file in its order; rows that are none are passed over.

    A row that cannot be read raises InputError with its place, or with `keep_going` is yielded
    as a BadRow. Raises InputError for a file that is missing, empty, of an unknown kind or
    encoding, or without a column that says what an enterprise does.
    """
    for item in read_everything(path):
        if isinstance(item, BadRow) and not keep_going:
            raise RowError(item)
        if not isinstance(item, Passed):
            yield item


def read_everything(path: Path, resolve: Resolve = column) -> Iterator[Found]:
    """Yield every row with content of a file: as a lead, as unreadable, or as passed over.

    `resolve` says what a header means. Refusal where the whole file cannot be read, or holds no
    lead at all.
    """
    data = _bytes(path)
    leads = False
    for item in _FORMATS[path.suffix.lower()](data, path.name, resolve):
        leads = leads or not isinstance(item, Passed)
        yield item
    if not leads:
        raise Refusal("empty", f"{path.name} holds no leads")


def read_line(line: str, name: str, number: int = 1) -> Row | BadRow:
    """Read one JSON object as a line of JSON Lines is read; `name` is what holds it."""
    return _from_json(At(f"{name} line {number}", number=number), line, column)


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in _FORMATS:
        raise Refusal(
            "format",
            f"{path.name}: files ending in {path.suffix or 'nothing'} are not read; "
            f"allowed are {', '.join(_FORMATS)}",
        )
    try:
        if path.is_dir():
            raise Refusal("format", f"{path} is a folder; a file of leads is needed")
        if path.stat().st_size > MAX_BYTES:
            raise Refusal(
                "too_large", f"{path.name} has more than {MAX_BYTES // 1_000_000} MB; split it"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal("missing", f"{path} does not exist") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    if not data.removeprefix(b"\xef\xbb\xbf").strip(b"\0\t\r\n "):
        raise Refusal("empty", f"{path.name} is empty")
    return data


def _json_lines(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if line.strip():
            at = At(f"{name} line {number}", number=number)
            yield _from_json(at, line, resolve)


def _from_json(at: At, line: str, resolve: Resolve) -> Row | BadRow:
    if len(line) > MAX_LINE:
        return BadRow(at, f"has more than {MAX_LINE:,} characters", (line[:MAX_LINE],))
    try:
        twice: dict[str, str] = {}
        value = json.loads(line, object_pairs_hook=lambda pairs: _object_of(pairs, twice))
        return _object(_Said(at, value, line.strip(), twice), resolve)
    except (ValueError, RecursionError) as error:
        return BadRow(at, f"no valid JSON ({_short(error)})", (line.strip(),))


def _object_of(pairs: list[tuple[str, object]], twice: dict[str, str]) -> dict[str, object]:
    """Build an object; a key with two different values is taken out and told of in `twice`."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            twice[key] = f"{twice.get(key, found[key])}；{value}"
        found[key] = value
    return {key: value for key, value in found.items() if key not in twice}


def _json_list(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    try:
        document = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise Refusal("damaged", f"{name} is no valid JSON: {_short(error)}") from error
    for number, value in enumerate(document if isinstance(document, list) else [document], start=1):
        at = At(f"{name} item {number}", number=number)
        yield _object(_Said(at, value, _dumped(value), {}), resolve)


def _dumped(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


@dataclass(frozen=True, slots=True)
class _Said:
    """A JSON value: where it stands, what it is, how it is written, keys with two values."""

    at: At
    value: object
    raw: str
    twice: Mapping[str, str]


def _object(said: _Said, resolve: Resolve) -> Row | BadRow:
    value, cells = said.value, (said.raw,)
    if not isinstance(value, dict):
        return BadRow(said.at, f"{_short(said.raw)} is no object with named fields", cells)
    if not any(resolve(key).says_what for key in (*value, *said.twice)):
        return BadRow(said.at, missing_text([str(key) for key in value]), cells)
    try:
        found = values((resolve(key), cell) for key, cell in value.items())
    except TypeError as error:
        name = next((key for key, one in value.items() if isinstance(one, list | dict)), "a field")
        reason = f"{name} is {str(error).split(' stands')[0]}; a text is needed"
        return BadRow(said.at, reason, cells)
    for key, both in said.twice.items():
        unparsed = dict(found.get(UNPARSED) or {})  # type: ignore[call-overload]
        found[UNPARSED] = unparsed | {resolve(key).name or key: both}
    return Row(said.at, found, cells=cells)


def _text(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    """Read a pasted table if there is one, else each line as a lead."""
    text = decode(data, name)
    separator = separated.found_separator(text)
    if separator in {"\t", "|", "\u3000\u3000"}:
        try:
            yield from list(leads_of(separated.grid(text, name, separator), name, resolve))
        except NoHeading:
            pass
        else:
            return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            said = line.removesuffix("\r")
            yield Row(At(f"{name} line {number}", number=number), {"text": said}, cells=(said,))


def _separated(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    yield from leads_of(separated.grid(decode(data, name), name), name, resolve)


def _workbook(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    """Read by what the bytes are: office systems give any table the ending .xls."""
    if not data.startswith(b"PK") and not books.is_old(data):
        yield from _called_workbook(data, name, resolve)
        return
    skipped: list[NoHeading] = []
    found = False
    for grid in child.grids(data, name):
        try:
            for item in leads_of(grid, name, resolve):
                found = found or not isinstance(item, Passed)
                yield item
        except NoHeading as error:  # a sheet of notes beside a sheet of leads
            skipped.append(error)
            yield Passed(At(f"{name} sheet {grid.title}", grid.title), "sheet", ())
    if skipped and not found:
        raise skipped[0]


def _called_workbook(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    text = _text_of(data, name)
    if _XML_2003 in text[:4096]:
        raise Refusal("format", f"{name} is XML of Excel 2003; open it and save it as .xlsx")
    if webtable.looks_like_page(text):
        yield from leads_of(webtable.grid(text), name, resolve)
    elif separated.found_separator(text) and not text.lstrip().startswith("<"):
        yield from leads_of(separated.grid(text, name), name, resolve)
    else:
        raise _no_workbook(name)


def _text_of(data: bytes, name: str) -> str:
    if data.startswith((b"MZ", b"%PDF", b"MIME-Version")):
        raise _no_workbook(name)
    try:
        return decode(data, name)
    except Refusal as error:
        raise _no_workbook(name) from error


def _no_workbook(name: str) -> Refusal:
    sentence = f"{name} is no workbook; open it in a spreadsheet and save it as .xlsx"
    return Refusal("format", sentence)


def _parquet(data: bytes, name: str, resolve: Resolve) -> Iterator[Found]:
    # The names of the columns are row 1, as in a sheet.
    records = parquet.records(data, name)
    lines = (Line(number, row) for number, row in enumerate(records, start=1))  # type: ignore[arg-type]
    yield from leads_of(Grid("", lines), name, resolve)


def _short(what: object) -> str:
    text = str(what)
    return text if len(text) <= 60 else text[:59] + "…"


_FORMATS: Mapping[str, Callable[[bytes, str, Resolve], Iterator[Found]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_list,
    ".csv": _separated,
    ".tsv": _separated,
    **dict.fromkeys(_WORKBOOKS, _workbook),
    ".parquet": _parquet,
    ".txt": _text,
}
