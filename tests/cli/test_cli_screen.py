"""Screening: killed at any moment it ends with the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "线索.csv"
    products = ("铜箔", "磷酸铁锂正极材料", "火锅店", "中药饮片", "")
    rows = [f"第{i}公司,年产{i}吨{products[i % 5]},{i}00万元" for i in range(1, 61)]
    path.write_text(
        "企业名称,主营产品,总投资\n" + "\n".join(rows) + "\n,,3亿元\n", encoding="utf-8"
    )
    return path


def test_the_answers_are_those_of_match(run: Run, sheet: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    code, out, err = run("screen", sheet, "-o", one)
    assert (code, err) == (0, "")
    assert out.startswith(f"{one}: ")
    assert run("match", "--input", sheet, "--output", other, "--keep-going")[0] == 0
    assert one.read_bytes() == other.read_bytes()
    answers = [json.loads(line) for line in one.read_text(encoding="utf-8").splitlines()]
    assert len(answers) == 61
    assert answers[-1]["status"] == "invalid"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "线索.csv"]


def test_a_sheet_without_a_heading_is_named(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["企业名称", "主营产品"], ["甲公司", "年产5万吨电解铜箔"]):
        book.worksheets[0].append(row)
    book.create_sheet("通讯录").append(["姓名", "科室"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    said = "left out: a.xlsx sheet 通讯录 has no heading that is understood\n"
    assert run("screen", path, "-o", tmp_path / "a.jsonl")[2] == said
    assert run("fill", "14.4", "--registry", path)[2] == said


@pytest.mark.slow
def test_killed_again_and_again_it_ends_with_the_same_bytes(
    run: Run, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run("screen", sheet, "-o", whole)
    code = (
        "import sys, time; from chainmatch.cli import screen; screen._LOT = 2;"
        "from chainmatch.screening.journal import Journal; plain = Journal.append;"
        "Journal.append = lambda self, lines: (plain(self, lines), time.sleep(0.02));"
        "sys.argv = ['chainmatch', 'screen', sys.argv[1], '-o', sys.argv[2]];"
        "from chainmatch.cli import main; main()"
    )
    part, killed = tmp_path / "out.jsonl.part", 0
    for wanted in (0, 9, 20, 33, 47, 61):
        process = subprocess.Popen([sys.executable, "-c", code, str(sheet), str(out)])
        while process.poll() is None:
            if part.exists() and part.read_bytes().count(b"\n") >= wanted and wanted < 61:
                os.kill(process.pid, signal.SIGKILL)
                killed += 1
                break
            time.sleep(0.005)
        process.wait()
    assert killed >= 4
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{sheet}", "-o", "a.xlsx"], "--output is 'a.xlsx'; a file ending in .jsonl is needed"),
        (["none.csv", "-o", "a.jsonl"], "none.csv does not exist"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(
    run: Run,
    sheet: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("screen", *(a.format(sheet=sheet) for a in arguments))
    assert (code, out, said in err, err.count("\n")) == (2, "", True, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["线索.csv"]
