"""The ledger of leads (线索台账): a workbook that people edit and that is read back row by row.

Each row carries its lead's id, version and the digest of what was written in hidden columns; a
hidden sheet keeps the row as written. So what was changed, doubled, deleted or tampered with is
told, and nothing is guessed.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chainmatch.digest import digest
from chainmatch.errors import InputError
from chainmatch.reports.cells import Value, fit, held, printable_page, put
from chainmatch.reports.office import write_office
from chainmatch.reports.wording import Language, word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STATUSES = (
    "线索",
    "意向明确",
    "在谈",
    "签约",
    "开工",
    "到资",
    "投产",
    "达效",
    "暂缓",
    "终止",
)
"""The statuses that the sheet offers; another one may still be written."""

KEYS = ("chainmatch_id", "chainmatch_version", "chainmatch_digest")
"""The heads of the hidden columns."""
KEPT = "_chainmatch"
"""The hidden sheet with every row as written."""
FORM = "chainmatch ledger 1"

Kind = Literal["text", "whole", "number", "date"]
_FORMATS: Mapping[Kind, str] = {
    "text": "",
    "whole": "0",
    "number": "#,##0",
    "date": "yyyy-mm-dd",
}
_DIGITS = 15  # of a number: no spreadsheet keeps more
_MOST = 1e300
_PARTS = "#,##0.00"  # of a number that is not whole


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One lead in the ledger; "" and None are empty cells. 万元 and 亩."""

    id: str
    version: int = 1
    name: str = ""
    source: str = ""
    received: dt.date | None = None
    industry: str = ""
    link: str = ""
    park: str = ""
    verdict: str = ""
    missing: str = ""
    invest: float | None = None
    land: float | None = None
    status: str = ""
    owner: str = ""
    next_step: str = ""
    due: dt.date | None = None
    matters: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: its field, what it holds, its width in letters."""

    field: str
    kind: Kind
    width: float


COLUMNS = (
    LedgerColumn("id", "text", 9),
    LedgerColumn("version", "whole", 5),
    LedgerColumn("name", "text", 18),
    LedgerColumn("source", "text", 10),
    LedgerColumn("received", "date", 11),
    LedgerColumn("industry", "text", 9),
    LedgerColumn("link", "text", 13),
    LedgerColumn("park", "text", 14),
    LedgerColumn("verdict", "text", 14),
    LedgerColumn("missing", "text", 14),
    LedgerColumn("invest", "number", 12),
    LedgerColumn("land", "number", 10),
    LedgerColumn("status", "text", 8),
    LedgerColumn("owner", "text", 8),
    LedgerColumn("next_step", "text", 16),
    LedgerColumn("due", "date", 11),
    LedgerColumn("matters", "text", 14),
    LedgerColumn("note", "text", 16),
)
WIDTH = len(KEYS) + len(COLUMNS)


def heads(language: Language) -> tuple[str, ...]:
    """Return the heads of the columns that people see."""
    return tuple(word(f"ledger.{column.field}", language) for column in COLUMNS)


def written(row: LedgerRow) -> tuple[str, ...]:
    r"""Return a row as plain texts, one a column: what a cell holds of it, dates as ISO.

    What changes is this: characters that XML cannot hold become U+FFFD, `\r\n` becomes `\n`, a text
    beyond the 32,767 letters of a cell is cut with a mark, a number has 15 digits.
    """
    return tuple(plain(getattr(row, column.field)) for column in COLUMNS)


def plain(value: Value) -> str:
    """Return a value of a cell as one text; None is "", 7.0 is 7, numbers have 15 digits."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return held(value)
    return f"{float(value) + 0.0:.{_DIGITS}g}"  # a sheet has no -0


def row_digest(texts: Sequence[str]) -> str:
    """Return the digest that ties a row to what was written."""
    return digest([FORM, *texts])


def write_ledger(
    rows: Sequence[LedgerRow],
    path: Path,
    on: dt.date,
    language: Language = "zh",
    statuses: Sequence[str] = STATUSES,
) -> None:
    """Write the ledger of the day `on`, whole or not at all.

    Raises InputError for a lead without an id, for one that stands twice, or a number that is none.
    """
    from openpyxl import Workbook

    _checked(rows)
    book = Workbook()
    page, kept = book.worksheets[0], book.create_sheet(KEPT)
    page.title = word("ledger.title", language)
    _fill(page, rows, language)
    _keep(kept, rows, statuses)
    _shape(page, len(rows), len(statuses), language)
    write_office(book.save, path, on)


def _checked(rows: Sequence[LedgerRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        if not row.id.strip() or held(row.id) != row.id:
            raise InputError(f"lead id {row.id!r} cannot stand in a ledger; give each lead an id")
        if row.id in seen:
            raise InputError(f"lead {row.id!r} stands twice; a ledger has each lead once")
        seen.add(row.id)
        for name in ("invest", "land"):
            number = getattr(row, name)
            if number is not None and not abs(number) <= _MOST:
                raise InputError(f"{name} {number} of lead {row.id!r} is no number; leave it empty")


def _fill(page: "Worksheet", rows: Sequence[LedgerRow], language: Language) -> None:
    for place, head in enumerate((*KEYS, *heads(language)), 1):
        put(page.cell(1, place), head)
    for number, row in enumerate(rows, 2):
        keys = (row.id, str(row.version), row_digest(written(row)))
        for place, key in enumerate(keys, 1):
            put(page.cell(number, place), key)
        for place, column in enumerate(COLUMNS, len(KEYS) + 1):
            cell = page.cell(number, place)
            value = getattr(row, column.field)
            form = _FORMATS[column.kind]
            if column.kind == "number" and value is not None:
                value = float(plain(value))
                form = form if value.is_integer() else _PARTS
            put(cell, value, form)


def _keep(kept: "Worksheet", rows: Sequence[LedgerRow], statuses: Sequence[str]) -> None:
    """Keep every row as written, and the statuses in the column after."""
    put(kept.cell(1, 1), FORM)
    for place, name in enumerate((column.field for column in COLUMNS), 2):
        put(kept.cell(1, place), name)
    for number, row in enumerate(rows, 2):
        texts = written(row)
        for place, text in enumerate((row_digest(texts), *texts), 1):
            put(kept.cell(number, place), text)
    for number, status in enumerate(statuses, 1):
        put(kept.cell(number, WIDTH), status)
    kept.sheet_state = "veryHidden"


def _shape(page: "Worksheet", rows: int, statuses: int, language: Language) -> None:
    """Set widths, filters, print, and the list of statuses; hide the columns of keys."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    fit(page, [*(0.0 for _ in KEYS), *(column.width for column in COLUMNS)])
    named = next(i for i, c in enumerate(COLUMNS, len(KEYS) + 1) if c.field == "name")
    page.freeze_panes = f"{get_column_letter(named + 1)}2"
    page.auto_filter.ref = f"A1:{get_column_letter(WIDTH)}{rows + 1}"
    printable_page(page, word("ledger.title", language))
    place = next(i for i, c in enumerate(COLUMNS, len(KEYS) + 1) if c.field == "status")
    letter, last = get_column_letter(place), get_column_letter(WIDTH)
    if statuses:
        listed = f"'{KEPT}'!${last}$1:${last}${statuses}"
        choice = DataValidation("list", formula1=listed, allow_blank=True, errorStyle="warning")
        choice.prompt, choice.showInputMessage = word("ledger.pick", language), True
        page.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{rows + 200}")
