"""Plan files are read strictly."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chainmatch.digest import digest
from chainmatch.errors import PlanError
from chainmatch.plan.ingest.draft import ingest
from chainmatch.plan.ingest.output import write
from chainmatch.plan.load import CHAIN_FILE, PARKS_FILE, load_plan
from chainmatch.plan.schema import Plan

ROOT = Path(__file__).resolve().parents[2]
Documents = dict[str, Any]


@pytest.fixture
def folder(second_text: str, tmp_path: Path) -> Path:
    write(ingest(second_text), tmp_path)
    return tmp_path


def edit(folder: Path, change: Callable[[Documents, Documents], None]) -> None:
    chain, parks = (
        json.loads((folder / name).read_text(encoding="utf-8")) for name in (CHAIN_FILE, PARKS_FILE)
    )
    change(chain, parks)
    (folder / CHAIN_FILE).write_text(json.dumps(chain), encoding="utf-8")
    (folder / PARKS_FILE).write_text(json.dumps(parks), encoding="utf-8")


def set_name(chain: Documents, parks: Documents) -> None:
    chain["industries"][0]["directions"][1]["name"] = 7


def drop_zone(chain: Documents, parks: Documents) -> None:
    del parks["zones"][1]["parks"][0]["zone"]


def add_key(chain: Documents, parks: Documents) -> None:
    chain["industries"][0]["colour"] = "green"


def bad_basis(chain: Documents, parks: Documents) -> None:
    parks["zones"][0]["layout"][0]["links"][0]["basis"] = "guess"


def bad_link(chain: Documents, parks: Documents) -> None:
    parks["zones"][0]["layout"][0]["links"][0]["id"] = "99"


def bad_kind(chain: Documents, parks: Documents) -> None:
    parks["zones"][0]["layout"][0]["links"][0]["kind"] = "product"


def bad_host(chain: Documents, parks: Documents) -> None:
    chain["industries"][0]["hosts"][0]["places"] = ["z9"]


def twice(chain: Documents, parks: Documents) -> None:
    parks["zones"][0]["parks"][1]["id"] = "z1-p1"


def bad_ordinal(chain: Documents, parks: Documents) -> None:
    chain["industries"][0]["directions"][0]["products"][1]["id"] = "5.1.9"


def same_product(chain: Documents, parks: Documents) -> None:
    products = chain["industries"][0]["directions"][0]["products"]
    products[1]["name"] = products[0]["name"]


def text_value(chain: Documents, parks: Documents) -> None:
    parks["indicators"][0]["binding"] = "180"


def no_list(chain: Documents, parks: Documents) -> None:
    parks["functions"] = {}


def no_source(chain: Documents, parks: Documents) -> None:
    chain["industries"][0]["source"] = {}


def other_plan(chain: Documents, parks: Documents) -> None:
    parks["number"] = "甲发〔2000〕1号"


CASES = [
    (set_name, r"chain\.json#/industries/0/directions/1/name: 7 is not a text; allowed: a text"),
    (drop_zone, r"parks\.json#/zones/1/parks/0/zone: None is missing"),
    (add_key, r"chain\.json#/industries/0/colour: 'green' is unexpected; allowed: id, name"),
    (bad_basis, r"links/0/basis: 'guess' is unknown; allowed: stated, same_term, curated"),
    (bad_link, r"parks\.json#/zones/0/layout/0/links/0/id: '99' is unknown"),
    (bad_kind, r"links/0/kind: 'product' is wrong; allowed: industry"),
    (bad_host, r"hosts/0/places/0: 'z9' is unknown; allowed: a zone or park id"),
    (twice, r"zones/0/parks/1/id: 'z1-p1' is used twice"),
    (bad_ordinal, r"products/1/id: '5\.1\.9' is out of order; allowed: 5\.1\.2"),
    (same_product, r"products/1/name: '竹基复合板材' is used twice"),
    (text_value, r"parks\.json#/indicators/0/binding: '180' is not a number"),
    (no_list, r"parks\.json#/functions: \{\} is not a list"),
    (no_source, r"industries/0/source: \{\} is of no known form; allowed: Document or Assumption"),
    (other_plan, r"parks\.json#/number: '甲发〔2000〕1号' is another plan; allowed: 云政办发"),
]


@pytest.mark.parametrize(("change", "message"), CASES)
def test_a_fault_has_its_pointer(
    folder: Path, change: Callable[[Documents, Documents], None], message: str
) -> None:
    edit(folder, change)
    with pytest.raises(PlanError, match=message):
        load_plan(folder)


def test_faults_of_both_files_come_together(folder: Path) -> None:
    for change in (set_name, add_key, text_value, no_list):
        edit(folder, change)
    with pytest.raises(PlanError, match="colour") as caught:
        load_plan(folder)
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize("data", ["{", "\ufeff{}", "[1]", ""])
def test_what_is_no_plan_file(folder: Path, data: str) -> None:
    (folder / PARKS_FILE).write_text(data, encoding="utf-8")
    with pytest.raises(PlanError, match=r"parks\.json#"):
        load_plan(folder)


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"industry_chain\.json#.*allowed: a readable") as caught:
        load_plan(tmp_path)
    assert len(caught.value.faults) == 2


def test_an_assumption_is_a_source(folder: Path) -> None:
    def assume(chain: Documents, parks: Documents) -> None:
        chain["industries"][0]["source"] = {"who": "me", "why": "a try", "when": "2026-11-22"}

    edit(folder, assume)
    assert load_plan(folder).industries[0].source.locator == "me 2026-11-22: a try"


def test_the_digest_is_that_of_both_documents(shipped: Plan) -> None:
    documents = {
        name: json.loads((ROOT / "data" / name).read_text(encoding="utf-8"))
        for name in (CHAIN_FILE, PARKS_FILE)
    }
    assert shipped.digest == digest(documents)


def test_loading_is_quick() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        load_plan(ROOT / "data")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.06


def test_loading_imports_nothing_heavy() -> None:
    code = (
        "import sys; import chainmatch.plan.load; "
        "print([m for m in ('numpy', 'networkx', 'pandas', 'chainmatch.text') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
