"""Reports on parks as a whole: the shipped ones, and what a faulty file is told."""

import json
from pathlib import Path

import pytest

from chainmatch.errors import DataError
from chainmatch.matching.company import Company
from chainmatch.paths import data_file
from chainmatch.registry.focus import read_focus
from chainmatch.registry.known import Registry
from chainmatch.workbench import Workbench

ROW = {
    "id": "pf001",
    "park": "a-1",
    "terms": ["陶瓷"],
    "status": "existing",
    "as_of": "2019",
    "source": "https://example.org/1",
    "confidence": "high",
}


def written(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "focus.json"
    path.write_text(json.dumps({"statements": rows}), encoding="utf-8")
    return path


def test_reports_of_other_parks_are_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, ROW, ROW | {"id": "pf002", "park": "b-1"})
    assert [report.id for report in read_focus(path, {"a-1"})] == ["pf001"]


def test_every_fault_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ROW | {"source": ""}, ROW, ROW | {"status": "rumour"})
    with pytest.raises(DataError, match=r"(?s)statements/0: .*statements/2: "):
        read_focus(path, {"a-1"})


def test_the_shipped_reports_have_a_source_and_a_park(workbench: Workbench) -> None:
    parks = {park.id for park in workbench.plan.parks}
    reports = read_focus(data_file("park_focus.json"), parks)
    rows = json.loads(data_file("park_focus.json").read_text(encoding="utf-8"))["statements"]
    assert len(reports) == len(rows) == len({report.id for report in reports})
    assert all(report.source.startswith("http") for report in reports)
    assert all(report.confidence in {"high", "medium"} for report in reports)


def test_a_report_is_a_reason_with_its_number(workbench: Workbench) -> None:
    match = workbench.match(Company.from_text("生产抛光砖和艺术瓷"))
    park = next(park for park in match.parks if park.id == "bygx-pingchuan")
    told = {reason.signal: reason for reason in park.reasons}["reported"]
    assert told.log_odds > 0
    assert any("[pf0" in fact and "existing" in fact for fact in told.evidence)


def test_results_are_tied_to_the_reports_too(workbench: Workbench) -> None:
    bare = Registry(workbench.registry.enterprises)
    assert bare.digest != workbench.registry.digest
    assert bare.with_focus(workbench.registry.focus).digest == workbench.registry.digest
