"""Duplicates of a file: told with evidence and rows, never merged."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.leads.codes import check_character
from chainmatch.leads.duplicates import WEIGHTS, Evidence
from chainmatch.leads.evidence import WEIGHTS as NAME_WEIGHTS
from chainmatch.reports.duplicates import DuplicateReport
from chainmatch.reports.wording import WORDS

Run = Callable[..., tuple[int, str, str]]
BODY = "91999900123450001"
CODE = BODY + check_character(BODY)
LEADS = f"""企业名称,统一社会信用代码,注册地,主营产品
兰州鑫源材料有限公司,{CODE},兰州,铜箔
蘭州新源材料有限責任公司,,,铝箔
中国铝业股份有限公司,,,铝
中国铝业股份有限公司兰州分公司,{CODE.replace("0", "O", 1)},,铝
西安鑫源材料有限公司,,,铜箔
待定,,,
待定,,,
,,,铜箔
"""


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS, encoding="utf-8")
    return file


def test_pairs_come_with_rows_and_evidence(run: Run, leads: Path) -> None:
    code, out, err = run("duplicates", leads, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["leads"] == 8
    pairs = {(p["left"]["place"][-1], p["right"]["place"][-1]): p["verdict"] for p in told["pairs"]}
    assert pairs == {("2", "3"): "same", ("4", "5"): "branch"}
    said = [item["said"] for pair in told["pairs"] for item in pair["evidence"]]
    assert "拼音相同：鑫/新（xin）" in said
    assert "去掉“有限公司/有限责任公司”后同名" in said
    (bad,) = told["bad_codes"]
    assert (bad["place"], bad["reason"], bad["proposal"]) == ("leads.csv row 5", "letters", CODE)


def test_the_screen_and_the_workbook_say_the_same(run: Run, leads: Path) -> None:
    _, out, _ = run("duplicates", leads)
    assert "8 条线索，2 对需要看：同一企业 1，分支机构 1，待核实 0。" in out
    assert "1 条没有企业名称" in out
    assert f"是否应为 {CODE}？" in out
    assert "系统不会合并任何线索" in out
    file = leads.with_name("pairs.xlsx")
    assert run("duplicates", leads, "-o", file, "--lang", "en")[:2] == (0, f"{file}: 2\n")
    rows = list(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:2] == ("Verdict", "Score")
    assert {row[0] for row in rows[1:]} == {"same", "branch"}
    assert "sounds alike: 鑫/新 (xin)" in str(rows[1:])


def test_a_list_without_duplicates_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("企业名称\n兰州宏达机械有限公司\n", encoding="utf-8")
    code, out, _ = run("duplicates", file, "--lang", "en")
    assert code == 0
    assert "1 leads, 0 pairs to look at" in out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "none.csv does not exist"),
        ("empty.csv", "", "empty.csv is empty"),
        ("odd.csv", "电话,备注\n1,2\n", "one of them must be"),
        ("bad.jsonl", "[1]\n", "has no row that can be read"),
        ("x.docm", "x", "files ending in .docm are not read"),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(
    run: Run, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content, encoding="utf-8")
    code, out, err = run("duplicates", file)
    assert (code, out) == (2, "")
    assert said in err


def test_an_output_of_another_kind_is_refused(run: Run, leads: Path) -> None:
    code, _, err = run("duplicates", leads, "-o", "pairs.docx")
    assert code == 2
    assert "allowed are .xlsx and .json" in err


@pytest.mark.parametrize("kind", [*WEIGHTS, *NAME_WEIGHTS])
def test_every_kind_of_evidence_has_words(kind: str) -> None:
    chinese, english = WORDS[f"evidence.{kind}"]
    assert re.findall(r"{\w+}", chinese) == re.findall(r"{\w+}", english)
    values = ("甲", "", "丙")
    for language, template in (("zh", chinese), ("en", english)):
        said = DuplicateReport({}, language).said(Evidence(kind, values))  # type: ignore[arg-type]
        assert ("甲" in said) is ("{0}" in template or "{all}" in template)
        assert "{" not in said
