"""The shipped facts: shaped as their readers expect, traced to where they come from."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from chainmatch.matching.eligibility import PREDICATES
from chainmatch.matching.facts import LISTS
from chainmatch.text.normalise import normalise
from chainmatch.workbench import Workbench

DATA = Path(__file__).resolve().parents[2] / "data"
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read(name: str) -> dict:
    document: dict = json.loads((DATA / name).read_text(encoding="utf-8"))
    return document


def lines(name: str) -> list[dict]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    "name",
    [
        "rules.json",
        "score_sheets.json",
        "lead_terms.json",
        "enterprises.json",
        "outside.json",
        "gbt4754.json",
        "class_synonyms.json",
        "policies.json",
        "relations.json",
        "clocks.json",
    ],
)
def test_every_file_says_what_it_was_made_from_and_when(name: str) -> None:
    origin = read(name)["origin"]
    assert origin["made_from"]
    assert DATE.fullmatch(origin["as_of"])


def test_every_rule_has_a_source_and_a_date() -> None:
    rules = read("rules.json")["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["title"]
        assert rule["source"]
        assert DATE.fullmatch(rule["as_of"])
        assert isinstance(rule["predicate"], dict) or rule["predicate"] in PREDICATES
        assert rule["severity"] in {"veto", "gate", "hint"}
        assert rule["verified"] or rule["severity"] == "hint"


def test_rules_name_parks_of_the_plan(workbench: Workbench) -> None:
    parks = {park.id for park in workbench.plan.parks}
    for rule in read("rules.json")["rules"]:
        assert rule["parks"] in ("all", "chemical") or set(rule["parks"]) <= parks


def test_a_rule_for_towns_holds_where_the_facts_say_town() -> None:
    facts = read("park_facts.json")["parks"]
    towns = {id for id, park in facts.items() if park["urban"]["value"]}
    (rule,) = (r for r in read("rules.json")["rules"] if r["id"] == "URB-01")
    assert set(rule["parks"]) == towns


def test_facts_cover_every_park_and_name_their_source(workbench: Workbench) -> None:
    document = read("park_facts.json")
    assert DATE.fullmatch(document["_meta"]["as_of"])
    assert set(document["parks"]) == {park.id for park in workbench.plan.parks}
    assert set(document["zones"]) == {zone.id for zone in workbench.plan.zones}
    for id, park in document["parks"].items():
        assert park["id"] == id
        told = [
            f
            for kind in ("transport", "constraints", "infrastructure", "other")
            for f in park[kind]
        ]
        for fact in told:
            assert fact["fact"]
            assert fact["source"]
            assert fact["as_of"]
    for facts in document["zones"].values():
        assert [fact for fact in facts if not (fact["source"] and fact["as_of"])] == []


def test_what_a_rule_asks_of_a_park_is_known_from_somewhere() -> None:
    for park in read("park_facts.json")["parks"].values():
        chemical, urban = park["chem_park"], park["urban"]
        assert chemical["value"] in (True, False, None)
        assert urban["value"] in (True, False, None)
        assert chemical["value"] is None or (chemical["source"] and chemical["as_of"])
        assert urban["value"] is None or urban["basis"]


def test_positions_are_in_the_region() -> None:
    for park in read("park_facts.json")["parks"].values():
        if park["lat"] is not None:
            assert 35.0 < park["lat"] < 38.0
            assert 102.0 < park["lon"] < 106.0
            assert park["coord_error_deg"] > 0
        assert park["coord_basis"]


def test_terms_are_as_leads_are_normalised() -> None:
    document = read("lead_terms.json")
    assert set(document) - {"origin"} == LISTS
    for name in LISTS:
        terms = document[name]
        assert len(set(terms)) == len(terms), name
        assert [t for t in terms if normalise(f"x{t}x").text != f"x{t}x"] == [], name
    assert set(document["hazardous_endings"]) <= set(document["hazardous_products"])


def test_known_enterprises_point_into_the_plan(workbench: Workbench) -> None:
    links = {d.id for d in workbench.plan.directions} | {i.id for i in workbench.plan.industries}
    parks = {park.id: park.zone for park in workbench.plan.parks}
    codes = {row["code"] for row in read("gbt4754.json")["classes"]}
    for row in read("enterprises.json")["enterprises"]:
        stated = {*(row["directions_core"] or ()), *(row["directions_accept"] or ())}
        assert stated <= links | {"none"}, row["id"]
        assert row["park"] is None or parks[row["park"]] == row["zone"], row["id"]
        assert {row["gbt"], *(row["gbt_accept"] or ())} - {None} <= codes, row["id"]


def test_known_enterprises_say_how_their_place_is_known() -> None:
    rows = read("enterprises.json")["enterprises"]
    assert len(rows) >= 150
    for row in rows:
        assert row["label_basis"] in {"stated", "inferred", "public_knowledge", "zone_only"}
        assert row["confidence"] in {"high", "medium", "low"}
        assert (row["park"] is None) is (row["label_basis"] == "zone_only")
        assert row["evidence"] or row["source"]
        assert row["desc"].strip()
        assert row["date"] is None or DATE.match(row["date"])
        assert not row["strict"] or row["label_basis"] == "stated"


def test_descriptions_do_not_name_their_own_park(workbench: Workbench) -> None:
    names = {park.id: park.name for park in workbench.plan.parks}
    told = [
        row["id"]
        for row in read("enterprises.json")["enterprises"]
        if row["park"] and len(names[row["park"]]) > 2 and names[row["park"]] in row["desc"]
    ]
    assert told == []


def test_the_classes_are_a_tree() -> None:
    classes = read("gbt4754.json")["classes"]
    level = {row["code"]: row["level"] for row in classes}
    assert len(level) == len(classes)
    counts = Counter(level.values())
    assert (counts[1], counts[2], counts[3]) == (20, 97, 473)
    assert counts[4] > 1_380
    for row in classes:
        assert row["name"]
        assert (level[row["parent"]] if row["parent"] else 0) == row["level"] - 1
        assert row["level"] == 1 or len(row["code"]) == row["level"]
        assert row["level"] <= 2 or row["code"].startswith(row["parent"])


def test_examples_are_distinct_and_readable(workbench: Workbench) -> None:
    outside = read("outside.json")["examples"]
    texts = [row["text"] for row in outside]
    assert len({row["id"] for row in outside}) == len(set(texts)) == len(outside)
    own = {e.desc for e in workbench.registry.enterprises}
    assert not own & set(texts)


def test_sample_leads_are_leads_with_an_origin(workbench: Workbench) -> None:
    rows = lines("sample_leads.jsonl")
    assert len({row["id"] for row in rows}) == len(rows) >= 10
    assert all(row["origin"] for row in rows)
    assert {match.status for match in workbench.match_rows(rows)} <= {"matched", "abstained"}


def test_cases_out_of_scope_say_why_and_are_no_training_text() -> None:
    rows = lines("out_of_scope_cases.jsonl")
    assert all(row["desc"] and row["why"] for row in rows)
    assert not {row["desc"] for row in rows} & {r["text"] for r in read("outside.json")["examples"]}
