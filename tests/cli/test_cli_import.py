"""Taking a sheet into the store: twice is once, and what is unread is mended and comes back."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from nasty.build import CASES, build
from nasty.truth import Case

from chainmatch.leads.columns import UNPARSED
from chainmatch.leads.store.store import open_store
from chainmatch.leads.store.values import Lead

Run = Callable[..., tuple[int, str, str]]
SHEET = (
    "单位：亩\n企业名称,主营产品,投资额,用地,成绩\n"
    "兰州甲箔业有限公司,铜箔,5000,300,好\n"
    "兰州乙箔业有限公司,铝箔,1.2亿元,=2+3,\n"
    ",,,40,\n"
    "合计,,,340,\n"
)


@pytest.fixture
def place(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "desk.db"
    assert run("store", "init", "--store", path)[0] == 0
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "线索.csv"
    path.write_text(SHEET, encoding="gb18030")
    return path


def leads(place: Path) -> list[Lead]:
    with open_store(str(place)) as store:
        return list(store.list().leads)


def test_a_look_writes_nothing_and_says_how_columns_are_read(
    run: Run, sheet: Path, tmp_path: Path
) -> None:
    absent = tmp_path / "none.db"
    code, out, err = run("import", sheet, "--preview", "--json", "--store", absent)
    assert (code, err, absent.exists()) == (0, "", False)
    told = json.loads(out)
    assert [(c["header"], c["field"], c["unit"]) for c in told["columns"]] == [
        ("企业名称", "name", None),
        ("主营产品", "text", None),
        ("投资额", "invest_wanyuan", None),
        ("用地", "land_mu", "亩"),
        ("成绩", None, None),
    ]
    assert (told["leads"], told["passed"], told["batch"]) == (
        2,
        {"title": 1, "heading": 1, "total": 1},
        None,
    )
    assert [(u["row"], u["field"], u["raw"]) for u in told["unread"]] == [
        (3, "invest_wanyuan", "5000"),
        (4, "land_mu", "=2+3"),
    ]
    assert [(u["row"], u["cells"]) for u in told["unreadable"]] == [(5, ["", "", "", "40"])]


def test_the_same_file_twice_adds_nothing_twice(run: Run, sheet: Path, place: Path) -> None:
    first = json.loads(run("import", sheet, "--json", "--store", place)[1])["batch"]
    assert [first[name] for name in ("rows_read", "added", "known", "refused")] == [3, 2, 0, 1]
    again = json.loads(run("import", sheet, "--json", "--store", place)[1])["batch"]
    assert [again[name] for name in ("rows_read", "added", "known", "refused")] == [3, 0, 2, 1]
    assert sorted(lead.title for lead in leads(place)) == [
        "兰州乙箔业有限公司",
        "兰州甲箔业有限公司",
    ]


def test_a_mapping_that_somebody_mended_is_obeyed(
    run: Run, sheet: Path, place: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "列.json"
    run("import", sheet, "--preview", "--save-mapping", saved)
    document = json.loads(saved.read_text(encoding="utf-8"))
    assert document["columns"]["用地"] == {"field": "land_mu", "unit": "亩"}
    document["columns"]["投资额"]["unit"] = "万元"
    document["columns"]["成绩"] = {"field": "note"}
    saved.write_text(json.dumps(document), encoding="utf-8")
    run("import", sheet, "--mapping", saved, "--store", place)
    (found,) = [lead for lead in leads(place) if "甲" in lead.title]
    assert found.values["invest_wanyuan"] == 5000.0
    assert found.values["note"] == "好"
    for wrong, said in (
        ({"field": "money"}, "'投资额' is 'money'; allowed are id, "),
        (
            {"field": "invest_wanyuan", "unit": "亩"},
            "'投资额' is counted in '亩'; allowed are 万元",
        ),
    ):
        document["columns"]["投资额"] = wrong
        saved.write_text(json.dumps(document), encoding="utf-8")
        code, _, err = run("import", sheet, "--mapping", saved, "--store", place)
        assert (code, said in err) == (2, True)


def test_what_could_not_be_read_is_mended_and_comes_back_to_its_lead(
    run: Run, sheet: Path, place: Path, tmp_path: Path
) -> None:
    mend = tmp_path / "待改.xlsx"
    run("import", sheet, "--refused", mend, "--store", place)
    book = openpyxl.load_workbook(mend)
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][:5] == ["企业名称", "主营产品", "投资额", "用地（亩）", "成绩"]
    assert [row[0] for row in rows[1:]] == ["兰州甲箔业有限公司", "兰州乙箔业有限公司", None]
    # Text that looks like a formula is text.
    assert (rows[2][3], page["D3"].data_type) == ("=2+3", "s")
    page["C2"], page["D3"], page["A4"] = "5000万元", "60亩", "兰州丙箔业有限公司"
    book.save(mend)
    told = json.loads(run("import", mend, "--json", "--store", place)[1])
    counts = [told["batch"][name] for name in ("added", "updated", "known", "refused")]
    assert counts == [1, 2, 0, 0]
    by_name = {lead.title[2]: lead for lead in leads(place)}
    assert set(by_name) == set("甲乙丙")
    assert (by_name["甲"].values["invest_wanyuan"], by_name["甲"].version) == (5000.0, 2)
    assert by_name["乙"].values["land_mu"] == 60.0
    assert not any(UNPARSED in lead.values for lead in by_name.values())
    assert not any("chainmatch" in name for lead in by_name.values() for name in lead.values)
    again = json.loads(run("import", mend, "--json", "--store", place)[1])["batch"]
    assert (again["added"], again["updated"]) == (0, 0)


def test_what_the_store_refuses_is_told_and_can_be_mended(
    run: Run, sheet: Path, place: Path, tmp_path: Path
) -> None:
    mend, more = tmp_path / "待改.xlsx", tmp_path / "再改.xlsx"
    run("import", sheet, "--refused", mend, "--store", place)
    book = openpyxl.load_workbook(mend)
    book.worksheets[0]["C2"] = "5000万元"
    book.save(mend)
    # A colleague was quicker: what the sheet was taken from is no longer what the lead says.
    run("lead", "change", "L-000001", "--set", "备注=同事", "--who", "同事", "--store", place)
    told = json.loads(run("import", mend, "--refused", more, "--json", "--store", place)[1])
    (conflict,) = told["refused"]
    assert (conflict["row"], "has changed since" in conflict["reason"]) == (2, True)
    assert told["batch"]["refused"] == len(told["refused"]) + len(told["unreadable"])
    rows = [
        [c.value for c in row] for row in openpyxl.load_workbook(more).worksheets[0].iter_rows()
    ]
    heads = [str(head) for head in rows[0]]
    assert len(heads) == len(set(heads))
    assert any("has changed since" in str(row[-1]) for row in rows[1:])
    _, shown, _ = run("import", mend, "--store", place)
    assert "has changed since" in shown.replace("\n", "")


def test_a_sheet_without_a_heading_is_named(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "线索"
    for row in (["企业名称", "主营产品"], ["甲公司", "铜箔"]):
        book.worksheets[0].append(row)
    book.create_sheet("通讯录").append(["姓名", "科室"])
    book.save(tmp_path / "a.xlsx")
    told = json.loads(run("import", tmp_path / "a.xlsx", "--preview", "--json")[1])
    assert (told["leads"], told["skipped"]) == (1, ["通讯录"])
    _, shown, _ = run("import", tmp_path / "a.xlsx", "--preview")
    assert "整张未读的工作表 1 张：通讯录" in shown


@pytest.mark.parametrize("case", CASES[:12], ids=lambda case: case.name)
def test_every_row_of_real_sheets_has_an_outcome(
    case: Case, run: Run, place: Path, tmp_path: Path
) -> None:
    path = build(case, tmp_path)
    code, out, err = run("import", path, "--json", "--store", place)
    if case.expected.must_be_refused:
        assert (code, out) == (2, "")
        return
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["batch"]["rows_read"] == told["leads"] + len(told["unreadable"])
    assert told["leads"] == len(case.expected.leads)


def test_what_cannot_be_taken_in_is_told_in_one_sentence(
    run: Run, sheet: Path, place: Path, tmp_path: Path
) -> None:
    for arguments, said in (
        ((tmp_path / "none.csv", "--store", place), "does not exist"),
        ((sheet, "--store", tmp_path / "none.db"), "does not exist; make it with"),
        ((sheet, "--store", place, "--refused", tmp_path / "a.csv"), "ending in .xlsx"),
        ((sheet, "--store", place, "--mapping", tmp_path / "none.json"), "cannot be read"),
    ):
        code, out, err = run("import", *arguments)
        assert (code, out, said in err, err.count("\n")) == (2, "", True, 1)
    assert leads(place) == []
