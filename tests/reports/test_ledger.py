"""A ledger comes back as it went out, and whatever people did to it is told with its row."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from chainmatch.errors import InputError
from chainmatch.reports.cells import unstored
from chainmatch.reports.ledger import (
    COLUMNS,
    KEPT,
    KEYS,
    STATUSES,
    LedgerRow,
    heads,
    plain,
    write_ledger,
    written,
)
from chainmatch.reports.ledger_reading import FieldEdit, read_ledger
from chainmatch.reports.office import legal

ON = dt.date(2026, 11, 25)
PAYLOADS = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","a")',
    "=DDE(1;2;3)",
    "'=1",
    "#N/A",
    "_x0041_",
    "http://example.org",
)
ROWS = [
    LedgerRow(
        id="L-1",
        version=3,
        name="铜箔项目",
        received=dt.date(2026, 11, 20),
        invest=120000.0,
        land=33.5,
        status="在谈",
        owner="甲处",
        due=dt.date(2026, 11, 27),
        note="第一行\n第二行",
    ),
    LedgerRow(id="L-2", name="=1+1", source="@来源", land=200),
    LedgerRow(id="L-3", name="氢能装备"),
]
PLACE = {c.field: i for i, c in enumerate(COLUMNS, len(KEYS) + 1)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_ledger(ROWS, tmp_path / "台账.xlsx", ON)
    return tmp_path / "台账.xlsx"


def edit(path: Path, change: Callable[[Worksheet, Workbook], object]) -> None:
    """Open the ledger as a spreadsheet would, change its first sheet, and save it."""
    book = load_workbook(path)
    change(book.worksheets[0], book)
    book.save(path)


def told(path: Path) -> list[tuple[str, int, str]]:
    return [(e.kind, e.row, e.id) for e in read_ledger(path)]


def test_what_nobody_touched_comes_back_as_it_was(path: Path) -> None:
    assert told(path) == [("same", 2, "L-1"), ("same", 3, "L-2"), ("same", 4, "L-3")]
    assert all(not e.changes and not e.why for e in read_ledger(path))


def test_a_spreadsheet_that_opens_and_saves_it_changes_nothing(path: Path) -> None:
    edit(path, lambda *_: None)
    assert {e.kind for e in read_ledger(path)} == {"same"}


def test_each_changed_field_is_told_with_both_values(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        page.cell(2, PLACE["status"]).value = "签约"
        page.cell(2, PLACE["invest"]).value = 150000
        page.cell(2, PLACE["due"]).value = dt.date(2026, 12, 4)
        page.cell(2, PLACE["note"]).value = None
        page.cell(4, PLACE["owner"]).value = 7

    edit(path, change)
    first, second, third = read_ledger(path)
    assert first.kind == "changed"
    assert first.changes == (
        FieldEdit("invest", 120000.0, 150000.0),
        FieldEdit("status", "在谈", "签约"),
        FieldEdit("due", dt.date(2026, 11, 27), dt.date(2026, 12, 4)),
        FieldEdit("note", "第一行\n第二行", ""),
    )
    assert (first.version, first.sheet, first.row) == (3, "线索台账", 2)
    assert second.kind == "same"
    assert third.changes == (FieldEdit("owner", "", "7"),)


def test_a_value_that_is_none_is_kept_and_told(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        page.cell(2, PLACE["invest"]).value = "约12亿元"
        page.cell(2, PLACE["due"]).value = "月底前"
        page.cell(2, PLACE["land"]).value = "=A1*2"
        page.cell(2, PLACE["note"]).value = "=HYPERLINK(1)"
        page.cell(3, PLACE["invest"]).value = "nan"

    edit(path, change)
    first, second, _ = read_ledger(path)
    after = {c.field: (c.after, c.problem) for c in first.changes}
    assert after["invest"] == (
        "约12亿元",
        "'约12亿元' is no number; allowed are digits without a unit",
    )
    assert after["due"] == ("月底前", "'月底前' is no day; allowed is for example 2026-11-25")
    assert after["land"][0] == "=A1*2"
    assert "is a formula or its error" in after["land"][1]
    assert "is a formula or its error" in after["note"][1]
    assert second.changes[0].problem.startswith("'nan' is no number")


def test_rows_may_be_sorted_and_columns_change_places(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        head, *body = [row[::-1] for row in rows]
        for number, row in enumerate([head, *body[::-1]], 1):
            for place, value in enumerate(row, 1):
                cell = page.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                cell.number_format = "yyyy-mm-dd" if isinstance(value, dt.date) else "General"

    edit(path, change)
    assert told(path) == [("same", 2, "L-3"), ("same", 3, "L-2"), ("same", 4, "L-1")]


def test_a_row_that_is_gone_doubled_or_new_is_told(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        copy = [cell.value for cell in page[2]]
        page.delete_rows(4)
        for place, value in enumerate(copy, 1):
            page.cell(5, place).value = value
        page.cell(5, PLACE["status"]).value = "签约"
        page.cell(6, PLACE["name"]).value = "新来的线索"

    edit(path, change)
    edits = {(e.kind, e.row): e for e in read_ledger(path)}
    assert set(edits) == {
        ("doubled", 2),
        ("same", 3),
        ("doubled", 5),
        ("unknown", 6),
        ("deleted", 0),
    }
    assert edits["deleted", 0].id == "L-3"
    assert edits["doubled", 5].changes == (FieldEdit("status", "在谈", "签约"),)
    assert edits["unknown", 6].changes == (FieldEdit("name", "", "新来的线索"),)
    assert edits["unknown", 6].why == "the row was not written by the ledger"


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_key_that_was_written_over_is_tampering(path: Path, place: int) -> None:
    edit(path, lambda page, _: setattr(page.cell(2, place), "value", "9"))
    found = read_ledger(path)[0]
    assert (found.kind, found.row) == ("tampered", 2)
    assert [c.after for c in found.changes if c.field == "name"] == ["铜箔项目"]


def test_the_number_of_a_lead_is_not_for_editing(path: Path) -> None:
    edit(path, lambda page, _: setattr(page.cell(2, PLACE["id"]), "value", "L-9"))
    found = read_ledger(path)[0]
    assert (found.kind, found.id) == ("tampered", "L-1")
    assert found.changes == (FieldEdit("id", "L-1", "L-9"),)


def test_a_kept_row_that_was_written_over_is_tampering(path: Path) -> None:
    edit(path, lambda _, book: setattr(book[KEPT].cell(2, 4), "value", "别的"))
    assert told(path) == [("tampered", 2, "L-1"), ("same", 3, "L-2"), ("same", 4, "L-3")]


def test_a_key_of_another_ledger_is_unknown(path: Path, tmp_path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        page.cell(5, 1).value, page.cell(5, 3).value = "X-1", "0" * 64

    edit(path, change)
    found = read_ledger(path)[3]
    assert (found.kind, found.id, found.why) == ("unknown", "X-1", "its key is not known")


def test_columns_that_were_added_or_taken_away_lose_nothing(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        page.cell(1, 30).value, page.cell(3, 30).value = "批示", "请尽快办理"
        page.delete_cols(PLACE["owner"])

    edit(path, change)
    first, second, _ = read_ledger(path)
    assert (first.kind, first.changes) == ("same", ())
    assert second.others == (("批示", "请尽快办理"),)
    assert second.kind == "changed"
    assert first.why == "columns are gone: owner"


def test_a_title_above_the_head_and_rows_on_another_sheet_are_read(path: Path) -> None:
    def change(page: Worksheet, book: Workbook) -> None:
        page.insert_rows(1)
        page.cell(1, 4).value = "线索台账（第三周）"
        other = book.create_sheet("转办")
        for number, source in enumerate((2, 5), 1):
            for place, cell in enumerate(page[source], 1):
                other.cell(number, place).value = cell.value
        page.delete_rows(5)

    edit(path, change)
    assert told(path) == [("same", 3, "L-1"), ("same", 4, "L-2"), ("same", 2, "L-3")]


def test_a_sheet_that_is_damaged_is_told(path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"<v>120000</v>", b"<v>12-0</v>"))
    path.write_bytes(out.getvalue())
    with pytest.raises(InputError, match="sheet 线索台账 is damaged"):
        read_ledger(path)


def test_files_that_are_no_ledger_are_refused(path: Path, tmp_path: Path) -> None:
    plain_file = tmp_path / "a.xlsx"
    plain_file.write_bytes(b"PK")
    with pytest.raises(InputError, match=r"a\.xlsx is no xlsx workbook"):
        read_ledger(plain_file)
    with pytest.raises(InputError, match="cannot be read"):
        read_ledger(tmp_path / "none.xlsx")
    edit(path, lambda _, book: book.remove(book[KEPT]))
    with pytest.raises(InputError, match="lacks the hidden sheet _chainmatch"):
        read_ledger(path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([LedgerRow(id=" ")], "lead id ' ' cannot stand in a ledger"),
        ([LedgerRow(id="a"), LedgerRow(id="a")], "lead 'a' stands twice"),
        ([LedgerRow(id="a", invest=float("nan"))], "invest nan of lead 'a' is no number"),
    ],
)
def test_rows_that_cannot_be_kept_apart_are_refused(
    rows: list[LedgerRow], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        write_ledger(rows, tmp_path / "x.xlsx", ON)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_ledger(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_ledger(ROWS[:1], path, ON)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_a_spreadsheet_would_run_is_text_in_every_field(text: str, tmp_path: Path) -> None:
    texts = {c.field: text for c in COLUMNS if c.kind == "text" and c.field != "id"}
    write_ledger([LedgerRow(id="L", **texts)], tmp_path / "x.xlsx", ON, statuses=[text])  # type: ignore[arg-type]
    book = load_workbook(tmp_path / "x.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    named = book.worksheets[0].cell(2, PLACE["name"])
    assert unstored(str(named.value)) == legal(text)
    assert named.quotePrefix
    assert named.number_format == "@"
    assert told(tmp_path / "x.xlsx") == [("same", 2, "L")]


def test_the_sheet_is_ready_for_people_and_for_print(path: Path) -> None:
    book = load_workbook(path)
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == [*KEYS, *heads("zh")]
    assert page.freeze_panes == "G2"
    assert page.auto_filter.ref == "A1:U4"
    assert [page.column_dimensions[letter].hidden for letter in "ABCD"] == [True] * 3 + [False]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert page.print_title_rows == "$1:$1"
    assert book[KEPT].sheet_state == "veryHidden"
    assert page.cell(2, PLACE["received"]).number_format == "yyyy-mm-dd"
    assert page.cell(2, PLACE["invest"]).number_format == "#,##0"
    assert page.cell(2, PLACE["land"]).number_format == "#,##0.00"
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == f"'{KEPT}'!$U$1:$U${len(STATUSES)}"
    listed = [book[KEPT].cell(i, 21).value for i in range(1, len(STATUSES) + 1)]
    assert tuple(listed) == STATUSES


def test_the_same_rows_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_ledger(ROWS, tmp_path / "again.xlsx", ON)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert b"2026-11-25T00:00:00Z" in archive.read("docProps/core.xml")


ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(PAYLOADS)
NUMBERS = st.floats(-1e300, 1e300) | st.integers(-(10**12), 10**12)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            LedgerRow,
            id=st.uuids().map(str),
            version=st.integers(0, 10**6),
            name=ANY_TEXT,
            source=ANY_TEXT,
            received=st.none() | DAYS,
            verdict=ANY_TEXT,
            missing=ANY_TEXT,
            invest=st.none() | NUMBERS,
            land=st.none() | NUMBERS,
            status=ANY_TEXT,
            due=st.none() | DAYS,
            note=ANY_TEXT,
        ),
        max_size=4,
        unique_by=lambda row: row.id,
    )
)
def test_any_row_comes_back_exactly(rows: list[LedgerRow]) -> None:
    with TemporaryLedger() as path:
        write_ledger(rows, path, ON)
        edits = read_ledger(path)
        edit(path, lambda page, _: page.delete_rows(2, len(rows)))
        gone = read_ledger(path)
    assert [(e.kind, e.id, e.version) for e in edits] == [("same", r.id, r.version) for r in rows]
    assert [(e.kind, e.id) for e in gone] == [("deleted", r.id) for r in rows]


def test_a_row_is_the_same_as_text_whatever_its_kinds() -> None:
    row = LedgerRow(id="L", version=2, invest=7.0, land=0.1, received=ON)
    assert written(row)[:5] == ("L", "2", "", "", "2026-11-25")
    assert [plain(v) for v in (7.0, 7, 0.1, None, "a\r\nb\x00")] == [
        "7",
        "7",
        "0.1",
        "",
        "a\nb\ufffd",
    ]


class TemporaryLedger:
    """A path of its own for each example: hypothesis does not renew tmp_path."""

    def __enter__(self) -> Path:
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        return Path(self._folder.name) / "x.xlsx"

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()
