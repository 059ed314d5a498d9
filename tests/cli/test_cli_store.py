"""The commands for the store and its leads: what is kept comes back, what cannot be is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chainmatch.leads.store.schema import HEAD

Run = Callable[..., tuple[int, str, str]]
SAID = ("企业名称=甲公司", "总投资=1.2亿元", "占地面积=面议", "用水量=若干", "备注=x")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> Path:
    """Return a folder with a new store in it, which the commands find by themselves."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHAINMATCH_STORE", raising=False)
    monkeypatch.setenv("CHAINMATCH_WHO", "staff-1")
    assert run("store", "init") == (0, "chainmatch.db\n", "")
    return tmp_path


def test_a_lead_goes_in_is_shown_listed_moved_and_changed(here: Path, run: Run) -> None:
    given = [w for said in SAID for w in ("--set", said)]
    assert run("lead", "add", "锂电铜箔", *given, "--owner", "招商一部") == (0, "L-000001\n", "")
    assert run("lead", "add", "-", stdin="电芯\n".encode())[1] == "L-000002\n"
    assert run("lead", "note", "L-000001", "先看地")[:2] == (0, "L-000001\n")
    assert run("lead", "move", "L-000001", "review")[:2] == (0, "L-000001 研判 v2\n")
    changed = run("lead", "change", "L-000001", "--set", "land_mu=30", "--unset", "备注")
    assert changed[:2] == (0, "L-000001 v3\n")
    shown = json.loads(run("lead", "show", "L-000001", "--json")[1])
    assert shown["values"] == {
        "name": "甲公司",
        "text": "锂电铜箔",
        "invest_wanyuan": 12_000.0,
        "land_mu": 30.0,
        "unparsed": {"water_m3": "若干"},
    }
    assert (shown["status"], shown["owner"], shown["version"]) == ("review", "招商一部", 3)
    _, out, _ = run("lead", "list", "--find", "甲公司", "--lang", "en")
    assert "1 leads, 1 shown" in out
    assert "under review" in out
    assert "L-000002" not in out
    told = json.loads(run("lead", "history", "L-000001", "--json")[1])
    assert [entry["entry"] for entry in told["entries"]] == [
        *("Version", "Note", "StatusChange", "Version")
    ]
    assert {entry["who"] for entry in told["entries"]} == {"staff-1"}
    _, out, _ = run("lead", "history", "L-000001")
    assert "线索 → 研判" in out
    assert "先看地" in out
    _, out, _ = run("lead", "show", "L-000001")
    assert "招商一部" in out


def test_a_list_is_written_as_a_workbook(here: Path, run: Run) -> None:
    for text in ("铜箔", "电芯", "=1+1"):
        run("lead", "add", text)
    assert run("lead", "list", "-o", "台账.xlsx", "--top", "2")[:2] == (0, "台账.xlsx: 2\n")
    (page,) = load_workbook(here / "台账.xlsx").worksheets
    assert [cell.value for cell in page["A"]] == ["编号", "L-000003", "L-000002"]
    assert page["B2"].data_type == "s"


def test_a_store_is_checked_copied_and_moved(here: Path, run: Run) -> None:
    run("lead", "add", "铜箔")
    found = json.loads(run("store", "check", "--json")[1])
    assert (found["revision"], found["problems"], found["rows"]["lead"]) == (HEAD, [], 1)
    assert "检查通过" in run("store", "check")[1]
    assert run("store", "backup", "b.db") == (0, "b.db\n", "")
    assert run("store", "export", "out") == (0, "out: 4\n", "")
    run("lead", "add", "danach")
    for command in (("restore", "b.db"), ("load", "out")):
        other = ("--store", f"{command[0]}.db")
        assert run("store", *command, *other)[0] == 0
        listed = json.loads(run("lead", "list", "--json", *other)[1])
        assert [lead["title"] for lead in listed["leads"]] == ["铜箔"]
        code, _, err = run("store", *command)
        assert code == 2
        assert "is not empty" in err
    assert run("store", "restore", "b.db", "--replace")[0] == 0
    assert json.loads(run("lead", "list", "--json")[1])["total"] == 1


def test_a_store_that_is_not_sound_fails_the_check(here: Path, run: Run) -> None:
    import sqlite3

    run("lead", "add", "铜箔")
    with sqlite3.connect(here / "chainmatch.db") as raw:
        raw.execute("UPDATE lead SET owner = 'x'")
    code, out, err = run("store", "check")
    assert code == 2
    assert "发现 1 处问题" in out
    assert "is not sound: lead 1: owner is not that of its last version\n" in err


def test_the_store_is_the_one_of_the_environment(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAINMATCH_STORE", str(here / "other.db"))
    run("store", "init")
    run("lead", "add", "铜箔")
    assert json.loads(run("lead", "list", "--json")[1])["total"] == 1
    listed = run("lead", "list", "--json", "--store", "chainmatch.db")[1]
    assert json.loads(listed)["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lead", "list", "--store", "typo.db"), "the store typo.db does not exist; make it with"),
        (("store", "init", "--store", "mysql://h/x"), "is a 'mysql' URL; allowed are a path and"),
        (("store", "backup", "no/b.db"), "no/b.db: its folder does not exist"),
        (("store", "export", "no/out"), "no/out: its folder does not exist"),
        (("store", "restore", "b.db", "--store", "n.db"), "b.db does not exist; give a backup"),
        (("store", "load", "b"), "b is no export of a store: no readable manifest.json"),
        (("lead", "add"), "the lead says nothing of itself; it needs one of name, project"),
        (("lead", "add", "--set", "甲"), "--set '甲' is no FIELD=VALUE, for example"),
        (("lead", "show", "7"), "'7' is no id of a lead; ids look like L-000123"),
        (("lead", "show", "L-000009"), "L-000009 is not in the store"),
        (("lead", "move", "L-000001", "won"), "status 'won' is unknown; allowed are lead, review"),
        (("lead", "move", "L-000001", "declined"), "going from lead to declined needs a reason"),
        (("lead", "change", "L-000001", "--unset", "x"), "L-000001 has no field 'x'; its fields"),
        (("lead", "change", "L-000001", "--version", "7"), "L-000001 has no version 7 yet"),
        (("lead", "list", "--order", "best"), "order 'best' is unknown; allowed are newest"),
        (("lead", "list", "--status", "x"), "status 'x' is unknown"),
        (("lead", "list", "-o", "a.pdf"), "ends in '.pdf'; allowed are .xlsx and .json"),
        (("lead", "note", "L-000001", " "), "the note is empty"),
        (("lead", "add", "x", "--who", " "), "who does this is empty"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    here: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    run("lead", "add", "铜箔")
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert said in err
    assert err.count("\n") == 1


def test_who_read_an_old_version_is_told(here: Path, run: Run) -> None:
    run("lead", "add", "铜箔")
    run("lead", "change", "L-000001", "--set", "text=锂电铜箔", "--who", "staff-2")
    code, _, err = run("lead", "change", "L-000001", "--set", "text=x", "--version", "1")
    assert code == 2
    assert "has changed since: version 2 changed (text) by staff-2 at" in err
