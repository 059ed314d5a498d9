"""The ledger goes out, is edited, and comes back; nothing is overwritten unseen."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from chainmatch.leads.store.store import open_store
from chainmatch.leads.store.values import Lead

Run = Callable[..., tuple[int, str, str]]
Edit = Callable[[int, str, object], None]


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    run("store", "init", "--store", path)
    for name, text in (("甲", "年产5万吨电解铜箔"), ("乙", "开火锅店"), ("丙", "年产万吨铝箔")):
        given = ("--set", f"企业名称={name}公司", "--set", "总投资=约3000万元", "--owner", "李科长")
        assert run("lead", "add", text, *given, "--store", path)[0] == 0
    assert run("lead", "snapshot", "--store", path, "--who", "a")[0] == 0
    return path


@pytest.fixture
def ledger(run: Run, place: Path, tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    assert run("ledger", "write", path, "--store", place)[:2] == (0, f"{path}: 3\n")
    return path


def cells(path: Path) -> list[dict[str, object]]:
    page = openpyxl.load_workbook(path).worksheets[0]
    head, *rows = ([cell.value for cell in row] for row in page.iter_rows())
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def edited(path: Path, *changes: tuple[int, str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    column = {cell.value: cell.column for cell in page[1]}
    for row, head, value in changes:
        page.cell(row, column[head]).value = value  # type: ignore[union-attr]
    book.save(path)
    return path


def leads(place: Path) -> dict[str, Lead]:
    with open_store(str(place)) as store:
        return {lead.title[0]: lead for lead in store.list().leads}


def test_each_lead_has_a_row_with_what_was_claimed(ledger: Path) -> None:
    first, second, _ = cells(ledger)
    assert first["企业或项目名称"] == "甲公司"
    assert str(first["产业链环节"]).startswith("14.4 ")
    assert first["推荐园区"]
    assert (first["计划总投资（万元）"], first["责任人"], first["状态"]) == (3000, "李科长", "线索")
    assert (second["产业链环节"], second["准入初核"]) == (None, "不作推荐")


def test_a_step_keeps_what_was_claimed_and_another_text_does_not(
    run: Run, place: Path, ledger: Path
) -> None:
    before = cells(ledger)[0]["推荐园区"]
    run("lead", "move", "L-000001", "review", "--store", place)
    run("ledger", "write", ledger, "--store", place)
    assert (cells(ledger)[0]["推荐园区"], cells(ledger)[0]["状态"]) == (before, "研判")
    run("lead", "change", "L-000001", "--set", "text=开茶馆", "--store", place)
    run("ledger", "write", ledger, "--store", place)
    assert (cells(ledger)[0]["推荐园区"], cells(ledger)[0]["准入初核"]) == (None, None)


def test_what_was_not_edited_is_not_taken_over(run: Run, place: Path, ledger: Path) -> None:
    _, out, _ = run("ledger", "read", ledger, "--apply", "--json", "--store", place)
    assert json.loads(out) == {"rows": [], "applied": True}
    assert {lead.version for lead in leads(place).values()} == {1}


def test_edits_are_shown_and_taken_over_only_when_asked(
    run: Run, place: Path, ledger: Path
) -> None:
    edited(
        ledger,
        *((2, "责任人", "王主任"), (2, "状态", "研判"), (2, "备注", "重点跟进")),
        *((3, "状态", "达效"), (3, "计划总投资（万元）", 5000), (4, "推荐园区", "某园")),
    )
    _, shown, _ = run("ledger", "read", ledger, "--store", place)
    assert "加 --apply 写回库里" in shown
    assert {lead.version for lead in leads(place).values()} == {1}
    _, out, _ = run("ledger", "read", ledger, "--apply", "--json", "--store", place)
    rows = {row["lead"]: row for row in json.loads(out)["rows"]}
    assert [sorted(row["applied"]) for row in rows.values()] == [
        ["note", "owner", "status"],
        ["invest"],
        [],
    ]
    assert "a lead cannot go from lead to full" in rows["L-000002"]["refused"][0]
    assert "算出来的" in rows["L-000003"]["refused"][0]
    found = leads(place)
    first = found["甲"]
    assert (first.owner, first.status, first.values["note"]) == ("王主任", "review", "重点跟进")
    assert found["乙"].values["invest_wanyuan"] == 5000.0
    assert found["丙"].version == 1
    again = json.loads(run("ledger", "read", ledger, "--apply", "--json", "--store", place)[1])
    assert all(not row["applied"] for row in again["rows"])
    assert {lead.title[0]: lead.version for lead in found.values()} == {
        name: lead.version for name, lead in leads(place).items()
    }


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(
    run: Run, place: Path, ledger: Path
) -> None:
    run("lead", "change", "L-000001", "--set", "备注=同事写的", "--who", "同事", "--store", place)
    edited(ledger, (2, "备注", "我写的"), (4, "备注", "另一条"))
    _, out, _ = run("ledger", "read", ledger, "--apply", "--json", "--store", place)
    first, third = json.loads(out)["rows"]
    assert first["applied"] == []
    assert "has changed since: version 2 changed (note) by 同事" in first["refused"][0]
    assert third["applied"] == ["note"]
    assert leads(place)["甲"].values["note"] == "同事写的"


def test_wrong_files_are_told_in_one_sentence(run: Run, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    for arguments, said in (
        (("write", tmp_path / "a.csv"), "a ledger ends in .xlsx"),
        (("write", tmp_path / "a.xlsx", "--status", "x"), "status 'x' is unknown"),
        (("read", other), "lacks the hidden sheet"),
        (("read", tmp_path / "none.xlsx"), "cannot be read"),
    ):
        code, out, err = run("ledger", *arguments, "--store", place)
        assert (code, out, said in err, err.count("\n")) == (2, "", True, 1)
