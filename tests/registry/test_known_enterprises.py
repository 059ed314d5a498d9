"""The registry of known enterprises: read whole or refused whole."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from chainmatch.errors import DataError
from chainmatch.registry.known import Registry
from chainmatch.workbench import Workbench


def rows(workbench: Workbench, count: int = 2) -> list[dict]:
    return [asdict(e) for e in workbench.registry.enterprises[:count]]


def test_every_fault_is_told_with_its_place(workbench: Workbench) -> None:
    first, second = rows(workbench)
    del first["desc"], first["source"]
    second |= {"id": first["id"], "park": "lzgx-yantan", "zone": "bygx", "label_basis": "zone_only"}
    with pytest.raises(DataError, match="field 'desc' is missing") as caught:
        Registry.from_rows([first, second], "list.json")
    assert str(caught.value).splitlines() == [
        "list.json#/0: field 'desc' is missing",
        "list.json#/0: field 'source' is missing",
        "list.json#/1/park: 'lzgx-yantan' beside zone_only; zone_only has no park",
        "list.json#/1/zone: 'bygx' is not the zone of 'lzgx-yantan'",
        f"list.json#/1/id: '{first['id']}' stands twice; ids are unique",
    ]


def test_a_registry_is_read_as_written(workbench: Workbench, tmp_path: Path) -> None:
    registry = Registry.from_rows(rows(workbench, 5), "five")
    registry.write(tmp_path / "five.json", {"made_from": "test"})
    again = Registry.from_json(tmp_path / "five.json")
    assert (again.enterprises, again.digest) == (registry.enterprises, registry.digest)


def test_the_digest_follows_content_and_order(workbench: Workbench) -> None:
    one, two = rows(workbench)
    digests = {
        Registry.from_rows(listed, "x").digest
        for listed in ([one, two], [two, one], [one], [one | {"desc": "anders"}, two])
    }
    assert len(digests) == 4


def test_lines_are_read_and_broken_ones_named(workbench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "known.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(workbench)]
    file.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    assert len(Registry.from_jsonl(file).enterprises) == 2
    file.write_text("\n".join([*lines, "{", "", "[1, 2"]), encoding="utf-8")
    with pytest.raises(DataError, match=r"known\.jsonl line 3: no JSON") as caught:
        Registry.from_jsonl(file)
    assert "known.jsonl line 5: no JSON" in str(caught.value)


@pytest.mark.parametrize("text", ["[]", "{}", '{"enterprises": 1}'])
def test_another_document_is_no_registry(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"odd\.json has no list `enterprises`"):
        Registry.from_json(file)


@pytest.mark.parametrize(
    ("basis", "confidence", "source", "uncertain"),
    [
        ("stated", "high", "http://a.cn", False),
        ("inferred", "high", "http://a.cn", True),
        ("stated", "medium", "http://a.cn", True),
        ("stated", "high", "", True),
    ],
)
def test_a_place_is_sure_only_when_a_source_states_it(
    workbench: Workbench, basis: str, confidence: str, source: str, uncertain: bool
) -> None:
    placed = {"label_basis": basis, "confidence": confidence, "source": source}
    (enterprise,) = Registry.from_rows([rows(workbench)[0] | placed], "x").enterprises
    assert enterprise.uncertain is uncertain
