"""`chainmatch explain`, and the question after `chainmatch match`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chainmatch.matching.changes import park_changes
from chainmatch.matching.company import Company
from chainmatch.workbench import Workbench

ALUMINIUM = "年产5万吨铝板带，供新能源汽车电池托盘"
UNSURE = "生产消毒剂"
Run = Callable[..., tuple[int, str, str]]


def test_a_park_is_explained(run: Run) -> None:
    code, out, err = run("explain", ALUMINIUM, "--park", "lzxq-mat")
    assert (code, err) == (0, "")
    for words in ("为什么不是", "新材料园区", "红古园区", "合计", "铝板带", "专栏2-2", "种改法"):
        assert words in out


def test_the_first_park_is_explained_where_none_is_named(run: Run) -> None:
    code, out, _ = run("explain", ALUMINIUM)
    assert code == 0
    assert "为什么是兰州经开区 红古园区？" in out
    assert "它已排第一" in out


def test_it_speaks_english(run: Run) -> None:
    code, out, _ = run("explain", ALUMINIUM, "--park", "lzxq-mat", "--lang", "en")
    assert code == 0
    assert "Why not" in out
    assert "each matched again" in out


def test_the_object_holds_the_same(run: Run, workbench: Workbench) -> None:
    code, out, _ = run("explain", ALUMINIUM, "--park", "lzxq-mat", "--json")
    found = json.loads(out)
    assert (code, found["asked"]["id"], found["other"]["id"]) == (0, "lzxq-mat", "lzjk-honggu")
    total = sum(one["difference"] for one in found["differences"])
    assert total == pytest.approx(found["asked"]["score"] - found["other"]["score"], abs=1e-9)
    for span in found["other"]["spans"]:
        assert found["text"][span["start"] : span["end"]] == span["text"]
    company = Company.from_text(ALUMINIUM)
    single = park_changes(company, workbench.matcher.reference, "lzxq-mat")
    # Every single change is matched again; pairs only where no single one puts the park first.
    done = len(found["change"]["first"]["changes"]) == 1
    tried = found["change"]["tried"]
    assert (tried == len(single)) if done else (tried > len(single))
    assert len(single) > 40


def test_a_link_is_explained(run: Run) -> None:
    code, out, _ = run("explain", ALUMINIUM, "--link", "14.1")
    assert code == 0
    assert "14.1" in out
    assert "10.2" in out
    assert "准入规则" not in out


def test_the_question_comes_with_the_result_of_each_answer(run: Run) -> None:
    code, out, _ = run("explain", UNSURE, "--park", "lzxq-bio")
    assert code == 0
    assert "问一句：主要是做" in out
    assert out.count(" → ") >= 2


def test_the_text_may_come_from_standard_input(run: Run) -> None:
    code, out, _ = run("explain", "-", "--json", stdin=ALUMINIUM.encode())
    assert (code, json.loads(out)["text"]) == (0, ALUMINIUM)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            (ALUMINIUM, "--park", "lzxq-met"),
            "park 'lzxq-met' is not in the plan; nearest: 'lzxq-mat'",
        ),
        ((ALUMINIUM, "--link", "10.22"), "link '10.22' is not in the plan; nearest: '10.2'"),
        ((ALUMINIUM, "--park", "lzxq-mat", "--link", "10.2"), "one of the two"),
        (("！！",), "says nothing"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use_is_one_sentence(run: Run, args: tuple[str, ...], words: str) -> None:
    code, out, err = run("explain", *args)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["[bold]铝板带[/bold] [/]", "铝板带\x1b[31m挤压\x07", "铝\ud800板带挤压"]
)
@pytest.mark.parametrize("how", [(), ("--json",)])
def test_no_lead_breaks_the_screen(run: Run, text: str, how: tuple[str, ...]) -> None:
    code, out, err = run("explain", text, "--park", "lzxq-mat", *how)
    assert (code, err) == (0, "")
    assert "\x1b" not in out


def test_a_single_text_is_followed_by_the_question(run: Run) -> None:
    lines = run("match", UNSURE)[1].splitlines()
    assert [line.startswith("问一句：") for line in lines].count(True) == 1
    assert lines[-1].startswith("问一句：")


def test_no_question_where_none_helps_in_json_or_for_files(run: Run, tmp_path: Path) -> None:
    leads = tmp_path / "leads.txt"
    leads.write_text(UNSURE + "\n", encoding="utf-8")
    shown = [
        run("match", "数据中心机房，服务器托管与算力租赁")[1],
        run("match", UNSURE, "--json")[1],
        run("match", "--input", leads)[1],
    ]
    assert all("问一句" not in out for out in shown)
