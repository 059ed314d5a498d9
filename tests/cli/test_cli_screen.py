"""Screening: killed at any moment it ends with the same bytes; a store gets its snapshots once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chainmatch.leads.store.store import open_store
from chainmatch.leads.store.values import Snapshot

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


def test_leads_of_a_store_get_one_snapshot_for_what_they_say(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "desk.db"
    run("store", "init", "--store", place)
    for text in ("年产5万吨铜箔", "开火锅店"):
        run("lead", "add", text, "--store", place)
    assert run("screen", "--store", place, "--who", "a")[1] == "1 abstained, 1 matched\n"
    again = run("screen", "--store", place, "--who", "a")[1]
    assert again == "nothing to screen: every lead has its snapshot\n"
    run("lead", "change", "L-000002", "--set", "text=年产5万吨铝箔", "--store", place)
    assert run("screen", "--store", place, "--who", "a")[1] == "1 matched\n"
    with open_store(str(place)) as store:
        found = [e for e in store.history("L-000002") if isinstance(e, Snapshot)]
    assert [(one.version, one.facts.match["status"]) for one in found] == [
        (1, "abstained"),
        (2, "matched"),
    ]
    assert found[0].facts.match["id"] == "L-000002"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{sheet}"], "--output is 'none'; a file ending in .jsonl is needed"),
        (["{sheet}", "-o", "a.xlsx"], "--output is 'a.xlsx'; a file ending in .jsonl is needed"),
        (["none.csv", "-o", "a.jsonl"], "none.csv does not exist"),
        (["-o", "a.jsonl"], "--output goes with a file"),
        (["--store", "none.db"], "does not exist; make it with"),
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
