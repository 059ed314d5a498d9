"""Leads from Parquet: the same rows as from any other file, and one sentence for what is broken."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from chainmatch.errors import InputError
from chainmatch.leads import parquet
from chainmatch.leads.reading import Row, read_leads


def written(path: Path, columns: dict[str, list[object]]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_are_those_of_any_other_file(tmp_path: Path) -> None:
    path = written(
        tmp_path / "leads.parquet",
        {
            "企业名称": ["兰州某电池有限公司", None, "白银某铜业"],
            "主营产品": ["磷酸铁锂正极材料", "", "阴极铜"],
            "计划总投资(万元)": [Decimal("12000.00"), None, Decimal("300.00")],
            "日期": [dt.date(2024, 3, 5), None, None],
        },
    )
    rows = list(read_leads(path))
    assert [row.place for row in rows] == ["leads.parquet row 2", "leads.parquet row 4"]
    assert [dict(row.values) for row in rows if isinstance(row, Row)] == [
        {
            "name": "兰州某电池有限公司",
            "text": "磷酸铁锂正极材料",
            "invest_wanyuan": 12_000.0,
            "日期": "2024-03-05",
        },
        {"name": "白银某铜业", "text": "阴极铜", "invest_wanyuan": 300.0},
    ]


def test_rows_come_in_order_over_many_batches(tmp_path: Path) -> None:
    texts = [f"磷酸铁锂正极材料{i}" for i in range(25_000)]
    path = written(tmp_path / "many.parquet", {"text": texts})
    assert [row.values["text"] for row in read_leads(path) if isinstance(row, Row)] == texts


@pytest.mark.parametrize("kept", [0, 4, 40, 200])
def test_a_damaged_file_is_told_in_one_sentence(kept: int, tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"text": ["铜箔"] * 50})
    path.write_bytes(b"PAR1" + path.read_bytes()[4 : 4 + kept])
    with pytest.raises(InputError, match=r"^a\.parquet is no readable Parquet file: .+$"):
        list(read_leads(path))


def test_more_cells_than_fit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_CELLS", 9)
    path = written(tmp_path / "a.parquet", {"text": ["铜箔"] * 10})
    with pytest.raises(InputError, match="has more than 9 cells; split it"):
        list(read_leads(path))


def test_columns_that_say_nothing_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"日期": ["2024"]})
    with pytest.raises(InputError, match="has the columns '日期'; one of them must be"):
        list(read_leads(path))
