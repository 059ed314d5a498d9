"""Supply relations: the shipped ones hold together; every contradiction is found by its name."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from chainmatch.errors import PlanError
from chainmatch.paths import data_file, read_json
from chainmatch.plan.relations import (
    Relation,
    circles,
    link_of,
    load_relations,
    orphans,
    relation_faults,
)
from chainmatch.workbench import Workbench

ONE = Relation(
    *("r1", "10.2", "16.5", "material", "铜杆", ("3251",), ("3831",), ("铜杆",), ("电缆",)),
    *("curated", 3, "电缆导体用铜", "工艺"),
)


def test_an_id_has_its_link() -> None:
    assert [link_of(id) for id in ("13.4", "13.4.12")] == ["13.4", "13.4"]


def test_the_shipped_relations_hold_together(workbench: Workbench) -> None:
    shipped = workbench.relations
    assert len(shipped) >= 150
    assert relation_faults(shipped, workbench.plan) == []
    statuses = Counter(one.status for one in shipped)
    assert set(statuses) == {"plan_stated", "curated", "inferred"}
    stated = [one for one in shipped if one.status == "plan_stated"]
    # The plan's number may be left out: the relations are of one plan.
    assert all(any(mark in one.support for mark in ("专栏", "(", "（")) for one in stated)


def test_every_class_of_a_relation_is_one_of_the_standard(workbench: Workbench) -> None:
    codes = {row["code"] for row in read_json(data_file("gbt4754.json"))["classes"]}
    for one in workbench.relations:
        assert set(one.up_gbt) | set(one.down_gbt) <= codes, one.id


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ("13.4", "13.2"),
        ("10.2", "14.1"),
        ("14.4", "15.5"),
        ("15.5", "15.4"),
        ("14.3", "16.5"),
        ("15.6", "10.1"),
        ("17.3", "17.2"),
    ],
)
def test_chains_that_everyone_knows_are_there(up: str, down: str, workbench: Workbench) -> None:
    pairs = {(one.up_link, one.down_link) for one in workbench.relations}
    assert (up, down) in pairs or (up, down) in {
        (a, d) for a, b in pairs for c, d in pairs if b == c
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"up": "99.1"}, "r1: '99.1' is not in the plan; allowed: ids of directions"),
        ({"down": "10.2"}, "r1: 10.2 supplies itself"),
        ({"down": "10.2.1"}, "r1: 10.2 supplies itself"),
        ({"strength": 4}, "r1: strength 4; allowed: 1 to 3"),
        ({"up_gbt": ("325",)}, "r1: class '325'; allowed: 4 digits"),
        ({"support": ""}, "r1: what flows, the reason and the support must be said"),
    ],
)
def test_a_contradiction_is_told(change: dict, said: str, workbench: Workbench) -> None:
    assert any(
        fault.startswith(said)
        for fault in relation_faults([replace(ONE, **change)], workbench.plan)
    )


def test_two_products_of_one_link_may_supply_each_other(workbench: Workbench) -> None:
    inner = replace(ONE, up="10.2.1", down="10.2.2")
    assert relation_faults([inner], workbench.plan) == []


def test_what_is_said_twice_or_both_ways_is_told(workbench: Workbench) -> None:
    twice = relation_faults([ONE, replace(ONE, id="r2")], workbench.plan)
    assert twice == ["r2: 铜杆 from 10.2 to 16.5 is r1"]
    back = replace(ONE, id="r2", up="16.5", down="10.2")
    assert relation_faults([ONE, back], workbench.plan) == [
        "r2: 铜杆 flows back by r1; one way is allowed"
    ]
    assert relation_faults([ONE, replace(ONE, what="铜排")], workbench.plan) == [
        "r1: stands twice; ids are unique"
    ]


def test_links_that_nothing_touches_are_named(workbench: Workbench) -> None:
    untouched = orphans([ONE], workbench.plan)
    assert "10.2" not in untouched
    assert len(untouched) == len(workbench.plan.directions) - 2


def tie(up: str, down: str, flow: str = "material") -> Relation:
    return replace(ONE, id=f"{up}-{down}", up=up, down=down, flow=flow)  # type: ignore[arg-type]


def test_only_circles_of_materials_are_told() -> None:
    ring = [tie("9.1", "9.2"), tie("9.2", "9.3"), tie("9.3", "9.1")]
    assert circles(ring) == [["9.1", "9.2", "9.3"]]
    assert circles([*ring[:2], tie("9.3", "9.1", "by-product")]) == []
    two = circles([*ring, tie("10.1", "10.2"), tie("10.2", "10.1")])
    assert sorted(two) == [["10.1", "10.2"], ["9.1", "9.2", "9.3"]]


def test_the_only_circles_are_those_that_someone_has_looked_at(workbench: Workbench) -> None:
    known = read_json(data_file("relations.json"))["loops"]
    assert all(loop["why"] for loop in known)
    found = sorted(circles(workbench.relations))
    assert found == sorted(sorted(loop["links"]) for loop in known)
    assert orphans(workbench.relations, workbench.plan) == []


def test_every_shipped_relation_joins_what_the_plan_has(workbench: Workbench) -> None:
    stored = read_json(data_file("relations.json"))
    assert stored["plan"] == workbench.plan.number
    assert len(workbench.relations) == len(stored["relations"])


def test_another_plan_has_no_relations_and_an_edited_one_those_that_it_can(
    workbench: Workbench,
) -> None:
    path, plan = data_file("relations.json"), workbench.plan
    assert load_relations(path, replace(plan, number="another")) == ()
    fewer = replace(plan, industries=plan.industries[1:])
    kept = load_relations(path, fewer)
    assert 0 < len(kept) < len(workbench.relations)
    assert not {"9"} & {link.split(".")[0] for one in kept for link in (one.up, one.down)}


def test_a_lead_is_matched_with_a_plan_that_lacks_a_link(workbench: Workbench) -> None:
    fewer = replace(workbench.plan, industries=workbench.plan.industries[1:], number="another")
    other = Workbench(fewer, workbench.registry, workbench.matcher)
    assert other.relations == ()
    assert other.coverage.fills({"14.4": 0.9}, {"lzxq-mat": 0.5}) is not None


def test_a_faulty_file_is_refused_with_every_fault(tmp_path: Path, workbench: Workbench) -> None:
    document = json.loads(data_file("relations.json").read_text(encoding="utf-8"))
    document["relations"][0]["support"] = ""
    document["relations"][1]["strength"] = 7
    file = tmp_path / "relations.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PlanError, match=r"relations\.json#/.*strength 7") as told:
        load_relations(file, workbench.plan)
    assert len(told.value.faults) == 2
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(PlanError, match="not a list"):
        load_relations(file, workbench.plan)
