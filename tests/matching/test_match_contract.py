"""The shape of an answer, whatever the lead."""

import json
import random

import pytest

from chainmatch.matching.result import Match, to_json
from chainmatch.workbench import Workbench

LEADS = {
    "matched": "锂离子动力电池电芯与电池包制造",
    "abstained": "社区理发店与美甲",
    "invalid": "!",
}
KEYS = {
    "id": str,
    "status": str,
    "message": (str, type(None)),
    "links": list,
    "industries": list,
    "parks": list,
    "zones": list,
    "answer": dict,
    "gbt": list,
    "gaps": list,
    "in_scope": float,
    "plan": str,
    "encoder": str,
    "switched_off": list,
}
PARTS = {
    "links": {
        "id": str,
        "name": str,
        "industry": str,
        "confidence": float,
        "products": list,
        "reasons": list,
    },
    "parks": {"id": str, "zone": str, "confidence": float, "reasons": list, "eligibility": list},
    "industries": {"id": str, "confidence": float},
    "zones": {"id": str, "confidence": float},
    "gbt": {"code": str, "name": str, "confidence": float},
    "gaps": {"link": str, "park": (str, type(None)), "kind": str, "priority": float},
}
REASON = {"signal": str, "log_odds": float, "evidence": list}
JUDGEMENT = {"rule": str, "severity": str, "verdict": str, "needs": list, "evidence": list}
JUDGEMENT |= {"shortfalls": list, "origin": str, "once": bool}


def match(workbench: Workbench, text: str, **fields: object) -> Match:
    return workbench.match_row({"id": "lead-1", "text": text, **fields})


def conforms(value: dict, shape: dict) -> bool:
    same = list(value) == list(shape)
    return same and all(isinstance(value[name], kind) for name, kind in shape.items())


@pytest.mark.parametrize("status", LEADS)
def test_an_answer_has_the_keys_and_types_of_the_contract(
    workbench: Workbench, status: str
) -> None:
    answer = json.loads(json.dumps(to_json(match(workbench, LEADS[status])), ensure_ascii=False))
    assert conforms(answer, KEYS)
    assert (answer["id"], answer["status"]) == ("lead-1", status)
    for name, shape in PARTS.items():
        assert [part for part in answer[name] if not conforms(part, shape)] == []
    reasons = [r for part in answer["links"] + answer["parks"] for r in part["reasons"]]
    assert [reason for reason in reasons if not conforms(reason, REASON)] == []
    judged = [j for park in answer["parks"] for j in park["eligibility"]]
    assert [j for j in judged if not conforms(j, JUDGEMENT)] == []


@pytest.mark.parametrize("status", ["matched", "abstained"])
def test_every_park_is_ranked_once(workbench: Workbench, status: str) -> None:
    found = match(workbench, LEADS[status])
    ranked = [park.id for park in found.parks]
    assert sorted(ranked) == sorted(park.id for park in workbench.plan.parks)
    assert len(ranked) == 24
    assert len({link.id for link in found.links}) >= 5
    assert sorted(zone.id for zone in found.zones) == ["bygx", "lzgx", "lzjk", "lzxq"]


@pytest.mark.parametrize("status", ["matched", "abstained"])
def test_confidences_are_shares(workbench: Workbench, status: str) -> None:
    found = match(workbench, LEADS[status])
    for group in (found.parks, found.links, found.zones, found.gbt):
        shares = [part.confidence for part in group]
        assert all(0.0 <= share <= 1.0 for share in shares)
    assert sum(park.confidence for park in found.parks) == pytest.approx(1.0)
    assert sum(zone.confidence for zone in found.zones) == pytest.approx(1.0)
    assert sum(link.confidence for link in found.links) <= 1.0 + 1e-9


@pytest.mark.parametrize("status", LEADS)
def test_an_answer_names_what_made_it(workbench: Workbench, status: str) -> None:
    found = match(workbench, LEADS[status])
    assert found.plan == workbench.plan.digest
    assert found.encoder == workbench.matcher.reference.encoder.name


def test_rankings_fall(workbench: Workbench) -> None:
    for text in LEADS["matched"], LEADS["abstained"]:
        found = match(workbench, text)
        for group in (found.links, found.zones):
            shares = [part.confidence for part in group]
            assert shares == sorted(shares, reverse=True)
        keys = [(park.vetoed, -park.confidence, park.id) for park in found.parks]
        assert keys == sorted(keys)


def test_vetoed_parks_come_last_with_the_rule(workbench: Workbench) -> None:
    found = match(workbench, "年产三千吨除草剂原药")
    vetoed = [park.vetoed for park in found.parks]
    assert vetoed == [False] * 19 + [True] * 5
    for park in found.parks[-5:]:
        failed = [j.rule for j in park.eligibility if j.verdict == "fail"]
        assert failed == ["URB-01"]


def test_an_answer_depends_on_its_lead_only(workbench: Workbench) -> None:
    rows = [{"id": str(i), "text": text} for i, text in enumerate(LEADS.values())]
    mixed = rows * 3
    random.Random(7).shuffle(mixed)
    alone = {row["id"]: workbench.match_row(row) for row in rows}
    assert [alone[row["id"]] for row in mixed] == list(workbench.match_rows(mixed))


def test_opening_again_gives_the_same_answer(workbench: Workbench) -> None:
    text = LEADS["matched"]
    assert to_json(match(Workbench.open(), text)) == to_json(match(workbench, text))
