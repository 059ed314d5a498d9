"""The shipped measures: true to the plan's ids, dated, and none current past its period."""

import json
from pathlib import Path

import pytest

from chainmatch.errors import PlanError
from chainmatch.paths import data_file
from chainmatch.plan.policies import Policies, load_policies
from chainmatch.workbench import Workbench


@pytest.fixture(scope="module")
def policies(workbench: Workbench) -> Policies:
    return load_policies(data_file("policies.json"), workbench.plan)


def test_every_measure_has_a_document_with_a_period(policies: Policies) -> None:
    numbers = {document.number for document in policies.documents}
    assert len(policies.policies) >= 80
    assert {policy.number for policy in policies.policies} == numbers
    assert all(d.why and d.title and d.date for d in policies.documents)
    assert all(p.place and p.name for p in policies.policies)


def test_the_four_tiers_of_the_plan_are_there(policies: Policies) -> None:
    plan = {p.name for p in policies.policies if p.kind == "tier" and p.status == "current"}
    assert plan >= {"科技型中小企业", "省级科技创新型企业", "高新技术企业", "科技领军企业"}


def test_no_measure_promises_a_tax_refund(policies: Policies) -> None:
    said = "".join(f"{p.name}{p.offer}" for p in policies.policies)
    assert not [word for word in ("退税", "返税", "税收返还", "先征后返") if word in said]


def test_a_document_is_old_once_its_period_is_over(policies: Policies) -> None:
    assert policies.on("2026-11-25") == policies
    later = policies.on("2028-01-01")
    assert {p.status for p in later.policies} == {"old"}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("policies", 0, "industries"), ["99"], r"policies/0/industries: '99' is not in the plan"),
        (("policies", 1, "id"), "p001", r"policies/1/id: 'p001' is standing twice"),
        (("policies", 0, "number"), "x", r"policies/0/number: 'x' is unknown; allowed: "),
        (("policies", 0, "kind"), "gift", r"policies/0/kind: 'gift' is unknown; allowed: tier"),
        (("documents", 0, "status"), "old", r"'current' is of an old document; allowed: old"),
        (("policies",), "none", r"policies: 'none' is not a list"),
    ],
)
def test_a_fault_is_told_with_its_place(
    path: tuple[str | int, ...], value: object, said: str, tmp_path: Path, workbench: Workbench
) -> None:
    document = json.loads(data_file("policies.json").read_text(encoding="utf-8"))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    file = tmp_path / "policies.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PlanError, match=said):
        load_policies(file, workbench.plan)
