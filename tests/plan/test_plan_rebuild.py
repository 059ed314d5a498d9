"""The shipped files are what the official text gives."""

import json
from pathlib import Path

import pytest

from chainmatch.digest import file_digest
from chainmatch.plan.ingest.draft import ingest_file
from chainmatch.plan.ingest.output import record_digests
from chainmatch.plan.load import CHAIN_FILE, PARKS_FILE, load_plan
from chainmatch.plan.schema import Plan

ROOT = Path(__file__).resolve().parents[2]

OFFICIAL = ROOT.parent / "shared" / "sources" / "plan-2023-2027.txt"
MINE = (CHAIN_FILE, PARKS_FILE, "plan_curation.json")


@pytest.mark.skipif(
    not OFFICIAL.is_file(), reason=f"NOT RUN: the official text is not at {OFFICIAL}"
)
def test_the_official_text_gives_the_shipped_files(tmp_path: Path, shipped: Plan) -> None:
    plan = ingest_file(OFFICIAL, tmp_path)
    for name in (CHAIN_FILE, PARKS_FILE):
        assert (tmp_path / name).read_bytes() == (ROOT / "data" / name).read_bytes()
    assert plan == shipped == load_plan(tmp_path)


@pytest.mark.parametrize("name", MINE)
def test_shipped_files_have_the_noted_digest(name: str) -> None:
    noted = json.loads((ROOT / "data" / "DIGESTS.json").read_text(encoding="utf-8"))
    assert file_digest(ROOT / "data" / name) == noted[name]


def test_noting_a_digest_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "DIGESTS.json").write_text('{"z.json": "1"}', encoding="utf-8")
    (tmp_path / "a.json").write_text("{}\n", encoding="utf-8")
    noted = record_digests(tmp_path, ["a.json"])
    assert noted == {"a.json": file_digest(tmp_path / "a.json"), "z.json": "1"}
    assert json.loads((tmp_path / "DIGESTS.json").read_text(encoding="utf-8")) == noted
