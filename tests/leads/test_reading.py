"""Leads from real files: formats, encodings, column names, and what cannot be read."""

import contextlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.leads import archive, books, child
from chainmatch.leads.cells import clean
from chainmatch.leads.reading import BadRow, Row, read_leads

Folder = Path
in_a_folder = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

CHINESE = [
    {
        "企业名称": "兰州某电池有限公司",
        "主营产品": "磷酸铁锂正极材料",
        "计划总投资(万元)": "12,000",
    },
    {"企业名称": "𠮷林㐂龘药业", "主营产品": "中药饮片，“配方颗粒”", "计划总投资(万元)": "1.2亿元"},
]
EXPECTED = [
    {"name": "兰州某电池有限公司", "text": "磷酸铁锂正极材料", "invest_wanyuan": 12_000.0},
    {"name": "𠮷林㐂龘药业", "text": "中药饮片，“配方颗粒”", "invest_wanyuan": 12_000.0},
]


def values(path: Path) -> list[dict[str, Any]]:
    return [dict(row.values) for row in read_leads(path) if isinstance(row, Row)]


def separated(rows: list[dict[str, str]], separator: str = ",") -> str:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [rows[0].keys(), *(row.values() for row in rows)]
    return "".join(separator.join(map(quoted, line)) + "\r\n" for line in lines)


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def write_jsonl(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize(
    ("ending", "separator"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("tsv", "\t")]
)
def test_a_table_in_any_encoding(
    tmp_path: Folder, encoding: str, ending: str, separator: str
) -> None:
    path = tmp_path / f"leads.{ending}"
    path.write_bytes(separated(CHINESE, separator).encode(encoding))
    assert values(path) == EXPECTED


def test_three_short_lines_of_gbk(tmp_path: Folder) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("名称,产品\n兰石,泵\n金川,镍\n".encode("gbk"))
    assert values(path) == [{"name": "兰石", "text": "泵"}, {"name": "金川", "text": "镍"}]


def test_json_lists_and_lines_and_plain_text_say_the_same(tmp_path: Folder) -> None:
    (tmp_path / "a.json").write_text(json.dumps(CHINESE), encoding="utf-8")
    write_jsonl(tmp_path / "a.jsonl", *CHINESE)
    (tmp_path / "a.txt").write_text("\n电池\r\n\r\n铜箔", encoding="gb18030")
    assert values(tmp_path / "a.json") == values(tmp_path / "a.jsonl") == EXPECTED
    assert [(row.place, row.values) for row in read_leads(tmp_path / "a.txt")] == [
        ("a.txt line 2", {"text": "电池"}),
        ("a.txt line 4", {"text": "铜箔"}),
    ]


SHEETS: dict[str, list[list[object]]] = {
    "填表说明": [["请勿改动表头"]],
    "线索": [
        ["2026年招商引资线索表"],
        [],
        ["序号", "*项目名称", "建设内容", "总投资（亿元）", "占地面积", "是否涉及危化品", "联系人"],
        [1, "负极材料项目", "年产5万吨石墨负极", 3.5, "约300亩", "否", "张三"],
        [],
        [2.0, "氯碱项目", "离子膜烧碱", "待定", 200, "是", None],
    ],
}
ROWS = {
    "a.xlsx sheet 线索 row 4": {
        "id": "1",
        "name": "负极材料项目",
        "project": "负极材料项目",
        "text": "年产5万吨石墨负极",
        "invest_wanyuan": 35_000.0,
        "land_mu": {"value": 300.0, "about": True},
        "hazardous_chemicals": False,
        "contact": "张三",
    },
    "a.xlsx sheet 线索 row 6": {
        "id": "2",
        "name": "氯碱项目",
        "project": "氯碱项目",
        "text": "离子膜烧碱",
        "hazardous_chemicals": True,
        "unparsed": {"invest_wanyuan": "待定", "land_mu": "200"},
    },
}


def test_a_sheet_with_a_title_blank_rows_notes_and_numbers(tmp_path: Folder) -> None:
    rows = read_leads(workbook(tmp_path / "a.xlsx", SHEETS))
    assert {row.place: row.values for row in rows if isinstance(row, Row)} == ROWS


def test_two_sheets_of_leads_follow_each_other(tmp_path: Folder) -> None:
    path = workbook(tmp_path / "a.xlsx", {"一": [["名称"], ["甲厂"]], "二": [["名称"], ["乙厂"]]})
    assert [row.place for row in read_leads(path)] == [
        "a.xlsx sheet 一 row 2",
        "a.xlsx sheet 二 row 2",
    ]


def test_what_nobody_sees_is_left_out(tmp_path: Folder) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "\\u00a0电\\ud800池\\u0000\\r\\n膜\\u200b "}', encoding="utf-8")
    assert values(path) == [{"text": "电池\n膜"}]


def test_evaluation_columns_pass_through(tmp_path: Folder) -> None:
    row = {
        "desc": "铜箔",
        "park": "lzxq-mat",
        "directions_core": ["14.4"],
        "in_scope": True,
        "x": None,
    }
    path = write_jsonl(tmp_path / "a.jsonl", row)
    assert values(path) == [{key: value for key, value in row.items() if value is not None}]


# what cannot be read


def broken(tmp_path: Folder) -> Path:
    path = tmp_path / "leads.jsonl"
    good = '{"text": "铜箔"}'
    path.write_text("\n".join([good] * 6 + ['{"text": "电池"', good, "[]", good]), encoding="utf-8")
    return path


def test_a_broken_line_stops_the_reading_and_is_named(tmp_path: Folder) -> None:
    rows = read_leads(broken(tmp_path))
    assert len([next(rows) for _ in range(6)]) == 6
    with pytest.raises(InputError, match=r"^leads\.jsonl line 7: no valid JSON"):
        next(rows)


def test_a_broken_line_is_passed_over_on_request(tmp_path: Folder) -> None:
    rows = list(read_leads(broken(tmp_path), keep_going=True))
    bad = [row for row in rows if isinstance(row, BadRow)]
    assert len(rows) == 10
    assert [(row.place, row.raw) for row in bad] == [
        ("leads.jsonl line 7", '{"text": "电池"'),
        ("leads.jsonl line 9", "[]"),
    ]
    assert "no object" in bad[1].reason


NOT_READ: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "is empty"),
    "blank": ("a.jsonl", b"\n \r\n", "is empty"),
    "only a heading": ("a.csv", b"text,name\n", "holds no leads"),
    "no such ending": ("a.pdf", b"%PDF", r"\.pdf are not read; allowed are \.jsonl"),
    "no ending": ("leads", b"x", "ending in nothing are not read"),
    "old Excel": ("a.xls", b"\xd0\xcf\x11\xe0", "save it as .xlsx"),
    "renamed program": ("a.xlsx", b"MZ\x90\x00", "is no workbook"),
    "program as text": ("a.csv", bytes(range(256)) * 40, "is neither|is not a text file"),
    "workbook as text": ("a.csv", b"PK\x03\x04", "give a workbook the ending .xlsx"),
    "protected workbook as text": ("a.csv", b"\xd0\xcf\x11\xe0", "without a password"),
    "wrong columns": (
        "a.csv",
        "电话,地址\n1,2\n".encode(),
        "has the columns '电话', '地址'; one of them",
    ),
    "wrong fields": (
        "a.jsonl",
        b'{"a": 1}',
        r"line 1: has the columns 'a'; one of them must be text",
    ),
    "no object": ("a.json", b'["x"]', "item 1: .* is no object"),
    "list as text": ("a.jsonl", b'{"text": ["x"]}', "line 1: text is a list"),
    "broken JSON": ("a.json", b'[{"text":', "is no valid JSON"),
    "deep JSON": ("a.json", b"[" * 100_000, "is no valid JSON"),
    "deep line": ("a.jsonl", b'{"a":' * 100_000, "line 1: no valid JSON"),
    "huge number": ("a.jsonl", b'{"text": ' + b"9" * 9999 + b"}", "line 1: no valid JSON"),
    "open quotation": ("a.csv", b'text\na\n"b\nc\nd\n', "row 3: a quotation mark"),
    "one broken byte": (
        "a.csv",
        "名称\n兰州甲厂\n兰州乙厂\n".encode()[:-3] + b"\n",
        "line 3 has broken UTF-8",
    ),
    "no encoding": (
        "a.txt",
        b"\xff\xff\x80\xff\x20" * 9,
        "is neither UTF-8 nor GB18030 nor UTF-16",
    ),
}


@pytest.mark.parametrize("case", NOT_READ)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Folder, case: str) -> None:
    name, data, sentence = NOT_READ[case]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=sentence) as caught:
        list(read_leads(tmp_path / name))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Folder) -> None:
    (tmp_path / "b.csv").mkdir()
    for name, sentence in (("a.csv", "does not exist"), ("b.csv", "is a folder")):
        with pytest.raises(InputError, match=sentence):
            list(read_leads(tmp_path / name))


@given(
    st.binary(max_size=200), st.sampled_from([".csv", ".jsonl", ".json", ".txt", ".tsv", ".xlsx"])
)
@in_a_folder
def test_no_file_brings_a_traceback(tmp_path: Folder, data: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    with contextlib.suppress(InputError):
        assert all(row.place for row in read_leads(path, keep_going=True))


# workbooks that are meant to hurt


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def repacked(source: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as archive:
        parts = {part: change(part, archive.read(part)) for part in archive.namelist()}
    return zipped(source, parts)


def one_lead(tmp_path: Folder) -> Path:
    return workbook(tmp_path / "a.xlsx", {"线索": [["text"], ["铜箔"]]})


def test_a_zip_bomb_is_refused(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 3_000_000)
    path = zipped(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": b" " * 4_000_000})
    with pytest.raises(InputError, match="unpacks to more than 3 MB"):
        archive.guard(path.read_bytes(), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Folder, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    path = repacked(one_lead(tmp_path), lambda part, data: bomb if "sheet1" in part else data)
    with pytest.raises(InputError, match="declares XML entities"):
        list(read_leads(path))


def test_two_cells_at_the_corners_of_a_sheet_are_refused(tmp_path: Folder) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["A1"], page["A1048576"], page["XFD1048576"] = "text", "铜箔", "far"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="reaches over more than 8,000,000 cells"):
        list(read_leads(tmp_path / "a.xlsx"))


def test_more_cells_than_fit_are_refused(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MAX_CELLS", 1)
    with pytest.raises(InputError, match="sheet 线索 reaches over more than 1 cells"):
        list(books.grids(one_lead(tmp_path).read_bytes(), "a.xlsx"))


def test_a_child_that_is_killed_kills_only_the_file(
    tmp_path: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.0)
    with pytest.raises(InputError, match="could not be read within the limits"):
        list(read_leads(one_lead(tmp_path)))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_workbook_is_refused(tmp_path: Folder, part: str) -> None:
    path = repacked(one_lead(tmp_path), lambda name, data: data[:50] if name == part else data)
    with pytest.raises(InputError, match=r"a\.xlsx .*(workbook|damaged)"):
        list(read_leads(path))


# round trips

cells = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1).filter(
    str.strip
)
cells = cells.filter(clean).filter(lambda text: clean(text) not in {"〃", "″", "〞"})  # dittos
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=5)


def as_rows(table: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"text": text, "name": name} for text, name in table]


@given(tables, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
@in_a_folder
def test_csv_round_trip(tmp_path: Folder, table: list[tuple[str, str]], encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(separated(as_rows([("电池企业与材料", "甲"), *table])).encode(encoding))
    assert values(path)[1:] == as_rows([(clean(text), clean(name)) for text, name in table])


@given(tables)
@settings(in_a_folder, max_examples=25)
def test_xlsx_round_trip(tmp_path: Folder, table: list[tuple[str, str]]) -> None:
    quoted = [[text.replace("=", "-"), name.replace("=", "-")] for text, name in table]
    path = workbook(tmp_path / "a.xlsx", {"线索": [["text", "name"], *quoted]})
    assert [[row["text"], row["name"]] for row in values(path)] == [
        [clean(text), clean(name)] for text, name in quoted
    ]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=())).filter(str.strip), min_size=1, max_size=5
    )
)
@in_a_folder
def test_jsonl_round_trip_of_any_text(tmp_path: Folder, texts: list[str]) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", *({"text": text} for text in texts))
    assert values(path) == [{"text": clean(text)} if clean(text) else {} for text in texts]
