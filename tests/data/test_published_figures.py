"""The figures in the READMEs are the measured ones, and were measured on what is shipped."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from chainmatch.digest import file_digest
from chainmatch.leads.store.schema import HEAD
from chainmatch.text.encoder import DEFAULT_ENCODER
from chainmatch.training.published import tables
from chainmatch.workbench import Workbench

ROOT = Path(__file__).resolve().parents[2]
RESULTS = json.loads((ROOT / "models" / "results.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    return opened("quality")


def opened(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "models/CLASSES.md"])
def test_a_page_shows_the_stored_results(name: str, benchmark: ModuleType) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    tables = benchmark.PUBLISHED[name](RESULTS)
    assert tables.count("|") > 50
    assert tables in text


def test_the_card_shows_what_was_measured_of_encoders() -> None:
    stored = json.loads((ROOT / "models" / "encoders.json").read_text(encoding="utf-8"))
    card = (ROOT / "models" / DEFAULT_ENCODER / "CARD.md").read_text(encoding="utf-8")
    assert len({part["cases"] for part in stored.values()}) == 1
    for table in tables(stored):
        assert table in card


def test_the_quality_page_shows_the_stored_results(benchmark: ModuleType) -> None:
    text = (ROOT / "models" / "QUALITY.md").read_text(encoding="utf-8")
    assert text == benchmark.page(RESULTS)


def test_the_results_hold_for_the_shipped_data(workbench: Workbench) -> None:
    assert RESULTS["plan"] == workbench.plan.digest
    assert RESULTS["registry"] == workbench.registry.digest
    assert RESULTS["encoder"] == workbench.matcher.reference.encoder.name
    assert RESULTS["cases"] == file_digest(ROOT / "data" / "enterprises.json")
    assert len(RESULTS["files"]) > 8
    for name, digest in RESULTS["files"].items():
        assert file_digest(ROOT / name) == digest, name


def test_what_planners_are_told_is_what_was_measured(workbench: Workbench) -> None:
    stored = json.loads((ROOT / "models" / "planning.json").read_text(encoding="utf-8"))
    page = (ROOT / "models" / "PLANNING.md").read_text(encoding="utf-8")
    assert page == opened("planning").page(stored)
    assert stored["plan"] == workbench.plan.digest
    assert stored["registry"] == workbench.registry.digest
    for name, digest in stored["files"].items():
        assert file_digest(ROOT / name) == digest, name


def test_what_is_said_of_duplicates_is_what_was_measured() -> None:
    stored = json.loads((ROOT / "models" / "duplicates.json").read_text(encoding="utf-8"))
    text = (ROOT / "models" / "DUPLICATES.md").read_text(encoding="utf-8")
    assert text == opened("duplicates").page(stored)
    for name, digest in stored["files"].items():
        assert file_digest(ROOT / name) == digest, name


def test_what_keepers_of_leads_are_told_is_what_was_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored = json.loads((ROOT / "models" / "store.json").read_text(encoding="utf-8"))
    shown = (ROOT / "models" / "STORE.md").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    assert shown == opened("store").page(stored)
    assert stored["schema"] == HEAD
    for database in ("SQLite", "PostgreSQL"):
        kills = [row for row in stored["killed"] if row["database"] == database]
        assert sum(row["kills"] for row in kills) >= 200
        assert {row[what] for row in kills for what in ("lost", "doubled", "complaints")} == {0}
    assert [(row["changes"], row["lost"], row["lock_errors"]) for row in stored["contest"]] == [
        (4_000, 0, 0),
        (4_000, 0, 0),
    ]


def test_what_the_desk_is_said_to_do_is_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = json.loads((ROOT / "models" / "desk.json").read_text(encoding="utf-8"))
    shown = (ROOT / "models" / "DESK.md").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    assert shown == opened("desk").page(stored)
    assert all(found["right"] == found["files"] for found in stored["files"].values())
    assert (stored["killed"]["same"], stored["killed"]["kills"]) == (True, 50)
