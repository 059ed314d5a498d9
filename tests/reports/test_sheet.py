"""A workbook holds what was given, and nothing in it runs."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from chainmatch.reports.sheet import Sheet, grid, write_workbook

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=DDE(1;2;3)", '=HYPERLINK("a","b")')
ROWS = [("铜冶炼", 3, 0.123456, None), ("=cmd|' /C calc'!A0", 1, 2.0, "a\x07b")]
SHEET = Sheet("缺口/一览", ("环节", "家数", "优先度", "备注"), ROWS)


@pytest.fixture
def page(tmp_path: Path) -> list[tuple[object, ...]]:
    write_workbook([SHEET, Sheet("空", ("列",), [])], tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["缺口·一览", "空"]
    first = book[book.sheetnames[0]]
    assert first.freeze_panes == "A2"
    assert all(cell.data_type != "f" for row in first.iter_rows() for cell in row)
    return list(first.iter_rows(values_only=True))


def test_cells_keep_kind_and_value(page: list[tuple[object, ...]]) -> None:
    assert page[0] == SHEET.header
    assert page[1] == ("铜冶炼", 3, 0.1235, None)


def test_what_a_spreadsheet_would_run_stays_text(page: list[tuple[object, ...]]) -> None:
    assert page[2][0] == "=cmd|' /C calc'!A0"
    assert page[2][3] == "a b"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook([SHEET], path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"[Cc]annot convert"):
        write_workbook([Sheet("x", ("a",), [(object(),)])], path)  # type: ignore[list-item]
    assert path.read_bytes() == before


def test_numbers_stand_to_the_right_in_the_terminal() -> None:
    console = Console(width=80, record=True, color_system=None)
    console.print(grid(SHEET))
    shown = console.export_text()
    assert " 0.12" in shown
    assert "铜冶炼" in shown


@pytest.mark.parametrize("text", [*FORMULAS, "＝1", "＋1", "－1", "＠a", "#N/A", "http://a.cn"])
def test_no_cell_of_a_workbook_runs_or_links(text: str, tmp_path: Path) -> None:
    write_workbook([Sheet(text, (text, "b"), [(text, 1)])], tmp_path / "x.xlsx")
    (page,) = load_workbook(tmp_path / "x.xlsx").worksheets
    for cell in (page["A1"], page["A2"]):
        assert (cell.data_type, cell.hyperlink, cell.quotePrefix) == ("s", None, True)
        assert cell.number_format == "@"
        assert cell.value == text.replace("\r", " ")


def test_columns_fit_the_paper_and_rows_their_text(tmp_path: Path) -> None:
    long = "很长的理由" * 40
    rows = [("短", long, long, long, long, long, 1.5)]
    write_workbook([Sheet("宽", tuple("abcdefg"), rows)], tmp_path / "x.xlsx")
    page = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    widths = [page.column_dimensions[letter].width for letter in "ABCDEFG"]
    assert sum(widths) <= 201
    assert widths[0] < 10 < widths[1] == widths[5]
    assert page.row_dimensions[2].height > 10 * page.row_dimensions[1].height
    assert page["B2"].alignment.wrap_text
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
