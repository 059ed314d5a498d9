"""The commands about plan, registry and measures."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import networkx as nx
import pytest

from chainmatch.cli import main
from chainmatch.workbench import Workbench

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setattr(Workbench, "open", lambda *_: workbench)

    def call(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["chainmatch", *map(str, args)])
        with pytest.raises(SystemExit, match=r"\d") as stopped:
            main()
        told = capsys.readouterr()
        return int(str(stopped.value.code)), told.out, told.err

    return call


def refused(result: tuple[int, str, str], word: str) -> None:
    code, _, err = result
    assert code == 2
    assert err.startswith("error: ")
    assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize("format", ["graphml", "json", "mermaid", "dot"])
def test_the_graph_is_exported(run: Run, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"plan.{format}"
    code, told, _ = run("graph", "--format", format, "--output", out)
    assert code == 0
    assert "'park': 24" in told
    shown = run("graph", "--format", format)[1]
    assert out.read_text(encoding="utf-8") == shown


def test_the_json_graph_is_the_graphml_graph(run: Run, workbench: Workbench) -> None:
    document = json.loads(run("graph")[1])
    graph = nx.parse_graphml(run("graph", "-f", "graphml")[1], force_multigraph=True)
    assert document["plan"] == workbench.plan.digest
    assert {node["id"] for node in document["nodes"]} == set(graph.nodes)
    edges = sorted((e["source"], e["target"], e["kind"]) for e in document["edges"])
    assert edges == sorted((a, b, d["kind"]) for a, b, d in graph.edges(data=True))


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--industry", "99"), "industry '99' is not in the plan; nearest: '9'"),
        (("--industry", "15"), "--industry goes with mermaid and dot"),
        (("--format", "png"), "--format"),
        (("--output", "/no/such/folder/x"), "/no/such/folder/x cannot be read or written"),
    ],
)
def test_wrong_use_of_the_graph(run: Run, args: tuple[str, ...], word: str) -> None:
    refused(run("graph", *args), word)


def test_one_industry_is_drawn(run: Run) -> None:
    assert run("graph", "-f", "mermaid", "--industry", "21")[1].count('["21.') == 5


def test_a_registry_is_checked_and_written(run: Run, workbench: Workbench, tmp_path: Path) -> None:
    rows = [asdict(e) for e in workbench.registry.enterprises]
    source, out = tmp_path / "known.jsonl", tmp_path / "known.json"
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    source.write_text(text, encoding="utf-8")
    code, told, _ = run("registry", source, "-o", out)
    assert (code, f"{len(rows)} enterprises" in told) == (0, True)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["enterprises"] == json.loads(json.dumps(rows))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "known.jsonl line 1: no JSON"),
        ('{"id": "a"}', "field 'confidence' is missing"),
        ("[]", "known.jsonl#/0: no object with named fields"),
    ],
)
def test_a_faulty_registry_is_refused(run: Run, tmp_path: Path, text: str, word: str) -> None:
    source = tmp_path / "known.jsonl"
    source.write_text(text, encoding="utf-8")
    out = tmp_path / "out.json"
    refused(run("registry", source, "-o", out), word)
    assert not out.exists()


def test_a_park_outside_the_plan_is_refused(run: Run, workbench: Workbench, tmp_path: Path) -> None:
    row = asdict(next(e for e in workbench.registry.enterprises if e.park))
    source, out = tmp_path / "known.jsonl", tmp_path / "out.json"
    source.write_text(json.dumps(row | {"park": f"{row['zone']}-nowhere"}), encoding="utf-8")
    refused(run("registry", source, "-o", out), "-nowhere' is not in the plan")
    assert not out.exists()


def test_measures_are_printed_beside_baselines(
    run: Run, workbench: Workbench, tmp_path: Path
) -> None:
    cases, out = tmp_path / "cases.jsonl", tmp_path / "measures.json"
    rows = [asdict(e) for e in workbench.registry.enterprises if e.park][:12]
    rows.append({"id": "o", "desc": "美甲美睫沙龙", "in_scope": False})
    cases.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, told, _ = run("evaluate", "--cases", cases, "-o", out)
    assert code == 0
    assert "nearest enterprise" in told
    document = json.loads(out.read_text(encoding="utf-8"))
    assert (document["leave_one_out"], document["plan"]) == (False, workbench.plan.digest)
    methods = {table["method"] for table in document["tables"]}
    assert {"chainmatch", "most populated park", "TF-IDF of layouts"} <= methods
    for measure in (m for table in document["tables"] for m in table["measures"]):
        assert 0.0 <= measure["low"] <= measure["mean"] <= measure["high"] <= 1.0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"desc": "电池", "in_scope": "perhaps"}', "case 1 has in_scope 'perhaps'"),
        ('{"name": "无描述"}', "case 1 has no `desc`"),
        ("{", "cases.jsonl line 1"),
    ],
)
def test_faulty_cases_are_refused(run: Run, tmp_path: Path, text: str, word: str) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(text, encoding="utf-8")
    refused(run("evaluate", "--cases", cases), word)


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    refused(run("evaluate", "--cases", tmp_path / "none.csv"), "none.csv does not exist")
    refused(
        run("calibrate", "--cases", tmp_path / "none.csv", "-o", "x"), "none.csv does not exist"
    )
    refused(run("registry", tmp_path / "none.jsonl"), "none.jsonl is not a file")
    refused(run("ingest", tmp_path / "none.txt", "--out", tmp_path), "none.txt")
