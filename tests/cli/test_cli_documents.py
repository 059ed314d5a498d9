"""The commands that write documents: what they write, and what they refuse in one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]
LFP = "建设年产5万吨磷酸铁锂正极材料项目"
LEADS = "编号,企业名称,主营业务,总投资(万元)\nA1,甲公司,磷酸铁锂正极材料,50000\nA2,乙公司,火锅店,\n"


def test_a_report_is_written_for_a_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    code, out, err = run("report", LFP, "-o", file, "--date", "2026-11-25")
    assert (code, out, err) == (0, f"{file}: matched\n", "")
    document = Document(str(file))
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert found == ["一、项目简介", "二、研判", "三、建议", "四、其他"]
    before = file.read_bytes()
    assert run("report", "-", "-o", file, "--date", "2026-11-25", stdin=LFP.encode())[0] == 0
    assert file.read_bytes() == before


def test_a_report_is_written_for_one_lead_of_a_file(run: Run, tmp_path: Path) -> None:
    leads, file = tmp_path / "leads.csv", tmp_path / "x.docx"
    leads.write_text(LEADS, encoding="utf-8")
    assert run("report", "-i", leads, "--id", "A1", "-o", file, "--lang", "en")[0] == 0
    told = [p.text for p in Document(str(file)).paragraphs]
    assert told[0] == "Report on a lead: 甲公司"
    cells = {
        c.text for table in Document(str(file)).tables for row in table.rows for c in row.cells
    }
    assert "50,000 × 10,000 yuan" in cells
    assert run("report", "-i", leads, "--id", "A2", "-o", file)[1] == f"{file}: abstained\n"


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_there(
    run: Run, tmp_path: Path
) -> None:
    leads = tmp_path / "leads.jsonl"
    lines = [json.dumps({"text": LFP}), "{broken"]
    leads.write_text("\n".join(lines), encoding="utf-8")
    code, _, err = run("report", "-i", leads, "-o", tmp_path / "x.docx")
    assert code == 0
    assert err.startswith("left out: leads.jsonl line 2: no valid JSON")


def test_a_chain_is_written_by_name_or_id_as_page_or_picture(run: Run, tmp_path: Path) -> None:
    for name, industry in (("a.docx", "新能源"), ("a.png", "15"), ("a.svg", "15")):
        file = tmp_path / name
        code, out, err = run("chainsheet", industry, "-o", file, "--date", "2026-11-25")
        assert (code, out, err) == (0, f"{file}: 7\n", "")
    assert Document(str(tmp_path / "a.docx")).paragraphs[0].text == "产业链图谱：新能源"
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_enterprises_to_turn_to_are_listed_for_each_link(
    run: Run, tmp_path: Path, workbench: Workbench
) -> None:
    leads, file = tmp_path / "leads.csv", tmp_path / "x.xlsx"
    leads.write_text(LEADS, encoding="utf-8")
    code, out, err = run(
        *("targets", "--link", "14.4", "--link", "17.5", "--registry", leads, "-o", file)
    )
    assert (code, out, err) == (0, f"{file}: 1\n", "")
    page, profiles, _ = load_workbook(file).worksheets
    assert [page.cell(row, 3).value for row in (2, 3)] == ["甲公司", "名单中没有达到门槛的企业"]
    assert [profiles.cell(row, 1).value for row in (2, 3)] == ["14.4 新能源材料", "17.5 核电装备"]
    assert run("targets", "--registry", leads, "-o", file)[0] == 0
    assert load_workbook(file).worksheets[1].max_row == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "-o", "x.docx"], "give either TEXT or --input FILE"),
        (["report", LFP, "-o", "x.pdf"], "'x.pdf' ends in '.pdf'; allowed are .docx"),
        (["report", LFP, "-o", "/nowhere/x.docx"], "its folder does not exist"),
        (["report", LFP, "-o", "x.docx", "--date", "gestern"], "--date 'gestern' is no day"),
        (["report", "？", "-o", "x.docx"], "the text of the lead has 1 characters"),
        (["report", "-i", "none.csv", "-o", "x.docx"], "none.csv does not exist"),
        (
            ["report", "-i", "{leads}", "-o", "x.docx"],
            "holds 2 leads; name one by --id: 'A1', 'A2'",
        ),
        (
            ["report", "-i", "{leads}", "--id", "A9", "-o", "x.docx"],
            "--id 'A9' is not in leads.csv",
        ),
        (["chainsheet", "99", "-o", "x.docx"], "industry '99' is not in the plan"),
        (["chainsheet", "15", "-o", "x.gif"], "allowed are .docx and .png and .svg"),
        (["targets", "--link", "99.1", "--registry", "{leads}", "-o", "x.xlsx"], "link '99.1' is"),
        (["targets", "--registry", "{leads}", "-o", "x.docx"], "allowed is .xlsx"),
        (["targets", "--registry", "none.csv", "-o", "x.xlsx"], "none.csv"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence_and_nothing_is_written(
    run: Run, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    code, out, err = run(*(a.replace("{leads}", "leads.csv") for a in arguments))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["leads.csv"]
