"""The command that takes a file of leads into the store: nothing is lost, and twice is once."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import cast

from chainmatch.cli.own_store import acting, existing, new_path
from chainmatch.cli.report import checked_day
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.columns import column
from chainmatch.leads.mapping import ColumnMap, found_columns, load_map, save_map
from chainmatch.leads.reading import read_everything
from chainmatch.leads.rows import BadRow, Passed, Row
from chainmatch.leads.seen import Seen, unread
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Batch, BatchRow, ImportRow, Source
from chainmatch.reports.imported import ImportReport
from chainmatch.reports.repair import Repair, write_repair
from chainmatch.reports.wording import Language

_OURS = ("chainmatch_id", "chainmatch_version", "chainmatch_problem")


@dataclass(frozen=True, slots=True)
class Taking:
    """Which file is taken in, how its headers are read, and what is written besides.

    `preview` only looks; `repair` is the workbook of what could not be read.
    """

    file: Path
    place: str
    who: str | None
    preview: bool
    mapping: Path | None
    save_mapping: Path | None
    repair: Path | None
    as_json: bool
    output: Path | None
    lang: str


def run_import(taking: Taking) -> None:
    """Look at a file, or take it in."""
    _check(taking)
    reading = _Reading(taking.file, load_map(taking.mapping) if taking.mapping else ColumnMap({}))
    report = ImportReport(cast("Language", taking.lang))
    lines = []
    batch, refused = None, tuple[BatchRow, ...]()
    if taking.preview:
        for _ in reading.rows():
            pass
        lines.append(report.preview())
    else:
        with existing(taking.place) as store:
            batch = store.import_rows(reading.source(), reading.rows(), acting(taking.who))
            lines.append(report.taken(batch))
            refused = store.batch_rows(batch.id, "refused")
            if taking.repair is not None:
                count = _write_repair(store, batch, reading, taking.repair)
                lines.append(report.repair(taking.repair, count))
    if taking.save_mapping is not None:
        save_map(
            found_columns(one.column for one in reading.seen.columns.values()), taking.save_mapping
        )
    _deliver(taking, report, reading.seen, _Taken(batch, refused, lines))


@dataclass(frozen=True, slots=True)
class _Taken:
    """What became of the rows in the store, None and nothing for a look; what is said of it."""

    batch: Batch | None
    refused: Sequence[BatchRow]
    lines: Sequence[str]


def _check(taking: Taking) -> None:
    checked_output(taking.output)
    for path in (taking.save_mapping, taking.repair):
        if path is not None:
            new_path(path)
    if taking.repair is not None and taking.repair.suffix.lower() != ".xlsx":
        raise InputError(f"--refused {taking.repair.name!r}: allowed is a file ending in .xlsx")


def _deliver(taking: Taking, report: ImportReport, seen: Seen, taken: _Taken) -> None:
    sheets = [report.columns(seen), report.refused(seen, taken.refused), report.unread(seen)]
    shown = [report.short(sheet) for sheet in (sheets if taking.preview else sheets[1:])]
    told = [report.counted(seen), *report.skipped(seen), *taken.lines]
    document = report.document(seen, taken.batch, taken.refused)
    answer = Answer(document, sheets, shown, told, report.counted(seen))
    deliver(answer, taking.output, as_json=taking.as_json)


@dataclass
class _Reading:
    """A file being read; what is seen on the way is kept."""

    file: Path
    mapping: ColumnMap
    seen: Seen = field(default_factory=Seen)
    faulty: list[tuple[Row | BadRow, tuple[str, ...]]] = field(default_factory=list)

    def source(self) -> Source:
        """Return the file's name and the sha256 of its bytes and of how its headers are read."""
        if not self.file.is_file():
            raise InputError(f"{self.file} does not exist or is no file; give a file of leads")
        digest = hashlib.sha256(self.file.read_bytes())
        for header, meaning in sorted(self.mapping.columns.items()):
            digest.update(f"{header}\0{meaning.field}\0{meaning.unit}\0".encode())
        return Source(self.file.name, digest.hexdigest())

    def rows(self) -> Iterator[ImportRow]:
        """Yield the rows for the store; rows that are no leads are passed over."""
        for item in read_everything(self.file, self.mapping.column):
            self.seen.take(item)
            if isinstance(item, Passed):
                continue
            headers = self.seen.headers(item.at.sheet)
            if isinstance(item, BadRow) or unread(item.values):
                self.faulty.append((item, self.seen.headers_with_units(item.at.sheet)))
            yield _import_row(item, headers)


def _import_row(item: Row | BadRow, headers: tuple[str, ...]) -> ImportRow:
    raw = dict(zip(headers, item.cells, strict=False)) if headers else list(item.cells)
    where = (item.at.sheet, item.at.number)
    if isinstance(item, BadRow):
        return ImportRow(*where, {}, raw, item.reason)
    values = {name: value for name, value in item.values.items() if name not in _OURS}
    lead, version = (item.values.get(name) for name in _OURS[:2])
    return ImportRow(*where, values, raw, lead=_text(lead), version=_whole(version))


def _text(value: object) -> str | None:
    return str(value) if value else None


def _whole(value: object) -> int | None:
    return int(str(value)) if value and str(value).isdigit() else None


def _write_repair(store: Store, batch: Batch, reading: _Reading, path: Path) -> int:
    """Write the rows that were refused, and those read only in part; return how many."""
    outcomes = {row.place: row for row in store.batch_rows(batch.id)}
    found = []
    for item, headers in reading.faulty:
        row = outcomes.pop((item.at.sheet, item.at.number), None)
        lead = row.lead if row else None
        version = store.get(lead).version if lead else None
        problem = item.reason if isinstance(item, BadRow) else _problem(item.values)
        problem = row.reason if row and row.reason else problem
        kept = _without_ours(list(zip_longest(headers, item.cells, fillvalue="")))
        found.append(Repair(item.at.sheet, *kept, problem, lead, version))
    found += [_of_store(row, reading.seen) for row in outcomes.values() if row.outcome == "refused"]
    if found:
        write_repair(found, path, checked_day(None))
    return len(found)


def _of_store(row: BatchRow, seen: Seen) -> Repair:
    """Return a row that was read well, and that the store would not take."""
    if isinstance(row.raw, dict):
        own, told = seen.headers(row.sheet), seen.headers_with_units(row.sheet)
        cells = [(t, str(row.raw.get(o, ""))) for o, t in zip(own, told, strict=True)]
    else:
        cells = [("", str(cell)) for cell in row.raw]
    return Repair(row.sheet, *_without_ours(cells), row.reason)


def _without_ours(cells: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return headers and cells without the columns that a workbook of rows to mend adds."""
    kept = [pair for pair in cells if column(pair[0]).name not in _OURS]
    return tuple(header for header, _ in kept), tuple(cell for _, cell in kept)


def _problem(values: Mapping[str, object]) -> str:
    return "；".join(f"{name}: {raw}" for name, raw in unread(values))
